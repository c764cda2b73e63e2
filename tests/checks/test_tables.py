"""Relations between printed figures: which cell is judged, beside which others, in which layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import Checked

PEOPLE = """
measures: {女性: {unit: 人, kind: stock, en: women}, 期末人员: {unit: 人, kind: stock, en: staff}}
forms: {年报: {files: "年报*.xlsx", rows: measure, columns: period}}
checks: [{id: R01, within: 女性 <= 期末人员, note: 其中项}]
"""


def test_the_finding_names_the_judged_cell_the_others_and_the_arithmetic(checked: Callable[..., Checked]) -> None:
    """999 − 40 = 959."""
    (found,) = checked(
        PEOPLE,
        {"年报": "指标 | 单位 | 2021年 | 2022年\n女性 | 人 | 10 | 999\n期末人员 | 人 | 30 | 40"},
    ).found
    assert (str(found.at), found.severity.code, found.code) == ("data/年报.xlsx:表!D2", "error", "FZ600")
    assert found.message("zh") == ("R01 2022年 女性 999人，应 ≤ 期末人员 40人；差额 959人，允许差 0人（其中项）")
    assert found.message("en") == (
        "R01 2022: women 999人, should be ≤ staff 40人; difference 959人, allowed 0人 (其中项)"
    )
    assert [(str(r.at), r.label.zh) for r in found.related] == [("data/年报.xlsx:表!D3", "期末人员 2022年 40人")]


@pytest.mark.parametrize(
    ("form", "grid", "cell"),
    [
        ("rows: measure, columns: period", "指标 | 2022年\n女性 | 50\n期末人员 | 40", "B2"),
        ("rows: period, columns: measure", "年份 | 期末人员 | 女性\n2021年 | 40 | 30\n2022年 | 40 | 50", "C3"),
        (
            'rows: "{measure}", columns: value, period: 2022',
            "二〇二二年报表\n指标 | 数值\n期末人员 | 40\n其中：女性 | 50",
            "B4",
        ),
        ("rows: measure, columns: period", "单位：人\n | \n指标 | 2022年\n期末人员 | 40\n女性 | 50", "B5"),
    ],
)
def test_in_every_layout_the_same_cell(checked: Callable[..., Checked], form: str, grid: str, cell: str) -> None:
    text = PEOPLE.replace("rows: measure, columns: period", form)
    assert checked(text, {"年报": grid}).failing == [f"data/年报.xlsx:表!{cell} error FZ600"]


SUMS = """
dimensions: {园区: {members: [东区, 西区], partition: true}}
measures: {合计数: {unit: 亿元, kind: flow}, 甲: {unit: 亿元, kind: flow}, 乙: {unit: 万元, kind: flow}}
forms:
  年报: {files: "年报*.xlsx", rows: measure, columns: period}
  分区: {files: "分区*.xlsx", rows: measure, columns: "{园区}", period: 2021}
checks:
  - {id: R02, level: confirm, sum: {total: 合计数, parts: [甲, 乙]}, missing: skip}
  - {id: R03, sum: {total: 合计数, over: 园区}, missing: skip}
"""


@pytest.mark.parametrize(
    ("total", "failing"),
    [
        ("10.6", []),  # 4.5 + 6.0 = 10.5: |0.1| ≤ 0.10005
        ("10.7", ["data/年报.xlsx:表!C2 confirm FZ600"]),  # |0.2| > 0.10005
        ("10.4", []),
    ],
)
def test_a_total_may_differ_by_the_rounding_of_its_parts(
    checked: Callable[..., Checked], total: str, failing: list[str]
) -> None:
    """Halves: 0.05 of the total, 0.05 of 甲 and 0.00005 of 乙 (60000 万元, whole): 0.10005 亿元 in all."""
    grid = f"指标 | 单位 | 2021年\n合计数 | 亿元 | {total}\n甲 | 亿元 | 4.5\n乙 | 万元 | 60000"
    assert checked(SUMS, {"年报": grid}).failing == failing


def test_a_total_over_a_dimension_names_its_members(checked: Callable[..., Checked]) -> None:
    """6 + 5 = 11 and not 12.4; halves 3 × 0.05."""
    (found,) = checked(SUMS, {"分区": "单位：亿元\n指标 | 合计 | 东区 | 西区\n合计数 | 12.4 | 6.0 | 5.0"}).found
    assert str(found.at) == "data/分区.xlsx:表!B3"
    assert [(str(r.at).rsplit("!", 1)[1], r.label.zh) for r in found.related] == [
        ("C3", "合计数[东区] 2021年 6亿元"), ("D3", "合计数[西区] 2021年 5亿元"),
    ]  # fmt: skip
    assert "差额 1.4亿元，允许差 0.15亿元" in found.message("zh")


def test_every_member_with_data_is_held_to_a_relation(checked: Callable[..., Checked]) -> None:
    text = """
    dimensions: {园区: {members: [东区, 西区], partition: true}}
    measures: {收入: {unit: 亿元, kind: flow}, 研发: {unit: 亿元, kind: flow}}
    forms: {分区: {files: "分区*.xlsx", sheets: "{year}", rows: "{园区}", columns: measure}}
    checks: [{id: R1, level: verify, within: 若 收入 > 0 则 研发 <= 收入}]
    """
    grid = "单位：亿元\n园区 | 收入 | 研发\n合计 | 9.0 | 5.0\n东区 | 7.0 | 1.0\n西区 | 2.0 | 4.0"
    (found,) = checked(text, {"分区": {"2021": grid, "2022": grid.replace("4.0", "0.5")}}).found
    assert f"{found.at} {found.severity.code}" == "data/分区.xlsx:2021!C5 verify"
    assert found.message("zh").startswith("R1 2021年 西区 研发 4亿元，应 ≤ 收入 2亿元；差额 2亿元")
    assert found.message("zh").endswith("（若 收入 > 0 则 研发 ≤ 收入）")


@pytest.mark.parametrize(
    ("tolerance", "failing"),
    [("0", 1), ("0.3", 1), ("0.4", 0), ("4000万元", 0), ("4%", 0), ("3%", 1), ("auto", 1)],
)
def test_a_tolerance_may_be_written(checked: Callable[..., Checked], tolerance: str, failing: int) -> None:
    """10.5 against 10.1: 0.4 apart, 3.81 % of the left side; half a step of both is 0.1."""
    text = f"""
    measures: {{甲: {{unit: 亿元, kind: flow}}, 乙: {{unit: 亿元, kind: flow}}}}
    forms: {{年报: {{files: "年报*.xlsx", rows: measure, columns: period}}}}
    checks: [{{id: R1, within: 甲 = 乙, tolerance: {tolerance}}}]
    """
    assert len(checked(text, {"年报": "单位：亿元\n指标 | 2021年\n甲 | 10.5\n乙 | 10.1"}).failing) == failing


def test_opening_equals_the_closing_of_the_year_before(checked: Callable[..., Checked]) -> None:
    """2021 opens the series: the closing of 2020 is not missing. 2023: 41 ≠ 40."""
    text = """
    measures: {期初: {unit: 人, kind: stock}, 期末: {unit: 人, kind: stock}}
    forms: {年报: {files: "年报*.xlsx", rows: measure, columns: period}}
    checks: [{id: R1, period: 期初 = 期末@-1}]
    """
    grid = "指标 | 2021年 | 2022年 | 2023年\n期初 | 20 | 30 | 41\n期末 | 30 | 40 | 50"
    (found,) = checked(text, {"年报": grid}).found
    assert (str(found.at), [str(r.at) for r in found.related]) == (
        "data/年报.xlsx:表!D2", ["data/年报.xlsx:表!C3"],
    )  # fmt: skip


FORMS = """
measures: {总收入: {unit: 亿元, kind: flow}, 营业总收入: {unit: 亿元, kind: flow}}
forms:
  年报: {files: "年报*.xlsx", rows: measure, columns: period}
  快报: {files: "快报*.xlsx", rows: measure, columns: period}
  企业年报:
    files: "企业*.xlsx"
    rows: entity
    key: 名称
    period: 2021
    fields: {收入: {column: 收入, unit: 千元}}
    aggregate: {总收入: sum(收入)}
checks:
"""


def test_two_forms_are_held_against_each_other(checked: Callable[..., Checked]) -> None:
    text = FORMS + "  - {id: R1, across: 年报.总收入 = 快报.营业总收入, missing: skip}\n"
    books = {
        "年报": "单位：亿元\n指标 | 2021年\n总收入 | 10.5",
        "快报": "单位：亿元\n指标 | 2021年\n营业总收入 | 11.2",
    }
    (found,) = checked(text, books).found
    assert (str(found.at), [str(r.at) for r in found.related]) == ("data/年报.xlsx:表!B3", ["data/快报.xlsx:表!B3"])
    assert found.message("zh").startswith("R1 2021年 年报.总收入 10.5亿元，应 = 快报.营业总收入 11.2亿元；差额 0.7亿元")


@pytest.mark.parametrize(("printed", "failing"), [("1.2", []), ("1.3", ["data/年报.xlsx:表!B3 error FZ600"])])
def test_records_are_held_against_the_summary_at_its_precision(
    checked: Callable[..., Checked], printed: str, failing: list[str]
) -> None:
    """80001 + 40000 千元 are 1.20001 亿元: printed 1.2 agrees, 1.3 does not (0.05 + 2 × 0.000005 allowed)."""
    text = FORMS + "  - {id: R1, aggregate: 年报.总收入 = sum(企业年报.收入)}\n"
    books = {
        "年报": f"单位：亿元\n指标 | 2021年\n总收入 | {printed}",
        "企业": "名称 | 收入\n甲 | 80001\n乙 | 40000",
    }
    result = checked(text, books)
    assert result.failing == failing
    cited = [str(r.at) for d in result.found if d.code == "FZ600" for r in d.related]
    assert cited == ["data/企业.xlsx:表!B2:B3"][: len(failing)]


def test_an_indicator_is_computed_and_traced_to_its_cells(checked: Callable[..., Checked]) -> None:
    """12 亿元 / 40 人 = 3000 万元/人."""
    text = """
    measures: {收入: {unit: 亿元, kind: flow}, 人员: {unit: 人, kind: stock}}
    indicators: {人均: {unit: 万元/人, formula: 收入 / 人员}}
    forms: {年报: {files: "年报*.xlsx", rows: measure, columns: period}}
    checks: [{id: R1, level: verify, within: 人均 < 1000万元/人}]
    """
    (found,) = checked(text, {"年报": "指标 | 单位 | 2021年\n收入 | 亿元 | 12.0\n人员 | 人 | 40"}).found
    assert (str(found.at), [str(r.at) for r in found.related]) == ("data/年报.xlsx:表!C2", ["data/年报.xlsx:表!C3"])
    assert "人均 3000万元/人，应 < 1000万元/人" in found.message("zh")


def test_a_condition_without_sides_is_told_with_its_figures(checked: Callable[..., Checked]) -> None:
    text = PEOPLE.replace("女性 <= 期末人员", "女性 > 0人 或 期末人员 > 1000人")
    (found,) = checked(text, {"年报": "指标 | 2021年\n女性 | 0\n期末人员 | 40"}).found
    assert found.code == "FZ602"
    assert "女性 2021年 0人、期末人员 2021年 40人" in found.message("zh")


def test_adjacent_cells_are_one_finding_with_their_number(checked: Callable[..., Checked]) -> None:
    grid = "指标 | 2021年 | 2022年 | 2023年 | 2024年\n女性 | 50 | 60 | 7 | 80\n期末人员 | 40 | 40 | 40 | 40"
    folded, single = checked(PEOPLE, {"年报": grid}).found
    assert (str(folded.at), str(single.at)) == ("data/年报.xlsx:表!B2:C2", "data/年报.xlsx:表!E2")
    assert folded.message("zh").endswith("；相邻共 2 处，此为第一处")
    assert [str(r.at).rsplit("!", 1)[1] for r in folded.related] == ["B2", "C2", "B3", "C3"]


MONTHS = """
measures: {总额: {unit: 亿元, kind: flow}, 甲: {unit: 亿元, kind: flow}, 人数: {unit: 人, kind: stock}, 女性: {unit: 人, kind: stock}}
forms: {月报: {files: "月报*.xlsx", rows: measure, columns: period}}
checks: [{id: R1, within: 甲 <= 总额, missing: skip}, {id: R2, within: 女性 <= 人数, missing: skip}]
"""


def test_parts_of_a_year_are_held_to_the_relation_too(checked: Callable[..., Checked]) -> None:
    """January to June: 5.5 > 5.1. At the end of June 60 > 50; the year itself is in order."""
    grid = (
        "指标 | 单位 | 2023年1—3月 | 2023年1—6月 | 2023年\n总额 | 亿元 | 2.5 | 5.1 | 9.5\n甲 | 亿元 | 1.5 | 5.5 | 8.5"
    )
    (found,) = checked(MONTHS, {"月报": grid}).found[:1]
    assert str(found.at) == "data/月报.xlsx:表!D3"
    assert found.message("zh").startswith("R1 2023年1—6月 甲 5.5亿元，应 ≤ 总额 5.1亿元；差额 0.4亿元")
    people = "指标 | 2023年3月 | 2023年6月 | 2023年\n人数 | 50 | 50 | 50\n女性 | 40 | 60 | 40"
    failing = checked(MONTHS, {"月报": people}).failing
    assert failing == ["data/月报.xlsx:表!C3 error FZ600"]


def test_a_year_made_of_its_quarters_is_no_second_finding(checked: Callable[..., Checked]) -> None:
    """Only the third quarter is wrong (9 > 2), and only it is told, though the year's 甲 12 > 总额 8 follows from it."""
    grid = "单位：亿元\n指标 | 2023年一季度 | 2023年二季度 | 2023年三季度 | 2023年四季度\n总额 | 2 | 2 | 2 | 2\n甲 | 1 | 1 | 9 | 1"
    assert checked(MONTHS, {"月报": grid}).failing == ["data/月报.xlsx:表!D4 error FZ600"]
