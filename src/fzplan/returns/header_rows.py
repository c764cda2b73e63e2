"""Header rows that stand apart: outer names above the first known row, and names after a blank spacer row.

In: a `Grid` and the row in which a header was recognised. Out: row numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.returns import pattern, times
from fzplan.returns.cells import number_like
from fzplan.returns.grid import text_of

if TYPE_CHECKING:
    from fzplan.model.plan import Form
    from fzplan.returns.grid import Grid

SPACERS = 3
"""Blank rows that may stand inside a header."""


def top(grid: Grid, start: int, floor: int, form: Form) -> int:
    """Return the first row of the header that was recognised in row `start`; rows above `floor` are another table's.

    A row belongs to it that has two names or more beside the label column, and no number. Blank rows are crossed
    only where the form reads several levels.
    """
    levels = form.columns.levels if form.columns else ()
    gap = SPACERS if len(levels) > 1 else 0
    dated = any(field in pattern.PERIOD_PARTS for field in pattern.fields(levels))
    row = above = start
    while above > floor:
        above -= 1
        if not grid.distinct(above):
            if start - above > gap and row - above > gap:
                break
            continue
        if not _is_outer(grid, above, dated=dated):
            break
        row = above
    return row


def _is_outer(grid: Grid, row: int, *, dated: bool) -> bool:
    """Tell whether a row holds nothing but names beside the label column: no title, no filing line, no figure."""
    if grid.kind(row) != "row":
        return False
    filled = grid.distinct(row)
    if any(number_like(value) for _, value in filled):
        return False
    if not dated and any(times.read(value) is not None for _, value in filled):
        return False
    beside = {grid.anchors.get((row, c), (row, c)) for c, value in filled if c > grid.left and text_of(value)}
    return len(beside) > 1


def after_spacer(grid: Grid, row: int) -> int | None:
    """Return the next row after the blank ones that begin in `row` if it can be a header row, else None.

    Its label column is blank: a row with a label there begins the body.
    """
    for below in range(row + 1, min(row + SPACERS, grid.bottom) + 1):
        filled = grid.distinct(below)
        if filled:
            beside = filled[0][0] > grid.left and len(filled) > 1
            return below if beside and not any(number_like(value) for _, value in filled) else None
    return None
