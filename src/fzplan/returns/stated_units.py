"""Where a table states the unit of a figure: the cell that a person has to look at when it is not the declared one.

In: a table of a sheet, a unit as printed, the cell of a figure. Out: the cell that says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.returns.grid import UNIT_LINE, text_of
from fzplan.returns.labels import fold

if TYPE_CHECKING:
    from fzplan.diagnostics import CellRef
    from fzplan.returns.collecting import Filing
    from fzplan.returns.readers.book import Cell
    from fzplan.returns.tables import Table

Place = tuple[int, int]


class StatedUnits:
    """The cells of one table that state units, each looked for once."""

    def __init__(self, filing: Filing, table: Table) -> None:
        self.filing, self.table = filing, table
        self._rows: dict[tuple[str, int], Place | None] = {}
        self._columns: dict[tuple[str, int], Place | None] = {}
        self._lines: dict[str, Place | None] = {}

    def place(self, unit: str, stuck: str, row: int, column: int) -> CellRef:
        """Return the cell nearest to a figure that states its unit, or the figure's own."""
        if stuck:
            return self.filing.cell(row, column)
        wanted = fold(unit)
        if (wanted, row) not in self._rows:
            self._rows[wanted, row] = self._beside(wanted, row)
        if (wanted, column) not in self._columns:
            self._columns[wanted, column] = self._over(wanted, column)
        if wanted not in self._lines:
            self._lines[wanted] = self._above(wanted)
        found = self._rows[wanted, row] or self._columns[wanted, column] or self._lines[wanted]
        return self.filing.cell(*(found or (row, column)))

    def _beside(self, unit: str, row: int) -> Place | None:
        grid = self.filing.grid
        cells = [(c, v) for c, v in grid.filled(row) if c not in self.table.data or isinstance(v, str)]
        return next(((row, c) for c, value in reversed(cells) if _states(value, unit)), None)

    def _over(self, unit: str, column: int) -> Place | None:
        grid = self.filing.grid
        rows = sorted((*self.table.header, *self.table.units), reverse=True)
        covered = (grid.anchors.get((r, column), (r, column)) for r in rows)
        return next(((r, c) for r, c in covered if _states(grid.cell(r, c), unit)), None)

    def _above(self, unit: str) -> Place | None:
        grid = self.filing.grid
        rows = (*self.table.header, *reversed(self.table.above), *self.table.notes)
        cells = ((r, c, text_of(v)) for r in rows for c, v in grid.distinct(r))
        return next(((r, c) for r, c, text in cells if unit in fold(text) and _tells(text, unit)), None)


def _states(cell: Cell, unit: str) -> bool:
    """Tell whether a cell is a unit, or a name with its unit in brackets."""
    text = fold(cell) if isinstance(cell, str) else ""
    return text == unit or text.endswith((f"({unit})", f",{unit})", f"({unit}"))


def _tells(text: str, unit: str) -> bool:
    """Tell whether a line says what units are: 单位：万元、人, or a title with units in brackets, or a unit alone."""
    plain = fold(text)
    return (
        bool(UNIT_LINE.search(plain)) or plain == unit or "单位" in plain or f"({unit}" in plain or f"{unit})" in plain
    )
