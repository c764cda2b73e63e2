"""growth: 同比, by 本期 ÷ 上年同期 of one return where it reports both, else by two published levels (名义)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import grown
from fzplan.formula.functions.signature import Function, Given, OverTime, Parameter, Read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula.scope import Array


def reads(_: Given, year: int) -> tuple[Read, ...]:
    """The year, the year before, and what this year's return reports for the year before."""
    return Read(year), Read(year - 1), Read(year, source="prior")


def kernel(_: Given, __: int, now: Array, before: Array, comparable: Array) -> Array:
    """Return the rate in per cent; NaN where the base is not positive.

    >>> import numpy as np
    >>> kernel({}, 2023, np.array([110.0, 110.0]), np.array([100.0, 100.0]), np.array([88.0, np.nan])).round(6)
    array([25., 10.])
    """
    import numpy as np

    base = np.where(np.isnan(comparable), before, comparable)
    return 100 * (now / np.where(base > 0, base, np.nan) - 1)


def why(levels: Sequence[float]) -> str:
    """Tell why figures that are there give no rate."""
    base = levels[1] if levels[2] != levels[2] else levels[2]
    return "base_zero" if base == 0 else "negative_base"


def live(_: Given, __: int, texts: Sequence[str]) -> str:
    """Return the text for Excel over this year's figure and the one before it is held against."""
    now, before = texts
    return f"(100*({now}/{before}-1))"


GROWTH = Function(
    name="growth",
    title=Text("同比增速", "growth on the year before"),
    parameters=(Parameter("x"),),
    styles=frozenset({"temporal"}),
    type=grown,
    time=OverTime(reads, kernel),
    why=why,
    live=live,
)
"""2022: 100, 2023: 110 → 10 %; with 上年同期 88 in the return of 2023 → 25 %."""
