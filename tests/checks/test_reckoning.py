"""`fzplan explain R01`: the rule, its three outcomes counted, and the arithmetic of each comparison of a year."""

from __future__ import annotations

from pathlib import Path

import pytest

from fzplan import workflow
from fzplan.reports import reckoning
from tests import builders

PLAN = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
measures: {合计数: {unit: 亿元, kind: flow, decimals: 1}, 甲: {unit: 亿元, kind: flow, decimals: 1}, 乙: {unit: 亿元, kind: flow, decimals: 1}}
forms: {年报: {files: "年报*.xlsx", rows: measure, columns: period, unit: 亿元}}
checks:
  - {id: R01, sum: {total: 合计数, parts: [甲, 乙]}, note: 报表所印}
  - {id: R02, level: verify, within: 甲 > 0 或 乙 > 0}
  - {id: R03, jump: {measures: [甲]}}
"""
GRID = "指标 | 2021年 | 2022年 | 2023年\n合计数 | 10.5 | 11.9 | 12.5\n甲 | 4.2 | 5.1 | 待定\n乙 | 6.3 | 6.5 | 7.5"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    builders.plan(tmp_path, PLAN)
    builders.workbook(tmp_path / "data" / "年报.xlsx", {"表": GRID})
    return Path("targets.yaml")


def test_a_check_is_explained_by_its_arithmetic(plan: Path) -> None:
    """5.1 + 6.5 = 11.6; three halves of 0.1 are 0.15."""
    found = workflow.explain(plan, (), "R01").reckoning
    assert found is not None
    assert (found.passed, found.failed, found.unknown) == (1, 1, 1)
    assert reckoning.text(found, "zh").splitlines() == [
        "R01　强制　合计",
        "  关系：合计数 = 甲 + 乙",
        "  说明：报表所印",
        "  容差：按各数的小数位数推算",
        "  通过 1 处，不通过 1 处，无法审核 1 处：因 FZ402 data/年报.xlsx:表!D3",
        "data/年报.xlsx:表!C2: 不通过 2022年 合计数 11.9亿元，应 = 甲 + 乙 11.6亿元；差额 0.3亿元，允许差 0.15亿元",
        "    -> data/年报.xlsx:表!C3: 甲 2022年 5.1亿元",
        "    -> data/年报.xlsx:表!C4: 乙 2022年 6.5亿元",
    ]


def test_a_year_may_be_asked_for(plan: Path) -> None:
    found = workflow.explain(plan, (), "R01").reckoning
    assert found is not None
    lines = reckoning.text(found, "en", 2021).splitlines()
    assert lines[0] == "R01  error  sum"
    assert lines[5] == (
        "data/年报.xlsx:表!B2: pass 2021: 合计数 10.5亿元, should be = 甲 + 乙 10.5亿元; difference 0.0亿元, allowed 0.15亿元"
    )


def test_a_condition_that_holds_has_no_arithmetic_to_show(plan: Path) -> None:
    found = workflow.explain(plan, (), "R02").reckoning
    assert found is not None
    assert (found.passed, found.failed, found.holdings) == (3, 0, ())


def test_a_kind_that_is_not_computed_cannot_be_explained(plan: Path) -> None:
    explanation = workflow.explain(plan, (), "R03")
    assert explanation.reckoning is None
    assert explanation.run.unusable
    assert explanation.run.diagnostics[-1].code == "FZ904"
