"""Periods as English and German tables write them; the months are counted by hand."""

from __future__ import annotations

import pytest

from fzplan import periods
from fzplan.periods import Period
from fzplan.returns import times

JAN_1971 = 1971 * 12


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Jan-Mar 1971", Period(JAN_1971, 3)),
        ("Feb-Apr 1971", Period(JAN_1971 + 1, 3)),
        ("Nov-Jan 1972", Period(JAN_1971 + 10, 3)),  # named by the year in which it ends
        ("Nov 1971-Jan 1972", Period(JAN_1971 + 10, 3)),
        ("January to June 2020", Period(2020 * 12, 6)),
        ("2020 Jan–Jun", Period(2020 * 12, 6)),
        ("Jan 1971", periods.month(1971, 1)),
        ("1971 JAN", periods.month(1971, 1)),
        ("September 2021", periods.month(2021, 9)),
        ("Sept. 2021", periods.month(2021, 9)),
        ("März 2022", periods.month(2022, 3)),
        ("2020M01", periods.month(2020, 1)),
        ("2020-M12", periods.month(2020, 12)),
        ("1947q1", periods.quarter(1947, 1)),
        ("Q1 2020", periods.quarter(2020, 1)),
        ("2020-Q3", periods.quarter(2020, 3)),
        ("4. Quartal 2020", periods.quarter(2020, 4)),
        ("H2 2020", Period(2020 * 12 + 6, 6)),
        ("2020H1", Period(2020 * 12, 6)),
        ("1. Halbjahr 2020", Period(2020 * 12, 6)),
        ("31.12.1950", periods.month(1950, 12)),
        ("31 December 1950", periods.month(1950, 12)),
        ("31. Dezember 1950", periods.month(1950, 12)),
    ],
)
def test_periods_in_english_and_german(text: str, period: Period) -> None:
    reading = times.read(text)
    assert reading is not None
    assert reading.period == period


@pytest.mark.parametrize(
    "text", ["2020M13", "32.12.1950", "31.13.1950", "Mar-Mar 1971", "Q5 2020", "Mayor 2020", "A1971", "Jan", "1.2.3"]
)
def test_what_is_no_period(text: str) -> None:
    assert times.read(text) is None
