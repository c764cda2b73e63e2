"""Arithmetic of arrays in which NaN is a missing figure: nothing is divided by zero, no unknown becomes false.

Conditions are 1, 0 and NaN (unknown).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.figures import SIGNIFICANT

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from fzplan.formula.scope import Array


def scaled(found: Array, factor: Fraction) -> Array:
    """Return the figures times an exact factor, by one multiplication or division where that is exact."""
    if factor.denominator == 1:
        return found * float(factor.numerator)
    if factor.numerator == 1:
        return found / float(factor.denominator)
    return np.asarray(found * float(factor.numerator) / float(factor.denominator))


def aligned(found: list[Array], skipped: int = 0) -> list[Array]:
    """Cut every array to the total in each dimension in which one of them has the total (or one member) only."""
    full = [part for part in found if part.ndim]
    for axis in range(1, full[0].ndim if full else 1):
        if axis != skipped and len({part.shape[axis] for part in full}) > 1:
            found = [np.take(part, [0], axis) if part.ndim else part for part in found]
    return found


def fitted(found: Array, shape: tuple[int, ...]) -> Array:
    """Return the figures in a shape, missing where they have none: a total never stands for its members."""
    if found.shape == shape:
        return found
    result = np.full(shape, np.nan)
    common = tuple(slice(min(a, b)) for a, b in zip(found.shape, shape, strict=True))
    result[common] = found[common]
    return result


def shifted(found: Array, shift: int, length: int) -> Array:
    """Return the figures moved along the axis of time; what moves in from outside is missing."""
    found = np.broadcast_to(found, (length, *found.shape[1:])) if found.ndim else found
    moved = np.full(found.shape, np.nan)
    if -length < shift < 0 and found.ndim:
        moved[-shift:] = found[:shift]
    return moved


def quotient(above: Array, below: Array) -> Array:
    """Divide; a zero denominator gives no number."""
    return np.where(below == 0, np.nan, above / np.where(below == 0, 1.0, below))


def power(base: Array, exponent: Array) -> Array:
    """Raise; what has no real value (0^−1, a root of a negative number) gives no number."""
    found = np.power(np.asarray(base, dtype=np.float64), exponent)
    return np.where(np.isfinite(found), found, np.nan)


def both(a: Array, b: Array) -> Array:
    """且: false as soon as one side is false, unknown where that is open."""
    return np.where((a == 0) | (b == 0), 0.0, a * b)


def either(a: Array, b: Array) -> Array:
    """或: true as soon as one side is true."""
    return 1.0 - both(1.0 - a, 1.0 - b)


BINARY: dict[str, Callable[[Array, Array], Array]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": quotient,
    "^": power,
    "and": both,
    "or": either,
}


COMPARE: dict[str, Callable[[Array, Array], Array]] = {
    "=": np.equal,
    "≠": np.not_equal,
    "<": np.less,
    "≤": np.less_equal,
    ">": np.greater,
    "≥": np.greater_equal,
}


def compared(a: Array, sign: str, b: Array) -> Array:
    """Compare two tidied arrays; unknown where a side is missing."""
    return np.where(np.isnan(a) | np.isnan(b), np.nan, COMPARE[sign](a, b))


SMALLEST = 1e-280
"""Below it a figure is left alone: its 12 digits cannot be counted in a float."""


def tidy(found: Array) -> Array:
    """Round to 12 significant digits, as `figures.tidy` does for one number."""
    found = np.asarray(found, dtype=np.float64)
    usual = np.isfinite(found) & (np.abs(found) > SMALLEST)
    size = np.floor(np.log10(np.abs(np.where(usual, found, 1.0))))
    digits = SIGNIFICANT - 1 - size
    up, down = 10.0 ** np.maximum(digits, 0), 10.0 ** np.maximum(-digits, 0)
    rounded = np.rint(np.where(usual, found, 1.0) * up / down) / up * down
    return np.where(usual & np.isfinite(rounded), rounded, found)


def chosen(condition: Array, then: Array, otherwise: Array) -> Array:
    """若…则…否则…; unknown where the condition is."""
    return np.where(np.isnan(condition), np.nan, np.where(condition == 1, then, otherwise))
