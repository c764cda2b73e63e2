"""Formulas as Excel text: the same answer as the arrays, known or unknown, in a small spreadsheet and in LibreOffice."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from fzplan.formula import array
from fzplan.formula.excel import LONGEST, Leaf, Seat, sides, written
from fzplan.formula.slack import slack
from tests.formula import spreadsheet
from tests.formula.given import ZONES, Numbers, typed
from tests.office import office, recalculated

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.formula import Typed

NAMES = ("总收入", "利润", "研发费用")
SEATS = {(name, zone): f"{column}{row}" for column, name in zip("ABC", NAMES, strict=True) for row, zone in enumerate(("", *ZONES), 1)}  # fmt: skip


def seats(leaf: Leaf) -> Seat | None:
    """The names in columns A to C, the total in row 1 and the zones below; nothing of other years."""
    zone = dict(leaf.picks).get("园区", "")
    if leaf.shift or leaf.period or leaf.form or leaf.reading or (leaf.name, zone) not in SEATS:
        return None
    return Seat(SEATS[leaf.name, zone])


figures = st.none() | st.integers(-3, 3).map(float) | st.floats(-1e9, 1e9).map(lambda x: round(x, 2))
sheets = st.lists(figures, min_size=12, max_size=12)

leaves = st.sampled_from(
    [*NAMES, "总收入[园区=东区]", "利润[园区 in 两区]", "0", "2亿元", "1500万元", "sum(总收入, over=园区)"]
)


def _numbers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    money = inner.filter(lambda text: text != "0")
    return st.one_of(
        st.builds("({} {} {})".format, money, st.sampled_from("+-"), money),
        st.builds("({} {} {})".format, money, st.sampled_from("*/"), st.sampled_from(["2", "4", "0.5"])),
        st.builds("(-{})".format, money),
        st.builds("abs({})".format, money),
        st.builds("round({}, 1)".format, money),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), money, money),
        st.builds("({} / {} * 3亿元)".format, money, money),
    )


numbers = st.recursive(leaves.filter(lambda text: text != "0"), _numbers, max_leaves=3)
comparisons = st.builds(
    "({} {} {})".format, numbers, st.sampled_from(["<", "<=", ">", ">=", "=", "≠"]), numbers | st.just("0")
)


def _conditions(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} 且 {})".format, inner, inner),
        st.builds("({} 或 {})".format, inner, inner),
        st.builds("(非 {})".format, inner),
        st.builds("(若 {} 则 {})".format, inner, inner),
    )


conditions = st.recursive(comparisons, _conditions, max_leaves=3)


def frame(values: list[float | None]) -> Numbers:
    data = {}
    for k, name in enumerate(NAMES):
        of_name = [np.nan if v is None else v for v in values[4 * k : 4 * k + 4]]
        data[name] = np.array([of_name]).reshape(1, 4, 1)
    return Numbers(data, length=1)


def cells(values: list[float | None]) -> dict[str, object]:
    return {seat: v for seat, v in zip(SEATS.values(), values, strict=True) if v is not None}


def expected(found: Typed, values: list[float | None]) -> float:
    return float(array(found, frame(values))[0, 0, 0])


def agrees(computed: object, wanted: float) -> bool:
    """Tell whether a spreadsheet's answer is the arrays': an error or no number is NaN, TRUE is 1."""
    if isinstance(computed, str) or computed is None:
        return math.isnan(wanted)
    assert isinstance(computed, bool | int | float)
    return math.isclose(float(computed), wanted, rel_tol=1e-9, abs_tol=1e-9)


@settings(max_examples=400, deadline=None)
@given(text=numbers | conditions, values=sheets)
def test_a_spreadsheet_computes_what_the_arrays_do(text: str, values: list[float | None]) -> None:
    found = typed(text)
    made = written(found, seats)
    if made is None:  # too long for Excel
        return
    assert len(made.text) <= LONGEST
    assert agrees(spreadsheet.value(made.text, cells(values)), expected(found, values)), made.text


@pytest.mark.parametrize(
    ("text", "sheet", "wanted"),
    [
        ("研发费用 <= 总收入", {"A1": 1.0, "C1": 9999.0}, True),  # 9999万元 is 0.9999亿元
        ("研发费用 <= 总收入", {"A1": 1.0, "C1": 10001.0}, False),
        ("研发费用 <= 总收入", {"A1": 1.0}, "#N/A"),
        ("若 总收入 > 0 则 利润 <= 总收入", {"A1": 0.0}, True),  # nothing is asked where the condition fails
        ("若 总收入 > 0 则 利润 <= 总收入", {"A1": 5.0}, "#N/A"),
        ("总收入 > 0 或 利润 > 0", {"B1": 1.0}, True),
        ("总收入 > 0 且 利润 > 0", {"B1": -1.0}, False),
        ("总收入 = 利润 + 1亿元", {"A1": 0.3, "B1": -0.7}, True),  # 0.3 and 0.30000000000000004
        ("总收入 / 利润 > 0", {"A1": 1.0, "B1": 0.0}, "#DIV/0!"),
        ("0 <= 利润 < 总收入", {"A1": 2.0, "B1": 2.0}, False),
        ("(总收入 - 利润)[园区=东区] = 1亿元", {"A2": 3.0, "B2": 2.0}, True),
        (
            "sum(总收入 - 利润, over=园区) = 6亿元",
            {"A2": 3.0, "B2": 2.0, "A3": 4.0, "B3": 2.0, "A4": 5.0, "B4": 2.0},
            True,
        ),
        ("(若 总收入 > 1亿元 则 利润 否则 0亿元) = 2亿元", {"A1": 3.0, "B1": 2.0}, True),
        ("mean(总收入, over=园区) = 4亿元", {"A2": 3.0, "A3": 4.0, "A4": 5.0}, True),
    ],
)
def test_worked_answers(text: str, sheet: dict[str, object], wanted: object) -> None:
    made = written(typed(text), seats)
    assert made is not None
    assert spreadsheet.value(made.text, sheet) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "growth(总收入) > 5%",
        "总收入@-1 < 总收入",
        "总收入@2019 < 总收入",
        "share(总收入, over=园区) > 5%",
        "企业数 > 0家",
        "(总收入@2020)@-1 > 0",
        "(总收入@-1)@2020 > 0",
        "总收入[园区=东区][园区=西区] > 0",
        '级别 = "甲"',
        "count(over=园区) > 2个",
        "rank(总收入, over=园区) = 1位",
    ],
)
def test_what_the_sheet_or_excel_has_no_words_for_is_left_to_the_program(text: str) -> None:
    assert written(typed(text), seats) is None


def test_other_years_are_looked_for_where_they_stand() -> None:
    known = {-1: "Z1", 0: "A1"}
    made = written(typed("总收入 >= 总收入@-1"), lambda leaf: Seat(known[leaf.shift]))
    assert made is not None
    assert made.cells == ("A1", "Z1")
    at = written(typed("总收入@2019 >= 0"), lambda leaf: Seat(f"Y{leaf.period}"))
    assert at is not None
    assert at.cells == ("Y2019",)


def test_the_printed_unit_is_converted_by_its_factor() -> None:
    made = written(typed("总收入 >= 1亿元"), lambda _: Seat("A1", Fraction(1, 100000)))
    assert made is not None
    assert spreadsheet.value(made.text, {"A1": 100000.0}) is True
    assert spreadsheet.value(made.text, {"A1": 99999.0}) is False


def test_a_tolerance_is_how_far_the_sides_may_be_apart() -> None:
    relation = typed("总收入 = 利润 + 研发费用")
    for apart, holds in ((0.1, True), (0.2, True), (0.21, False), (-0.2, True), (-0.3, False)):
        made = written(relation, seats, "0.2")
        assert made is not None
        sheet = {"A1": 10.0 + apart, "B1": 4.0, "C1": 60000.0}
        assert spreadsheet.value(made.text, sheet) is holds, apart
    below = written(typed("利润 <= 总收入"), seats, "0.5")
    assert below is not None
    assert spreadsheet.value(below.text, {"A1": 1.0, "B1": 1.5}) is True
    above = written(typed("总收入 >= 利润"), seats, "0.5")
    assert above is not None
    assert spreadsheet.value(above.text, {"A1": 1.0, "B1": 1.5}) is True
    assert spreadsheet.value(above.text, {"A1": 1.0, "B1": 1.6}) is False


def test_rounding_of_printed_figures_adds_up() -> None:
    # half a step each: 0.05 of 总收入 (1 decimal), 0.005 of 利润 (2), and 0.5万元 = 0.00005亿元
    places = {"总收入": 1, "利润": 2, "研发费用": 0}
    assert slack(typed("总收入 = 利润 + 研发费用"), places.get) == pytest.approx(0.05 + 0.005 + 0.00005)
    assert slack(typed("若 总收入 > 0 则 2 * 利润 <= 总收入"), places.get) == pytest.approx(0.01 + 0.05)
    assert slack(typed("利润[园区 in 两区] <= 总收入 / 2"), places.get) == pytest.approx(0.01 + 0.025)
    assert slack(typed("-利润 <= 总收入@-1"), places.get) == pytest.approx(0.005 + 0.05)
    assert slack(typed("利润 * 总收入 > 0"), places.get) is None
    assert slack(typed("利润 > 0 且 总收入 > 0"), places.get) is None
    assert slack(typed("利润 <= 总收入"), {"利润": 1}.get) is None


def test_the_two_sides_of_a_relation() -> None:
    two = sides(typed("若 总收入 > 0 则 研发费用 <= 总收入"), seats)
    assert two is not None
    assert [spreadsheet.value(side.text, {"A1": 2.0, "C1": 5.0}) for side in two] == [5.0, 20000.0]  # in 万元, the left
    assert sides(typed("总收入 > 0 且 利润 > 0"), seats) is None


@office
def test_libreoffice_computes_what_the_arrays_do(tmp_path: Path) -> None:
    """A hundred random formulas in one workbook, computed by LibreOffice, against the arrays."""
    from python_calamine import CalamineWorkbook

    relations: list[tuple[str, list[float | None]]] = []

    @settings(max_examples=120, deadline=None, derandomize=True, database=None)
    @given(text=numbers | conditions, values=sheets)
    def gather(text: str, values: list[float | None]) -> None:
        relations.append((text, values))

    gather()
    path = tmp_path / "in" / "book.xlsx"
    path.parent.mkdir()
    book = xlsxwriter.Workbook(str(path))
    kept: list[tuple[str, Any, float]] = []
    for text, values in relations:
        found = typed(text)
        made = written(found, seats)
        if made is None:
            continue
        sheet = book.add_worksheet()
        for seat, value in cells(values).items():
            sheet.write_number(seat, value)
        sheet.write_formula("H1", f'=IFERROR({made.text},"missing")', None, "")
        kept.append((text, values, expected(found, values)))
    book.close()
    out = recalculated(path.parent, tmp_path / "out")
    computed = CalamineWorkbook.from_path(str(out / "book.xlsx"))
    assert len(kept) > 100
    for name, (text, values, wanted) in zip(computed.sheet_names, kept, strict=True):
        cell = computed.get_sheet_by_name(name).to_python(skip_empty_area=False)[0][7]
        assert agrees(cell, wanted), (text, values, cell, wanted)
