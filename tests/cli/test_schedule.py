from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import openpyxl
import pytest

from fzplan.reports.schedule.schema import schema
from tests.cli.runs import GRID, PLAN, fzplan, project
from tests.snapshots import same

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_of_a_small_plan(lang: str, tmp_path: Path) -> None:
    done = fzplan("schedule", "--lang", lang, cwd=project(tmp_path))
    assert done.returncode == 0, done.stderr
    # 6648.7 ÷ 18.22 = 364.9; a fifth of the way to 400 a year: 364.9 + 35.1 × 0.8 = 393.0 in 2024
    assert "393.0" in done.stdout
    same(f"cli/schedule-{lang}.txt", done.stdout)


def test_json_fits_the_schema(tmp_path: Path) -> None:
    done = fzplan("schedule", "--format", "json", cwd=project(tmp_path))
    found = json.loads(done.stdout)
    jsonschema.Draft202012Validator(schema()).validate(found)
    assert [t["id"] for t in found["schedule"]] == ["per_head"]


def test_an_earlier_year_leaves_more_to_do(tmp_path: Path) -> None:
    done = fzplan("schedule", "--format", "json", "--year", "2023", cwd=project(tmp_path))
    years = {row["period"]: row for row in json.loads(done.stdout)["schedule"][0]["years"]}
    assert ["required" in years[year] for year in ("2023", "2024", "2025")] == [False, True, True]


def test_files_by_suffix(tmp_path: Path) -> None:
    done = fzplan("schedule", "-o", "out/plan.xlsx", "-o", "plan.json", "-o", "plan.txt", cwd=project(tmp_path))
    assert done.returncode == 0, done.stderr
    assert openpyxl.load_workbook(tmp_path / "out" / "plan.xlsx").sheetnames[0] == "年度分解"
    assert json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))["fzplan"] == 1
    assert "393.0" in (tmp_path / "plan.txt").read_text(encoding="utf-8")
    assert done.stderr.count("已写入") == 3


def test_an_unknown_suffix_is_wrong_usage(tmp_path: Path) -> None:
    done = fzplan("schedule", "-o", "plan.pdf", cwd=project(tmp_path))
    assert (done.returncode, ".xlsx .json .txt" in done.stderr) == (2, True)


def test_findings_and_faults_have_their_codes(tmp_path: Path) -> None:
    project(tmp_path, grid=GRID.replace("8000.0", "#DIV/0!"))
    assert fzplan("schedule", cwd=tmp_path).returncode == 1
    assert fzplan("schedule", "--fail-on", "never", cwd=tmp_path).returncode == 0
    (tmp_path / "targets.yaml").unlink()
    gone = fzplan("schedule", "--format", "json", cwd=tmp_path)
    assert gone.returncode == 2
    assert json.loads(gone.stdout)["diagnostics"][0]["code"] == "FZ101"


def test_a_file_that_cannot_be_written_is_1(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "plan.json").mkdir()
    done = fzplan("schedule", "-o", "plan.json", cwd=tmp_path)
    assert done.returncode == 1
    assert "FZ901" in done.stderr


def test_a_park_is_never_split_over_its_parts(tmp_path: Path) -> None:
    plan = PLAN.replace(
        "measures:", "dimensions:\n      园区: {members: [东区, 西区], partition: true}\n    measures:", 1
    )
    done = fzplan("schedule", "--format", "json", cwd=project(tmp_path, plan))
    assert [(t["id"], t["by"]) for t in json.loads(done.stdout)["schedule"]] == [("per_head", {})]
