"""Annual decomposition (年度分解): for each target and year what is due, what was done, what each year still needs.

In: a plan and the computed values. Out: one `Schedule` a target with frozen rows. Nothing is judged here, and a
target of the park is never split over its parts. Source: docs/spec/verdicts.md. May import: gaps, model.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from fzplan.figures import tidy
from fzplan.gaps import paths, rates, whole
from fzplan.gaps.collecting import before_any_return, read, with_holes
from fzplan.gaps.kinds.case import difference
from fzplan.gaps.kinds.each import is_every
from fzplan.gaps.readings import EVERY_YEAR, Reading, Unreadable
from fzplan.model.results import Why
from fzplan.model.schedules import Schedule, ScheduleRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.cube import Values
    from fzplan.model.plan import Plan, Target
    from fzplan.model.schedules import PathName

UNSCHEDULED = frozenset({"direction", "match", "monitor"})


def schedules(plan: Plan, values: Values, year: int | None) -> tuple[Schedule, ...]:
    """Return the decomposition of every target that has a number, in the order of the file."""
    return tuple(schedule(plan, values, t, year) for t in plan.targets if t.kind not in UNSCHEDULED)


def schedule(plan: Plan, values: Values, target: Target, year: int | None) -> Schedule:
    """Return the decomposition of one target as known at `year`; what is planned is known before any return."""
    found = read(plan, values, target, year)
    reading = _shown(plan, values, target, found) if isinstance(found, Unreadable) else found
    path = path_of(reading)
    base = _known(reading.base) if reading.from_base and not reading.chained else None
    rows = _rows_of(reading, path)
    return Schedule(
        target=target,
        unit=rates.unit(reading),
        path=path,
        rows=rows,
        why=found.why or (() if rows else _no_base(reading)),
        base_year=reading.base_year if base is not None else None,
        base=base,
        goal=rows[-1].planned if rows else None,
    )


def _shown(plan: Plan, values: Values, target: Target, found: Unreadable) -> Reading:
    """Return what can be shown of a target that cannot be judged: the years that are there, else the plan alone."""
    comparable = all(reason.code != "not_comparable" for reason in found.why)
    yearly = target.kind in EVERY_YEAR or target.time == "each"
    if comparable and yearly and found.at is not None and found.at >= target.first:
        return with_holes(plan, values, target, found.at)
    return before_any_return(plan, values, target)


def _no_base(reading: Reading) -> tuple[Why, ...]:
    return (Why("missing_input", (("name", reading.target.indicator), ("period", str(reading.base_year)))),)


def path_of(reading: Reading) -> PathName:
    """Return the name of the path to a target; what the plan states by year wins over a computed path."""
    target = reading.target
    if target.milestones:
        return "milestones"
    if target.time == "each" or reading.against is not None:
        return "yearly"
    if target.kind == "growth":
        return "geometric"
    if not isinstance(target.path, str):
        return "table"
    if target.kind in ("reach", "range") and (reading.base - _goal(reading)) * target.better >= 0:
        return "keep"
    return target.path


def _rows_of(reading: Reading, path: PathName) -> tuple[ScheduleRow, ...]:
    target = reading.target
    if target.kind == "total":
        return _of_total(reading)
    if target.time == "each" or reading.against is not None:
        return _of_each(reading)
    if target.kind == "growth":
        return _of_growth(reading)
    if reading.chained and target.change is not None and target.change.mode == "relative":
        return rates.of_change(reading, _of_level)
    return _of_level(reading, at_constant_rate=path == "geometric")


def _of_total(reading: Reading) -> tuple[ScheduleRow, ...]:
    target, goal = reading.target, _goal(reading)
    years = range(target.first, target.last + 1)
    nodes = {target.first - 1: 0.0, target.last: goal, **_declared(target)}
    due = [paths.through(nodes, year) for year in (target.first - 1, *years)]
    new_due = [b - a for a, b in pairwise(due)]
    if reading.whole:
        new_due = [float(n) for n in whole.largest_remainder(new_due, round(goal))]
    done = [reading.value(year) for year in years]
    left = [year for year in years if year > reading.at]
    missing = float(np.maximum(0.0, goal - np.sum(reading.between(target.first, reading.at))))
    rows, planned, actual = [], 0.0, 0.0
    needed = _shared(missing, left, whole_units=reading.whole)
    for year, new, own in zip(years, new_due, done, strict=True):
        planned += new
        actual += own
        row = _row(year, planned, actual, needed.get(year))
        rows.append(ScheduleRow(*row, planned_new=_known(new), actual_new=_known(own)))
    return tuple(rows)


def _shared(missing: float, years: Sequence[int], *, whole_units: bool) -> dict[int, float]:
    """Return what is missing in equal parts; nothing where it is not known how much is."""
    if not years or not np.isfinite(missing):
        return {}
    parts = [missing / len(years)] * len(years)
    exact = [float(n) for n in whole.largest_remainder(parts, round(missing))] if whole_units else parts
    return dict(zip(years, exact, strict=True))


def _of_each(reading: Reading) -> tuple[ScheduleRow, ...]:
    """Return the yearly figure; where the average counts, what was missed is made up in the remaining years."""
    first = reading.base_year + 1
    years, bound, better = range(first, reading.target.last + 1), _goal(reading), reading.target.better
    left = [year for year in years if year > reading.at]
    needed = bound
    if left and reading.target.time == "each" and not is_every(reading) and reading.against is None:
        before = float(np.sum(reading.between(first, reading.at)))
        lifting = (bound * len(years) - before) / len(left)
        needed = lifting if (lifting - bound) * better > 0 else bound
        needed = float(np.ceil(round(needed, 9)) if reading.whole and better > 0 else needed)
    return tuple(
        ScheduleRow(
            *_row(year, _yearly(reading, bound, year), reading.value(year), _known(needed) if year in left else None)
        )
        for year in years
    )


def _yearly(reading: Reading, bound: float, year: int) -> float:
    """Return the figure of one year: that of the other indicator, where the bound is one."""
    if reading.against is None:
        return bound
    known = reading.years[0] <= year <= reading.at
    return float(reading.against[year - reading.years[0]]) if known else np.nan


def _of_growth(reading: Reading) -> tuple[ScheduleRow, ...]:
    """Return levels at the planned rate; of a series of rates, the rate of each year itself."""
    years = range(reading.base_year + 1, reading.target.last + 1)
    needed = rates.required(reading)
    if reading.chained:
        planned = reading.bound / reading.percent
        return tuple(ScheduleRow(*_row(y, planned, reading.value(y), needed.get(y))) for y in years)
    due = {year: reading.base * (1 + reading.bound) ** (year - reading.base_year) for year in years}
    return tuple(ScheduleRow(*_row(y, due[y], reading.value(y), needed.get(y))) for y in years)


def _of_level(reading: Reading, *, at_constant_rate: bool) -> tuple[ScheduleRow, ...]:
    """Return the way to a level: from the base where it is known, through what the plan states, to the goal."""
    base, goal, target = reading.base, _goal(reading), reading.target
    declared = _declared(target)
    kept = (base - goal) * target.better >= 0 and not declared
    nodes = {reading.base_year: goal if kept else base, **declared, target.last: goal}
    nodes = {year: value for year, value in nodes.items() if np.isfinite(value)}
    years = [year for year in range(reading.base_year + 1, target.last + 1) if nodes and year >= min(nodes)]
    at_constant_rate &= bool(base * goal > 0)
    due = {year: paths.through(nodes, year, at_constant_rate=at_constant_rate) for year in years}
    if reading.whole and np.isfinite(base) and not kept:
        due = whole.levels(base, due, declared)
    needed = _needed(reading, goal, at_constant_rate=at_constant_rate)
    return tuple(ScheduleRow(*_row(y, due[y], reading.value(y), needed.get(y))) for y in years)


def _needed(reading: Reading, goal: float, *, at_constant_rate: bool) -> dict[int, float]:
    """Return the levels of the remaining years, from the latest value to the goal, milestones in between."""
    target, latest = reading.target, reading.latest
    ahead = {y: v for y, v in target.milestones.items() if y > reading.at}
    years = range(reading.at + 1, target.last + 1)
    if not np.isfinite(goal):
        return {}
    if not np.isfinite(latest) or (latest - goal) * target.better >= 0:
        nodes = {**ahead, target.last: goal}
        return {y: nodes[min(node for node in nodes if node >= y)] for y in years}
    nodes = {reading.at: latest, **ahead, target.last: goal}
    found = {y: paths.through(nodes, y, at_constant_rate=at_constant_rate) for y in years}
    return whole.levels(latest, found, ahead) if reading.whole else found


def _goal(reading: Reading) -> float:
    target, base = reading.target, reading.base
    if target.change is not None:
        signed = target.change.amount * target.change.direction
        return base + abs(base) * signed if target.change.mode == "relative" else base + signed
    if target.kind == "multiple":
        return base * reading.bound
    return reading.high if np.isfinite(reading.high) and target.better < 0 else reading.bound


def _declared(target: Target) -> Mapping[int, float]:
    """Return the yearly values that the plan states; milestones win over a path."""
    table = {} if isinstance(target.path, str) else dict(target.path)
    return {**table, **target.milestones}


def _row(
    year: int, planned: float, actual: float, required: float | None
) -> tuple[int, float | None, float | None, float | None, float | None]:
    needed = None if required is None else _known(required)
    return year, _known(planned), _known(actual), _known(difference(actual, planned)), needed


def _known(number: float) -> float | None:
    return tidy(float(number)) if np.isfinite(number) else None
