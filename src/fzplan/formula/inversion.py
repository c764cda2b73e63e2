"""A formula read backwards, over intervals: from its result and all of its names but one to that one.

In: a typed tree, the interval of its result, a source of intervals that lacks exactly one name. Out: the interval of
that name; None where anything but + − × ÷ ^ and unit factors stands between the result and the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.formula import spans
from fzplan.formula.intervals import interval
from fzplan.formula.nodes import Binary, Name, Unary
from fzplan.formula.typed import walk

if TYPE_CHECKING:
    from fzplan.figures import Interval
    from fzplan.formula.intervals import Source
    from fzplan.formula.typed import Typed


def solved(typed: Typed, unknown: str, result: Interval, source: Source, year: int) -> Interval | None:
    """Return what the name `unknown` must be, in its own unit; it stands once in the tree, without a year."""
    inner = spans.scaled(result, 1 / float(typed.factor))
    match typed.node:
        case Name():
            return inner
        case Unary(sign="-"):
            return solved(typed.children[0], unknown, spans.scaled(inner, -1.0), source, year)
        case Binary(sign=sign) if sign in SOLVERS:
            at = 0 if _stands_in(unknown, typed.children[0]) else 1
            other = interval(typed.children[1 - at], source, year)
            wanted = None if other is None else SOLVERS[sign][at](inner, other)
            return None if wanted is None else solved(typed.children[at], unknown, wanted, source, year)
        case _:
            return None


def occurrences(typed: Typed, name: str) -> int:
    """Return how often a name stands in a tree."""
    return sum(part.symbol is not None and part.symbol.id == name for part in walk(typed))


def _stands_in(name: str, typed: Typed) -> bool:
    return occurrences(typed, name) > 0


def _root(result: Interval, exponent: Interval) -> Interval | None:
    inverse = spans.over(spans.point(1.0), exponent)
    return None if inverse is None or result.low < 0 else spans.power(result, inverse)


def _never(_: Interval, __: Interval) -> Interval | None:
    return None


SOLVERS = {
    "+": (spans.minus, spans.minus),
    "-": (spans.plus, lambda result, left: spans.minus(left, result)),
    "*": (spans.over, spans.over),
    "/": (spans.times, lambda result, above: spans.over(above, result)),
    "^": (_root, _never),
}
"""Operator → how the left and the right operand follow from the result and the other operand."""
