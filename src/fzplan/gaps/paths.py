"""The value due at a moment on the way from base to target: in equal steps, at a constant rate, or through a table.

In: base, target, share of the way (0 to 1), as arrays or numbers. Out: planned values in the same unit.
Source: docs/spec/verdicts.md. May import: nothing of fzplan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


def linear(base: Numbers, target: Numbers, share: Numbers) -> Numbers:
    """Equal steps a year: ``b + s·(T − b)``.

    >>> float(linear(np.array(68.0), np.array(99.0), np.array(1 / 7)))
    72.42857142857143
    """
    return base + share * (target - base)


def geometric(base: Numbers, target: Numbers, share: Numbers) -> Numbers:
    """Constant growth: ``b·(T/b)^s``; base and target must have one sign.

    >>> round(float(geometric(np.array(6648.7), np.array(10000.0), np.array(0.8))), 1)
    9216.1
    """
    return base * np.power(target / base, share)


def through(nodes: Mapping[int, float], year: float, *, at_constant_rate: bool = False) -> float:
    """Return the value at `year` of a path through the values of given years, linear or geometric in between.

    >>> through({2020: 6000.0, 2023: 8000.0, 2025: 10000.0}, 2024)
    9000.0
    """
    years = np.array(sorted(nodes), dtype=float)
    values = np.array([nodes[int(y)] for y in years])
    if at_constant_rate and (values > 0).all():
        return float(np.exp(np.interp(year, years, np.log(values))))
    return float(np.interp(year, years, values))
