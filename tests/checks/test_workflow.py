"""`check` and `compute` tell what the checks say; a plan without checks costs nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from fzplan import workflow
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
measures: {女性: {unit: 人, kind: stock}, 人数: {unit: 人, kind: stock}}
forms: {年报: {files: "年报*.xlsx", rows: measure, columns: period}}
"""
CHECKS = "checks: [{id: R1, within: 女性 <= 人数}]\n"
MODULES = """
import sys
from pathlib import Path
from fzplan import workflow
workflow.check(Path(sys.argv[1]))
print([name for name in ("numpy", "pandas", "narwhals", "fzplan.cube", "fzplan.checks.room") if name in sys.modules])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    builders.plan(tmp_path, PLAN + CHECKS)
    builders.workbook(tmp_path / "data" / "年报.xlsx", {"表": "指标 | 2021年\n女性 | 999\n人数 | 40"})
    return tmp_path


def test_check_and_compute_tell_the_same_finding(folder: Path) -> None:
    plan = folder / "targets.yaml"
    for run in (workflow.check(plan), workflow.compute(plan), workflow.compute(plan, values=False)):
        assert [d.code for d in run.diagnostics if d.code.startswith("FZ6")] == ["FZ600"]
        assert not run.unusable


def test_the_command_fails_and_its_json_names_check_cells_and_outcome(folder: Path) -> None:
    command = [sys.executable, "-m", "fzplan", "check", "--format", "json", "--lang", "en"]
    ended = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    finding = next(d for d in json.loads(ended.stdout)["diagnostics"] if d["code"] == "FZ600")
    assert ended.returncode == 1
    wanted = {"code": "FZ600", "check": "R1", "outcome": "fail", "severity": "error", "cell": "B2", "sheet": "表"}
    assert {key: finding[key] for key in wanted} == wanted
    assert [c["cell"] for c in finding["cells"]] == ["B3"]


def test_figures_that_are_set_are_not_held_to_the_checks(folder: Path) -> None:
    builders.workbook(folder / "data" / "年报.xlsx", {"表": "指标 | 2021年\n女性 | 30\n人数 | 40"})
    run = workflow.compute(folder / "targets.yaml", overrides=["女性@2021=999人"])
    assert run.outcome is not None
    assert [d.code for d in run.diagnostics if d.code.startswith("FZ6")] == []


@pytest.mark.parametrize(
    ("checks", "expected"),
    [("", []), (CHECKS, ["numpy", "fzplan.cube", "fzplan.checks.room"])],
    ids=["without", "with"],
)
def test_only_a_plan_with_checks_starts_the_cube_and_never_pandas(
    folder: Path, checks: str, expected: list[str]
) -> None:
    builders.plan(folder, PLAN + checks)
    ended = subprocess.run(
        [sys.executable, "-c", MODULES, str(folder / "targets.yaml")], capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == str(expected)
