"""rank: 位次, the place of each member from the largest down; equal figures share a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.signature import Function, Given, OverMembers, Parameter
from fzplan.formula.typed import Type
from fzplan.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula.scope import Array
    from fzplan.formula.typed import Typed


def kernel(given: Given, found: Array) -> Array:
    """Return the place of each member taken; NaN for the total and where a member is missing.

    >>> import numpy as np
    >>> kernel({"taken": [1, 2, 3]}, np.array([9.0, 2.0, 4.0, 4.0]))
    array([nan,  3.,  1.,  1.])
    """
    import numpy as np

    result = np.full(found.shape, np.nan)
    taken = given["taken"]
    if len(found) <= max(taken):
        return result
    members = found[taken]
    known = ~np.isnan(members).any(axis=0)
    for index in taken:
        place = 1 + (members > found[index]).sum(axis=0)
        result[index] = np.where(known, place, np.nan)
    return result


def typed(_: Sequence[Typed], __: Given) -> Type:
    """A rank, which is compared with ranks only."""
    return Type(UNITS.parse("位"), "ratio")


def why(_: Sequence[float]) -> str:
    """Tell why figures that are there give no place."""
    return "total_has_no_rank"


def live(given: Given, __: int, texts: Sequence[str]) -> str:
    """Return the text for Excel: one more than there are members above."""
    own = texts[given["own"]]
    return f"(1+{'+'.join(f'({text}>{own})' for text in texts)})"


RANK = Function(
    name="rank",
    title=Text("位次", "rank"),
    parameters=(Parameter("x"), Parameter("over", "over")),
    styles=frozenset({"member"}),
    type=typed,
    members=OverMembers(kernel, collapses=False),
    why=why,
    live=live,
)
"""2, 4, 4: the places are 3, 1, 1."""
