"""Which findings are about the cells behind one number.

In: findings, the observations that a number rests on. Out: those findings, in their order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.diagnostics import Diagnostic, Place


def touching(findings: Iterable[Diagnostic], cells: Iterable[CellRef]) -> tuple[Diagnostic, ...]:
    """Return the findings of which a place, or a place beside it, is one of the cells or in one of the blocks."""
    by_sheet: dict[tuple[str, str], list[CellRef]] = {}
    for cell in cells:
        by_sheet.setdefault((cell.file, cell.sheet), []).append(cell)
    return tuple(d for d in findings if any(_meets(place, by_sheet) for place in _places(d)))


def _places(d: Diagnostic) -> Iterable[Place]:
    yield d.at
    yield from (instance.at for instance in d.instances)
    yield from (related.at for related in d.related)


def _meets(place: Place, by_sheet: dict[tuple[str, str], list[CellRef]]) -> bool:
    if not isinstance(place, CellRef) or not place.row:
        return False
    return any(overlap(place, cell) for cell in by_sheet.get((place.file, place.sheet), ()))


def overlap(one: CellRef, other: CellRef) -> bool:
    """Tell whether two blocks of one sheet have a cell in common.

    >>> overlap(CellRef("a", "b", 2, 2, 9, 2), CellRef("a", "b", 9, 1, 9, 4))
    True
    >>> overlap(CellRef("a", "b", 2, 2), CellRef("a", "b", 2, 3))
    False
    """
    return (
        one.row <= (other.last_row or other.row)
        and other.row <= (one.last_row or one.row)
        and one.column <= (other.last_column or other.column)
        and other.column <= (one.last_column or one.column)
    )
