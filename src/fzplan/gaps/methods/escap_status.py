"""`escap-status`: the part of the way from base to target, out of ten (ESCAP current status index).

``10·d·(v−b)/|T−b|``; negative where the series moved away. Source: UN ESCAP, Asia and the Pacific SDG Progress Report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.gaps.methods.rated import NOT_AVAILABLE, Rated, numbers

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

ID, VERSION = "escap-status", "2023"


def evaluate(base: ArrayLike, value: ArrayLike, target: ArrayLike, better: ArrayLike = 1) -> Rated:
    """Return the part as ratio and the index as score; nothing where base and target are equal.

    >>> float(evaluate(80, 50, 20, better=-1).score)
    5.0
    """
    import numpy as np

    b, v, t, d = numbers(base, value, target, better)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = d * (v - b) / np.abs(t - b)
    ratio = np.where(np.isfinite(ratio), ratio, np.nan)
    cuts = [ratio >= 1, ratio > 0, ratio == 0, ratio < 0]
    status = np.select(cuts, ["achieved", "progress", "stagnation", "regression"], NOT_AVAILABLE)
    return Rated(ratio, status, 10 * ratio, np.where(np.isnan(ratio) & (t == b), "base_already_met", ""))
