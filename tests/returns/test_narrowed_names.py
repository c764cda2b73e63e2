"""Names that say a part of what they seem to name: in brackets, before 合计, or in a heading over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.returns.plans import dimension, form, measure, plan
from tests.returns.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.plan import Plan

ZONES = dimension("园区", "东区", "西区", "南区")
SEXES = dimension("性别", "男", "女")


def of(rows: str, columns: str, **more: object) -> Plan:
    return plan(
        measure("总收入", "亿元", aliases=("营业总收入",)),
        measure("从业人员", "人", "stock"),
        measure("女性", "人", "stock"),
        forms={"表": form("*.xlsx", rows, columns, **more)},
        dimensions=(ZONES, SEXES),
    )


@pytest.mark.parametrize(
    "label",
    [
        "从业人员（女）",  # a member of a dimension
        "从业人员（女性）",  # another measure
        "从业人员（其中：党员）",
        "从业人员（东区）",
        "从业人员（不含女性）",
        "从业人员（仅东区）",
        "从业人员（增速）",
        "从业人员（比上年增长%）",
        "从业人员（上年）",
        "从业人员（2022年）",
        "从业人员（1—6月）",
    ],
)
def test_a_bracket_that_names_a_part_makes_another_figure(tmp_path: Path, label: str) -> None:
    found = read(tmp_path, of("measure", "period"), {"a.xlsx": f"指标 | 单位 | 2023年\n{label} | 人 | 40"})
    assert found.values == {}
    assert label in found.finding("FZ308").message("zh")


@pytest.mark.parametrize("bracket", ["人", "年末", "期末数", "不含劳务派遣", "本年", "合计", "从业人员", "1"])
def test_a_bracket_that_says_nothing_else_leaves_the_name(tmp_path: Path, bracket: str) -> None:
    found = read(
        tmp_path, of("measure", "period"), {"a.xlsx": f"指标 | 单位 | 2023年\n从业人员（{bracket}） | 人 | 40"}
    )
    assert found.values == {"从业人员 2023": 40}


def test_a_cumulative_figure_by_its_bracket(tmp_path: Path) -> None:
    grid = """
        指标 | 单位 | 2023年5月 | 2023年6月
        总收入（当月） | 亿元 | 10 | 12
        总收入（本年累计） | 亿元 | 48 | 60
    """
    assert read(tmp_path, of("measure", "period"), {"a.xlsx": grid}).values == {
        "总收入 2023-05": 10,
        "总收入 2023-06": 12,
        "总收入 2023-01-01/P5M": 48,
        "总收入 2023-S1": 60,
    }


def test_columns_of_members_whose_brackets_say_a_growth_or_a_year(tmp_path: Path) -> None:
    grid = """
        指标 | 东区（亿元） | 东区（增长%） | 西区（2022年） | 合计（占全市%）
        总收入 | 10 | 3.5 | 8 | 40
    """
    found = read(tmp_path, of("measure", "{园区}", period="2023"), {"a.xlsx": grid})
    assert found.values == {"总收入 2023 东区": 10}


def test_a_total_without_a_member_is_not_that_of_all(tmp_path: Path) -> None:
    """1 + 2 = 3 without the south."""
    grid = """
        园区 | 总收入（亿元）
        东区 | 1
        西区 | 2
        合计（不含南区） | 3
    """
    found = read(tmp_path, of("{园区}", "measure", period="2023"), {"a.xlsx": grid})
    assert found.values == {"总收入 2023 东区": 1, "总收入 2023 西区": 2}


def test_the_total_of_a_part_is_not_that_of_all(tmp_path: Path) -> None:
    """3 + 4 = 7 for the north, 9 in the south; 7 + 9 = 16 in all."""
    grid = """
        园区 | 总收入（亿元）
        东区 | 3
        西区 | 4
        北片合计 | 7
        南区合计 | 9
        园区合计 | 16
    """
    found = read(tmp_path, of("{园区}", "measure", period="2023"), {"a.xlsx": grid})
    assert found.values == {"总收入 2023 东区": 3, "总收入 2023 西区": 4, "总收入 2023 南区": 9, "总收入 2023": 16}
    assert "北片合计" in found.finding("FZ308").message("zh")


@pytest.mark.parametrize(
    "grid",
    [
        "指标 | 单位 | 2023年\n东区 | |\n总收入 | 亿元 | 4",
        "园区 | 指标 | 单位 | 2023年\n东区 | 总收入 | 亿元 | 4\n | 从业人员 | 人 | 5",
    ],
)
def test_rows_under_a_member_that_the_form_does_not_read_are_not_those_of_all(tmp_path: Path, grid: str) -> None:
    found = read(tmp_path, of("measure", "period"), {"a.xlsx": grid})
    assert found.values == {}
    assert "东区 > 总收入" in next(f for f in found.findings if f.code == "FZ308").message("zh")


def test_members_of_the_file_name_may_stand_over_its_rows(tmp_path: Path) -> None:
    sought = of("measure", "period")
    sought = plan(
        *sought.measures.values(), forms={"表": form("{园区}.xlsx", "measure", "period")}, dimensions=(ZONES, SEXES)
    )
    found = read(tmp_path, sought, {"东区.xlsx": "指标 | 单位 | 2023年\n东区 | |\n总收入 | 亿元 | 4"})
    assert found.values == {"总收入 2023 东区": 4}
