"""chain: 连乘, printed growth rates multiplied up from a base year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import percent
from fzplan.formula.functions.signature import Function, Given, Misuse, OverTime, Parameter, Read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula.scope import Array
    from fzplan.formula.typed import Type, Typed


def reads(given: Given, year: int) -> tuple[Read, ...]:
    """The rates of every year after the base year."""
    return tuple(Read(y) for y in range(given["since"] + 1, year + 1)) or (Read(year),)


def kernel(given: Given, year: int, *rates: Array) -> Array:
    """Return the growth since the base year in per cent, from rates as plain ratios; NaN up to the base year.

    >>> import numpy as np
    >>> kernel({"since": 2020}, 2022, np.array([0.085]), np.array([0.03])).round(3)
    array([11.755])
    """
    if year <= given["since"]:
        return rates[0] * float("nan")
    level = 1 + rates[0]
    for rate in rates[1:]:
        level = level * (1 + rate)
    return 100 * (level - 1)


def why(_: Sequence[float]) -> str:
    """Tell why figures that are there give no growth."""
    return "no_span"


def typed(values: Sequence[Typed], _: Given) -> Type:
    """A rate; a level is not chained."""
    if values[0].type.kind not in ("rate", "ratio"):
        raise Misuse(
            Text("它不是增速（kind: rate）", "it is not a growth rate (`kind: rate`)"),
            Text("水平值的增速请用 cagr 或 index", "for levels use cagr or index"),
        )
    return percent("rate")


def live(_: Given, __: int, texts: Sequence[str]) -> str:
    """Return the text for Excel over the rates as plain ratios."""
    levels = "*".join(f"(1+{text})" for text in texts)
    return f"(100*({levels}-1))"


CHAIN = Function(
    name="chain",
    title=Text("累计增速", "chained growth"),
    parameters=(Parameter("x"), Parameter("since", "year")),
    styles=frozenset({"temporal"}),
    type=typed,
    time=OverTime(reads, kernel),
    as_ratio=True,
    why=why,
    live=live,
)
"""8.5 % in 2021 and 3 % in 2022: chain(x, since=2020) in 2022 is 11.755 %."""
