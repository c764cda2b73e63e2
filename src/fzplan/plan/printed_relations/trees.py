"""The tree of a printed relation: references are still codes, as the form prints them."""

from __future__ import annotations

from dataclasses import field

from fzplan.frozen import frozen


@frozen
class Part:
    """Any part; `offset` and `length` count characters of the relation as written."""

    offset: int = field(default=0, kw_only=True)
    length: int = field(default=0, kw_only=True)


@frozen
class Number(Part):
    """A number, with a unit or without; one of digits alone may be a code."""

    text: str
    unit: str = ""


@frozen
class Reference(Part):
    """A code, a cell or a label: 03, [03], QC05_0, C3, 营业收入; of another table, or some periods back."""

    text: str
    table: str = ""
    back: int = 0
    bracketed: bool = False
    """In square brackets: never a number."""


@frozen
class Run(Part):
    """02至05. `added`: the sum of them is meant (之和, 合计, between plus signs)."""

    first: Reference
    last: Reference
    added: bool = False


@frozen
class Block(Part):
    """[C3:C8]: each cell by itself."""

    first: str
    last: str
    table: str = ""
    back: int = 0


@frozen
class Operation(Part):
    """`+ - * /`."""

    sign: str
    left: Part
    right: Part


@frozen
class Several(Part):
    """04、05: each of them."""

    items: tuple[Part, ...]


@frozen
class Compared(Part):
    """A chain of comparisons."""

    operands: tuple[Part, ...]
    signs: tuple[str, ...]


@frozen
class Joined(Part):
    """且 or 或."""

    sign: str
    left: Part
    right: Part


@frozen
class Conditional(Part):
    """若 … 则 … (否则 …)."""

    condition: Part
    then: Part
    otherwise: Part | None = None


def below(part: Part) -> tuple[Part, ...]:
    """Return the parts directly below."""
    match part:
        case Run(first=first, last=last):
            return (first, last)
        case Operation(left=left, right=right) | Joined(left=left, right=right):
            return (left, right)
        case Several(items=parts) | Compared(operands=parts):
            return parts
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return (condition, then) if otherwise is None else (condition, then, otherwise)
    return ()
