"""Cells to numbers as an expert reads them; expected values stand in the print itself."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fzplan.returns.cells import figure, number_like
from fzplan.returns.readers.book import PLAIN, NumberFormat

READ = {
    "6648.7": (6648.7, 1, "=", ""),
    " 6648.70 ": (6648.7, 2, "=", ""),
    "６６４８．７": (6648.7, 1, "=", ""),
    "1,234,567.5": (1234567.5, 1, "=", ""),
    "１，２３４": (1234, 0, "=", ""),
    "1 234 567": (1234567, 0, "=", ""),
    "12\u00a0345.6": (12345.6, 1, "=", ""),
    "-5.2": (-5.2, 1, "=", ""),
    "−5.2": (-5.2, 1, "=", ""),
    "+3": (3, 0, "=", ""),
    ".5": (0.5, 1, "=", ""),
    "1.2e5": (120000, 0, "=", ""),
    "13.5%": (13.5, 1, "=", "%"),
    "13.5％": (13.5, 1, "=", "%"),
    "0.5‰": (0.5, 1, "=", "‰"),
    "6648.7亿元": (6648.7, 1, "=", "亿元"),
    "3 家": (3, 0, "=", "家"),
    "364.9万元/人": (364.9, 1, "=", "万元/人"),
    "超过1100": (1100, 0, ">", ""),
    "超过1100家": (1100, 0, ">", "家"),
    ">1100": (1100, 0, ">", ""),
    "≥5": (5, 0, "≥", ""),
    "不低于5": (5, 0, "≥", ""),
    "不超过5": (5, 0, "≤", ""),
    "不足1": (1, 0, "<", ""),
    "近5.5": (5.5, 1, "≈", ""),
    "约100": (100, 0, "≈", ""),
    "2000余": (2000, 0, ">", ""),
    "2000余家": (2000, 0, ">", "家"),
    "100万元以上": (100, 0, "≥", "万元"),
    "12.3①": (12.3, 1, "=", ""),
    "12.3②③": (12.3, 1, "=", ""),
    "12.3*": (12.3, 1, "=", ""),
    "12.3¹": (12.3, 1, "=", ""),
    "12.3（注1）": (12.3, 1, "=", ""),
    "5.6 1)": (5.6, 1, "=", ""),
}


@pytest.mark.parametrize("text", READ)
def test_text_that_is_a_number(text: str) -> None:
    seen = figure(text)
    assert seen is not None
    assert (seen.value, seen.decimals, seen.bound, seen.unit) == READ[text]
    assert seen.textual
    assert not seen.doubt


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("…", "N"),
        ("……", "N"),
        ("...", "N"),
        ("—", "O"),
        ("－", "O"),
        ("-", "O"),
        ("..", "O"),
        (":", "O"),
        ("无", "O"),
        ("暂无", "O"),
        ("x", "O"),
        ("N/A", "O"),
    ],
)
def test_symbols_of_yearbooks_are_no_numbers(text: str, status: str) -> None:
    seen = figure(text)
    assert seen is not None
    assert (seen.value, seen.status) == (None, status)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("10-15", "doubtful"),
        ("10～15家", "doubtful"),
        ("12 34", "doubtful"),
        ("（12.3）", "bracketed"),
        ("(5)", "bracketed"),
    ],
)
def test_doubtful_prints(text: str, doubt: str) -> None:
    seen = figure(text)
    assert seen is not None
    assert seen.doubt == doubt


@pytest.mark.parametrize(
    "text", ["", "总收入", "待报", "2021-03-05", "第3", "1,2345", "1.2.3", "①", "12月31日前完成并上报"]
)
def test_text_that_is_no_number(text: str) -> None:
    seen = figure(text)
    assert seen is None or seen.value is None


def test_stored_numbers_and_their_formats() -> None:
    assert figure(6648.7) == (6648.7, 1, "=", "", "A", "", False, "", "")
    assert figure(5564.0, NumberFormat(1)) == (5564, 1, "=", "", "A", "", False, "", "")
    assert figure(0.135, NumberFormat(1, 2, "%")) == (13.5, 1, "=", "%", "A", "", False, "", "")
    assert figure(40513000.0, NumberFormat(0, -3)) == (40513, 0, "=", "", "A", "", False, "", "")
    assert figure(dt.date(2021, 3, 5)) == (None, 0, "=", "", "A", "", False, "date", "")
    assert figure(None) is None
    assert figure(float("inf")) == (None, 0, "=", "", "A", "", False, "doubtful", "")
    assert figure(cell=True) is None


@given(st.floats(allow_nan=False, allow_infinity=False, width=64))
def test_a_stored_number_is_read_as_it_is(value: float) -> None:
    seen = figure(value, PLAIN)
    assert seen is not None
    assert seen.value == value


@given(st.integers(-(10**12), 10**12), st.integers(0, 4), st.booleans())
def test_a_printed_number_is_read_back(whole: int, decimals: int, full_width: bool) -> None:
    value = whole / 10**decimals
    text = f"{value:,.{decimals}f}"
    if full_width:
        text = text.translate(str.maketrans("0123456789,.", "０１２３４５６７８９，．"))
    seen = figure(text)
    assert seen is not None
    assert (seen.value, seen.decimals) == (float(f"{value:.{decimals}f}"), decimals)
    assert number_like(text)


@given(st.text(max_size=30))
@example("E0")  # an exponent alone is no number
def test_any_text_is_read_without_an_exception(text: str) -> None:
    figure(text)
    number_like(text)
