"""Where one number comes from, and formulas read backwards from a printed result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cube.samples import computing, extraction, measure, seen

from fzplan import cube, indicators, periods

if TYPE_CHECKING:
    from fzplan.formula import Trace

MEASURES = (measure("甲", kind="flow"), measure("乙", kind="flow"), measure("丙", "万人", kind="average"))


@pytest.mark.parametrize(
    ("unit", "formula", "printed", "implied"),
    [
        ("亿元", "甲 + 乙", 150, 50),  # 100 + 50
        ("亿元", "乙 + 甲", 150, 50),
        ("亿元", "甲 - 乙", 30, 70),  # 100 − 70
        ("亿元", "乙 - 甲", 30, 130),  # 130 − 100
        ("1", "甲 / 乙", 4, 25),  # 100 ÷ 25
        ("1", "乙 / 甲", 4, 400),  # 400 ÷ 100
        ("%", "乙 / 甲", 40, 40),  # 40 ÷ 100 = 40 %
        ("亿元", "甲 * 2 + 乙", 250, 50),  # 100 × 2 + 50
        ("亿元", "2 * 乙 - 甲", 100, 100),  # 2 × 100 − 100
        ("亿元", "-乙", -30, 30),
        ("万元/人", "(甲 - 乙) / 丙", 20, 60),  # (100 − 60)亿元 ÷ 2万人 = 20 万元/人
    ],
)
def test_the_one_missing_input_follows_from_the_print(unit: str, formula: str, printed: float, implied: float) -> None:
    plan = computing(MEASURES, {"结果": (unit, formula)}, span=(2020, 2021, 2022))
    told = extraction(seen("甲", 2020, 100), seen("丙", 2020, 2), seen("结果", 2020, printed))
    values, _ = indicators.evaluate(plan, cube.build(plan, told)[0])
    root = indicators.trace(plan, values, "结果", periods.year(2020), {})
    (leaf,) = [leaf for leaf in ends(root) if leaf.name == "乙"]
    assert leaf.value == pytest.approx(implied)
    assert [reason.code for reason in leaf.why] == ["implied"]
    assert root.children[1].value == pytest.approx(printed)


@pytest.mark.parametrize("formula", ["max(甲, 乙)", "甲 * 乙 / 甲 - 乙 + 乙"])
def test_what_cannot_be_read_backwards_stays_open(formula: str) -> None:
    plan = computing(MEASURES, {"结果": ("亿元", formula)}, span=(2020, 2021, 2022))
    told = extraction(seen("甲", 2020, 100), seen("结果", 2020, 120))
    values, _ = indicators.evaluate(plan, cube.build(plan, told)[0])
    root = indicators.trace(plan, values, "结果", periods.year(2020), {})
    assert root.value == 120
    assert all(leaf.value is None for leaf in ends(root) if leaf.name == "乙")


def test_zero_on_the_way_back_implies_nothing() -> None:
    plan = computing(MEASURES, {"结果": ("1", "甲 / 乙"), "积": ("亿元", "甲 * (乙 / 甲)")}, span=(2020, 2021, 2022))
    told = extraction(seen("甲", 2020, 0), seen("结果", 2020, 0), seen("积", 2020, 5))
    values, _ = indicators.evaluate(plan, cube.build(plan, told)[0])
    for name in ("结果", "积"):
        root = indicators.trace(plan, values, name, periods.year(2020), {})
        assert all(leaf.value is None for leaf in ends(root) if leaf.name == "乙")


def test_a_year_that_is_not_there_has_a_trace_with_its_reason() -> None:
    plan = computing(MEASURES, {"结果": ("亿元", "甲")}, span=(2020, 2021, 2022))
    values, _ = indicators.evaluate(plan, cube.build(plan, extraction())[0])
    root = indicators.trace(plan, values, "结果", periods.year(1999), {})
    assert (root.value, root.why[0].code) == (None, "missing_input")


def ends(told: Trace) -> list[Trace]:
    return [end for child in told.children for end in ends(child)] if told.children else [told]
