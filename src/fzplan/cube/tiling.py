"""A year out of its parts: quarters, months and half-years that cover it exactly.

A cumulative figure is never taken from another: 1—9月 minus 1—6月 is not the third quarter, for the earlier
months may have been revised inside the later figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.periods import YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.cube.choice import Interval

EQUAL_LENGTHS = (6, 4, 3, 2, 1)


def sum_parts(series: Mapping[Interval, int], start: int, months: int = YEAR) -> tuple[int, ...]:
    """Return the fewest intervals that tile the `months` from `start`; of equally few, the longest first.

    >>> january = 2023 * 12
    >>> quarters = {(january + 3 * q, 3): q for q in range(4)}
    >>> sum_parts(quarters, january), sum_parts({**quarters, (january, 9): 9}, january)
    ((0, 1, 2, 3), (9, 3))
    >>> sum_parts({(january, 9): 9}, january)
    ()
    """
    end = start + months
    best: dict[int, tuple[int, ...]] = {end: ()}
    for month in range(end - 1, start - 1, -1):
        for length in range(end - month, 0, -1):
            rest = best.get(month + length)
            part = series.get((month, length))
            if rest is not None and part is not None and (month not in best or len(rest) + 1 < len(best[month])):
                best[month] = (part, *rest)
    return best.get(start, ())


def equal_parts(series: Mapping[Interval, int], start: int, months: int = YEAR) -> tuple[int, ...]:
    """Return the longest parts of EQUAL length that tile the `months` from `start`: their mean is the average.

    >>> january = 2023 * 12
    >>> equal_parts({(january, 6): 0, (january + 6, 6): 1, (january, 1): 2}, january)
    (0, 1)
    """
    for length in EQUAL_LENGTHS:
        if months % length:
            continue
        parts = [series.get((month, length)) for month in range(start, start + months, length)]
        if None not in parts:
            return tuple(part for part in parts if part is not None)
    return ()
