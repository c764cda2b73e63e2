"""count_distinct: 不同值个数 of records."""

from __future__ import annotations

from fzplan.diagnostics import Text
from fzplan.formula.functions.count import typed
from fzplan.formula.functions.signature import Function, Parameter, Reducing

COUNT_DISTINCT = Function(
    name="count_distinct",
    title=Text("不同值个数", "number of different values"),
    parameters=(Parameter("x", "any"),),
    styles=frozenset({"reducing"}),
    type=typed,
    reducing=Reducing(("distinct",)),
)
"""甲, 乙, 甲: 2."""
