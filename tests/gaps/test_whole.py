"""A plan file and a workbook, read and judged: what only the whole chain can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan import workflow
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.results import Assessment

HEAD = """
fzplan: 1
plan: {name: 示例规划, baseline: 2020, span: 2021-2025}
forms:
  年报: {files: "*.xlsx", rows: measure, columns: period, fixed: {unit: 亿元}}
"""


@pytest.fixture
def assessed(tmp_path: Path):  # noqa: ANN201
    def run(text: str, grid: str, **options: object) -> tuple[Assessment, ...]:
        path = builders.plan(tmp_path, HEAD.lstrip("\n") + text)
        builders.workbook(tmp_path / "data" / "年报.xlsx", {"年报": grid})
        outcome = workflow.compute(path, [tmp_path / "data"], **options).outcome  # type: ignore[arg-type]
        assert outcome is not None
        return outcome.assessments

    return run


def test_a_break_of_an_input_is_a_break_of_the_indicator(assessed) -> None:  # noqa: ANN001
    plan = """
measures:
  总收入: {unit: 亿元, kind: flow, breaks: [{at: 2022, why: 第五次经济普查}]}
indicators:
  收入: {unit: 亿元, formula: 总收入, target: {id: income, at_least: 100, by: 2025}}
"""
    (income,) = assessed(plan, "指标 | 2020 | 2021 | 2022\n总收入 | 60 | 65 | 70")
    assert (income.verdict, [w.code for w in income.why]) == ("not_assessable", ["not_comparable"])


def test_a_published_case_through_a_plan_file(assessed) -> None:  # noqa: ANN001
    # StatCan cif 15-4-1: 10.1 in 2015, 13.7 in 2023, 30 by 2030
    plan = """
measures:
  保护地: {unit: 亿元, kind: stock}
indicators:
  保护地指标:
    unit: 亿元
    formula: 保护地
    target: {id: protected, at_least: 30, by: 2030, baseline: {year: 2015}, method: cagr-ratio}
"""
    (protected,) = assessed(plan, "指标 | 2015 | 2023\n保护地 | 10.1 | 13.7")
    own, cagr = protected.methods
    assert (own.id, cagr.status) == ("plan-linear", "limited_progress")
    assert cagr.ratio == pytest.approx(0.5160064971944834, rel=1e-9)
    assert cagr.score == pytest.approx(-0.34995572813974585, rel=1e-9)
