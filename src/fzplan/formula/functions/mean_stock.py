"""mean_stock: 年平均存量, the mean of the stocks at the beginning and at the end of the year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.signature import Function, Given, Misuse, OverTime, Parameter, Read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula.scope import Array
    from fzplan.formula.typed import Type, Typed


def reads(_: Given, year: int) -> tuple[Read, ...]:
    """The end of the year and the end of the year before."""
    return Read(year), Read(year - 1)


def kernel(_: Given, __: int, end: Array, beginning: Array) -> Array:
    """Return the mean of both ends.

    >>> import numpy as np
    >>> kernel({}, 2023, np.array([22.0]), np.array([18.0]))
    array([20.])
    """
    return (end + beginning) / 2


def typed(values: Sequence[Typed], _: Given) -> Type:
    """The average of a stock; anything else is no stock."""
    if values[0].type.kind != "stock":
        raise Misuse(
            Text("它不是时点数（kind: stock）", "it is not a stock (`kind: stock`)"),
            Text("年平均存量只用于期末数", "mean_stock is for figures at the end of a period"),
        )
    return replace(values[0].type, kind="average", constant=False)


def live(_: Given, __: int, texts: Sequence[str]) -> str:
    """Return the text for Excel."""
    end, beginning = texts
    return f"(({end}+{beginning})/2)"


MEAN_STOCK = Function(
    name="mean_stock",
    title=Text("年平均存量", "mean stock"),
    parameters=(Parameter("x"),),
    styles=frozenset({"temporal"}),
    type=typed,
    time=OverTime(reads, kernel),
    live=live,
)
"""End of 2022: 18万人, end of 2023: 22万人 → 20万人 in 2023."""
