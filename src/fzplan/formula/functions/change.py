"""change: 增减量, the difference from a base year; of percentages in 百分点."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.signature import Function, Given, OverTime, Parameter, Read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula.scope import Array
    from fzplan.formula.typed import Type, Typed


def reads(given: Given, year: int) -> tuple[Read, ...]:
    """The year and the base year."""
    return Read(year), Read(given["since"])


def kernel(_: Given, __: int, now: Array, base: Array) -> Array:
    """Return the difference.

    >>> import numpy as np
    >>> kernel({}, 2020, np.array([2.90]), np.array([2.44])).round(2)
    array([0.46])
    """
    return now - base


def typed(values: Sequence[Typed], _: Given) -> Type:
    """The unit of a difference; a difference of ratios is a ratio."""
    type_ = values[0].type
    kind = "ratio" if type_.kind in ("rate", "ratio") else type_.kind
    return replace(type_, unit=type_.unit.as_point(), kind=kind, constant=False)


def live(_: Given, __: int, texts: Sequence[str]) -> str:
    """Return the text for Excel."""
    now, base = texts
    return f"({now}-{base})"


CHANGE = Function(
    name="change",
    title=Text("增减量", "change"),
    parameters=(Parameter("x"), Parameter("since", "year")),
    styles=frozenset({"temporal"}),
    type=typed,
    time=OverTime(reads, kernel),
    live=live,
)
"""2.44 % → 2.90 %: change is 0.46 个百分点."""
