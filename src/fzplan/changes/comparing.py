"""Two outcomes held against each other: what was read, what was computed, what was judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.changes.observed import changed
from fzplan.figures import tidy
from fzplan.model.changes import Changes, Flip, MovedIndicator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.model.results import Outcome
    from fzplan.periods import Period

Point = tuple[str, tuple[tuple[str, str], ...], "Period"]
"""Indicator, members, period."""


def compare(before: Outcome, after: Outcome) -> Changes:
    """Return what differs between two outcomes.

    Figures are compared at 12 significant digits, in the unit that each plan declares. Outcomes without `values`
    have no moved indicators.
    """
    return Changes(
        observations=changed(before, after),
        indicators=_moved(before, after),
        verdicts=_flips(_verdicts(before), _verdicts(after)),
        outlooks=_flips(_outlooks(before), _outlooks(after)),
        deliverables=_flips(_states(before), _states(after)),
    )


def _verdicts(outcome: Outcome) -> Mapping[str, str]:
    return {a.target.id: a.verdict for a in outcome.assessments}


def _outlooks(outcome: Outcome) -> Mapping[str, str]:
    return {a.target.id: a.outlook or "" for a in outcome.assessments}


def _states(outcome: Outcome) -> Mapping[str, str]:
    return {d.id: d.state for d in outcome.deliverables}


def _flips(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Flip, ...]:
    flips = (Flip(id_, before.get(id_, ""), after.get(id_, "")) for id_ in dict.fromkeys((*after, *before)))
    return tuple(flip for flip in flips if flip.before != flip.after)


def _moved(before: Outcome, after: Outcome) -> tuple[MovedIndicator, ...]:
    old, new = _points(before), _points(after)
    order = {name: at for at, name in enumerate(dict.fromkeys((*after.plan.indicators, *before.plan.indicators)))}
    found = []
    for point in sorted(old.keys() | new.keys(), key=lambda point: (order[point[0]], point[1:])):
        was, now = old.get(point), new.get(point)
        if _rounded(was) != _rounded(now):
            name, by, period = point
            unit = (after.plan.indicators.get(name) or before.plan.indicators[name]).unit.text
            found.append(MovedIndicator(name, period, dict(by), unit, was, now))
    return tuple(found)


def _points(outcome: Outcome) -> Mapping[Point, float | None]:
    return {(v.id, tuple(sorted(v.by.items())), v.period): v.value for v in outcome.values}


def _rounded(value: float | None) -> float | None:
    return None if value is None else tidy(value)
