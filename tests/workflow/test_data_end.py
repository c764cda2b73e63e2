"""Up to when the data go: told by the figures there are, also where no total is among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.builders import workbook

from fzplan import periods, workflow
from fzplan.model.words import why
from fzplan.reports.sentences import sentence

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


def _laid_out(tmp_path: Path) -> Path:
    (tmp_path / "targets.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "data").mkdir(exist_ok=True)
    workbook(tmp_path / "data/分区.xlsx", {"分区": """
        地区 | 2021年 | 2022年
        东区 | 10     | 11
        西区 | 20     | 22
        """})  # fmt: skip
    return tmp_path / "targets.yaml"


def test_members_alone_say_it(tmp_path: Path) -> None:
    run = workflow.compute(_laid_out(tmp_path))
    assert run.outcome is not None
    assert run.outcome.as_of == periods.year(2022)


def test_a_total_that_nobody_reported_is_not_called_missing(tmp_path: Path) -> None:
    """What stands in the way is said, with the formula that gives the total; `explain` speaks of the same year."""
    plan_file = _laid_out(tmp_path)
    run = workflow.compute(plan_file)
    assert run.outcome is not None
    (monitored,) = run.outcome.assessments
    words = [why(reason, "zh") for reason in monitored.why if reason.code == "members_only"]
    assert words == ['总收入2022年只有分地区的数，没有合计；能相加的写 formula: "sum(总收入, over=地区)"']
    assert sentence(run.outcome, monitored, "zh") == "收入：规划未提出数值，仅作监测，没有合计数。"
    explained = workflow.explain(plan_file, (), "收入").value
    assert explained is not None
    assert explained.period == periods.year(2022)
    assert [reason.code for reason in explained.why] == ["members_only"]


@pytest.mark.parametrize("dimension", ["地区", "GEO/TIME"])
def test_the_formula_that_is_said_gives_the_total(tmp_path: Path, dimension: str) -> None:
    """Also where the name of the dimension has a sign in it that divides."""
    plan_file = _laid_out(tmp_path)
    named = PLAN.replace("地区", dimension)
    plan_file.write_text(named, encoding="utf-8")
    lacking = workflow.explain(plan_file, (), "收入").value
    assert lacking is not None
    formula = dict(lacking.why[0].facts)["formula"]
    summed = named.replace("formula: 总收入, target: {monitor: 未定}", f'formula: "{formula}"')
    plan_file.write_text(summed, encoding="utf-8")
    explained = workflow.explain(plan_file, (), "收入").value
    assert explained is not None
    assert explained.value == 33  # 11 + 22


def test_a_member_that_is_missing_is_still_called_missing(tmp_path: Path) -> None:
    explained = workflow.explain(_laid_out(tmp_path), (), "收入", year=2021, by={"地区": "东区"}).value
    assert explained is not None
    assert explained.value == 10
    lacking = workflow.explain(_laid_out(tmp_path), (), "收入", year=2023, by={"地区": "东区"}).value
    assert lacking is not None
    assert [reason.code for reason in lacking.why] != ["members_only"]


def test_a_misspelt_name_is_answered_once_each(tmp_path: Path) -> None:
    """The indicator 收入 has a target of the same name."""
    (found,) = [d for d in workflow.explain(_laid_out(tmp_path), (), "收人").run.diagnostics if d.code == "FZ904"]
    assert found.help("zh") == "是否指：收入、总收入"


def test_a_pattern_of_several_forms_is_told_once(tmp_path: Path) -> None:
    """Two tables of one sheet have two forms with one file."""
    plan_file = _laid_out(tmp_path)
    again = '  再读: {files: "*.xlsx", rows: "{地区}", columns: period, fixed: {measure: 总收入, unit: 亿元}}\n'
    plan_file.write_text((PLAN + again).replace("*.xlsx", "分区.xlsx"), encoding="utf-8")
    workbook(tmp_path / "data/别的.xlsx", {"甲": "指标 | 2021年"})
    (found,) = [d for d in workflow.compute(plan_file).diagnostics if d.code == "FZ303"]
    assert found.help("zh").endswith("现有 files: 为 分区.xlsx")
