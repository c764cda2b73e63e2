"""Margin: the smallest change of the latest value that flips the verdict, found by asking the same judge again.

In: a judge and the latest value. Out: a signed change in the value's unit. May import: gaps.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from fzplan.figures import tidy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.gaps.kinds.case import Judge

    Numbers = NDArray[np.float64]

STEPS = np.concatenate([[0.0], np.logspace(-9, 3, 241)])
"""Changes tried, relative to the size of the value."""
SECTION = np.linspace(0.0, 1.0, 257)
CRITICAL = 0.01


def margin(judge: Judge, latest: float, *, scale: float, whole: bool = False) -> float | None:
    """Return the smallest signed change of `latest` that gives another verdict, None where none does.

    Where the value stands exactly on a cut it is 0. `scale` is the size tried where the value itself is 0;
    with `whole` the change is a whole number.
    """
    here = int(judge(np.array([latest])).verdict[0])
    size = abs(latest) or abs(scale) or 1.0
    found = [flip for sign in (1, -1) if (flip := _flip(judge, latest, here, sign, size, whole=whole)) is not None]
    return min(found, key=abs, default=None)


def is_critical(change: float | None, latest: float) -> bool:
    """Tell whether the verdict flips within 1 % of the value (临界)."""
    return change is not None and tidy(abs(change)) <= tidy(CRITICAL * abs(latest))


def _flip(judge: Judge, latest: float, here: int, sign: int, size: float, *, whole: bool) -> float | None:
    steps = _whole_steps(size) if whole else STEPS * size
    at = _first_other(judge, latest, here, sign * steps)
    if at is None:
        return None
    inside, outside = float(steps[at - 1]), float(steps[at])
    while whole and outside - inside > 1:
        tries = np.unique(np.rint(inside + (outside - inside) * SECTION))
        inside, outside = _narrowed(judge, latest, here, sign, tries)
    for _ in range(0 if whole else 6):
        tries = np.append(inside + (outside - inside) * SECTION[:-1], outside)
        inside, outside = _narrowed(judge, latest, here, sign, tries)
    return sign * _clean(outside, size)


def _clean(change: float, size: float) -> float:
    """Return the change without the noise of the search: ten significant digits of the value's size."""
    return round(change, 9 - math.floor(math.log10(size)))


def _whole_steps(size: float) -> Numbers:
    far = np.rint(np.logspace(0, np.log10(max(size, 1.0)) + 3, 400))
    return np.unique(np.concatenate([[0.0], far]))


def _first_other(judge: Judge, latest: float, here: int, changes: Numbers) -> int | None:
    other = judge(latest + changes).verdict != here
    return int(np.argmax(other)) or None if other.any() else None


def _narrowed(judge: Judge, latest: float, here: int, sign: int, tries: Numbers) -> tuple[float, float]:
    at = _first_other(judge, latest, here, sign * tries)
    assert at is not None, "the last one tried flips the verdict"
    return float(tries[at - 1]), float(tries[at])
