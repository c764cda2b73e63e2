from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from fzplan.reports.schema import schema
from tests.cli.runs import GRID, PLAN, fzplan, project

if TYPE_CHECKING:
    from pathlib import Path


def test_a_clean_project_is_0(tmp_path: Path) -> None:
    done = fzplan("check", cwd=project(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "数字单元格" in done.stderr


def test_a_fault_in_the_plan_is_2_with_line_and_column(tmp_path: Path) -> None:
    done = fzplan("check", cwd=project(tmp_path, PLAN.replace("unit: 亿元", "unit: 亿蚊")))
    assert done.returncode == 2
    assert "targets.yaml:4:" in done.stdout


def test_a_fault_in_the_data_is_1_at_its_cell(tmp_path: Path) -> None:
    faulty = GRID.replace("8466.0", "#DIV/0!")
    done = fzplan("check", cwd=project(tmp_path, grid=faulty))
    assert done.returncode == 1, done.stdout
    assert "data/年报.xlsx:主要指标!D2" in done.stdout
    assert fzplan("check", "--fail-on", "never", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_json_fits_the_schema(lang: str, tmp_path: Path) -> None:
    done = fzplan(
        "check", "--format", "json", "--lang", lang, cwd=project(tmp_path, grid=GRID.replace("8466.0", "约八千"))
    )
    jsonschema.Draft202012Validator(schema()).validate(json.loads(done.stdout))


def test_a_line_each(tmp_path: Path) -> None:
    project(tmp_path, grid=GRID.replace("8466.0", "#DIV/0!"))
    assert all(
        line.count(": ") >= 1 for line in fzplan("check", "--format", "concise", cwd=tmp_path).stdout.splitlines()
    )


def test_data_may_be_named(tmp_path: Path) -> None:
    project(tmp_path)
    done = fzplan("check", "-v", "data/年报.xlsx", cwd=tmp_path)
    shown = done.stderr.splitlines()
    assert shown[shown.index("data/年报.xlsx") + 1].split() == ["主要指标", "6", "6", "0", "0", "0"]
