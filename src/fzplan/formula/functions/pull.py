"""pull: 拉动, the 百分点 of a total's growth that one component makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import POINT, additive
from fzplan.formula.functions.signature import Function, Given, OverTime, Parameter, Read
from fzplan.formula.typed import Type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula.scope import Array
    from fzplan.formula.typed import Typed


def reads(_: Given, year: int) -> tuple[Read, ...]:
    """The component this year and the year before, and the total of the year before."""
    return Read(year), Read(year - 1), Read(year - 1, argument=1)


def kernel(_: Given, __: int, now: Array, before: Array, total_before: Array) -> Array:
    """Return Δx ÷ X₀ in 百分点; NaN where the total was zero.

    >>> import numpy as np
    >>> kernel({}, 2023, *(np.array([v]) for v in (60.0, 50.0, 100.0)))
    array([10.])
    """
    import numpy as np

    return 100 * (now - before) / np.where(total_before == 0, np.nan, total_before)


def why(_: Sequence[float]) -> str:
    """Tell why figures that are there give no pull."""
    return "zero_denominator"


def typed(values: Sequence[Typed], _: Given) -> Type:
    """A difference of percentages."""
    for value in values:
        additive(value)
    return Type(POINT, "ratio")


def live(_: Given, __: int, texts: Sequence[str]) -> str:
    """Return the text for Excel."""
    now, before, total_before = texts
    return f"(100*({now}-{before})/{total_before})"


PULL = Function(
    name="pull",
    title=Text("拉动", "pull on growth"),
    parameters=(Parameter("x"), Parameter("of")),
    styles=frozenset({"temporal"}),
    type=typed,
    time=OverTime(reads, kernel),
    alike=True,
    why=why,
    live=live,
)
"""x: 50 → 60, total of the year before 100: it pulls the total up by 10 个百分点."""
