"""What is said of a target's base is said only where it is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import workflow
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
    fzplan: 1
    plan: {name: 试, baseline: 2020, span: 2021-2025}
    measures:
      总收入: {unit: 亿元, kind: flow}
    indicators:
      收入: {unit: 亿元, formula: 总收入, target: {id: t, at_least: 100, by: 2025}}
    forms:
      年报: {files: "*.xlsx", rows: measure, columns: period, unit: 亿元}
    """


def said(folder: Path, grid: str) -> list[str]:
    plan = builders.plan(folder, PLAN)
    builders.workbook(folder / "data" / "年报.xlsx", {"表": grid})
    return [d.code for d in workflow.compute(plan).diagnostics]


def test_a_base_that_is_there_is_not_called_missing_when_nothing_came_after_it(tmp_path: Path) -> None:
    assert said(tmp_path, "指标 | 2020年\n总收入 | 60") == []


def test_a_missing_base_is_named(tmp_path: Path) -> None:
    assert said(tmp_path, "指标 | 2021年\n总收入 | 60") == ["FZ731"]
