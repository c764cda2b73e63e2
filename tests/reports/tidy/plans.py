"""A plan of two dimensions with a printed table by members, and one whose figures are sums over two enterprises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import workflow
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.results import Outcome

BY_ZONE = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
    dimensions:
      园区: {en: zone, members: [东区, 西区], partition: true}
      类型: {members: [甲, 乙]}
    measures:
      总收入: {unit: 亿元, kind: flow, decimals: 1}
      从业人员: {unit: 万人, kind: average}
    indicators:
      劳均产出:
        unit: 万元/人
        decimals: 1
        formula: 总收入 / 从业人员
        targets:
          - {id: per_head, at_least: 400, by: 2025}
    forms:
      年报: {files: "*.xlsx", sheets: "{year}年", rows: measure, columns: "{园区}"}
"""
GRIDS = {
    "2020年": "指标 | 合计 | 东区 | 西区\n总收入（亿元） | 300 | 100 | 200\n从业人员（万人） | 1 | 0.5 | 0.5",
    "2024年": "指标 | 合计 | 东区 | 西区\n总收入（亿元） | 400 | 150 | 250\n从业人员（万人） | 1 | 0.5 |",
}
OF_ENTERPRISES = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
    dimensions:
      园区: {en: zone, members: [东区, 西区, 南区], partition: true}
    measures:
      总收入: {unit: 亿元, kind: flow, decimals: 1}
    indicators:
      收入: {unit: 亿元, decimals: 1, formula: 总收入 * 1, target: {id: income, at_least: 400, by: 2025}}
      南区收入:
        unit: 亿元
        decimals: 1
        formula: 总收入[园区=南区]
        target: {id: south, at_least: 90, by: 2025}
    forms:
      企业:
        files: "{year}年企业.xlsx"
        rows: entity
        key: 代码
        fields: {收入: {column: 收入, unit: 亿元}, 园区: {column: 园区}}
        aggregate: {总收入: sum(收入)}
"""
ENTERPRISES = """
    代码 | 收入 | 园区
    公司1 | 61 | 东区
    公司2 | 62 | 东区
    公司3 | 63 | 东区
    公司4 | 11 | 西区
    公司5 | 12 | 西区
    公司6 | 13 | 西区
    公司7 | 41 | 南区
    公司8 | 43 | 南区
"""


def by_zone(folder: Path) -> Outcome:
    """Return the outcome of the table by zones; 类型 is declared and never reported."""
    path = builders.plan(folder, BY_ZONE)
    builders.workbook(folder / "data" / "年报.xlsx", GRIDS)
    return computed(path)


def of_enterprises(folder: Path) -> Outcome:
    """Return the outcome of the returns of eight enterprises: 南区 has two, so its sum (84) is confidential."""
    return computed(enterprises(folder))


def enterprises(folder: Path) -> Path:
    """Write the plan and the returns of the enterprises of two years; return the plan file."""
    path = builders.plan(folder, OF_ENTERPRISES)
    for year in (2020, 2024):
        builders.workbook(folder / "data" / f"{year}年企业.xlsx", {"企业": ENTERPRISES})
    return path


def computed(path: Path) -> Outcome:
    """Return the outcome with all that any report shows."""
    run = workflow.compute(path, in_full=True, by_member=True)
    assert run.outcome is not None, run.diagnostics
    return run.outcome
