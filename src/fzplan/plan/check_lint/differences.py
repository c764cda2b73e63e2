"""Difference constraints: x − y ≤ k as an arrow from y to x of length k; a negative cycle has no solution.

Lengths are pairs (k, −1 for each strict sign), compared one after the other, so that < and ≤ are told apart exactly.
Source: Bellman–Ford on difference constraints (Cormen, Leiserson, Rivest, Stein, Introduction to Algorithms, 24.4).
"""

from __future__ import annotations

from collections import defaultdict, deque
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.plan.check_lint.linear import Constraint, Key

ZERO: Key = ("0",)
Length = tuple[Fraction, int]
NOTHING: Length = (Fraction(0), 0)


class Arrow(NamedTuple):
    """`end` − `start` ≤ `length`, because of the check `source` ("" of a condition)."""

    start: Key
    end: Key
    length: Length
    source: str = ""


def arrows(constraint: Constraint, source: str = "", slack: Fraction = Fraction(0)) -> tuple[Arrow, ...]:
    """Return a constraint as arrows; ≠, and what has no figures, give none."""
    if constraint.sign == "≠" or not constraint.terms:
        return ()
    low, high, constant = _ends(constraint)
    length = (slack - constant, -1 if constraint.sign == "<" else 0)
    forth = Arrow(low, high, length, source)
    if constraint.sign != "=":
        return (forth,)
    return (forth, Arrow(high, low, (slack + constant, 0), source))


def _ends(constraint: Constraint) -> tuple[Key, Key, Fraction]:
    """Return the two ends of ``high − low + constant ≤ 0``; a sum of several figures is taken as one of its own."""
    (first, one), *rest = constraint.terms
    if not rest:
        return (ZERO, first, constraint.constant) if one > 0 else (first, ZERO, constraint.constant)
    if len(rest) == 1 and rest[0][1] == -one:
        return (rest[0][0], first, constraint.constant) if one > 0 else (first, rest[0][0], constraint.constant)
    whole: Key = ("sum", tuple((key, coefficient * one) for key, coefficient in constraint.terms))
    return (ZERO, whole, constraint.constant) if one > 0 else (whole, ZERO, constraint.constant)


def conflict(given: Iterable[Arrow]) -> tuple[str, ...] | None:
    """Return the sources of constraints that have no solution together, or None.

    >>> x, y = ("x",), ("y",)
    >>> conflict([Arrow(y, x, (Fraction(0), -1), "A"), Arrow(x, y, (Fraction(0), 0), "B")])
    ('A', 'B')
    >>> conflict([Arrow(y, x, (Fraction(0), 0), "A"), Arrow(x, y, (Fraction(0), 0), "B")])
    """
    known = list(given)
    nodes = {end for arrow in known for end in (arrow.start, arrow.end)}
    distance: dict[Key, Length] = dict.fromkeys(nodes, NOTHING)
    came: dict[Key, Arrow] = {}
    last: Key | None = None
    for _ in range(len(nodes) + 1):
        last = None
        for arrow in known:
            reached = _plus(distance[arrow.start], arrow.length)
            if reached < distance[arrow.end]:
                distance[arrow.end], came[arrow.end], last = reached, arrow, arrow.end
        if last is None:
            return None
    return _cycle(last, came, len(nodes)) if last is not None else None


def _cycle(node: Key, came: dict[Key, Arrow], steps: int) -> tuple[str, ...]:
    for _ in range(steps):
        node = came[node].start
    begin, sources = node, []
    while True:
        sources.append(came[node].source)
        node = came[node].start
        if node == begin:
            return tuple(sorted(dict.fromkeys(filter(None, sources))))


def implied(wanted: Arrow, given: Iterable[Arrow]) -> tuple[str, ...] | None:
    """Return the sources that together imply an arrow, or None; `given` must have a solution."""
    leaving: defaultdict[Key, list[Arrow]] = defaultdict(list)
    for arrow in given:
        leaving[arrow.start].append(arrow)
    distance: dict[Key, Length] = {wanted.start: NOTHING}
    came: dict[Key, Arrow] = {}
    waiting = deque([wanted.start])
    while waiting:
        node = waiting.popleft()
        for arrow in leaving[node]:
            reached = _plus(distance[node], arrow.length)
            if arrow.end != wanted.start and (arrow.end not in distance or reached < distance[arrow.end]):
                distance[arrow.end], came[arrow.end] = reached, arrow
                waiting.append(arrow.end)
    if wanted.end not in distance or distance[wanted.end] > wanted.length:
        return None
    sources, node = [], wanted.end
    while node != wanted.start:
        sources.append(came[node].source)
        node = came[node].start
    return tuple(sorted(dict.fromkeys(filter(None, sources))))


def _plus(one: Length, other: Length) -> Length:
    return one[0] + other[0], one[1] + other[1]
