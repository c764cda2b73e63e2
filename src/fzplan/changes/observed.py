"""The figures that count, before and after: for each measure, period, members and basis the winner of several prints.

An edition that displaces another, a corrected cell and a figure set by the user are all one thing here: the figure
that counted is another one now. A figure that only moved to another cell has not changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.cube.choice import Taste, choose
from fzplan.figures import tidy
from fzplan.model.changes import ChangedObservation, Figure
from fzplan.observations import TOTAL
from fzplan.periods import Period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.cube.choice import Interval
    from fzplan.model.results import Outcome
    from fzplan.observations import Observation


class Key(NamedTuple):
    """What a figure is of; members as text, for the two outcomes may declare other dimensions."""

    measure: str
    by: tuple[tuple[str, str], ...]
    interval: Interval
    basis: str


def changed(before: Outcome, after: Outcome) -> tuple[ChangedObservation, ...]:
    """Return every key whose figure is another one, or that only one side has."""
    old, new = counting(before), counting(after)
    found = []
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        if was is None or now is None or tidy(was.value) != tidy(now.value):
            found.append(_changed(before, after, key, was, now))
    return tuple(found)


def counting(outcome: Outcome) -> Mapping[Key, Observation]:
    """Return the observation that counts for each key."""
    shelves: dict[tuple[str, str], list[int]] = {}
    for index, seen in enumerate(outcome.extraction.observations):
        shelves.setdefault((seen.measure, seen.basis), []).append(index)
    found = {}
    for (measure, basis), indexes in shelves.items():
        quantity = outcome.plan.quantity(measure)
        kind = quantity.kind if quantity else None
        taste = Taste(quantity.prefer if quantity else (), outcome.extraction.sources, frozenset(outcome.what_if))
        for members, series in choose(indexes, outcome.extraction.observations, kind, taste).items():
            named = zip(outcome.extraction.dimensions, members, strict=True)
            by = tuple(sorted((dimension, member) for dimension, member in named if member != TOTAL))
            for interval, index in series.items():
                found[Key(measure, by, interval, basis)] = outcome.extraction.observations[index]
    return found


def _changed(
    before: Outcome, after: Outcome, key: Key, was: Observation | None, now: Observation | None
) -> ChangedObservation:
    quantity = after.plan.quantity(key.measure) or before.plan.quantity(key.measure)
    return ChangedObservation(
        measure=key.measure,
        period=Period(*key.interval),
        by=dict(key.by),
        basis=key.basis,
        unit=quantity.unit.text if quantity else "",
        before=_figure(before, was),
        after=_figure(after, now),
    )


def _figure(outcome: Outcome, seen: Observation | None) -> Figure | None:
    if seen is None:
        return None
    return Figure(seen.value, outcome.extraction.sources.place(seen), seen.edition, seen.quality)
