"""What every kind of target gives back: a judge of the latest value, and the figures that stand beside the verdict."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING

import numpy as np

from fzplan.figures import SIGNIFICANT, rounded
from fzplan.frozen import frozen
from fzplan.gaps.comparing import compare
from fzplan.gaps.judging import EARLY, NOT_GIVEN, UNKNOWN, Judgement, hold
from fzplan.model.results import Why

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from fzplan.gaps.projecting import Projection
    from fzplan.gaps.readings import Reading
    from fzplan.model.plan import Comparator

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

Judge = Callable[["Numbers"], Judgement]
"""Candidate latest values, in the indicator's unit → their judgements."""


@frozen
class Case:
    """A target ready to be judged. Figures are in `unit`; None where they do not apply.

    `other_path` judges the same target along the other path (linear or geometric), where that can be said.
    """

    judge: Judge
    unit: str
    actual: float
    value: float | None = None
    low: float | None = None
    high: float | None = None
    other: str = ""
    base: float | None = None
    previous: float | None = None
    planned: float | None = None
    progress: float | None = None
    attainment: float | None = None
    gap: float | None = None
    shortfall: float | None = None
    pace_achieved: float | None = None
    pace_required: float | None = None
    projections: Mapping[str, Projection] = field(default_factory=dict)
    other_path: Judge | None = None
    shares: bool = False
    """The gap is in 百分点, so that a gap in per cent would mislead."""
    why: tuple[Why, ...] = ()
    missed: tuple[int, ...] = ()


def meets(reading: Reading, numbers: Numbers, comparator: Comparator, bound: Numbers | float) -> Flags:
    """Hold numbers against a bound by the plan's rule: 全数值, or 修约值 (rounded to the bound's digits)."""
    numbers = np.asarray(numbers, dtype=float)
    if reading.head.judge == "rounded_value" and reading.target.bound is not None:
        digits, rule = reading.target.bound.decimals, reading.head.rounding
        flat = [float(rounded(x, digits, rule)) if np.isfinite(x) else x for x in numbers.ravel().tolist()]
        numbers = np.array(flat).reshape(numbers.shape)
    return compare(numbers, comparator, np.asarray(bound, dtype=float))


def pass_comparator(reading: Reading) -> Comparator:
    """Return the comparison that passes: of a range, the one with its better end."""
    if np.isfinite(reading.high):
        return "≥" if reading.target.better > 0 else "≤"
    return reading.target.comparator


def gap_of(actual: float, bound: float, better: int) -> tuple[float, float]:
    """Return the gap, actual − target, and the shortfall, which is never negative."""
    gap = difference(actual, bound)
    return gap, max(0.0, -gap * better)


def difference(one: float, other: float) -> float:
    """Return one − other without float noise: to the twelfth digit of the larger.

    >>> difference(0.3, 0.1 + 0.2), difference(5.9, 6.0), difference(0.0, 0.0)
    (0.0, -0.1, 0.0)
    """
    size = max(abs(one), abs(other))
    if not 0 < size < math.inf:
        return one - other
    return round(one - other, SIGNIFICANT - 1 - math.floor(math.log10(size))) + 0.0  # and no negative zero


def attained(actual: float, bound: float, better: int) -> float | None:
    """Return 完成率 as a fraction: v/T, or T/v where less is better.

    >>> attained(63, 56, 1), attained(90, 100, -1), attained(5, 0, 1)
    (1.125, 1.1111111111111112, None)
    """
    over, under = (actual, bound) if better > 0 else (bound, actual)
    return over / under if under else None


def without_base(reading: Reading, bound: float, comparator: Comparator) -> Judge:
    """Judge where no base is known: by the comparison alone, else not assessable."""

    def judge(values: Numbers) -> Judgement:
        met = meets(reading, values, comparator, bound)
        nothing = np.full(met.shape, np.nan)
        if reading.over:
            return hold(met, over=True)
        verdict = np.where(met, np.int8(EARLY), np.int8(UNKNOWN))
        return Judgement(verdict, np.full(met.shape, NOT_GIVEN, np.int8), nothing, nothing)

    return judge


def known(number: float) -> float | None:
    """Return the number, or None where it is not one."""
    return float(number) if np.isfinite(number) else None


def slipping(reading: Reading, bound: float, comparator: Comparator) -> tuple[Why, ...]:
    """Say that the target is met but the latest year moved away from it (已达到，较上年回落)."""
    back = (reading.latest - reading.previous) * reading.target.better < 0
    return (Why("slipping"),) if back and meets(reading, np.array(reading.latest), comparator, bound) else ()
