"""A review of real workbooks, with findings of every level, names that links have to quote, and explanations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan import workflow
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.findings import Review

PLAN = """
fzplan: 1
plan: {name: 示范园区“十四五”规划, short: 示范园区, baseline: 2020, span: 2021-2025}
measures: {总收入: {unit: 万元, kind: flow}, 女性: {unit: 人, kind: stock}, 人数: {unit: 人, kind: stock}}
forms:
  企业年报:
    files: "企业*.xlsx"
    rows: entity
    key: 名称
    period: 2021
    fields:
      收入: {column: 营业收入, unit: 万元}
      技术: {column: 技术收入, unit: 万元}
      产品: {column: 产品收入, unit: 万元}
      职工: {column: 人数, unit: 人}
      女工: {column: 女性, unit: 人}
    aggregate: {总收入: sum(收入)}
  主要指标: {files: "主要*.xlsx", rows: measure, columns: period}
checks:
  - {id: R01, level: error, within: 女工 <= 职工}
  - {id: R02, level: confirm, sum: {total: 收入, parts: [技术, 产品]}, note: 收入按来源分}
  - {id: R03, level: verify, within: 若 收入 > 0 则 职工 > 0, note: 有收入的企业一般有职工}
  - {id: R04, level: error, within: 女性 <= 人数}
"""
FIRMS = """
    名称 | 营业收入 | 技术收入 | 产品收入 | 人数 | 女性
    甲公司 | 10.00 | 4.00 | 6.00 | 40 | 20
    乙公司 | 99.50 | 40.25 | 6.00 | 40 | 999
    丙公司 | 88.50 | 4.25 | 6.00 | 0 | 0
    丁公司 | 12.50 | 6.25 | 6.25 | 0 | 0
    '=HYPERLINK("x") | 12.75 | 6.25 | 6.50 | 10 | 0
"""
# 10.00 + 99.50 + 88.50 + 12.50 + 12.75 = 223.25
MAIN = """
    指标 | 2021年 | 2022年
    女性 | 999 | 20
    人数 | 40 | 40
    总收入 | 223.25 | #DIV/0!
"""
NASTY = "企业 #1 100%.xlsx"
"""A file name with everything that a link has to escape."""
SHEET = "O'Brien #1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a plan with two faulty returns."""
    home = tmp_path / "规划 2021"
    builders.plan(home, PLAN)
    (home / "data").mkdir()
    builders.workbook(home / "data" / NASTY, {SHEET: FIRMS})
    builders.workbook(home / "data" / "主要指标.xlsx", {"主要指标": MAIN})
    return home


@pytest.fixture
def review(folder: Path) -> Review:
    """Return what check finds there."""
    return workflow.check(folder / "targets.yaml")
