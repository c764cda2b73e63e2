"""The judge: from arrays of values to verdict and outlook, by the cuts of docs/spec/verdicts.md (序时进度法).

In: arrays that broadcast together. Out: a `Judgement` of arrays. Pure; the margin and the other path are found by
asking the same judge again with other values. May import: gaps.comparing.
Why these cuts: docs/decisions/0011-verdict-cuts.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fzplan.gaps.comparing import compare

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.model.results import Outlook, Verdict

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Codes = NDArray[np.int8]

VERDICTS: tuple[Verdict, ...] = (
    "achieved_early",
    "ahead",
    "on_track",
    "behind",
    "achieved",
    "missed",
    "not_assessable",
)
EARLY, AHEAD, ON_TRACK, BEHIND, ACHIEVED, MISSED, UNKNOWN = range(7)
OUTLOOKS: tuple[Outlook | None, ...] = ("likely", "effort", "unlikely", None)
LIKELY, EFFORT, UNLIKELY, NOT_GIVEN = range(4)


class Cuts(NamedTuple):
    """Where the classes begin: on the ratio (actual change over change due) and on k (pace required over achieved)."""

    ahead: float = 1.10
    behind: float = 0.90
    likely: float = 1.0
    unlikely: float = 1.5


CUTS = Cuts()
CLEARLY = 0.10
"""快于 of a figure held against another: beyond it by a tenth of the other."""


class Judgement(NamedTuple):
    """Codes index `VERDICTS` and `OUTLOOKS`; `ratio` and `effort` (k) are NaN where they have no meaning."""

    verdict: Codes
    outlook: Codes
    ratio: Numbers
    effort: Numbers


class Course(NamedTuple):
    """A way from base to target, at one moment; arrays that broadcast with the values judged.

    `due` is the exact planned value, `planned` the one that the ratio is taken from (whole units of a cumulative
    count). `better` is +1 or −1 for all. `constant_rate` measures pace in logarithms. `whole`: at least one whole
    unit must separate the value from the plan. `over`: the date is reached. `early`: 提前实现 can be said.
    `first`: too early for an outlook.
    """

    base: Numbers
    target: Numbers
    due: Numbers
    planned: Numbers
    better: int = 1
    constant_rate: bool = False
    whole: bool = False
    over: bool = False
    early: bool = True
    first: bool = False


def climb(value: Numbers, course: Course, met: Flags, cuts: Cuts = CUTS) -> Judgement:
    """Judge values on their way to a target. `met`: the target's own comparison, made by the caller.

    Worked: base 6648.7, target 10000 in 2025, 8466.0 in 2024 on the straight line: ratio .678, k 3.38.

    >>> b, t = np.array(6648.7), np.array(10000.0)
    >>> due = b + 0.8 * (t - b)
    >>> j = climb(np.array(8466.0), Course(b, t, due, due), np.array(False))
    >>> VERDICTS[int(j.verdict)], OUTLOOKS[int(j.outlook)], round(float(j.ratio), 3), round(float(j.effort), 2)
    ('behind', 'unlikely', 0.678, 3.38)
    """
    value = np.asarray(value, dtype=float)
    back = _leads_back(course)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(back, np.nan, (value - course.base) / (course.planned - course.base))
        k = effort(value, course)
    if course.over:
        verdict = np.where(met, np.int8(ACHIEVED), np.int8(MISSED))
        return Judgement(verdict, np.full(verdict.shape, NOT_GIVEN, np.int8), ratio, k)
    missing = (course.planned - value) * course.better
    lead = compare(-missing, "≥", np.array(1.0)) if course.whole else None
    lag = compare(missing, "≥", np.array(1.0)) if course.whole else None
    outlook = _outlook(value, course, met, k, lag, cuts)
    fast = compare(ratio, "≥", np.array(cuts.ahead))
    slow = compare(ratio, "<", np.array(cuts.behind))
    if lead is not None and lag is not None:  # a ratio of nothing due (0 of 3 in the first year) is no number
        fast, slow = (fast | np.isnan(ratio) | np.isinf(ratio)) & lead, (slow | ~np.isfinite(ratio)) & lag
    slow = np.where(back, compare(missing, ">", np.array(0.0)), slow) | (outlook == UNLIKELY)
    verdict = np.where(slow, np.int8(BEHIND), np.where(fast, np.int8(AHEAD), np.int8(ON_TRACK)))
    if course.early:
        verdict = np.where(met, np.int8(EARLY), verdict)
    verdict = np.where(np.isnan(value), np.int8(UNKNOWN), verdict)
    return Judgement(verdict, np.where(np.isnan(value), np.int8(NOT_GIVEN), outlook), ratio, k)


def _leads_back(course: Course) -> Flags:
    """Tell whether the plan itself allows a step back from the base by now: no ratio can be taken of that.

    A yearly target below the base (87.0 % before, 85.6 % due on the way to 87.5 %) is then held by its level.
    """
    return np.asarray((course.planned - course.base) * course.better < 0)


def effort(value: Numbers, course: Course) -> Numbers:
    """Return k: what is left to do over what the plan leaves for it, divided by what was done over what was due.

    On the straight line and at constant rate this is pace required over pace achieved per year. Where the plan
    allows a step back nothing was due yet: k is what is left over what the plan leaves.
    """
    if bool(_leads_back(course).any()):
        return np.asarray((course.target - value) / (course.target - course.due))
    if not course.constant_rate:
        left = (course.target - value) / (course.target - course.due)
        return np.asarray(left / ((value - course.base) / (course.due - course.base)))
    left = np.log(course.target / value) / np.log(course.target / course.due)
    k = left / (np.log(value / course.base) / np.log(course.due / course.base))
    fallen = value / course.base <= 0  # no logarithm; certainly no growth
    return np.where(fallen, np.inf, k)


def _outlook(value: Numbers, course: Course, met: Flags, k: Numbers, lag: Flags | None, cuts: Cuts) -> Codes:
    if course.first:
        return np.full(np.broadcast(value, course.due).shape, NOT_GIVEN, np.int8)
    moved = ((value - course.base) * course.better > 0) | _leads_back(course)
    likely = met | (moved & compare(k, "≤", np.array(cuts.likely)))
    possible = moved & compare(k, "≤", np.array(cuts.unlikely))
    if lag is not None:  # no whole unit is missing: the plan is kept so far
        possible = possible | ~lag
    return np.where(likely, np.int8(LIKELY), np.where(possible, np.int8(EFFORT), np.int8(UNLIKELY)))


def hold(held: Flags, *, over: bool, first: bool = False, ahead: Flags | None = None) -> Judgement:
    """Judge what has to be kept (a ceiling, a band, in step with another): held or not, nothing in between.

    >>> VERDICTS[int(hold(np.array(True), over=False).verdict)]
    'on_track'
    """
    held = np.asarray(held)
    if over:
        verdict = np.where(held, np.int8(ACHIEVED), np.int8(MISSED))
        outlook = np.full(held.shape, NOT_GIVEN, np.int8)
    else:
        verdict = np.where(held, np.int8(ON_TRACK), np.int8(BEHIND))
        outlook = np.where(held, np.int8(LIKELY), np.int8(EFFORT))
        if ahead is not None:
            verdict = np.where(held & ahead, np.int8(AHEAD), verdict)
        if first:
            outlook = np.full(held.shape, NOT_GIVEN, np.int8)
    nothing = np.full(held.shape, np.nan)
    return Judgement(verdict, outlook, nothing, nothing)
