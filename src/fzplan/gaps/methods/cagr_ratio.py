"""`cagr-ratio`: yearly growth so far over yearly growth required (sdg-build 2.4, the Eurostat family).

With a target: ``value = σ·d·g / |g_req|``; without: ``value = σ·d·g``, the cuts shrunk near a natural limit.
Units: growth as fractions. Base year: the given one, else the first available later.
Source: open-sdg/sdg-build 2.4 (indicator progress); 379 series published by Statistics Canada are reproduced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.gaps.methods.rated import NOT_AVAILABLE, Rated, closeness, growths, numbers, reached

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from fzplan.gaps.methods.rated import Numbers

ID, VERSION = "cagr-ratio", "sdg-build-2.4"
COMPAT = "sdg-build"
"""The reference puts 0.001 for a base or target of zero; we do so only when asked, and else go in equal steps."""
SUBSTITUTE = 0.001


def evaluate(
    base: ArrayLike,
    base_year: ArrayLike,
    value: ArrayLike,
    year: ArrayLike,
    target: ArrayLike | None = None,
    target_year: ArrayLike | None = None,
    better: ArrayLike = 1,
    limit: ArrayLike | None = None,
    compat: str = "",
) -> Rated:
    """Return ratio, status and score; arguments broadcast, NaN or None means not given.

    >>> r = evaluate(14.5, 2015, 10.4, 2023, 7.25, 2030, better=-1)  # StatCan cif 1-1-1
    >>> float(r.ratio).__round__(7), str(r.status), float(r.score).__round__(7)
    (0.90109, 'moderate_progress', 2.1506954)
    """
    import numpy as np

    given = numbers(base, base_year, value, year, target, target_year, better, limit)
    base_, base_year_, value_, year_, target_, target_year_, better_, limit_ = given
    if compat == COMPAT:
        base_ = np.where(base_ == 0, SUBSTITUTE, base_)
        target_ = np.where(target_ == 0, SUBSTITUTE, target_)
    aimed = np.isfinite(target_)
    with_target = _with_target(base_, base_year_, value_, year_, target_, target_year_, better_)
    without = _without(base_, base_year_, value_, year_, better_, limit_)
    return Rated(*(np.where(aimed, a, b) for a, b in zip(with_target, without, strict=True)))


def _with_target(
    base: Numbers,
    base_year: Numbers,
    value: Numbers,
    year: Numbers,
    target: Numbers,
    target_year: Numbers,
    better: Numbers,
) -> Rated:
    import numpy as np

    g = growths(base, base_year, value, year, target, target_year)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(base < 0, -1, 1) * better * g.actual / np.abs(g.required)
        steps = ((value - base) / (year - base_year)) / ((target - base) / (target_year - base_year))
    zero = ((base == 0) | (target == 0)) & (year > base_year)
    ratio = np.where(zero, steps, np.where(np.isfinite(ratio), ratio, np.nan))
    usable = zero | (np.isfinite(g.actual) & np.isfinite(g.required))
    met = usable & reached(value, target, better)
    cuts = [met, ratio >= 0.95, ratio >= 0.60, ratio >= 0, ratio < 0]
    words = ["target_achieved", "substantial_progress", "moderate_progress", "limited_progress", "deterioration"]
    rising = np.minimum(7.1429 * ratio - 4.2857, 5)
    score = np.where(met, 5.0, np.where(ratio >= 0.60, rising, np.maximum(4.1667 * ratio - 2.5, -5)))
    why = np.where(zero, np.where(base == 0, "base_zero", "target_zero"), "")
    return Rated(ratio, np.select(cuts, words, NOT_AVAILABLE), score, why)


def _without(
    base: Numbers, base_year: Numbers, value: Numbers, year: Numbers, better: Numbers, limit: Numbers
) -> Rated:
    import numpy as np

    growth = growths(base, base_year, value, year, base, base_year + 1).actual
    ratio = np.where(base < 0, -1, 1) * better * np.where(np.isfinite(growth), growth, np.nan)
    c = closeness(base, limit)
    high, medium = 0.015 * c, 0.005 * c
    words = ["substantial_progress", "moderate_progress", "limited_progress", "deterioration"]
    status = np.select([ratio >= high, ratio >= medium, ratio >= 0, ratio < 0], words, NOT_AVAILABLE)
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = [
            np.maximum(125 * ratio - 2.5, -5),
            np.full(np.shape(ratio), 5.0),
            np.minimum(500 * ratio / c - 5, 5),
            250 * ratio / c - 1.25,
            500 * ratio / c - 2.5,
        ]
    score = np.select([ratio < 0, (c == 0) & (ratio >= 0), ratio >= high, ratio >= medium, ratio >= 0], scores, np.nan)
    return Rated(ratio, status, score, np.where(base == 0, "base_zero", ""))
