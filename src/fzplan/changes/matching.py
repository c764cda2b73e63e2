"""Printed figures before and after, matched by measure, period, members, basis, edition and day of publication.

What is told: another figure under the same key; another edition of the figure that counts (快报 → 年报), even where
both say the same; figures that only one side has. What is not: a cell that moved, another order of rows or files,
another unit with the same amount, the same figure of the same edition published again, one more copy of a print that
says the same, and what differs beyond 12 significant digits.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from fzplan.figures import tidy
from fzplan.model.changes import ChangedObservation, Figure
from fzplan.periods import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from fzplan.model.snapshots import By, Seen, Snapshot

Pair = tuple["Seen | None", "Seen | None"]
Print = tuple[str, float]
UNSTATED = "年报"
"""What an edition that nobody stated counts as."""
Scale = dict[str, Fraction]


class Key(NamedTuple):
    """What a figure is of; its editions are told apart below it."""

    measure: str
    by: By
    start: int
    months: int
    basis: str


def scales(before: Snapshot, after: Snapshot) -> Scale:
    """Return how many of the later declared unit one of the earlier is, where it is another size of the same unit."""
    found = {}
    for name, old in before.quantities.items():
        new = after.quantities.get(name)
        if new is not None and new.factor != old.factor and new.dimensions == old.dimensions:
            found[name] = Fraction(old.factor) / Fraction(new.factor)
    return found


def scaled(value: float, factor: Fraction | None) -> float:
    """Return a figure in the later unit.

    >>> scaled(0.8466, Fraction(10000)), scaled(8466.0, None)
    (8466.0, 8466.0)
    """
    return value if factor is None else float(Fraction(repr(value)) * factor)


def changed(before: Snapshot, after: Snapshot) -> tuple[ChangedObservation, ...]:
    """Return every printed figure that differs, sorted by measure, members, period and basis."""
    rescaled = scales(before, after)
    earlier = [
        one._replace(value=scaled(one.value, rescaled[one.measure])) if one.measure in rescaled else one
        for one in before.observations
    ]
    old, new = _shelved(earlier), _shelved(after.observations)
    found = []
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key, ()), new.get(key, ())
        if _prints(was) != _prints(now):
            found += [_told(before, after, key, pair) for pair in _pairs(was, now)]
    return tuple(found)


def _shelved(observations: Iterable[Seen]) -> Mapping[Key, Sequence[Seen]]:
    """Return the prints of each key, the one that counts first, then by edition and place."""
    shelves: dict[Key, list[Seen]] = {}
    for one in observations:
        shelves.setdefault(Key(*one[:5]), []).append(one)
    for shelf in shelves.values():
        shelf.sort(key=lambda one: (not one.counts, one.edition, one.published, one.place, one.value))
    return shelves


def _prints(shelf: Iterable[Seen]) -> set[Print]:
    return {_print(one) for one in shelf}


def _print(one: Seen) -> Print:
    """Return what a print says; an edition that is not stated is 年报 (docs/spec/figures.md)."""
    return one.edition or UNSTATED, tidy(one.value)


def _pairs(was: Sequence[Seen], now: Sequence[Seen]) -> Iterator[Pair]:
    """Yield what became of each print that is not on both sides: the one that counts is paired before all others."""
    old, new = _own(was, now), _own(now, was)
    first, second = was[:1], now[:1]
    if first and second and (first[0] in old or second[0] in new) and _print(first[0]) != _print(second[0]):
        yield first[0], second[0]
        old, new = [one for one in old if one is not first[0]], [one for one in new if one is not second[0]]
    for key in (_day, _edition):
        paired = list(_alike(old, new, key))
        yield from paired
        old = [one for one in old if all(one is not pair[0] for pair in paired)]
        new = [one for one in new if all(one is not pair[1] for pair in paired)]
    yield from ((one, None) for one in old)
    yield from ((None, one) for one in new)


def _alike(old: Sequence[Seen], new: Sequence[Seen], key: Callable[[Seen], object]) -> Iterator[tuple[Seen, Seen]]:
    """Yield the prints of both sides that have the same key, each once, in their order."""
    waiting: dict[object, list[Seen]] = {}
    for one in old:
        waiting.setdefault(key(one), []).append(one)
    for one in new:
        if waiting.get(key(one)):
            yield waiting[key(one)].pop(0), one


def _day(one: Seen) -> object:
    return one.edition or UNSTATED, one.published


def _edition(one: Seen) -> object:
    return one.edition or UNSTATED


def _own(side: Sequence[Seen], other: Iterable[Seen]) -> list[Seen]:
    """Return the prints that only this side has; of equal ones the first."""
    common = _prints(other)
    found: dict[Print, Seen] = {}
    for one in side:
        if _print(one) not in common:
            found.setdefault(_print(one), one)
    return list(found.values())


def _told(before: Snapshot, after: Snapshot, key: Key, pair: Pair) -> ChangedObservation:
    quantity = after.quantities.get(key.measure) or before.quantities.get(key.measure)
    was, now = (None if one is None else _figure(one) for one in pair)
    unit = quantity.unit if quantity else ""
    return ChangedObservation(key.measure, Period(key.start, key.months), dict(key.by), key.basis, unit, was, now)


def _figure(one: Seen) -> Figure:
    return Figure(one.value, one.place, one.edition, one.quality, one.published, one.unit, one.counts)
