"""The door of the survey: a workbook as read in, what stands where out, each table with its form drafted and proved."""

from __future__ import annotations

from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from fzplan.model.survey import SheetSurvey, Survey
from fzplan.returns.cells import number_like
from fzplan.returns.files import data_files, filed, looks_like_data
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
from fzplan.returns.surveying.series import Page, by_member, by_period
from fzplan.returns.surveying.sight import Sight
from fzplan.returns.surveying.titles import title_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Plan
    from fzplan.model.survey import FormDraft
    from fzplan.returns.files import DataFile
    from fzplan.returns.readers.book import Book, Sheet
    from fzplan.returns.readers.limits import Limits
    from fzplan.returns.surveying.blocks import Block
    from fzplan.returns.surveying.proving import Tried


def workbooks(paths: Sequence[Path], root: Path) -> tuple[list[DataFile], list[Diagnostic]]:
    """Return the workbooks named, and those in the folders named, sorted; documents and scripts are passed over.

    `root` is the folder of the plan file: a file in its `data/` is known by its path there.
    """
    named = {path.resolve() for path in paths if not path.is_dir()}
    files, findings = data_files(paths, root)
    kept = [filed(one, root) for one in files if one.path.resolve() in named or looks_like_data(one)]
    return kept, list(findings)


def survey(
    file: DataFile, plan: Plan | None = None, sheet: str = "", limits: Limits = LIMITS
) -> tuple[Survey | None, tuple[Diagnostic, ...]]:
    """Read a workbook and return what stands where; None with the finding where it cannot be read.

    `plan` gives the names that labels are matched with; `sheet` limits the survey to one sheet.
    """
    reading = door.read(file.path, file.shown, limits)
    if reading.book is None:
        return None, reading.findings
    return of_book(reading.book, file, plan, sheet), reading.findings


def of_book(book: Book, file: DataFile, plan: Plan | None = None, only: str = "") -> Survey:
    """Return what stands where in a workbook that was read."""
    shown = file.shown
    looked = [_looked(book, sheet, file, plan) for sheet in book.sheets if not only or sheet.name == only]
    names = tuple(sheet.name for sheet in book.sheets)
    drafts = _final(looked, names, shown)
    sheets = tuple(_sheet(one, drafts) for one in looked)
    return Survey(shown, book.kind, sheets, names, tuple({id(draft): draft for draft in drafts.values()}.values()))


def _final(looked: Sequence[_Looked], names: Sequence[str], shown: str) -> dict[int, FormDraft]:
    """Return the draft of each table by the one it was tried with: shared by sheets of one layout, or told apart."""
    pages, tables = [], []
    for one in looked:
        for k, (setting, tried) in enumerate(zip(one.settings, one.tried, strict=True), 1):
            if tried is not None and tried.proof.observations:
                pages.append(Page(one.stage, setting.cells, tried, alone=len(one.settings) == 1))
                tables.append(_name(one, k, shown))
    dated = by_period(pages, names)
    filed = [Filed(draft, table, figures) for (draft, figures), table in zip(dated, tables, strict=True)]
    numbered = [one.stage.sheet.name for one in looked if any(map(number_like, chain(*one.stage.sheet.rows)))]
    apart = by_member(pages, told_apart(filed), numbered)
    return {id(page.tried.draft): draft for page, draft in zip(pages, apart, strict=True)}


class _Looked(NamedTuple):
    """One sheet with its tables, each with the form that reads most of it."""

    stage: Stage
    sight: Sight
    settings: tuple[Setting, ...]
    tried: tuple[Tried | None, ...]


def _looked(book: Book, sheet: Sheet, file: DataFile, plan: Plan | None) -> _Looked:
    sight, stage = Sight(sheet), Stage(file, sheet, book.kind, book.textual, plan, {})
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
        oddities=oddities.of_sheet(sight, one.stage.shown, one.settings),
        account=account([t.draft for t in tables if t.draft], one.stage),
    )


def _setting(stage: Stage, sight: Sight, block: Block, count: int, number: int) -> Setting:
    named = columns(sight, block)
    title = title_of(sight, block, stage.shown, stage.sheet.name)
    stem = PurePosixPath(stage.shown).stem
    form = f"{stem}_{stage.sheet.name}" if stage.sheet.name and stage.sheet.name != stem else stem
    return Setting(
        stage, sight, block, named, axes(sight, block, named, stage.plan), title, count == 1,
        f"{form}_{number}" if count > 1 else form,
    )  # fmt: skip
