"""sum: 合计, over the members of a dimension or over records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import summed
from fzplan.formula.functions.signature import Function, Given, OverMembers, Parameter

if TYPE_CHECKING:
    from fzplan.formula.scope import Array


def kernel(_: Given, members: Array) -> Array:
    """Return the sum of the members; NaN where one is missing.

    >>> import numpy as np
    >>> float(kernel({}, np.array([60.0, 40.0])))
    100.0
    """
    import numpy as np

    return np.asarray(members.sum(axis=0), dtype=np.float64)


def lazy(_: Given, found: Any) -> Any:
    """Return the sum of a column; of nulls alone it is null, where the engines say 0."""
    import narwhals as nw

    return nw.when(found.count() > 0).then(found.sum())


def excel(_: Given, *several: str) -> str:
    """Return the text for Excel; an error among them is one."""
    return f"SUM({','.join(several)})"


SUM = Function(
    name="sum",
    title=Text("合计", "sum"),
    parameters=(Parameter("x"), Parameter("over", "over", required=False)),
    styles=frozenset({"reducing", "member"}),
    type=summed,
    members=OverMembers(kernel),
    lazy=lazy,
    excel=excel,
)
"""东区 60, 西区 40: sum(x, over=园区) is 100."""
