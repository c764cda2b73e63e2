"""A total over the span: the running sum against the part of it that is due (docs/spec/verdicts.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.gaps.budgets import budget
from fzplan.gaps.comparing import floor
from fzplan.gaps.judging import Course, Judgement, climb
from fzplan.gaps.kinds.case import Case, Judge, attained, gap_of, known, meets, pass_comparator
from fzplan.gaps.kinds.level import course_of, paces
from fzplan.gaps.projecting import Goal, projections
from fzplan.model.results import Why

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.gaps.readings import Reading

    Numbers = NDArray[np.float64]


def total(reading: Reading) -> Case:
    """Return the case of an `of: total` target: base 0, planned T·s, whole units for counts."""
    target = reading.target
    yearly = reading.between(target.first, reading.at)
    running = np.concatenate([[0.0], np.cumsum(yearly)])
    goal, v = (reading.high if target.kind == "range" and target.better < 0 else reading.bound), float(running[-1])
    ceiling = goal * target.better <= 0
    course = course_of(reading, 0.0, goal, constant_rate=False)
    if reading.whole and not ceiling:
        course = course._replace(planned=floor(course.due * target.better) * target.better)
    gap, shortfall = gap_of(v, goal, target.better)
    is_range = bool(np.isfinite(reading.high))
    above = is_range and target.better > 0 and v > reading.high
    achieved, required = paces(reading, 0.0, goal, so_far=v)
    return Case(
        _judge(reading, course, float(running[-2]), goal, ceiling=ceiling),
        reading.indicator.unit.text,
        v,
        value=None if is_range else goal,
        low=known(reading.bound) if is_range else None,
        high=known(reading.high),
        previous=float(running[-2]) if reading.at > target.first else None,
        planned=float(course.planned),
        progress=known(v / goal) if goal else None,
        attainment=attained(v, goal, target.better),
        gap=gap,
        shortfall=shortfall,
        pace_achieved=achieved,
        pace_required=required,
        projections=projections(
            reading.moments(target.first - 1),
            running,
            Goal(goal, pass_comparator(reading), target.last),
            constant_rate=False,
        )
        if not reading.over
        else {},
        shares=reading.is_percentage,
        why=(Why("above_range", (("high", reading.high),)),) if above else (),
    )


def _judge(reading: Reading, course: Course, earlier: float, goal: float, *, ceiling: bool) -> Judge:
    sign = reading.target.better

    def judge(values: Numbers) -> Judgement:
        totals = earlier + np.asarray(values, dtype=float)
        if not ceiling:
            met = meets(reading, totals, pass_comparator(reading), goal)
            if reading.target.band and reading.over:
                met &= meets(reading, totals, "≤", reading.high)
            return climb(totals, course, met)
        allowed = course._replace(target=-sign * course.target, due=-sign * course.due, planned=-sign * course.planned)
        return budget(-sign * totals, allowed)

    return judge
