"""quantile: 分位数 of records."""

from __future__ import annotations

from typing import Any

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import same
from fzplan.formula.functions.signature import Function, Given, Parameter


def lazy(given: Given, found: Any) -> Any:
    """Return the quantile of a column, missing values left out."""
    return found.quantile(given["q"], interpolation="linear")


QUANTILE = Function(
    name="quantile",
    title=Text("分位数", "quantile"),
    parameters=(Parameter("x"), Parameter("q", "number")),
    styles=frozenset({"reducing"}),
    type=same,
    lazy=lazy,
)
"""the 0.5 quantile of 1, 2, 9 is 2."""
