"""Arithmetic of intervals with open and closed ends: sums, products, quotients, powers, comparisons, conditions.

In: `Interval`s. Out: the interval of all results; None where it has no bounds (a divisor that may be zero, a root of
a negative number). Conditions are intervals within 0…1: [0, 1] is a condition that may hold or not.
Source: R. E. Moore, Interval Analysis (1966), with the ends' openness carried along.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from fzplan.figures import Interval, tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

End = tuple[float, bool]
"""A value and whether it is reached."""


def point(value: float) -> Interval:
    """Return the interval of one exact value."""
    return Interval(value, value, closed_low=True, closed_high=True)


def _low(a: Interval) -> End:
    return a.low, a.closed_low


def _high(a: Interval) -> End:
    return a.high, a.closed_high


def _spanned(ends: Sequence[End]) -> Interval:
    low, high = min(value for value, _ in ends), max(value for value, _ in ends)
    return Interval(
        low, high, any(held for value, held in ends if value == low), any(held for value, held in ends if value == high)
    )


def scaled(a: Interval, factor: float) -> Interval:
    """Return every value times an exact factor."""
    if factor == 1:
        return a
    if factor == 0:
        return point(0.0)
    return _spanned([(a.low * factor, a.closed_low), (a.high * factor, a.closed_high)])


def plus(a: Interval, b: Interval) -> Interval:
    """Return the sums.

    >>> plus(Interval(1.0, 2.0), Interval(10.0, 20.0))
    Interval(low=11.0, high=22.0, closed_low=True, closed_high=False)
    """
    return Interval(a.low + b.low, a.high + b.high, a.closed_low and b.closed_low, a.closed_high and b.closed_high)


def minus(a: Interval, b: Interval) -> Interval:
    """Return the differences."""
    return plus(a, scaled(b, -1.0))


def total(parts: Sequence[Interval]) -> Interval:
    """Return the sums of several, each end rounded once."""
    return Interval(
        math.fsum(p.low for p in parts),
        math.fsum(p.high for p in parts),
        all(p.closed_low for p in parts),
        all(p.closed_high for p in parts),
    )


def times(a: Interval, b: Interval) -> Interval:
    """Return the products; an unbounded factor times zero is zero."""
    return _spanned([_product(x, y) for x in (_low(a), _high(a)) for y in (_low(b), _high(b))])


def _product(x: End, y: End) -> End:
    if x[0] == 0 or y[0] == 0:
        return 0.0, (x[0] == 0 and x[1]) or (y[0] == 0 and y[1])
    return x[0] * y[0], x[1] and y[1]


def over(a: Interval, b: Interval) -> Interval | None:
    """Return the quotients; None where the divisor may be zero.

    >>> over(Interval(6.0, 8.0), Interval(2.0, 4.0, closed_high=True))
    Interval(low=1.5, high=4.0, closed_low=True, closed_high=False)
    >>> over(Interval(1.0, 2.0), Interval(-1.0, 1.0)) is None
    True
    """
    if b.low < 0 < b.high or (b.low == 0 and b.closed_low) or (b.high == 0 and b.closed_high):
        return None
    return _spanned([_quotient(x, y, b) for x in (_low(a), _high(a)) for y in (_low(b), _high(b))])


def _quotient(x: End, y: End, divisor: Interval) -> End:
    if x[0] == 0:  # nothing over whatever it is, reached or not
        return 0.0, x[1]
    if y[0] == 0:  # an end left out: the quotients grow beyond every bound
        return math.copysign(math.inf, x[0]) * (1.0 if divisor.high > 0 else -1.0), False
    if math.isinf(y[0]):  # near 0; where x has no end either, the other end of the divisor gives the far quotients
        return 0.0, False
    return x[0] / y[0], x[1] and y[1]


def power(a: Interval, b: Interval) -> Interval | None:
    """Return the powers to a constant exponent; None where a value has none.

    >>> power(Interval(-2.0, 3.0), point(2.0))
    Interval(low=0.0, high=9.0, closed_low=True, closed_high=False)
    """
    exponent = b.low
    if exponent != b.high:
        return None
    if exponent == 0:
        return point(1.0)  # reached by every value, also where no end is
    if exponent < 0:
        below = power(a, point(-exponent))
        return None if below is None else over(point(1.0), below)
    whole = exponent == int(exponent)
    if a.low < 0 and not whole:
        return None
    ends = [(_raised(value, exponent), held) for value, held in (_low(a), _high(a))]
    if whole and exponent % 2 == 0 and a.low < 0 < a.high:
        ends.append((0.0, True))
    return _spanned(ends)


def _raised(value: float, exponent: float) -> float:
    try:
        return float(value**exponent)
    except OverflowError:
        return math.inf if value > 0 or exponent % 2 == 0 else -math.inf


def absolute(a: Interval) -> Interval:
    """Return the sizes without their signs."""
    ends = [(abs(a.low), a.closed_low), (abs(a.high), a.closed_high)]
    return _spanned([*ends, (0.0, True)] if a.low < 0 < a.high else ends)


def hull(a: Interval, b: Interval) -> Interval:
    """Return the smallest interval with all of both."""
    return _spanned([_low(a), _high(a), _low(b), _high(b)])


def negated(a: Interval) -> Interval:
    """Return the condition that holds where the other does not."""
    return Interval(1.0 - a.high, 1.0 - a.low, closed_high=True)


def both(conditions: Sequence[Interval]) -> Interval:
    """Return 且: as likely as the least likely."""
    return Interval(min(c.low for c in conditions), min(c.high for c in conditions), closed_high=True)


def either(conditions: Sequence[Interval]) -> Interval:
    """Return 或: as likely as the likeliest."""
    return Interval(max(c.low for c in conditions), max(c.high for c in conditions), closed_high=True)


MIRRORED = {">": "<", "≥": "≤"}


def compared(a: Interval, sign: str, b: Interval) -> Interval:
    """Return whether a comparison holds for all values, for none, or for some."""
    if sign in MIRRORED:
        return compared(b, MIRRORED[sign], a)
    if sign in ("=", "≠"):
        same = tidy(a.low) == tidy(a.high) == tidy(b.low) == tidy(b.high)
        holds, may = same, a.common(b) is not None
        equal = Interval(float(holds), float(may), closed_high=True)
        return equal if sign == "=" else negated(equal)
    last, first = (tidy(a.high), a.closed_high), (tidy(b.low), b.closed_low)
    least, most = (tidy(a.low), a.closed_low), (tidy(b.high), b.closed_high)
    if sign == "<":
        holds = last[0] < first[0] or (last[0] == first[0] and not (last[1] and first[1]))
        may = least[0] < most[0]
    else:
        holds = last[0] <= first[0]
        may = least[0] < most[0] or (least[0] == most[0] and least[1] and most[1])
    return Interval(float(holds), float(may), closed_high=True)


OPERATIONS: dict[str, Callable[[Interval, Interval], Interval | None]] = {
    "+": plus,
    "-": minus,
    "*": times,
    "/": over,
    "^": power,
    "and": lambda a, b: both([a, b]),
    "or": lambda a, b: either([a, b]),
}
EVERYTHING = Interval(-math.inf, math.inf, closed_low=False)
"""What is known of a figure of which nothing is known."""
