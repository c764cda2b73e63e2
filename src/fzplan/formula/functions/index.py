"""index: 定基指数, in per cent of the base year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import grown
from fzplan.formula.functions.signature import Function, Given, OverTime, Parameter, Read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula.scope import Array
    from fzplan.formula.typed import Type, Typed


def reads(given: Given, year: int) -> tuple[Read, ...]:
    """The year and the base year."""
    return Read(year), Read(given["base"])


def kernel(_: Given, __: int, now: Array, base: Array) -> Array:
    """Return the index; NaN where the base is zero.

    >>> import numpy as np
    >>> kernel({}, 2020, np.array([6648.7]), np.array([4432.5])).round(1)
    array([150.])
    """
    import numpy as np

    return 100 * now / np.where(base == 0, np.nan, base)


def why(_: Sequence[float]) -> str:
    """Tell why figures that are there give no index."""
    return "base_zero"


def typed(values: Sequence[Typed], given: Given) -> Type:
    """A percentage, never summed."""
    from fzplan.formula.functions.kinds import percent

    grown(values, given)
    return percent("ratio")


def live(_: Given, __: int, texts: Sequence[str]) -> str:
    """Return the text for Excel."""
    now, base = texts
    return f"(100*{now}/{base})"


INDEX = Function(
    name="index",
    title=Text("定基指数", "index"),
    parameters=(Parameter("x"), Parameter("base", "year")),
    styles=frozenset({"temporal"}),
    type=typed,
    time=OverTime(reads, kernel),
    why=why,
    live=live,
)
"""2016: 4432.5, 2020: 6648.7 → index(x, base=2016) in 2020 is 150 %."""
