"""Places of one sheet as the rectangles that they fill.

In: cells and ranges. Out: ranges, each with what it is made of.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef

if TYPE_CHECKING:
    from collections.abc import Iterable


def blocks(cells: Iterable[CellRef]) -> list[tuple[CellRef, list[CellRef]]]:
    """Return the rectangles that places of one sheet fill, in their order, each with the places that it is made of.

    >>> column = [CellRef("a", "b", row, 2) for row in (4, 5, 9)] + [CellRef("a", "b", row, 3) for row in (4, 5)]
    >>> [at.address for at, _ in blocks(column)]
    ['B4:C5', 'B9']
    """
    runs = _runs(((at, [at]) for at in set(cells)), down=True)
    return sorted(_runs(runs, down=False), key=lambda run: (run[0].row, run[0].column))


_Run = tuple[CellRef, list[CellRef]]


def _runs(places: Iterable[_Run], *, down: bool) -> list[_Run]:
    """Join places that stand below (beside) each other and are as wide (as high)."""

    def sides(at: CellRef) -> tuple[tuple[int, int], tuple[int, int]]:
        rows, columns = (at.row, at.last_row or at.row), (at.column, at.last_column or at.column)
        return (columns, rows) if down else (rows, columns)

    joined: list[_Run] = []
    for at, parts in sorted(places, key=lambda run: sides(run[0])):
        across, (first, last) = sides(at)
        before = joined[-1] if joined else None
        if before and sides(before[0])[0] == across and sides(before[0])[1][1] + 1 == first:
            whole = before[0]
            wide = replace(whole, last_row=whole.last_row or whole.row, last_column=whole.last_column or whole.column)
            grown = replace(wide, last_row=last) if down else replace(wide, last_column=last)
            joined[-1] = grown, [*before[1], *parts]
        else:
            joined.append((at, parts))
    return joined
