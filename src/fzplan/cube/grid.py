"""The grid that figures are laid on: consecutive years, and for each dimension its total followed by its members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.frozen import frozen
from fzplan.observations import TOTAL
from fzplan.periods import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.model.plan import Plan
    from fzplan.observations import Observation
    from fzplan.periods import Period

Cell = tuple[int, ...]
"""A position on each dimension; 0 is the total."""


@frozen
class Grid:
    """Consecutive years and the members of each dimension (`TOTAL` first), in the plan's order."""

    years: tuple[int, ...]
    periods: tuple[Period, ...]
    dimensions: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]
    positions: tuple[Mapping[str, int], ...]

    @property
    def start(self) -> int:
        """Return the month ordinal at which the grid begins."""
        return self.years[0] * YEAR

    def cell(self, members: Iterable[str]) -> Cell | None:
        """Return the position of one member a dimension, or None where one of them is not declared."""
        found = [at.get(member) for at, member in zip(self.positions, members, strict=True)]
        return None if None in found else tuple(p for p in found if p is not None)

    def cell_of(self, by: Mapping[str, str]) -> Cell | None:
        """Return the position of `by`: dimensions it does not name stand at their total."""
        if not by.keys() <= set(self.dimensions):
            return None
        return self.cell(by.get(dimension, TOTAL) for dimension in self.dimensions)

    def by(self, cell: Cell) -> dict[str, str]:
        """Return the members of a position; totals are left out."""
        return {d: self.members[k][at] for k, (d, at) in enumerate(zip(self.dimensions, cell, strict=True)) if at}


def spanning(plan: Plan, observations: Iterable[Observation]) -> Grid:
    """Return the grid from the earliest to the latest year that the plan or any of its observations speaks of."""
    reached = {o.period for o in observations}
    spoken_of = {p.start // YEAR for p in reached} | {p.last // YEAR for p in reached}
    spoken_of |= {plan.head.baseline, plan.head.first, plan.head.last}
    years = tuple(range(min(spoken_of), max(spoken_of) + 1))
    members = tuple((TOTAL, *dimension.members) for dimension in plan.dimensions.values())
    return Grid(
        years=years,
        periods=tuple(periods.year(number) for number in years),
        dimensions=tuple(plan.dimensions),
        members=members,
        positions=tuple({member: at for at, member in enumerate(names)} for names in members),
    )
