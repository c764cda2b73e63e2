"""Reach a level, the floor of a range, a multiple of the base: on the way to a target (docs/spec/verdicts.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.figures import compare as holds
from fzplan.gaps import paths
from fzplan.gaps.judging import Course, Judgement, climb
from fzplan.gaps.kinds.case import (
    Case,
    Judge,
    attained,
    gap_of,
    known,
    meets,
    pass_comparator,
    slipping,
    without_base,
)
from fzplan.gaps.kinds.keep import keep
from fzplan.gaps.kinds.milestones import missed_milestones, next_milestone, with_milestone
from fzplan.gaps.kinds.refused import refused
from fzplan.gaps.projecting import Goal, Projection, projections
from fzplan.model.results import Why

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from fzplan.gaps.readings import Reading
    from fzplan.model.plan import Comparator

    Numbers = NDArray[np.float64]


def level(reading: Reading) -> Case:
    """Return the case of a `reach`, `range` or `multiple` target."""
    target, base = reading.target, reading.base
    comparator = pass_comparator(reading)
    goal = _goal(reading)
    if not np.isfinite(goal):
        return refused(reading, _no_base(reading))
    if not np.isfinite(base):
        return _shown(reading, goal, without_base(reading, goal, comparator), (_no_base(reading),))
    if holds(base, comparator, goal):
        beyond = (Why("base_beyond_target"),) if holds(base, ">" if target.better > 0 else "<", goal) else ()
        return keep(reading, goal, comparator, (Why("base_already_met"), *beyond, *_above(reading)))
    constant_rate, reasons = _constant_rate(reading, goal)
    course = course_of(reading, base, goal, constant_rate=constant_rate)
    judge = _judge(reading, course, goal, comparator)
    missed, reasons_of_milestone = missed_milestones(reading, comparator)
    why = (*reasons, *reasons_of_milestone, *_above(reading), *slipping(reading, goal, comparator))
    return _shown(reading, goal, judge, why, course, _other_path(reading, course, goal, comparator), missed)


def _goal(reading: Reading) -> float:
    if reading.target.kind == "multiple":
        return reading.base * reading.bound if reading.base else np.nan
    if reading.target.kind == "range" and reading.target.better < 0:
        return reading.high
    return reading.bound


def _no_base(reading: Reading) -> Why:
    if reading.base == 0:
        return Why("base_zero")
    if np.isfinite(reading.series).sum() < 2:
        return Why("single_point")
    return Why("missing_input", (("name", reading.target.indicator), ("period", str(reading.base_year))))


def _constant_rate(reading: Reading, goal: float) -> tuple[bool, tuple[Why, ...]]:
    """Tell whether the path is geometric; from or to zero, or across it, it can only be linear."""
    if reading.target.path != "geometric":
        return False, ()
    if reading.base == 0 or goal == 0:
        return False, (Why("base_zero"),)
    if reading.base * goal < 0:
        return False, (Why("sign_change"),)
    return True, ()


def course_of(reading: Reading, base: float, goal: float, *, constant_rate: bool) -> Course:
    """Return the way from base to goal at the judged year, by the target's path and milestones."""
    target = reading.target
    nodes = target.milestones or (target.path if not isinstance(target.path, str) else {})
    if nodes:
        due = paths.through(_nodes(reading, base, goal, nodes), reading.moment, at_constant_rate=constant_rate)
    elif constant_rate:
        due = float(paths.geometric(np.array(base), np.array(goal), np.array(reading.share)))
    else:
        due = float(paths.linear(np.array(base), np.array(goal), np.array(reading.share)))
    return Course(
        np.array(base),
        np.array(goal),
        np.array(due),
        np.array(due),
        better=target.better,
        constant_rate=constant_rate,
        whole=reading.whole,
        over=reading.over,
        first=reading.first,
    )


def _nodes(reading: Reading, base: float, goal: float, between: Mapping[int, float]) -> dict[int, float]:
    inside = {y: v for y, v in between.items() if reading.base_year < y < reading.target.last}
    return {reading.base_year: base, **inside, reading.target.last: goal}


def _judge(reading: Reading, course: Course, goal: float, comparator: Comparator) -> Judge:
    milestone = next_milestone(reading)

    def judge(values: Numbers) -> Judgement:
        judged = climb(values, course, meets(reading, values, comparator, goal))
        return judged if milestone is None else with_milestone(reading, judged, values, course, milestone)

    return judge


def _other_path(reading: Reading, course: Course, goal: float, comparator: Comparator) -> Judge | None:
    """Return the judge along the other path, for a positive size; None for shares and declared paths."""
    table = reading.target.milestones or not isinstance(reading.target.path, str)
    if table or reading.is_percentage or reading.base <= 0 or goal <= 0 or reading.over:
        return None
    other = course_of(reading, reading.base, goal, constant_rate=not course.constant_rate)
    return _judge(reading, other, goal, comparator)


def _above(reading: Reading) -> tuple[Why, ...]:
    is_above = reading.target.kind == "range" and reading.target.better > 0 and reading.latest > reading.high
    return (Why("above_range", (("high", reading.high),)),) if is_above else ()


def _shown(
    reading: Reading,
    goal: float,
    judge: Judge,
    why: tuple[Why, ...],
    course: Course | None = None,
    other_path: Judge | None = None,
    missed: tuple[int, ...] = (),
) -> Case:
    target, v = reading.target, reading.latest
    gap, shortfall = gap_of(v, goal, target.better)
    is_range = target.kind == "range"
    base, due = (float(course.base), float(course.due)) if course else (np.nan, np.nan)
    achieved, required = paces(reading, base, goal, constant_rate=bool(course and course.constant_rate))
    return Case(
        judge,
        reading.indicator.unit.text,
        v,
        value=None if is_range else goal,
        low=known(reading.bound) if is_range else None,
        high=known(reading.high) if is_range else None,
        base=known(reading.base),
        previous=known(reading.previous),
        planned=known(due),
        progress=known((v - base) / (goal - base)) if course and goal != base else None,
        attainment=attained(v, goal, target.better),
        gap=gap,
        shortfall=shortfall,
        pace_achieved=achieved,
        pace_required=required,
        projections=_projected(reading, course, goal) if course and not reading.over else {},
        other_path=other_path,
        shares=reading.is_percentage,
        why=why,
        missed=missed,
    )


def _projected(reading: Reading, course: Course, goal: float) -> dict[str, Projection]:
    since = reading.between(reading.base_year + 1, reading.at)
    return projections(
        reading.moments(reading.base_year),
        np.concatenate([[float(course.base)], since]),
        Goal(goal, pass_comparator(reading), reading.target.last),
        constant_rate=course.constant_rate,
    )


def paces(
    reading: Reading, base: float, goal: float, *, constant_rate: bool = False, so_far: float | None = None
) -> tuple[float | None, float | None]:
    """Return the pace so far and the pace still required, per year: log growth, or the unit a year."""
    v, left = reading.latest if so_far is None else so_far, reading.left
    if reading.target.path == "geometric" and not (constant_rate and v / base > 0) and so_far is None:
        return None, None  # no logarithm, and a pace in another unit would be misread
    if constant_rate:
        achieved = float(np.log(v / base)) / reading.elapsed
        return achieved, float(np.log(goal / v)) / left if left > 0 else None
    return known((v - base) / reading.elapsed), known((goal - v) / left) if left > 0 else None
