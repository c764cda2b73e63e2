"""`eustat`: the growth ratio of `cagr-ratio` with the cuts and scores of the Basque statistics office.

Without a target a neutral class lies between −0.1 % and 0.1 % a year; the score is ``clip(v / 0.02 · 5, ±5)``.
Base year: the nearest to the given one (base, +1, −1, +2 …). Units: growth as fractions.
Source: EUSTAT, indicator calculation components (62 published series reproduced, faults included: 5-5-1 scores +5
beside significant deterioration, for its base lies at the limit and the cuts shrink to nothing).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.gaps.methods.rated import NOT_AVAILABLE, Rated, closeness, growths, numbers, reached

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from fzplan.gaps.methods.rated import Flags, Numbers, Words

ID, VERSION = "eustat", "2024"
STRONG, WEAK = 0.01, 0.001
WORDS = (
    "significant_progress",
    "moderate_progress",
    "no_progress",
    "moderate_deterioration",
    "significant_deterioration",
)


def evaluate(
    base: ArrayLike,
    base_year: ArrayLike,
    value: ArrayLike,
    year: ArrayLike,
    target: ArrayLike | None = None,
    target_year: ArrayLike | None = None,
    better: ArrayLike = 1,
    limit: ArrayLike | None = None,
) -> Rated:
    """Return ratio, status and score; arguments broadcast, NaN or None means not given.

    >>> r = evaluate(50.0, 2015, 46.7, 2025, better=1, limit=50)  # EUSTAT 5-5-1/b
    >>> float(r.ratio).__round__(7), str(r.status), float(r.score), str(r.why)
    (-0.0068046, 'significant_deterioration', 5.0, 'source_fault')
    """
    import numpy as np

    b, b_year, v, year_, t, t_year, d, lim = numbers(base, base_year, value, year, target, target_year, better, limit)
    g = growths(b, b_year, v, year_, np.where(np.isfinite(t), t, b), np.where(np.isfinite(t), t_year, b_year + 1))
    signed = np.where(b < 0, -1, 1) * d * np.where(np.isfinite(g.actual), g.actual, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = signed / np.abs(g.required)
    ratio = np.where(np.isfinite(ratio), ratio, np.nan)
    met = np.isfinite(signed) & reached(v, t, d)
    aimed = np.isfinite(t)
    free = closeness(b, lim)
    result = Rated(
        np.where(aimed, ratio, signed),
        np.where(aimed, _status_to_target(ratio, met), _status(signed, free)),
        np.where(aimed, np.where(met, 5.0, _score_to_target(ratio)), _score(signed, free)),
        np.full(np.shape(ratio), ""),
    )
    return result._replace(why=_faults(result))


def _status_to_target(ratio: Numbers, met: Flags) -> Words:
    import numpy as np

    cuts = [met, ratio >= 0.95, ratio >= 0.60, ratio >= 0, ratio < 0]
    return np.select(cuts, [WORDS[0], WORDS[0], WORDS[1], WORDS[3], WORDS[4]], NOT_AVAILABLE)


def _status(growth: Numbers, free: Numbers) -> Words:
    import numpy as np

    cuts = [growth >= STRONG * free, growth >= WEAK * free, growth >= -WEAK * free, growth >= -STRONG * free]
    return np.select([*cuts, np.isfinite(growth)], list(WORDS), NOT_AVAILABLE)


def _score_to_target(ratio: Numbers) -> Numbers:
    import numpy as np

    cuts = [ratio > 1.3, ratio >= 0.6, ratio > -0.6, np.isfinite(ratio)]
    return np.select(cuts, [5.0, 5 / 0.7 * (ratio - 0.6), 5 / 1.2 * (ratio + 0.6) - 5, -5.0], np.nan)


def _score(growth: Numbers, free: Numbers) -> Numbers:
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.clip(growth / (0.02 * free) * 5, -5, 5)
    return np.where(np.isfinite(growth) & (free == 0), 5.0, score)


def _faults(result: Rated) -> Words:
    """Mark what the published method gets wrong: good marks beside a bad word, decline for half the right pace."""
    import numpy as np

    bad = np.isin(result.status, WORDS[3:])
    return np.where(bad & ((result.score > 0) | (result.ratio > 0)), "source_fault", "")
