"""Keep: a ceiling or floor that the base already meets, or that holds every year (docs/spec/verdicts.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.gaps.judging import Judgement, hold
from fzplan.gaps.kinds.case import Case, Judge, attained, gap_of, known, meets, pass_comparator, slipping

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.gaps.readings import Reading
    from fzplan.model.plan import Comparator
    from fzplan.model.results import Why

    Numbers = NDArray[np.float64]


def keep(reading: Reading, bound: float, comparator: Comparator, why: tuple[Why, ...] = ()) -> Case:
    """Return the case of a bound to be kept: now decides, earlier years that broke it are named."""
    target, v = reading.target, reading.latest
    gap, shortfall = gap_of(v, bound, target.better)
    is_range = target.kind == "range" or bool(target.high)
    return Case(
        _judge(reading, bound, comparator),
        reading.indicator.unit.text,
        v,
        value=None if is_range else bound,
        low=known(reading.bound) if is_range else None,
        high=known(reading.high) if is_range else None,
        base=known(reading.base),
        previous=known(reading.previous),
        planned=bound,
        attainment=attained(v, bound, target.better),
        gap=gap,
        shortfall=shortfall,
        shares=reading.is_percentage,
        why=(*why, *slipping(reading, bound, comparator)),
        missed=broken_years(reading, bound, comparator),
    )


def broken_years(reading: Reading, bound: float | Numbers, comparator: Comparator) -> tuple[int, ...]:
    """Return the elapsed years of the span that fell short; unknown years are not counted."""
    first = max(reading.base_year + 1, reading.target.first)
    values = reading.between(first, reading.at)
    met = meets(reading, values, comparator, bound)
    return tuple(first + i for i in np.nonzero(np.isfinite(values) & ~met)[0].tolist())


def is_decided(reading: Reading) -> bool:
    """Tell whether a yearly limit that is kept has its verdict whatever the years without a figure brought.

    The latest year decides; under `reading: every` a year that is known to have broken it does.
    """
    target, comparator = reading.target, pass_comparator(reading)
    if target.kind != "each" or target.reading == "average" or reading.against is not None:
        return False
    floor = reading.bound * target.better > 0
    met_by_base = np.isfinite(reading.base) and bool(meets(reading, np.array(reading.base), comparator, reading.bound))
    if floor and (not met_by_base or reading.over):
        return False
    every = target.reading == "every" or (floor and target.nature == "binding")
    return not every or bool(broken_years(reading, reading.bound, comparator))


def _judge(reading: Reading, bound: float, comparator: Comparator) -> Judge:
    earlier = np.array([y for y in broken_years(reading, bound, comparator) if y < reading.at])
    stays = reading.target.time == "each" and reading.target.reading == "every" and earlier.size > 0

    def judge(values: Numbers) -> Judgement:
        if reading.target.time == "each" and reading.target.reading == "average":
            past = reading.between(reading.target.first, reading.at - 1)
            values = (past.sum() + np.asarray(values, dtype=float)) / (past.size + 1)
        held = meets(reading, values, comparator, bound)
        return hold(held & ~np.array(stays), over=reading.over, first=reading.first)

    return judge
