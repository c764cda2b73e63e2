"""What the judge reads of one target: the series up to the judged year, the base, the number to be reached.

In: plan, values, target, year. Out: a `Reading`, or the reasons why there is none. Nothing is judged here.
Source: methods.md 2 and 3.1. May import: model, cube, and the ground floor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from fzplan.figures import decimals_of, printed, tidy
from fzplan.model.results import Why
from fzplan.units import ONE, UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from fzplan.cube import Values
    from fzplan.formula import Typed
    from fzplan.model.plan import Bound, Break, Head, Indicator, Plan, Target
    from fzplan.units import Unit

    Numbers = NDArray[np.float64]

PERCENT = ("%", "‰", "百分点")
FROM_BASE = frozenset({"reach", "range", "growth", "change", "multiple", "direction"})
"""Kinds judged by the change since the base: a break in between makes them not comparable."""
YEAR_BY_YEAR = frozenset({"reach", "each", "match"})
"""Kinds that may be held against another indicator, year by year."""
COMPARISONS = ("at_least", "more_than", "at_most", "less_than")
BEFORE = ("was", "from", "before")
EVERY_YEAR = frozenset({"total", "each"})
"""Kinds (or times) that need every year of the span."""


@dataclass(frozen=True, slots=True)
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

    def value(self, year: int) -> float:
        """Return the figure of a year, NaN where there is none."""
        return float(self.series[year - self.years[0]]) if self.years[0] <= year <= self.at else np.nan

    def between(self, first: int, last: int) -> Numbers:
        """Return the figures of several years, both included, NaN where there is none."""
        return np.array([self.value(year) for year in range(first, last + 1)], dtype=float)

    @property
    def latest(self) -> float:
        """Return the figure judged."""
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
    def elapsed(self) -> int:
        """Return the years from the base to the judged one."""
        return self.at - self.base_year

    @property
    def share(self) -> float:
        """Return the time share s (序时进度) as a fraction."""
        return min(1.0, self.elapsed / self.span)

    @property
    def over(self) -> bool:
        """Tell whether the target date is reached."""
        return self.at >= self.target.last

    @property
    def first(self) -> bool:
        """Tell whether it is too early for an outlook: fewer than two years of data, or s ≤ 20 %."""
        return self.elapsed < 2 or tidy(self.elapsed / self.span) <= 0.2

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
        return target.kind in FROM_BASE and target.time != "each" and not target.band and self.against is None

    @property
    def chained(self) -> bool:
        """Tell whether the figures are growth rates themselves, which are chained, never subtracted."""
        return self.indicator.kind == "rate"

    def with_why(self, *reasons: Why) -> Reading:
        """Return the reading with further reasons."""
        return replace(self, why=(*self.why, *reasons))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A target that cannot be judged, and why; with what is known for display."""

    why: tuple[Why, ...]
    at: int | None = None
    latest: float = np.nan


def read(plan: Plan, values: Values, target: Target, year: int | None) -> Reading | Unreadable:
    """Return what the judge reads of a target at `year` (default: the latest year that has data)."""
    indicator = plan.indicators[target.indicator]
    series = np.asarray(values.series(target.indicator, target.members), dtype=float)
    moment = _moment(values, target, series, year)
    if isinstance(moment, Unreadable):
        return moment
    at, reasons = moment
    years = tuple(y for y in values.years if y <= at)
    reading = Reading(target, indicator, plan.head, years, series[: len(years)], at, _base_year(target, plan.head))
    reading = _with_base(_with_bound(reading, values).with_why(*reasons))
    faults = _faults(reading, plan, values)
    return Unreadable((*reading.why, *faults), at, reading.latest) if faults else reading


def _moment(
    values: Values, target: Target, series: Numbers, year: int | None
) -> tuple[int, tuple[Why, ...]] | Unreadable:
    """Return the year to judge: the wanted or latest one, but never after the target date."""
    known = [y for y, v in zip(values.years, series, strict=True) if np.isfinite(v)]
    if not known:
        return Unreadable(_missing(values, target, year or (values.years[-1] if values.years else 0)))
    wanted = year if year is not None else known[-1]
    at = min(wanted, target.last) if target.last else wanted
    past = (Why("target_past", (("year", target.last),)),) if wanted > at else ()
    if at > known[-1]:
        return Unreadable((Why("not_due", (("year", at),)),), known[-1], float(series[values.years.index(known[-1])]))
    if at not in known:
        return Unreadable((*past, *_missing(values, target, at)), at)
    return at, past


def _missing(values: Values, target: Target, year: int) -> tuple[Why, ...]:
    """Return why a figure is missing: the reasons of the value itself, else the figure's own name and year."""
    if year in values.years:
        reasons = values.value(target.indicator, year, target.members).why
        if reasons:
            return tuple(reasons)
    return (Why("missing_input", (("name", target.indicator), ("period", str(year)))),)


def _base_year(target: Target, head: Head) -> int:
    if (target.kind in EVERY_YEAR or target.time == "each") and target.first:
        return target.first - 1
    if target.baseline is not None:
        return target.baseline.year
    return target.first - 1 if target.first else head.baseline


def _with_base(reading: Reading) -> Reading:
    """Return the reading with its base: the printed one, else the returns', else the first later year."""
    printed_base = reading.target.baseline.value if reading.target.baseline else None
    returned = reading.value(reading.base_year)
    if printed_base is not None:
        revised = np.isfinite(returned) and not _prints(printed_base, returned)
        return replace(reading, base=printed_base, unrevised=returned if revised else np.nan)
    if np.isfinite(returned) or not reading.from_base or reading.chained:
        return replace(reading, base=returned)
    for later in range(reading.base_year + 1, reading.at):
        if np.isfinite(reading.value(later)):
            reason = Why("base_year_substituted", (("year", later), ("wanted", reading.base_year)))
            return replace(reading, base_year=later, base=reading.value(later)).with_why(reason)
    return reading


def _prints(figure: float, value: float) -> bool:
    """Tell whether a value rounds to the printed figure."""
    interval = printed(figure, decimals_of(figure))
    return interval.low <= value <= interval.high


def _with_bound(reading: Reading, values: Values) -> Reading:
    """Return the reading with the number to be reached, amended or computed where it is a formula."""
    target = reading.target
    formula = target.near_formula or (target.bound.formula if target.bound else None)
    if formula is None or target.kind not in YEAR_BY_YEAR:
        low, high = (_number(reading, values, bound) for bound in (target.bound, target.high))
        return amended(replace(reading, bound=low, high=high))
    other = evaluated(values, formula, reading.indicator.unit, target.members)[: len(reading.series)]
    known = other[np.isfinite(other)]
    pinned = not target.near_formula and known.size == other.size > 1 and bool((known == known[0]).all())
    return replace(reading, bound=float(known[0])) if pinned else replace(reading, against=other)


def _number(reading: Reading, values: Values, bound: Bound | None) -> float:
    """Return a bound: its constant, or what its formula gives in the judged year."""
    if bound is None:
        return np.nan
    if bound.formula is None:
        return np.nan if bound.value is None else bound.value
    unit = ONE if reading.target.kind == "growth" else reading.indicator.unit
    return float(evaluated(values, bound.formula, unit, reading.target.members)[len(reading.series) - 1])


def amended(reading: Reading) -> Reading:
    """Return the reading with the number that holds in the judged year, where the target was amended.

    `amended: {since: 2023, at_least: 9000}` gives the new number, `{since: 2023, was: 9000}` the one before.
    """
    change = reading.target.amended
    since = int(str(change.get("since", 0)))
    now = reading.at >= since
    number = next((change[key] for key in (COMPARISONS if now else BEFORE) if key in change), None)
    reasons = (Why("amended", (("since", since), ("source", str(change.get("source", ""))))),) if now and change else ()
    if number is None:
        return reading.with_why(*reasons)
    return replace(reading, bound=_figure(str(number), reading.indicator.unit)).with_why(*reasons)


def _figure(written: str, unit: Unit) -> float:
    """Return a number as written, `9000` or `0.9万亿元`, in the given unit."""
    found = re.match(r"\s*([-+]?[\d.]+)\s*(.*)", written)
    assert found is not None
    own = UNITS.parse(found[2]) if found[2] else unit
    return float(found[1]) * float(own.factor_to(unit))


def evaluated(values: Values, formula: Typed, unit: Unit, by: Mapping[str, str]) -> Numbers:
    """Return a formula's yearly values in the given unit."""
    found = np.asarray(values.evaluate(formula, by), dtype=float)
    own = formula.type.unit
    return found * float(own.factor_to(unit)) if own is not None and own.dimensions == unit.dimensions else found


def _faults(reading: Reading, plan: Plan, values: Values) -> tuple[Why, ...]:
    """Return what makes the target not assessable, whatever its kind asks further."""
    target = reading.target
    if reading.against is not None and not np.isfinite(reading.against[-1]):
        name = target.near or (target.bound.text if target.bound else "")
        return (Why("missing_input", (("name", name), ("period", str(reading.at)))),)
    if target.kind == "monitor":
        return ()
    if reading.at < target.first:
        single = np.isfinite(reading.series).sum() < 2
        return (Why("not_due", (("year", target.first),)), *((Why("single_point"),) if single else ()))
    if target.kind in EVERY_YEAR or target.time == "each":
        holes = _holes(reading, values, max(target.first, 1))
        since = target.first if target.kind == "total" else reading.at
        return (*holes, *_broken(plan, reading, since))
    return _broken(plan, reading, reading.base_year if reading.from_base else reading.at)


def _holes(reading: Reading, values: Values, first: int) -> tuple[Why, ...]:
    holes = [year for year in range(first, reading.at) if not np.isfinite(reading.value(year))]
    return tuple(w for year in holes for w in _missing(values, reading.target, year))


def _broken(plan: Plan, reading: Reading, since: int) -> tuple[Why, ...]:
    """Name the breaks between the first year that counts and the judged one."""
    crossed = [b for b in breaks_of(plan, reading.target.indicator) if since < b.at <= reading.at]
    return tuple(Why("not_comparable", (("year", b.at), ("reason", b.why))) for b in crossed)


def breaks_of(plan: Plan, name: str) -> tuple[Break, ...]:
    """Return the breaks of an indicator and of everything that its formula reads."""
    quantity = plan.quantity(name)
    assert quantity is not None
    inner: tuple[Break, ...] = ()
    formula = plan.indicators[name].formula if name in plan.indicators else None
    if formula is not None:
        from fzplan.formula import names

        read = [other for other in sorted(names(formula)) if other != name and plan.quantity(other)]
        inner = tuple(b for other in read for b in breaks_of(plan, other))
    return tuple(dict.fromkeys((*quantity.breaks, *inner)))
