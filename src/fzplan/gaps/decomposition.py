"""Annual decomposition (年度分解): for each target and year what is due, what was done, what each year still needs.

In: a plan and the computed values. Out: one `Schedule` a target with frozen rows. Nothing is judged here, and a
target of the park is never split over its parts. Source: docs/spec/verdicts.md. May import: gaps, model.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from fzplan.figures import tidy
from fzplan.gaps import paths
from fzplan.gaps.collecting import read
from fzplan.gaps.growth import by_level
from fzplan.gaps.readings import Reading, Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.cube import Values
    from fzplan.model.plan import Plan, Target
    from fzplan.model.results import Why

UNSCHEDULED = frozenset({"direction", "match", "monitor"})
CHANGES = frozenset({"change"})


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One year of one target, in the schedule's unit; None where there is no figure.

    Of a total, `planned` and `actual` are running sums and `planned_new`, `actual_new` the year's own part.
    `lag` is actual − planned. `required` is what that year still needs so that the target is met in the end: the
    level to stand at, or the year's own part of a total; only for years that have no figure yet.
    """

    year: int
    planned: float | None
    actual: float | None = None
    lag: float | None = None
    required: float | None = None
    planned_new: float | None = None
    actual_new: float | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """A target decomposed by years. `path` is `linear`, `geometric`, `table`, `milestones` or `yearly`."""

    target: Target
    unit: str
    path: str
    rows: tuple[ScheduleRow, ...]
    why: tuple[Why, ...] = ()


def schedules(plan: Plan, values: Values, year: int | None) -> tuple[Schedule, ...]:
    """Return the decomposition of every target that has a number, in the order of the file."""
    return tuple(schedule(plan, values, t, year) for t in plan.targets if t.kind not in UNSCHEDULED)


def schedule(plan: Plan, values: Values, target: Target, year: int | None) -> Schedule:
    """Return the decomposition of one target as known at `year`."""
    reading = read(plan, values, target, year)
    if isinstance(reading, Unreadable):
        return Schedule(target, plan.indicators[target.indicator].unit.text, path_of(target), (), reading.why)
    if target.kind == "total":
        rows = _of_total(reading)
    elif target.time == "each":
        rows = _of_each(reading)
    elif target.kind == "growth":
        rows = _of_growth(reading)
    else:
        rows = _of_level(reading)
    unit = "%" if target.kind == "growth" and reading.chained else reading.indicator.unit.text
    return Schedule(target, unit, path_of(target), rows, reading.why)


def path_of(target: Target) -> str:
    """Return the name of a target's path."""
    if target.milestones:
        return "milestones"
    if target.time == "each":
        return "yearly"
    if target.kind == "growth":
        return "geometric"
    return target.path if isinstance(target.path, str) else "table"


def largest_remainder(parts: Sequence[float], total: int) -> tuple[int, ...]:
    """Round parts to whole units so that they sum to `total`: the largest remainders are rounded up, earlier first.

    >>> largest_remainder([2.4, 2.4, 2.4, 2.4, 2.4], 12)
    (3, 3, 2, 2, 2)
    """
    floors = [int(np.floor(tidy(part))) for part in parts]
    order = sorted(range(len(parts)), key=lambda i: (-tidy(parts[i] - floors[i]), i))
    up = set(order[: total - sum(floors)])
    return tuple(floor + (i in up) for i, floor in enumerate(floors))


def _of_total(reading: Reading) -> tuple[ScheduleRow, ...]:
    target, goal = reading.target, reading.bound
    years = range(target.first, target.last + 1)
    nodes = {target.first - 1: 0.0, target.last: goal, **_declared(target)}
    due = [paths.through(nodes, year) for year in (target.first - 1, *years)]
    new_due = [b - a for a, b in pairwise(due)]
    if reading.whole:
        new_due = [float(n) for n in largest_remainder(new_due, round(goal))]
    done = [reading.value(year) for year in years]
    left = [year for year in years if year > reading.at]
    missing = max(0.0, goal - float(np.nansum(done)))
    shares: Sequence[float] = [missing / len(left)] * len(left) if left else ()
    needed = dict(zip(left, largest_remainder(shares, round(missing)) if reading.whole else shares, strict=True))
    rows, planned, actual = [], 0.0, 0.0
    for year, new, own in zip(years, new_due, done, strict=True):
        planned += new
        actual += own
        row = _row(year, planned, actual, needed.get(year))
        rows.append(ScheduleRow(*row, planned_new=new, actual_new=_known(own)))
    return tuple(rows)


def _of_each(reading: Reading) -> tuple[ScheduleRow, ...]:
    years = range(reading.target.first, reading.target.last + 1)
    return tuple(
        ScheduleRow(*_row(y, reading.bound, reading.value(y), reading.bound if y > reading.at else None)) for y in years
    )


def _of_growth(reading: Reading) -> tuple[ScheduleRow, ...]:
    """Return levels at the planned rate; of a series of rates, the planned rate of each year itself."""
    g, years = reading.bound, range(reading.base_year + 1, reading.target.last + 1)
    if reading.chained:
        return tuple(ScheduleRow(*_row(y, 100 * g, reading.value(y), None)) for y in years)
    goal = reading.base * (1 + g) ** reading.span
    due = {year: reading.base * (1 + g) ** (year - reading.base_year) for year in years}
    return _rows(reading, due, goal, constant_rate=True)


def _of_level(reading: Reading) -> tuple[ScheduleRow, ...]:
    base, goal = reading.base, _goal(reading)
    years = range(reading.base_year + 1, reading.target.last + 1)
    constant_rate = reading.target.path == "geometric" and base * goal > 0
    declared = _declared(reading.target)
    if not np.isfinite(base) and not declared:
        return _rows(reading, {reading.target.last: goal}, goal, constant_rate=False)
    nodes = {reading.base_year: base, **declared, reading.target.last: goal}
    nodes = {year: value for year, value in nodes.items() if np.isfinite(value)}
    due = {year: paths.through(nodes, year, at_constant_rate=constant_rate) for year in years if year >= min(nodes)}
    return _rows(reading, due, goal, constant_rate=constant_rate)


def _goal(reading: Reading) -> float:
    target, base = reading.target, reading.base
    if target.change is not None:
        signed = target.change.amount * target.change.direction
        return base * (1 + signed) if target.change.mode == "relative" else base + signed
    if target.kind == "multiple":
        return base * reading.bound
    return reading.high if target.kind == "range" and target.better < 0 else reading.bound


def _declared(target: Target) -> dict[int, float]:
    """Return the yearly values that the plan states; milestones win over a path."""
    table = {} if isinstance(target.path, str) else dict(target.path)
    return {**table, **target.milestones}


def _rows(reading: Reading, due: dict[int, float], goal: float, *, constant_rate: bool) -> tuple[ScheduleRow, ...]:
    needed = _needed(reading, goal, constant_rate=constant_rate)
    years = range(min(due), reading.target.last + 1)
    return tuple(ScheduleRow(*_row(y, due.get(y, np.nan), reading.value(y), needed.get(y))) for y in years)


def _needed(reading: Reading, goal: float, *, constant_rate: bool) -> dict[int, float]:
    """Return the levels of the remaining years, from the latest value to the goal, milestones in between."""
    ahead = {y: v for y, v in reading.target.milestones.items() if y > reading.at}
    nodes = {reading.at: reading.latest, **ahead, reading.target.last: goal}
    years = range(reading.at + 1, reading.target.last + 1)
    return {y: paths.through(nodes, y, at_constant_rate=constant_rate) for y in years}


def _row(
    year: int, planned: float, actual: float, required: float | None
) -> tuple[int, float | None, float | None, float | None, float | None]:
    return year, _known(planned), _known(actual), _known(actual - planned), required


def _known(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None


def required_rate(latest: float, goal: float, years: int) -> float:
    """Return the constant growth a year from the latest value to the goal, as a fraction.

    >>> round(100 * required_rate(6648.66, 10000, 5), 3)
    8.506
    """
    return float(by_level(np.array(latest), np.array(goal), years))
