"""Formulas over years and members: values by arithmetic shown, holes that stay holes."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzplan import figures, periods
from fzplan.formula import array
from fzplan.formula.arithmetic import scaled, tidy
from tests.formula.given import Numbers, typed

NAN = math.nan


def series(text: str, frame: Numbers, want: str = "") -> list[float]:
    """Return the totals of a formula, year by year."""
    found = array(typed(text, want), frame)
    assert found.shape[0] == len(frame.periods)
    return [float(v) for v in found[:, 0, 0]]


def approx(values: list[float]) -> object:
    return pytest.approx(values, nan_ok=True, rel=1e-12, abs=1e-12)


PLAIN = Numbers(
    {
        "总收入": [100, 110, NAN, 133.1],
        "利润": [10, 0, 5, -2],
        "研发费用": [30000, 44000, 1, 1],  # 万元
        "从业人员": [1, 2, 3, 0],
        "占比": [24, 22, 20, 18],
        "增速": [8.5, 3, 5, 5],
        "价格指数": [100, 110, 0, -1],
        "期末人员": [18, 22, 23, NAN],
        "断点收入": [100, 110, 90, 99],
        "总收入.to_date": [50, 51, 52, 53],
        "企业年报.总收入": [99, 98, 97, 96],
    }
)


@pytest.mark.parametrize(
    ("text", "want", "expected"),
    [
        ("总收入 / 从业人员", "万元/人", [100, 55, NAN, NAN]),  # a hole and a zero denominator
        ("研发费用 / 总收入", "%", [3, 4, NAN, 100 * 1e-4 / 133.1]),  # 3亿元 of 100亿元
        ("总收入 + 研发费用", "亿元", [103, 114.4, NAN, 133.1001]),
        ("研发费用 + 总收入", "万元", [1030000, 1144000, NAN, 1331001]),
        ("总收入 - 利润", "", [90, 110, NAN, 135.1]),
        ("-利润", "", [-10, -0.0, -5, 2]),
        ("利润 ^ 2", "", [100, 0, 25, 4]),
        ("占比 ^ 0.5", "1", [0.24**0.5, 0.22**0.5, 0.2**0.5, 0.18**0.5]),
        ("(利润 / 总收入) ^ 0.5", "1", [0.1**0.5, 0, NAN, NAN]),  # no root of a negative number
        ("利润 ^ -1", "", [0.1, NAN, 0.2, -0.5]),
        ("占比 - 占比@2020", "百分点", [0, -2, -4, -6]),
        ("占比 + 1个百分点", "%", [25, 23, 21, 19]),
        ("总收入 * 5%", "亿元", [5, 5.5, NAN, 6.655]),
        ("总收入@2020", "", [100, 100, 100, 100]),
        ("总收入@2019", "", [NAN, NAN, NAN, NAN]),
        ("(2亿元)@2019", "", [2, 2, 2, 2]),
        ("(2亿元)@-1", "", [NAN, NAN, NAN, NAN]),
        ("总收入@2020@-1", "", [NAN, 100, 100, 100]),
        ("总收入@2020@2021", "", [100, 100, 100, 100]),
        ("总收入@-1", "", [NAN, 100, 110, NAN]),
        ("总收入@-9", "", [NAN, NAN, NAN, NAN]),
        ("总收入.to_date", "", [50, 51, 52, 53]),
        ("企业年报.总收入", "", [99, 98, 97, 96]),
        ("若 总收入 > 105亿元 则 1 否则 2", "1", [2, 1, NAN, 1]),
        ("7亿元", "", [7, 7, 7, 7]),
        ("max(总收入, 利润 * 20)", "", [200, 110, NAN, 133.1]),
        ("min(总收入, 10500000000元)", "", [100, 105, NAN, 105]),
        ("abs(利润)", "", [10, 0, 5, 2]),
        ("round(总收入 / 3, 1)", "", [33.3, 36.7, NAN, 44.4]),
        ("round(总收入 / 3)", "", [33, 37, NAN, 44]),
        ("real(总收入, 价格指数)", "", [100, 100, NAN, NAN]),
        ("growth(总收入)", "", [NAN, 10, NAN, NAN]),  # 2022 is missing, so 2023 has nothing to grow from
        ("growth(利润)", "", [NAN, -100, NAN, -140]),  # from 0 nothing grows
        ("growth(断点收入)", "", [NAN, 10, NAN, 10]),  # 2022 is another series
        ("cagr(总收入, since=2020)", "", [NAN, 10, NAN, 10]),  # 1.331 = 1.1 ** 3
        ("cagr(总收入, 2020, 2021)", "", [10, 10, 10, 10]),
        ("cagr(总收入, periods=2)", "", [NAN, NAN, NAN, (133.1 / 110) ** 0.5 * 100 - 100]),
        ("cagr(利润, since=2020)", "", [NAN, NAN, (5 / 10) ** 0.5 * 100 - 100, NAN]),
        ("cagr(总收入, since=2020, mean=sum)", "", [NAN, 10, NAN, NAN]),  # 累计法 needs every year
        ("index(总收入, 2020)", "%", [100, 110, NAN, 133.1]),
        ("index(利润, 2021)", "", [NAN, NAN, NAN, NAN]),
        ("change(占比, since=2020)", "", [0, -2, -4, -6]),
        ("change(断点收入, 2020)", "", [0, 10, NAN, NAN]),
        ("chain(增速, since=2020)", "", [NAN, 3, 8.15, 13.5575]),  # 1.03 · 1.05 · 1.05
        ("mean_stock(期末人员)", "", [NAN, 20, 22.5, NAN]),
        ("cumulative(利润, since=2021)", "", [NAN, 0, 5, 3]),
        ("cumulative(总收入, since=2020)", "", [100, 210, NAN, NAN]),
        ("cumulative(断点收入, since=2020)", "", [100, 210, NAN, NAN]),
        ("contribution(利润, of=总收入)", "", [NAN, -100, NAN, NAN]),  # −10 of +10
        ("pull(利润, of=总收入)", "", [NAN, -10, 500 / 110, NAN]),  # −10 ÷ 100; +5 ÷ 110
    ],
)
def test_values(text: str, want: str, expected: list[float]) -> None:
    assert series(text, PLAIN, want) == approx(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("总收入 > 105亿元", [0, 1, NAN, 1]),
        ("总收入 > 1050000万元", [0, 1, NAN, 1]),
        ("总收入 > 105亿元 且 利润 > 0", [0, 0, NAN, 0]),  # unknown and false is false; unknown and true is not
        ("总收入 > 105亿元 或 利润 > 0", [1, 1, 1, 1]),
        ("非 总收入 > 105亿元", [1, 0, NAN, 0]),
        ("0 < 利润 ≤ 5亿元", [0, 0, 1, 0]),
        ("0 < 利润 < 总收入 < 200亿元", [1, 0, NAN, 0]),
        ("若 利润 > 0 则 总收入 > 105亿元", [0, 1, NAN, 1]),
        ("利润 = 0", [0, 1, 0, 0]),
        ("利润 ≠ 0", [1, 0, 1, 1]),
        ("利润 * 0.1 * 3 ≥ 利润 * 0.3", [1, 1, 1, 1]),  # 0.1 · 3 is a little above 0.3 in floats
    ],
)
def test_conditions_are_one_zero_or_unknown(text: str, expected: list[float]) -> None:
    assert series(text, PLAIN) == approx(expected)


def test_a_comparable_figure_of_the_same_return_is_preferred() -> None:
    frame = Numbers(
        {"总收入": [100, 110, 121, 130], "断点收入": [1, 2, 3, 4]},
        before={"总收入": [NAN, 88, NAN, NAN], "断点收入": [NAN, NAN, 2, NAN]},
    )
    assert series("growth(总收入)", frame) == approx([NAN, 25, 10, 130 / 121 * 100 - 100])
    assert series("growth(断点收入)", frame) == approx([NAN, 100, 50, 400 / 3 - 100])  # comparable across the break
    assert series("growth(index(总收入, 2020))", frame) == approx([NAN, 10, 10, 130 / 121 * 100 - 100])
    assert series("growth(总收入@-1)", frame) == approx([NAN, NAN, 10, 10])
    assert series("growth(总收入.to_date)", frame) == approx([NAN] * 4)


def test_a_printed_total_stands_in_for_missing_years() -> None:
    frame = Numbers(
        {"专利数": [NAN, 20, 30, 40]},
        printed={("专利数", periods.years(2020, 2022)): 75.0, ("专利数", periods.years(2020, 2021)): NAN},
    )
    assert series("cumulative(专利数, since=2020)", frame) == approx([NAN, NAN, 75, NAN])
    assert series("cumulative(专利数 * 2, since=2020)", frame) == approx([NAN] * 4)  # not printed
    assert series("cumulative(专利数, since=2021)", frame) == approx([NAN, 20, 50, 90])


def test_a_part_of_a_year_is_read_where_it_is_printed() -> None:
    frame = Numbers({"总收入": [1, 2, 3, 4]}, printed={("总收入", periods.quarter(2023, 3)): 7.0})
    assert series("总收入@2023-Q3", frame) == [7, 7, 7, 7]
    assert series("企业年报.总收入@2023-Q3", frame) == approx([NAN] * 4)


ZONES = Numbers(
    {
        # total, 东区, 西区, 扩区
        "总收入": [[100, 60, 30, 10], [120, 70, 40, NAN], [NAN, 1, 2, 3], [8, 4, 4, 0]],
        "利润": [[10, 6, 3, 1], [12, 7, 4, 1], [6, 1, 2, 3], [8, 4, 4, 0]],
        "从业人员": [[5], [6], [7], [8]],  # known in total only
        "无数": [[NAN]] * 4,
    }
)


def grid(text: str) -> list[list[float]]:
    return [[float(v) for v in row] for row in array(typed(text), ZONES)[:2, :, 0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("总收入[园区=东区]", [[60], [70]]),
        ("总收入[园区=东]", [[60], [70]]),
        ("总收入[园区 in 两区]", [[90], [110]]),
        ("从业人员[园区=东区]", [[NAN], [NAN]]),
        ("总收入 + 利润", [[110, 66, 33, 11], [132, 77, 44, NAN]]),
        ("总收入 / 从业人员", [[20], [20]]),  # never a zone over the employees of all zones
        ("总收入[园区=东区] / 总收入", [[0.6], [70 / 120]]),
        ("总收入 * 2", [[200, 120, 60, 20], [240, 140, 80, NAN]]),
        ("sum(总收入, over=园区)", [[100], [NAN]]),
        ("mean(总收入, over=园区)", [[100 / 3], [NAN]]),
        ("max(总收入, over=园区)", [[60], [NAN]]),
        ("min(总收入[园区 in 两区], over=园区)", [[30], [40]]),
        ("sum(从业人员, over=园区)", [[NAN], [NAN]]),
        ("topn(总收入, 2, over=园区)", [[90], [NAN]]),
        ("topn(利润, 2, over=园区)", [[9], [11]]),
        ("count(总收入 >= 30亿元, over=园区)", [[2], [NAN]]),
        ("count(利润 > 利润[园区=西区], over=园区)", [[1], [1]]),
        ("count(over=园区)", [[3], [3]]),
        ("count(sum(利润, over=产业) > 0, over=园区)", [[NAN], [NAN]]),  # no figures by industry
        ("count(growth(利润) > 10%, over=园区)", [[NAN], [2]]),  # 1/6 and 1/3, then 0
        ("share(总收入, over=园区)", [[100, 60, 30, 10], [100, 7000 / 120, 4000 / 120, NAN]]),
        ("share(总收入[园区=东区], over=园区)", [[60], [7000 / 120]]),
        ("share(总收入[园区 in 两区], over=园区)", [[90], [11000 / 120]]),
        ("share(总收入, over=产业)", [[100, 100, 100, 100], [100, 100, 100, NAN]]),
        ("rank(从业人员, over=园区)", [[NAN, NAN, NAN, NAN], [NAN, NAN, NAN, NAN]]),
        ("rank(利润[园区=东区], over=园区)", [[NAN], [NAN]]),
        ("rank(利润, over=园区)", [[NAN, 1, 2, 3], [NAN, 1, 2, 3]]),
        ("rank(总收入, over=园区)", [[NAN, 1, 2, 3], [NAN, NAN, NAN, NAN]]),
        ("rank(从业人员[园区=东区], over=产业)", [[NAN], [NAN]]),
        ("real(总收入, 价格指数[园区=东区])", [[NAN, NAN, NAN, NAN], [NAN, NAN, NAN, NAN]]),
        ("max(总收入, 从业人员 * 10万元/人)", [[100], [120]]),
        ("change(总收入, since=2020) / 从业人员", [[0], [20 / 6]]),
    ],
)
def test_members(text: str, expected: list[list[float]]) -> None:
    found = grid(text)
    assert [len(row) for row in found] == [len(row) for row in expected]
    assert [v for row in found for v in row] == approx([v for row in expected for v in row])


def test_a_share_of_a_partition_needs_no_printed_total() -> None:
    found = array(typed("share(总收入, over=园区)"), ZONES)[2, :, 0]  # total missing; 1 + 2 + 3 = 6
    assert [float(v) for v in found] == approx([NAN, 100 / 6, 200 / 6, 50])


def test_growth_by_member_uses_the_members_own_comparable_figures() -> None:
    frame = Numbers({"总收入": [[100, 60, 30, 10], [120, 70, 40, 11]]}, length=2, before={"总收入": [[NAN], [96]]})
    found = array(typed("growth(总收入)"), frame)[1, :, 0]
    assert [float(v) for v in found] == approx([25, 700 / 6 - 100, 400 / 3 - 100, 10])


@given(st.floats(-1e100, 1e100).filter(lambda value: value == 0 or abs(value) > 1e-270))
def test_tidy_is_the_tidy_of_single_numbers(value: float) -> None:
    assert float(tidy(np.array(value))) == pytest.approx(figures.tidy(value), rel=3e-12, abs=0)


def test_float_noise_is_gone_after_tidying() -> None:
    a, b = (
        tidy(np.array([0.1 + 0.2, 1e-300, 0.0, 1000 * (1 - 1e-15), NAN])),
        tidy(np.array([0.3, 1e-300, 0.0, 1000, NAN])),
    )
    assert np.array_equal(a, b, equal_nan=True)


@pytest.mark.parametrize("factor", [Fraction(1, 10**4), Fraction(10**4), Fraction(2000, 3)])
def test_scaling_is_one_exact_step(factor: Fraction) -> None:
    assert float(scaled(np.array(3.0), factor)) == float(3 * factor)
