"""As of a month inside a year, through a real plan file and real returns with 1—6月累计 and 上年同期.

Base 2020, span 2021—2025 (60 months). At the end of June 2023 30 months are over: s = 30/60 = 50 %.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan import workflow
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.results import Assessment, Outcome

PLAN = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
    measures:
      总收入: {unit: 亿元, kind: flow, decimals: 1}
      研发费用: {unit: 亿元, kind: flow}
      期末人数: {unit: 万人, kind: stock}
      女性人数: {unit: 万人, kind: stock}
      园区面积: {unit: 平方公里, kind: fixed}
    indicators:
      园区总收入: {unit: 亿元, formula: 总收入, targets: [
        {id: income, at_least: 1000, by: 2025, path: geometric},
        {id: income_2022, at_least: 700, by: 2022},
        {id: income_growth, of: growth, at_least: 10%, over: 2021-2025},
        {id: income_up, direction: up, over: 2021-2025}]}
      两年增长: {unit: "%", formula: "growth(总收入)", target: {id: doubling, at_least: 10, by: 2025}}
      研发强度: {unit: "%", formula: 研发费用 / 总收入, target: {id: rd, at_least: 3, by: 2025}}
      女性比例: {unit: "%", formula: 女性人数 / 期末人数, target: {id: women, at_least: 50, by: 2025}}
      从业人员: {unit: 万人, formula: 期末人数, targets: [
        {id: staff, at_least: 30, by: 2025},
        {id: staff_steps, at_least: 30, by: 2025, milestones: {2023: 26}},
        {id: staff_change, rise_by: 50%, over: 2021-2025},
        {id: staff_growth, of: growth, at_least: 8%, over: 2021-2025},
        {id: staff_floor, at_least: 21, each: 2021-2025},
        {id: staff_up, direction: up, over: 2021-2025}]}
      人口密度: {unit: 万人/平方公里, formula: 期末人数 / 园区面积, target: {id: density, at_least: 3, by: 2025}}
      新增国高新: {unit: 家, target: {id: hnte, of: total, at_least: 500, over: 2021-2025}}
      专利授权: {unit: 件, kind: flow, target: {id: patents, at_least: 3000, each: 2021-2025}}
      净增税收: {unit: 亿元, kind: flow, target: {id: tax, at_least: 10, by: 2025}}
    forms:
      年报: {files: "年报*.xlsx", rows: measure, columns: period}
      月报: {files: "月报*.xlsx", rows: measure, columns: period}
"""
YEARS = """
    指标 | 2020年 | 2021年 | 2022年
    总收入（亿元） | 600 | 664.6 | 736.1
    研发费用（亿元） | 15 | 17.3 | 19.9
    期末人数（万人） | 20 | 22 | 24
    女性人数（万人） | 8 | 9.02 | 10.08
    园区面积（平方公里） | 10 | |
    新增国高新（家） | 70 | 96 | 104
    专利授权（件） | 2500 | 3100 | 3200
    净增税收（亿元） | 1 | 2 | 4
"""
JUNE = """
    2023年1—6月综合统计月报
    指标 | 1—6月累计 | 上年同期
    总收入（亿元） | 396 | 360
    研发费用（亿元） | 11.88 | 9.72
    期末人数（万人） | 25 | 23
    女性人数（万人） | 10.75 | 9.5
    新增国高新（家） | 60 | 50
    专利授权（件） | 1680 | 1600
    净增税收（亿元） | 3 | -1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    builders.plan(tmp_path, PLAN)
    builders.workbook(tmp_path / "data" / "年报.xlsx", {"主要指标": YEARS})
    builders.workbook(tmp_path / "data" / "月报.xlsx", {"主要指标": JUNE})
    return tmp_path


def run(folder: Path, as_of: str | None = "2023-06", **options: object) -> Outcome:
    found = workflow.compute(folder / "targets.yaml", as_of=as_of, **options)  # type: ignore[arg-type]
    assert found.outcome is not None, found.diagnostics
    return found.outcome


def target(outcome: Outcome, id_: str) -> Assessment:
    return next(a for a in outcome.assessments if a.target.id == id_)


def codes(a: Assessment) -> list[str]:
    return [why.code for why in a.why]


@pytest.mark.parametrize("as_of", ["2023-06", "2023-06-30", "2023-S1"])
def test_a_flow_is_judged_on_the_last_complete_year(folder: Path, as_of: str) -> None:
    a = target(run(folder, as_of), "income")
    # 2022: s = 2/5; planned 600·(1000/600)^0.4 = 736.02; ratio (736.1 − 600) / 136.02 = 1.0006
    assert str(a.period) == "2022"
    assert (a.actual, a.time_share) == (736.1, 0.4)
    assert a.planned == pytest.approx(600 * (1000 / 600) ** 0.4)
    assert a.ratio == pytest.approx(136.1 / (a.planned - 600))
    assert "last_full_year" in codes(a)


def test_january_to_june_stands_beside_it(folder: Path) -> None:
    so_far = target(run(folder), "income").to_date
    assert so_far is not None
    # 396 / 360 = 1.10, both of one return; planned for 2023: 600·(1000/600)^(3/5) = 815.19; 396 / 815.19 = 48.6 %
    assert (str(so_far.period), so_far.value, so_far.unit) == ("2023-S1", 396.0, "亿元")
    assert (so_far.growth, so_far.growth_unit, so_far.basis) == (10.0, "%", "comparable")
    assert so_far.planned == pytest.approx(600 * (1000 / 600) ** 0.6)
    assert so_far.share_of_plan == pytest.approx(396 / (600 * (1000 / 600) ** 0.6))


def test_a_ratio_is_recomputed_and_moves_by_points(folder: Path) -> None:
    a = target(run(folder), "rd")
    assert a.to_date is not None
    # 11.88 / 396 = 3.00 %, a year before 9.72 / 360 = 2.70 %; a ratio has no planned part of a year
    assert (a.to_date.value, a.to_date.growth, a.to_date.growth_unit) == (3.0, 0.3, "百分点")
    assert a.to_date.share_of_plan is None
    assert str(a.period) == "2022"


def test_stocks_are_judged_at_the_date(folder: Path) -> None:
    outcome = run(folder)
    women, staff, density = (target(outcome, id_) for id_ in ("women", "staff", "density"))
    # women 10.75 / 25 = 43 %: planned 40 + 50 %·10 = 45, ratio 3 / 5
    assert (str(women.period), women.actual, women.time_share, women.planned) == ("2023-06", 43.0, 0.5, 45.0)
    assert women.ratio == pytest.approx(0.6)
    # staff 25: planned 20 + 50 %·10 = 25; pace (25 − 20) / 2.5 years = 2, required (30 − 25) / 2.5 = 2
    assert (staff.actual, staff.planned, staff.ratio) == (25.0, 25.0, 1.0)
    assert (staff.pace_achieved, staff.pace_required, staff.projected, staff.projected_year) == (2.0, 2.0, 30.0, 2025)
    assert staff.previous == 24.0
    # density: the area of 2020 still holds, 25 / 10
    assert (str(density.period), density.actual) == ("2023-06", 2.5)
    assert [a.to_date for a in (women, staff, density)] == [None, None, None]


def test_change_growth_and_direction_of_a_stock(folder: Path) -> None:
    outcome = run(folder)
    change, growth, up = (target(outcome, id_) for id_ in ("staff_change", "staff_growth", "staff_up"))
    # 25 / 20 = +25 %, planned 50 %·50 % = 25 %
    assert (change.actual, change.planned, change.ratio) == (25.0, 25.0, 1.0)
    # 1.25^(1/2.5) − 1 = 9.336 %; at the end of 2022 1.2^(1/2) − 1 = 9.545 %
    assert growth.actual == pytest.approx(100 * (1.25**0.4 - 1))
    assert growth.previous == pytest.approx(100 * (1.2**0.5 - 1))
    assert (up.verdict, up.pace_achieved) == ("on_track", 2.0)


def test_a_milestone_of_the_year_is_not_due_in_june(folder: Path) -> None:
    a = target(run(folder), "staff_steps")
    # on the way to 26 at the end of 2023: 20 + 2.5/3·6 = 25
    assert (a.planned, a.verdict, a.missed) == (25.0, "on_track", ())


def test_each_year_targets_wait_for_the_end_of_the_year(folder: Path) -> None:
    outcome = run(folder)
    floor, patents = target(outcome, "staff_floor"), target(outcome, "patents")
    assert (str(floor.period), floor.to_date) == ("2022", None)
    assert patents.to_date is not None
    # 1680 / 1600 = 1.05, 1680 / 3000 = 56 %
    assert (str(patents.period), patents.to_date.growth, patents.to_date.share_of_plan) == ("2022", 5.0, 0.56)


def test_a_total_is_judged_at_the_date(folder: Path) -> None:
    a = target(run(folder), "hnte")
    # 96 + 104 + 60 = 260 of 500; planned 500·30/60 = 250; ratio 1.04; required 240 / 2.5 years = 96
    assert (str(a.period), a.actual, a.planned, a.time_share) == ("2023-S1", 260.0, 250.0, 0.5)
    assert (a.ratio, a.progress, a.pace_required, a.verdict) == (1.04, 0.52, 96.0, "on_track")
    assert a.to_date is not None
    # the year's own part is 500 / 5 = 100
    assert (a.to_date.value, a.to_date.planned, a.to_date.share_of_plan) == (60.0, 100.0, 0.6)
    assert [o for o in a.inputs if o in a.to_date.inputs]


def test_growth_from_a_negative_figure_is_not_said(folder: Path) -> None:
    so_far = target(run(folder), "tax").to_date
    assert so_far is not None
    assert (so_far.value, so_far.growth, so_far.basis) == (3.0, None, None)


def test_a_growth_target_plans_the_level_of_the_year(folder: Path) -> None:
    outcome = run(folder)
    growth, up = target(outcome, "income_growth").to_date, target(outcome, "income_up").to_date
    assert growth is not None
    assert up is not None
    # 600·1.1³ = 798.6
    assert growth.planned == pytest.approx(798.6)
    assert up.planned is None


def test_what_reaches_into_other_years_has_no_year_so_far(folder: Path) -> None:
    a = target(run(folder), "doubling")
    assert (str(a.period), a.to_date, codes(a).count("last_full_year")) == ("2022", None, 1)


def test_a_target_of_an_earlier_year_is_over(folder: Path) -> None:
    a = target(run(folder), "income_2022")
    assert (a.verdict, a.to_date) == ("achieved", None)


def test_without_a_pair_growth_is_nominal_and_a_break_stops_it(folder: Path) -> None:
    builders.workbook(
        folder / "data" / "月报.xlsx", {"主要指标": "指标 | 2022年1—6月 | 2023年1—6月\n总收入（亿元） | 350 | 396"}
    )
    so_far = target(run(folder), "income").to_date
    assert so_far is not None
    # 396 / 350 = 1.13143
    assert (so_far.growth, so_far.basis) == (pytest.approx(13.142857142857), "nominal")
    text = (folder / "targets.yaml").read_text(encoding="utf-8")
    broken = text.replace("总收入: {unit: 亿元,", "总收入: {unit: 亿元, breaks: [{at: 2023, why: 口径}],")
    (folder / "targets.yaml").write_text(broken, encoding="utf-8")
    so_far = target(run(folder), "income").to_date
    assert so_far is not None
    assert (so_far.growth, so_far.basis) == (None, None)


def test_the_newest_months_known_are_used(folder: Path) -> None:
    months = " | ".join(f"2023年{m}月" for m in range(1, 6))
    grid = f"指标 | {months}\n总收入（亿元） | 60 | 60 | 60 | 60 | 70\n期末人数（万人） | | | | | 25"
    builders.workbook(folder / "data" / "月报.xlsx", {"主要指标": grid})
    outcome = run(folder)
    so_far, staff = target(outcome, "income").to_date, target(outcome, "staff")
    assert so_far is not None
    # 60·4 + 70 = 310 up to May; 29 of 60 months
    assert (so_far.period.months, so_far.value) == (5, 310.0)
    assert (str(staff.period), staff.time_share) == ("2023-05", pytest.approx(29 / 60))
    hnte = target(outcome, "hnte")
    assert (str(hnte.period), hnte.to_date) == ("2022", None)


@pytest.mark.parametrize("as_of", [None, "2022", "2022-12", "2022-12-31", "2031-06"])
def test_as_of_a_whole_year_nothing_stands_beside(folder: Path, as_of: str | None) -> None:
    outcome = run(folder, as_of)
    assert {str(a.period) for a in outcome.assessments if a.target.id in ("income", "hnte", "patents")} == {"2022"}
    assert all(a.to_date is None for a in outcome.assessments)


def test_a_year_asked_for_is_judged_whole(folder: Path) -> None:
    a = target(run(folder, year=2021), "staff")
    assert (str(a.period), a.to_date) == ("2021", None)


def test_before_the_plan_began_there_is_no_plan_of_the_year(folder: Path) -> None:
    builders.workbook(folder / "data" / "月报.xlsx", {"主要指标": "指标 | 2020年1—6月\n总收入（亿元） | 290"})
    a = target(run(folder, "2020-06"), "income")
    assert a.verdict == "not_assessable"
    assert a.to_date is not None
    assert (a.to_date.value, a.to_date.planned, a.to_date.share_of_plan) == (290.0, None, None)


def test_a_whole_year_set_by_the_user_is_the_last_complete_one(folder: Path) -> None:
    a = target(run(folder, overrides=["总收入@2023=820"]), "income")
    assert (str(a.period), a.actual, a.quality) == ("2023", 820.0, "assumed")
    assert "last_full_year" not in codes(a)


def test_time_share_of_the_report_counts_months(folder: Path) -> None:
    from fzplan.reports import lines

    assert lines.time_share(run(folder)) == 0.5
    assert lines.time_share(run(folder, "2023-06-29")) == pytest.approx(29 / 60)


def test_what_was_not_yet_published_is_hidden(folder: Path) -> None:
    text = (folder / "targets.yaml").read_text(encoding="utf-8")
    later = text.replace('月报: {files: "月报*.xlsx",', '月报: {files: "月报*.xlsx", published: 2023-07-15,')
    (folder / "targets.yaml").write_text(later, encoding="utf-8")
    assert target(run(folder, "2023-06"), "income").to_date is None
    assert target(run(folder, "2023-07"), "income").to_date is not None


def test_the_half_year_before_is_read_only_for_growth_that_it_gives(folder: Path) -> None:
    before = """
        2022年1—6月综合统计月报
        指标 | 1—6月累计
        专利授权（件） | 1600
        净增税收（亿元） | -1
    """
    builders.workbook(folder / "data" / "月报2022.xlsx", {"主要指标": before})
    beside = {name: target(run(folder), name).to_date for name in ("patents", "tax")}
    # 专利: 上年同期 is printed beside it; 税收: no growth from a negative figure
    assert [len(found.inputs) for found in beside.values() if found is not None] == [1, 1]
    june = JUNE.replace("1680 | 1600", "1680 |")
    builders.workbook(folder / "data" / "月报.xlsx", {"主要指标": june})
    alone = target(run(folder), "patents").to_date
    assert alone is not None
    assert (alone.growth, alone.basis, len(alone.inputs)) == (5.0, "nominal", 2)  # the return of 2022 is behind it


@pytest.mark.parametrize(
    ("bound", "planned", "share"),
    [("at_least: 0.8", 0.8, 3.75), ("at_most: 0, milestones: {2023: 0}", 0.0, None), ("at_least: -2", -2.0, None)],
)
def test_a_share_of_what_is_planned(folder: Path, bound: str, planned: float, share: float | None) -> None:
    builders.plan(folder, PLAN.replace("{id: tax, at_least: 10,", f"{{id: tax, {bound},"))
    so_far = target(run(folder), "tax").to_date  # 3 in half a year
    assert so_far is not None
    assert (so_far.planned, so_far.share_of_plan) == (planned, share)
