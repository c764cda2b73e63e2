from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import jsonschema
import openpyxl
import pytest

from fzplan.cli.compute import breaches, destination
from fzplan.reports.schema import schema
from tests.cli.runs import GRID, PLAN, fzplan, project
from tests.reports.outcomes import ENERGY, assessments
from tests.snapshots import same

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = GRID.replace("8000.0", "#DIV/0!")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_of_a_small_plan(lang: str, tmp_path: Path) -> None:
    done = fzplan("compute", "--lang", lang, cwd=project(tmp_path))
    assert done.returncode == 0, done.stderr
    # 8466.0 ÷ 22.81 = 371.2; 371.2 − 400 = −28.8
    assert "371.2" in done.stdout
    assert "-28.8" in done.stdout
    same(f"cli/compute-{lang}.txt", done.stdout)


def test_json_fits_the_schema_and_goes_to_stdout_alone(tmp_path: Path) -> None:
    done = fzplan("compute", "--format", "json", cwd=project(tmp_path))
    found = json.loads(done.stdout)
    jsonschema.Draft202012Validator(schema()).validate(found)
    assert [t["id"] for t in found["targets"]] == ["per_head"]
    [value] = [v for v in found["indicators"][0]["values"] if v["period"] == "2024"]
    assert [i["place"] for i in value["from"]] == ["data/年报.xlsx:主要指标!D2", "data/年报.xlsx:主要指标!D3"]


def test_reports_are_written_by_their_suffix(tmp_path: Path) -> None:
    outputs = ["reports/gap.xlsx", "json=gap.out", "gap.txt"]
    done = fzplan("compute", *(part for name in outputs for part in ("-o", name)), cwd=project(tmp_path))
    assert done.returncode == 0, done.stderr
    assert openpyxl.load_workbook(tmp_path / "reports" / "gap.xlsx").sheetnames[1] == "指标完成情况表"
    assert json.loads((tmp_path / "gap.out").read_text(encoding="utf-8"))["fzplan"] == 1
    assert "371.2" in (tmp_path / "gap.txt").read_text(encoding="utf-8")
    assert done.stderr.count("已写入") == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_for_the_public_names_no_file(lang: str, tmp_path: Path) -> None:
    project(tmp_path)
    done = fzplan("compute", "--lang", lang, "-o", "full.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "data/年报.xlsx:主要指标!D2" in (tmp_path / "full.html").read_text(encoding="utf-8")
    done = fzplan("compute", "--lang", lang, "-o", "open.html", "--public", "--date", "2025-03-01", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "open.html").read_text(encoding="utf-8")
    assert "371.2" in text
    assert "2025-03-01" in text
    assert ".xlsx" not in text
    assert ("公开版" if lang == "zh" else "public edition") in text


def test_public_holds_on_the_screen_and_in_every_format(tmp_path: Path) -> None:
    done = fzplan("compute", "--public", "-o", "gap.xlsx", "-o", "gap.docx", "-o", "gap.md", cwd=project(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "371.2" in done.stdout
    assert "年报.xlsx" not in done.stdout
    said = fzplan("compute", "--public", "--format", "json", cwd=tmp_path).stdout
    assert json.loads(said)["targets"][0]["actual"] is not None
    assert "年报.xlsx" not in said
    sheets = openpyxl.load_workbook(tmp_path / "gap.xlsx")
    assert not [c.value for s in sheets for row in s.iter_rows() for c in row if "年报.xlsx" in str(c.value)]


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    project(tmp_path)
    for name in ("a", "b"):
        fzplan(
            "compute",
            "-o",
            f"{name}.xlsx",
            "-o",
            f"{name}.json",
            "-o",
            f"{name}.html",
            "--date",
            "2025-03-01",
            cwd=tmp_path,
        )
    for suffix in ("xlsx", "json", "html"):
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


def test_open_findings_withhold_the_files(tmp_path: Path) -> None:
    project(tmp_path, grid=FAULTY)
    done = fzplan("compute", "-o", "gap.xlsx", cwd=tmp_path)
    assert done.returncode == 1
    assert "未写入 gap.xlsx" in done.stderr
    assert "劳均产出" in done.stdout
    assert not (tmp_path / "gap.xlsx").exists()
    assert fzplan("compute", "-o", "gap.xlsx", "--fail-on", "never", cwd=tmp_path).returncode == 0
    assert (tmp_path / "gap.xlsx").exists()


def test_a_file_that_cannot_be_written_is_1_and_the_old_one_stays(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "gap.xlsx").write_bytes(b"old")
    (tmp_path / "gap.xlsx").chmod(0o444)
    done = fzplan("compute", "-o", "gap.xlsx", cwd=tmp_path)
    assert done.returncode == 1
    assert "gap.xlsx: 强制 FZ901" in done.stderr
    assert (tmp_path / "gap.xlsx").read_bytes() == b"old"


def test_a_faulty_plan_is_2_and_writes_nothing(tmp_path: Path) -> None:
    project(tmp_path, PLAN.replace("总收入 / 从业", "总收人 / 从业"))
    done = fzplan("compute", "-o", "gap.xlsx", "--format", "json", cwd=tmp_path)
    assert done.returncode == 2
    assert "总收入" in done.stderr  # the nearest name
    assert json.loads(done.stdout)["diagnostics"]
    assert {path.name for path in tmp_path.iterdir()} == {"targets.yaml", "data"}


@pytest.mark.parametrize(("encoding", "shown"), [("gbk", ">=400"), ("utf-8", "≥400"), ("ascii", "371.2")])
def test_consoles_of_any_encoding(encoding: str, shown: str, tmp_path: Path) -> None:
    done = fzplan("compute", cwd=project(tmp_path), PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    assert shown in done.stdout


@pytest.mark.parametrize("columns", [80, 100, 160])
def test_the_width_of_the_console(columns: int, tmp_path: Path) -> None:
    done = fzplan("compute", cwd=project(tmp_path), COLUMNS=str(columns))
    assert "371.2" in done.stdout
    assert ("未显示" in done.stdout) == (columns <= 100)


def test_no_colour_in_a_pipe(tmp_path: Path) -> None:
    assert "\x1b" not in fzplan("compute", cwd=project(tmp_path), TERM="xterm-256color").stdout


@pytest.mark.parametrize(("gate", "code"), [("missed", 0), ("behind", 1), ("binding", 0)])
def test_verdicts_change_the_exit_code_only_when_asked(gate: str, code: int, tmp_path: Path) -> None:
    project(tmp_path)  # 371.2 of 400, where 392.7 is due: behind
    assert fzplan("compute", cwd=tmp_path).returncode == 0
    assert fzplan("compute", "--fail-on-target", gate, cwd=tmp_path).returncode == code


def test_a_binding_target_is_breached_when_missed_never_when_behind() -> None:
    behind = next(a for a in assessments() if a.target is ENERGY)
    assert ENERGY.nature == "binding"
    assert not breaches(behind, "binding")
    assert breaches(replace(behind, verdict="missed"), "binding")
    yearly = replace(behind, missed=(2022,), target=replace(ENERGY, kind="each", time="each"))
    assert breaches(yearly, "binding")
    assert not breaches(replace(yearly, target=replace(yearly.target, reading="average")), "binding")
    assert not breaches(replace(behind, missed=(2022,)), "binding")  # a year on the way to a level
    assert not breaches(replace(behind, verdict="missed", target=replace(ENERGY, nature="expected")), "binding")
    assert breaches(replace(behind, verdict="missed"), "behind")
    assert not breaches(behind, None)


def test_a_file_name_may_hold_an_equals_sign() -> None:
    assert destination("a=b.xlsx")[0].name == "a=b.xlsx"


def test_an_earlier_year_can_be_assessed(tmp_path: Path) -> None:
    # 8000.0 ÷ 22.0 = 363.6
    done = fzplan("compute", "--year", "2023", "--format", "json", cwd=project(tmp_path))
    assert round(json.loads(done.stdout)["targets"][0]["actual"], 1) == 363.6


@pytest.mark.parametrize("year", ["1999", "2031"])
def test_a_year_before_all_data_or_after_the_plan_is_2(tmp_path: Path, year: str) -> None:
    done = fzplan("compute", "--year", year, cwd=project(tmp_path))
    assert done.returncode == 2
    assert f"FZ910 {year}年没有任何数据" in done.stderr


def test_a_year_of_the_plan_that_is_not_reported_yet_is_no_mistake(tmp_path: Path) -> None:
    assert fzplan("compute", "--year", "2025", cwd=project(tmp_path)).returncode == 0


def test_a_bad_date_is_2(tmp_path: Path) -> None:
    project(tmp_path)
    assert fzplan("compute", "--as-of", "去年", cwd=tmp_path).returncode == 2
    assert fzplan("compute", "--date", "03/01", cwd=tmp_path).returncode == 2
