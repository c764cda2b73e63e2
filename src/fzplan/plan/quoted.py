"""Numbers of a claim's formula that are the plan's own prints: the 1.5 of 总收入@2020 / 1.5 beside 为2016年的1.5倍.

Such a number stands for an interval like any print; the 4 of four periods, or the 54家 somebody counted, is exact.
A number counts as quoted when the quote contains it as written and it has decimals or a unit other than a count.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.formula import Symbol
from fzplan.formula.nodes import At, Binary, Call, Literal, Name
from fzplan.model.claims import Figure, Quantity
from fzplan.regex import regex

if TYPE_CHECKING:
    from fzplan.formula import Typed

NUMBER = regex(r"\d+(?:\.\d+)?")


def prints(typed: Typed, text: str, quote: str) -> tuple[Typed, dict[Quantity, Figure]]:
    """Return the tree with its quoted numbers as names, and what each of these stands for."""
    found: dict[Quantity, Figure] = {}
    known = set(NUMBER.findall(unicodedata.normalize("NFKC", quote)))
    return _named(typed, text, known, found), found


def _named(typed: Typed, text: str, known: set[str], found: dict[Quantity, Figure]) -> Typed:
    node = typed.node
    if isinstance(node, Literal):
        return _print(typed, node, text, known, found)
    if isinstance(node, At | Call):  # read in other years, or constant arguments
        return typed
    bases = typed.children[:1] if isinstance(node, Binary) and node.sign == "^" else typed.children
    named = tuple(_named(child, text, known, found) for child in bases)
    return replace(typed, children=(*named, *typed.children[len(bases) :]))


def _print(typed: Typed, node: Literal, text: str, known: set[str], found: dict[Quantity, Figure]) -> Typed:
    written = unicodedata.normalize("NFKC", text[node.offset : node.offset + node.length])
    digits = NUMBER.match(written)
    if digits is None or digits[0] not in known or not (node.unit or "." in digits[0]):
        return typed
    unit = typed.type.unit
    if unit.is_count:
        return typed
    decimals = len(digits[0].partition(".")[2])
    found[Quantity(written, 0, 0)] = Figure(written, node.value, decimals, unit)
    symbol = Symbol(written, unit, typed.type.kind)
    return replace(typed, node=Name(written, offset=node.offset, length=node.length), symbol=symbol)
