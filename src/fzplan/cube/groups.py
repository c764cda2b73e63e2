"""A group of members (千亿: 轨道交通 and 航空航天) as if it were the total: formulas over the sums of its members.

A ratio of a group is recomputed from the summed numerator and denominator, never averaged. What does not add over
members (a rate, a printed ratio, a measure without a kind) has no figure for a group.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from fzplan.cube.layers import NONE
from fzplan.cube.lineage import grown, reported
from fzplan.cube.readings import PRIOR
from fzplan.formula import Reason, Trace, array, trace
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from fzplan.cube.grid import Cell
    from fzplan.cube.values import Values
    from fzplan.formula import Typed
    from fzplan.periods import Period

ADDITIVE = frozenset({"flow", "stock", "average", "fixed"})


def grouped(values: Values, by: Mapping[str, str]) -> Grouped | None:
    """Return the grid with the groups that `by` names in place of the totals; None where it names no group."""
    taken: dict[int, tuple[int, ...]] = {}
    for axis, dimension in enumerate(values.cube.dimensions):
        declared = values.plan.dimensions[dimension]
        wanted = by.get(dimension, "")
        if wanted in declared.groups and wanted not in declared.members:
            positions = values.cube.grid.positions[axis]
            taken[axis] = tuple(positions[member] for member in declared.groups[wanted])
    dimensions = [values.cube.dimensions[axis] for axis in taken]
    return Grouped(values, taken, {d: m for d, m in by.items() if d not in dimensions}) if taken else None


@frozen
class Grouped:
    """A `Frame` whose position 0 on some axes is the sum over the positions `taken` of that axis.

    `by` is what remains of the members asked for.
    """

    whole: Values
    taken: Mapping[int, tuple[int, ...]]
    by: Mapping[str, str]

    @property
    def periods(self) -> tuple[Period, ...]:
        """Return the years of the grid."""
        return self.whole.cube.periods

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Return the plan's dimensions."""
        return self.whole.cube.dimensions

    def members(self, dim: str) -> tuple[str, ...]:
        """Return the members of a dimension."""
        return self.whole.cube.members(dim)

    def figures(self, name: str) -> NDArray[np.float64]:
        """Return an indicator or measure, the group at position 0."""
        found = self.values(name)
        return np.where(np.isfinite(found), found, np.nan)

    def values(self, name: str, reading: str = "", form: str = "") -> NDArray[np.float64]:
        """Return the figures of a measure, or of an indicator recomputed for the group."""
        formula = self._formula(name, reading, form)
        if formula is not None:
            return array(formula, self)
        return self._summed(name, self.whole.cube.values(name, reading, form), 1)

    def prior(self, name: str) -> NDArray[np.float64]:
        """Return 上年同期 of the group."""
        return self._summed(name, self.whole.cube.prior(name), 1)

    def long(self, name: str, period: Period) -> NDArray[np.float64]:
        """Return the figures of an interval off the grid."""
        return self._summed(name, self.whole.cube.long(name, period), 0)

    def observation(self, name: str, t: int, cell: Cell, reading: str = "", form: str = "") -> int:
        """Return the observation behind one cell; the sum of a group has none of its own."""
        spread = self._spread(cell)
        return self.whole.cube.observation(name, t, cell, reading, form) if spread == [cell] else NONE

    def traced(self, name: str, t: int, cell: Cell) -> Trace:
        """Return the trace of a figure of the group: its formula over the sums, each sum over its members."""
        formula = self._formula(name)
        if formula is not None:
            return self._grown(trace(formula, self, (t, *cell)))
        quantity = self.whole.plan.quantity(name)
        number = float(self.values(name)[t, *cell])
        told = Trace(
            label=name,
            value=None if np.isnan(number) else number,
            unit=quantity.unit.text if quantity else "",
            name=name,
            period=self.periods[t],
            by=self.whole.cube.grid.by(cell),
        )
        return self._grown(told)

    def _grown(self, told: Trace) -> Trace:
        if told.children:
            return replace(told, children=tuple(self._grown(child) for child in told.children))
        cell = self.whole.cube.grid.cell_of(told.by)
        years = self.whole.years
        if not told.name or told.period is None or cell is None or told.period.year not in years:
            return told
        spread, t = self._spread(cell), told.period.year - years[0] + (told.reading == PRIOR)  # it stands a year later
        if spread == [cell]:
            return grown(self.whole, told)
        if self._formula(told.name, told.reading, told.form) is not None:
            return replace(told, op="formula", children=(self.traced(told.name, t, cell),))
        if self.whole.cube.kind(told.name) not in ADDITIVE:
            return replace(told, op="sum", why=(Reason("not_additive", (("name", told.name),)),))
        parts = (reported(self.whole, told.name, t, one, told.reading, told.form) for one in spread)
        return replace(told, op="sum", children=tuple(parts))

    def _formula(self, name: str, reading: str = "", form: str = "") -> Typed | None:
        indicator = self.whole.plan.indicators.get(name)
        return indicator.formula if indicator is not None and not reading and not form else None

    def _summed(self, name: str, found: NDArray[np.float64], first: int) -> NDArray[np.float64]:
        """Put the sum of the group's members at position 0 of their axis; `first`: the axes before the dimensions."""
        adds = self.whole.cube.kind(name) in ADDITIVE
        found = found.copy()
        for axis, positions in self.taken.items():
            members = np.moveaxis(found, first + axis, 0)
            known = adds and len(members) > max(positions)
            members[0] = members[list(positions)].sum(axis=0) if known else np.nan
        return found

    def _spread(self, cell: Cell) -> list[Cell]:
        """Return the cells whose figures add up to the one at `cell`: itself, or a cell a member of the group."""
        choices = [self.taken.get(axis, (0,)) if at == 0 else (at,) for axis, at in enumerate(cell)]
        return list(product(*choices))
