"""快报 figures are marked wherever they or what rests on them are shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests import builders
from tests.cli.runs import fzplan

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
    measures: {总收入: {unit: 亿元, kind: flow}}
    indicators: {收入: {unit: 亿元, formula: 总收入, target: {id: income, at_least: 200, by: 2025}}}
    forms:
      年报: {files: 年报.xlsx, rows: measure, columns: period, edition: 年报}
      快报: {files: 快报.xlsx, rows: measure, columns: period, edition: 快报, published: 2024-02-01}
"""


def test_a_flash_figure_is_marked_in_every_output(tmp_path: Path) -> None:
    builders.plan(tmp_path, PLAN)
    builders.workbook(tmp_path / "data" / "年报.xlsx", {"年报": "指标 | 2020年 | 2022年\n总收入（亿元） | 100 | 140"})
    builders.workbook(tmp_path / "data" / "快报.xlsx", {"快报": "指标 | 2023年\n总收入（亿元） | 165"})
    document = json.loads(fzplan("compute", "--format", "json", cwd=tmp_path).stdout)
    values = {v["period"]: (v["edition"], v["quality"]) for v in document["indicators"][0]["values"] if v["value"]}
    assert values == {"2020": ("年报", "published"), "2022": ("年报", "published"), "2023": ("快报", "provisional")}
    target = document["targets"][0]
    assert (target["at"], target["quality"], "provisional" in target["why"]) == ("2023", "provisional", True)
    table = fzplan("compute", "--lang", "zh", cwd=tmp_path).stdout
    assert "165.0*" in table
    assert "* 快报数" in table
    assert "165 亿元（快报数）" in fzplan("explain", "收入", "2023", "--lang", "zh", cwd=tmp_path).stdout
    earlier = json.loads(fzplan("compute", "--as-of", "2024-01", "--format", "json", cwd=tmp_path).stdout)["targets"][0]
    assert (earlier["at"], earlier["quality"]) == ("2022", "published")
