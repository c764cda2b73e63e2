"""round: 四舍五入 to a number of decimals (half away from zero, on the decimal text)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import same
from fzplan.formula.functions.signature import Function, Given, Parameter, Rowwise

if TYPE_CHECKING:
    from fzplan.formula.scope import Array


def kernel(given: Given, found: Array) -> Array:
    """Return the rounded figures; 2.675 is rounded as written, not as the float below it.

    >>> import numpy as np
    >>> kernel({"n": 2}, np.array([2.675, -1.005])), kernel({}, np.array([0.5]))
    (array([ 2.68, -1.01]), array([1.]))
    """
    import numpy as np

    unit = 10.0 ** given.get("n", 0)
    # a float is off its decimal text by at most 2e-16 of itself, and so is the product: 1e-15 undoes both
    size = np.floor(np.abs(found) * unit * (1 + 1e-15) + 0.5)
    return np.asarray(np.copysign(size, found) / unit, dtype=np.float64)


def lazy(given: Given, found: Any) -> Any:
    """Return the rounded column."""
    return found.round(given.get("n", 0))


def excel(given: Given, found: str) -> str:
    """Return the text for Excel, whose ROUND is half away from zero on the decimal text too."""
    return f"ROUND({found},{given.get('n', 0)})"


ROUND = Function(
    name="round",
    title=Text("取整", "rounded"),
    parameters=(Parameter("x"), Parameter("n", "whole", required=False)),
    styles=frozenset({"rowwise"}),
    type=same,
    rowwise=Rowwise(kernel),
    lazy=lazy,
    excel=excel,
)
"""round(2.675, 2) is 2.68."""
