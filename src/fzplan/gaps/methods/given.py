"""What a named method reads of a target: the raw series and the declared numbers, whatever the verdict says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.frozen import frozen
from fzplan.gaps import spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.cube import Values
    from fzplan.model.plan import Plan, Target

    Numbers = NDArray[np.float64]

INDEX = 100.0
"""A fall or rise of a series of rates is read by methods of levels as an index with base 100."""


@frozen
class Given:
    """One target and its series up to the judged year (the last finite one); NaN where there is no figure."""

    target: Target
    years: tuple[int, ...]
    values: Numbers
    base_year: int
    declared: float
    """The base that the plan prints, NaN where it prints none."""
    percent: float
    """Factor from a printed rate to a fraction."""

    @property
    def year(self) -> int:
        """Return the judged year."""
        return self.years[-1]

    @property
    def latest(self) -> float:
        """Return the figure of the judged year."""
        return float(self.values[-1])

    def at(self, year: int) -> float:
        """Return the figure of a year; in the base year the printed base comes first."""
        if year == self.base_year and np.isfinite(self.declared):
            return self.declared
        return float(self.values[year - self.years[0]]) if self.years[0] <= year <= self.year else np.nan

    def base(self, candidates: tuple[int, ...]) -> tuple[float, int]:
        """Return the base and its year: the first of the candidate years that has a figure."""
        found = (y for y in candidates if np.isfinite(self.at(y)))
        year = next(found, self.base_year)
        return self.at(year), year

    def goal(self, base: float) -> float:
        """Return the level to be reached, NaN where the target names none."""
        target = self.target
        if target.change is not None:
            signed = target.change.amount * target.change.direction
            return base * (1 + signed) if target.change.mode == "relative" else base + signed
        bound = target.high if target.kind == "range" and target.better < 0 else target.bound
        if bound is None or bound.value is None:
            return np.nan
        return base * bound.value if target.kind == "multiple" else bound.value


def given(plan: Plan, values: Values, target: Target, year: int | None) -> Given | None:
    """Return what methods read, None where the series has no figure at all."""
    series = np.asarray(values.series(target.indicator, target.members), dtype=float)
    base = target.baseline
    base_year = base.year if base else (target.first - 1 if target.first else plan.head.baseline)
    chained = plan.indicators[target.indicator].kind == "rate" and target.kind == "change" and spans.is_of_span(target)
    if chained:
        series = index(values, target, series, base_year, float(plan.indicators[target.indicator].unit.factor))
    known = [y for y, v in zip(values.years, series, strict=True) if np.isfinite(v) and (year is None or y <= year)]
    if not known or (chained and known[-1] <= base_year):
        return None
    years = tuple(y for y in values.years if y <= known[-1])
    return Given(
        target,
        years,
        series[: len(years)],
        base_year,
        INDEX if chained else base.value if base and base.value is not None else np.nan,
        float(plan.indicators[target.indicator].unit.factor),
    )


def index(values: Values, target: Target, rates: Numbers, base_year: int, percent: float) -> Numbers:
    """Return the chain of yearly rates as levels from 100 in the base year, NaN from its first hole on.

    A figure printed for all the years since the base together takes the place of a level that is missing.
    """
    steps = [rate for year, rate in zip(values.years, rates.tolist(), strict=True) if year > base_year]
    after = INDEX * np.cumprod(1.0 + np.array(steps) * percent)
    levels = np.concatenate([np.full(len(rates) - len(steps), np.nan), after])
    levels[np.array(values.years) == base_year] = INDEX
    for year, value in spans.printed(values, target, base_year).items():
        at = year - values.years[0]
        levels[at] = INDEX * (1.0 + (value.value or 0.0) * percent) if np.isnan(levels[at]) else levels[at]
    return levels
