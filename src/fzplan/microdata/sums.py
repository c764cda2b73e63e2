"""Sums that are the same to the last digit, in whatever order and on however many threads they are added.

Each figure is cut into parts that are whole multiples of a power of two so large that adding all of them never rounds
(pre-rounding after Demmel and Nguyen, Parallel Reproducible Summation, IEEE Transactions on Computers 64, 2015). The
sums of the parts are exact on every engine, and are put together here with one rounding.
"""

from __future__ import annotations

import math
from typing import Any

EXACT = 2.0**53
"""Whole numbers below this add up without rounding."""
BELOW = 63
"""What is left of a figure is smaller than the largest of its group by so many bits: ten more than a float has."""
MOST = 4
"""No more parts than this: they reach 2^100 and more below the largest figure, and each doubles the expression."""


def anchors(largest: float, smallest: float, rows: int) -> tuple[float, ...]:
    """Return for each part the number that cuts it off when it is added and taken away again.

    `largest`: no figure is larger in size; `smallest`: the largest of the group with the smallest figures; `rows`: how
    many there are at most. A figure x gives the part (x + anchor) - anchor, a whole multiple of 2^(k-52) where the
    anchor is 1.5 · 2^k; the rest goes on to the next.

    >>> [math.log2(a / 1.5) for a in anchors(100.0, 80.0, 8)]
    [11.0, -38.0]
    >>> len(anchors(1e9, 1e9, 2**20)), len(anchors(1e9, 1e9, 2**26)), len(anchors(1e9, 1e-20, 8))
    (2, 3, 4)
    """
    if not largest:
        return ()
    bits = max(1, math.ceil(math.log2(max(rows, 1))))
    enough = math.frexp(smallest or largest)[1] - BELOW
    exponent = math.frexp(largest)[1]
    found: list[float] = []
    while not found or (exponent + 1 > enough and len(found) < MOST):
        top = bits + exponent + 1
        found.append(math.ldexp(1.5, top))
        exponent = top - 53
    return tuple(found)


def cut(figure: Any, several: tuple[float, ...]) -> list[Any]:
    """Return the parts of a figure (a float, an array or a column) whose sums are exact.

    Where there are as many as may be, what is left comes after them: it matters to groups of no size only.

    >>> a = anchors(1.0, 1.0, 10)
    >>> parts = [cut(x, a) for x in [0.1] * 10]
    >>> math.fsum(p for part in parts for p in part) == math.fsum([0.1] * 10)
    True
    """
    found = []
    for anchor in several:
        part = (figure + anchor) - anchor
        found.append(part)
        figure = figure - part
    return [*found, figure] if len(several) == MOST else found
