"""What stands beside a verdict in the JSON: the other path, the revised base, the three trends, the years missed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from fzplan.reports.schema import schema
from tests.cli.runs import fzplan, project

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
    labels: {behind: 慢于要求}
    measures:
      总收入: {unit: 亿元, kind: flow}
      授权数: {unit: 个, kind: flow}
    indicators:
      收入: {unit: 亿元, formula: 总收入, target: {id: income, at_least: 200, by: 2025, path: geometric}}
      税收:
        unit: 亿元
        formula: 总收入
        target: {id: tax, at_least: 200, by: 2025, baseline: {year: 2020, value: 80亿元}}
      专利: {unit: 个, formula: 授权数, target: {id: patents, at_least: 3000, each: 2021-2025}}
    forms:
      年报: {files: "*.xlsx", rows: measure, columns: period}
"""
GRID = """
    指标 | 2020年 | 2021年 | 2022年
    总收入（亿元） | 100 | 110 | 130
    授权数（个） | 2900 | 2800 | 3300
"""
# income: 2022 due on the curve 100·2^.4 = 131.95, ratio 30 ÷ 31.95 = .94: on track; on the line 140, ratio .75: behind
# tax: base 80, due 128, ratio 50 ÷ 48 = 1.04: on track; from the returned 100 on the line: behind


@pytest.fixture
def found(tmp_path: Path) -> dict[str, Any]:
    done = fzplan("compute", "--format", "json", "--lang", "zh", cwd=project(tmp_path, PLAN, GRID))
    document = json.loads(done.stdout)
    jsonschema.Draft202012Validator(schema()).validate(document)
    return {t["id"]: t for t in document["targets"]}


def test_the_verdict_by_the_other_path(found: dict[str, Any]) -> None:
    income = found["income"]
    assert (income["verdict"], income["other_path"]) == ("on_track", {"path": "linear", "verdict": "behind"})
    assert "线性与等速口径判定不同（按线性为“慢于要求”）" in income["why_label"]
    assert "other_path" not in found["patents"]


def test_the_verdict_by_the_revised_base(found: dict[str, Any]) -> None:
    tax = found["tax"]
    assert (tax["verdict"], tax["baseline"]["value"]) == ("on_track", 80)
    assert tax["revised_base"] == {"printed": 80, "revised": 100, "verdict": "behind", "same": False}
    assert "基期数已修订，按规划公布数评价（按修订数100为“慢于要求”）" in tax["why_label"]


def test_three_trends(found: dict[str, Any]) -> None:
    trends = found["income"]["projections"]
    assert {name: trend["value"] for name, trend in trends.items()} == {
        "average": pytest.approx(130 * 1.3**1.5),  # ln 1.3 in two years
        "last": pytest.approx(130 * (130 / 110) ** 3),
        "fit": pytest.approx((100 * 110 * 130) ** (1 / 3) * 1.3 ** (4 / 2)),  # slope ln 1.3 ÷ 2 through the mean
    }
    assert (found["income"]["projected"], trends["average"]["year"]) == (pytest.approx(130 * 1.3**1.5), 2026)


def test_years_missed_and_how_near_the_cut_is(found: dict[str, Any]) -> None:
    patents = found["patents"]
    assert (patents["verdict"], patents["missed"], patents["critical"]) == ("on_track", [2021], False)
    assert "missed" not in found["income"]
