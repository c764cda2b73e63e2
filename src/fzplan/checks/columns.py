"""The decimals that a column of figures is printed with; the formulas over rows are `formula.rows`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

DIGITS = 9
"""Decimals that are looked for; a column with more is taken as exact."""
SAMPLE = 20_000
"""Rows in which the decimals of a column are counted."""


def decimals(figures: Array) -> int | None:
    """Return the decimals that a column is printed with, as most of its figures have them; None: it is not rounded.

    >>> decimals(np.array([1.25, 3.5, 7.31, 2.0, 4.44])), decimals(np.array([5.0, np.nan])), decimals(np.array([1 / 3]))
    (2, 0, None)
    """
    known = figures[np.isfinite(figures) & (figures != 0)][:SAMPLE]
    for digits in range(DIGITS + 1):
        moved = known * 10.0**digits
        whole = np.abs(moved - np.rint(moved)) <= 1e-11 * np.maximum(np.abs(moved), 1.0)
        if 2 * int(np.count_nonzero(whole)) >= len(known):
            return digits
    return None
