"""Each year: every single year, or the average of the years so far (docs/spec/verdicts.md)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from fzplan.figures import compare as holds
from fzplan.gaps.kinds.case import Case, Judge, attained, gap_of, known, pass_comparator
from fzplan.gaps.kinds.keep import broken_years, keep
from fzplan.gaps.yearly import Years, yearly
from fzplan.model.results import Why

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.gaps.judging import Judgement
    from fzplan.gaps.readings import Reading

    Numbers = NDArray[np.float64]


def each(reading: Reading) -> Case:
    """Return the case of an `each:` target; a yearly ceiling (or a floor under a negative) is kept, not reached.

    So is a floor that the base already meets, until all years are there: more than it is no progress, and never
    快于预期.
    """
    bound, comparator = reading.bound, pass_comparator(reading)
    if bound * reading.target.better <= 0:
        return keep(reading, bound, comparator)
    if np.isfinite(reading.base) and holds(reading.base, comparator, bound) and not reading.over:
        stays = replace(reading, target=replace(reading.target, reading="every")) if is_every(reading) else reading
        return keep(stays, bound, comparator, (Why("base_already_met"),))
    mean = float(reading.between(reading.target.first, reading.at).mean())
    gap, shortfall = gap_of(reading.latest, bound, reading.target.better)
    missed = broken_years(reading, bound, comparator)
    years = Years(
        np.array(bound),
        reading.between(reading.target.first, reading.at - 1).sum(),
        np.array(sum(year < reading.at for year in missed)),
        reading.at - reading.base_year,
        reading.span,
        better=reading.target.better,
        whole=reading.whole,
        every=is_every(reading),
        over=reading.over,
        first=reading.first,
    )
    return Case(
        _judge(years, comparator),
        reading.indicator.unit.text,
        reading.latest,
        value=None if np.isfinite(reading.high) else bound,
        low=bound if np.isfinite(reading.high) else None,
        high=known(reading.high),
        previous=known(reading.previous),
        planned=bound,
        attainment=attained(reading.latest, bound, reading.target.better),
        gap=gap,
        shortfall=shortfall,
        pace_achieved=mean,
        pace_required=_required(reading, mean),
        shares=reading.is_percentage,
        missed=missed,
    )


def is_every(reading: Reading) -> bool:
    """Tell whether every single year counts: as declared, else for a binding target."""
    declared = reading.target.reading
    return declared == "every" if declared else reading.target.nature == "binding"


def _required(reading: Reading, mean: float) -> float | None:
    """Return what each remaining year needs: the yearly target, or what lifts the average to it."""
    left = reading.target.last - reading.at
    if left <= 0:
        return None
    if is_every(reading):
        return reading.bound
    return (reading.bound * reading.span - mean * reading.elapsed) / left


def _judge(years: Years, comparator: str) -> Judge:
    def judge(values: Numbers) -> Judgement:
        return yearly(values, years, comparator)

    return judge
