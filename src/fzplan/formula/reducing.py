"""Formulas over records as parts: what has to be known of each group of records, and the last step from there.

`sum(利润) / sum(收入)` needs two sums; `mean(收入)` a sum and a count. Every engine computes the same parts, and the
last step is done here once, so that no engine has an arithmetic of its own.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.formula.nodes import Binary, Call, Literal, Unary
from fzplan.formula.wording import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fzplan.formula.functions.signature import PartKind
    from fzplan.formula.typed import Typed


class Part(NamedTuple):
    """One number a group: a simple reduction of one row-by-row formula; `argument` is None for rows."""

    kind: PartKind
    argument: Typed | None = None
    number: float = 0.0
    """The share of a quantile, the n of the n largest."""

    @property
    def key(self) -> str:
        """Return what tells parts apart: two formulas that need the same sum need it once."""
        if self.argument is None:
            return self.kind
        return f"{self.kind}({text(self.argument.node).zh})[{self.argument.type.unit.text}]{self.number:g}"


def parts(typed: Typed) -> tuple[Part, ...]:
    """Return the parts of a formula of `aggregate:`, each once."""
    return tuple({part.key: part for part in _parts(typed)}.values())


def _parts(typed: Typed) -> Iterator[Part]:
    if isinstance(typed.node, Call):
        yield from _of_call(typed)
        return
    for child in typed.children:
        yield from _parts(child)


def _of_call(typed: Typed) -> tuple[Part, ...]:
    assert typed.function is not None
    assert typed.function.reducing is not None  # the checker lets nothing else into `aggregate:`
    if not typed.children:
        return (Part("rows"),)
    reducing = typed.function.reducing
    given = (typed.given or {}).get(reducing.number, 0.5 if "quantile" in reducing.parts else 0.0)
    return tuple(
        Part(kind, typed.children[0], float(str(given)) if kind in ("quantile", "top") else 0.0)
        for kind in reducing.parts
    )


def finished(typed: Typed, found: Callable[[Part], float | None]) -> float | None:
    """Return the value of a formula from its parts, in the unit of `typed`; None where it cannot be said."""
    node = typed.node
    value: float | None
    if isinstance(node, Literal):
        value = node.value
    elif isinstance(node, Call):
        assert typed.function is not None
        assert typed.function.reducing is not None
        value = typed.function.reducing.finish(*map(found, _of_call(typed)))
    else:
        assert isinstance(node, (Binary, Unary))
        value = arithmetic(node.sign, [finished(child, found) for child in typed.children])
    return None if value is None else value * float(typed.factor) if typed.factor != 1 else value


def arithmetic(sign: str, values: Sequence[Any]) -> Any:
    """Return one step over plain values; None is missing, and decides `and` and `or` only where it must.

    >>> arithmetic("/", [6.0, 4.0]), arithmetic("/", [6.0, 0.0]), arithmetic("or", [None, True])
    (1.5, None, True)
    """
    if sign in ("and", "or"):
        deciding = sign == "or"
        if any(v is deciding for v in values):
            return deciding
        return None if any(v is None for v in values) else not deciding
    if any(v is None for v in values):
        return None
    if len(values) == 1:
        return not values[0] if sign == "not" else -values[0]
    left, right = values
    if sign == "/":
        return left / right if right else None
    return {"+": left + right, "-": left - right, "*": left * right}[sign] if sign in "+-*" else _power(left, right)


def _power(base: float, exponent: float) -> float | None:
    """Raise; what has no real value is missing.

    >>> _power(8.0, 2.0), _power(-8.0, 0.5), _power(0.0, -1.0), _power(1e300, 20.0)
    (64.0, None, None, None)
    """
    try:
        found = base**exponent
    except (OverflowError, ZeroDivisionError):
        return None
    return found if isinstance(found, float) and math.isfinite(found) else None
