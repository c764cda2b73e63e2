"""The judge of each-year targets: every single year, or the average of the years so far (docs/spec/verdicts.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fzplan.gaps.comparing import compare
from fzplan.gaps.judging import (
    AHEAD,
    BEHIND,
    CUTS,
    LIKELY,
    NOT_GIVEN,
    ON_TRACK,
    UNLIKELY,
    Course,
    Cuts,
    Judgement,
    climb,
    hold,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]


class Years(NamedTuple):
    """An each-year target at one moment: what stands behind the latest value.

    `bound`: the yearly target, not 0 and of the sign of `better` (a yearly ceiling is judged by `hold`);
    `earlier`: sum of the years before the latest; `missed`: how many of them fell short; `passed`: years elapsed with
    the latest; `all_years`: years of the span.
    """

    bound: Numbers
    earlier: Numbers
    missed: Numbers
    passed: int
    all_years: int
    better: int = 1
    whole: bool = False
    every: bool = False
    over: bool = False
    first: bool = False


def yearly(value: Numbers, years: Years, comparator: str, cuts: Cuts = CUTS) -> Judgement:
    """Judge an each-year target by its latest value and the years before: every single year, or their average.

    3120, 2874, 3301, 3402 against 3000 a year: mean 3174.25, ratio 1.058; one year missed.

    >>> from fzplan.gaps.judging import VERDICTS
    >>> four = Years(np.array(3000.0), np.array(3120.0 + 2874 + 3301), np.array(1), 4, 5)
    >>> [VERDICTS[int(yearly(np.array(3402.0), y, "≥").verdict)] for y in (four, four._replace(every=True))]
    ['on_track', 'behind']
    """
    value = np.asarray(value, dtype=float)
    total = years.earlier + value
    due, whole_way = years.bound * years.passed, years.bound * years.all_years
    course = Course(np.zeros(()), whole_way, due, due, years.better, whole=years.whole, over=years.over)
    course = course._replace(early=False, first=years.first)
    short = ~compare(value, comparator, years.bound)
    any_missed = (years.missed > 0) | short
    if years.every:
        return _every(total / due, any_missed, course, cuts)
    judged = climb(total, course, compare(total / years.passed, comparator, years.bound), cuts)
    if years.over:
        return judged
    weak_year = compare(value / years.bound, "<", np.array(cuts.behind))
    if years.whole:
        weak_year &= compare((years.bound - value) * years.better, "≥", np.array(1.0))
    verdict = np.where(any_missed & (judged.verdict == AHEAD), np.int8(ON_TRACK), judged.verdict)
    verdict = np.where(weak_year, np.int8(BEHIND), verdict)
    return judged._replace(verdict=verdict)


def _every(ratio: Numbers, any_missed: Flags, course: Course, cuts: Cuts) -> Judgement:
    ratio = np.asarray(ratio)
    if course.over:
        return hold(~any_missed, over=True)._replace(ratio=ratio)
    fast = compare(ratio, "≥", np.array(cuts.ahead))
    verdict = np.where(any_missed, np.int8(BEHIND), np.where(fast, np.int8(AHEAD), np.int8(ON_TRACK)))
    outlook = np.where(any_missed, np.int8(UNLIKELY), np.int8(LIKELY))
    if course.first:
        outlook = np.full(verdict.shape, NOT_GIVEN, np.int8)
    return Judgement(verdict, outlook, ratio, np.full(verdict.shape, np.nan))
