"""`screens:` when it is loaded: every fault at its line and column, nothing of a survey accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan.plan import load
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
plan: {name: 示例, baseline: 2020, span: 2021-2025}
dimensions:
  产业: {members: [轨道交通, 航空航天, 新材料], groups: {千亿: [轨道交通, 航空航天], 百亿: [新材料, 航空航天]}}
  园区: {members: [东区, 西区]}
forms:
  申报:
    files: "*.xlsx"
    rows: entity
    key: 编号
    period: 2023
    source: administrative
    fields:
      产业: 产业
      园区: 园区
      投资: {column: 投资, unit: 万元}
      用地: {column: 用地, unit: 亩}
  协议:
    files: "*.xlsx"
    rows: entity
    key: 编号
    period: 2023
    source: administrative
    fields:
      投资: {column: 投资, unit: 亿元}
      用地: {column: 用地, unit: 公顷}
  调查: {files: "*.xls", rows: entity, key: 编号, source: survey, fields: {投资: {column: 投资, unit: 万元}}}
  无来源: {files: "*.xls", rows: entity, key: 编号, fields: {投资: {column: 投资, unit: 万元}}}
  无键: {files: "*.xls", rows: entity, source: administrative, fields: {投资: {column: 投资, unit: 万元}}}
  表格: {files: "*.xls", rows: "{产业}", columns: period, source: administrative, fixed: {measure: 总收入}}
  别的: {files: "*.xls", rows: entity, key: 编号, source: administrative, fields: {电: {column: 电, unit: 元}}}
  错位: {files: "*.xls", rows: entity, key: 编号, source: administrative, fields: {强度: {column: 电, unit: 元}}}
measures: {总收入: {unit: 亿元}}
screens:
  准入:
    form: 申报
    indicators: {强度: {unit: 万元/亩, formula: 投资 / 用地}}
    standards:
      - {indicator: 强度, at_least: 400}
    committed: 协议
"""


def test_a_sound_plan_has_no_findings(tmp_path: Path) -> None:
    plan, found = load(builders.plan(tmp_path, PLAN))
    assert not found
    assert plan is not None
    screen = plan.screens["准入"]
    assert (screen.form, screen.committed, screen.standards[0].value) == ("申报", "协议", 400)
    assert screen.indicators["强度"].committed is not None


FAULTS = {
    "form: 申报": [
        ("form: 调查", ["FZ760", "FZ213"]),
        ("form: 无来源", ["FZ760"]),
        ("form: 无键", ["FZ761"]),
        ("form: 表格", ["FZ761"]),
        ("form: 申保", ["FZ123"]),
        ("form: 申报\n    entity: 名字", ["FZ123"]),
        ("form: 申报\n    limit: 4", ["FZ115"]),
    ],
    "committed: 协议": [
        ("committed: 调查", ["FZ760"]),
        ("committed: 别的", ["FZ761"]),
        ("committed: 错位", ["FZ204"]),
    ],
    "formula: 投资 / 用地": [
        ("formula: 投资 * 用地", ["FZ204"]),
        ("formula: 投资 / 土地", ["FZ202"]),
        ("formula: sum(投资) / 用地", ["FZ213"]),
        ("formula: 投资 > 用地", ["FZ204"]),
    ],
    "unit: 万元/亩": [("unit: 万元/母", ["FZ121"])],
    "{indicator: 强度, at_least: 400}": [
        ("{indicator: 强度}", ["FZ129"]),
        ("{indicator: 强度, at_least: 1, at_most: 2}", ["FZ129"]),
        ("{indicator: 密度, at_least: 1}", ["FZ123"]),
        ("{indicator: 强度, at_least: 投资}", ["FZ707"]),
        ("{indicator: 强度, at_least: 4人}", ["FZ708"]),
        ("{indicator: 强度, at_least: 4, quality: 好}", ["FZ123"]),
        ("{indicator: 强度, at_least: 4, for: {产业: 农业}}", ["FZ123"]),
        ("{indicator: 强度, at_least: 4, for: {行业: 轨道交通}}", ["FZ123"]),
        ("{indicator: 强度, at_least: 4}\n      - {indicator: 强度, more_than: 5}", ["FZ762"]),
        (
            "{indicator: 强度, at_least: 4, for: {产业: 千亿}}\n      - {indicator: 强度, at_least: 5, for: {产业: 百亿}}",
            ["FZ762"],
        ),
        (
            "{indicator: 强度, at_least: 4, for: {产业: 千亿}}\n      - {indicator: 强度, at_least: 5, for: {园区: 东区}}",
            ["FZ762"],
        ),
        ("{indicator: 强度, at_least: 4}\n      - {indicator: 强度, at_most: 5}", ["FZ761"]),  # and the commitment?
    ],
}


@pytest.mark.parametrize(("old", "new", "codes"), [(old, *case) for old, cases in FAULTS.items() for case in cases])
def test_each_fault_is_told_where_it_stands(old: str, new: str, codes: list[str], tmp_path: Path) -> None:
    assert old in PLAN
    _, found = load(builders.plan(tmp_path, _screened(old, new)))
    assert found
    assert {d.code for d in found} <= set(codes), [(str(d.at), d.code, d.message("en")) for d in found]
    first = PLAN[: PLAN.index("screens:")].count("\n")
    assert all(d.at.line > first for d in found)  # type: ignore[union-attr]


def _screened(old: str, new: str) -> str:
    before, mark, after = PLAN.partition("screens:")
    return before + mark + after.replace(old, new, 1)


def test_two_equal_standards_are_fine_where_a_third_names_both(tmp_path: Path) -> None:
    standards = """{indicator: 强度, at_least: 4, for: {产业: 轨道交通}}
      - {indicator: 强度, at_least: 5, for: {园区: 东区}}
      - {indicator: 强度, at_least: 6, for: {产业: 轨道交通, 园区: 东区}}"""
    _, found = load(builders.plan(tmp_path, PLAN.replace("{indicator: 强度, at_least: 400}", standards)))
    assert not found


def test_members_that_exclude_each_other_are_no_tie(tmp_path: Path) -> None:
    standards = """{indicator: 强度, at_least: 4, for: {产业: 轨道交通}}
      - {indicator: 强度, at_least: 5, for: {产业: 新材料}}"""
    _, found = load(builders.plan(tmp_path, PLAN.replace("{indicator: 强度, at_least: 400}", standards)))
    assert not found


def test_nothing_to_compare_with(tmp_path: Path) -> None:
    head = PLAN[: PLAN.index("    standards:")]
    _, found = load(builders.plan(tmp_path, head))
    assert [d.code for d in found] == ["FZ761"]
