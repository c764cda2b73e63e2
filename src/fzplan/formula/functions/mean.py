"""mean: 平均, over the members of a dimension or over records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import averaged
from fzplan.formula.functions.signature import Function, Given, OverMembers, Parameter, Reducing

if TYPE_CHECKING:
    from fzplan.formula.scope import Array


def kernel(_: Given, members: Array) -> Array:
    """Return the mean of the members; NaN where one is missing.

    >>> import numpy as np
    >>> float(kernel({}, np.array([60.0, 40.0])))
    50.0
    """
    import numpy as np

    return np.asarray(members.mean(axis=0), dtype=np.float64)


def quotient(total: float | None, given: float | None) -> float | None:
    """Return the mean of the records that have a figure.

    >>> quotient(100.0, 2.0), quotient(None, 0.0)
    (50.0, None)
    """
    return total / given if total is not None and given else None


def excel(_: Given, *several: str) -> str:
    """Return the text for Excel; an error among them is one."""
    return f"AVERAGE({','.join(several)})"


MEAN = Function(
    name="mean",
    title=Text("平均", "mean"),
    parameters=(Parameter("x"), Parameter("over", "over", required=False)),
    styles=frozenset({"reducing", "member"}),
    type=averaged,
    members=OverMembers(kernel),
    reducing=Reducing(("sum", "given"), quotient),
    excel=excel,
)
"""东区 60, 西区 40: mean(x, over=园区) is 50."""
