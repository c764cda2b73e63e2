"""Average growth over the span, 水平法 or 累计法; of a rate, the mean of (1 + rate) (docs/spec/verdicts.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.gaps.comparing import compare
from fzplan.gaps.growth import by_level, by_sum, sum_of_powers
from fzplan.gaps.judging import CLEARLY, Course, Judgement, climb, hold
from fzplan.gaps.kinds.case import Case, Judge, attained, gap_of, known, pass_comparator
from fzplan.gaps.kinds.refused import refused
from fzplan.model.results import Why

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from fzplan.gaps.readings import Reading

    Numbers = NDArray[np.float64]


def growth(reading: Reading) -> Case:
    """Return the case of an `of: growth` target; figures are rates in %, the judged value is the level behind them."""
    lacking = years_lacking(reading)
    if lacking:
        return refused(reading, *lacking)
    base = 1.0 if reading.chained else reading.base
    if not np.isfinite(base):
        return refused(reading, _missing(reading, reading.base_year))
    if base <= 0:
        return refused(reading, Why("base_zero" if base == 0 else "base_negative"))
    rate = rates_of(reading, base)
    actual = float(rate(np.array(reading.latest)))
    if not np.isfinite(actual):
        return refused(reading, Why("sign_change"))
    return _shown(reading, base, actual)


def years_lacking(reading: Reading) -> tuple[Why, ...]:
    """Name the years without which a chain or a sum has no value."""
    if reading.printed is not None or not (reading.chained or reading.target.mean == "sum"):
        return ()
    years = range(reading.base_year + 1, reading.at + 1)
    lacking = tuple(y for y in years if not np.isfinite(reading.value(y)))
    return (*(_missing(reading, year) for year in lacking), *reading.holes(lacking))


def _missing(reading: Reading, year: int) -> Why:
    return Why("missing_input", (("name", reading.target.indicator), ("period", str(year))))


def _levels(reading: Reading, base: float) -> Callable[[Numbers], Numbers]:
    """Return the function from candidate latest values to the level reached (or, by 累计法, to the sum)."""
    before = reading.between(reading.base_year + 1, reading.at - 1)
    if reading.printed is not None:
        return lambda x: base * (1.0 + x * reading.percent) ** reading.elapsed
    if reading.chained:
        chain = base * float(np.prod(1.0 + before * reading.percent))
        steps = np.cumprod(1.0 + before * reading.percent)
        if reading.target.mean == "sum":
            return lambda x: float(steps.sum()) + chain * (1.0 + x * reading.percent)
        return lambda x: chain * (1.0 + x * reading.percent)
    if reading.target.mean == "sum":
        return lambda x: float(before.sum()) + x
    return lambda x: x


def rates_of(reading: Reading, base: float) -> Callable[[Numbers], Numbers]:
    """Return the function from candidate latest values to the average growth since the base, a fraction."""
    level = _levels(reading, base)

    def rate(values: Numbers) -> Numbers:
        reached = np.asarray(level(np.asarray(values, dtype=float)), dtype=float)
        if reading.target.mean == "sum":
            return by_sum(np.array(base), reached, reading.at - reading.base_year)
        return by_level(np.array(base), reached, reading.elapsed)

    return rate


def _course(reading: Reading, base: float) -> Course:
    """Return the way in levels; by 累计法 in sums beyond what the base alone would give."""
    g, n, m = reading.bound, reading.span, reading.elapsed
    if reading.target.mean == "sum":
        speed = np.array(1.0 + g)
        start, due = base * m, base * sum_of_powers(speed, reading.at - reading.base_year)
        target = start + base * sum_of_powers(speed, n) - base * n
    else:
        start, due, target = base, np.array(base * (1 + g) ** m), np.array(base * (1 + g) ** n)
    return Course(
        np.array(start),
        target,
        due,
        due,
        better=reading.target.better,
        constant_rate=reading.target.mean == "geometric",
        over=reading.over,
        early=False,
        first=reading.first,
    )


def _judge(reading: Reading, base: float) -> Judge:
    level, rate, course = _levels(reading, base), rates_of(reading, base), _course(reading, base)
    better = reading.target.better
    a_limit = not reading.averaged and reading.bound * better <= 0  # a ceiling on growth, or a floor under a fall

    def judge(values: Numbers) -> Judgement:
        met = compare(rate(values), pass_comparator(reading), np.array(reading.bound))
        if reading.target.band and reading.over:
            met &= compare(rate(values), "≤", np.array(reading.high))
        if a_limit:
            return hold(met, over=reading.over, first=reading.first)
        if reading.averaged:
            lead = (rate(values) - reading.bound) * better
            clearly = compare(lead, "≥", np.array(CLEARLY * abs(reading.bound)))
            return hold(met, over=reading.over, first=reading.first, ahead=clearly)
        return climb(np.asarray(level(np.asarray(values, dtype=float)), dtype=float), course, met)

    return judge


def _shown(reading: Reading, base: float, actual: float) -> Case:
    g, left = 100 * reading.bound, reading.left
    gap, shortfall = gap_of(100 * actual, g, reading.target.better)
    is_range = bool(np.isfinite(reading.high))
    above = is_range and actual > reading.high
    return Case(
        _judge(reading, base),
        "%",
        100 * actual,
        value=None if is_range else g,
        other=reading.target.bound.text if reading.averaged and reading.target.bound else "",
        low=g if is_range else None,
        high=known(100 * reading.high),
        base=None if reading.chained else known(base),
        previous=_previous(reading, base) if reading.elapsed > 1 else None,
        planned=g,
        attainment=attained(actual, reading.bound, reading.target.better),
        gap=gap,
        shortfall=shortfall,
        pace_achieved=float(np.log1p(actual)),
        pace_required=_required(reading, actual, left) if left > 0 and not reading.averaged else None,
        shares=True,
        why=(Why("above_range", (("high", 100 * reading.high),)),) if above else (),
    )


def _previous(reading: Reading, base: float) -> float | None:
    if reading.chained or reading.target.mean == "sum" or not reading.previous > 0:
        return None
    return 100 * float(by_level(np.array(base), np.array(reading.previous), reading.at - 1 - reading.base_year))


def _required(reading: Reading, actual: float, left: float) -> float | None:
    """Return the log growth a year that the rest of the span still needs (水平法; by 累计法 it has no one rate)."""
    if reading.target.mean == "sum":
        return None
    return (reading.span * float(np.log1p(reading.bound)) - reading.elapsed * float(np.log1p(actual))) / left
