"""Printed figures: the interval a print stands for, rounding by a written rule, comparison without float noise.

In: floats and decimal digits. Out: floats, strings, intervals. May import: nothing of fzplan (ground floor).
Sources: GB/T 8170-2008 (rounding of numerical values); docs/decisions/0005-floats-and-rounding.md.
"""

from __future__ import annotations

import math
import operator
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

Rounding = Literal["half_up", "gb8170"]
Bound = Literal["=", ">", "≥", "<", "≤", "≈"]
_WIDE = Context(prec=400)
"""Digits enough for any float: the usual 28 refuse 1e300."""
_MODES = {"half_up": ROUND_HALF_UP, "gb8170": ROUND_HALF_EVEN}
SIGNIFICANT = 12


class Interval(NamedTuple):
    """The true values that a printed figure may stand for; `closed_low` and `closed_high` tell which ends belong."""

    low: float
    high: float
    closed_low: bool = True
    closed_high: bool = False

    def meets(self, other: Interval) -> bool:
        """Tell whether some value lies in both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low < high:
            return True
        return low == high and self._holds(low) and other._holds(low)

    def common(self, other: Interval) -> Interval | None:
        """Return what lies in both, or None; ends are compared at 12 significant digits.

        >>> Interval(1.45, 1.55).common(Interval(1.55, 1.65)), Interval(1.0, 3.0).common(Interval(2.0, 5.0))
        (None, Interval(low=2.0, high=3.0, closed_low=True, closed_high=False))
        """
        low, closed_low = _inner((self.low, self.closed_low), (other.low, other.closed_low), 1)
        high, closed_high = _inner((self.high, self.closed_high), (other.high, other.closed_high), -1)
        a, b = tidy(low), tidy(high)
        if a > b or (a == b and not (closed_low and closed_high)):
            return None
        return Interval(low, high, closed_low, closed_high)

    def _holds(self, value: float) -> bool:
        above = value > self.low or (value == self.low and self.closed_low)
        below = value < self.high or (value == self.high and self.closed_high)
        return above and below


def decimals_of(value: float) -> int:
    """Return the decimals of the shortest decimal text of a float.

    >>> decimals_of(6648.7), decimals_of(8466.0), decimals_of(1e-7)
    (1, 0, 7)
    """
    text = repr(value)
    if "e" not in text:
        digits = text.partition(".")[2]
        return 0 if digits == "0" else len(digits)
    exponent = Decimal(text).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def printed(value: float, decimals: int, bound: str = "=") -> Interval:
    """Return the interval that a printed figure stands for (half a unit of the last digit to each side).

    >>> printed(13.5, 1)
    Interval(low=13.45, high=13.55, closed_low=True, closed_high=False)
    >>> printed(1100, 0, ">")
    Interval(low=1100, high=inf, closed_low=False, closed_high=False)
    """
    if bound == ">":
        return Interval(value, math.inf, closed_low=False)
    if bound == "≥":
        return Interval(value, math.inf)
    if bound == "<":
        return Interval(-math.inf, value, closed_low=False)
    if bound == "≤":
        return Interval(-math.inf, value, closed_low=False, closed_high=True)
    exact = Decimal(repr(float(value)))
    half = Decimal(5).scaleb(-decimals - 1)
    return Interval(float(exact - half), float(exact + half))


def truncated(value: float, decimals: int, bound: str = "=") -> Interval:
    """Return the interval that a figure stands for whose further digits were cut off (27.7778 % printed 27.7 %).

    >>> truncated(27.7, 1)
    Interval(low=27.7, high=27.8, closed_low=True, closed_high=False)
    >>> truncated(-0.5, 1)
    Interval(low=-0.6, high=-0.5, closed_low=False, closed_high=True)
    """
    if bound not in ("=", "≈"):
        return printed(value, decimals, bound)
    exact, unit = Decimal(repr(float(value))), Decimal(1).scaleb(-decimals)
    if value == 0:
        return Interval(-float(unit), float(unit), closed_low=False)
    if value > 0:
        return Interval(value, float(exact + unit))
    return Interval(float(exact - unit), value, closed_low=False, closed_high=True)


def rounded(value: float, decimals: int, rule: Rounding = "half_up") -> Decimal:
    """Round once, on the decimal text of the float, never on its binary tail.

    >>> rounded(2.675, 2), rounded(2.665, 2, "gb8170"), rounded(-0.5, 0)
    (Decimal('2.68'), Decimal('2.66'), Decimal('-1'))
    """
    exact = Decimal(repr(float(value)))
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=_MODES[rule], context=_WIDE)


def shown(value: float, decimals: int, rule: Rounding = "half_up") -> str:
    """Return the rounded figure as text, without a thousands separator and without a negative zero.

    >>> shown(-0.04, 1), shown(8465.96, 1), shown(1e16, 0), len(shown(-1e308, 1))
    ('0.0', '8466.0', '10000000000000000', 312)
    >>> shown(math.inf, 1), shown(-math.inf, 1)
    ('∞', '-∞')
    """
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"  # beyond what a float holds: an absurd input, shown as such
    figure = rounded(value, decimals, rule)
    return format(abs(figure) if figure == 0 else figure, "f")


def with_unit(figure: str, unit: str) -> str:
    """Return a figure with its unit: Latin letters stand apart from it, Chinese ones do not.

    >>> with_unit("40", "亿元"), with_unit("7600", "millionCNY"), with_unit("8", "%"), with_unit("1.2", "1")
    ('40亿元', '7600 millionCNY', '8%', '1.2')
    """
    if unit == "1":
        return figure
    return f"{figure} {unit}" if unit[:1].isascii() and unit[:1].isalpha() else f"{figure}{unit}"


def tidy(value: float) -> float:
    """Round to 12 significant digits: on both sides of a comparison, so that float noise decides nothing.

    >>> tidy(0.1 + 0.2) == tidy(0.3), tidy(550.000000001) == tidy(550.0)
    (True, False)
    """
    return float(f"{value:.{SIGNIFICANT - 1}e}")


def _inner(a: tuple[float, bool], b: tuple[float, bool], side: int) -> tuple[float, bool]:
    """Return the inner one of two low (`side` 1) or high (-1) ends; of equal ends the open one."""
    if tidy(a[0]) == tidy(b[0]):
        return a[0], a[1] and b[1]
    return max(a, b) if side > 0 else min(a, b)


def compare(left: float, comparator: str, right: float) -> bool:
    """Compare at 12 significant digits. Comparators: ``=  ≠  <  ≤  >  ≥`` and their ASCII forms.

    >>> compare(0.1 + 0.2, "≥", 0.3), compare(550.0, ">", 550.0)
    (True, False)
    """
    return _COMPARATORS[ASCII_COMPARATORS.get(comparator, comparator)](tidy(left), tidy(right))


_COMPARATORS: dict[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "≠": operator.ne,
    "<": operator.lt,
    "≤": operator.le,
    ">": operator.gt,
    "≥": operator.ge,
}
ASCII_COMPARATORS = {"==": "=", "!=": "≠", "<>": "≠", "<=": "≤", ">=": "≥"}
