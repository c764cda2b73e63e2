"""The door of the survey: a workbook as read in, what stands where out, each table with its form drafted and proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef
from fzplan.model.survey import SheetSurvey, Survey, TableSurvey
from fzplan.returns.cells import number_like
from fzplan.returns.surveying.blocks import blocks
from fzplan.returns.surveying.columns import columns
from fzplan.returns.surveying.drafting import Setting, drafted
from fzplan.returns.surveying.labels import axes
from fzplan.returns.surveying.proving import Stage
from fzplan.returns.surveying.sight import Sight
from fzplan.returns.surveying.titles import title_of

if TYPE_CHECKING:
    from fzplan.model.plan import Plan
    from fzplan.returns.readers.book import Book, Sheet


def survey_book(book: Book, shown: str, plan: Plan | None = None, only: str = "") -> Survey:
    """Return what stands where in a workbook; `only` names the one sheet that is looked at."""
    sheets = [_sheet(book, sheet, shown, plan) for sheet in book.sheets if not only or sheet.name == only]
    return Survey(shown, book.kind, tuple(sheets))


def _sheet(book: Book, sheet: Sheet, shown: str, plan: Plan | None) -> SheetSurvey:
    sight = Sight(sheet)
    stage = Stage(shown, sheet, book.kind, book.textual, plan, {})
    found = blocks(sight)
    tables = []
    for number, block in enumerate(found, 1):
        named = columns(sight, block)
        ids = f"{sheet.name or shown}{number if len(found) > 1 else ''}"
        title = title_of(sight, block, shown, sheet.name)
        setting = Setting(stage, sight, block, named, axes(sight, block, named, plan), title, len(found) == 1, ids)
        tables.append(_table(setting))
    numbers = sum(number_like(cell) for row in sheet.rows for cell in row if cell != "")
    return SheetSurvey(sheet.name, sheet.visible, sight.height, sight.width, tuple(tables), numbers)


def _table(setting: Setting) -> TableSurvey:
    block, stage = setting.block, setting.stage
    place = CellRef(stage.file, stage.sheet.name, block.top + 1, block.left + 1, block.bottom + 1, block.right + 1)
    best = drafted(setting) if setting.data and setting.cells else None
    return TableSurvey(
        place, "measures in columns", title=setting.title.lines, numbers=len(setting.cells),
        draft=best[0] if best else None, proof=best[1] if best else None,
    )  # fmt: skip
