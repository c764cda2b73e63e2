"""`to-date`: the sum of what was done over the sum of what was planned, over completed periods only; band ±15 %.

Source: programme monitoring practice ("target to date", on scope within 15 %).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.gaps.methods.rated import NOT_AVAILABLE, Rated

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

ID, VERSION = "to-date", "1"
BAND = 0.15


def evaluate(actual: ArrayLike, planned: ArrayLike, better: ArrayLike = 1) -> Rated:
    """Return the ratio of the sums; last axis: completed periods. A missing period makes the sum not available.

    >>> r = evaluate([50, 120], [100, 200])
    >>> round(float(r.ratio), 2), str(r.status)
    (0.57, 'below')
    """
    import numpy as np

    done, due = np.sum(np.asarray(actual, float), axis=-1), np.sum(np.asarray(planned, float), axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = done / due
    ratio = np.where(np.isfinite(ratio), ratio, np.nan)
    cuts = [ratio > 1 + BAND, ratio >= 1 - BAND, np.isfinite(ratio)]
    return Rated(
        ratio,
        np.select(cuts, ["above", "on_scope", "below"], NOT_AVAILABLE),
        100 * ratio,
        np.where(np.isnan(ratio), "missing_input", "") if np.size(better) else np.full(np.shape(ratio), ""),
    )
