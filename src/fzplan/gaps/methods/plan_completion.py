"""`plan-completion` (计划完成程度): what was reached over what was planned, by the kind of plan figure.

Level ``v/T``; cumulative ``Σv/ΣT``; a planned rate of reduction ``(1−a)/(1−p)``, of increase ``(1+a)/(1+p)``.
Source: 统计学原理 (计划完成相对指标): 63/56 = 112.5 %, 2240/2200 = 101.8 %, .94/.95 = 98.95 %.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.gaps.methods.rated import NOT_AVAILABLE, Rated, numbers

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from fzplan.gaps.methods.rated import Numbers

ID, VERSION = "plan-completion", "1"


def level(actual: ArrayLike, planned: ArrayLike, better: ArrayLike = 1) -> Rated:
    """Return v/T of a level or of a total; where less is better, below 1 is over-fulfilled.

    >>> float(level(63, 56).ratio), round(float(level(2240, 2200).ratio), 3), str(level(90, 100, -1).status)
    (1.125, 1.018, 'over_fulfilled')
    """
    import numpy as np

    v, t, d = numbers(actual, planned, better)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _rated(v / t, d * np.where(t < 0, -1, 1))


def rate(actual_change: ArrayLike, planned_change: ArrayLike) -> Rated:
    """Return (1+a)/(1+p) of changes given as fractions (a cut is negative); the better side is the planned one.

    >>> r = rate(-0.06, -0.05)
    >>> round(100 * float(r.ratio), 2), str(r.status)
    (98.95, 'over_fulfilled')
    """
    import numpy as np

    a, p = numbers(actual_change, planned_change)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _rated((1 + a) / (1 + p), np.where(p < 0, -1, 1))


def _rated(ratio: Numbers, better: Numbers) -> Rated:
    import numpy as np

    ratio = np.where(np.isfinite(ratio), ratio, np.nan)
    cuts = [(ratio - 1) * better > 0, ratio == 1, np.isfinite(ratio)]
    status = np.select(cuts, ["over_fulfilled", "fulfilled", "not_fulfilled"], NOT_AVAILABLE)
    return Rated(ratio, status, 100 * ratio, np.where(np.isnan(ratio), "target_zero", ""))
