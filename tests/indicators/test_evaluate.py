"""Formulas over the grid, printed figures beside computed ones, reasons for what is missing, findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cube.samples import ZONES, computing, extraction, measure, seen

from fzplan import cube, indicators, periods
from fzplan.model.plan import Break, Dimension
from fzplan.observations import QUALITIES, Observation

if TYPE_CHECKING:
    from fzplan.cube import Values
    from fzplan.diagnostics import Diagnostic

nan = float("nan")
SPAN = (2020, 2021, 2023)
MEASURES = (
    measure("总收入", kind="flow"),
    measure("从业人员", "万人", kind="average"),
    measure("研发费用", kind="flow"),
    measure("园区面积", "平方公里", kind="fixed"),
)
FORMULAS = {
    "劳均产出": ("万元/人", "总收入 / 从业人员"),
    "研发强度": ("%", "研发费用 / 总收入"),
    "收入增速": ("%", "growth(总收入)"),
}


def run(
    *observations: Observation,
    formulas: dict[str, tuple[str, str]] | None = None,
    zones: bool = False,
    measures: tuple[Any, ...] = MEASURES,
    overrides: tuple[Any, ...] = (),
) -> tuple[Values, tuple[Diagnostic, ...]]:
    dimensions = (ZONES,) if zones else ()
    plan = computing(measures, formulas or FORMULAS, dimensions=dimensions, span=SPAN)
    built, first = cube.build(plan, extraction(*observations, dimensions=tuple(plan.dimensions)), None, overrides)
    values, found = indicators.evaluate(plan, built)
    return values, (*first, *found)


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [f.code for f in found]


def reasons(values: Values, name: str, year: int, **by: str) -> list[tuple[str, dict[str, object]]]:
    return [(w.code, dict(w.facts)) for w in values.value(name, year, by).why]


def test_a_ratio_is_computed_in_the_unit_of_the_indicator() -> None:
    values, found = run(seen("总收入", 2021, 8000), seen("从业人员", 2021, 20), seen("研发费用", 2021, 240))
    assert values.series("劳均产出").tolist() == pytest.approx([nan, 400, nan, nan], nan_ok=True)  # 8000亿元 / 20万人
    assert values.series("研发强度")[1] == 3  # 240 / 8000 = 3 %
    assert values.value("劳均产出", 2021).inputs == (0, 1)
    assert found == ()


def test_a_missing_input_is_named_and_never_zero() -> None:
    values, _ = run(seen("总收入", 2021, 8000))
    assert values.value("劳均产出", 2021).value is None
    assert reasons(values, "劳均产出", 2021) == [("missing_input", {"name": "从业人员", "period": "2021"})]


def test_the_worst_quality_of_the_inputs_is_the_quality_of_the_result() -> None:
    values, _ = run(
        seen("总收入", 2021, 8000, quality="provisional"), seen("从业人员", 2021, 20, quality="illustrative")
    )
    assert values.value("劳均产出", 2021).quality == "illustrative"


def test_the_edition_of_a_result_is_the_least_final_of_its_inputs() -> None:
    values, _ = run(seen("总收入", 2021, 8000, edition="快报"), seen("从业人员", 2021, 20, edition="最终核实"))
    assert values.value("劳均产出", 2021).edition == "快报"


def test_a_printed_figure_stands_in_where_an_input_is_missing() -> None:
    values, found = run(seen("总收入", 2020, 6648.7), seen("劳均产出", 2020, 364.9, decimals=1))
    value = values.value("劳均产出", 2020)
    assert (value.value, value.inputs) == (364.9, (1,))
    assert reasons(values, "劳均产出", 2020) == [("printed_not_computed", {"name": "从业人员", "period": "2020"})]
    assert found == ()


def test_what_a_printed_figure_implies_is_told_and_never_used() -> None:
    values, _ = run(seen("总收入", 2020, 6648.7), seen("劳均产出", 2020, 364.9, decimals=1))
    told = indicators.trace(values.plan, values, "劳均产出", periods.year(2020), {})
    (implied,) = [t for t in leaves(told) if t.name == "从业人员"]
    assert implied.value == pytest.approx(18.2206083, rel=1e-7)  # 6648.7亿元 / 364.9万元/人 = 182,206 人
    assert [reason.code for reason in implied.why] == ["implied"]
    assert np.isnan(values.series("从业人员")).all()


def leaves(trace: Any) -> list[Any]:
    return [leaf for child in trace.children for leaf in leaves(child)] if trace.children else [trace]


def test_a_printed_figure_that_the_formula_gives_raises_nothing() -> None:
    inputs = seen("总收入", 2021, 8000), seen("从业人员", 2021, 21)  # 380.952…
    assert run(*inputs, seen("劳均产出", 2021, 381, decimals=0))[1] == ()
    assert run(*inputs, seen("劳均产出", 2021, 380.95, decimals=2))[1] == ()


def test_a_printed_figure_that_the_formula_does_not_give_is_a_finding_at_its_cell() -> None:
    values, (found,) = run(
        seen("总收入", 2021, 8000), seen("从业人员", 2021, 21), seen("劳均产出", 2021, 382, decimals=0, row=9)
    )
    assert found.code == "FZ513"
    assert str(found.at) == "data/0.xlsx:表!B9"
    assert values.series("劳均产出")[1] == pytest.approx(8000 / 21)
    assert found.message("zh") == "“劳均产出”2021年 报表所载为 382万元/人，按公式计算为 381.0万元/人"


def test_an_indicator_without_a_formula_is_read_under_its_own_name() -> None:
    values, _ = run(seen("上市公司", 2021, 3), formulas={"上市公司": ("家", "")})
    assert values.value("上市公司", 2021).value == 3
    assert values.value("上市公司", 2021).why == ()
    assert reasons(values, "上市公司", 2022) == [("missing_input", {"name": "上市公司", "period": "2022"})]


def test_an_indicator_may_use_another() -> None:
    formulas = {**FORMULAS, "劳均产出增速": ("%", "growth(劳均产出)")}
    values, _ = run(
        seen("总收入", 2021, 8000),
        seen("从业人员", 2021, 20),
        seen("总收入", 2022, 9000),
        seen("从业人员", 2022, 20, quality="provisional"),
        formulas=formulas,
    )
    value = values.value("劳均产出增速", 2022)
    assert value.value == pytest.approx(12.5)  # 450 / 400
    assert sorted(value.inputs) == [0, 1, 2, 3]
    assert value.quality == "provisional"


@pytest.mark.parametrize("formula", ["总收入 / 从业人员", "总收入 * 从业人员 ^ -1"])
def test_a_zero_denominator_has_no_result_and_one_finding_at_its_cell(formula: str) -> None:
    formulas = {**FORMULAS, "劳均产出": ("万元/人", formula)}
    values, found = run(seen("总收入", 2021, 8000), seen("从业人员", 2021, 0, row=7), formulas=formulas)
    assert codes(found) == ["FZ512"]
    assert str(found[0].at) == "data/0.xlsx:表!B7"
    assert [code for code, _ in reasons(values, "劳均产出", 2021)] == ["zero_denominator"]


def test_a_hole_is_one_finding_with_the_figure_before_it() -> None:
    _, found = run(seen("总收入", 2020, 1), seen("总收入", 2021, 2), seen("总收入", 2023, 3))
    assert codes(found) == ["FZ511"]
    assert found[0].message("zh") == "“总收入”缺 2022 年，前后各年都有数"
    assert str(found[0].at) == "data/0.xlsx:表!B3"


def test_holes_of_the_same_years_are_one_finding() -> None:
    both = [seen("总收入", year, 1, zone) for zone in ("东区", "西区") for year in (2020, 2023)]
    _, found = run(*both, zones=True)
    assert [f.message("zh") for f in found] == ["“总收入”（东区、西区）缺 2021—2022 年，前后各年都有数"]


def test_years_before_the_base_are_no_holes() -> None:
    assert run(seen("总收入", 2015, 1), seen("总收入", 2020, 2), seen("总收入", 2021, 2))[1] == ()


def test_growth_across_a_hole_is_not_growth_on_last_year() -> None:
    values, _ = run(seen("总收入", 2020, 1), seen("总收入", 2022, 3))
    assert np.isnan(values.series("收入增速")).all()
    assert ("missing_input", {"name": "总收入", "period": "2021"}) in reasons(values, "收入增速", 2022)


def test_a_total_is_not_repeated_for_the_members() -> None:
    values, _ = run(
        seen("总收入", 2021, 100), seen("总收入", 2021, 60, "东区"), seen("园区面积", 2021, 10),
        formulas={"地均产出": ("亿元/平方公里", "总收入 / 园区面积")}, zones=True,
    )  # fmt: skip
    assert values.series("地均产出")[1] == 10
    assert np.isnan(values.series("地均产出", {"园区": "东区"})).all()
    assert reasons(values, "地均产出", 2021, 园区="东区") == [
        ("missing_input", {"name": "园区面积", "period": "2021", "by": "东区"})
    ]


def test_members_are_computed_like_the_total() -> None:
    values, _ = run(seen("总收入", 2021, 60, "东区"), seen("从业人员", 2021, 1, "东区"), zones=True)
    assert values.series("劳均产出", {"园区": "东区"})[1] == 60
    assert np.isnan(values.series("劳均产出")).all()


def test_a_year_made_of_quarters_shows_all_four_behind_it() -> None:
    quarters = [
        seen("总收入", f"2021-Q{q}", 2000.0, quality="published" if q < 4 else "provisional") for q in (1, 2, 3, 4)
    ]
    values, _ = run(*quarters, seen("从业人员", 2021, 20))
    value = values.value("劳均产出", 2021)
    assert (value.value, value.inputs, value.quality) == (400, (0, 1, 2, 3, 4), "provisional")
    told = indicators.trace(values.plan, values, "劳均产出", periods.year(2021), {})
    assert sorted(leaf.observation for leaf in leaves(told)) == [0, 1, 2, 3, 4]


def test_parts_of_a_measure_without_a_kind_are_one_finding() -> None:
    measures = (measure("总收入"), *MEASURES[1:])
    _, found = run(*(seen("总收入", f"2021-Q{q}", 1) for q in (1, 2, 3, 4)), measures=measures)
    assert codes(found) == ["FZ501"]


def test_what_is_set_by_the_user_reaches_every_result_as_assumed() -> None:
    values, found = run(
        seen("总收入", 2021, 8000),
        seen("从业人员", 2021, 20),
        overrides=(("总收入", periods.year(2021), {}, 8200, ""),),
    )
    assert found == ()
    assert (values.value("劳均产出", 2021).value, values.value("劳均产出", 2021).quality) == (410, "assumed")


def test_a_year_or_member_that_is_not_there_is_missing_not_an_error() -> None:
    values, _ = run(seen("总收入", 2021, 8000))
    assert values.value("劳均产出", 1990).value is None
    assert values.value("劳均产出", 2021, {"园区": "东区"}).value is None
    assert np.isnan(values.series("劳均产出", {"园区": "东区"})).all()


def test_a_bound_is_computed_in_its_own_unit() -> None:
    values, _ = run(seen("总收入", 2021, 8000), seen("研发费用", 2021, 240))
    formula = values.plan.indicators["研发强度"].formula
    assert formula is not None
    assert values.evaluate(formula)[1] == 3


def test_the_tidy_frame_has_a_row_a_figure() -> None:
    values, _ = run(seen("总收入", 2021, 8000), seen("从业人员", 2021, 20, quality="illustrative"))
    (row,) = values.frame(["劳均产出"]).to_dict("records")
    assert row == {
        "indicator": "劳均产出", "period": "2021", "value": 400.0, "unit": "万元/人", "quality": "illustrative"
    }  # fmt: skip


@given(st.sampled_from(QUALITIES), st.sampled_from(QUALITIES))
def test_no_result_is_better_than_its_inputs(first: str, second: str) -> None:
    values, _ = run(seen("总收入", 2021, 8000, quality=first), seen("从业人员", 2021, 20, quality=second))
    assert QUALITIES.index(values.value("劳均产出", 2021).quality) == max(
        QUALITIES.index(first), QUALITIES.index(second)
    )


@given(st.floats(1, 1e6), st.floats(1, 1e6), st.sampled_from([("元", 1e8), ("万元", 1e4), ("千亿元", 1e-3)]))
def test_the_unit_that_figures_are_declared_in_never_matters(
    income: float, staff: float, unit: tuple[str, float]
) -> None:
    """Declared in another unit, with the figures converted, the indicator is the same to 12 digits."""
    other = (measure("总收入", unit[0], kind="flow"), *MEASURES[1:])
    plain, _ = run(seen("总收入", 2021, income), seen("从业人员", 2021, staff))
    scaled, _ = run(seen("总收入", 2021, income * unit[1]), seen("从业人员", 2021, staff), measures=other)
    assert scaled.series("劳均产出")[1] == pytest.approx(plain.series("劳均产出")[1], rel=1e-12)


GROUPED = Dimension("产业", ("轨道", "航空", "新材料"), {}, groups={"千亿": ("轨道", "航空")})


def by_industry(*observations: Observation, formulas: dict[str, tuple[str, str]] | None = None) -> Values:
    plan = computing(MEASURES, formulas or FORMULAS, dimensions=(GROUPED,), span=SPAN)
    return indicators.evaluate(plan, cube.build(plan, extraction(*observations, dimensions=("产业",)))[0])[0]


def test_a_group_is_computed_from_the_sums_of_its_members() -> None:
    values = by_industry(
        seen("总收入", 2021, 600, "轨道"), seen("总收入", 2021, 200, "航空"), seen("总收入", 2021, 999),
        seen("从业人员", 2021, 1.5, "轨道"), seen("从业人员", 2021, 0.5, "航空", quality="illustrative"),
    )  # fmt: skip
    group = {"产业": "千亿"}
    assert values.series("劳均产出", group)[1] == 400  # (600 + 200) / (1.5 + 0.5), not the mean of 400 and 400
    value = values.value("劳均产出", 2021, group)
    assert (value.value, value.quality, sorted(value.inputs)) == (400, "illustrative", [0, 1, 3, 4])
    told = indicators.trace(values.plan, values, "劳均产出", periods.year(2021), group)
    assert [leaf.observation for leaf in leaves(told)] == [0, 1, 3, 4]
    assert values.value("总收入", 2021, group).value == 800


def test_a_group_lacks_what_one_of_its_members_lacks() -> None:
    values = by_industry(
        seen("总收入", 2021, 600, "轨道"), seen("从业人员", 2021, 1, "轨道"), seen("从业人员", 2021, 1, "航空")
    )
    assert values.value("劳均产出", 2021, {"产业": "千亿"}).value is None
    assert reasons(values, "劳均产出", 2021, 产业="千亿") == [
        ("missing_input", {"name": "总收入", "period": "2021", "by": "航空"})
    ]


def test_what_does_not_add_has_no_figure_for_a_group() -> None:
    formulas = {"利润率": ("%", ""), "利润率差": ("百分点", "利润率 - 利润率@-1")}
    values = by_industry(seen("利润率", 2021, 6, "轨道"), seen("利润率", 2021, 6, "航空"), formulas=formulas)
    assert reasons(values, "利润率", 2021, 产业="千亿") == [("not_additive", {"name": "利润率"})]


def test_a_group_of_an_indicator_that_uses_another_is_recomputed_too() -> None:
    formulas = {**FORMULAS, "劳均产出增速": ("%", "growth(劳均产出)")}
    values = by_industry(
        *(seen("总收入", 2020 + n, 100 * (n + 1), m) for n in range(2) for m in ("轨道", "航空")),
        *(seen("从业人员", 2020 + n, 1, m) for n in range(2) for m in ("轨道", "航空")),
        formulas=formulas,
    )
    assert values.value("劳均产出增速", 2021, {"产业": "千亿"}).value == pytest.approx(100)  # 200/2 → 400/2
    assert len(values.value("劳均产出增速", 2021, {"产业": "千亿"}).inputs) == 8


def test_what_is_not_due_is_not_called_missing() -> None:
    plan = computing(MEASURES, FORMULAS, span=SPAN)
    told = extraction(seen("总收入", 2021, 8000), seen("从业人员", 2021, 20))
    values, _ = indicators.evaluate(plan, cube.build(plan, told, periods.month(2022, 6))[0])
    assert values.value("劳均产出", 2021).value == 400
    assert {code for code, _ in reasons(values, "劳均产出", 2022)} == {"not_due"}


def test_growth_takes_the_pair_of_one_return_and_shows_it() -> None:
    values, _ = run(
        seen("总收入", 2021, 100),
        seen("总收入", 2022, 110, file=1),
        seen("总收入", 2021, 88, file=1, basis="comparable"),
    )
    value = values.value("收入增速", 2022)
    assert value.value == pytest.approx(25)  # 110 / 88
    assert 2 in value.inputs


def test_growth_stops_at_a_break() -> None:
    broken = (measure("总收入", kind="flow", breaks=(Break(2022, "口径调整"),)), *MEASURES[1:])
    values, _ = run(seen("总收入", 2021, 100), seen("总收入", 2022, 110), measures=broken)
    assert values.value("收入增速", 2022).value is None
    assert "not_comparable" in [code for code, _ in reasons(values, "收入增速", 2022)]


def test_growth_from_nothing_is_one_finding_at_the_base() -> None:
    _, found = run(seen("总收入", 2021, 0, row=5), seen("总收入", 2022, 110))
    assert [(f.code, str(f.at)) for f in found] == [("FZ514", "data/0.xlsx:表!B5")]


def test_one_zero_that_spoils_many_results_is_one_finding() -> None:
    formulas = {**FORMULAS, "人均研发": ("万元/人", "研发费用 / 从业人员")}
    _, found = run(
        seen("总收入", 2021, 8000), seen("研发费用", 2021, 240), seen("从业人员", 2021, 0), formulas=formulas
    )
    assert codes(found) == ["FZ512"]
    assert "另有 1 个结果" in found[0].message("zh")


def test_a_vague_print_is_held_against_its_bound() -> None:
    inputs = seen("总收入", 2021, 8000), seen("从业人员", 2021, 20)  # 400
    assert run(*inputs, seen("劳均产出", 2021, 390, bound=">"))[1] == ()
    assert run(*inputs, seen("劳均产出", 2021, 390, bound="≈"))[1] == ()
    assert codes(run(*inputs, seen("劳均产出", 2021, 410, bound=">"))[1]) == ["FZ513"]


def test_holes_of_many_members_are_counted_not_listed() -> None:
    members = tuple(f"街{n}" for n in range(5))
    streets = Dimension("街道", members, {})
    plan = computing(MEASURES, FORMULAS, dimensions=(streets,), span=SPAN)
    told = extraction(*(seen("总收入", y, 1, m) for m in members for y in (2020, 2022)), dimensions=("街道",))
    _, (found,) = indicators.evaluate(plan, cube.build(plan, told)[0])
    assert found.message("zh") == "“总收入”（街0、街1、街2等 5 个）缺 2021 年，前后各年都有数"
    assert found.message("en") == "'总收入' (街0, 街1, 街2 and 2 more) has no figure for 2021, though before and after"


def test_a_bound_is_computed_for_a_group_and_missing_for_what_is_not_declared() -> None:
    values = by_industry(
        *(seen("总收入", 2020, 100, m) for m in ("轨道", "航空")),
        seen("总收入", 2021, 130, "轨道"),
        seen("总收入", 2021, 90, "航空"),
    )
    formula = values.plan.indicators["收入增速"].formula
    assert formula is not None
    assert values.evaluate(formula, {"产业": "千亿"})[1] == pytest.approx(10)  # 220 / 200
    assert np.isnan(values.evaluate(formula, {"产业": "旅游"})).all()


def test_growth_of_a_group_takes_the_pairs_of_its_members() -> None:
    values = by_industry(
        *(seen("总收入", 2021, 110, m, file=1) for m in ("轨道", "航空")),
        *(seen("总收入", 2020, 88, m, file=1, basis="comparable") for m in ("轨道", "航空")),
    )
    value = values.value("收入增速", 2021, {"产业": "千亿"})
    assert value.value == pytest.approx(25)  # 220 / 176
    assert sorted(value.inputs) == [0, 1, 2, 3]


def test_a_member_named_inside_a_formula_stays_itself_for_a_group() -> None:
    formulas = {"轨道占比": ("%", "总收入[产业=轨道] / 总收入")}
    values = by_industry(
        seen("总收入", 2021, 60, "轨道"), seen("总收入", 2021, 20, "航空"), seen("总收入", 2021, 100), formulas=formulas
    )
    group = {"产业": "千亿"}
    assert values.series("轨道占比")[1] == 60
    assert values.value("轨道占比", 2021, group).value == 75  # 60 / (60 + 20)
    assert sorted(values.value("轨道占比", 2021, group).inputs) == [0, 1]
