"""Against another indicator: above it, or in step with it within a declared tolerance (docs/spec/verdicts.md)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from fzplan.gaps.comparing import compare
from fzplan.gaps.judging import CLEARLY, Judgement, hold
from fzplan.gaps.kinds.case import Case, Judge, attained, difference, gap_of, known, meets
from fzplan.gaps.kinds.each import is_every
from fzplan.gaps.kinds.growth import rates_of, years_lacking
from fzplan.gaps.kinds.refused import refused

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.gaps.readings import Reading

    Numbers = NDArray[np.float64]


def above(reading: Reading) -> Case:
    """Return the case of a bound that is another indicator, year by year."""
    assert reading.against is not None
    target, other = reading.target, float(reading.against[-1])
    gap, shortfall = gap_of(reading.latest, other, target.better)
    missed = _missed(reading, reading.series, target.comparator) if target.time == "each" else ()
    stays = target.time == "each" and is_every(reading) and any(year < reading.at for year in missed)

    def judge(values: Numbers) -> Judgement:
        values = np.asarray(values, dtype=float)
        held = meets(reading, values, target.comparator, other) & ~np.array(stays)
        clearly = compare((values - other) * target.better, "≥", np.array(CLEARLY * abs(other)))
        return hold(held, over=reading.over, first=reading.first, ahead=clearly & ~np.array(bool(missed)))

    return _shown(reading, judge, other, gap, shortfall, missed)


def match(reading: Reading) -> Case:
    """Return the case of a `near:` target: the difference within the tolerance."""
    assert reading.against is not None
    if reading.averaged:
        return _in_step(reading)
    target, other = reading.target, float(reading.against[-1])
    tolerance = target.tolerance or 0.0
    apart = difference(reading.latest, other)
    distances = np.abs(reading.series - reading.against)
    years = np.array(reading.years)
    out = np.isfinite(distances) & ~compare(distances, "≤", np.array(tolerance))
    late = (years >= target.first) & out
    missed = tuple(years[late].tolist()) if target.time == "each" else ()

    def judge(values: Numbers) -> Judgement:
        inside = compare(np.abs(np.asarray(values, dtype=float) - other), "≤", np.array(tolerance))
        return hold(inside, over=reading.over, first=reading.first)

    return _shown(reading, judge, other, apart, max(0.0, difference(abs(apart), tolerance)), missed)


def _in_step(reading: Reading) -> Case:
    """Return the case of two average rates of growth over the span, in step within the tolerance."""
    lacking = years_lacking(reading)
    if lacking:
        return refused(reading, *lacking)
    rate, tolerance = rates_of(reading, 1.0), (reading.target.tolerance or 0.0)
    actual, other = 100 * float(rate(np.array(reading.latest))), 100 * reading.bound
    apart = difference(actual, other)

    def judge(values: Numbers) -> Judgement:
        distance = np.abs(rate(np.asarray(values, dtype=float)) - reading.bound) / reading.percent
        return hold(compare(distance, "≤", np.array(tolerance)), over=reading.over, first=reading.first)

    shown = _shown(reading, judge, other, apart, max(0.0, difference(abs(apart), tolerance)), ())
    return replace(shown, actual=actual, base=None, previous=None, attainment=attained(actual, other, 1))


def _missed(reading: Reading, series: Numbers, comparator: str) -> tuple[int, ...]:
    assert reading.against is not None
    short = np.isfinite(series) & np.isfinite(reading.against) & ~compare(series, comparator, reading.against)
    years = np.array(reading.years)
    return tuple(years[short & (years >= reading.target.first)].tolist())


def _shown(reading: Reading, judge: Judge, other: float, gap: float, shortfall: float, missed: tuple[int, ...]) -> Case:
    target = reading.target
    return Case(
        judge,
        reading.indicator.unit.text,
        reading.latest,
        value=other,
        other=target.near or (target.bound.text if target.bound else ""),
        base=known(reading.base),
        previous=known(reading.previous),
        planned=other,
        attainment=attained(reading.latest, other, target.better),
        gap=gap,
        shortfall=shortfall,
        shares=reading.is_percentage,
        missed=missed,
    )
