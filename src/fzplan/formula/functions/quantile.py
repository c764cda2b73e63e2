"""quantile: 分位数 of records."""

from __future__ import annotations

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import same
from fzplan.formula.functions.signature import Function, Parameter, Reducing

QUANTILE = Function(
    name="quantile",
    title=Text("分位数", "quantile"),
    parameters=(Parameter("x"), Parameter("q", "number")),
    styles=frozenset({"reducing"}),
    type=same,
    reducing=Reducing(("quantile",), number="q"),
)
"""the 0.5 quantile of 1, 2, 9 is 2."""
