"""What the remaining years need where a target speaks of growth: 水平法, 累计法, and series of rates.

In: a reading. Out: figures by year. Source: docs/spec/verdicts.md (growth). May import: gaps.readings, gaps.growth.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from fzplan.gaps.growth import by_level, by_sum, sum_of_powers

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.gaps.readings import Reading
    from fzplan.model.schedules import ScheduleRow

INDEX = 100.0
"""A chain of rates is decomposed as an index with base 100."""


def unit(reading: Reading) -> str:
    """Return the unit of a schedule: of a chain of rates %, else the indicator's."""
    change = reading.target.change
    if reading.chained and change is not None and change.mode == "relative":
        return "%"
    return reading.indicator.unit.text


def required(reading: Reading) -> dict[int, float]:
    """Return the levels (of a series of rates: the rates) that the remaining years of a growth target need."""
    left = range(reading.at + 1, reading.target.last + 1)
    levels = _levels(reading)
    if not left or not np.isfinite(levels).all():
        return {}
    base, latest, n = levels[0], levels[-1], reading.span
    if reading.target.mean == "sum":
        whole = base * float(sum_of_powers(np.array(1.0 + reading.bound), n))
        rate = float(by_sum(np.array(latest), np.array(whole - levels[1:].sum()), len(left)))
    else:
        rate = float(by_level(np.array(latest), np.array(base * (1.0 + reading.bound) ** n), len(left)))
    if not np.isfinite(rate):
        return {}
    if reading.chained:
        return dict.fromkeys(left, rate / reading.percent)
    return {year: float(latest * (1.0 + rate) ** (year - reading.at)) for year in left}


def _levels(reading: Reading) -> np.ndarray:
    """Return the levels from the base to the latest year; of a series of rates, their chain from 1."""
    after = reading.between(reading.base_year + 1, reading.at)
    if reading.chained:
        return np.concatenate([[1.0], np.cumprod(1.0 + after * reading.percent)])
    if reading.target.mean == "sum":
        return np.concatenate([[reading.base], after])
    return np.array([reading.base, reading.latest])


def of_change(reading: Reading, decomposed: Callable[..., tuple[ScheduleRow, ...]]) -> tuple[ScheduleRow, ...]:
    """Return a relative change of a series of rates: their chain as an index, shown as the change since the base."""
    chain = INDEX * np.cumprod(1.0 + reading.between(reading.base_year + 1, reading.at) * reading.percent)
    index = replace(
        reading,
        years=tuple(range(reading.base_year, reading.at + 1)),
        series=np.concatenate([[INDEX], chain]),
        base=INDEX,
    )
    rows = decomposed(index, at_constant_rate=reading.target.path == "geometric")
    return tuple(
        replace(row, planned=_moved(row.planned), actual=_moved(row.actual), required=_moved(row.required))
        for row in rows
    )


def _moved(index: float | None) -> float | None:
    return None if index is None else index - INDEX
