"""Axes: round numbers beside the figures, and where a figure stands on the drawing.

In: figures. Out: ticks and coordinates with one decimal: the same figures give the same bytes.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
NEAR_ZERO = 0.4
"""Of the largest: where the smallest figure is below that part of it, the axis begins at zero."""


@frozen
class Scale:
    """From figures `low`…`high` to coordinates `start`…`end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the coordinate of a figure, with one decimal.

        >>> Scale(0, 10, 200, 0).at(2.5)
        150.0
        """
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def ticks(figures: Iterable[float], most: int = 5) -> tuple[float, ...]:
    """Return round numbers that enclose the figures, at most `most` of them and one.

    >>> ticks([6648.7, 10000])
    (6000.0, 7000.0, 8000.0, 9000.0, 10000.0)
    >>> ticks([1, 5]), ticks([0.0]), ticks([2.44, 4])
    ((0.0, 1.0, 2.0, 3.0, 4.0, 5.0), (0.0, 0.2, 0.4, 0.6, 0.8, 1.0), (2.0, 2.5, 3.0, 3.5, 4.0))
    """
    known = list(figures)
    low, high = min(known), max(known)
    if 0 <= low < NEAR_ZERO * high or (low == 0 == high):
        low = 0.0
    if high == low:
        low, high = (low, 1.0) if low == 0 else (low - abs(low) / 10, high + abs(high) / 10)
    step = _step((high - low) / most)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(float(f"{k * step:.10g}") for k in range(first, last + 1))


def _step(least: float) -> float:
    """Return the smallest round step that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in STEPS if step * power >= least * (1 - 1e-9))


def decimals(marks: Iterable[float]) -> int:
    """Return the decimals that ticks need.

    >>> decimals([2.0, 2.5]), decimals([6000.0])
    (1, 0)
    """
    return max(len(f"{mark:.10g}".partition(".")[2]) if abs(mark) < 1e10 else 0 for mark in marks)
