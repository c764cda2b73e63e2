"""Labels and words for periods, as people print them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzplan import periods
from fzplan.periods import Period
from fzplan.returns import labels, times
from fzplan.returns.grid import Grid, window
from fzplan.returns.header import is_code_row
from fzplan.returns.readers.book import Sheet
from fzplan.returns.readers.formats import number_format

PERIODS = {
    "2020年": "2020", "2020": "2020", "2020.0": "2020", "二〇二〇年": "2020", "２０２０年": "2020", "2020年度": "2020",
    "2024年④": "2024", "2024年①②": "2024", "2020年末": "2020", "2020年底": "2020", "2020年实际": "2020", "2020年1—12月": "2020",
    "2021年1—9月": "2021-01-01/P9M", "2021年1-2月": "2021-01-01/P2M", "2021年1至6月累计": "2021-S1",
    "2021年3月": "2021-03", "2021-03": "2021-03", "2021/3": "2021-03", "2021.03": "2021-03", "2021年3月末": "2021-03",
    "2021年三季度": "2021-Q3", "2021年第3季度": "2021-Q3", "1947q1": "1947-Q1", "2021年上半年": "2021-S1", "2021年下半年": "2021-S2",
    "2021年前三季度": "2021-01-01/P9M", "2021年1—3季度": "2021-01-01/P9M", "2021年一至二季度": "2021-S1", "2016-2020年": "2016-01-01/P5Y", "2016—2020年合计": "2016-01-01/P5Y",
    "2016年至2020年": "2016-01-01/P5Y", "2016-20年": "2016-01-01/P5Y", "2021年3月5日": "2021-03",
}  # fmt: skip


@pytest.mark.parametrize("text", PERIODS)
def test_words_for_periods(text: str) -> None:
    reading = times.read(text)
    assert reading is not None
    assert str(reading.period) == PERIODS[text]


@pytest.mark.parametrize(
    "text",
    ["总收入", "2020-2016年", "13月", "2016-2020年年均增长", "2020年比2016年增长", "", "三产", "99", "2020年名单"],
)
def test_words_that_are_no_period(text: str) -> None:
    assert times.read(text) is None


RELATIVE = {
    "本年": ("2023-01-01/P9M", "published"),
    "本期": ("2023-01-01/P9M", "published"),
    "上年同期": ("2022-01-01/P9M", "comparable"),
    "去年同期": ("2022-01-01/P9M", "comparable"),
    "本月": ("2023-09", "published"),
    "1—本月": ("2023-01-01/P9M", "published"),
    "本年累计": ("2023-01-01/P9M", "published"),
    "上年同月": ("2022-09", "comparable"),
}


@pytest.mark.parametrize("text", RELATIVE)
def test_relative_words_lean_on_the_reporting_period(text: str) -> None:
    reading = times.read(text)
    assert reading is not None
    assert reading.within(None) is None
    assert (str(reading.within(times.reported(periods.to_date(2023, 9)))), reading.basis) == RELATIVE[text]


LEANING = {  # within 报告期 2023年6月, within 2023年, and within 2023年1—12月 where that says more
    "本期": ("2023-06", "2023", "2023"), "本月": ("2023-06", "None", "2023-12"), "本季": ("2023-Q2", "None", "2023-Q4"),
    "1—本月": ("2023-S1", "2023", "2023"), "本年累计": ("2023-S1", "2023", "2023"), "本年": ("2023-S1", "2023", "2023"),
    "年初至今": ("2023-S1", "2023", "2023"), "年初至本月末累计": ("2023-S1", "2023", "2023"), "累计": ("2023-S1", "2023", "2023"),
    "全年": ("2023", "2023", "2023"), "年初数": ("2022", "2022", "2022"), "期初": ("2022", "2022", "2022"),
    "上年同月": ("2022-06", "None", "2022-12"), "上年同期累计": ("2022-S1", "2022", "2022"), "3月": ("2023-03", "2023-03", "2023-03"),
    "1—2月": ("2023-01-01/P2M", "2023-01-01/P2M", "2023-01-01/P2M"), "三季度": ("2023-Q3", "2023-Q3", "2023-Q3"),
    "上期": ("None", "2022", "2022"),
}  # fmt: skip


@pytest.mark.parametrize("text", LEANING)
def test_words_that_lean_on_a_month_or_on_a_year(text: str) -> None:
    reading = times.read(text)
    assert reading is not None
    year = periods.year(2023)
    on = (times.reported(periods.month(2023, 6)), times.reported(year), times.reported(year, "2023年1—12月"))
    assert tuple(str(reading.within(one)) for one in on) == LEANING[text]
    assert reading.basis == (
        "comparable" if text[:2] in ("上年", "上期", "年初", "期初") and "至" not in text else "published"
    )


NESTED = {
    ("本月", "上年同期"): "2022-06", ("本月", "本年"): "2023-06", ("1—本月", "上年同期"): "2022-S1", ("累计", "本年"): "2023-S1",
    ("上年同期", "本月"): "2022-06", ("上年", "累计"): "2022-S1", ("本年", "累计"): "2023-S1", ("6月", "上年同期"): "2022-06",
    ("2022年", "1-6月"): "2022-S1", ("2022年", "上年同期"): "2021", ("2021年1—9月", "上年同期"): "2020-01-01/P9M",
    ("总收入", "本月", "上年同期"): "2022-06",
}  # fmt: skip


@pytest.mark.parametrize("path", NESTED)
def test_words_under_words(path: tuple[str, ...]) -> None:
    reading = times.along(path)
    assert reading is not None
    assert str(reading.within(times.reported(periods.month(2023, 6)))) == NESTED[path]


def test_the_first_two_months_are_one_period() -> None:
    on = times.reported(periods.to_date(2023, 2))
    assert [str(times.Reading(None, word).within(on)) for word in ("month", "to_date")] == ["None", "2023-01-01/P2M"]


def test_stored_years_and_dates() -> None:
    assert times.read(2020.0) == times.Reading(periods.year(2020))
    assert times.read(dt.date(2021, 3, 5)) == times.Reading(periods.month(2021, 3))
    assert times.read(2020.5) is None
    assert times.read(12.0) is None
    assert times.read("三季度", 2021) == times.Reading(periods.quarter(2021, 3))
    assert times.read("三季度") == times.Reading(None, "7-9")


def test_growth_headings_are_derived() -> None:
    assert times.derived("比上年增长（%）")
    assert not times.derived("本年")


@pytest.mark.parametrize(
    ("text", "key", "bracket", "child"),
    [
        ("总 收 入", "总收入", "", False),
        ("一、总收入", "总收入", "", False),
        ("（一）总收入（亿元）", "总收入", "亿元", False),
        ("1. 总收入", "总收入", "", False),
        ("1.1 总收入", "总收入", "", False),
        ("01 总收入", "总收入", "", False),
        ("　其中：女性", "女性", "", True),
        ("#试验发展支出", "试验发展支出", "", True),
        ("总收入①", "总收入", "", False),
        ("R&D 经费", "R&D经费", "", False),
        ("总收入：", "总收入", "", False),
        ("营 业\n收 入", "营业收入", "", False),
        ("2020年", "2020年", "", False),
        ("100强企业数", "100强企业数", "", False),
    ],
)
def test_labels(text: str, key: str, bracket: str, child: bool) -> None:
    label = labels.read(text)
    assert (label.key, label.bracket, label.child) == (key, bracket, child)


def test_a_vocabulary_finds_names_and_the_nearest() -> None:
    words = labels.Vocabulary({"总收入": "总收入", "从业人员期末人数": "期末人数", "税收（留区）": "留区税收"})
    assert words.find("二、总 收 入（亿元）") == "总收入"
    assert words.find("税收(留区)") == "留区税收"
    assert words.find("总收") is None
    bracketed = labels.Vocabulary({"能耗降低（2018—2022年）": "五年", "能耗降低": "各年"})
    assert (bracketed.find("能耗降低"), bracketed.find("能耗降低（2018—2022年）")) == ("各年", "五年")
    assert words.nearest("总收人") == ("总收入",)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("0.00", (2, 0, "")), ("#,##0", (0, 0, "")), ("0%", (0, 2, "%")), ("#,##0,", (0, -3, "")), ('0.0"亿元"', (1, 0, "亿元")),
        ("yyyy-mm-dd", (None, 0, "")), ("@", (None, 0, "")), ("_ * #,##0.0_ ;[Red](0.0)", (1, 0, "")), ("0_);(0)", (0, 0, "")),
    ],
)  # fmt: skip
def test_number_formats(code: str, expected: tuple[int | None, int, str]) -> None:
    assert number_format(code) == expected


def test_windows_and_kinds_of_lines() -> None:
    assert window("$B$3:D10") == (2, 1, 9, 3)
    assert window("B3") is None
    rows = [["标题", ""], ["", "单位：亿元"], ["指标", "2020年"], ["", ""], ["注：略", ""], ["单位负责人：", ""]]
    grid = Grid(Sheet("a", rows))  # type: ignore[arg-type]
    assert [grid.kind(r) for r in range(6)] == ["single", "identification", "row", "blank", "note", "sign_off"]


@given(st.text(max_size=20))
def test_any_label_is_read_without_an_exception(text: str) -> None:
    labels.read(text)
    times.read(text)
    times.in_title(text)
    number_format(text)


@given(st.integers(1900, 2099), st.integers(1, 12))
def test_months_are_read_back(year: int, month: int) -> None:
    for text in (f"{year}年{month}月", f"{year}-{month:02}", f"{year}/{month}"):
        assert times.read(text) == times.Reading(Period(year * 12 + month - 1, 1))


CODE_ROWS = (
    "甲|乙|丙|1|2",
    "甲|1",
    "甲|乙|5|6|7",
    "A|B|1|2",
    "|(1)|(2)|(3)=(1)-(2)",
    "1|2|3|4",
    "甲|乙|1|2|3=1-2",
    "QC02|QC05_0|QD01",
    "代码|QC02|QC05_0",
)
NO_CODE_ROWS = ("A|100", "A|1", "A|0|1", "甲|100", "甲|100|101|90", "总收入|1|2", "1|2", "B|1|5", "QC02|3000|4000")


@pytest.mark.parametrize("line", [*CODE_ROWS, *NO_CODE_ROWS])
def test_rows_of_codes(line: str) -> None:
    cells = [float(cell) if cell.isdigit() else cell for cell in line.split("|")]
    assert is_code_row(Grid(Sheet("a", [cells])), 0) == (line in CODE_ROWS)  # type: ignore[list-item]
