"""Collects what the judge reads of one target: its series, its base, the number to be reached, and what is missing.

In: plan, values, target, year. Out: a `Reading`, or an `Unreadable` with the reasons. Nothing is judged here.
Source: docs/spec/verdicts.md, docs/spec/why.md. May import: model, cube, and the ground floor.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from fzplan.figures import decimals_of, printed
from fzplan.formula import names
from fzplan.formula.typed import is_pinned
from fzplan.gaps import spans
from fzplan.gaps.kinds.keep import is_decided
from fzplan.gaps.readings import EVERY_YEAR, Reading, Unreadable
from fzplan.model.results import Why
from fzplan.units import ONE, UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from fzplan.cube import Values
    from fzplan.formula import Typed
    from fzplan.gaps.readings import PartOfYear
    from fzplan.model.plan import Bound, Break, Head, Plan, Target
    from fzplan.model.results import Value
    from fzplan.units import Unit

    Numbers = NDArray[np.float64]

YEAR_BY_YEAR = frozenset({"reach", "each", "match"})
"""Kinds that may be held against another indicator, year by year."""
COMPARISONS = ("at_least", "more_than", "at_most", "less_than")
BEFORE = ("was", "from", "before")
HOLES = frozenset({"missing_input", "members_only", "hole"})


def read(
    plan: Plan, values: Values, target: Target, year: int | None, part: PartOfYear | None = None
) -> Reading | Unreadable:
    """Return what the judge reads of a target at `year` (default: the latest year that has data).

    `part` is the latest figure of a target that is judged inside a year; its own year is then the one judged.
    """
    indicator = plan.indicators[target.indicator]
    series = np.array(values.series(target.indicator, target.members), dtype=float)
    if part is not None:
        series[part.year - values.years[0]] = part.value
    base_year = _base_year(target, plan.head)
    printed_spans = spans.printed(values, target, base_year) if _may_be_printed(plan, target) else {}
    moment = _moment(plan, values, target, series, year, printed_spans) if part is None else (part.year, ())
    if isinstance(moment, Unreadable):
        return moment
    at, reasons = moment
    years = tuple(y for y in values.years if y <= at)
    reading = Reading(target, indicator, plan.head, years, series[: len(years)], at, base_year)
    reading = replace(reading, months=part.months) if part is not None else reading
    reading = _with_base(_with_bound(spans.with_span(reading, printed_spans), values, plan).with_why(*reasons))
    faults = _faults(reading, plan, values)
    if faults and all(why.code in HOLES for why in faults) and is_decided(reading):
        return reading.with_why(*(Why("year_unknown", (("year", y),)) for y in _lacking(reading, target.first)))
    return Unreadable((*reading.why, *faults), at, reading.latest) if faults else reading


def before_any_return(plan: Plan, values: Values, target: Target) -> Reading:
    """Return what is known of a target from the plan and its base alone: the reading of the base year."""
    year = _base_year(target, plan.head)
    series = np.asarray(values.series(target.indicator, target.members), dtype=float)
    known = [float(v) for y, v in zip(values.years, series, strict=True) if y == year]
    own = np.array(known or [np.nan])
    reading = _with_base(Reading(target, plan.indicators[target.indicator], plan.head, (year,), own, year, year))
    own = np.array([reading.base if reading.from_base else np.nan])
    return _with_bound(replace(reading, series=own), values, plan)


def with_holes(plan: Plan, values: Values, target: Target, at: int) -> Reading:
    """Return the reading of a year whatever is missing before it, for display: nothing is judged by it."""
    years = tuple(y for y in values.years if y <= at)
    series = np.asarray(values.series(target.indicator, target.members), dtype=float)[: len(years)]
    base_year = _base_year(target, plan.head)
    return _with_bound(
        _with_base(Reading(target, plan.indicators[target.indicator], plan.head, years, series, at, base_year)),
        values,
        plan,
    )


def _moment(
    plan: Plan, values: Values, target: Target, series: Numbers, year: int | None, printed_spans: Mapping[int, Value]
) -> tuple[int, tuple[Why, ...]] | Unreadable:
    """Return the year to judge: the wanted or latest one, but never after the target date."""
    known = [y for y, v in zip(values.years, series, strict=True) if np.isfinite(v) or y in printed_spans]
    if not known:
        return Unreadable(_missing(values, target, year or _reached(plan, values, target)))
    wanted = year if year is not None else known[-1]
    at = min(wanted, target.last) if target.last else wanted
    past = (Why("target_past", (("year", target.last),)),) if wanted > at else ()
    if at > known[-1]:
        return Unreadable((Why("not_due", (("year", at),)),), known[-1], float(series[values.years.index(known[-1])]))
    if at not in known and target.time == "each" and at < target.first:
        return Unreadable((*past, Why("not_due", (("year", target.first),))), at)
    if at not in known:
        return Unreadable((*past, *_missing(values, target, at)), at)
    return at, past


def _reached(plan: Plan, values: Values, target: Target) -> int:
    """Return the year to ask about where an indicator has no figure at all: the latest that its returns reach."""
    formula = plan.indicators[target.indicator].formula
    for asked in (sorted(names(formula)) if formula is not None else (), plan.measures, plan.indicators):
        reached = max((_end(values, name, target.members) for name in asked), default=0)
        if reached:
            return min(reached, target.last or reached)
    return values.years[-1] if values.years else 0


def _end(values: Values, name: str, members: Mapping[str, str]) -> int:
    """Return the last year with a figure, of these members or of the total, else of any member; 0: there is none."""
    found = (values.series(name, by) for by in ([{}, members] if members else [{}]))
    ends = (np.flatnonzero(np.isfinite(series)) for series in found)
    reported = (values.cube.observations[i].period.year for i in values.cube.visible.get(name, ()))
    return max((values.years[end[-1]] for end in ends if end.size), default=max(reported, default=0))


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


def _may_be_printed(plan: Plan, target: Target) -> bool:
    """Tell whether the rate of a whole span may be printed itself: that of a series of rates."""
    return plan.indicators[target.indicator].kind == "rate" and spans.is_of_span(target)


def _with_bound(reading: Reading, values: Values, plan: Plan) -> Reading:
    """Return the reading with the number to be reached, amended or computed where it is a formula."""
    target = reading.target
    formula = target.near_formula or (target.bound.formula if target.bound else None)
    if formula is not None and spans.is_of_span(target) and formula.type.kind == "rate" and not is_pinned(formula):
        other = evaluated(values, formula, reading.indicator.unit, target.members)[: len(reading.series)]
        return spans.beside(reading, formula, other, plan)
    if formula is None or target.kind not in YEAR_BY_YEAR:
        low, high = (_number(reading, values, bound) for bound in (target.bound, target.high))
        return amended(replace(reading, bound=low, high=high))
    other = evaluated(values, formula, reading.indicator.unit, target.members)[: len(reading.series)]
    if target.near_formula or not is_pinned(formula):
        return replace(reading, against=other)
    known = other[np.isfinite(other)]
    return replace(reading, bound=float(known[0])) if known.size else reading


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
    if unknown := _without_bound(reading):
        return unknown
    if reading.span <= 0 and target.kind != "monitor":
        return (Why("no_span"),)
    if reading.at < max(target.first, reading.base_year + 1 if reading.from_base else 0):
        single = np.isfinite(reading.series).sum() < 2
        return (Why("not_due", (("year", target.first),)), *((Why("single_point"),) if single else ()))
    if target.kind in EVERY_YEAR or target.time == "each":
        holes = _holes(reading, values, max(target.first, 1))
        since = target.first if target.kind == "total" else reading.at
        return (*holes, *_broken(plan, reading, since))
    return _broken(plan, reading, reading.base_year if reading.from_base or reading.averaged else reading.at)


def _holes(reading: Reading, values: Values, first: int) -> tuple[Why, ...]:
    lacking = _lacking(reading, first)
    missing = (w for year in lacking for w in _missing(values, reading.target, year))
    return (*missing, *reading.holes(lacking))


def _without_bound(reading: Reading) -> tuple[Why, ...]:
    """Name what the number to be reached lacks: the other indicator's figures, or those of its formula."""
    target = reading.target
    text = target.near or (target.bound.text if target.bound else "")
    years: tuple[int, ...] = ()
    if reading.averaged:
        years = spans.lacking(reading)
    elif reading.against is not None:
        years = () if np.isfinite(reading.against[-1]) else (reading.at,)
    elif target.bound is not None and not np.isfinite(reading.bound):
        years = (reading.at,)
    return tuple(Why("missing_input", (("name", text), ("period", str(year)))) for year in years)


def _lacking(reading: Reading, first: int) -> tuple[int, ...]:
    return tuple(year for year in range(first, reading.at) if not np.isfinite(reading.value(year)))


def _broken(plan: Plan, reading: Reading, since: int) -> tuple[Why, ...]:
    """Name the breaks between the first year that counts and the judged one."""
    read = (reading.target.indicator, *reading.others)
    crossed = dict.fromkeys(b for name in read for b in breaks_of(plan, name) if since < b.at <= reading.at)
    return tuple(Why("not_comparable", (("year", b.at), ("reason", b.why))) for b in crossed)


def breaks_of(plan: Plan, name: str) -> tuple[Break, ...]:
    """Return the breaks of an indicator and of everything that its formula reads."""
    quantity = plan.quantity(name)
    assert quantity is not None
    inner: tuple[Break, ...] = ()
    formula = plan.indicators[name].formula if name in plan.indicators else None
    if formula is not None:
        read = [other for other in sorted(names(formula)) if other != name and plan.quantity(other)]
        inner = tuple(b for other in read for b in breaks_of(plan, other))
    return tuple(dict.fromkeys((*quantity.breaks, *inner)))
