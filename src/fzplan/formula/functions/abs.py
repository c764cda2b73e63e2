"""abs: 绝对值."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import same
from fzplan.formula.functions.signature import Function, Given, Parameter, Rowwise

if TYPE_CHECKING:
    from fzplan.formula.scope import Array


def kernel(_: Given, found: Array) -> Array:
    """Return the size without the sign.

    >>> import numpy as np
    >>> kernel({}, np.array([-2.5]))
    array([2.5])
    """
    import numpy as np

    return np.abs(found)


def lazy(_: Given, found: Any) -> Any:
    """Return the column without signs."""
    return found.abs()


def excel(_: Given, found: str) -> str:
    """Return the text for Excel."""
    return f"ABS({found})"


ABS = Function(
    name="abs",
    title=Text("绝对值", "absolute value"),
    parameters=(Parameter("x"),),
    styles=frozenset({"rowwise"}),
    type=same,
    rowwise=Rowwise(kernel),
    lazy=lazy,
    excel=excel,
)
"""abs(−2.5) is 2.5."""
