"""`plan-linear` (序时进度法): the default. Progress ``p = (v−b)/(T−b)`` against the time share s.

ratio = p/s, actual change over change due; cuts 0.90 and 1.10, k for the outlook (docs/spec/verdicts.md).
Every assessment carries it by its own path and kind; here it stands as a function of its own, for arrays.
Units: the indicator's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.gaps.methods.rated import Rated, numbers

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from fzplan.gaps.methods.rated import Numbers

ID, VERSION = "plan-linear", "1"


def progress(base: ArrayLike, value: ArrayLike, target: ArrayLike) -> Numbers:
    """Return 完成进度 ``(v−b)/(T−b)`` as a fraction, negative where the series moved away; NaN where T equals b.

    >>> float(progress(100, 0, 20)), float(progress(0, -10, 100))
    (1.25, -0.1)
    """
    import numpy as np

    b, v, t = numbers(base, value, target)
    with np.errstate(divide="ignore", invalid="ignore"):
        way = (v - b) / (t - b)
    return np.where(np.isfinite(way), way, np.nan)


def evaluate(
    base: ArrayLike, value: ArrayLike, target: ArrayLike, share: ArrayLike, better: int = 1, *, path: str = "linear"
) -> Rated:
    """Return ratio, verdict and score of levels to be reached; `share` is s, 1 at the target date.

    >>> r = evaluate(6648.7, 8466.0, 10000.0, 0.8)
    >>> round(float(r.ratio), 3), str(r.status), round(float(r.score), 1)
    (0.678, 'behind', 67.8)
    """
    import numpy as np

    from fzplan.gaps import judging, paths
    from fzplan.gaps.comparing import compare

    b, v, t, s = numbers(base, value, target, share)
    geometric = path == "geometric"
    due = (paths.geometric if geometric else paths.linear)(b, t, s)
    course = judging.Course(b, t, due, due, better, constant_rate=geometric)
    met = compare(v * better, "≥", t * better)
    judged = judging.climb(v, course, met)
    over = s >= 1
    verdict = np.where(over, np.where(met, judging.ACHIEVED, judging.MISSED), judged.verdict)
    status = np.array(judging.VERDICTS)[verdict]
    score = np.where(met, 100.0, 100 * np.clip(judged.ratio, 0, 1))
    return Rated(judged.ratio, status, score, np.full(np.shape(score), ""))
