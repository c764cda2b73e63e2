"""Forms drafted for monthly returns: this month, since January, and the growth beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.builders import workbook
from tests.returns.reading import data_file

from fzplan.returns import survey

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.survey import SheetSurvey


def sheet(tmp_path: Path, grid: str) -> SheetSurvey:
    found, findings = survey(data_file(workbook(tmp_path / "a.xlsx", {"Sheet1": grid}), "a.xlsx"))
    assert found is not None, findings
    return found.sheets[0]


@pytest.mark.parametrize("growth", ["同比±%", "同比增长%", "增长（%）"])
def test_a_growth_beside_two_periods_hides_neither(tmp_path: Path, growth: str) -> None:
    grid = f"""
        2023年6月月报 | | | |
        指标 | 单位 | 本月 | 1—6月 | {growth}
        总收入 | 亿元 | 10 | 60 | 5
        从业人员 | 人 | 11 | 12 | 6
    """
    account = sheet(tmp_path, grid).account
    assert account is not None
    assert (account.observations, account.ignored) == (4, {"derived": 2})


def test_figures_1_2_3_with_a_unit_are_no_running_numbers(tmp_path: Path) -> None:
    grid = """
        时间 | 总收入（亿元） | 从业人员（人）
        2021年 | 1 | 10
        2022年 | 2 | 20
        2023年 | 3 | 30
    """
    account = sheet(tmp_path, grid).account
    assert account is not None
    assert account.observations == 6
