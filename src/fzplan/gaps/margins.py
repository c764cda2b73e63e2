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
SECTION = np.linspace(0.0, 1.0, 1025)
ROUNDS = 3
"""Sections of the bracket, each a thousand times narrower: 12 % of the change becomes its tenth digit."""
FINE = 1e-12
"""A bracket this narrow, relative to the value, is not cut again: its ends differ by less than is shown."""
CRITICAL = 0.01


def margin(judge: Judge, latest: float, *, scale: float, whole: bool = False) -> float | None:
    """Return the smallest signed change of `latest` that gives another verdict, None where none does.

    Where the value stands exactly on a cut it is 0. `scale` is the size tried where the value itself is 0;
    with `whole` the change is a whole number.
    """
    size = abs(latest) or abs(scale) or 1.0
    steps = _whole_steps(size) if whole else STEPS * size
    codes = judge(np.concatenate([latest + steps, latest - steps])).verdict
    other = (codes != codes[0]).reshape(2, steps.size)
    if not other.any():
        return None
    firsts = np.where(other.any(axis=1), other.argmax(axis=1), steps.size)
    nearest = [sign for sign, first in zip((1, -1), firsts, strict=True) if first == firsts.min()]
    bracket = (float(steps[firsts.min() - 1]), float(steps[firsts.min()]))
    refine = _whole if whole else _section
    found = min((sign * refine(judge, latest, int(codes[0]), sign, bracket) for sign in nearest), key=abs)
    return _clean(found, size)


def is_critical(change: float | None, latest: float) -> bool:
    """Tell whether the verdict flips within 1 % of the value (临界)."""
    return change is not None and tidy(abs(change)) <= tidy(CRITICAL * abs(latest))


def _section(judge: Judge, latest: float, here: int, sign: int, bracket: tuple[float, float]) -> float:
    for _ in range(ROUNDS):
        if bracket[1] - bracket[0] <= FINE * abs(latest):
            break
        tries = np.append(bracket[0] + (bracket[1] - bracket[0]) * SECTION[:-1], bracket[1])
        bracket = _narrowed(judge, latest, here, sign, tries)
    return bracket[1]


def _whole(judge: Judge, latest: float, here: int, sign: int, bracket: tuple[float, float]) -> float:
    while bracket[1] - bracket[0] > 1:
        tries = _distinct(np.rint(bracket[0] + (bracket[1] - bracket[0]) * SECTION))
        if tries.size < 3:  # above 2^53 the machine knows no whole number between two neighbours
            break
        bracket = _narrowed(judge, latest, here, sign, tries)
    return bracket[1]


def _narrowed(judge: Judge, latest: float, here: int, sign: int, tries: Numbers) -> tuple[float, float]:
    at = int(np.argmax(judge(latest + sign * tries).verdict != here))
    return float(tries[at - 1]), float(tries[at])


def _whole_steps(size: float) -> Numbers:
    far = np.rint(np.logspace(0, np.log10(max(size, 1.0)) + 3, 400))
    return _distinct(np.concatenate([[0.0], far]))


def _distinct(rising: Numbers) -> Numbers:
    """Return each of the rising numbers once (`np.unique` would load masked arrays first)."""
    return rising[np.diff(rising, prepend=-1.0) > 0]


def _clean(change: float, size: float) -> float:
    """Return the change without the noise of the search: ten significant digits of the value's size."""
    return round(change, 9 - math.floor(math.log10(size))) + 0.0
