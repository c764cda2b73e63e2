from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzplan import periods
from fzplan.periods import Period

SOME = [
    (periods.year(2023), "2023", "2023年"),
    (periods.quarter(2023, 3), "2023-Q3", "2023年7—9月"),
    (periods.month(2023, 9), "2023-09", "2023年9月"),
    (periods.to_date(2023, 9), "2023-01-01/P9M", "2023年1—9月"),
    (periods.to_date(2023, 6), "2023-S1", "2023年1—6月"),
    (Period(2023 * 12 + 6, 6), "2023-S2", "2023年7—12月"),
    (Period(2023 * 12 + 3, 6), "2023-04-01/P6M", "2023年4—9月"),
    (periods.years(2016, 2020), "2016-01-01/P5Y", "2016—2020年"),
    (Period(2020 * 12 + 6, 12), "2020-07-01/P1Y", "2020年7月—2021年6月"),
]


@pytest.mark.parametrize(("period", "sdmx", "chinese"), SOME)
def test_written(period: Period, sdmx: str, chinese: str) -> None:
    assert periods.text(period) == sdmx
    assert str(period) == sdmx
    assert periods.parse(sdmx) == period
    assert periods.words(period, "zh") == chinese


def test_an_instant_is_written_by_the_month_it_closes() -> None:
    assert str(periods.year(2023).instant) == "2023"  # a stock of the year 2023 stands at its end
    assert str(periods.month(2023, 6).instant) == "2023-06"
    assert periods.words(periods.year(2023).instant, "zh") == "2023年"
    assert periods.words(periods.month(2023, 6).instant, "zh") == "2023年6月末"


@pytest.mark.parametrize("kind", ["stock", "fixed"])
def test_a_stock_stands_at_the_end_of_its_month_quarter_or_year(kind: str) -> None:
    for period in (periods.month(2023, 6), periods.quarter(2023, 2), periods.to_date(2023, 6)):
        assert periods.of_kind(period, kind) == Period(2023 * 12 + 5, 0)
    assert periods.of_kind(periods.year(2023), kind) == Period(2023 * 12 + 11, 0)
    assert periods.of_kind(periods.years(2022, 2023), kind) == periods.years(2022, 2023)  # no instant


def test_english_words() -> None:
    assert periods.words(periods.years(2016, 2020), "en") == "2016–2020"
    assert periods.words(periods.quarter(2023, 3), "en") == "2023-Q3"
    assert periods.words(periods.to_date(2023, 9), "en") == "2023-01-01/P9M"


@pytest.mark.parametrize("written", ["二〇二〇年", "2023-13", "2023-Q5", "23", "", "2023-06-30"])
def test_what_is_no_time_period(written: str) -> None:
    assert periods.parse(written) is None


def test_year_in_which_a_period_ends() -> None:
    assert periods.years(2016, 2020).year == 2020
    assert periods.year(2023).shifted(-12) == periods.year(2022)
    assert not Period(2020 * 12 + 6, 12).is_year


@given(st.integers(1900 * 12, 2100 * 12), st.integers(1, 120))
def test_text_and_parse_are_inverse(start: int, months: int) -> None:
    period = Period(start, months)
    assert periods.parse(periods.text(period)) == period
