"""max: 最大值, of several figures, of the members of a dimension, or of records."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import same
from fzplan.formula.functions.signature import Function, Given, OverMembers, Parameter, Reducing, Rowwise

if TYPE_CHECKING:
    from fzplan.formula.scope import Array


def kernel(_: Given, *several: Array) -> Array:
    """Return the largest of each cell; NaN where one is missing.

    >>> import numpy as np
    >>> kernel({}, np.array([2.0, 3.0]), np.array([5.0, np.nan]))
    array([ 5., nan])
    """
    import numpy as np

    return reduce(np.maximum, several)


def over_members(_: Given, members: Array) -> Array:
    """Return the largest member; NaN where one is missing.

    >>> import numpy as np
    >>> float(over_members({}, np.array([2.0, 5.0])))
    5.0
    """
    import numpy as np

    return np.asarray(members.max(axis=0), dtype=np.float64)


def lazy(_: Given, *several: Any) -> Any:
    """Return the largest of each record; null where one is missing."""
    import narwhals as nw

    return reduce(lambda a, b: nw.when(a >= b).then(a).otherwise(nw.when(~(a >= b)).then(b)), several)


def excel(_: Given, *several: str) -> str:
    """Return the text for Excel; an error among them is one."""
    return f"MAX({','.join(several)})"


MAX = Function(
    name="max",
    title=Text("最大值", "largest"),
    parameters=(Parameter("x", many=True), Parameter("over", "over", required=False)),
    styles=frozenset({"rowwise", "reducing", "member"}),
    type=same,
    rowwise=Rowwise(kernel),
    members=OverMembers(over_members),
    lazy=lazy,
    reducing=Reducing(("most",)),
    excel=excel,
    alike=True,
)
"""max(2, 5) is 5."""
