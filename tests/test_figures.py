"""Rounding: the 19 worked cases of GB/T 8170-2008 kind, the interval of a print, comparison at 12 digits."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzplan import figures
from fzplan.figures import Interval

HALF_UP_AND_EVEN = [  # value, decimals, 四舍五入, GB/T 8170-2008 3.2 (奇进偶舍)
    (12.1498, 1, "12.1", "12.1"),
    (12.1498, 0, "12", "12"),
    (10.5002, 0, "11", "11"),
    (1.050, 1, "1.1", "1.0"),
    (0.35, 1, "0.4", "0.4"),
    (2500.0, -3, "3E+3", "2E+3"),
    (3500.0, -3, "4E+3", "4E+3"),
    (-355.0, -1, "-3.6E+2", "-3.6E+2"),
    (-325.0, -1, "-3.3E+2", "-3.2E+2"),
    (2.675, 2, "2.68", "2.68"),
    (0.125, 2, "0.13", "0.12"),
    (1.005, 2, "1.01", "1.00"),
]


@pytest.mark.parametrize(("value", "decimals", "half_up", "even"), HALF_UP_AND_EVEN)
def test_both_rules_round_the_decimal_text(value: float, decimals: int, half_up: str, even: str) -> None:
    assert figures.rounded(value, decimals) == Decimal(half_up)
    assert figures.rounded(value, decimals, "gb8170") == Decimal(even)


def test_a_limit_judged_by_the_rounded_value() -> None:
    # target 550, actual 549.96, one decimal: 全数值 fails, 修约值 passes (conventions of GB/T 8170 section 4.3)
    assert not figures.compare(549.96, "≥", 550)
    assert figures.compare(float(figures.rounded(549.96, 1)), "≥", 550)


def test_shown_has_no_negative_zero() -> None:
    assert figures.shown(-0.04, 1) == "0.0"
    assert figures.shown(-0.06, 1) == "-0.1"


@pytest.mark.parametrize(
    ("bound", "low", "high", "inside", "outside"),
    [
        (">", 1100, math.inf, 1100.1, 1100),
        ("≥", 1100, math.inf, 1100, 1099.9),
        ("<", -math.inf, 100, 99.9, 100),
        ("≤", -math.inf, 100, 100, 100.1),
        ("=", 1099.5, 1100.5, 1099.5, 1100.5),
    ],
)
def test_a_vague_figure_is_a_half_open_interval(
    bound: str, low: float, high: float, inside: float, outside: float
) -> None:
    value = high if math.isinf(low) else low
    interval = figures.printed(1100 if bound == "=" else value, 0, bound)
    assert (interval.low, interval.high) == (low, high)
    assert interval.meets(Interval(inside, inside, closed_high=True))
    assert not interval.meets(Interval(outside, outside, closed_high=True))


def test_intervals_that_only_touch_meet_where_both_ends_belong() -> None:
    assert not figures.printed(1.5, 1).meets(figures.printed(1.6, 1))  # [1.45,1.55) and [1.55,1.65)
    assert figures.printed(1.5, 1).meets(figures.printed(1.54, 2))
    assert not Interval(0, 1).meets(Interval(2, 3))


@pytest.mark.parametrize(
    ("left", "comparator", "right", "holds"),
    [
        (0.1 + 0.2, "≥", 0.3, True),
        (0.1 + 0.2, ">", 0.3, False),
        (550.0, ">", 550.0, False),
        (0.1 + 0.2, "==", 0.3, True),
        (1.0, "≠", 1.0, False),
        (1.0, "<", 2.0, True),
        (2.0, "<=", 1.0, False),
    ],
)
def test_float_noise_decides_nothing(left: float, comparator: str, right: float, holds: bool) -> None:
    assert figures.compare(left, comparator, right) is holds


@given(st.floats(-1e12, 1e12), st.integers(0, 6))
def test_a_print_stands_for_the_value_it_was_rounded_from(value: float, decimals: int) -> None:
    print_ = figures.rounded(value, decimals)
    interval = figures.printed(float(print_), decimals)
    noise = 1e-15 * abs(value)
    assert interval.low - noise <= value <= interval.high + noise


def test_decimals_of_a_float() -> None:
    assert [figures.decimals_of(v) for v in (6648.7, 8466.0, 1e16, 2.5e-3)] == [1, 0, 0, 4]


@pytest.mark.parametrize("value", [1e300, -1.7e308, 5e-324])
def test_any_float_can_be_shown(value: float) -> None:
    assert float(figures.shown(value, 1)) == pytest.approx(value, abs=0.05)
