"""`compute --method`: what published methods say beside the verdict, in the table, the JSON and the workbook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import openpyxl
import pytest

from fzplan.reports.schema import schema
from tests.cli.runs import fzplan, project

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
    measures:
      总收入: {unit: 亿元, kind: flow}
    indicators:
      收入: {unit: 亿元, formula: 总收入, target: {id: income, at_least: 200, by: 2025}}
    forms:
      年报: {files: "*.xlsx", rows: measure, columns: period}
"""
GRID = """
    指标 | 2020年 | 2021年 | 2022年
    总收入（亿元） | 100 | 110 | 130
"""
RATIO = (1.3**0.5 - 1) / (2**0.2 - 1)  # .942: growth so far over growth required
SCORE = 7.1429 * RATIO - 4.2857


def test_the_methods_asked_for_stand_in_the_json(tmp_path: Path) -> None:
    project(tmp_path, PLAN, GRID)
    done = fzplan("compute", "--method", "cagr-ratio", "--method", "escap-status", "--format", "json", cwd=tmp_path)
    document = json.loads(done.stdout)
    jsonschema.Draft202012Validator(schema()).validate(document)
    own, ratio, status = document["targets"][0]["methods"]
    assert (own["id"], own["status"]) == ("plan-linear", document["targets"][0]["verdict"])
    assert (ratio["id"], ratio["version"], ratio["status"]) == ("cagr-ratio", "sdg-build-2.4", "moderate_progress")
    assert (ratio["ratio"], ratio["score"]) == (pytest.approx(RATIO), pytest.approx(SCORE))
    assert (status["id"], status["ratio"], status["score"]) == ("escap-status", pytest.approx(0.3), pytest.approx(3.0))


def test_without_being_asked_for_they_are_not_there(tmp_path: Path) -> None:
    project(tmp_path, PLAN, GRID)
    found = json.loads(fzplan("compute", "--format", "json", cwd=tmp_path).stdout)["targets"][0]["methods"]
    assert [m["id"] for m in found] == ["plan-linear"]
    assert "cagr-ratio" not in fzplan("compute", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("zh", "  收入　cagr-ratio（sdg-build-2.4）　比值 0.9427　moderate_progress　得分 2.4478"),
        ("en", "  收入　cagr-ratio (sdg-build-2.4)　ratio 0.9427　moderate_progress　score 2.4478"),
    ],
)
def test_they_stand_under_the_table(lang: str, wanted: str, tmp_path: Path) -> None:
    done = fzplan("compute", "--method", "cagr-ratio", "--lang", lang, cwd=project(tmp_path, PLAN, GRID))
    assert done.returncode == 0
    assert wanted in done.stdout.splitlines()


def test_a_method_that_says_nothing_says_why(tmp_path: Path) -> None:
    done = fzplan("compute", "--method", "to-date", "--lang", "zh", cwd=project(tmp_path, PLAN, GRID))
    assert "  收入　to-date（1）　not_available　该方法不适用于此类目标" in done.stdout.splitlines()


def test_the_workbook_has_a_sheet_of_them(tmp_path: Path) -> None:
    project(tmp_path, PLAN, GRID)
    fzplan("compute", "--method", "escap-status", "-o", "gap.xlsx", "-o", "gap.txt", cwd=tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "gap.xlsx")["其他方法"]
    found = [[c.value for c in row] for row in sheet.iter_rows()]
    assert ["收入", "escap-status", "2023", pytest.approx(0.3), "progress", pytest.approx(3.0), ""] in found
    fzplan("compute", "-o", "plain.xlsx", cwd=tmp_path)
    assert "其他方法" not in openpyxl.load_workbook(tmp_path / "plain.xlsx").sheetnames


def test_an_unknown_method_is_wrong_usage(tmp_path: Path) -> None:
    done = fzplan("compute", "--method", "cagr", "--lang", "zh", cwd=project(tmp_path, PLAN, GRID))
    assert (done.returncode, done.stdout) == (2, "")
    assert "FZ730" in done.stderr
    assert "cagr-ratio" in done.stderr
