"""`fzplan screen` as its users run it: languages, widths, formats, files, exit codes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import jsonschema
import openpyxl
import pytest

from fzplan.reports.consoles import columns
from fzplan.reports.screen import workbook
from fzplan.reports.screen.schema import schema
from tests import builders
from tests.cli.runs import fzplan
from tests.snapshots import same

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
    plan: {name: 示例规划, baseline: 2020, span: 2021-2025}
    dimensions:
      产业: {en: industry, members: {轨道交通: {en: rail}, 新材料: {en: materials}}}
    forms:
      申报材料:
        files: "申报*.xlsx"
        rows: entity
        key: 编号
        period: year(年度)
        source: administrative
        quality: illustrative
        fields:
          名称: 名称
          产业: 产业
          投资: {column: 投资, unit: 万元}
          用地: {column: 用地, unit: 亩}
          收入: {column: 收入, unit: 万元}
      履约协议:
        files: "协议*.xlsx"
        rows: entity
        key: 编号
        period: year(年度)
        source: administrative
        fields:
          投资: {column: 投资, unit: 万元}
          用地: {column: 用地, unit: 亩}
      企业年报: {files: "年报*.xlsx", rows: entity, key: 编号, source: survey, fields: {投资: {column: 投资, unit: 万元}}}
    screens:
      准入标准:
        en: admission
        form: 申报材料
        entity: 名称
        indicators:
          投资强度: {unit: 万元/亩, formula: 投资 / 用地, en: investment intensity}
          投资收入比: {unit: "%", formula: 投资 / 收入}
        standards:
          - {indicator: 投资强度, at_least: 500, section: 准入标准第3条}
          - {indicator: 投资强度, at_least: 600, for: {产业: 轨道交通}, quality: illustrative, note: 示例, quote: 原文}
          - {indicator: 投资收入比, at_least: 50%}
        committed: 履约协议
"""
APPLIED = """
    编号 | 名称 | 产业 | 年度 | 投资 | 用地 | 收入
    P1 | 甲项目 | 轨道交通 | 2022 | 5999.6 | 10 | 10000
    P2 | 乙项目 | 新材料 | 2023 | 6000 | 10 | 15000
    P3 | =1+1 => =cmd | 新材料 | 2023 | 6000 | | 15000
"""
AGREED = """
    编号 | 年度 | 投资 | 用地
    P1 | 2022 | 6400 | 10
    P2 | 2023 | 5000 | 10
    P9 | 2024 | 5000 | 10
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    builders.plan(tmp_path, PLAN)
    builders.workbook(tmp_path / "data" / "申报.xlsx", {"申报": APPLIED})
    builders.workbook(tmp_path / "data" / "协议.xlsx", {"协议": AGREED})
    (tmp_path / "data" / "年报2023.xlsx").write_bytes(b"a survey that is never opened")
    return tmp_path


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120])
def test_the_page(lang: str, width: int, home: Path) -> None:
    done = fzplan("screen", "--lang", lang, cwd=home, COLUMNS=str(width))
    assert done.returncode == 0, done.stderr
    assert max(columns(line) for line in done.stdout.splitlines()) <= width
    # 5999.6 / 10 = 599.96: short of 600 by 0.04, which one decimal would hide
    assert "599.96※" in done.stdout
    same(f"cli/screen-{lang}-{width}.txt", done.stdout)
    assert "年报2023" not in done.stdout + done.stderr


def test_only_what_fails(home: Path) -> None:
    done = fzplan("screen", "--failing", cwd=home)
    assert "甲项目" in done.stdout
    assert "无法评估" not in done.stdout.split("差额", 1)[1]
    assert "按标准筛查 3 个：达标 0，未达标 3" in done.stdout


def test_json_fits_the_schema(home: Path) -> None:
    found = json.loads(fzplan("screen", "--format", "json", cwd=home).stdout)
    jsonschema.Draft202012Validator(schema()).validate(found)
    (screen,) = found["screens"]
    first = screen["results"][0]
    assert (first["entity"], first["value"], first["limit"], first["result"]) == ("P1", 599.96, 600.0, "fails")
    assert first["difference"] == pytest.approx(-0.04)
    assert first["difference_percent"] == pytest.approx(-0.04 / 600 * 100)
    assert first["inputs"][1]["cell"] == "F2"
    assert screen["standards"][first["standard"]]["for"] == {"产业": "轨道交通"}
    assert screen["counts"]["commitment"] == {"passes": 1, "fails": 1, "not_assessable": 1, "not_due": 1}
    (share,) = [r for r in screen["results"] if r["indicator"] == "投资收入比" and r["entity"] == "P2"]
    # 6000 / 15000 = 40 %, 10 百分点 below 50 %
    assert (share["difference"], share["difference_unit"], share["difference_percent"]) == (-10.0, "百分点", None)


def test_files_by_suffix(home: Path) -> None:
    names = ("s.xlsx", "s.json", "s.csv", "s.md", "s.txt")
    done = fzplan("screen", *(part for name in names for part in ("-o", f"out/{name}")), cwd=home)
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(home / "out" / "s.xlsx")
    assert book.sheetnames == ["筛查结果", "标准", "取数"]
    row = [cell.value for cell in book["筛查结果"][5]]
    assert row[:8] == ["甲项目", "P1", "2022年", "轨道交通", "投资强度", "万元/亩", "标准", 600]
    assert row[8:12] == [599.96, -0.04, 0, "未达标"]
    assert book["取数"]["J5"].hyperlink.target.endswith("申报.xlsx")
    assert all(cell.data_type != "f" for sheet in book for line in sheet for cell in line)
    rows = list(csv.DictReader(io.StringIO((home / "out" / "s.csv").read_text(encoding="utf-8-sig"))))
    assert (rows[0]["产业"], rows[0]["value"], rows[0]["result"]) == ("轨道交通", "599.96", "fails")
    assert any(r["name"].startswith("'=cmd") for r in rows)
    assert "**未达标**" in (home / "out" / "s.md").read_text(encoding="utf-8")


def test_a_sheet_takes_so_many_rows_and_links(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LINKS", 2)
    monkeypatch.setattr(workbook, "ROWS", 9)
    done = fzplan("screen", "-o", "s.xlsx", cwd=home)
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(home / "s.xlsx")
    assert [bool(book["取数"][f"J{row}"].hyperlink) for row in (5, 6, 7)] == [True, True, False]
    assert book["筛查结果"].max_row == 9
    assert book["筛查结果"]["A3"].value.endswith("另有 4 行未列出，见 CSV 或 JSON")


@pytest.mark.parametrize("format_", ["csv", "md"])
def test_for_programs_on_any_console(format_: str, home: Path) -> None:
    done = fzplan("screen", "--format", format_, "--failing", cwd=home, PYTHONIOENCODING="utf-8")
    assert "P1" in done.stdout


def test_english_files(home: Path) -> None:
    done = fzplan("screen", "--lang", "en", "-o", "s.xlsx", "-o", "s.md", cwd=home)
    assert done.returncode == 0, done.stderr
    assert openpyxl.load_workbook(home / "s.xlsx").sheetnames == ["Results", "Standards", "Inputs"]
    assert "### admission" in (home / "s.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 0),
        (("--fail-on-screen", "failing"), 1),
        (("--year", "2022"), 0),
        (("--year", "2031"), 1),
        (("--form", "申报材料"), 0),
        (("--form", "准入标准"), 0),
        (("--form", "企业年报"), 2),
        (("-o", "x.pdf"), 2),
        (("-o", "data/申报.xlsx"), 1),
        (("--plan", "none.yaml"), 2),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], code: int, home: Path) -> None:
    assert fzplan("screen", *arguments, cwd=home).returncode == code


def test_open_is_stricter_than_failing(home: Path) -> None:
    builders.workbook(home / "data" / "申报.xlsx", {"申报": APPLIED.replace("5999.6", "9000").replace("15000", "9000")})
    builders.workbook(home / "data" / "协议.xlsx", {"协议": AGREED.replace("6400", "64")})
    assert fzplan("screen", "--fail-on-screen", "failing", cwd=home).returncode == 0
    assert fzplan("screen", "--failing", cwd=home).stdout.count("没有未达标的") == 1
    assert "没有未达标的" in fzplan("screen", "--failing", "--format", "md", cwd=home).stdout
    assert fzplan("screen", "--fail-on-screen", "open", cwd=home).returncode == 1


def test_a_survey_is_refused_and_the_rest_is_shown(home: Path) -> None:
    more = "  监管: {form: 企业年报, indicators: {投: {unit: 万元, formula: 投资}}, standards: [{indicator: 投, at_least: 1}]}\n"
    with (home / "targets.yaml").open("a", encoding="utf-8") as file:
        file.write(more)
    done = fzplan("screen", "-o", "s.json", cwd=home)
    assert done.returncode == 2
    assert "FZ760" in done.stderr
    assert "甲项目" in done.stdout
    assert not (home / "s.json").exists()
    line = (home / "targets.yaml").read_text(encoding="utf-8").count("\n")
    assert f"targets.yaml:{line}:14" in done.stderr


def test_nothing_to_screen(home: Path) -> None:
    plan = (home / "targets.yaml").read_text(encoding="utf-8")
    (home / "targets.yaml").write_text(plan[: plan.index("screens:")], encoding="utf-8")
    done = fzplan("screen", "--format", "json", cwd=home)
    assert (done.returncode, json.loads(done.stdout)["diagnostics"][0]["code"]) == (2, "FZ940")


def test_no_file_is_2(home: Path) -> None:
    for path in (home / "data").iterdir():
        path.unlink()
    done = fzplan("screen", cwd=home)
    assert (done.returncode, "FZ902" in done.stderr) == (2, True)


def test_no_folder_is_said_once(home: Path) -> None:
    done = fzplan("screen", "nowhere", cwd=home)
    assert (done.returncode, "FZ302" in done.stderr, "FZ902" in done.stderr) == (2, True, False)


def test_a_table_that_an_engine_would_read_is_refused(home: Path) -> None:
    plan = (home / "targets.yaml").read_text(encoding="utf-8").replace('"申报*.xlsx"', '"申报*"')
    (home / "targets.yaml").write_text(plan, encoding="utf-8")
    for name in ("申报", "协议"):
        (home / "data" / f"{name}.xlsx").unlink()
    (home / "data" / "申报.parquet").write_bytes(b"PAR1")
    done = fzplan("screen", cwd=home)
    assert done.returncode == 1
    assert "data/申报.parquet: 强制 FZ942" in done.stderr
    assert "没有可筛查的对象" in done.stdout
    assert "FZ765" in done.stderr


def test_a_narrow_old_console(home: Path) -> None:
    done = fzplan("screen", cwd=home, COLUMNS="60", PYTHONIOENCODING="gbk")
    assert ">=600.00" in done.stdout
    assert max(columns(line) for line in done.stdout.splitlines()) <= 70


def test_the_plan_of_the_repository_is_screened() -> None:
    from tests.test_architecture import ROOT

    done = fzplan("screen", "--fail-on-screen", "failing", cwd=ROOT)
    assert done.returncode == 1
    # 27000 / 36 = 750 万元/亩 against 840 of 轨道交通
    assert "按标准筛查 12 个：达标 6，未达标 5，无法评估 1" in done.stdout
    line = next(line for line in done.stdout.splitlines() if "750.0※" in line)
    assert line.split()[2:] == ["≥840.0※", "750.0※", "-90.0", "-10.7%", "未达标"]
