"""The table that the aggregates of one measure and period make: cells, and the lines along which they add up.

What is in no member of a dimension is a cell too, though nobody prints it: the rest, a total less its members.
In: observations of one form, figures printed elsewhere. Out: a `Table` that says which of its cells to withhold.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from fzplan.frozen import frozen
from fzplan.model.suppression import Cell, Line, suppressed
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from fzplan.observations import Observation

__all__ = ["Cell", "Table", "of"]

TINY = 1e-9
"""Part of a figure that is float noise of a sum."""
REST = ""
"""The member of what belongs to no member."""
Members = tuple[str, ...]


@frozen
class Table:
    """Cells by their members; `tells` says whether the sum of cells would give a respondent away."""

    cells: dict[Members, Cell]
    lines: tuple[tuple[Members, tuple[Members, ...]], ...]
    tells: Callable[[Sequence[Cell]], bool]

    def suppressed(self, start: Collection[Members] = ()) -> frozenset[Members]:
        """Return the members whose figures are withheld: the sensitive ones, `start`, and what protects them."""
        if not any(cell.is_sensitive for cell in self.cells.values()) and not self.cells.keys() & set(start):
            return frozenset()
        names = list(self.cells)
        seat = {key: k for k, key in enumerate(names)}
        lines = [Line(seat[whole], tuple(seat[key] for key in parts)) for whole, parts in self.lines]
        found = suppressed(list(self.cells.values()), lines, self.tells, {seat[key] for key in start if key in seat})
        return frozenset(names[k] for k in found)


class _Part(NamedTuple):
    """A cell with what its rest is reckoned from; printed figures have infinitely many rows."""

    cell: Cell
    rows: float
    slack: float = 0.0
    """Half a unit of the last printed digit."""


def of(
    aggregates: Iterable[tuple[Observation, bool]],
    printed: Iterable[Observation],
    partitions: Sequence[bool],
    tells: Callable[[Sequence[Cell]], bool],
    *,
    is_sum: bool,
) -> Table:
    """Return the table of the aggregates of one form, each with whether it is sensitive by itself.

    Where they have no figure, one that is printed elsewhere stands. `partitions` tells of each dimension whether its
    members add up to the total by declaration: then there is no rest of printed figures. `is_sum`: the figures
    themselves add up; means and medians are taken as if they did, by their respondents.
    """
    found = {o.members: _aggregate(o, is_sensitive=bad, is_sum=is_sum) for o, bad in aggregates}
    for o in printed:
        found.setdefault(o.members, _printed(o))
    patterns = {tuple(m != TOTAL for m in key) for key in found}
    for d, is_partition in enumerate(partitions):
        parts = _parts(found, d)
        for whole in [key for key in found if key[d] == TOTAL and _broken_down(key, d) in patterns]:
            rest = _rest(found[whole], [found[key] for key in parts.get(whole, ())], tells, is_partition, is_sum)
            if rest is not None:
                found[*whole[:d], REST, *whole[d + 1 :]] = rest
    lines = [
        (whole, tuple(parts))
        for d in range(len(partitions))
        for whole, parts in _parts(found, d).items()
        if whole in found
    ]
    return Table({key: part.cell for key, part in found.items()}, tuple(lines), tells)


def _broken_down(key: Members, d: int) -> tuple[bool, ...]:
    return tuple(k == d or member != TOTAL for k, member in enumerate(key))


def _parts(found: Iterable[Members], d: int) -> dict[Members, list[Members]]:
    """Return the cells that differ in one dimension alone, by the cell that is their whole."""
    parts: dict[Members, list[Members]] = {}
    for key in found:
        if key[d] != TOTAL:
            parts.setdefault((*key[:d], TOTAL, *key[d + 1 :]), []).append(key)
    return parts


def _aggregate(o: Observation, *, is_sensitive: bool, is_sum: bool) -> _Part:
    respondents, depth = float(o.respondents or o.rows), _depth(o.members)
    if not is_sum:
        return _Part(Cell(respondents, respondents, (), depth, is_sensitive=is_sensitive), o.rows)
    return _Part(Cell(o.value, respondents, o.largest, depth, is_sensitive=is_sensitive), o.rows)


def _printed(o: Observation) -> _Part:
    return _Part(Cell(o.value, math.inf, (), _depth(o.members)), math.inf, 0.5 * 10.0**-o.decimals)


def _depth(key: Members) -> int:
    return sum(member != TOTAL for member in key)


def _rest(
    whole: _Part,
    parts: Sequence[_Part],
    tells: Callable[[Sequence[Cell]], bool],
    is_partition: bool,  # noqa: FBT001  (called above alone)
    is_sum: bool,  # noqa: FBT001
) -> _Part | None:
    """Return what a total has beyond its members, as far as it is certain that there is something.

    A rest that may be there protects nobody, so it is left out in doubt.
    """
    all_ = (whole, *parts)
    value = whole.cell.value - sum(p.cell.value for p in parts)
    noise = TINY * max(abs(p.cell.value) for p in all_) + sum(p.slack for p in all_)
    depth = whole.cell.depth + 1
    if any(math.isinf(p.rows) for p in all_):
        if is_partition or not is_sum or abs(value) <= noise:
            return None
        return _Part(Cell(value, math.inf, (), depth, is_published=False), math.inf, sum(p.slack for p in all_))
    rows = whole.rows - sum(p.rows for p in parts)
    respondents = whole.cell.respondents - sum(p.cell.respondents for p in parts if p.cell.value != 0)
    if rows <= 0 or (respondents < 1 and (not is_sum or abs(value) <= noise)):
        return None
    cell = Cell(value if is_sum else respondents, max(respondents, 1.0), (), depth, is_published=False)
    return _Part(cell._replace(is_sensitive=tells([cell])), rows)
