"""Other definitions of a growth rate, made by rewriting the typed tree: what an author may have computed instead.

In: a typed tree, the year at which it is read. Out: (definition, tree) pairs; nothing where no growth stands in it.
Three shapes are known: ``cagr(x, since, until)``, ``(1 + g) ^ n`` and ``m ^ (1 / n) - 1``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from fzplan.formula import Typed
from fzplan.formula.nodes import At, Binary, Call, Literal
from fzplan.formula.operators import constant
from fzplan.formula.typed import Type
from fzplan.units import ONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.model.claims import Definition

SHIFTS: tuple[tuple[Definition, int], ...] = (("periods+1", 1), ("periods-1", -1))
BASES: tuple[tuple[Definition, int], ...] = (("base_year+1", 1), ("base_year-1", -1))
WHOLE = 1e-9
Change = Callable[[Typed, int], Typed | None]
"""A part of a tree and the year at which it is read → what takes its place, or None."""


class Growth(NamedTuple):
    """A growth found in a tree: over how many periods, and how it would be computed over others or as a mean."""

    periods: int
    compound: Callable[[int], Typed]
    mean: Callable[[], Typed]
    from_base: Callable[[int], Typed] | None = None


def variants(typed: Typed, year: int) -> Iterator[tuple[Definition, Typed]]:
    """Yield the tree under every other definition that applies to the growth rates in it."""
    tried: list[tuple[Definition, Change]] = [("arithmetic_mean", _mean)]
    tried += [(name, partial(_over_periods, by=by)) for name, by in SHIFTS]
    tried += [(name, partial(_from_base, by=by)) for name, by in BASES]
    for name, change in tried:
        other = rewritten(typed, year, change)
        if other is not typed:
            yield name, other


def rewritten(typed: Typed, year: int, change: Change) -> Typed:
    """Return the tree with every part that `change` knows replaced; the same tree where it knows none."""
    new = change(typed, year)
    if new is not None:
        return new
    if isinstance(typed.node, At):
        period = typed.node.period
        year = int(period[:4]) if period else year + typed.node.shift
    children = tuple(rewritten(child, year, change) for child in typed.children)
    if all(a is b for a, b in zip(children, typed.children, strict=True)):
        return typed
    return replace(typed, children=children)


def growth(typed: Typed, year: int) -> Growth | None:
    """Return the growth that a node is, or None."""
    match typed.node:
        case Call(function="cagr") if (typed.given or {}).get("mean", "geometric") == "geometric":
            return _of_cagr(typed, year)
        case Binary(sign="^"):
            return _of_factor(typed)
        case Binary(sign="-"):
            return _of_root(typed)
        case _:
            return None


def _mean(typed: Typed, year: int) -> Typed | None:
    found = growth(typed, year)
    return None if found is None else _in_place(found.mean(), typed)


def _over_periods(typed: Typed, year: int, by: int) -> Typed | None:
    found = growth(typed, year)
    if found is None or found.periods + by < 1:
        return None
    return _in_place(found.compound(found.periods + by), typed)


def _from_base(typed: Typed, year: int, by: int) -> Typed | None:
    found = growth(typed, year)
    if found is None or found.from_base is None or found.periods - by < 1:
        return None
    return _in_place(found.from_base(by), typed)


def _in_place(new: Typed, old: Typed) -> Typed:
    """Return the new node in the unit of the one whose place it takes."""
    return new.to(old.type.unit)


def _of_cagr(typed: Typed, year: int) -> Growth | None:
    from fzplan.formula.functions.cagr import span

    given = dict(typed.given or {})
    since, until = span(given, year)
    n = until - since
    if n < 1:
        return None
    level = typed.children[0]
    ratio = operation("/", at(level, until), at(level, since))

    def from_base(by: int) -> Typed:
        moved = {"since": since + by, "until": until}
        return replace(typed, given={k: v for k, v in given.items() if k == "mean"} | moved)

    return Growth(n, lambda m: _compound(ratio, m), lambda: _simple(ratio, n), from_base)


def _of_factor(typed: Typed) -> Growth | None:
    """Of (1 + g) ^ n, the multiple that a rate makes in n periods."""
    base, n = typed.children[0], constant(typed.children[1].node)
    if n is None or n != int(n) or n < 2 or not (isinstance(base.node, Binary) and base.node.sign == "+"):
        return None
    rate = next((other.to(ONE) for one, other in _either_way(base) if _is_one(one) and not _dimensions(other)), None)
    if rate is None:
        return None
    whole = int(n)
    return Growth(
        whole,
        lambda m: operation("^", operation("+", number(1), rate), number(m)),
        lambda: operation("+", number(1), operation("*", number(whole), rate)),
    )


def _of_root(typed: Typed) -> Growth | None:
    """Of m ^ (1 / n) - 1, the rate that makes a multiple in n periods."""
    left, right = typed.children
    if not (isinstance(left.node, Binary) and left.node.sign == "^" and _is_one(right)):
        return None
    exponent = constant(left.children[1].node)
    n = round(1 / exponent) if exponent else 0
    if exponent is None or n < 2 or abs(1 / exponent - n) > WHOLE:
        return None
    multiple = left.children[0].to(ONE)
    return Growth(n, lambda m: _compound(multiple, m), lambda: _simple(multiple, n))


def _compound(multiple: Typed, n: int) -> Typed:
    root = operation("/", number(1), number(n))
    return operation("-", operation("^", multiple, root), number(1))


def _simple(multiple: Typed, n: int) -> Typed:
    return operation("/", operation("-", multiple, number(1)), number(n))


def number(value: float) -> Typed:
    """Return a plain number."""
    return Typed(Literal(float(value)), Type(ONE, constant=True))


def operation(sign: str, left: Typed, right: Typed) -> Typed:
    """Return an operation on plain ratios."""
    return Typed(Binary(sign, left.node, right.node), Type(ONE, "ratio"), (left, right))


def at(level: Typed, year: int) -> Typed:
    """Return a figure of one year."""
    return Typed(At(level.node, str(year)), level.type, (level,))


def _either_way(base: Typed) -> tuple[tuple[Typed, Typed], ...]:
    left, right = base.children
    return (left, right), (right, left)


def _is_one(typed: Typed) -> bool:
    value = constant(typed.node) if not _dimensions(typed) else None
    if value is None:
        return False
    return abs(value * float(typed.factor) * float(typed.type.unit.factor) - 1) < WHOLE


def _dimensions(typed: Typed) -> bool:
    return bool(typed.type.unit.dimensions)
