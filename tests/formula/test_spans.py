"""Arithmetic of intervals at its edges: zero factors, open zeros, unbounded ends, powers that do not exist."""

from __future__ import annotations

import math

import pytest

from fzplan.figures import Interval
from fzplan.formula import spans

OPEN_ZERO = Interval(0.0, 2.0, closed_low=False)
BELOW_ZERO = Interval(-2.0, 0.0)
UNBOUNDED = Interval(1100.0, math.inf, closed_low=False)


def test_a_factor_of_zero_leaves_one_value() -> None:
    assert spans.scaled(Interval(1.0, 2.0), 0.0) == spans.point(0.0)


def test_zero_times_anything_is_zero_even_where_the_other_is_unbounded() -> None:
    assert spans.times(spans.point(0.0), UNBOUNDED) == Interval(0.0, 0.0, closed_high=True)
    assert spans.times(Interval(0.0, 1.0), Interval(2.0, 3.0)) == Interval(0.0, 3.0)


@pytest.mark.parametrize(
    ("dividend", "divisor", "low", "high"),
    [
        (Interval(4.0, 6.0), OPEN_ZERO, 2.0, math.inf),  # 4 / 2, and beyond every bound near zero
        (Interval(4.0, 6.0), BELOW_ZERO, -math.inf, -2.0),
        (Interval(0.0, 6.0), OPEN_ZERO, 0.0, math.inf),
        (Interval(1100.0, 1200.0), UNBOUNDED, 0.0, 1200 / 1100),  # 超过1100 as the divisor
        (UNBOUNDED, UNBOUNDED, 0.0, math.inf),
    ],
)
def test_a_divisor_that_comes_near_zero_or_has_no_end(
    dividend: Interval, divisor: Interval, low: float, high: float
) -> None:
    found = spans.over(dividend, divisor)
    assert found is not None
    assert (found.low, found.high) == (low, pytest.approx(high))


def test_powers_that_do_not_exist_and_powers_without_end() -> None:
    assert spans.power(Interval(1.0, 2.0), Interval(1.0, 2.0)) is None  # the exponent is no constant
    assert spans.power(Interval(-1.0, 2.0), spans.point(0.5)) is None
    assert spans.power(Interval(-1.0, 2.0), spans.point(-1.0)) is None
    squared = spans.power(Interval(2.0, 4.0), spans.point(-2.0))
    assert squared is not None
    assert (squared.low, squared.high) == (1 / 16, 1 / 4)
    cubed = spans.power(Interval(-1e200, 1e200), spans.point(3.0))
    assert cubed is not None
    assert (cubed.low, cubed.high) == (-math.inf, math.inf)


def test_an_even_power_over_zero_starts_at_zero() -> None:
    assert spans.power(Interval(-2.0, 3.0), spans.point(0.0)) == spans.point(1.0)
    assert spans.absolute(Interval(-2.0, 3.0)) == Interval(0.0, 3.0)
