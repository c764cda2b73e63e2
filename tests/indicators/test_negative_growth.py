"""Average growth between two negative figures: computed, and pointed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests import builders

from fzplan import workflow

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
    fzplan: 1
    plan: {name: 亏损, baseline: 2020, span: 2021-2025}
    measures: {利润: {unit: 亿元, kind: flow}}
    indicators:
      利润年均增速: {unit: "%", formula: "cagr(利润, since=2020)"}
      倍数: {unit: "1", formula: "2 * cagr(利润, since=2020) / 100%"}
    forms: {年报: {files: 年报.xlsx, rows: measure, columns: period}}
"""


@pytest.mark.parametrize(
    ("figures", "rate", "codes"),
    [
        ("-100 | -105 | -110.25", 5.0, ["FZ515", "FZ515"]),  # 110.25 / 100 = 1.05²
        ("-100 | -105 | 110.25", None, ["FZ514", "FZ515", "FZ515"]),  # 2021 still lies between two losses
        ("100 | 105 | 110.25", 5.0, []),
    ],
)
def test_two_losses_have_a_rate_that_is_pointed_out(
    figures: str, rate: float | None, codes: list[str], tmp_path: Path
) -> None:
    plan = builders.plan(tmp_path, PLAN)
    grid = f"单位：亿元\n指标 | 2020年 | 2021年 | 2022年\n利润 | {figures}"
    builders.workbook(tmp_path / "data" / "年报.xlsx", {"年报": grid})
    run = workflow.compute(plan)
    assert run.outcome is not None
    found = {(v.id, v.period.year): v.value for v in run.outcome.values}
    assert found["利润年均增速", 2022] == (None if rate is None else pytest.approx(rate))
    assert sorted(d.code for d in run.diagnostics if d.code.startswith("FZ51")) == codes
