"""Up to when the data go: told by the figures there are, also where no total is among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import workbook

from fzplan import periods, workflow

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
plan: {name: 示例, baseline: 2020, span: 2021-2025}
dimensions: {地区: {members: [东区, 西区]}}
measures: {总收入: {unit: 亿元, kind: flow}}
indicators: {收入: {unit: 亿元, formula: 总收入, target: {monitor: 未定}}}
forms:
  分区: {files: "*.xlsx", rows: "{地区}", columns: period, fixed: {measure: 总收入, unit: 亿元}}
"""


def test_members_alone_say_it(tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "data").mkdir()
    workbook(tmp_path / "data/分区.xlsx", {"分区": """
        地区 | 2021年 | 2022年
        东区 | 10     | 11
        西区 | 20     | 22
        """})  # fmt: skip
    run = workflow.compute(tmp_path / "targets.yaml")
    assert run.outcome is not None
    assert run.outcome.as_of == periods.year(2022)
