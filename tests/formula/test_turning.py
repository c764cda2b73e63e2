"""Edges where a slip would change a figure of a formula, or what is said of it."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import narwhals as nw
import numpy as np
import pandas as pd
import pytest

from fzplan.figures import Interval
from fzplan.formula import FormulaError, Trace, array, check, lazy, parse, spans, trace
from fzplan.formula.columns import NOISE
from fzplan.formula.excel import Seat, sides, written
from fzplan.formula.faults import caret, width
from fzplan.formula.functions import cagr, cumulative, rank, share
from fzplan.formula.intervals import interval
from fzplan.formula.live import live
from fzplan.formula.rows import Columns, evaluated
from fzplan.formula.slack import slack
from fzplan.formula.typed import Over, is_plain
from fzplan.formula.wording import figure
from fzplan.formula.wording import text as written_out
from fzplan.model.plan import Dimension
from tests.formula.given import Names, Numbers, checked, codes, symbol, typed
from tests.formula.spreadsheet import value
from tests.formula.test_excel import seats
from tests.formula.test_intervals import Known
from tests.formula.test_row_style import FIELDS, ROWS, Scope

BY_INDUSTRY = Numbers({"总收入": [[[60.0, 10, 20, 30]], [[74.0, 11, 24, 39]]]}, length=2)
FILTER = Names(style="filter")

# —— records ——


@pytest.mark.parametrize(
    ("left", "right", "order"),
    [
        (5.0, 4.0, 1),
        (-5.0, 4.0, -1),
        (0.1 + 0.2, 0.3, 0),  # 0.30000000000000004
        (0.0, 0.0, 0),
        (1.0, 1 + 0.9 * NOISE, 0),
        (1.0, 1 + 1.2 * NOISE, -1),
        (1 + 1.2 * NOISE, 1.0, 1),
    ],
)
def test_figures_of_records_differ_by_more_than_noise(left: float, right: float, order: int) -> None:
    frame = nw.from_native(pd.DataFrame({"总收入": [left], "利润": [right]}).astype("Float64"))
    holds = {"=": order == 0, "≠": order != 0, "<": order < 0, "≤": order <= 0, ">": order > 0, "≥": order >= 0}
    for sign, expected in holds.items():
        found = frame.select(v=lazy(typed(f"总收入 {sign} 利润", "", FILTER)))["v"].to_list()
        assert found == [expected], sign


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-投资", [-3000, -100, None]),
        ("若 非 用地 > 5亩 则 1万元 否则 2万元", [2, 1, 1]),
        ("round(-投资 / 7, 1)", [-428.6, -14.3, None]),
    ],
)
def test_records_row_by_row(text: str, expected: list[float | None]) -> None:
    tree, faults = check(parse(text), FIELDS)
    assert not faults
    assert tree is not None
    found = evaluated(tree, Columns(ROWS)).tolist()
    assert found == [pytest.approx(math.nan if v is None else v, nan_ok=True) for v in expected]


# —— the second dimension, years beyond the last ——


@pytest.mark.parametrize(
    ("text", "value", "members"),
    [
        ("总收入[产业=航空航天]", 24, ["航空航天"]),
        ("总收入[产业 in 千亿]", 35, ["轨道交通", "航空航天"]),
        ("sum(总收入, over=产业)", 74, ["轨道交通", "航空航天", "智能装备"]),
    ],
)
def test_a_trace_over_the_second_dimension(text: str, value: float, members: list[str]) -> None:
    found = trace(typed(text), BY_INDUSTRY, (1, 0, 0))
    assert found.value == value
    assert [leaf.by for leaf in found.children] == [{"产业": member} for member in members]


def test_a_year_beyond_the_last_has_no_figure() -> None:
    found = array(typed("cagr(总收入, since=2021, until=2024)"), Numbers({"总收入": [1, 2, 3, 4]}))
    assert np.isnan(found).all()


def test_ranks_where_only_the_total_is_known() -> None:
    assert np.isnan(rank.kernel({"taken": [1, 2, 3]}, np.array([9.0, 2.0, 4.0]))).all()


# —— reasons and places ——


def test_what_is_beyond_the_machine_is_no_number() -> None:
    frame = Numbers({"利润": [5, 5, 5, 5], "占比": [30, 30, 30, 30]})
    # (5·10^18)^16 is 1.5·10^299; 100 times that over 30·10^-10 is beyond 1.8·10^308
    found = trace(typed("real((利润 * 1e18) ^ 16, 占比 * 1e-10)"), frame, (0, 0, 0))
    assert (found.value, [why.code for why in found.why]) == (None, ["not_a_number"])


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        ((0, 5), "base_zero"),
        ((1, -5), "sign_change"),
        ((1, 0), "sign_change"),
        ((-1, 5), "negative_base"),
        ((-1, 0), "negative_base"),
        ((5, 1), "no_span"),
        ((-5, -1), "no_span"),
    ],
)
def test_why_there_is_no_average_growth(levels: tuple[float, float], code: str) -> None:
    assert cagr.why(levels) == code


def test_the_place_of_a_fault_of_one_character() -> None:
    (fault,) = checked("甲 + 总收入")[1]
    assert (fault.rule.code, fault.offset, fault.length) == ("FZ202", 0, 1)


def test_carets_under_wide_and_combined_characters() -> None:
    assert (width("a"), width("总"), width("e\u0301")) == (1, 2, 1)
    assert caret("总ab", 1, 0) == "总ab\n  ^"
    assert caret("", 3) == ""


def test_nought_has_every_unit_and_one_has_none() -> None:
    assert codes("0 <= 总收入 <= 5亿元") == []
    assert codes("1 <= 总收入") == ["FZ204"]


# —— half a unit of the last digit ——


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("总收入 = 利润", 0.55),  # 0.05 of a figure with one decimal, 0.5 of one with none
        ("总收入 = 利润 + 3亿元", 0.55),  # a number of the plan is exact
        ("总收入 * 3 = 利润", 0.65),
        ("2 * 总收入 = 利润", 0.6),
        ("总收入 / 2 = -利润", 0.525),
        ("总收入[园区 in 两区] = 利润", 0.6),  # two zones
        ("总收入@-1 - 总收入 = 利润", 0.6),
        ("若 总收入 > 1亿元 则 总收入 = 利润", 0.55),
        ("总收入 * 利润 = 1", None),
        ("总收入 = 研发费用", None),  # nobody says with how many decimals
        ("总收入 + 研发费用 = 利润", None),
        ("总收入 / 0 = 利润", None),
    ],
)
def test_how_far_printed_figures_may_be_apart(text: str, expected: float | None) -> None:
    known = {"总收入": 1, "利润": 0}
    tree = typed(text.replace("= 1", "= 1亿元 * 1亿元"), "", FILTER if "[" not in text and "@" not in text else None)
    assert slack(tree, known.get) == (None if expected is None else pytest.approx(expected))


# —— intervals ——


def test_sizes_at_an_open_nought() -> None:
    assert spans.absolute(Interval(-2.0, 0.0)) == Interval(0.0, 2.0, closed_low=False, closed_high=True)
    assert spans.absolute(Interval(0.0, 2.0, closed_low=False)) == Interval(0.0, 2.0, closed_low=False)
    assert spans.absolute(Interval(-2.0, 3.0)) == Interval(0.0, 3.0)
    for low, high in itertools.product((False, True), repeat=2):
        assert spans.scaled(Interval(1.0, 2.0, low, high), 0.0) == spans.point(0.0)


def test_powers_beyond_the_machine_keep_their_sign() -> None:
    huge = spans.power(Interval(-1e200, -1e190, closed_high=True), spans.point(3.0))
    assert huge == Interval(-math.inf, -math.inf, closed_high=True)
    even = spans.power(Interval(-1e200, -1e190, closed_high=True), spans.point(2.0))
    assert even == Interval(math.inf, math.inf, closed_high=True)


def test_two_years_back_in_an_interval() -> None:
    source = Known({("总收入", 2018, ""): spans.point(7.0), ("总收入", 2019, ""): spans.point(8.0)})
    assert interval(typed("总收入@-2"), source, 2020) == spans.point(7.0)


# —— texts for Excel, in the small spreadsheet ——


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-利润", -4),
        ("abs(利润 - 总收入)", 6),
        ("min(总收入, 利润)", 4),
        ("利润[园区 in 两区]", 3),
        ("利润[园区=东区] - 利润[园区=西区]", -1),
        ("sum(利润, over=园区)", 4),
        ("round(总收入 / 利润 * 1亿元, 1)", 2.5),
    ],
)
def test_the_text_of_a_blank_return(text: str, expected: float) -> None:
    cells = {"A1": 10.0, "B1": 4.0, "B2": 1.0, "B3": 2.0, "B4": 1.0}
    found = written(typed(text), seats)
    assert found is not None
    assert value(found.text, cells) == pytest.approx(expected)


@dataclass(frozen=True)
class Villages(Names):
    """A scope with one dimension of as many members as asked for."""

    many: int = 0

    def dimension(self, name: str) -> Dimension | None:
        members = tuple(f"v{i}" for i in range(self.many))
        return Dimension("村", members, {one: one for one in members}, partition=True) if name == "村" else None


@pytest.mark.parametrize(("many", "has"), [(255, True), (256, False)])
def test_a_formula_reads_as_many_cells_as_count_takes(many: int, *, has: bool) -> None:
    cells = {f"v{i}": Seat(f"A{i + 1}") for i in range(many)}  # COUNT takes 255 (Excel specifications and limits)
    found = written(
        typed("sum(总收入, over=村)", "", Villages(many=many)), lambda leaf: cells.get(dict(leaf.picks)["村"])
    )
    assert (found is not None) is has


def test_a_comparison_needs_both_its_sides() -> None:
    assert sides(typed("总收入 > 利润"), seats) is not None
    assert sides(typed("总收入 > 利润@-1"), seats) is None  # no cell shows last year's
    assert sides(typed("总收入@-1 > 利润"), seats) is None
    assert sides(typed("总收入 + 利润"), seats) is None


# —— what functions read and say ——


def test_a_growth_by_levels_reads_both_ends_and_one_by_sums_every_year() -> None:
    frame = Numbers({"总收入": [100, 120, 130, 140]})
    for more, read in (("", [2020, 2023]), (", mean=sum", [2020, 2021, 2022, 2023])):
        found = trace(typed(f"cagr(总收入, since=2020{more})"), frame, (3, 0, 0))
        assert [leaf.period.year for leaf in found.children if leaf.period] == read


def test_a_whole_that_is_unknown_is_summed_of_a_partition_only() -> None:
    zones = np.array([math.nan, 60.0, 40.0])
    parts, others = (Over("园区", ("东区", "西区"), whole=True, partition=one) for one in (True, False))
    assert share.kernel({"over": parts}, zones, zones)[1:].tolist() == [60, 40]
    assert np.isnan(share.kernel({"over": others}, zones, zones)).all()


def test_how_many_members_there_are() -> None:
    assert array(typed("count(over=园区)"), Numbers({})).ravel().tolist() == [3, 3, 3, 3]  # every year


@pytest.mark.parametrize(("text", "told"), [("总收入[园区=两区]", True), ("总收入[园区=南区]", False)])
def test_a_group_in_place_of_a_member_is_told_apart(text: str, *, told: bool) -> None:
    (fault,) = checked(text)[1]
    assert ("它是组" in fault.facts["near"].zh) is told  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "round(总收入, 0)",
        "round(2.5亿元, 0)",
        "abs(总收入)",
        "sum(总收入, over=园区)",
        "mean(总收入, over=园区)",
        "max(总收入, over=园区)",
        "change(总收入, since=2020)",
        "real(现价收入, 价格指数)",
        "cumulative(总收入, since=2020)",
        "mean_stock(期末人员)",
    ],
)
def test_what_a_function_gives_is_no_constant(text: str) -> None:
    assert not typed(text).type.constant


def test_the_last_year_that_a_formula_may_name() -> None:
    assert codes("cagr(总收入, since=2200)") == []
    assert codes("cagr(总收入, since=2201)") == ["FZ207"]


def test_what_a_return_can_print() -> None:
    assert is_plain(typed("总收入"))
    assert is_plain(typed("总收入[园区=东区]"))
    assert not is_plain(typed("总收入 * 2"))
    assert not is_plain(typed("(总收入 * 2)[园区=东区]"))


def test_growth_by_sums_needs_a_base_above_nought() -> None:
    for base, sums, expected in ((0.0, 1.0, math.nan), (-1.0, 1.0, math.nan), (0.5, 0.55, 0.1), (1.0, 0.0, math.nan)):
        found = cagr.sum_rate(np.array([base]), [np.array([sums])])
        assert found.tolist() == [pytest.approx(expected, nan_ok=True)]  # 0.55 ÷ 0.5 is 1.1


def test_a_selection_before_the_first_year_is_still_one() -> None:
    found = trace(typed("总收入[园区=东区]@-1"), Numbers({"总收入": [1, 2, 3, 4]}), (0, 0, 0))
    assert (found.op, [below.op for below in found.children]) == ("at", ["select"])


def test_a_minus_binds_more_than_a_product() -> None:
    assert written_out(parse("-利润 * 2")).zh == "−利润 × 2"
    assert written_out(parse("非 利润 > 0 且 总收入 > 0")).zh == "非 利润 > 0 且 总收入 > 0"


def test_last_year_of_a_member() -> None:
    zones = Numbers({"总收入": [[100, 60, 30, 10], [110, 70, 40, 0]]}, length=2)
    assert [trace(typed("总收入@-1"), zones, (1, zone, 0)).value for zone in (0, 1, 2)] == [100, 60, 30]


def test_large_numbers_are_written_as_the_machine_has_them() -> None:
    assert (figure(1e14), figure(1e15), figure(-1e15)) == (
        "100000000000000",
        "1000000000000000.0",
        "-1000000000000000.0",
    )


def test_records_are_rounded_to_the_digits_asked_for() -> None:
    frame = nw.from_native(pd.DataFrame({"总收入": [5.0, -5.0]}).astype("Float64"))
    row = Names(style="row")
    found = frame.select(v=lazy(typed("round(总收入 / 3, 1)", "", row)))["v"].to_list()
    assert found == [1.7, -1.7]


def test_what_is_no_formula_says_so() -> None:
    with pytest.raises(FormulaError) as raised:
        parse("1.1e18")
    assert str(raised.value).startswith("the formula exceeds a limit")


def test_the_text_of_a_sum_over_years_ends_with_its_year() -> None:
    given = {"since": 2021}
    assert cumulative.live(given, 2023, ["B1", "B2", "B3", "B4"]) == "(B1+B2+B3)"
    assert cumulative.live(given, 2023, ["B1", "", "B3", "B4"]) == "B4"  # the figure printed for all of them


@pytest.mark.parametrize(
    ("text", "closed"), [("min(总收入, 利润)", True), ("round(总收入, 0)", True), ("利润 * 2", False)]
)
def test_open_ends_of_functions_that_give_one_value_for_many(text: str, *, closed: bool) -> None:
    source = Known({(name, 2020, ""): Interval(1.0, 2.0, False, False) for name in ("总收入", "利润")})
    found = interval(typed(text), source, 2020)
    assert found is not None
    assert (found.closed_low, found.closed_high) == (closed, closed)


@pytest.mark.parametrize(("text", "found"), [("总收入 )", "“)”"), ("总收入 +", "公式到此结束")])
def test_what_was_found_in_place_of_what_was_expected(text: str, found: str) -> None:
    with pytest.raises(FormulaError) as raised:
        parse(text)
    assert raised.value.fault.facts["found"].zh == found  # type: ignore[attr-defined]


def test_half_of_an_unknown_digit_is_unknown() -> None:
    assert slack(typed("研发费用 / 2 = 利润", "", FILTER), {"利润": 0}.get) is None


@pytest.mark.parametrize(
    "text",
    ["-(总收入 + 利润)", "(-利润) ^ 2", "非 (总收入 > 利润 且 利润 > 0)", "(若 利润 > 0 则 1 否则 2) * 3", "-利润 ^ 2"],
)
def test_what_is_written_again_means_the_same(text: str) -> None:
    again = written_out(parse(text)).zh
    assert written_out(parse(again)).zh == again
    scope = FILTER if "非" in text else Names()
    frame = Numbers({"总收入": [3, 3, 3, 3], "利润": [2, -2, 0, 5]})
    assert array(typed(again, "", scope), frame).tolist() == array(typed(text, "", scope), frame).tolist()


def test_what_records_may_be_summed_of() -> None:
    record = Names(style="record")
    assert codes("sum(总收入 * 利润)", scope=record) == []  # 单价 × 数量 of each record
    assert codes("sum(占比)", scope=record) == ["FZ206"]


def test_a_text_that_no_record_has_is_missing() -> None:
    fields = Scope({"级别": symbol("级别", "1", None, content="text"), **FIELDS.symbols})
    tree, faults = check(parse('若 级别 = "甲" 则 1万元 否则 0万元'), fields)
    assert not faults
    assert tree is not None
    assert np.isnan(evaluated(tree, Columns(ROWS))).all()


def test_a_printed_figure_is_the_cell_that_it_stands_in() -> None:
    leaves = [Trace(name, 5.0, "亿元", op="name", name=name) for name in ("总收入", "利润")]
    told = Trace("x", 5.0, "亿元", op="printed", children=tuple(leaves))
    assert live(told, 2024, {}, lambda one: {"总收入": "A1", "利润": "B1"}.get(one.name)) == "A1"
