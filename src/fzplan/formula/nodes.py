"""The tree of a formula as written: frozen nodes, each with its place in the text."""

from __future__ import annotations

from dataclasses import field

from fzplan.frozen import frozen


@frozen
class Node:
    """Any part of a formula: `offset` and `length` count characters of the text as written."""

    offset: int = field(default=0, kw_only=True)
    length: int = field(default=0, kw_only=True)
    depth: int = field(default=1, kw_only=True)


@frozen
class Literal(Node):
    """A number with or without a unit: 10亿元."""

    value: float
    unit: str = ""


@frozen
class String(Node):
    """A text in quotes, for filters of records."""

    text: str


@frozen
class Name(Node):
    """A measure, an indicator or a field; `form` where 企业年报.营业收入 asks for one, `reading` for x.to_date."""

    name: str
    form: str = ""
    reading: str = ""


@frozen
class Pick(Node):
    """One condition of a selection: 产业=轨道交通, or 产业 in 千亿 (`group`)."""

    dimension: str
    member: str
    group: bool


@frozen
class Select(Node):
    """x[产业=轨道交通, 园区=东区]."""

    operand: Node
    picks: tuple[Pick, ...]


@frozen
class At(Node):
    """x@2020 (`period` as written) or x@-1 (`shift`)."""

    operand: Node
    period: str = ""
    shift: int = 0


@frozen
class Unary(Node):
    """`-` or `not`."""

    sign: str
    operand: Node


@frozen
class Binary(Node):
    """`+ - * / ^ and or`, in their ASCII forms."""

    sign: str
    left: Node
    right: Node


@frozen
class Compare(Node):
    """A chain of comparisons: ``a < b ≤ c`` has the operands a, b, c and the signs < and ≤."""

    operands: tuple[Node, ...]
    signs: tuple[str, ...]


@frozen
class If(Node):
    """若 condition 则 then 否则 otherwise; without 否则 it is an implication between conditions."""

    condition: Node
    then: Node
    otherwise: Node | None


@frozen
class Call(Node):
    """A function call; ``name=value`` arguments are `Compare` nodes until the checker knows the function."""

    function: str
    arguments: tuple[Node, ...]


def parts(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below, in the order of the text."""
    match node:
        case Select(operand=inner) | At(operand=inner) | Unary(operand=inner):
            return (inner,)
        case Binary(left=left, right=right):
            return (left, right)
        case Compare(operands=several) | Call(arguments=several):
            return several
        case If(condition=condition, then=then, otherwise=otherwise):
            return (condition, then) if otherwise is None else (condition, then, otherwise)
        case _:
            return ()
