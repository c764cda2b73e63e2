"""Direction only: has it moved the declared way since the base, and since last year (docs/spec/verdicts.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.gaps.comparing import compare
from fzplan.gaps.judging import BEHIND, MISSED, NOT_GIVEN, ON_TRACK, UNKNOWN, Judgement
from fzplan.gaps.kinds.case import Case, Judge, known
from fzplan.gaps.kinds.refused import refused
from fzplan.model.results import Why

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.gaps.readings import Reading

    Numbers = NDArray[np.float64]
    Signs = NDArray[np.int8]


def direction(reading: Reading) -> Case:
    """Return the case of a `direction:` target: on track or behind, never completed."""
    way = reading.target.direction or reading.target.better
    if not np.isfinite(reading.base):
        lonely = np.isfinite(reading.series).sum() < 2
        missing = Why("missing_input", (("name", reading.target.indicator), ("period", str(reading.base_year))))
        return refused(reading, Why("single_point") if lonely else missing)
    since_base = int(moved(reading, np.array(reading.latest), reading.base))
    last_year = int(moved(reading, np.array(reading.latest), reading.previous)) if reading.elapsed > 1 else 0
    return Case(
        _judge(reading, way),
        reading.indicator.unit.text,
        reading.latest,
        base=reading.base,
        previous=known(reading.previous),
        pace_achieved=(reading.latest - reading.base) / reading.elapsed,
        shares=reading.is_percentage,
        why=_why(reading, since_base * way, last_year * way),
    )


def moved(reading: Reading, values: Numbers, since: float) -> Signs:
    """Return the sign of the change; one below the last printed digit is none (持平)."""
    decimals = reading.indicator.decimals
    change = np.asarray(values - since)
    same = compare(values, "=", np.array(since)) | np.isnan(change)
    if decimals is not None:
        same |= compare(np.abs(change), "<", np.array(10.0**-decimals))
    return np.where(same, 0.0, np.sign(change)).astype(np.int8)


def _at_limit(reading: Reading, values: Numbers, way: int) -> NDArray[np.bool_]:
    limit = reading.target.limit
    return np.zeros(np.shape(values), bool) if limit is None else (values - limit) * way >= 0


def _why(reading: Reading, since_base: int, last_year: int) -> tuple[Why, ...]:
    reasons = []
    if since_base == 0:
        reasons.append(Why("flat", (("year", reading.base_year),)))
    if since_base > 0 > last_year:
        reasons.append(Why("slipping"))
    if reading.over and since_base > 0:
        reasons.append(Why("direction_only"))
    return tuple(reasons)


def _judge(reading: Reading, way: int) -> Judge:
    good, bad = (UNKNOWN, MISSED) if reading.over else (ON_TRACK, BEHIND)

    def judge(values: Numbers) -> Judgement:
        values = np.asarray(values, dtype=float)
        fine = (moved(reading, values, reading.base) * way > 0) | _at_limit(reading, values, way)
        nothing = np.full(values.shape, np.nan)
        verdict = np.where(fine, np.int8(good), np.int8(bad))
        return Judgement(verdict, np.full(values.shape, NOT_GIVEN, np.int8), nothing, nothing)

    return judge
