"""Edges where a slip would change a figure of a formula, or what is said of it."""

from __future__ import annotations

import itertools
import math

import narwhals as nw
import numpy as np
import pandas as pd
import pytest

from fzplan.figures import Interval
from fzplan.formula import array, check, lazy, parse, spans, trace
from fzplan.formula.columns import NOISE
from fzplan.formula.faults import caret, width
from fzplan.formula.functions import cagr, rank
from fzplan.formula.rows import Columns, evaluated
from fzplan.formula.slack import slack
from tests.formula.given import Names, Numbers, checked, codes, typed
from tests.formula.test_row_style import FIELDS, ROWS

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
        ("round(投资 / 7, 1)", [428.6, 14.3, None]),
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
