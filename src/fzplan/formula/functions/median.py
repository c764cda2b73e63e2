"""median: 中位数 of records."""

from __future__ import annotations

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import same
from fzplan.formula.functions.signature import Function, Parameter, Reducing

MEDIAN = Function(
    name="median",
    title=Text("中位数", "median"),
    parameters=(Parameter("x"),),
    styles=frozenset({"reducing"}),
    type=same,
    reducing=Reducing(("quantile",)),
)
"""the median of 1, 2, 9 is 2."""
