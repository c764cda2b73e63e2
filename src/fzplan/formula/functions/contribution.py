"""contribution: 贡献率, the part of a total's change that one component makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import additive, percent
from fzplan.formula.functions.signature import Function, Given, OverTime, Parameter, Read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula.scope import Array
    from fzplan.formula.typed import Type, Typed


def reads(_: Given, year: int) -> tuple[Read, ...]:
    """Component and total, this year and the year before."""
    return Read(year), Read(year - 1), Read(year, argument=1), Read(year - 1, argument=1)


def kernel(_: Given, __: int, now: Array, before: Array, total: Array, total_before: Array) -> Array:
    """Return Δx ÷ ΔX in per cent; NaN where the total does not change.

    >>> import numpy as np
    >>> kernel({}, 2023, *(np.array([v]) for v in (60.0, 50.0, 125.0, 100.0)))
    array([40.])
    """
    import numpy as np

    change = total - total_before
    return 100 * (now - before) / np.where(change == 0, np.nan, change)


def why(_: Sequence[float]) -> str:
    """Tell why figures that are there give no share of a change."""
    return "zero_denominator"


def typed(values: Sequence[Typed], _: Given) -> Type:
    """A percentage of like totals."""
    for value in values:
        additive(value)
    return percent("ratio")


def live(_: Given, __: int, texts: Sequence[str]) -> str:
    """Return the text for Excel."""
    now, before, total, total_before = texts
    return f"(100*({now}-{before})/({total}-{total_before}))"


CONTRIBUTION = Function(
    name="contribution",
    title=Text("贡献率", "contribution to growth"),
    parameters=(Parameter("x"), Parameter("of")),
    styles=frozenset({"temporal"}),
    type=typed,
    time=OverTime(reads, kernel),
    alike=True,
    why=why,
    live=live,
)
"""x: 50 → 60, total: 100 → 125: it contributes 40 % of the growth."""
