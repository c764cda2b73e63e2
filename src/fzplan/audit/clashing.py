"""Contradictions: pairs of statements on one quantity that no value satisfies, and the readings that reconcile them.

Intervals have a common point as soon as every two of them do, so the pairs say everything. Two statements that rest
on one and the same figure (总收入@2020 in both 1.5倍 and 1.6倍) are compared at that figure: it has one true value,
whatever it is, where both results are proportional to the same power of it.
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, NamedTuple

from fzplan.audit.definitions import variants
from fzplan.audit.implying import PRINTED
from fzplan.audit.judging import POWERS
from fzplan.audit.prints import Prints
from fzplan.formula import spans
from fzplan.formula.nodes import At, Binary, Name, Select, Unary
from fzplan.formula.operators import constant
from fzplan.model.claims import Contradiction

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fzplan.cube.table import Cube
    from fzplan.figures import Interval
    from fzplan.formula import Typed
    from fzplan.model.claims import Claim, Definition, Figure, Implied, Quantity, Statement
    from fzplan.model.plan import Plan

NARROW = 2.0
"""A slip of the unit is looked for only between intervals whose ends lie within this factor."""


class Side(NamedTuple):
    """One statement with the tree it comes from (a print, or a figure stated: none)."""

    statement: Statement
    tree: Typed | None
    given: Mapping[Quantity, Figure]


def contradictions(plan: Plan, cube: Cube, statements: tuple[Implied, ...]) -> tuple[Contradiction, ...]:
    """Return every pair of statements that cannot both hold."""
    claims = {claim.id: claim for claim in plan.claims}
    return tuple(
        clash
        for one in statements
        for pair in itertools.combinations([s for s in one.statements if s.interval is not None], 2)
        if (clash := _clash(cube, one, _side(claims, pair[0], one.quantity), _side(claims, pair[1], one.quantity)))
    )


def _side(claims: Mapping[str, Claim], statement: Statement, quantity: Quantity) -> Side:
    if statement.claim == PRINTED:
        return Side(statement, None, {})
    claim = claims[statement.claim]
    tree = next(i.formula for i in claim.implies if i.quantity == quantity)
    return Side(statement, tree, claim.given)


def _clash(cube: Cube, one: Implied, a: Side, b: Side) -> Contradiction | None:
    held = shared(cube, a, b)
    left, right = evaluated(cube, a, held), evaluated(cube, b, held)
    if left is None or right is None or left.common(right):
        return None
    agree = [(a.statement.claim, *name) for name, found in readings(cube, a, held) if found.common(right)]
    agree += [(b.statement.claim, *name) for name, found in readings(cube, b, held) if found.common(left)]
    gap = max(left.low - right.high, right.low - left.high, 0.0)
    return Contradiction(
        quantity=one.quantity,
        unit=one.unit,
        sides=(a.statement, b.statement),
        intervals=(left, right),
        gap=gap,
        held=tuple(sorted(held)),
        agree=tuple(agree),
        power=_slip(left, right),
    )


def shared(cube: Cube, a: Side, b: Side) -> dict[Quantity, float]:
    """Return the figures that both sides rest on in the same way, at their printed values."""
    found = {}
    for quantity in _read(cube, a) & _read(cube, b):
        powers = [_power(side, quantity, cube.plan.head.baseline) for side in (a, b)]
        known = Prints(cube, given=a.given).figure(quantity.name, quantity.period, quantity.by, "", "")
        point = Prints(cube, "point", a.given).figure(quantity.name, quantity.period, quantity.by, "", "")
        alike = powers[0] is not None and powers[0] == powers[1] and powers[0] != 0
        if alike and a.given.get(quantity) == b.given.get(quantity) and known and point and known.low > 0:
            found[quantity] = point.low
    return found


def _read(cube: Cube, side: Side) -> set[Quantity]:
    source = Prints(cube, given=side.given)
    if side.tree is not None:
        source.of(side.tree, cube.plan.head.baseline)
    return set(source.read)


def _power(side: Side, quantity: Quantity, year: int) -> float | None:
    return None if side.tree is None else degree(side.tree, quantity, year, ())


def degree(typed: Typed, quantity: Quantity, year: int, by: tuple[tuple[str, str], ...]) -> float | None:
    """Return the power of a figure that a result is proportional to; 0: it is not read, None: it is no power."""
    below = typed.children
    match typed.node:
        case Name():
            assert typed.symbol is not None
            return float((typed.symbol.id, year, year, by) == quantity)
        case At(period=period, shift=shift):
            return degree(below[0], quantity, int(period[:4]) if period else year + shift, by)
        case Select() if all(len(members) == 1 for _, members in typed.picks):
            picked = {**dict(by), **{dimension: members[0] for dimension, members in typed.picks}}
            return degree(below[0], quantity, year, tuple(sorted(picked.items())))
        case Unary(sign="-"):
            return degree(below[0], quantity, year, by)
        case Binary(sign=sign, right=right):
            left, other = (degree(part, quantity, year, by) for part in below)
            return None if left is None or other is None else _combined(sign, left, other, constant(right))
    reads = [degree(part, quantity, year, by) for part in below]
    return 0.0 if all(power == 0 for power in reads) else None


def _combined(sign: str, left: float, right: float, exponent: float | None) -> float | None:
    if sign == "*":
        return left + right
    if sign == "/":
        return left - right
    if sign == "^":
        return left * exponent if exponent is not None else None
    return left if left == right else None


def evaluated(
    cube: Cube,
    side: Side,
    held: Mapping[Quantity, float],
    tree: Typed | None = None,
    cut: frozenset[Quantity] = frozenset(),
) -> Interval | None:
    """Return what a side says with the shared figures held, under another definition or with a print read as cut."""
    formula = tree or side.tree
    if formula is None:
        return side.statement.interval
    return Prints(cube, given=side.given, exact=held, cut=cut).of(formula, cube.plan.head.baseline)


def readings(
    cube: Cube, side: Side, held: Mapping[Quantity, float]
) -> Iterator[tuple[tuple[Definition, str], Interval]]:
    """Yield the other readings of a side: other definitions of its growth, one of its prints cut off."""
    if side.tree is None:
        return
    for name, tree in variants(side.tree, cube.plan.head.baseline):
        found = evaluated(cube, side, held, tree)
        if found is not None:
            yield (name, ""), found
    for quantity in sorted(_read(cube, side) - held.keys()):
        found = evaluated(cube, side, held, cut=frozenset({quantity}))
        if found is not None:
            yield ("truncated_input", quantity.label), found


def _slip(left: Interval, right: Interval) -> int:
    """Return the power of ten that brings the left to the right, or 0."""
    for part in (left, right):
        if not (0 < part.low <= part.high < math.inf and part.high <= NARROW * part.low):
            return 0
    return next((power for power in POWERS if spans.scaled(left, 10.0**power).common(right)), 0)
