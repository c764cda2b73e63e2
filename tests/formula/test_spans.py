"""Arithmetic of intervals at its edges: zero factors, open zeros, unbounded ends, powers that do not exist."""

from __future__ import annotations

import itertools
import math
import operator
from typing import TYPE_CHECKING

import pytest

from fzplan.figures import Interval
from fzplan.formula import spans

if TYPE_CHECKING:
    from collections.abc import Callable

    Operation = Callable[[Interval, Interval], Interval | None]

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


# —— against the values themselves: what lies just inside every end, and the end itself where it is reached ——

NEAR = 1e-9
ENDS = ((-3.0, -1.0), (-2.0, 0.0), (-2.0, 3.0), (0.0, 2.0), (1.0, 1.0), (1.0, 3.0), (3.0, 4.0))
OPEN = tuple(itertools.product((False, True), repeat=2))
SPANS = tuple(
    Interval(low, high, closed_low, closed_high)
    for low, high in ENDS
    for closed_low, closed_high in OPEN
    if low < high or (closed_low and closed_high)
)


def within(value: float, span: Interval) -> bool:
    return (span.low < value or (value == span.low and span.closed_low)) and (
        value < span.high or (value == span.high and span.closed_high)
    )


def values_of(span: Interval, *others: Interval) -> list[float]:
    """Values of an interval: its ends and those of others, what lies beside them, its middle."""
    ends = {end for one in (span, *others) for end in (one.low, one.high)}
    near = {end + step for end in ends for step in (-NEAR, 0.0, NEAR)} | {(span.low + span.high) / 2}
    return [value for value in near if within(value, span)]


def is_exactly(found: Interval, results: list[float]) -> None:
    """No result lies outside, and each end is met: reached where it is closed, only come near where it is open."""
    assert all(within(result, found) for result in results)
    for end, closed, nearest in (
        (found.low, found.closed_low, min(results)),
        (found.high, found.closed_high, max(results)),
    ):
        assert nearest == end if closed else nearest == pytest.approx(end, abs=1e-4)


@pytest.mark.parametrize(
    ("operation", "single"),
    [
        (spans.plus, operator.add),
        (spans.minus, operator.sub),
        (spans.times, operator.mul),
        (spans.over, operator.truediv),
    ],
)
def test_every_value_and_no_other(operation: Operation, single: Callable[[float, float], float]) -> None:
    for a, b in itertools.product(SPANS, repeat=2):
        found = operation(a, b)
        if found is None:
            assert within(0.0, b)
        elif math.isfinite(found.low) and math.isfinite(found.high):
            is_exactly(found, [single(x, y) for x in values_of(a) for y in values_of(b)])
        else:
            assert 0.0 in (b.low, b.high)  # a divisor that comes near zero
            assert all(within(x / y, found) for x in values_of(a) for y in values_of(b))


@pytest.mark.parametrize("exponent", [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 0.5])
def test_every_power_and_no_other(exponent: float) -> None:
    for a in SPANS:
        found = spans.power(a, spans.point(exponent))
        if found is None:
            assert a.low < 0
            assert exponent == 0.5
        else:
            is_exactly(found, [x**exponent for x in values_of(a, spans.point(0.0))])


@pytest.mark.parametrize(
    ("sign", "single"),
    [
        ("<", operator.lt),
        ("≤", operator.le),
        (">", operator.gt),
        ("≥", operator.ge),
        ("=", operator.eq),
        ("≠", operator.ne),
    ],
)
def test_a_comparison_holds_for_all_some_or_none(sign: str, single: Callable[[float, float], bool]) -> None:
    for a, b in itertools.product(SPANS, repeat=2):
        answers = {single(x, y) for x in values_of(a, b) for y in values_of(b, a)}
        assert spans.compared(a, sign, b) == Interval(
            float(answers == {True}), float(True in answers), closed_high=True
        )


@pytest.mark.parametrize(
    ("dividend", "divisor", "quotients"),
    [
        # ]0, 4]: from 1/4 (both reached) without end
        (Interval(1.0, 2.0), Interval(0.0, 4.0, closed_low=False, closed_high=True), Interval(0.25, math.inf)),
        # [−4, 0[: from minus without end to 1/−4
        (
            Interval(1.0, 2.0),
            Interval(-4.0, 0.0, closed_high=False),
            Interval(-math.inf, -0.25, closed_low=False, closed_high=True),
        ),
        # a divisor without end: down to 0, which is not reached; 2 is left out, and so is 2/4
        (Interval(1.0, 2.0), Interval(4.0, math.inf), Interval(0.0, 0.5, closed_low=False)),
        # both without end: near 0 (1 over what grows) and without end (what grows over 1)
        (Interval(1.0, math.inf), Interval(1.0, math.inf), Interval(0.0, math.inf, closed_low=False)),
        # minus without end over what grows from 1: any negative number, never 0
        (
            Interval(-math.inf, -1.0, closed_low=False, closed_high=True),
            Interval(1.0, math.inf),
            Interval(-math.inf, 0.0, closed_low=False),
        ),
        # minus without end over minus without end: any positive number, never 0
        (
            Interval(-math.inf, -1.0, closed_low=False, closed_high=True),
            Interval(-math.inf, -1.0, closed_low=False, closed_high=True),
            Interval(0.0, math.inf, closed_low=False),
        ),
        # nothing over what comes near zero is nothing
        (spans.point(0.0), Interval(0.0, 4.0, closed_low=False), Interval(0.0, 0.0, closed_high=True)),
    ],
)
def test_the_ends_of_quotients(dividend: Interval, divisor: Interval, quotients: Interval) -> None:
    assert spans.over(dividend, divisor) == quotients


@pytest.mark.parametrize("known", [*SPANS, UNBOUNDED, Interval(-math.inf, 3.0, closed_low=False)])
def test_what_nothing_is_known_of_adds_nothing(known: Interval) -> None:
    assert spans.EVERYTHING.common(known) == known
    assert not within(-math.inf, spans.EVERYTHING)
    assert not within(math.inf, spans.EVERYTHING)
