"""What the prints behind a formula stand for: intervals of half a step, all of them at once or one at a time."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fzplan.checks.judging import Allowance, of_halves
from fzplan.figures import Interval, printed
from fzplan.formula import spans
from fzplan.formula.intervals import interval
from fzplan.periods import YEAR

if TYPE_CHECKING:
    from fzplan.checks.clauses import Clause
    from fzplan.cube import Cube
    from fzplan.formula.intervals import By
    from fzplan.observations import Observation
    from fzplan.periods import Period

Key = tuple[str, int, int, "By", str, str]


class Steps:
    """The decimals that figures are printed with: a cell shows 12 for 12.0, so its neighbours and the plan say more."""

    def __init__(self, cube: Cube) -> None:
        self.plan = cube.plan
        self.sheets: dict[tuple[str, int, int], int] = {}
        for o in cube.observations:
            key = (o.measure, o.file, o.sheet)
            if not o.rows and o.decimals > self.sheets.get(key, o.decimals - 1):
                self.sheets[key] = o.decimals

    def decimals(self, o: Observation) -> int:
        """Return the most decimals of a cell, of its measure in the same sheet, and of its measure in the plan."""
        if o.rows:
            return o.decimals
        quantity = self.plan.quantity(o.measure)
        declared = quantity.decimals if quantity is not None else None
        printed_with = max(o.decimals, self.sheets.get((o.measure, o.file, o.sheet), o.decimals))
        return printed_with if declared is None else max(printed_with, declared)


@dataclass
class Prints:
    """A source of intervals over a cube (`formula.intervals.Source`); `wide` is the one print not taken at its value.

    `read` remembers the prints read, each with the number of rounding errors in it. `zero`: a missing figure is 0.
    """

    cube: Cube
    steps: Steps
    zero: bool = False
    wide: Key | None = None
    alone: bool = False
    read: dict[Key, int] = field(default_factory=dict)

    def figure(self, name: str, period: Period, by: By, reading: str, form: str) -> Interval | None:
        """Return what a figure stands for, None where it is missing."""
        key = (name, period.start, period.months, tuple(sorted(by)), reading, form)
        indicator = self.cube.plan.indicators.get(name)
        if indicator and indicator.formula is not None and name in self.cube.computed and not (form or reading):
            found = interval(indicator.formula, self, period.year, by) if period.is_year else None
            if found is not None:
                return found
        seen = self._behind(name, period, by, reading, form)
        if not seen:
            return spans.point(0.0) if self.zero else None
        self.read[key] = math.prod(max(1, o.rows) for o in seen[:1])
        point = self.alone and key != self.wide
        parts = [spans.point(o.value) if point else self._printed(o) for o in seen]
        whole = spans.total(parts)
        return spans.scaled(whole, 1 / len(parts)) if self.cube.kind(name) == "average" else whole

    def _behind(self, name: str, period: Period, by: By, reading: str, form: str) -> list[Observation]:
        cell = self.cube.grid.cell_of(dict(by))
        if cell is None:
            return []
        if period.is_year:
            indexes = self.cube.behind(name, period.start // YEAR - self.cube.years[0], cell, reading, form)
        else:
            sources = self.cube.long_sources(name, period)
            inside = all(at < length for at, length in zip(cell, sources.shape, strict=True))
            indexes = (int(sources[cell]),) if inside and sources[cell] >= 0 else ()
        return [self.cube.observations[i] for i in indexes]

    def _printed(self, o: Observation) -> Interval:
        """Return the interval of one print; what is counted one by one is exact, a sum of records adds their halves."""
        quantity = self.cube.plan.quantity(o.measure)
        digits = self.steps.decimals(o)
        whole = quantity is not None and quantity.unit.is_count and o.bound == "="
        if whole and quantity is not None and float(quantity.unit.factor) * 10.0**-digits < 1 + 1e-9:
            return spans.point(o.value)
        if not o.rows:
            return printed(o.value, digits, o.bound)
        half = 0.5 * 10.0**-digits * o.rows if o.raw.lstrip().startswith("sum") else 0.0
        return Interval(o.value - half, o.value + half, closed_high=True)


def allowance(clause: Clause, cube: Cube, steps: Steps, year: int, by: By, *, zero: bool) -> Allowance | None:
    """Return how far the sides of a comparison may be apart because their figures are printed rounded.

    None where the formula has no bounds (a divisor that may be zero, a function without ends).
    """
    whole = Prints(cube, steps, zero)
    limit = _half(clause, whole, year, by)
    if limit is None:
        return None
    halves, rows = [], []
    for key, count in whole.read.items():
        half = _half(clause, Prints(cube, steps, zero, key, alone=True), year, by)
        if half is None:
            return Allowance(limit, limit)
        halves.append(half)
        rows.append(count)
    return Allowance(limit, min(limit, of_halves(halves, rows).likely))


def _half(clause: Clause, source: Prints, year: int, by: By) -> float | None:
    sides = [interval(side, source, year, by) for side in (clause.left, clause.right)]
    if None in sides:
        return None
    found = math.fsum((side.high - side.low) / 2 for side in sides if side is not None)
    return None if math.isnan(found) else found
