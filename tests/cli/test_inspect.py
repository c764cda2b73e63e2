from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema

from fzplan.reports.survey.schema import schema
from tests.builders import workbook
from tests.cli.runs import fzplan

if TYPE_CHECKING:
    from pathlib import Path

GRID = """
    2021年园区主要指标 | | |
    单位：亿元 | | |
    指标 | 2020年 | 2021年
    总收入 | '6648.7 | 7000.1
    研发费用 | 161.9 | 180.2
    注：本表按注册地统计。 | | |
"""
PLAN = """\
# 园区规划
plan: {name: 例, baseline: 2020, span: 2021-2025}

measures:
  总收入: {unit: 亿元}    # 主要指标

forms:
  # 旧表式
  公布: {files: "published/*.xlsx", rows: measure, columns: period}
"""


def book(folder: Path) -> str:
    return workbook(folder / "data" / "主要指标.xlsx", {"主要指标": GRID}).relative_to(folder).as_posix()


def test_what_stands_where_is_printed_for_a_person(tmp_path: Path) -> None:
    done = fzplan("inspect", book(tmp_path), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for words in (
        "表 1  A3:C5",
        "2021年园区主要指标",
        "单位      亿元",
        "2020年、2021年（列）",
        "2 个，指标在行：总收入（亿元）、研发费用（亿元）",
        "读 4/4 个数（100.0%）",
        "4 个数中 1 个存为文本",
        "forms:",
    ):
        assert words in done.stdout


def test_the_cells_add_up_in_both_languages(tmp_path: Path) -> None:
    name = book(tmp_path)
    assert "去向  4 = 指标值 4 + 表头和名称 0" in fzplan("inspect", name, cwd=tmp_path).stdout
    assert "account  4 = 4 observations + 0 headers" in fzplan("inspect", name, "--lang", "en", cwd=tmp_path).stdout


def test_no_line_is_wider_than_the_console(tmp_path: Path) -> None:
    from fzplan.reports.consoles import columns

    name = book(tmp_path)
    for lang in ("zh", "en"):
        done = fzplan("inspect", name, "--lang", lang, cwd=tmp_path, COLUMNS="80")
        survey = done.stdout.split("# ----")[0]
        assert max(columns(line) for line in survey.splitlines()) <= 82


def test_json_holds_the_same(tmp_path: Path) -> None:
    done = fzplan("inspect", book(tmp_path), "--format", "json", cwd=tmp_path)
    found = json.loads(done.stdout)
    jsonschema.Draft202012Validator(schema()).validate(found)
    (sheet,) = found["files"][0]["sheets"]
    (table,) = sheet["tables"]
    assert (found["fzplan"], table["range"], table["units"]) == (1, "A3:C5", ["亿元"])
    assert [m["id"] for m in table["measures"]] == ["总收入", "研发费用"]
    assert sheet["account"]["numbers"] == 4
    assert "forms:" in found["forms"]


def test_write_adds_the_form_and_keeps_comments(tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text(PLAN, encoding="utf-8")
    done = fzplan("inspect", book(tmp_path), "--write", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "targets.yaml").read_text(encoding="utf-8")
    for kept in ("# 园区规划", "# 主要指标", "# 旧表式", "  公布: {files:"):
        assert kept in written
    assert "  研发费用: {unit: 亿元}" in written
    assert written.count("  总收入:") == 1
    assert "已写入 targets.yaml" in done.stderr
    assert fzplan("check", "--fail-on", "error", cwd=tmp_path).returncode == 0


def test_a_form_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text(PLAN, encoding="utf-8")
    name = book(tmp_path)
    assert fzplan("inspect", name, "--write", cwd=tmp_path).returncode == 0
    before = (tmp_path / "targets.yaml").read_bytes()
    again = fzplan("inspect", name, "--write", cwd=tmp_path)
    assert again.returncode == 1
    assert "FZ362" in again.stderr
    assert (tmp_path / "targets.yaml").read_bytes() == before


def test_nothing_is_written_into_a_plan_file_that_has_its_forms_in_one_line(tmp_path: Path) -> None:
    one_line = (
        PLAN.split("forms:", maxsplit=1)[0] + 'forms: {公布: {files: "p.xlsx", rows: measure, columns: period}}\n'
    )
    (tmp_path / "targets.yaml").write_text(one_line, encoding="utf-8")
    done = fzplan("inspect", book(tmp_path), "--write", cwd=tmp_path)
    assert done.returncode == 1
    assert "FZ363" in done.stderr
    assert (tmp_path / "targets.yaml").read_text(encoding="utf-8") == one_line


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    done = fzplan("inspect", book(tmp_path), "--sheet", "别的", cwd=tmp_path)
    assert done.returncode == 1
    assert "FZ364" in done.stderr
    assert "主要指标" in done.stderr


def test_what_is_no_workbook_is_a_finding_and_the_rest_is_shown(tmp_path: Path) -> None:
    name = book(tmp_path)
    (tmp_path / "data" / "图.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = fzplan("inspect", "data", cwd=tmp_path)
    assert done.returncode == 1
    assert "图.xlsx" in done.stderr
    assert name in done.stdout


def test_a_plan_file_that_is_asked_for_must_be_there(tmp_path: Path) -> None:
    assert fzplan("inspect", book(tmp_path), "--plan", "x.yaml", cwd=tmp_path).returncode == 2


def test_dump_prints_one_cell_a_line_for_git_diff(tmp_path: Path) -> None:
    grid = """
        总收入 | < | '12.5 | 12.50
        研发 | 0.135{0.0%} | =A1+B1 | #DIV/0!
    """
    workbook(tmp_path / "a.xlsx", {"表": grid})
    done = fzplan("inspect", "--dump", "a.xlsx", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        '=== "表" ===',
        "merged A1:B1",
        'A1\t"总收入"',
        'C1\t"12.5"',
        "D1\t12.5",
        'A2\t"研发"',
        'B2\t0.135 ×10^2 "%"',
        "C2\t=A1+B1",
        "D2\t#DIV/0!",
    ]


def test_dump_of_what_cannot_be_read_fails_with_the_finding(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04broken")
    done = fzplan("inspect", "--dump", "a.xlsx", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "FZ311" in done.stderr
