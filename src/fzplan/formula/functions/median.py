"""median: 中位数 of records."""

from __future__ import annotations

from typing import Any

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import same
from fzplan.formula.functions.signature import Function, Given, Parameter


def lazy(_: Given, found: Any) -> Any:
    """Return the median of a column, missing values left out."""
    return found.median()


MEDIAN = Function(
    name="median",
    title=Text("中位数", "median"),
    parameters=(Parameter("x"),),
    styles=frozenset({"reducing"}),
    type=same,
    lazy=lazy,
)
"""the median of 1, 2, 9 is 2."""
