"""Growth on the year before says what it rests on: the pair of one return (同口径), or two published levels (名义)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.builders import plan as plan_file
from tests.builders import workbook

from fzplan import workflow

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
fzplan: 1
plan: {name: 测试规划, baseline: 2020, span: 2021-2025}
measures:
  总收入: {unit: 亿元, kind: flow}
indicators:
  收入增速: {unit: "%", formula: growth(总收入), target: {id: g, at_least: 4, by: 2025}}
  增速加一: {unit: "%", formula: 收入增速 + 1%}
forms:
  年报: {files: "*.xlsx", rows: measure, columns: period}
"""
PUBLISHED = "指标 | 单位 | 2020年 | 2021年\n总收入 | 亿元 | 100 | 110"
PAIR = "报告期：2022年\n指标 | 单位 | 本年 | 上年同期\n总收入 | 亿元 | 121 | 115"
LATER = "指标 | 单位 | 2022年\n总收入 | 亿元 | 121"


def project(folder: Path, last: str) -> Path:
    workbook(folder / "data" / "a.xlsx", {"表": PUBLISHED})
    workbook(folder / "data" / "b.xlsx", {"表": last})
    return plan_file(folder, PLAN)


@pytest.mark.parametrize(
    ("last", "rate", "basis", "base"),
    [
        (PAIR, 100 * (121 / 115 - 1), "comparable", "data/b.xlsx:表!D3"),
        (LATER, 100 * (121 / 110 - 1), "nominal", "data/a.xlsx:表!D2"),
    ],
)
def test_the_basis_and_the_very_cells(tmp_path: Path, last: str, rate: float, basis: str, base: str) -> None:
    told = workflow.explain(project(tmp_path, last), (), "收入增速", year=2022)
    assert told.value is not None
    assert told.value.value == pytest.approx(rate)
    assert told.value.basis == basis
    assert told.run.outcome is not None
    found = told.run.outcome.extraction
    assert [str(found.sources.place(found.observations[i])) for i in told.value.inputs][1:] == [base]


def test_a_figure_made_of_a_nominal_growth_is_nominal(tmp_path: Path) -> None:
    told = workflow.explain(project(tmp_path, LATER), (), "增速加一", year=2022)
    assert told.value is not None
    assert told.value.basis == "nominal"


def test_the_target_says_so(tmp_path: Path) -> None:
    (nominal,) = workflow.compute(project(tmp_path / "n", LATER)).outcome.assessments  # type: ignore[union-attr]
    (paired,) = workflow.compute(project(tmp_path / "p", PAIR)).outcome.assessments  # type: ignore[union-attr]
    assert "nominal" in [why.code for why in nominal.why]
    assert "nominal" not in [why.code for why in paired.why]
