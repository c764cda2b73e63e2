"""增幅: growth on the year before within a range, unless the change is small."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fzplan import checks, cube, returns, workflow
from fzplan import plan as plan_room
from fzplan.diagnostics import Severity
from fzplan.reports import reckoning as reckoned

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import Checked

TABLE = """
measures: {收入: {unit: 亿元, kind: flow}, 占比: {unit: "%", kind: ratio}}
forms:
  年报: {files: "年报*.xlsx", rows: "{measure} > {unit}", columns: period}
  月报: {files: "月报*.xlsx", rows: "{period}", columns: "{measure}", unit: 亿元}
checks: [{id: G1, CHECK}]
"""
RECORDS = """
measures: {总收入: {unit: 亿元, kind: flow}}
forms:
  企业年报: {files: "企业{year}.xlsx", rows: entity, key: 名称, fields: {营收: {column: 营业收入, unit: 万元}}, aggregate: {总收入: sum(营收)}}
checks: [{id: G1, CHECK}]
"""


def growth(text: str, check: str = "period: {measure: 收入, growth: [-50%, 100%]}") -> str:
    return text.replace("CHECK", check)


def table(*figures: float | str, head: str = "2020 | 2021", name: str = "收入 | 亿元") -> str:
    return f"指标 | 单位 | {head}\n{name} | {' | '.join(map(str, figures))}"


def test_growth_out_of_range_is_told_with_both_figures(checked: Callable[..., Checked]) -> None:
    """From 100 to 210 is 110 %."""
    (found,) = checked(growth(TABLE), {"年报": table(100, 210)}).found
    assert (str(found.at), found.code, found.severity.code) == ("data/年报.xlsx:表!D2", "FZ608", "verify")
    assert (
        found.message("zh")
        == "G1 2021年 收入 210亿元，2020年为 100亿元，增幅 110.0%，应在 -50% 到 100% 之间；变动额 110亿元"
    )
    assert found.message("en") == (
        "G1 2021: 收入 210亿元; 2020: 100亿元; growth 110.0%, should be -50% to 100%; change 110亿元"
    )
    assert [str(r.at) for r in found.related] == ["data/年报.xlsx:表!C2"]
    assert found.instances[0].about == ("年报", "", "收入", "2021", "published", "210|100")


@pytest.mark.parametrize(
    ("figures", "codes"),
    [
        ((100, 200), []),  # just at the bound
        ((100, 200.1), ["FZ608"]),
        ((100, 50), []),
        ((100, 49), ["FZ608"]),
        ((0, 0), []),
        ((0, 3), ["FZ608"]),  # from nothing growth is without end
        ((-5, 3), ["FZ603"]),  # on a negative figure it has no meaning
        ((0.1, 0.3), ["FZ608"]),
    ],
)
def test_bounds_noughts_and_negative_figures(
    checked: Callable[..., Checked], figures: tuple[float, float], codes: list[str]
) -> None:
    assert [d.code for d in checked(growth(TABLE), {"年报": table(*figures)}).found] == codes


def test_a_change_that_is_too_small_is_not_told(checked: Callable[..., Checked]) -> None:
    """5000万元 are 0.5 亿元: a change of 0.5 does not exceed it, one of 0.6 does."""
    text = growth(TABLE, "period: {measure: [收入], growth: [-50%, 100%], change_above: 5000万元}")
    assert checked(text, {"年报": table(0.2, 0.7)}).found == ()
    (found,) = checked(text, {"年报": table(0.2, 0.8)}).found
    assert found.message("zh").endswith("变动额 0.6亿元（界限 0.5亿元）")
    only = growth(TABLE, "period: {measure: 收入, change_above: 1亿元}")
    (found,) = checked(only, {"年报": table(100, 101.5)}).found
    assert found.message("zh").endswith("增幅 1.5%；变动额 1.5亿元（界限 1亿元）")
    points = growth(TABLE, "period: {measure: 占比, growth: [-10%, 10%], change_above: 2个百分点}")
    assert [d.code for d in checked(points, {"年报": table(10, 13, name="占比 | %")}).found] == ["FZ608"]


def test_months_are_held_against_the_same_month_a_year_before(checked: Callable[..., Checked]) -> None:
    rows = "月份 | 收入\n2020年1月 | 10\n2020年2月 | 50\n2021年1月 | 11\n2021年2月 | 101"
    (found,) = checked(growth(TABLE), {"月报": rows}).found
    assert (str(found.at), found.facts["where"].zh, found.facts["before"].zh) == (
        "data/月报.xlsx:表!B5", "2021年2月 ", "2020年2月",
    )  # fmt: skip


def test_a_figure_that_is_missing_between_two_is_told(checked: Callable[..., Checked]) -> None:
    (found,) = checked(growth(TABLE), {"年报": table(100, "", 120, head="2019 | 2020 | 2021")}).found
    assert (found.code, found.facts["because"].zh) == ("FZ603", "缺 收入 2020年数据")
    zero = growth(TABLE, "period: {measure: 收入, growth: [-50%, 100%]}, missing: zero")
    assert [d.code for d in checked(zero, {"年报": table(100, 120)}).found] == []


@pytest.mark.parametrize(("shares", "lack"), [("5 | ", "缺 占比 2021年数据"), ("5 | 0", "算不出数（如除数为 0）")])
def test_a_formula_that_has_no_number_says_why(checked: Callable[..., Checked], shares: str, lack: str) -> None:
    text = growth(TABLE, "period: {measure: 收入 / 占比, growth: [-50%, 100%]}")
    books = {"年报": table(100, 120) + f"\n占比 | % | {shares}"}
    (found,) = checked(text, books).found
    assert (found.code, found.facts["because"].zh, found.facts["count"]) == ("FZ603", lack, 1)


def test_a_total_of_several_years_is_no_year(checked: Callable[..., Checked]) -> None:
    rows = "指标 | 单位 | 2019 | 2020 | 2016—2020年合计\n收入 | 亿元 | 100 | 110 | 500"
    result = checked(growth(TABLE), {"年报": rows})
    assert result.found == ()


def test_a_spoiled_cell_is_the_cause(checked: Callable[..., Checked]) -> None:
    head = "2019 | 2020 | 2021"
    result = checked(growth(TABLE), {"年报": table(100, "#DIV/0!", 120, head=head) + "\n占比 | % | 1 | 2 | 3"})
    (found,) = result.found
    assert found.facts["because"].zh == "因 FZ403 data/年报.xlsx:表!D2"


def test_records_and_their_year_before(checked: Callable[..., Checked]) -> None:
    text = growth(
        RECORDS, "level: confirm, period: {measure: 营收, growth: [-50%, 100%], change_above: 100万元}, note: 大户"
    )
    books = {
        "企业2020": "名称 | 营业收入\n甲 | 100\n乙 | 10\n丙 | 400\n丁 | 5",
        "企业2021": "名称 | 营业收入\n甲 | 350\n乙 | 90\n丙 | 420\n丁 | 新",
    }
    result = checked(text, books)
    failing, gap = sorted(result.found, key=lambda d: d.code, reverse=True)
    assert (str(failing.at), failing.severity.code) == ("data/企业2021.xlsx:表!B2", "confirm")
    assert failing.message("zh").startswith("G1 2021年 甲 营收 350万元，2020年为 100万元，增幅 250.0%")
    assert failing.message("zh").endswith("（大户）")
    assert (gap.facts["passed"], gap.facts["count"]) == (2, 1)
    assert gap.facts["because"].zh == "因 FZ402 data/企业2021.xlsx:表!B5"


def test_comparable_figures_of_the_same_return_are_the_year_before(checked: Callable[..., Checked]) -> None:
    """The return of 2021 gives 上年同期 150, on the present list: 210 is 40 % more, though 100 was published."""
    head = "指标 | 单位 | 2021年 | 上年同期"
    books = {"年报": f"{head}\n收入 | 亿元 | 210 | 150", "年报0": table(90, 100, head="2019 | 2020")}
    assert checked(growth(TABLE), books).found == ()
    (found,) = checked(growth(TABLE, "period: {measure: 收入, growth: [-50%, 30%]}"), books).found
    assert [str(r.at) for r in found.related] == ["data/年报.xlsx:表!D2"]
    assert found.facts["beside"] == "150亿元"


def test_explain_shows_what_passes(checked: Callable[..., Checked]) -> None:
    checked(growth(TABLE), {"年报": table(100, 120, 300, head="2020 | 2021 | 2022")})
    reckoning = workflow.explain(Path("targets.yaml"), (), "G1").reckoning
    assert reckoning is not None
    assert (reckoning.passed, reckoning.failed) == (1, 1)
    assert reckoned.text(reckoning, "zh").splitlines()[:3] == [
        "G1　核实　增幅", "  对象：收入", "  通过 1 处，不通过 1 处，无法审核 0 处",
    ]  # fmt: skip
    assert "  of: 收入" in reckoned.text(reckoning, "en")
    assert [(h.year, h.outcome, h.sentence.zh) for h in reckoning.holdings] == [
        (2021, "pass", "2021年 收入 120亿元，2020年为 100亿元，增幅 20.0%，应在 -50% 到 100% 之间；变动额 20亿元"),
        (2022, "fail", "2022年 收入 300亿元，2021年为 120亿元，增幅 150.0%，应在 -50% 到 100% 之间；变动额 180亿元"),
    ]


@pytest.mark.parametrize(
    "check",
    [
        "period: {measure: 收入, growth: [-50%, 100%]}",
        "jump: {of: [收入], times: [1e3]}",
        "outlier: {of: 收入, group: 园区, by: mad, least: 4}",
        "revision: {freeze: 2021, against: 快报}",
    ],
)
def test_a_figure_with_a_finding_of_its_own_is_not_told_again(checked: Callable[..., Checked], check: str) -> None:
    """The records add up to 2 亿元, the signed table says 2500 (FZ343): whatever is odd about 2500 is because of it."""
    text = f"""
    dimensions: {{园区: {{members: [甲, 乙, 丙, 丁, 戊]}}}}
    measures: {{收入: {{unit: 亿元, kind: flow}}}}
    forms:
      分区: {{files: "分区*.xlsx", rows: "{{园区}}", columns: period, fixed: {{measure: 收入}}, unit: 亿元}}
      快报: {{files: "快报*.xlsx", rows: "{{园区}}", columns: period, fixed: {{measure: 收入}}, unit: 亿元, edition: 快报}}
      企业年报: {{files: "企业.xlsx", rows: entity, period: 2021, fields: {{营收: {{column: 营收, unit: 亿元}}, 园区: {{column: 园区}}}}, aggregate: {{收入: sum(营收)}}}}
    checks: [{{id: R1, {check}}}]
    """
    books = {
        "分区": "分区 | 2020 | 2021\n甲 | 1.5 | 1.5\n乙 | 2.5 | 2.5\n丙 | 3.5 | 3.5\n丁 | 3.5 | 3.5\n戊 | 2.5 | 2500",
        "快报": "分区 | 2021\n甲 | 1.5\n乙 | 2.5\n丙 | 3.5\n丁 | 3.5\n戊 | 2.5",
        "企业": "名称 | 营收 | 园区\n一 | 2 | 戊",
    }
    result = checked(text, books)
    (differing,) = [d for d in result.reading if d.code == "FZ343"]
    assert (str(differing.at), result.found[0].code[:3]) == ("data/分区.xlsx:表!C6", "FZ6")
    loaded, _ = plan_room.load(Path("targets.yaml"))
    assert loaded is not None
    extraction, _ = returns.extract(loaded, [Path("data")], Path())
    grave = replace(differing, severity=Severity.ERROR)
    (found,) = checks.run(loaded, cube.build(loaded, extraction)[0], extraction.records, [grave])[1]
    assert (found.code, found.facts["because"].zh) == ("FZ603", "因 FZ343 data/分区.xlsx:表!C6")
