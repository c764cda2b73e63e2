from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.cube.samples import ZONES, computing, extraction, measure, plan, seen

from fzplan import cube, periods
from fzplan.cube.computing import up_to
from fzplan.indicators import evaluate
from fzplan.model.plan import Indicator
from fzplan.units import UNITS

if TYPE_CHECKING:
    from fzplan.cube import Override
    from fzplan.diagnostics import Diagnostic

INCOME = measure("总收入", kind="flow", aliases=("园区总收入",))
SHARE = Indicator("占比", UNITS.parse("%"))
PLAN = plan(INCOME, SHARE, dimensions=(ZONES,), span=(2020, 2021, 2025))


def read(*written: str) -> tuple[tuple[Override, ...], tuple[Diagnostic, ...]]:
    return cube.overrides(PLAN, written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("总收入@2024=8200亿元", ("总收入", "2024", {}, 8200.0, "亿元")),
        ("总收入@2024=8200", ("总收入", "2024", {}, 8200.0, "")),
        ("总收入[园区=东区]@2024=400.5亿元", ("总收入", "2024", {"园区": "东区"}, 400.5, "亿元")),
        ("总收入［园区＝东区］＠2024＝400亿元", ("总收入", "2024", {"园区": "东区"}, 400.0, "亿元")),
        (" 总收入 @ 2024年 = 0.82万亿元 ", ("总收入", "2024", {}, 0.82, "万亿元")),
        ("园区总收入@2023-S1=-3亿元", ("总收入", "2023-S1", {}, -3.0, "亿元")),
        ("占比@2023-06=35%", ("占比", "2023-06", {}, 35.0, "%")),
    ],
)
def test_what_can_be_set(written: str, expected: tuple[object, ...]) -> None:
    [found], faults = read(written)
    assert faults == ()
    assert (found.name, str(found.period), dict(found.by), found.value, found.unit) == expected


@pytest.mark.parametrize(
    ("written", "code", "says"),
    [
        ("总收入=8200", "FZ504", "不是“名称@报告期=数”的形式"),
        ("总收入@2024", "FZ504", "不是“名称@报告期=数”的形式"),
        ("总收入@二四=8200", "FZ504", "“二四”不是报告期"),
        ("总收入@9999=8200", "FZ504", "“9999”不是报告期"),
        ("总收入@2024=很多", "FZ504", "“很多”不是一个数"),
        ("总收入@2024=8,200亿元", "FZ504", "“8,200亿元”不是一个数"),
        ("总收入@2024=-总收入", "FZ504", "“-总收入”不是一个数"),
        ("1+1@2024=8200", "FZ504", "“1+1”不是一个指标名"),
        ("总收入[@2024=8200", "FZ504", "“总收入[”不是一个指标名"),
        ("年报.总收入@2024=8200", "FZ504", "“年报.总收入”不是一个指标名"),
        ("总收入[园区 in 各区]@2024=1", "FZ504", "“各区”不是单个成员"),
        ("总收人@2024=8200亿元", "FZ502", "规划文件中没有"),
        ("总收入[产业=东区]@2024=1", "FZ502", "没有维度“产业”"),
        ("总收入[园区=南区]@2024=1", "FZ502", "园区没有成员“南区”"),
        ("总收入@2024=8200人", "FZ503", "单位“人”不能换算为亿元"),
        ("总收入@2024=8200斗", "FZ503", "单位“斗”不能换算为亿元"),
    ],
)
def test_what_cannot_be_set(written: str, code: str, says: str) -> None:
    _, [fault] = read(written)
    assert fault.code == code
    assert says in fault.message("zh")
    assert str(fault.at).startswith("--set ")


def test_all_mistakes_are_found_at_once_and_near_names_are_offered() -> None:
    _, faults = read("总收人@2024=8200亿元", "总收入@2024", "总收入@2024=1", "园区总收入@2024=2")
    assert [fault.code for fault in faults] == ["FZ502", "FZ504", "FZ504"]
    assert "总收入" in faults[0].help("zh")
    assert "设定了两次" in faults[2].message("zh")
    assert "set twice" in faults[2].message("en")


def test_a_faulty_override_given_by_a_library_is_left_out() -> None:
    built, [fault] = cube.build(
        PLAN, extraction(dimensions=("园区",)), None, [cube.Override("无", periods.year(2024), {}, 1.0)]
    )
    assert fault.code == "FZ502"
    assert built.overridden == frozenset()


def test_an_override_is_marked_and_its_place_is_what_was_written() -> None:
    overrides, _ = read("总收入@2024=8200亿元")
    built, _ = cube.build(PLAN, extraction(seen("总收入", 2024, 8466.0), dimensions=("园区",)), None, overrides)
    [index] = built.overridden
    assert built.values("总收入")[4].ravel().tolist() == [8200.0]
    assert built.observations[index].quality == "assumed"
    assert str(built.place(index)) == str(built.extraction.sources.place(built.observations[index]))
    assert str(built.place(index)) == "--set 总收入@2024=8200亿元"


def test_the_print_of_a_formula_is_not_held_against_a_what_if() -> None:
    declared = computing(
        (measure("收入", kind="flow"), measure("人数", "万人", kind="average")),
        {"人均": ("万元/人", "收入 / 人数")},
        span=(2020, 2021, 2025),
    )
    read_ = extraction(seen("收入", 2024, 800.0), seen("人数", 2024, 2.0), seen("人均", 2024, 400.0))
    overrides, _ = cube.overrides(declared, ["收入@2024=900"])
    built, _ = cube.build(declared, read_, None, overrides)
    # 900 亿元 ÷ 2 万人 = 450 万元/人, meant to differ from the printed 400
    values, findings = evaluate(declared, built)
    assert values.series("人均")[4] == 450.0
    assert findings == ()


def test_the_first_months_of_each_year() -> None:
    declared = computing(
        (
            measure("收入", kind="flow"),
            measure("人数", "万人", kind="average"),
            measure("存量", "家", kind="stock"),
            measure("面积", "平方公里", kind="fixed"),
        ),
        {"人均": ("万元/人", "收入 / 人数"), "增速": ("%", "growth(收入)")},
        span=(2020, 2021, 2025),
    )
    months = [seen("收入", f"2023-0{m}", 10.0 * m) for m in range(1, 7)]
    averages = [seen("人数", f"2023-0{m}", float(m)) for m in range(1, 7)]
    read_ = extraction(
        *months,
        *averages,
        seen("收入", 2022, 500.0),
        seen("存量", periods.month(2023, 6).instant, 7.0),
        seen("面积", 2021, 17.63),
        seen("人均", "2022-S1", 9.0),
    )
    built, _ = cube.build(declared, read_, periods.month(2023, 6))
    values, _ = evaluate(declared, built)
    half = up_to(values, 6)
    at = half.years.index(2023)
    # 10 + … + 60 = 210; (1 + … + 6) / 6 = 3.5; 210 亿元 ÷ 3.5 万人 = 60 万元/人
    assert [half.series(name)[at] for name in ("收入", "人数", "存量", "面积", "人均")] == [
        210.0,
        3.5,
        7.0,
        17.63,
        60.0,
    ]
    assert half.series("人均")[at - 1] == 9.0
    assert np.isnan(half.series("收入")[at - 1])
    assert np.isnan(half.series("面积")[0])
    assert np.isnan(half.prior("增速")).all()
    assert up_to(values, 6) is half
    assert dict(half.value("收入", 2022).why[0].facts)["period"] == "2022-S1"


def test_last_year_s_months_of_one_return() -> None:
    declared = computing(
        (measure("甲", kind="flow"), measure("乙", kind="flow")),
        {"合": ("亿元", "甲 + 乙")},
        dimensions=(ZONES,),
        span=(2020, 2021, 2025),
    )
    pairs = [
        seen(name, f"{year}-S1", value, *members, basis=basis)
        for name, before, now in (("甲", 30.0, 33.0), ("乙", 20.0, 22.0))
        for members in ((), ("东区",))
        for year, value, basis in ((2022, before, "comparable"), (2023, now, "published"))
    ]
    built, _ = cube.build(declared, extraction(*pairs, dimensions=("园区",)), periods.month(2023, 6))
    half = up_to(evaluate(declared, built)[0], 6)
    at = half.years.index(2023)
    assert (half.prior("甲")[at], half.prior("合")[at], half.prior("合", {"园区": "东区"})[at]) == (30.0, 50.0, 50.0)
