"""A typed tree as a narwhals expression over the columns of records, row by row.

The same expression runs on pandas, polars, DuckDB, Spark or in a database; a missing value is null in all of them.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import narwhals as nw

from fzplan.formula.nodes import Binary, Call, Compare, If, Literal, Name, String, Unary

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from fzplan.formula.typed import Typed

NOISE = 1e-12
"""Relative distance within which two figures are the same: no engine counts 12 significant digits alike."""


def lazy(typed: Typed) -> nw.Expr:
    """Return the expression of a row-by-row formula of the style `record` or `filter`, in `typed.type.unit`."""
    found: nw.Expr = _scaled(_plain(typed), typed.factor)
    return found


def _plain(typed: Typed) -> Any:  # noqa: PLR0911  (one case a kind of node)
    node = typed.node
    match node:
        case Literal(value=value):
            return nw.lit(value)
        case String(text=text):
            return nw.lit(text)
        case Name(name=name):
            return nw.col(typed.symbol.id if typed.symbol else name)
        case Unary(sign=sign):
            inner = lazy(typed.children[0])
            return -inner if sign == "-" else ~inner
        case Binary(sign=sign):
            left, right = (lazy(child) for child in typed.children)
            return BINARY[sign](left, right)
        case Compare():
            return _compared(typed, node)
        case If():
            return _chosen([lazy(child) for child in typed.children])
        case Call():
            assert typed.function is not None
            assert typed.function.lazy is not None
            return typed.function.lazy(typed.given or {}, *(lazy(child) for child in typed.children))
        case _:
            raise AssertionError(node)


def _scaled(found: Any, factor: Fraction) -> Any:
    if factor == 1:
        return found
    whole = found * float(factor.numerator) if factor.numerator != 1 else found
    return whole / float(factor.denominator) if factor.denominator != 1 else whole


def _quotient(left: nw.Expr, right: nw.Expr) -> Any:
    return nw.when(right != 0).then(left / right)


def _power(left: nw.Expr, right: nw.Expr) -> Any:
    """Raise; what has no real value (0^−1, a root of a negative number) is missing."""
    found = left**right
    return nw.when(found - found == nw.lit(0.0)).then(found)


BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _quotient,
    "^": _power,
    "and": operator.and_,
    "or": operator.or_,
}


def _compared(typed: Typed, node: Compare) -> Any:
    operands = [lazy(child) for child in typed.children]
    texts = typed.children[0].type.content != "number"
    compare = _same_text if texts else _near
    found = [compare(a, sign, b) for a, sign, b in zip(operands, node.signs, operands[1:], strict=False)]
    whole = found[0]
    for part in found[1:]:
        whole = whole & part
    return whole


def _same_text(left: Any, sign: str, right: Any) -> Any:
    return left == right if sign == "=" else left != right


def _near(left: Any, sign: str, right: Any) -> Any:
    """Compare two figures; what differs by float noise only is equal."""
    noise = (left.abs() + right.abs()) * (NOISE / 2)
    return {
        "=": (left - right).abs() <= noise,
        "≠": (left - right).abs() > noise,
        "<": left < right - noise,
        "≤": left <= right + noise,
        ">": left > right + noise,
        "≥": left >= right - noise,
    }[sign]


def _chosen(parts: list[Any]) -> Any:
    condition, then = parts[0], parts[1]
    if len(parts) == 2:
        return ~condition | then
    return nw.when(condition).then(then).otherwise(nw.when(~condition).then(parts[2]))
