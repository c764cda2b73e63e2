"""Returns laid out in ways that offices have and manuals do not mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.returns.plans import dimension, form, measure, plan
from tests.returns.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.plan import Plan

ZONES = dimension("园区", "东区", "西区", "南区")


def of(rows: str, columns: str, files: str = "*.xlsx", **more: object) -> Plan:
    return plan(
        measure("总收入", "亿元"),
        measure("研发费用", "亿元"),
        measure("从业人员", "人", "stock"),
        forms={"表": form(files, rows, columns, **more)},
        dimensions=(ZONES,),
    )


def test_figures_1_2_3_beside_the_months_are_no_column_codes(tmp_path: Path) -> None:
    grid = """
        月份 | 总收入（亿元） | 研发费用（亿元）
        1 | 2 | 3
        2 | 5 | 7
    """
    assert read(tmp_path, of("{month}", "measure", fixed={"year": "2023"}), {"a.xlsx": grid}).values == {
        "总收入 2023-01": 2,
        "研发费用 2023-01": 3,
        "总收入 2023-02": 5,
        "研发费用 2023-02": 7,
    }


def test_last_years_figures_left_of_this_years(tmp_path: Path) -> None:
    """60 / 50 - 1 = 20 %: the 上年同期 is that of the cumulative figure to its right."""
    grid = """
        报告期：2023年6月
        指标 | 单位 | 上年同期 | 1—本月 | 同比（%）
        总收入 | 亿元 | 50 | 60 | 20
    """
    assert read(tmp_path, of("measure", "period"), {"a.xlsx": grid}).values == {
        "总收入 2022-S1 comparable": 50,
        "总收入 2023-S1": 60,
    }


@pytest.mark.parametrize("line", ["填报时间：2024年1月6日", "导出时间：2024-01-06", "数据更新时间：2024年1月6日"])
def test_the_day_of_filling_in_is_not_the_reporting_period(tmp_path: Path, line: str) -> None:
    grid = f"{line}\n{{}}\n园区 | 总收入（亿元）\n东区 | 5"
    dated = read(tmp_path, of("{园区}", "measure"), {"a.xlsx": grid.format("2023年1-12月")})
    assert dated.values == {"总收入 2023 东区": 5}
    undated = read(tmp_path, of("{园区}", "measure"), {"a.xlsx": grid.format("园区主要指标")})
    assert undated.values == {}
    assert undated.finding("FZ330")


def test_the_unit_stands_behind_the_year(tmp_path: Path) -> None:
    """10000 万元 ÷ 10000 = 1 亿元."""
    grid = """
        指标 | 2022年（万元） | 2023年（亿元） | 2023年（%）
        总收入 | 10000 | 2 | 30
    """
    found = read(tmp_path, of("measure", "period"), {"a.xlsx": grid})
    assert found.values == {"总收入 2022": 1, "总收入 2023": 2}
    assert found.finding("FZ320")  # 30 % is no 亿元


def test_editions_in_the_headings(tmp_path: Path) -> None:
    grid = """
        指标 | 单位 | 2022年年报数 | 2023年快报 | 2023年（预计） | 2022年 | <
        ^ | ^ | ^ | ^ | ^ | 最终核实数 | 普查修订
        总收入 | 亿元 | 1 | 2 | 3 | 4 | 5
    """
    found = read(tmp_path, of("measure", "period"), {"a.xlsx": grid})
    assert {(o.edition, found.name(o), o.value) for o in found.extraction.observations} == {
        ("年报", "总收入 2022", 1),
        ("快报", "总收入 2023", 2),
        ("预计", "总收入 2023", 3),
        ("最终核实", "总收入 2022", 4),
        ("普查修订", "总收入 2022", 5),
    }


def test_the_expected_figure_of_the_whole_year(tmp_path: Path) -> None:
    grid = """
        2023年主要指标快报 | < | < | <
        指标 | 计量单位 | 1—11月实际 | 全年预计
        总收入 | 亿元 | 90 | 100
    """
    found = read(tmp_path, of("measure", "period"), {"a.xlsx": grid})
    assert found.values == {"总收入 2023-01-01/P11M": 90, "总收入 2023": 100}
    assert found.one("总收入 2023").edition == "预计"


@pytest.mark.parametrize(("columns", "head"), [("measure", "绝对值"), ("{measure} > {_}", "本期"), ("measure", "总额")])
def test_a_growth_beside_its_figure_under_one_heading(tmp_path: Path, columns: str, head: str) -> None:
    grid = f"""
        园区 | 总收入（亿元） | < | 从业人员（人） | <
        ^ | {head} | 增速（%） | {head} | 增速（%）
        东区 | 1.5 | 10 | 100 | 3
    """
    found = read(tmp_path, of("{园区}", columns, period="2023"), {"a.xlsx": grid})
    assert found.values == {"总收入 2023 东区": 1.5, "从业人员 2023 东区": 100}


def test_a_growth_alone_is_not_the_figure(tmp_path: Path) -> None:
    grid = """
        园区 | 总收入（亿元） | 从业人员
        ^ | 总量 | 增速（%）
        东区 | 1.5 | 3
    """
    found = read(tmp_path, of("{园区}", "{measure} > {_}", period="2023"), {"a.xlsx": grid})
    assert found.values == {"总收入 2023 东区": 1.5}


def test_units_behind_the_words_for_the_figure_itself(tmp_path: Path) -> None:
    """15000 万元 ÷ 10000 = 1.5 亿元."""
    grid = """
        园区 | 总收入 | < | 从业人员 | <
        ^ | 总量（万元） | 增长（%） | 绝对数（人） | 增长（%）
        东区 | 15000 | 10 | 100 | 3
    """
    found = read(tmp_path, of("{园区}", "measure", period="2023"), {"a.xlsx": grid})
    assert found.values == {"总收入 2023 东区": 1.5, "从业人员 2023 东区": 100}


@pytest.mark.parametrize("title", ["2023年主要指标", "主要指标"])
def test_years_without_figures_over_their_months(tmp_path: Path, title: str) -> None:
    grid = f"""
        {title} | <
        时间 | 总收入（亿元）
        2022年 |
        1—3月 | 1
        1—6月 | 2
        2023年 |
        1—3月 | 3
    """
    assert read(tmp_path, of("period", "measure"), {"a.xlsx": grid}).values == {
        "总收入 2022-Q1": 1,
        "总收入 2022-S1": 2,
        "总收入 2023-Q1": 3,
    }


def test_months_by_rows_and_their_cumulatives_by_columns(tmp_path: Path) -> None:
    """January: 1; February: 2; 1 + 2 = 3; a year before 0.5 + 1 = 1.5."""
    grid = """
        2023年各月总收入 | | | |
        月份 | 总收入（亿元） | < | < | <
        ^ | 当月 | 上年同月 | 累计 | 上年同期累计
        1月 | 1 | 0.5 | 1 | 0.5
        2月 | 2 | 1 | 3 | 1.5
    """
    assert read(tmp_path, of("period", "{measure} > {period}"), {"a.xlsx": grid}).values == {
        "总收入 2023-01": 1,
        "总收入 2022-01 comparable": 0.5,
        "总收入 2023-02": 2,
        "总收入 2022-02 comparable": 1,
        "总收入 2023-01-01/P2M": 3,
        "总收入 2022-01-01/P2M comparable": 1.5,
    }


def test_the_same_quarter_of_last_year(tmp_path: Path) -> None:
    grid = """
        报告期：2023年2季度
        指标 | 单位 | 本季 | 上年同季 | 本年累计
        总收入 | 亿元 | 6 | 4 | 11
    """
    assert read(tmp_path, of("measure", "period"), {"a.xlsx": grid}).values == {
        "总收入 2023-Q2": 6,
        "总收入 2022-Q2 comparable": 4,
        "总收入 2023-S1": 11,
    }


@pytest.mark.parametrize("name", ["2023", "2023年", "2023年度"])
def test_a_sheet_of_a_year(tmp_path: Path, name: str) -> None:
    found = read(
        tmp_path, of("{园区}", "measure", sheets="{year}"), {"a.xlsx": {name: "园区 | 总收入（亿元）\n东区 | 5"}}
    )
    assert found.values == {"总收入 2023 东区": 5}


def test_a_subtotal_of_some_is_not_the_total(tmp_path: Path) -> None:
    """10 + 6 = 16 of the first two; 16 + 6 = 22 of all."""
    grid = """
        园区 | 总收入（亿元）
        东区 | 10
        西区 | 6
        小计 | 16
        南区 | 6
        合计 | 22
    """
    found = read(tmp_path, of("{园区}", "measure", period="2023"), {"a.xlsx": grid})
    assert found.values == {"总收入 2023 东区": 10, "总收入 2023 西区": 6, "总收入 2023 南区": 6, "总收入 2023": 22}
    assert "小计" in found.finding("FZ308").message("zh")


def test_a_subtotal_of_an_unknown_part_is_not_the_total(tmp_path: Path) -> None:
    grid = """
        片区 | 园区 | 总收入（亿元）
        北片 | 东区 | 10
         | 西区 | 6
         | 小计 | 16
    """
    found = read(tmp_path, of("{园区}", "measure", period="2023"), {"a.xlsx": grid})
    assert found.values == {"总收入 2023 东区": 10, "总收入 2023 西区": 6}
    assert "北片 > 小计" in found.finding("FZ308").message("zh")


@pytest.mark.parametrize(
    "grid",
    ["园区 | 总收入（亿元）\n东区 | 1\n西区 | 12\n南区 | ^", "园区 | 总收入（亿元） | 研发费用（亿元）\n东区 | 12 | <"],
)
def test_a_figure_merged_over_several_names_is_nobodys(tmp_path: Path, grid: str) -> None:
    found = read(tmp_path, of("{园区}", "measure", period="2023"), {"a.xlsx": grid})
    assert 12 not in found.values.values()
    assert "12" in found.finding("FZ408").message("zh")


def test_a_figure_merged_over_rows_of_one_name_is_its_own(tmp_path: Path) -> None:
    grid = """
        园区 | 总收入（亿元）
        东区 | 12
        ^ | ^
    """
    assert read(tmp_path, of("{园区}", "measure", period="2023"), {"a.xlsx": grid}).values == {"总收入 2023 东区": 12}


@pytest.mark.parametrize(
    "grid",
    [
        "指标 | 2022年 | 2023年\n | 单位：万元 |\n总收入 | 10000 | 20000",  # under the header
        "指标（万元） | 2022年 | 2023年\n总收入 | 10000 | 20000",  # in the corner
        "指标 | 2022年 | 2023年\n总收入 | 10000 | 20000\n注：金额单位为万元。 | |",  # in a note
        "Unit: 10 000 yuan | |\n指标 | 2022年 | 2023年\n总收入 | 10000 | 20000",
        "单位：万元 Unit: 10 000 yuan | |\n指标 | 2022年 | 2023年\n总收入 | 10000 | 20000",
        "Unit: 100 million yuan | | 单位：万元\n指标 | 2022年 | 2023年\n总收入 | 10000 | 20000",  # the Chinese one counts
        "Unit: million yuan | |\n指标 | 2022年 | 2023年\n总收入 | 100 | 200",
        "指标 | 2022年 | 2023年\n一、经济（万元） | |\n总收入 | 10000 | 20000",  # behind a heading
    ],
)
def test_places_where_the_unit_may_stand(tmp_path: Path, grid: str) -> None:
    """10000 万元 ÷ 10000 = 100 million yuan ÷ 100 = 1 亿元."""
    found = read(tmp_path, of("measure", "period"), {"a.xlsx": grid})
    assert found.values == {"总收入 2022": 1, "总收入 2023": 2}


def test_names_over_the_middle_of_their_columns(tmp_path: Path) -> None:
    grid = """
        园区 | | 总收入（亿元） | | | 研发费用（亿元） |
         | 2021年 | 2022年 | 2023年 | 2021年 | 2022年 | 2023年
        东区 | 1 | 2 | 3 | 4 | 5 | 6
    """
    assert read(tmp_path, of("{园区}", "{measure} > {period}"), {"a.xlsx": grid}).values == {
        "总收入 2021 东区": 1,
        "总收入 2022 东区": 2,
        "总收入 2023 东区": 3,
        "研发费用 2021 东区": 4,
        "研发费用 2022 东区": 5,
        "研发费用 2023 东区": 6,
    }


def test_years_over_the_middle_of_their_parts(tmp_path: Path) -> None:
    grid = """
        指标 | 单位 | | 2022年 | | | 2023年 |
         | | 1-3月 | 1-6月 | 全年 | 1-3月 | 1-6月 | 全年
        总收入 | 亿元 | 1 | 2 | 3 | 4 | 5 | 6
    """
    assert read(tmp_path, of("measure", "period"), {"a.xlsx": grid}).values == {
        "总收入 2022-Q1": 1,
        "总收入 2022-S1": 2,
        "总收入 2022": 3,
        "总收入 2023-Q1": 4,
        "总收入 2023-S1": 5,
        "总收入 2023": 6,
    }


@pytest.mark.parametrize(
    "grid",
    [
        "单位：亿元 | |\n月份 | 2022年 | 2023\n1月 | 1 | 2\n1-2月 | 3 | 4\n全年 | 5 | 6",
        "单位：亿元 | | |\n年份 | 1月 | 1-2月 | 全年\n2022 | 1 | 3 | 5\n2023年 | 2 | 4 | 6",
        "指标 | 2022 | < | < | 2023 | < | <\n^ | 1月 | 1-2月 | 全年 | 1月 | 1-2月 | 全年\n总收入 | 1 | 3 | 5 | 2 | 4 | 6",
        "指标 | 2022年 | | | 2023年 | |\n | 1月 | 1-2月 | 全年 | 1月 | 1-2月 | 全年\n总收入 | 1 | 3 | 5 | 2 | 4 | 6",
    ],
)
def test_months_one_way_and_years_the_other(tmp_path: Path, grid: str) -> None:
    rows = "measure" if "总收入" in grid else "{period}"
    found = read(tmp_path, of(rows, "{period}", fixed={"measure": "总收入"}), {"a.xlsx": grid})
    assert found.values == {
        "总收入 2022-01": 1,
        "总收入 2023-01": 2,
        "总收入 2022-01-01/P2M": 3,
        "总收入 2023-01-01/P2M": 4,
        "总收入 2022": 5,
        "总收入 2023": 6,
    }


def test_a_cumulative_row_under_a_year_whose_month_is_not_known(tmp_path: Path) -> None:
    """Which month 累计 of 2022 ends with, nothing says; 上年同期 under 2023年 is 2022's, as 2023 reports it."""
    grid = """
        报告期：2023年6月 | | |
        指标 | 时期 | 2022年 | 2023年
        总收入（亿元） | 累计 | 40 | 44
        ^ | 上年同期 | 37 | 40
    """
    found = read(tmp_path, of("{measure} > {period}", "{period}"), {"a.xlsx": grid})
    assert found.values == {"总收入 2021 comparable": 37, "总收入 2022 comparable": 40}
    assert found.finding("FZ330")


@pytest.mark.parametrize("columns", ["本期 | 上年同期", "上年同期 | 本期", "本期 | 同比（%）"])
def test_a_list_with_figures_besides_its_value(tmp_path: Path, columns: str) -> None:
    figures = "2 | 3" if columns.startswith("上年") else "3 | 2"
    found = read(
        tmp_path,
        of("{measure} > {period} > {unit}", "value"),
        {
            "a.xlsx": f"指标 | 年份 | 单位 | {columns}\n总收入 | 2022 | 亿元 | {figures}\n总收入 | 2023 | 亿元 | {figures}"
        },
    )
    assert found.values == {"总收入 2022": 3, "总收入 2023": 3}
    ignored = found.account().ignored
    assert ignored == ({"derived": 2} if "同比" in columns else {"unknown_column": 2})


def test_a_table_of_another_form_stands_above(tmp_path: Path) -> None:
    grid = """
        指标 | 单位 | 2022年 | 2023年
        总收入 | 亿元 | 9 | 10
         | | |
        表二 分园区 | | |
        园区 | 总收入（亿元） | 研发费用（亿元） |
        东区 | 6 | 2 |
    """
    found = read(tmp_path, of("{园区}", "measure", period="2023"), {"a.xlsx": grid})
    assert found.values == {"总收入 2023 东区": 6, "研发费用 2023 东区": 2}


def test_january_alone_is_no_unit(tmp_path: Path) -> None:
    grid = """
        单位：亿元 | |
        指标 | 2022年 | 2023年
        ^ | 1月 | 1月
        总收入 | 1 | 2
    """
    assert read(tmp_path, of("measure", "period"), {"a.xlsx": grid}).values == {
        "总收入 2022-01": 1,
        "总收入 2023-01": 2,
    }


@pytest.mark.parametrize("title", ["主要指标增长速度", "2023年主要指标比上年增长情况", "主要指标增长率（%）"])
def test_a_table_of_growth_alone_has_no_levels(tmp_path: Path, title: str) -> None:
    found = read(
        tmp_path, of("measure", "period"), {"a.xlsx": f"{title} | |\n指标 | 2022年 | 2023年\n总收入 | 10 | 11"}
    )
    assert found.values == {}
    assert "%" in found.finding("FZ320").message("zh")


def test_a_title_of_levels_and_their_growth_says_no_unit(tmp_path: Path) -> None:
    grid = """
        主要指标及增长速度 | |
        指标 | 2023年 | 增长（%）
        总收入 | 10 | 11
    """
    assert read(tmp_path, of("measure", "period"), {"a.xlsx": grid}).values == {"总收入 2023": 10}


@pytest.mark.parametrize(("last", "total"), [("四季度", {"总收入 2023": 10}), ("三季度", {})])
def test_the_sum_of_some_quarters_is_not_the_year(tmp_path: Path, last: str, total: dict[str, float]) -> None:
    grid = f"""
        年份 | 季度 | 总收入（亿元）
        2023年 | 一季度 | 1
         | {last} | 4
         | 合计 | 10
    """
    found = read(tmp_path, of("{period}", "measure"), {"a.xlsx": grid}).values
    assert found == {"总收入 2023-Q1": 1, f"总收入 2023-Q{4 if last == '四季度' else 3}": 4, **total}


def test_units_in_two_languages(tmp_path: Path) -> None:
    grid = """
        指标 Indicator | 单位 Unit | 2022 | 2023
        总收入 Total Income | 亿元 100 million yuan | 1 | 2
        从业人员 Employees | 万人 10 000 persons | 3 | 4
    """
    assert read(tmp_path, of("measure", "period"), {"a.xlsx": grid}).values == {
        "总收入 2022": 1,
        "总收入 2023": 2,
        "从业人员 2022": 30000,
        "从业人员 2023": 40000,
    }
