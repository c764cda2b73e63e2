"""share: 占比, a member's part of the printed total; of the sum of members only where they are a partition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import additive, percent
from fzplan.formula.functions.signature import Function, Given, OverMembers, Parameter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula.scope import Array
    from fzplan.formula.typed import Type, Typed


def kernel(given: Given, part: Array, whole: Array) -> Array:
    """Return part ÷ total in per cent; the total stands first on the axis of members.

    >>> import numpy as np
    >>> from fzplan.formula.typed import Over
    >>> zones = np.array([100.0, 60.0, 40.0])
    >>> kernel({"over": Over("园区", ("东区", "西区"), True, False)}, zones, zones)
    array([100.,  60.,  40.])
    """
    import numpy as np

    total = whole[0]
    if given["over"].partition and len(whole) > 1:
        total = np.where(np.isnan(total), whole[1:].sum(axis=0), total)
    return 100 * part / np.where(total == 0, np.nan, total)


def why(_: Sequence[float]) -> str:
    """Tell why figures that are there give no share."""
    return "zero_denominator"


def typed(values: Sequence[Typed], _: Given) -> Type:
    """A percentage of a figure that adds up."""
    additive(values[0])
    return percent("ratio")


def live(_: Given, __: int, texts: Sequence[str]) -> str:
    """Return the text for Excel."""
    part, whole = texts
    return f"(100*{part}/{whole})"


SHARE = Function(
    name="share",
    title=Text("占比", "share"),
    parameters=(Parameter("x"), Parameter("over", "over")),
    styles=frozenset({"member"}),
    type=typed,
    members=OverMembers(kernel, collapses=False),
    with_whole=True,
    why=why,
    live=live,
)
"""东区 60, 西区 40, total 100: share(x, over=园区) of 东区 is 60 %."""
