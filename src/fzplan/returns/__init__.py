"""Returns: workbooks in, observations out, every number with its cell and every cell with its fate.

In: a `Plan` and folders or files. Out: an `Extraction` (observations, records, task reports, accounts of cells) and
findings at file:sheet!cell. May import: model, formula, observations and the ground floor; never another room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.returns.extract import Compute, extract, vocabulary
from fzplan.returns.readers.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from fzplan.diagnostics import CellRef, Diagnostic, Lang
    from fzplan.model.findings import Explanation
    from fzplan.model.indicator_table import IndicatorTable
    from fzplan.model.microdata import Table
    from fzplan.model.plan import Form, Plan
    from fzplan.model.printed import Codebook, PrintedText
    from fzplan.model.survey import Survey
    from fzplan.observations import Extraction
    from fzplan.returns.blanking.books import Blank, Habit
    from fzplan.returns.files import DataFile


def indicator_table(path: Path, shown: str) -> tuple[IndicatorTable | None, tuple[Diagnostic, ...]]:
    """Read the table of a plan's indicators and goals from a workbook, which findings call `shown`."""
    from fzplan.returns import plan_table

    return plan_table.indicator_table(path, shown)


def explanations(path: Path, shown: str) -> tuple[tuple[Explanation, ...] | None, tuple[Diagnostic, ...]]:
    """Read what offices say of findings back from a 审核清单 that they have filled in; None where it is none."""
    from fzplan.returns import explanation_list

    return explanation_list.explanations(path, shown)


def relations(path: Path, shown: str) -> tuple[tuple[PrintedText, ...], tuple[Diagnostic, ...]]:
    """Read what a workbook or a text file prints of audit relations; findings call it `shown`."""
    from fzplan.returns import relation_lists

    return relation_lists.relations(path, shown)


def codebook(plan: Plan, form: Form, extraction: Extraction, paths: Sequence[Path], root: Path) -> Codebook:
    """Return what the codes of a form stand for, from its returns among `paths`, which gave `extraction`."""
    from fzplan.returns import files, printed_codes

    return printed_codes.codebook(plan, form, extraction, files.data_files(paths, root)[0])


def tables(plan: Plan, paths: Sequence[Path], root: Path) -> tuple[Table, ...]:
    """Return the tables of records among files and in folders, and those of databases; what is wrong `extract` says."""
    from fzplan.returns import files, table_files
    from fzplan.returns.naming import Names

    quantities = vocabulary(plan)
    names = {form.id: Names(plan, form, quantities) for form in plan.forms.values()}
    claims = {file: files.matched(file, plan.forms) for file in files.data_files(paths, root)[0]}
    return table_files.tables(plan, names, claims)[0]


def workbooks(paths: Sequence[Path], root: Path) -> tuple[list[DataFile], list[Diagnostic]]:
    """Return the workbooks among files and in folders as a plan file in `root` names them, and what is none at all."""
    from fzplan.returns.surveying import surveyor

    return surveyor.workbooks(paths, root)


def forms_of(plan: Plan, data: Sequence[Path], root: Path, file: Path) -> frozenset[str]:
    """Return the ids of the forms that read a file of these data folders, by its name: it need not exist."""
    from fzplan.returns import files

    return files.forms_of(plan.forms, data, root, file)


def survey(
    file: DataFile, plan: Plan | None = None, sheet: str = "", limits: Limits | None = None
) -> tuple[Survey | None, tuple[Diagnostic, ...]]:
    """Return what stands where in one of the `workbooks`; None where it cannot be read.

    No plan is needed; `plan` gives the names that labels are matched with. `sheet` names the one sheet looked at.
    """
    from fzplan.returns.surveying import surveyor

    return surveyor.survey(file, plan, sheet, limits or Limits())


def dump(path: Path, shown: str, limits: Limits | None = None) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the canonical text of a workbook, one cell a line; with findings, no text, where it cannot be read."""
    from fzplan.returns.readers import door
    from fzplan.returns.surveying import dumping

    reading = door.read(path, shown, limits or Limits())
    return ("", reading.findings) if reading.book is None else (dumping.text_of_book(reading.book), ())


def excerpts(
    places: Iterable[CellRef], seen: Extraction, files: Mapping[str, Path], limits: Limits | None = None
) -> dict[CellRef, str]:
    """Return cells among their neighbours, by place; `files` are the paths of what was read. Large ones have none."""
    from fzplan.returns import neighbours

    return neighbours.excerpts(places, seen, files, limits or Limits())


def blanks(
    plan: Plan,
    forms: Sequence[str],
    *,
    year: int | None = None,
    habits: Mapping[str, Habit] | None = None,
    lang: Lang = "zh",
) -> tuple[tuple[Blank, ...], tuple[Diagnostic, ...]]:
    """Return the blank workbooks of these forms (names below the data folder, and bytes), and what has none.

    `year` is the one wanted, else all years of the plan's span; `habits` tell by form what its returns hold today.
    """
    from fzplan.returns.blanking import books

    return books.blanks(plan, vocabulary(plan), tuple(forms), year=year, habits=habits, lang=lang)


def blank(plan: Plan, form: Form, *, year: int | None = None, lang: Lang = "zh") -> bytes:
    """Return one form written blank, of the last year of the plan's span unless `year` says which.

    Raises IndexError for a form that can have no blank (FZ390 of `blanks` tells why).
    """
    made, _ = blanks(plan, (form.id,), year=year, lang=lang)
    return made[-1].content


__all__ = [
    "Compute",
    "Limits",
    "blank",
    "blanks",
    "dump",
    "excerpts",
    "extract",
    "forms_of",
    "indicator_table",
    "survey",
    "tables",
    "workbooks",
]
