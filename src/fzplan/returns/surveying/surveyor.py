"""The door of the survey: a workbook as read in, what stands where out, each table with its form drafted and proved."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from fzplan.model.survey import SheetSurvey, Survey
from fzplan.returns.cells import number_like
from fzplan.returns.files import data_files, looks_like_data
from fzplan.returns.labels import fold
from fzplan.returns.readers import door
from fzplan.returns.readers.limits import LIMITS
from fzplan.returns.surveying import describing, oddities
from fzplan.returns.surveying.apart import Filed, told_apart
from fzplan.returns.surveying.blocks import blocks
from fzplan.returns.surveying.columns import columns
from fzplan.returns.surveying.drafting import Setting, drafted
from fzplan.returns.surveying.labels import axes
from fzplan.returns.surveying.proving import Stage, account
from fzplan.returns.surveying.sight import Sight
from fzplan.returns.surveying.titles import title_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Plan
    from fzplan.model.survey import FormDraft
    from fzplan.returns.readers.book import Book, Sheet
    from fzplan.returns.readers.limits import Limits
    from fzplan.returns.surveying.blocks import Block
    from fzplan.returns.surveying.proving import Tried


def workbooks(paths: Sequence[Path]) -> tuple[list[tuple[Path, str]], list[Diagnostic]]:
    """Return the workbooks named, and those in the folders named, sorted; documents and scripts are passed over."""
    named = {path.resolve() for path in paths if not path.is_dir()}
    files, findings = data_files(paths, Path.cwd())
    kept = [(f.path, f.shown) for f in files if f.path.resolve() in named or looks_like_data(f)]
    return kept, list(findings)


def survey(
    path: Path, shown: str, plan: Plan | None = None, sheet: str = "", limits: Limits = LIMITS
) -> tuple[Survey | None, tuple[Diagnostic, ...]]:
    """Read a workbook and return what stands where; None with the finding where it cannot be read.

    `plan` gives the names that labels are matched with; `sheet` limits the survey to one sheet.
    """
    reading = door.read(path, shown, limits)
    if reading.book is None:
        return None, reading.findings
    return of_book(reading.book, shown, plan, sheet), reading.findings


def of_book(book: Book, shown: str, plan: Plan | None = None, only: str = "") -> Survey:
    """Return what stands where in a workbook that was read."""
    looked = [_looked(book, sheet, shown, plan) for sheet in book.sheets if not only or sheet.name == only]
    filed = [
        Filed(tried.draft, _name(one, k, shown), tried.figures)
        for one in looked
        for k, tried in enumerate(one.tried, 1)
        if tried is not None and tried.proof.observations
    ]
    apart = told_apart(filed)
    final = {id(one.draft): draft for one, draft in zip(filed, apart, strict=True)}
    sheets = tuple(_sheet(one, final) for one in looked)
    return Survey(shown, book.kind, sheets, tuple(sheet.name for sheet in book.sheets), tuple(apart))


class _Looked(NamedTuple):
    """One sheet with its tables, each with the form that reads most of it."""

    stage: Stage
    sight: Sight
    settings: tuple[Setting, ...]
    tried: tuple[Tried | None, ...]


def _looked(book: Book, sheet: Sheet, shown: str, plan: Plan | None) -> _Looked:
    sight, stage = Sight(sheet), Stage(shown, sheet, book.kind, book.textual, plan, {})
    found = blocks(sight)
    settings = tuple(_setting(stage, sight, block, len(found), k) for k, block in enumerate(found, 1))
    tried = tuple(drafted(setting) if setting.cells and not setting.entity else None for setting in settings)
    return _Looked(stage, sight, settings, tried)


def _name(one: _Looked, number: int, shown: str) -> str:
    """Return what tells a table from the others of its workbook."""
    name = one.stage.sheet.name or PurePosixPath(shown).stem
    if len(one.settings) == 1:
        return name
    said = [_section(setting) for setting in one.settings]
    own = said[number - 1]
    return f"{name} {own}" if own and said.count(own) == 1 else f"{name}表{number}"


def _section(setting: Setting) -> str:
    """Return the label that stands before the codes over a table: Male | MGSM | MGTT."""
    head, sight = setting.block.head, setting.sight
    texts = [sight.grid.text(r, setting.block.left) for r in head.codes]
    return next((fold(text) for text in reversed(texts) if text and not text.isdigit()), "")


def _sheet(one: _Looked, final: Mapping[int, FormDraft]) -> SheetSurvey:
    sheet, sight = one.stage.sheet, one.sight
    tables = []
    for setting, tried in zip(one.settings, one.tried, strict=True):
        draft = final.get(id(tried.draft)) if tried else None
        tables.append(describing.table(setting, tried._replace(draft=draft) if tried and draft else None))
    numbers = [cell for row in sheet.rows for cell in row if cell != "" and number_like(cell)]
    return SheetSurvey(
        name=sheet.name,
        visible=sheet.visible,
        rows=sight.height,
        columns=sight.width,
        tables=tuple(tables),
        numbers=len(numbers),
        texts=sum(isinstance(cell, str) for cell in numbers),
        hidden_rows=tuple(r + 1 for r in sorted(sheet.facts.hidden_rows)),
        hidden_columns=tuple(c + 1 for c in sorted(sheet.facts.hidden_columns)),
        oddities=oddities.of_sheet(sight, one.stage.file, one.settings),
        account=account([t.draft for t in tables if t.draft], one.stage),
    )


def _setting(stage: Stage, sight: Sight, block: Block, count: int, number: int) -> Setting:
    named = columns(sight, block)
    title = title_of(sight, block, stage.file, stage.sheet.name)
    stem = PurePosixPath(stage.file).stem
    form = f"{stem}_{stage.sheet.name}" if stage.sheet.name and stage.sheet.name != stem else stem
    return Setting(
        stage, sight, block, named, axes(sight, block, named, stage.plan), title, count == 1,
        f"{form}_{number}" if count > 1 else form,
    )  # fmt: skip
