"""round: 四舍五入 to a number of decimals (half away from zero, on the decimal text)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import same
from fzplan.formula.functions.signature import Function, Given, Parameter, Rowwise

if TYPE_CHECKING:
    from fzplan.formula.scope import Array


WHOLE = 2.0**52
"""From here on a float has no digits after the point."""


def kernel(given: Given, found: Array) -> Array:
    """Return the rounded figures; 2.675 is rounded as written, not as the float below it.

    >>> import numpy as np
    >>> kernel({"n": 2}, np.array([2.675, -1.005])), kernel({}, np.array([0.5]))
    (array([ 2.68, -1.01]), array([1.]))
    >>> float(kernel({}, np.float64(1e17)))
    1e+17
    """
    import numpy as np

    unit = 10.0 ** given.get("n", 0)
    # a float is off its decimal text by at most 2e-16 of itself, and so is the product: 1e-15 undoes both
    size = np.abs(found) * unit
    rounded = np.copysign(np.floor(size * (1 + 1e-15) + 0.5), found) / unit
    return np.asarray(np.where(size < WHOLE, rounded, found), dtype=np.float64)


def lazy(given: Given, found: Any) -> Any:
    """Return the rounded column; engines round halves each in a way of its own, so it is done as in `kernel`."""
    import narwhals as nw

    unit = 10.0 ** given.get("n", 0)
    size = found.abs() * unit
    rounded = (size * (1 + 1e-15) + 0.5).floor() / unit
    signed = nw.when(found < 0).then(-rounded).otherwise(rounded)
    return nw.when(size < WHOLE).then(signed).otherwise(found)


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
