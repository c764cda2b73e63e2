"""real: 不变价, a figure at current prices divided by a price index (base = 100 %)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.signature import Function, Given, Misuse, Parameter, Rowwise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula.scope import Array
    from fzplan.formula.typed import Type, Typed


def kernel(_: Given, nominal: Array, deflator: Array) -> Array:
    """Return the real figure; the deflator, in per cent of its base, holds for every member.

    >>> import numpy as np
    >>> kernel({}, np.array([105.0]), np.array([105.0]))
    array([100.])
    """
    import numpy as np

    return 100 * nominal / np.where(deflator > 0, deflator, np.nan)


def why(figures: Sequence[float]) -> str:
    """Tell why figures that are there give no number."""
    return "zero_denominator" if figures[1] == 0 else "negative_base"


def typed(values: Sequence[Typed], _: Given) -> Type:
    """The type of the figure, at constant prices; the deflator is a percentage."""
    deflator = values[1]
    if deflator.type.unit.text != "%":
        raise Misuse(
            Text("价格指数的单位应为 %（基期 = 100）", "the price index has the unit % (base = 100)"),
            Text("请把价格指数的 unit 写作 %", "declare the unit % for the price index"),
        )
    return replace(values[0].type, price="constant", constant=False)


def live(_: Given, __: int, texts: Sequence[str]) -> str:
    """Return the text for Excel."""
    nominal, deflator = texts
    return f"(100*{nominal}/{deflator})"


REAL = Function(
    name="real",
    title=Text("不变价", "at constant prices"),
    parameters=(Parameter("x"), Parameter("deflator")),
    styles=frozenset({"rowwise"}),
    type=typed,
    rowwise=Rowwise(kernel, aligned=False),
    why=why,
    live=live,
)
"""105 at a price index of 105 %: 100 at the prices of the base."""
