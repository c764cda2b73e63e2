"""Formulas over records in plain Python: `count(营业收入 >= 10亿元)`, `sum(营业收入)`, `sum(a) / sum(b)`.

In: a typed tree and columns of one form. Out: one number a group of rows. It serves what small microdata need
without starting pandas; missing values (None) are left out of sums and fulfil no condition.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from fzplan.figures import compare
from fzplan.formula import finished, parts
from fzplan.formula.nodes import Binary, Compare, If, Literal, Name, String, Unary
from fzplan.formula.reducing import arithmetic
from fzplan.returns.grid import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fzplan.formula import Part, Typed
    from fzplan.formula.functions.signature import PartKind

Values = list[Any]
_GREATER = frozenset({">", "≥", ">="})
_UNEQUAL = frozenset({"≠", "!=", "<>"})


def reduced(typed: Typed, columns: Mapping[str, Values], groups: Sequence[Sequence[int]]) -> list[float | None]:
    """Return the value of a reducing formula for each group of row numbers, in the unit of `typed`."""
    found = {part.key: _part(part, columns, groups) for part in parts(typed)}
    return [finished(typed, lambda part, k=k: found[part.key][k]) for k in range(len(groups))]  # type: ignore[misc]


def _part(part: Part, columns: Mapping[str, Values], groups: Sequence[Sequence[int]]) -> list[float | None]:
    if part.argument is None:
        return [float(len(group)) for group in groups]
    values, reduce = row_values(part.argument, columns), _REDUCERS[part.kind]
    return [reduce([v for i in group if (v := values[i]) is not None and v != ""], part.number) for group in groups]


def _quantile(values: Values, share: float) -> float | None:
    """Return the quantile, linear between two ranks.

    >>> _quantile([1.0, 9.0, 2.0, 4.0], 0.5)
    3.0
    """
    if not values:
        return None
    ranked, place = sorted(values), share * (len(values) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ranked) - 1)
    return float(ranked[low] + (ranked[high] - ranked[low]) * (place - low))


_REDUCERS: dict[PartKind, Callable[[Values, float], float | None]] = {
    "held": lambda values, _: float(sum(v is not False for v in values)),
    "given": lambda values, _: float(len(values)),
    "sum": lambda values, _: math.fsum(values) if values else None,
    "least": lambda values, _: min(values, default=None),
    "most": lambda values, _: max(values, default=None),
    "distinct": lambda values, _: float(len(set(values))),
    "quantile": _quantile,
    "top": lambda values, n: math.fsum(sorted(values, reverse=True)[: int(n)]) if values else None,
}


def row_values(typed: Typed, columns: Mapping[str, Values]) -> Values:
    """Return the value of a formula for every row, in the unit of `typed`; None where an input is missing."""
    node, factor = typed.node, float(typed.factor)
    length = max(map(len, columns.values()), default=0)
    if isinstance(node, Literal):
        return [node.value * factor] * length
    if isinstance(node, String):
        return [node.text] * length
    if isinstance(node, Name):
        values = columns[typed.symbol.id if typed.symbol else node.name]
        return values if factor == 1 else [None if v is None else v * factor for v in values]
    parts = [row_values(child, columns) for child in typed.children]
    rows = zip(*parts, strict=True)
    if isinstance(node, Compare):
        found = [_compared(node.signs, values) for values in rows]
    elif isinstance(node, If):
        found = [_chosen(values) for values in rows]
    elif isinstance(node, (Binary, Unary)):
        found = [arithmetic(node.sign, values) for values in rows]
    else:
        return _by_kernel(typed, parts)
    return found if factor == 1 else [None if v is None else v * factor for v in found]


def _by_kernel(typed: Typed, parts: Sequence[Values]) -> Values:
    """Apply a row-by-row function of the language by its own numpy kernel: one definition for every reader."""
    import numpy as np

    assert typed.function is not None
    assert typed.function.rowwise is not None
    arrays = [np.array([math.nan if v is None else v for v in part], dtype=np.float64) for part in parts]
    found = typed.function.rowwise.kernel(typed.given or {}, *arrays) * float(typed.factor)
    return [None if math.isnan(v) else v for v in found.tolist()]


def _compared(signs: Sequence[str], values: Sequence[Any]) -> bool | None:
    if None in values:
        return None
    if len(signs) == 1:
        return _holds(values[0], signs[0], values[1])
    return all(_holds(a, sign, b) for a, sign, b in zip(values, signs, values[1:], strict=False))


def _holds(left: Any, sign: str, right: Any) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        same = text_of(left).strip() == text_of(right).strip()  # a code stored as a number: 1637.0 is 1637
        return same if sign in ("=", "==") else not same
    if abs(left - right) > 1e-9 * (abs(left) + abs(right)):  # far apart: no need of the 12 digits
        return (
            (left > right) == (sign in _GREATER)
            if sign not in ("=", "==") and sign not in _UNEQUAL
            else sign in _UNEQUAL
        )
    return compare(left, sign, right)


def _chosen(values: Sequence[Any]) -> Any:
    condition = values[0]
    if condition is None:
        return None
    if len(values) == 2:
        return values[1] if condition else True
    return values[1] if condition else values[2]
