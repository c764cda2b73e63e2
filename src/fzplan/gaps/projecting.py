"""Where a series ends up if it goes on: by the last change, by the average since the base, by a least-squares line.

In: years (the end of June 2023 is 2022.5) and values (NaN: missing).
Out: the value in the target year and the first year that meets the target.
Source: docs/spec/verdicts.md. May import: gaps.comparing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fzplan.gaps.comparing import compare

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

HORIZON = 100
"""Years looked ahead for the year of attainment."""


class Projection(NamedTuple):
    """The value expected in the target year, and the first year that meets the target (None: not within a century)."""

    value: float
    year: int | None


class Goal(NamedTuple):
    """What is projected to: the target value, its comparator and its year."""

    value: float
    comparator: str
    year: int


def projections(years: Numbers, values: Numbers, goal: Goal, *, constant_rate: bool) -> dict[str, Projection]:
    """Return the three projections by name: `average` (since the first year given), `last`, `fit`.

    With `constant_rate` each goes on in logarithms (all values must be positive, else it goes on in equal steps).

    >>> two = projections(np.array([2017.0, 2018]), np.array([93.0, 92]), Goal(80, "≤", 2025), constant_rate=True)
    >>> round(two["last"].value, 5), two["last"].year
    (85.29469, 2031)
    """
    known = np.isfinite(values)
    years, values = years[known], values[known]
    if years.size < 2:
        return {}
    constant_rate = constant_rate and bool((values > 0).all())
    levels = np.log(values) if constant_rate else values
    ahead = np.append(years[-1], np.arange(np.floor(years[-1]) + 1, max(goal.year, years[-1]) + HORIZON + 1))
    slopes = {
        "average": (levels[-1] - levels[0]) / (years[-1] - years[0]),
        "last": (levels[-1] - levels[-2]) / (years[-1] - years[-2]),
    }
    lines = {name: levels[-1] + slope * (ahead - years[-1]) for name, slope in slopes.items()}
    if years.size > 2:
        slope, level = _least_squares(years, levels)
        lines["fit"] = level + slope * (ahead - years[-1])
    found = {name: _read(ahead, np.exp(line) if constant_rate else line, goal) for name, line in lines.items()}
    return {name: one for name, one in found.items() if np.isfinite(one.value)}  # what overflows foretells nothing


def _least_squares(years: Numbers, levels: Numbers) -> tuple[float, float]:
    """Return the slope and the level in the last year."""
    centred = years - years.mean()
    slope = float((centred * levels).sum() / (centred**2).sum())
    return slope, float(levels.mean() + slope * (years[-1] - years.mean()))


def _read(ahead: Numbers, line: Numbers, goal: Goal) -> Projection:
    met = compare(line, goal.comparator, np.array(goal.value))
    year = int(np.ceil(ahead[int(np.argmax(met))])) if met.any() else None
    return Projection(float(line[np.searchsorted(ahead, goal.year)]), year)
