"""A two-sided band: inside or outside, by the distance to the nearer edge (docs/spec/verdicts.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.gaps.judging import Judgement, hold
from fzplan.gaps.kinds.case import Case, Judge, difference, known, meets

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.gaps.readings import Reading

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]


def band(reading: Reading) -> Case:
    """Return the case of a `between` with `pass: band`."""
    v = reading.latest
    outside = difference(v, reading.high) if v > reading.high else min(0.0, difference(v, reading.bound))
    first = max(reading.base_year + 1, reading.target.first)
    years = reading.between(first, reading.at) if reading.target.time == "each" else np.array([])
    missed = tuple(first + i for i in np.nonzero(np.isfinite(years) & ~_inside(reading, years))[0].tolist())
    return Case(
        _judge(reading, stays=reading.target.reading == "every" and any(year < reading.at for year in missed)),
        reading.indicator.unit.text,
        v,
        low=reading.bound,
        high=reading.high,
        base=known(reading.base),
        previous=known(reading.previous),
        gap=outside,
        shortfall=abs(outside),
        shares=reading.is_percentage,
        missed=missed,
    )


def _inside(reading: Reading, values: Numbers) -> Flags:
    return meets(reading, values, "≥", reading.bound) & meets(reading, values, "≤", reading.high)


def _judge(reading: Reading, *, stays: bool) -> Judge:
    def judge(values: Numbers) -> Judgement:
        return hold(_inside(reading, values) & ~np.array(stays), over=reading.over, first=reading.first)

    return judge
