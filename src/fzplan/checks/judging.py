"""Whether two sides that are printed rounded can still stand for figures that satisfy a relation.

Outside the interval that the printed digits allow the relation is impossible: it fails. Inside it, but farther off
than some four standard deviations (`SIGMAS`) of the rounding errors (each uniform over one step, independent of the
others), it is implausible: it has to be verified. The rules: docs/spec/checks.en.md 4.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

from fzplan.figures import compare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.model.checks import Tolerance

Outcome = Literal["pass", "implausible", "fail"]
SIGMAS = 4.17
"""Differences are whole steps: with 4 exactly, sums of 17, 24 and 25 correct parts would be told falsely in 84, 63 and
93 of a million cases; from 4.157 on none of 2 to 30 parts is in more than 45 (tests/checks/test_rounding.py)."""
UNIFORM = 3.0
"""The variance of an error spread evenly over ±h is h²/3."""


class Allowance(NamedTuple):
    """How far the sides may be apart: `likely` ≤ `limit`, in the unit of the left side."""

    limit: float
    likely: float


NOTHING = Allowance(0.0, 0.0)


def of_halves(halves: Iterable[float], rows: Iterable[int] = ()) -> Allowance:
    """Return what figures may be off together, each by its half step; `rows`: how many errors each is the sum of.

    >>> of_halves([0.005] * 3)
    Allowance(limit=0.015, likely=0.015)
    >>> round(of_halves([0.005] * 31).likely, 4)
    0.067
    """
    known = list(halves)
    counts = list(rows) or [1] * len(known)
    limit = math.fsum(known)
    variance = math.fsum(half * half / UNIFORM / n for half, n in zip(known, counts, strict=True))
    return Allowance(limit, min(limit, SIGMAS * math.sqrt(variance)))


def fixed(tolerance: Tolerance, left: float) -> Allowance:
    """Return the tolerance that was written: an amount, or a share of the left side."""
    value = tolerance.value * (abs(left) if tolerance.kind == "relative" else 1.0)
    return Allowance(value, value)


def judged(left: float, sign: str, right: float, allowed: Allowance) -> Outcome:
    """Return the outcome of a comparison of two sides.

    >>> judged(5.52, "=", 5.54, Allowance(0.025, 0.0231)), judged(1.0, "≤", 0.9, Allowance(0.05, 0.05))
    ('pass', 'fail')
    """
    if agree(left, sign, right, allowed.likely):
        return "pass"
    return "implausible" if agree(left, sign, right, allowed.limit) else "fail"


def agree(left: float, sign: str, right: float, apart: float) -> bool:
    """Tell whether a comparison holds when its sides may be so far apart."""
    if sign == "=":
        return compare(left - apart, "≤", right) and compare(left + apart, "≥", right)
    if sign == "≠":
        return compare(left, sign, right)
    return compare(left - apart if sign in ("<", "≤") else left + apart, sign, right)
