"""Exact factors, shapes and axes of formulas: what one number or one sign in the code would change."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from fzplan.formula import FormulaError, array, parse, trace
from fzplan.formula.arithmetic import aligned, scaled
from fzplan.formula.operators import POINTS
from fzplan.units import UNITS, Unit
from tests.formula.given import Names, Numbers, checked, codes, symbol, typed

INDUSTRY_BY_YEAR = [[[60.0, 10, 20, 30]], [[74.0, 11, 24, 39]]]  # total, then 10 %, 20 % and 30 % more
BY_INDUSTRY = Numbers({"总收入": INDUSTRY_BY_YEAR}, length=2)


@pytest.mark.parametrize(
    ("factor", "expected"),
    [(Fraction(1), 3.0), (Fraction(2), 6.0), (Fraction(1, 2), 1.5), (Fraction(3, 2), 4.5), (Fraction(2, 3), 2.0)],
)
def test_a_factor_multiplies_and_divides(factor: Fraction, expected: float) -> None:
    assert scaled(np.array([3.0]), factor).tolist() == [expected]


def test_a_factor_of_two_is_applied() -> None:
    jin: Unit = UNITS.parse("斤")
    scope = Names(symbols={"产量": symbol("产量", "公斤")})
    found = array(typed("产量", "斤", scope), Numbers({"产量": [5, 6, 7, 8]}))
    assert found[:, 0, 0].tolist() == [10, 12, 14, 16]  # 1 公斤 is 2 斤
    assert UNITS.parse("公斤").factor_to(jin) == 2


def test_a_number_has_one_value_a_year() -> None:
    assert array(typed("2亿元"), Numbers({})).shape == (4, 1, 1)


def test_parts_are_cut_to_the_total_where_one_has_no_members() -> None:
    both = [np.arange(12.0).reshape(3, 4, 1), np.ones((3, 1, 1))]
    assert [part.shape for part in aligned(both)] == [(3, 1, 1), (3, 1, 1)]
    assert aligned(both)[0][:, 0, 0].tolist() == [0, 4, 8]
    assert [part.shape for part in aligned(both, 1)] == [(3, 4, 1), (3, 1, 1)]
    scalar, whole = aligned([np.array(2.0), np.ones((3, 4, 1))])
    assert (scalar.shape, whole.shape) == ((), (3, 4, 1))


def test_members_of_the_second_dimension() -> None:
    shares = array(typed("share(总收入, over=产业)"), BY_INDUSTRY)
    assert shares[0, 0, 1:].tolist() == pytest.approx([100 / 6, 200 / 6, 50])
    growth = array(typed("growth(总收入)"), BY_INDUSTRY)
    assert growth[1, 0].tolist() == pytest.approx([100 * 14 / 60, 10, 20, 30])
    ranks = array(typed("rank(growth(总收入), over=产业)"), BY_INDUSTRY)
    assert ranks[1, 0, 1:].tolist() == [3, 2, 1]
    greatest = array(typed("max(growth(总收入), over=产业)"), BY_INDUSTRY)
    assert greatest[1].ravel().tolist() == pytest.approx([30])


def test_members_of_the_second_dimension_times_a_number() -> None:
    doubled = typed("max(总收入 * 2, over=产业)")
    assert array(doubled, BY_INDUSTRY)[:, 0, 0].tolist() == [60, 78]  # 2 · 30, 2 · 39
    assert trace(doubled, BY_INDUSTRY, (1, 0, 0)).value == 78


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("max(总收入 / sum(总收入, over=产业), over=产业)", [30 / 60, 39 / 74]),
        ("max(pull(总收入, sum(总收入, over=产业)), over=产业)", [np.nan, 100 * (39 - 30) / 60]),
    ],
)
def test_members_of_the_second_dimension_over_their_sum(text: str, expected: list[float]) -> None:
    assert array(typed(text), BY_INDUSTRY)[:, 0, 0].tolist() == pytest.approx(expected, nan_ok=True)


def test_members_of_the_first_dimension_over_their_sum() -> None:
    zones = Numbers({"总收入": [[100.0, 60, 30, 10], [120.0, 66, 45, 9]]}, length=2)
    pulled = array(typed("max(pull(总收入, sum(总收入, over=园区)), over=园区)"), zones)
    assert pulled[1].ravel().tolist() == [15]  # 100 · (45 − 30) / 100


def test_a_choice_among_the_members_of_a_group() -> None:
    text = "max(若 总收入[产业 in 千亿] > 15亿元 则 总收入[产业 in 千亿] 否则 1亿元, over=产业)"
    assert array(typed(text), BY_INDUSTRY)[:, 0, 0].tolist() == [20, 24]  # of 10 → 1 and 20, of 11 → 1 and 24


def test_a_hint_inside_a_function_leaves_the_formula_usable() -> None:
    tree, faults = checked("abs(企业数 - 专利数)")  # 家 and 件
    assert [fault.rule.code for fault in faults] == ["FZ209"]
    assert tree is not None


def test_a_sum_of_records_is_over_no_dimension() -> None:
    assert codes("sum(总收入)", scope=Names(style="record")) == []
    assert codes("sum(总收入)") == ["FZ207"]  # of an indicator it is


def test_a_unit_of_three_parts() -> None:
    assert typed("400万元/人/年").type.unit.text == "万元/人/年"
    assert codes("总收入 / 利润 / 人") == ["FZ202"]  # no unit stands before it: a name, and none that is known


@pytest.mark.parametrize("exponent", [20, -20])
def test_the_largest_exponent(exponent: int) -> None:
    assert codes(f"总收入 ^ {exponent}") == []
    beyond = exponent + (1 if exponent > 0 else -1)
    assert codes(f"总收入 ^ {beyond}") == ["FZ210"]


def test_the_largest_number() -> None:
    assert codes("1e18") == []
    with pytest.raises(FormulaError, match=r"1\.1e18"):
        parse("1.1e18")


def test_a_rate_held_against_percentage_points_is_told_of_points() -> None:
    (fault,) = checked("增速 > 1百分点")[1]
    assert (fault.rule.code, fault.facts["hint"]) == ("FZ204", POINTS)
