"""A sheet by classes of cells, from which its structure is read: text, number, year, period, unit, symbol, error."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from fzplan.returns import times
from fzplan.returns.cells import MARKS, figure, number_like
from fzplan.returns.grid import Grid
from fzplan.returns.labels import unit
from fzplan.returns.symbols import ABSENT, BELOW_UNIT
from fzplan.units import UNITS

if TYPE_CHECKING:
    from fzplan.returns.readers.book import Cell, Sheet

TEXT, NUMBER, YEAR, PERIOD, UNIT, SYMBOL, FAULT = "t", "n", "y", "p", "u", "s", "e"
"""`YEAR` is a number that may be a year as well; `FAULT` an error cell or a formula without its value."""
FIGURES = frozenset({NUMBER, FAULT})
NAMES = frozenset({TEXT, YEAR, PERIOD, UNIT})


class Sight:
    """The cells of a sheet by 0-based row and column, each with its class; blank cells are left out."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.grid = sheet, Grid(sheet)
        self.height, self.width = self.grid.height, self.grid.width
        self.rows = [{c: class_of(value) for c, value in self.grid.filled(r)} for r in range(self.height)]
        for row, column in (*sheet.facts.errors, *sheet.facts.uncached):
            self.rows[row][column] = FAULT

    def within(self, row: int, left: int, right: int) -> dict[int, str]:
        """Return the classes of a row's cells between two columns, both included."""
        cells = self.rows[row]
        return (
            cells if left <= 0 and right >= self.width - 1 else {c: k for c, k in cells.items() if left <= c <= right}
        )

    def column(self, column: int, rows: tuple[int, ...]) -> list[str]:
        """Return the classes of a column's filled cells in these rows."""
        return [kind for r in rows if (kind := self.rows[r].get(column))]


def class_of(value: Cell) -> str:
    """Return the class of a filled cell.

    >>> [class_of(v) for v in ("北京", "1,234.5", 2020, "2020年", "亿元", "…", 12.5)]
    ['t', 'n', 'y', 'p', 'u', 's', 'n']
    """
    if isinstance(value, str):
        return _of_text(value)
    if isinstance(value, bool):
        return TEXT
    if isinstance(value, (int, float)):
        return YEAR if times.read(value) else NUMBER
    return PERIOD if isinstance(value, dt.date) else TEXT


@lru_cache(maxsize=65536)
def _of_text(value: str) -> str:
    bare = value.strip()
    if bare in BELOW_UNIT or bare.lower() in ABSENT:
        return SYMBOL
    if number_like(value):
        seen = figure(value)
        return YEAR if times.read(bare) else NUMBER if seen and seen.value is not None else TEXT  # 16-24 is a name
    if times.read(bare):
        return PERIOD
    return UNIT if unit(UNITS, bare) or unit(UNITS, MARKS.sub("", bare).strip()) else TEXT
