"""topn: 前 n 位合计, the sum of the largest members, or of the largest records (concentration: over their sum)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.kinds import summed
from fzplan.formula.functions.signature import Function, Given, OverMembers, Parameter, Reducing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.formula.scope import Array


def kernel(given: Given, members: Array) -> Array:
    """Return the sum of the n largest; NaN where a member is missing.

    >>> import numpy as np
    >>> float(kernel({"n": 2}, np.array([3.0, 5.0, 4.0])))
    9.0
    """
    import numpy as np

    largest = np.sort(members, axis=0)[::-1][: given["n"]].sum(axis=0)
    return np.where(np.isnan(members).any(axis=0), np.nan, largest)


def live(given: Given, __: int, texts: Sequence[str]) -> str:
    """Return the text for Excel."""
    places = ",".join(str(k) for k in range(1, len(texts) + 1))
    taken = ",".join(str(k) for k in range(1, min(given["n"], len(texts)) + 1))
    return f"SUMPRODUCT(LARGE(CHOOSE({{{places}}},{','.join(texts)}),{{{taken}}}))"


TOPN = Function(
    name="topn",
    title=Text("前几位合计", "sum of the largest"),
    parameters=(Parameter("x"), Parameter("n", "whole"), Parameter("over", "over", required=False)),
    styles=frozenset({"member", "reducing"}),
    type=summed,
    members=OverMembers(kernel),
    reducing=Reducing(("top",), number="n"),
    live=live,
)
"""3, 5, 4: topn(x, 2, over=园区) is 9."""
