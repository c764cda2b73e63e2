"""The course of a figure over the years in as many characters: ▁▂▅█, for terminals that have them.

In: figures by year. Out: text. Nothing is read off it: every figure stands in the table or in a report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVELS = "▁▂▃▄▅▆▇█"
EVEN = "▄"
"""Of figures that are all the same."""


def course(series: Mapping[int, float], first: int, last: int) -> str:
    """Return a bar a year from the lowest to the highest figure, a blank for a year without one.

    Nothing for fewer than two figures, which have no course.

    >>> course({2020: 1.0, 2021: 2.0, 2023: 8.0}, 2020, 2023), course({2021: 3, 2022: 3}, 2020, 2022)
    ('▁▂ █', ' ▄▄')
    """
    figures = {year: figure for year, figure in series.items() if first <= year <= last}
    if len(figures) < 2:
        return ""
    low, high = min(figures.values()), max(figures.values())
    return "".join(_bar(figures.get(year), low, high) for year in range(first, last + 1)).rstrip()


def _bar(figure: float | None, low: float, high: float) -> str:
    if figure is None:
        return " "
    if high == low:
        return EVEN
    return LEVELS[round((figure / 2 - low / 2) / (high / 2 - low / 2) * (len(LEVELS) - 1))]
