"""A relation taken apart into the comparisons it consists of: each is judged, told and folded by itself.

``若 甲 > 0 则 乙 ≤ 甲 且 丙 ≤ 甲`` is two comparisons under one condition. What has no two sides (或, 非, texts) stays
one condition that holds or does not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fzplan.formula.nodes import Binary, Compare, If, Unary

if TYPE_CHECKING:
    from fzplan.formula import Typed


class Clause(NamedTuple):
    """One part of a relation. `whole` is what has to be true: the comparison, or the implication it stands in."""

    whole: Typed
    test: Typed
    """The conclusion alone."""
    sign: str = ""
    """The sign between its two sides, "" where it has none."""

    @property
    def left(self) -> Typed:
        """Return the side that is judged."""
        return self.test.children[0]

    @property
    def right(self) -> Typed:
        """Return the side it is held against."""
        return self.test.children[1]


def clauses(relation: Typed) -> tuple[Clause, ...]:
    """Return the comparisons that a relation consists of; all of them have to hold."""
    node = relation.node
    match node:
        case If(otherwise=None):
            condition, then = relation.children
            return _under(condition, then)
        case If():
            condition, then, otherwise = relation.children
            denied = replace(condition, node=Unary("not", condition.node), children=(condition,))
            return (*_under(condition, then), *_under(denied, otherwise))
        case Binary(sign="and"):
            return tuple(clause for child in relation.children for clause in clauses(child))
        case Compare(signs=signs) if relation.children[0].type.content == "number":
            pairs = zip(relation.children, signs, relation.children[1:], strict=False)
            return tuple(_compared(relation, a, sign, b) for a, sign, b in pairs)
    return (Clause(relation, relation),)


def _under(condition: Typed, then: Typed) -> tuple[Clause, ...]:
    return tuple(c._replace(whole=_implied(condition, c.whole)) for c in clauses(then))


def _implied(condition: Typed, then: Typed) -> Typed:
    return replace(then, node=If(condition.node, then.node, None), children=(condition, then))


def _compared(relation: Typed, left: Typed, sign: str, right: Typed) -> Clause:
    test = replace(relation, node=Compare((left.node, right.node), (sign,)), children=(left, right))
    return Clause(test, test, sign)
