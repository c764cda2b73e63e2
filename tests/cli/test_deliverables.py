"""Deliverables through a real register: what the table and the JSON say of each (docs/spec/verdicts.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from fzplan.reports.schema import schema
from tests import builders
from tests.cli.runs import fzplan

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
    measures: {总收入: {unit: 亿元, kind: flow}}
    indicators: {收入: {unit: 亿元, formula: 总收入}}
    deliverables:
      超级计算中心: {id: computing}
      管理办法: {id: rules, by: 2022}
      公共平台: {id: platform}
      会展场馆: {id: hall}
      过江大桥: {id: bridge}
      轻轨支线: {id: tram}
    forms:
      年报: {files: 年报.xlsx, rows: measure, columns: period}
      台账: {files: 台账.xlsx, rows: task}
"""
REGISTER = """
    任务名称 | 状态 | 完成日期 | 佐证
    超级计算中心 | 已完成 | 2023-05-01 | 验收文件
    管理办法 | 推进中 | |
    公共平台 | 未启动 | |
    过江大桥 | 推进中 | |
    轻轨支线 | 取消 | | 某政发〔2023〕1号
"""
# as of 2023: 60 % of the time is over, so what has not begun is behind


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    builders.plan(tmp_path, PLAN)
    builders.workbook(tmp_path / "data" / "年报.xlsx", {"年报": "指标 | 2023年\n总收入（亿元） | 100"})
    builders.workbook(tmp_path / "data" / "台账.xlsx", {"台账": REGISTER})
    return tmp_path


def test_json_has_state_verdict_and_reason(folder: Path) -> None:
    document = json.loads(fzplan("compute", "--format", "json", cwd=folder).stdout)
    jsonschema.Draft202012Validator(schema()).validate(document)
    assert [(d["id"], d["state"], d["verdict"], d["why"]) for d in document["deliverables"]] == [
        ("computing", "done", "achieved", []),
        ("rules", "overdue", "behind", []),
        ("platform", "open", "behind", []),
        ("hall", "not_reported", "not_assessable", ["not_reported"]),
        ("bridge", "open", "on_track", []),
        ("tram", "open", "not_assessable", ["dropped"]),
    ]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "重点任务6项：已完成1项，推进中1项，逾期1项，未报送1项，未启动（滞后）1项，不纳入评估1项"),
        (
            "en",
            "6 deliverables: 1 done, 1 in progress, 1 overdue, 1 not reported, 1 not started (behind), 1 left out",
        ),
    ],
)
def test_the_table_counts_each_once(lang: str, said: str, folder: Path) -> None:
    assert said in fzplan("compute", "--lang", lang, cwd=folder).stdout.splitlines()
