"""Committed against actual, an entity and a year: kept or not, not due, not reported, not agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan.workflow.screening import screen
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.screens import Screened

PLAN = """
    plan: {name: 示例, baseline: 2020, span: 2021-2025}
    forms:
      履约报告:
        files: "报告*.xlsx"
        rows: entity
        key: 编号
        period: year(年度)
        source: administrative
        fields:
          收入: {column: 收入, unit: 万元}
          用地: {column: 用地, unit: 亩}
          能耗: {column: 能耗, unit: 吨标准煤}
      履约协议:
        files: "协议*.xlsx"
        rows: entity
        key: 项目编号
        period: year(年度)
        source: administrative
        fields:
          收入: {column: 承诺收入, unit: 亿元}
          用地: {column: 用地, unit: 公顷}
          单位能耗: {column: 单位能耗, unit: 吨标准煤/万元}
    screens:
      履约监管:
        form: 履约报告
        indicators:
          产出效率: {unit: 万元/亩, formula: 收入 / 用地}
          单位能耗: {unit: 吨标准煤/万元, formula: 能耗 / 收入, better: down}
          能耗强度: {unit: 吨标准煤/亩, formula: 能耗 / 用地}
        committed: 履约协议
"""
REPORT = """
    编号 | 年度 | 收入 | 用地 | 能耗
    P1 | 2022 | 1000 | 10 | 200
    P1 | 2023年 | 1200 | 10 | 300
    P2 | 2022 | 1000 | 10 | 200
"""
AGREED = """
    项目编号 | 年度 | 承诺收入 | 用地 | 单位能耗
    P1 | 2022 | 0.15 | 1 | 0.2
    Ｐ1 | 2023 | 0.18 | 1 | 0.2
    P1 | 2024 | 0.3 | 1 | 0.1
    P3 | 2022 | 0.15 | 1 | 0.2
"""


def run(folder: Path, report: str = REPORT, agreed: str = AGREED, plan: str = PLAN) -> list[Screened]:
    path = builders.plan(folder, plan)
    builders.workbook(folder / "data" / "报告.xlsx", {"报告": report})
    builders.workbook(folder / "data" / "协议.xlsx", {"协议": agreed})
    made = screen(path)
    assert made.screening is not None, [d.message("en") for d in made.run.diagnostics]
    return list(made.screening.lines)


def only(lines: list[Screened], entity: str, year: int, indicator: str = "产出效率") -> Screened:
    (found,) = (x for x in lines if (x.entity, x.period and x.period.year, x.indicator.id) == (entity, year, indicator))
    return found


def test_kept_or_not_by_year(tmp_path: Path) -> None:
    lines = run(tmp_path)
    # 0.15 亿元 / 1 公顷 = 1500 万元 / 15 亩 = 100 万元/亩; 1000 / 10 = 100; 2023: 1800 / 15 = 120, 1200 / 10 = 120
    for year, due in ((2022, 100), (2023, 120)):
        line = only(lines, "P1", year)
        assert (line.actual.value, line.limit.value, line.result) == (due, pytest.approx(due), "passes")
    assert only(lines, "P1", 2023).against == "commitment"  # full-width Ｐ1 is P1


def test_less_is_better_where_it_says_so(tmp_path: Path) -> None:
    lines = run(tmp_path)
    kept, not_kept = only(lines, "P1", 2022, "单位能耗"), only(lines, "P1", 2023, "单位能耗")
    assert (kept.comparator, kept.result) == ("≤", "passes")  # 200 / 1000 = 0.2
    assert (not_kept.actual.value, not_kept.result) == (0.25, "fails")  # 300 / 1200
    assert not_kept.difference == pytest.approx(0.05)


def test_what_the_agreement_does_not_speak_of_is_not_held_against_it(tmp_path: Path) -> None:
    assert not [x for x in run(tmp_path) if x.indicator.id == "能耗强度"]


def test_not_due_not_reported_not_agreed(tmp_path: Path) -> None:
    lines = run(tmp_path)
    assert only(lines, "P1", 2024).result == "not_due"  # nobody has reported 2024 yet
    missing = only(lines, "P3", 2022)
    assert (missing.result, missing.why[0].code, missing.actual.value) == ("not_assessable", "no_record", None)
    free = only(lines, "P2", 2022)
    assert (free.why[0].code, free.why[0].text("zh")) == ("no_commitment", "“履约协议”没有该对象2022年的承诺")


def test_a_record_without_its_year(tmp_path: Path) -> None:
    lines = run(tmp_path, report=REPORT + "    P4 | 待定 | 1 | 1 | 1\n")
    (found,) = (x for x in lines if x.entity == "P4" and x.indicator.id == "产出效率")
    assert found.why[0].code == "no_period"
    assert found.period is None


def test_a_commitment_with_a_blank_cell_says_so(tmp_path: Path) -> None:
    lines = run(tmp_path, agreed="项目编号 | 年度 | 承诺收入 | 用地 | 单位能耗\nP1 | 2022 | | 1 | 0.2\n")
    line = only(lines, "P1", 2022)
    assert (line.result, line.why[0].text("en")) == ("not_assessable", "收入 is missing (data/协议.xlsx:协议!C2)")


def test_keys_that_are_numbers_meet_keys_that_are_texts(tmp_path: Path) -> None:
    lines = run(
        tmp_path,
        report="编号 | 年度 | 收入 | 用地 | 能耗\n1001 | 2022 | 1000 | 10 | 1\n",
        agreed="项目编号 | 年度 | 承诺收入 | 用地 | 单位能耗\n'1001 | 2022 | 0.15 | 1 | 1\n",
    )
    assert only(lines, "1001", 2022).result == "passes"


def test_a_floor_or_a_ceiling_says_how_a_commitment_is_kept(tmp_path: Path) -> None:
    standard = "        standards: [{indicator: 单位能耗, at_most: 0.2}]\n"
    plan = PLAN.replace(", better: down", "").rstrip() + "\n" + standard
    lines = [x for x in run(tmp_path, plan=plan) if x.against == "commitment" and x.indicator.id == "单位能耗"]
    assert {x.comparator for x in lines} == {"≤"}
