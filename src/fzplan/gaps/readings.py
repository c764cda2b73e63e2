"""What the judge reads of one target: the series up to the judged year, the base, the number to be reached.

Values only; `collecting` makes them. Source: docs/spec/verdicts.md. May import: model and the ground floor.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fzplan import periods
from fzplan.figures import tidy
from fzplan.frozen import frozen
from fzplan.model.results import Why
from fzplan.periods import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from fzplan.model.plan import Head, Indicator, Target
    from fzplan.model.results import Value
    from fzplan.periods import Period
    from fzplan.units import Unit

    Numbers = NDArray[np.float64]

PERCENT = ("%", "‰", "百分点")
FROM_BASE = frozenset({"reach", "range", "growth", "change", "multiple", "direction"})
"""Kinds judged by the change since the base: a break in between makes them not comparable."""
EVERY_YEAR = frozenset({"total", "each"})
"""Kinds (or times) that need every year of the span."""


@frozen
class Reading:
    """One target with its figures. `series` ends with the judged year `at`; figures are in the indicator's unit."""

    target: Target
    indicator: Indicator
    head: Head
    years: tuple[int, ...]
    series: Numbers
    at: int
    base_year: int
    base: float = np.nan
    bound: float = np.nan
    """The pass mark (of a range its low end); of `growth` the rate as a fraction; NaN where it varies."""
    high: float = np.nan
    against: Numbers | None = None
    """A bound that is another indicator: its values beside `series`."""
    unrevised: float = np.nan
    """The base of the latest returns, where the plan prints another one."""
    why: tuple[Why, ...] = ()
    printed: Value | None = None
    """The rate printed for the whole span, which stands in for a chain with a hole; it is the figure judged."""
    others: tuple[str, ...] = ()
    """What the average growth of another indicator was read from."""
    months: int = YEAR
    """Months of the judged year that the latest figure covers, or at whose end it stands: 12 but as of a month."""

    def value(self, year: int) -> float:
        """Return the figure of a year, NaN where there is none."""
        return float(self.series[year - self.years[0]]) if self.years[0] <= year <= self.at else np.nan

    def between(self, first: int, last: int) -> Numbers:
        """Return the figures of several years, both included, NaN where there is none."""
        return np.array([self.value(year) for year in range(first, last + 1)], dtype=float)

    def holes(self, lacking: Iterable[int]) -> tuple[Why, ...]:
        """Name the years without a figure that lie inside the series: there are figures before and after them."""
        known = [year for year, figure in zip(self.years, self.series, strict=True) if np.isfinite(figure)]
        return tuple(Why("hole", (("year", year),)) for year in lacking if known and known[0] < year)

    @property
    def latest(self) -> float:
        """Return the figure judged."""
        if self.printed is not None and self.printed.value is not None:
            return self.printed.value
        return float(self.series[-1])

    @property
    def previous(self) -> float:
        """Return the figure of the year before, NaN where there is none."""
        return self.value(self.at - 1)

    @property
    def span(self) -> int:
        """Return the years from the base to the target date."""
        return self.target.last - self.base_year

    @property
    def moment(self) -> float:
        """Return when the latest figure stands, in years: the end of 2022 is 2022, the end of June 2023 2022.5."""
        return self.at if self.months == YEAR else self.at - 1 + self.months / YEAR

    def moments(self, first: int) -> Numbers:
        """Return when the figures of `first` to the judged year stand."""
        return np.array([*range(first, self.at), self.moment], dtype=float)

    @property
    def elapsed(self) -> float:
        """Return the years from the base to the latest figure; a whole number but as of a month."""
        return self.moment - self.base_year

    @property
    def left(self) -> float:
        """Return the years from the latest figure to the target date."""
        return self.target.last - self.moment

    @property
    def share(self) -> float:
        """Return the time share s (序时进度) as a fraction."""
        return min(1.0, self.elapsed / self.span)

    @property
    def over(self) -> bool:
        """Tell whether the target date is reached."""
        return self.moment >= self.target.last

    @property
    def first(self) -> bool:
        """Tell whether it is too early for an outlook: fewer than two years of data, or s ≤ 20 %."""
        return self.elapsed < 2 or tidy(self.elapsed / self.span) <= 0.2

    @property
    def period(self) -> Period:
        """Return the period of the latest figure: a year, January to a month of it, or the end of a month."""
        if self.months == YEAR:
            return periods.year(self.at)
        to_date = periods.to_date(self.at, self.months)
        return to_date if self.target.kind == "total" else to_date.instant

    @property
    def whole(self) -> bool:
        """Tell whether the figures are whole things: 家, 个, 人."""
        return self.indicator.unit.is_count and self.indicator.unit.factor == 1

    @property
    def is_percentage(self) -> bool:
        """Tell whether differences of the figures are 百分点."""
        return self.indicator.unit.text in PERCENT

    @property
    def percent(self) -> float:
        """Return the factor from the printed rate to a fraction: 0.01 for %."""
        return float(self.indicator.unit.factor)

    @property
    def from_base(self) -> bool:
        """Tell whether the target is judged by the change since its base."""
        target = self.target
        by_itself = self.against is None or self.averaged
        return target.kind in FROM_BASE and target.time != "each" and not target.band and by_itself

    @property
    def averaged(self) -> bool:
        """Tell whether the average growth of the span is held against that of another indicator."""
        return self.against is not None and (self.target.kind == "growth" or self.target.averaged)

    @property
    def chained(self) -> bool:
        """Tell whether the figures are growth rates themselves, which are chained, never subtracted."""
        return self.indicator.kind == "rate"

    def with_why(self, *reasons: Why) -> Reading:
        """Return the reading with further reasons."""
        return replace(self, why=(*self.why, *reasons))


def shows_levels(target: Target) -> bool:
    """Tell whether the figures of a target are the indicator's own, not sums, rates or changes of them."""
    return target.kind not in ("total", "growth", "change") and not target.averaged


def shown_unit(target: Target, unit: Unit) -> str:
    """Return the unit of a target's figures: of growth and relative change %, of a difference of shares 百分点."""
    if target.kind == "growth" or (target.change is not None and target.change.mode == "relative"):
        return "%"
    return "百分点" if target.change is not None and target.change.mode == "points" else unit.text


class PartOfYear(NamedTuple):
    """The figure of the first `months` of a year (of a stock at their end), in the indicator's unit."""

    year: int
    months: int
    value: float


@frozen
class Unreadable:
    """A target that cannot be judged, and why; with what is known for display."""

    why: tuple[Why, ...]
    at: int | None = None
    latest: float = np.nan
