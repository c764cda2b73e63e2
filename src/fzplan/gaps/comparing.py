"""Comparison of arrays at 12 significant digits: the same rule as `figures.compare`, for many numbers at once.

In: float arrays (any shapes that broadcast). Out: boolean arrays; NaN compares as false.
Source: docs/decisions/0005-floats-and-rounding.md. May import: figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.figures import ASCII_COMPARATORS
from fzplan.figures import compare as exact

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_COMPARATORS = {">": np.greater, "≥": np.greater_equal, "=": np.equal}
NOISE = 2e-11
"""Two numbers further apart than this (relative) differ within 12 significant digits; nearer ones are looked at."""


def compare(left: Numbers, comparator: str, right: Numbers) -> Flags:
    """Compare at 12 significant digits; comparators ``=  <  ≤  >  ≥`` and their ASCII forms.

    >>> compare(np.array([0.1 + 0.2, 0.3 - 1e-9]), "≥", np.array(0.3)).tolist()
    [True, False]
    """
    comparator = ASCII_COMPARATORS.get(comparator, comparator)
    left, right = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    if comparator in ("<", "≤"):
        return compare(right, {"<": ">", "≤": "≥"}[comparator], left)
    return _settled(np.asarray(_COMPARATORS[comparator](left, right)), comparator, left, right)


def _settled(answer: Flags, comparator: str, left: Numbers, right: Numbers) -> Flags:
    """Return `answer`, decided again on the rounded numbers where the two sides are close."""
    close = np.asarray((np.abs(left - right) <= NOISE * np.abs(right)) & (left != right))
    if close.any():
        left, right = np.broadcast_arrays(left, right)
        pairs = zip(left[close].tolist(), right[close].tolist(), strict=True)
        answer[close] = [exact(a, comparator, b) for a, b in pairs]
    return answer


def floor(numbers: Numbers) -> Numbers:
    """Round down to whole units, 2.9999999999999996 being 3.

    >>> floor(np.array([5 * 0.6, 2.8])).tolist()
    [3.0, 2.0]
    """
    nearest = np.rint(numbers)
    return np.where(np.abs(numbers - nearest) <= NOISE * np.abs(nearest), nearest, np.floor(numbers))
