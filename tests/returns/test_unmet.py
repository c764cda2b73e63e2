"""Unused and unmet, both ways, each with its place in the plan file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.returns.plans import form, measure, plan
from tests.returns.reading import read

from fzplan.diagnostics import Span
from fzplan.plan import load

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
fzplan: 1
plan: {name: 测试规划, baseline: 2020, span: 2021-2025}
measures:
  总收入: {unit: 亿元, kind: flow}
  收入: {unit: 亿元, kind: flow}
  资产: {unit: 亿元, kind: stock}
  税收: {unit: 亿元, kind: flow}
  利润: {unit: 亿元, kind: flow}
indicators:
  收入占比: {unit: "%", formula: 总收入 / 「资产」, target: {id: a, more_than: "利润 / 资产", by: 2025}}
claims:
  - {id: c, implies: {税收@2020: 总收入@2020 * 2}}
forms:
  年报: {files: "*.xlsx", rows: measure, columns: period}
"""


def test_a_name_counts_as_used_wherever_a_formula_names_it_and_not_as_part_of_another(tmp_path: Path) -> None:
    """收入 stands only inside 总收入; 资产 in 「」, 利润 in a bound, 税收 in what a claim implies."""
    (tmp_path / "targets.yaml").write_text(PLAN, encoding="utf-8")
    declared, findings = load(tmp_path / "targets.yaml")
    assert declared is not None, findings
    found = read(tmp_path, declared, {"a.xlsx": "指标 | 单位 | 2020年\n总收入 | 亿元 | 1.5\n资产 | 亿元 | 2.5"})
    unused = found.finding("FZ388")
    assert isinstance(unused.at, Span)
    assert (unused.at.line, unused.facts["measures"].zh) == (6, "收入（6）")
    assert unused.severity.code == "info"


def test_measures_that_no_return_gives_are_told_at_their_place(tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text(PLAN, encoding="utf-8")
    declared, _ = load(tmp_path / "targets.yaml")
    assert declared is not None
    found = read(tmp_path, declared, {"a.xlsx": "指标 | 单位 | 2020年\n总收入 | 亿元 | 1.5\n资产 | 亿元 | 2.5"})
    nowhere = [(f.at.line, f.facts["measure"]) for f in found.findings if f.code == "FZ307" and isinstance(f.at, Span)]
    assert nowhere == [(6, "收入"), (9, "利润")]  # 税收 follows from a claim


def test_entries_of_a_form_that_met_no_label(tmp_path: Path) -> None:
    spec = form(
        "*.xlsx", names={"收入合计": "总收入", "收入总额": "总收入"}, skip=("备查*", "其他*"),
        readings={"*_累计": "to_date", "*_当期": "current"},
    )  # fmt: skip
    p = plan(measure("总收入", "亿元"), measure("税收", "亿元"), forms={"年报": spec})
    grid = "指标 | 单位 | 2020年\n收入合计 | 亿元 | 1.5\n其他收入 | 亿元 | 2\n税收_累计 | 亿元 | 3"
    found = read(tmp_path, p, {"a.xlsx": grid})
    told = [f.message("zh") for f in found.findings if f.code == "FZ389"]
    assert told == [
        "表式“年报”的 names: 中，“收入总额” 在所读的报表里没有遇到",
        "表式“年报”的 readings: 中，“*_当期” 在所读的报表里没有遇到",
        "表式“年报”的 skip: 中，“备查*” 在所读的报表里没有遇到",
    ]


def test_a_form_that_found_no_table_is_not_asked_for_its_entries(tmp_path: Path) -> None:
    p = plan(measure("总收入", "亿元"), forms={"年报": form("*.xlsx", skip=("备查*",))})
    found = read(tmp_path, p, {"a.xlsx": "说明\n本表暂缺"})
    assert "FZ389" not in found.codes


def test_a_plan_without_formulas_uses_nothing_and_hears_nothing(tmp_path: Path) -> None:
    p = plan(measure("总收入", "亿元"), measure("税收", "亿元"), forms={"年报": form("*.xlsx")})
    grid = "指标 | 单位 | 2020年\n总收入 | 亿元 | 1.5\n税收 | 亿元 | 2.5"
    assert read(tmp_path, p, {"a.xlsx": grid}).codes == []
    assert replace(p, indicators={}) == p
