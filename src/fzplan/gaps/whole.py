"""Whole things divided over years: parts are rounded so that their sum is exact (largest remainder).

In: parts or levels as floats. Out: whole numbers. May import: figures.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from fzplan.figures import tidy

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


def largest_remainder(parts: Sequence[float], total: int) -> tuple[int, ...]:
    """Round parts to whole units so that they sum to `total`: the largest remainders are rounded up, earlier first.

    >>> largest_remainder([2.4, 2.4, 2.4, 2.4, 2.4], 12)
    (3, 3, 2, 2, 2)
    """
    floors = [math.floor(tidy(part)) for part in parts]
    order = sorted(range(len(parts)), key=lambda i: (-tidy(parts[i] - floors[i]), i))
    up = set(order[: total - sum(floors)])
    return tuple(floor + (i in up) for i, floor in enumerate(floors))


def levels(start: float, due: Mapping[int, float], pinned: Collection[int]) -> dict[int, float]:
    """Return the levels of the years in whole steps from `start`; those of `pinned` years (and the last) stay.

    >>> levels(69.0, {2021: 71.2, 2022: 73.4, 2023: 75.6, 2024: 77.8, 2025: 80.0}, ())
    {2021: 72.0, 2022: 74.0, 2023: 76.0, 2024: 78.0, 2025: 80.0}
    """
    years = sorted(due)
    fixed = {*pinned, years[-1]} if years else set()
    if any(not tidy(level).is_integer() for level in (start, *(due[y] for y in fixed if y in due))):
        return dict(due)
    found: dict[int, float] = {}
    begun, level = 0, start
    for end, year in enumerate(years):
        if year not in fixed:
            continue
        steps = [b - a for a, b in pairwise((level, *(due[y] for y in years[begun : end + 1])))]
        for y, step in zip(years[begun : end + 1], largest_remainder(steps, round(due[year] - level)), strict=True):
            level += step
            found[y] = float(level)
        begun = end + 1
    return found
