"""count: 个数, of members for which a condition holds, or of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.signature import Function, Given, OverMembers, Parameter, Reducing
from fzplan.formula.typed import Type
from fzplan.units import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula.scope import Array
    from fzplan.formula.typed import Typed

COUNT_UNIT = Unit("个", dimensions=(("count", 1),))
"""Without a 量词 of its own: what is counted may be 家, 项 or 件."""


def kernel(given: Given, *held: Array) -> Array:
    """Return how many members meet the condition; NaN where one is unknown.

    >>> import numpy as np
    >>> float(kernel({}, np.array([1.0, 0.0, 1.0]))), float(kernel({}, np.array([1.0, np.nan])))
    (2.0, nan)
    """
    import numpy as np

    return np.asarray(held[0].sum(axis=0) if held else len(given["over"].members), dtype=np.float64)


def typed(_: Sequence[Typed], __: Given) -> Type:
    """A count; it adds over members and, for records of one year, over time."""
    return Type(COUNT_UNIT, "flow")


def live(given: Given, __: int, texts: Sequence[str]) -> str:
    """Return the text for Excel: conditions are counted, without one the members are."""
    return f"({'+'.join(f'IF({text},1,0)' for text in texts)})" if texts else str(len(given["over"].members))


COUNT = Function(
    name="count",
    title=Text("个数", "count"),
    parameters=(Parameter("x", "condition", required=False), Parameter("over", "over", required=False)),
    styles=frozenset({"reducing", "member"}),
    type=typed,
    members=OverMembers(kernel),
    reducing=Reducing(("held",)),
    live=live,
)
"""1200亿元, 800亿元, 1500亿元: count(总收入 >= 1000亿元, over=产业) is 2."""
