"""sum: 合计, over the members of a dimension or over records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import summed
from fzplan.formula.functions.signature import Function, Given, OverMembers, Parameter, Reducing

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
    reducing=Reducing(("sum",)),
    excel=excel,
)
"""东区 60, 西区 40: sum(x, over=园区) is 100."""
