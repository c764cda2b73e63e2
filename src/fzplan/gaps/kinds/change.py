"""Change from the base: relative (%), in 百分点, or an amount; of a growth rate, its chain (docs/spec/verdicts.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.gaps.judging import Course, Judgement, climb
from fzplan.gaps.kinds.case import Case, Judge, attained, gap_of, known, meets
from fzplan.gaps.kinds.level import course_of
from fzplan.gaps.kinds.refused import refused
from fzplan.gaps.projecting import Goal, projections
from fzplan.gaps.readings import shown_unit
from fzplan.model.results import Why

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from fzplan.gaps.projecting import Projection
    from fzplan.gaps.readings import Reading
    from fzplan.model.plan import Comparator

    Numbers = NDArray[np.float64]

INDEX = 100.0
"""A relative change is judged as an index with base 100, so that a constant rate has its logarithm."""


def change(reading: Reading) -> Case:
    """Return the case of a `rise_by` / `fall_by` target; figures are the change itself, in % or 百分点 or the unit."""
    amount = reading.target.change
    assert amount is not None
    if reading.chained and amount.mode == "relative" and reading.printed is None:
        holes = [y for y in range(reading.base_year + 1, reading.at) if not np.isfinite(reading.value(y))]
        if holes:
            return refused(reading, *(_missing(reading, year) for year in holes))
    elif reading.printed is None and not np.isfinite(reading.base):
        return refused(reading, _missing(reading, reading.base_year))
    elif not reading.chained and amount.mode == "relative" and reading.base == 0:
        return refused(reading, Why("base_zero"))
    relative = amount.mode == "relative"
    goal = amount.amount * amount.direction * (100.0 if relative else 1.0)
    return _shown(reading, changed(reading), goal, INDEX if relative else 0.0)


def changed(reading: Reading) -> Callable[[Numbers], Numbers]:
    """Return the function from latest values to the change since the base."""
    amount, base = reading.target.change, reading.base
    assert amount is not None
    if amount.mode != "relative":
        return lambda x: x - base
    if reading.printed is not None:
        return lambda x: 100.0 * x * reading.percent
    if reading.chained:
        before = float(np.prod(1.0 + reading.between(reading.base_year + 1, reading.at - 1) * reading.percent))
        return lambda x: 100.0 * (before * (1.0 + x * reading.percent) - 1.0)
    return lambda x: 100.0 * (x - base) / abs(base)


def _missing(reading: Reading, year: int) -> Why:
    return Why("missing_input", (("name", reading.target.indicator), ("period", str(year))))


def _shown(reading: Reading, of: Callable[[Numbers], Numbers], goal: float, start: float) -> Case:
    amount = reading.target.change
    assert amount is not None
    comparator: Comparator = "≥" if amount.direction > 0 else "≤"
    constant_rate = bool(start) and reading.target.path == "geometric"
    course = course_of(reading, start, start + goal, constant_rate=constant_rate)
    course = course._replace(better=amount.direction, whole=reading.whole and amount.mode == "amount")
    actual = float(of(np.array(reading.latest)))
    gap, shortfall = gap_of(actual, goal, amount.direction)
    left = reading.left
    scale = _log_growth if constant_rate else float
    return Case(
        _judge(reading, of, course, goal, comparator),
        shown_unit(reading.target, reading.indicator.unit),
        actual,
        value=goal,
        base=known(reading.base),
        planned=float(course.due) - start
        if constant_rate
        else float(course_of(reading, 0.0, goal, constant_rate=False).due),
        progress=actual / goal if goal else None,
        attainment=attained(abs(actual), abs(goal), 1) if actual * goal > 0 else None,
        gap=gap,
        shortfall=shortfall,
        pace_achieved=scale(actual) / reading.elapsed,
        pace_required=(scale(goal) - scale(actual)) / left if left > 0 else None,
        projections=_projections(reading, of, goal, comparator) if not reading.over and not reading.printed else {},
        shares=amount.mode != "amount" or reading.is_percentage,
        why=_slipped(reading, of, goal, comparator),
    )


def _log_growth(change_in_percent: float) -> float:
    return float(np.log1p(change_in_percent / 100))


def _judge(
    reading: Reading, of: Callable[[Numbers], Numbers], course: Course, goal: float, comparator: Comparator
) -> Judge:
    start = float(course.base)

    def judge(values: Numbers) -> Judgement:
        moved = of(np.asarray(values, dtype=float))
        return climb(start + moved, course, meets(reading, moved, comparator, goal))

    return judge


def _projections(
    reading: Reading, of: Callable[[Numbers], Numbers], goal: float, comparator: Comparator
) -> dict[str, Projection]:
    if reading.chained:
        steps = np.cumprod(1.0 + reading.between(reading.base_year + 1, reading.at) * reading.percent)
        moved = np.concatenate([[0.0], 100.0 * (steps - 1.0)])
    else:
        moved = np.concatenate([[0.0], of(reading.between(reading.base_year + 1, reading.at))])
    years = reading.moments(reading.base_year)
    return projections(years, moved, Goal(goal, comparator, reading.target.last), constant_rate=False)


def _slipped(
    reading: Reading, of: Callable[[Numbers], Numbers], goal: float, comparator: Comparator
) -> tuple[Why, ...]:
    if reading.chained:
        return ()
    back = (of(np.array(reading.latest)) - of(np.array(reading.previous))) * (1 if comparator == "≥" else -1) < 0
    return (Why("slipping"),) if back and meets(reading, of(np.array(reading.latest)), comparator, goal) else ()
