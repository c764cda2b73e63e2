"""Cells far away from everything else on a sheet: taken off before it is read, lest one becomes a column of the table.

In: a sheet. Out: the sheet without them, and where they stood.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from fzplan.returns.grid import ENDING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.returns.readers.book import Address, Cell, Sheet

ROWS, COLUMNS = 50, 15
"""Blank rows, blank columns behind which a cell is far away."""
MOST = 3
"""Cells that may be there by mistake; more of them are a table of their own."""


def without(sheet: Sheet) -> tuple[Sheet, Mapping[Address, Cell]]:
    """Return the sheet without the cells that are far away from the others, and those cells."""
    rows, width = sheet.rows, max(map(len, sheet.rows), default=0)
    if len(rows) <= ROWS and width <= COLUMNS:
        return sheet, {}
    below, last = _lowest(rows)
    far = {(r, c) for r in below for c, cell in enumerate(rows[r]) if cell != ""}
    if len(far) > MOST:
        return sheet, {}
    near = range(last + 1)
    beside = _rightmost(rows, near, width)
    columns = [c for c in (_reach(rows, near, beside), *_columns(beside)) if c >= 0]
    far |= {cell for cell in beside if cell[1] in _behind(columns, COLUMNS)}
    if not far or len(far) > MOST or any(_closes(rows[r][c]) for r, c in far):
        return sheet, {}
    reach = max(_reach(rows, near, far), 0) + 1
    kept = [_row(row[:reach], r, far) for r, row in enumerate(rows[: last + 1])]
    return replace(sheet, rows=kept), {(r, c): rows[r][c] for r, c in sorted(far)}


def _lowest(rows: list[list[Cell]]) -> tuple[list[int], int]:
    """Return the few rows that stand below a wide gap, and the last row above it; looked for from the bottom."""
    found: list[int] = []
    for r in range(len(rows) - 1, -1, -1):
        if rows[r].count("") == len(rows[r]):
            continue
        if found and found[-1] - r > ROWS:
            return found, r
        found.append(r)
        if len(found) > MOST:
            break
    return [], found[0] if found else -1


def _behind(used: Sequence[int], gap: int) -> Sequence[int]:
    """Return those of these numbers that stand behind the last wide gap.

    >>> _behind([0, 1, 2, 90, 91], 50), _behind([0, 1, 2], 50)
    ([90, 91], [])
    """
    return next((used[k:] for k in range(len(used) - 1, 0, -1) if used[k] - used[k - 1] > gap), [])


def _rightmost(rows: list[list[Cell]], used: Sequence[int], width: int) -> set[Address]:
    """Return the few cells of the columns furthest to the right."""
    found: set[Address] = set()
    for column in range(width - 1, -1, -1):
        here = set(islice(((r, column) for r in used if rows[r][column] != ""), MOST + 1))
        if len(found) + len(here) > MOST:
            break
        found |= here
    return found


def _columns(cells: set[Address]) -> list[int]:
    return sorted({column for _, column in cells})


def _reach(rows: list[list[Cell]], used: Sequence[int], without: set[Address]) -> int:
    """Return the last column that has other cells than these, −1 where none has."""
    width = max((len(rows[r]) for r in used), default=0)
    filled = (c for c in range(width - 1, -1, -1) if any(rows[r][c] != "" and (r, c) not in without for r in used))
    return next(filled, -1)


def _row(cells: list[Cell], row: int, far: set[Address]) -> list[Cell]:
    return ["" if (row, c) in far else cell for c, cell in enumerate(cells)] if any(r == row for r, _ in far) else cells


def _closes(cell: Cell) -> bool:
    """Tell whether a cell begins a signature or a note, which may stand a page below its table."""
    return isinstance(cell, str) and bool(ENDING.match(cell.strip()))
