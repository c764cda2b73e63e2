"""`unsd-projection`: the value in the target year if growth goes on, against the way from base to target.

``v̂ = v(1+g)^(t_T−t)``; ``r = (v̂−b)/(T−b)``: ≥ .95 on track, ≥ .10 some progress, else off track; met in the last
year: achieved. Without a target: growth ≥ 2 %, 0.5–2 %, below. The score is the class: 4 achieved, 3, 2, 1.
Source: UNSD, Sustainable Development Goals Progress Chart, technical note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.gaps.methods.rated import NOT_AVAILABLE, Rated, growths, numbers, reached

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

ID, VERSION = "unsd-projection", "2023"
WORDS = ("target_achieved", "on_track", "some_progress", "off_track")


def evaluate(
    base: ArrayLike,
    base_year: ArrayLike,
    value: ArrayLike,
    year: ArrayLike,
    target: ArrayLike | None = None,
    target_year: ArrayLike | None = None,
    better: ArrayLike = 1,
) -> Rated:
    """Return ratio, status and class; arguments broadcast, NaN or None means not given.

    >>> r = evaluate(63, 2005, 74, 2020, 85, 2030)
    >>> float(r.ratio).__round__(6), str(r.status), float(r.score)
    (0.880944, 'some_progress', 2.0)
    """
    import numpy as np

    b, b_year, v, year_, t, t_year, d = numbers(base, base_year, value, year, target, target_year, better)
    g = growths(b, b_year, v, year_, np.where(np.isfinite(t), t, b), np.where(np.isfinite(t), t_year, b_year + 1))
    aimed = np.isfinite(t)
    with np.errstate(divide="ignore", invalid="ignore"):
        projected = v * np.power(1 + g.actual, t_year - year_)
        ratio = np.where(aimed, (projected - b) / (t - b), np.where(b < 0, -1, 1) * d * g.actual)
    ratio = np.where(np.isfinite(ratio), ratio, np.nan)
    met = np.isfinite(g.actual) & reached(v, t, d)
    high, low = np.where(aimed, 0.95, 0.02), np.where(aimed, 0.10, 0.005)
    cuts = [met, ratio >= high, ratio >= low, np.isfinite(ratio)]
    return Rated(
        ratio,
        np.select(cuts, WORDS, NOT_AVAILABLE),
        np.select(cuts, [4.0, 3.0, 2.0, 1.0], np.nan),
        np.where(b == 0, "base_zero", ""),
    )
