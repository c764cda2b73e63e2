"""`compute --score` and `--fail-on-target` on a plan of its own, which declares weights and owners."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import openpyxl
import pytest

from fzplan.reports.schema import schema
from tests.cli.runs import PLAN as SILENT
from tests.cli.runs import fzplan, project
from tests.snapshots import same

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
    measures:
      总收入: {unit: 亿元, kind: flow}
      税收: {unit: 亿元, kind: flow}
      能耗: {unit: "%", kind: ratio}
    indicators:
      收入: {unit: 亿元, formula: 总收入, target: {id: income, at_least: 200, by: 2025, weight: 3, owner: 经发局}}
      留区税收: {unit: 亿元, formula: 税收, target: {id: tax, at_least: 30, by: 2025, weight: 1, owner: 财政局}}
      能耗强度:
        unit: "%"
        formula: 能耗
        target: {id: energy, at_most: 3, each: 2021-2025, nature: binding, weight: 1, owner: 经发局}
      半程收入: {unit: 亿元, formula: 总收入, target: {id: half, at_least: 150, by: 2025, weight: 0.5}}
    forms:
      年报: {files: "*.xlsx", rows: measure, columns: period}
"""
GRID = """
    指标 | 2020年 | 2021年 | 2022年
    总收入（亿元） | 100 | 110 | 130
    能耗（%） | 4 | 3.5 | 2.9
"""
# income: 30 of the 40 due, 75 points, weight 3 · energy: 2.9 ≤ 3 now, 100 points, weight 1, broken in 2021
# half: 30 of 20 due, 100 points, weight 0.5 · tax: no data · total (225 + 100 + 50) / 4.5 = 83.3; 经发局 325 / 4 = 81.25


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_section_stands_under_the_table(lang: str, tmp_path: Path) -> None:
    done = fzplan("compute", "--score", "--lang", lang, cwd=project(tmp_path, PLAN, GRID))
    assert done.returncode == 0, done.stderr
    title = "评分" if lang == "zh" else "score (weighted"
    section = done.stdout[done.stdout.index(title) :]
    same(f"cli/score-{lang}.txt", section)
    assert [word for word in section.split() if word in ("83.3", "81.3", "81.2")] == ["83.3", "81.3"]


def test_it_is_off_unless_asked_for(tmp_path: Path) -> None:
    project(tmp_path, PLAN, GRID)
    assert "评分" not in fzplan("compute", cwd=tmp_path).stdout
    assert "score" not in json.loads(fzplan("compute", "--format", "json", cwd=tmp_path).stdout)


def test_json_and_workbook_have_it(tmp_path: Path) -> None:
    project(tmp_path, PLAN, GRID)
    done = fzplan("compute", "--score", "--format", "json", "-o", "gap.xlsx", cwd=tmp_path)
    found = json.loads(done.stdout)
    jsonschema.Draft202012Validator(schema()).validate(found)
    score = found["score"]
    assert score["total"] == pytest.approx(375 / 4.5)
    assert (score["weight"], score["vetoed"], score["breached"], score["left_out"]) == (4.5, False, ["energy"], ["tax"])
    assert [(o["owner"], o["total"]) for o in score["owners"]] == [("经发局", 81.25), ("财政局", None)]
    assert [(t["id"], t["weight"], t["breached"]) for t in score["targets"]] == [
        ("income", 3, False),
        ("tax", 1, False),
        ("energy", 1, True),
        ("half", 0.5, False),
    ]
    sheet = openpyxl.load_workbook(tmp_path / "gap.xlsx")["评分"]
    assert [c.value for c in sheet[4]] == ["总分", 4.5, 83.3, "约束性指标未完成：能耗强度"]


def test_a_veto_that_the_plan_declares_withholds_the_total(tmp_path: Path) -> None:
    project(tmp_path, PLAN.replace("span: 2021-2025}", "span: 2021-2025, veto: true}", 1), GRID)
    done = fzplan("compute", "--score", cwd=tmp_path)
    [total] = [line for line in done.stdout.splitlines() if line.strip().startswith("总分")]
    assert total.split() == ["总分", "4.5", "—", "约束性指标未完成：能耗强度；按", "veto:", "true", "不计总分"]


def test_a_plan_without_weights_and_owners_has_no_score(tmp_path: Path) -> None:
    done = fzplan("compute", "--score", cwd=project(tmp_path, SILENT))
    assert done.returncode == 0
    assert "评分" not in done.stdout
    assert "没有评分" in done.stderr


LATE = """
    指标 | 2020年 | 2021年 | 2022年 | 2023年 | 2024年 | 2025年
    总收入（亿元） | 100 | 120 | 140 | 160 | 180 | {income}
    能耗（%） | 4 | 2 | 2 | 2 | 2 | {energy}
"""


@pytest.mark.parametrize(
    ("income", "energy", "codes"),
    [  # codes of: none, missed, behind, binding
        (200, 2, (0, 0, 0, 0)),
        (190, 2, (0, 1, 1, 0)),  # an expected target is missed
        (200, 4, (0, 1, 1, 1)),  # a binding one is
    ],
)
def test_the_gates_at_the_end_of_the_plan(income: int, energy: int, codes: tuple[int, ...], tmp_path: Path) -> None:
    project(tmp_path, PLAN, LATE.format(income=income, energy=energy))
    gates: tuple[tuple[str, ...], ...] = ((), *(("--fail-on-target", gate) for gate in ("missed", "behind", "binding")))
    assert tuple(fzplan("compute", *gate, cwd=tmp_path).returncode for gate in gates) == codes


@pytest.mark.parametrize(
    ("now", "codes"),
    [
        ("110 | 111 | 2 | 2", (0, 1, 0)),  # income is behind; nothing is missed before its date
        ("120 | 140 | 2 | 2", (0, 0, 0)),
        ("120 | 140 | 4 | 2", (0, 0, 1)),  # a year of the binding every-year target is broken
    ],
)
def test_the_gates_on_the_way(now: str, codes: tuple[int, ...], tmp_path: Path) -> None:
    first, second, third, fourth = now.split(" | ")
    grid = f"指标 | 2020年 | 2021年 | 2022年\n总收入（亿元） | 100 | {first} | {second}\n能耗（%） | 4 | {third} | {fourth}\n"
    project(tmp_path, PLAN, grid)
    found = [fzplan("compute", "--fail-on-target", g, cwd=tmp_path).returncode for g in ("missed", "behind", "binding")]
    assert tuple(found) == codes
