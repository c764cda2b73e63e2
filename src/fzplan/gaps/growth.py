"""Average growth, exactly: 水平法 (geometric) and 累计法 (of the sums).

In: levels as arrays. Out: rates as fractions. Source: docs/methods.md (growth). May import: nothing of fzplan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

ROUNDS = 200
"""Halvings of the bracket: more than a float has bits."""


def by_level(base: Numbers, last: Numbers, years: float) -> Numbers:
    """水平法: ``(a_n / a_0)^(1/n) − 1``; NaN where the series reaches or crosses zero.

    >>> round(float(by_level(np.array(1558.7), np.array(2364.9), 4)), 6)
    0.109846
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.asarray(last, dtype=float) / base
    return np.where(ratio > 0, np.power(np.abs(ratio), 1.0 / years) - 1.0, np.nan)


def by_sum(base: Numbers, total: Numbers, years: int) -> Numbers:
    """累计法: the root of ``Σ_{i=1..n}(1+g)^i = Σ a_i / a_0``, unique for g > −1; NaN where the sum is not positive.

    >>> round(float(by_sum(np.array(100.0), np.array(150.0 + 120 + 133.1), 3)), 3)
    0.155
    """
    ratio = np.asarray(total, dtype=float) / base
    low, high = np.zeros_like(ratio), np.maximum(ratio, 1.0) + 1.0
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        small = sum_of_powers(middle, years) < ratio
        low, high = np.where(small, middle, low), np.where(small, high, middle)
    return np.where(ratio > 0, (low + high) / 2 - 1.0, np.nan)


def sum_of_powers(speed: Numbers, years: int) -> Numbers:
    """Return ``q + q² + … + qⁿ``."""
    return np.asarray(sum(np.power(speed, i) for i in range(1, years + 1)))
