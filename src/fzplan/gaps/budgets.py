"""The judge of totals that must stay under a ceiling (docs/spec/verdicts.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.gaps.comparing import compare
from fzplan.gaps.judging import (
    AHEAD,
    BEHIND,
    CUTS,
    EFFORT,
    LIKELY,
    NOT_GIVEN,
    ON_TRACK,
    UNLIKELY,
    Course,
    Cuts,
    Judgement,
    hold,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


def budget(total: Numbers, course: Course, cuts: Cuts = CUTS) -> Judgement:
    """Judge a total that must stay under a ceiling: what was used against what was allowed so far.

    ratio = allowed / used, so that above 1 is good; k = pace so far / pace still allowed. Nothing used (or more given
    back than used) is within any ceiling: its ratio is without end, its k nought.
    """
    total = np.asarray(total, dtype=float)
    unused = total <= 0
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(unused, np.inf, course.planned / total)
        k = (total / course.due) / ((course.target - total) / (course.target - course.due))
    burst = compare(total, ">", course.target)
    if course.over:
        return hold(~burst, over=True)._replace(ratio=ratio)
    k = np.where(unused, 0.0, np.where(compare(total, "≥", course.target), np.inf, k))
    possible = compare(k, "≤", np.array(cuts.unlikely))
    outlook = np.where(compare(k, "≤", np.array(cuts.likely)), np.int8(LIKELY), np.int8(EFFORT))
    outlook = np.where(possible & ~burst, outlook, np.int8(UNLIKELY))
    if course.first:
        outlook = np.full(outlook.shape, NOT_GIVEN, np.int8)
    slow = burst | compare(ratio, "<", np.array(cuts.behind)) | (outlook == UNLIKELY)
    fast = compare(ratio, "≥", np.array(cuts.ahead))
    verdict = np.where(slow, np.int8(BEHIND), np.where(fast, np.int8(AHEAD), np.int8(ON_TRACK)))
    return Judgement(verdict, outlook, ratio, k)
