"""The tree after checking: every node with its unit, its kind and the one exact factor that brings it there."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from fzplan.formula.nodes import At, Name
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fzplan.formula.functions.signature import Function
    from fzplan.formula.nodes import Node
    from fzplan.formula.scope import Content, Kind, Symbol
    from fzplan.units import Unit


@frozen
class Type:
    """What the value of a node is: unit, kind, price basis; `constant` where no name stands in it."""

    unit: Unit
    kind: Kind | None = None
    content: Content = "number"
    price: str = ""
    constant: bool = False


@frozen
class Over:
    """`over=产业` or `over=千亿`: the dimension and the members taken (all, or those of a group)."""

    dimension: str
    members: tuple[str, ...]
    whole: bool
    partition: bool


@frozen
class Typed:
    """A checked node. The value computed from the children, times `factor`, is in `type.unit`."""

    node: Node
    type: Type
    children: tuple[Typed, ...] = ()
    factor: Fraction = Fraction(1)
    symbol: Symbol | None = None
    function: Function | None = None
    given: Mapping[str, object] | None = None
    """The constant arguments of a call: years, methods, `Over`."""
    picks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Of a selection: dimension and the members taken (several: their sum)."""

    def to(self, unit: Unit) -> Typed:
        """Return the same in another unit, converted by one exact factor; the caller has seen that they match."""
        if unit == self.type.unit:
            return self
        factor = self.type.unit.factor / unit.factor
        return replace(self, type=replace(self.type, unit=unit), factor=self.factor * factor)


def walk(typed: Typed) -> Iterator[Typed]:
    """Yield the node and everything below it."""
    yield typed
    for child in typed.children:
        yield from walk(child)


def names(typed: Typed) -> set[str]:
    """Return the ids that a formula reads."""
    return {part.symbol.id for part in walk(typed) if part.symbol is not None}


def breaks(typed: Typed) -> tuple[int, ...]:
    """Return the years at which some series in it breaks, in order."""
    found = {year for part in walk(typed) if part.symbol is not None for year in part.symbol.breaks}
    return tuple(sorted(found))


def is_plain(typed: Typed) -> bool:
    """Tell whether the node is a name, or a selection of one: a series that a return can print."""
    return isinstance(typed.node, Name) or (bool(typed.picks) and is_plain(typed.children[0]))


def is_level(typed: Typed) -> bool:
    """Tell whether nothing in the tree reaches into other years: only then is its 上年同期 that of its parts."""
    return not any(isinstance(part.node, At) or (part.function and part.function.time) for part in walk(typed))


def is_pinned(typed: Typed) -> bool:
    """Tell whether the formula has one value whatever the year: every name in it stands at a year of its own."""
    if (isinstance(typed.node, At) and typed.node.period) or "until" in (typed.given or {}):
        return True
    return not isinstance(typed.node, Name) and all(is_pinned(child) for child in typed.children)
