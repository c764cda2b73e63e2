"""count_distinct: 不同值个数 of records."""

from __future__ import annotations

from typing import Any

from fzplan.diagnostics import Text
from fzplan.formula.functions.count import typed
from fzplan.formula.functions.signature import Function, Given, Parameter


def lazy(_: Given, found: Any) -> Any:
    """Return the number of different values of a column, missing values left out."""
    import narwhals as nw

    return nw.when(~found.is_null()).then(found).n_unique() - found.is_null().any().cast(nw.Int64)


COUNT_DISTINCT = Function(
    name="count_distinct",
    title=Text("不同值个数", "number of different values"),
    parameters=(Parameter("x", "any"),),
    styles=frozenset({"reducing"}),
    type=typed,
    lazy=lazy,
)
"""甲, 乙, 甲: 2."""
