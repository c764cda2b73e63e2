"""Slips that a sum shows: the members of a partition miss their total, and one of them, ten times moved, would not.

In: figures of one year. Out: the figure that is off, the one it is held against, the power of ten. Arithmetic within
the half digits of the prints, so it needs no neighbours in time.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fzplan.model.plan import Plan
    from fzplan.observations import Observation

    Found = tuple[Observation, Observation, int]

POWERS = tuple(power for size in range(1, 10) for power in (size, -size))


def off_the_sum(plan: Plan, judged: Iterable[Observation]) -> Iterator[Found]:
    """Yield each figure with which the members of a partition would add up if a power of ten were taken out of it."""
    axes = [(axis, d.members) for axis, d in enumerate(plan.dimensions.values()) if d.partition]
    if not axes:
        return
    groups: dict[tuple[object, ...], dict[str, Observation]] = defaultdict(dict)
    for o in judged:
        for axis, _ in axes:
            others = (*o.members[:axis], *o.members[axis + 1 :])
            if all(m == TOTAL for m in others):
                groups[axis, o.measure, o.period, o.basis, o.edition, others].setdefault(o.members[axis], o)
    for axis, members in axes:
        for key, found in groups.items():
            if key[0] == axis and TOTAL in found and len(members) > 2 and all(m in found for m in members):
                yield from _solved([found[m] for m in members], found)


def _solved(members: list[Observation], found: Mapping[str, Observation]) -> Iterator[Found]:
    total = found[TOTAL]
    off = sum(o.value for o in members) - total.value
    room = sum(map(_half_digit, (*members, total)))
    if abs(off) <= room:
        return
    answers = []
    for o, sign in (*((member, 1) for member in members), (total, -1)):
        for power in POWERS:
            share = 1 - 10.0**-power  # of the figure, and of its half digit, that taking the power out removes
            if abs(off - sign * o.value * share) <= room - _half_digit(o) * share:
                answers.append((o, members[0] if o is total else total, power))
    if len(answers) == 1:
        yield answers[0]


def _half_digit(o: Observation) -> float:
    """Return half a unit of the last printed digit, and what float arithmetic may add."""
    return 0.5 * 10.0**-o.decimals + 1e-12 * o.value
