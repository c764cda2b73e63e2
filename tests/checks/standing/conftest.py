"""`reviewed`: a plan and workbooks as text → the review of `workflow.check`."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from fzplan import workflow
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fzplan.model.findings import Review

PLAN = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
measures: {女性: {unit: 人, kind: stock}, 人数: {unit: 人, kind: stock}, 收入: {unit: 亿元, kind: flow}}
forms:
  年报: {files: "年报*.xlsx", rows: measure, columns: period, unit: 人}
  企业: {files: "企业*.xlsx", rows: entity, key: 代码, period: 2022, fields: {
    营收: {column: 营收, unit: 万元}, 研发: {column: 研发, unit: 万元}}}
checks:
  - {id: R1, level: verify, within: 女性 <= 人数}
  - {id: R2, level: confirm, within: 研发 <= 营收}
"""
YEARS = "指标 | 2021年 | 2022年\n女性 | 999 | 60\n人数 | 40 | 50"
FIRMS = "代码 | 营收 | 研发\nA1 | 10 | 20\nA2 | 10 | 5"


@pytest.fixture
def reviewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Review]:
    monkeypatch.chdir(tmp_path)

    def run(books: Mapping[str, str], text: str = PLAN, **options: Any) -> Review:
        builders.plan(tmp_path, dedent(text))
        for name, grid in books.items():
            builders.workbook(tmp_path / "data" / f"{name}.xlsx", {"表": grid})
        return workflow.check(Path("targets.yaml"), **options)

    return run
