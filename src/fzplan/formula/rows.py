"""Formulas over the rows of one sheet of records, as arrays: a column a field, NaN where a row has no figure.

In: a tree checked in the style `record`, and a sheet. Out: a figure a row. Conditions are 1, 0 and NaN (unknown), as in
`formula.arrays`; texts and codes are compared as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from fzplan.formula.arithmetic import scaled
from fzplan.formula.arrays import operation
from fzplan.formula.nodes import Call, Compare, Literal, Name, String, Unary
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.formula import Typed
    from fzplan.observations import Records

    Array = NDArray[np.float64]


@dataclass
class Columns:
    """The rows of one sheet, or some of them; `numbers` are the fields of figures that were read, one a row taken."""

    records: Records
    numbers: dict[str, Array] = field(default_factory=dict)
    rows: NDArray[np.intp] | None = None

    def number(self, name: str) -> Array:
        """Return a field as figures."""
        if name not in self.numbers:
            written = self.records.columns.get(name)
            if written is None:
                return np.full(len(self.records), np.nan)
            figures = np.array([v if isinstance(v, (int, float)) else np.nan for v in written], dtype=np.float64)
            self.numbers[name] = figures if self.rows is None else figures[self.rows]
        return self.numbers[name]

    def text(self, typed: Typed) -> list[str | None] | str:
        """Return a field of texts or codes, or a text in quotes."""
        if isinstance(typed.node, String):
            return typed.node.text.strip()
        assert typed.symbol is not None
        name = typed.symbol.id
        found: Any = self.records.columns.get(name)
        found = found if found is not None else self.records.members.get(name, [None] * len(self.records))
        taken = found if self.rows is None else [found[row] for row in self.rows.tolist()]
        return [None if v in (None, "", TOTAL) else _plain(v) for v in taken]


def _plain(value: object) -> str:
    """Return a code as text: 1637.0 is 1637."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def evaluated(typed: Typed, columns: Columns) -> Array:
    """Return a formula over all rows, in `typed.type.unit`."""
    with np.errstate(all="ignore"):
        return np.asarray(_evaluated(typed, columns), dtype=np.float64)


def _evaluated(typed: Typed, columns: Columns) -> Array:
    node = typed.node
    match node:
        case Literal(value=value):
            found = np.asarray(value, dtype=np.float64)
        case Name():
            assert typed.symbol is not None
            found = columns.number(typed.symbol.id)
        case Compare(signs=(sign,)) if typed.children[0].type.content == "text":
            left, right = (columns.text(child) for child in typed.children)
            return _same(left, right, sign)
        case Unary(sign=sign):
            below = _evaluated(typed.children[0], columns)
            found = -below if sign == "-" else 1.0 - below
        case Call():
            assert typed.function is not None
            assert typed.function.rowwise is not None
            parts = [_evaluated(child, columns) for child in typed.children]
            found = typed.function.rowwise.kernel(typed.given or {}, *parts)
        case _:
            found = operation(typed)(*(_evaluated(child, columns) for child in typed.children))
    return found if typed.factor == 1 else scaled(found, typed.factor)


def _same(left: list[str | None] | str, right: list[str | None] | str, sign: str) -> Array:
    length = len(left) if isinstance(left, list) else len(right)
    a, b = ([one] * length if isinstance(one, str) else one for one in (left, right))
    held = [np.nan if x is None or y is None else float((x == y) == (sign == "=")) for x, y in zip(a, b, strict=True)]
    return np.array(held, dtype=np.float64)
