"""`log-progress` (节能目标进度): the part done of a relative cut, in logarithms, against the time share.

``p = ln(v/b) / ln(T/b)``, for a cut ``ln(index so far) / ln(1 − cut)``; on schedule where p ≥ s.
Source: 节能目标责任评价考核 (进度要求), with equal yearly rates as the planned path.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.gaps.methods.rated import NOT_AVAILABLE, Rated, numbers

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

ID, VERSION = "log-progress", "1"


def evaluate(index: ArrayLike, target_index: ArrayLike, share: ArrayLike) -> Rated:
    """Return p as ratio; `index` and `target_index` are multiples of the base (.9513; 1 − .17), `share` is s.

    >>> r = evaluate(0.9513, 1 - 0.17, 0.6)
    >>> round(100 * float(r.ratio), 1), str(r.status)
    (26.8, 'behind_schedule')
    """
    import numpy as np

    now, goal, s = numbers(index, target_index, share)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log(now) / np.log(goal)
    ratio = np.where(np.isfinite(ratio), ratio, np.nan)
    status = np.select([ratio >= s, ratio < s], ["on_schedule", "behind_schedule"], NOT_AVAILABLE)
    return Rated(ratio, status, 100 * ratio, np.where(np.isnan(ratio), "sign_change", ""))
