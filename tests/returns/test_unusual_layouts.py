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
