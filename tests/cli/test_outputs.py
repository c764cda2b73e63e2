from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import jsonschema
import pytest

from fzplan.reports.review.github_summary import MOST
from fzplan.reports.review.schema import schema
from tests.cli.runs import GRID, PLAN, fzplan, project

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = GRID.replace("8466.0", "约八千")
CELL = "data/年报.xlsx:主要指标!D2"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return project(tmp_path, grid=FAULTY)


@pytest.mark.parametrize("name", ["text", "concise", "json", "csv", "md", "github", "gitlab", "junit", "sarif"])
def test_every_format_is_printed(name: str, faulty: Path) -> None:
    done = fzplan("check", "--format", name, cwd=faulty)
    assert done.returncode == 1
    assert "D2" in done.stdout
    assert ("数字单元格" in done.stderr) == (name in ("text", "concise"))  # the others are read by programs


def test_json_of_a_review_fits_its_schema(faulty: Path) -> None:
    done = fzplan("check", "--format", "json", cwd=faulty)
    jsonschema.Draft202012Validator(schema()).validate(json.loads(done.stdout))


def test_several_files_at_once(faulty: Path) -> None:
    names = [
        "x.sarif",
        "junit=x.xml",
        "y.xml",
        "gitlab=gl.json",
        "z.json",
        "审核清单.csv",
        "r.md",
        "r.txt",
        "github=g.log",
    ]
    done = fzplan("check", *(part for name in names for part in ("-o", name)), "--format", "concise", cwd=faulty)
    assert done.returncode == 1
    for name in names:
        assert "D2" in (faulty / name.rpartition("=")[2]).read_text(encoding="utf-8-sig"), name
    assert done.stderr.count("已写入") == len(names)
    assert json.loads((faulty / "x.sarif").read_text())["version"] == "2.1.0"
    assert (faulty / "x.xml").read_bytes() == (faulty / "y.xml").read_bytes()
    assert "^^^" in (faulty / "r.txt").read_text()


def test_an_unknown_suffix_is_wrong_usage(faulty: Path) -> None:
    done = fzplan("check", "-o", "x.pdf", cwd=faulty)
    assert done.returncode == 2
    assert ".sarif" in done.stderr


def test_one_file_that_cannot_be_written_does_not_keep_the_others_back(faulty: Path) -> None:
    done = fzplan("check", "-o", "json=data/年报.xlsx", "-o", "x.json", "--fail-on", "never", cwd=faulty)
    assert done.returncode == 1
    assert "FZ901" in done.stderr
    assert (faulty / "x.json").exists()


def test_text_for_people_shows_the_cell_among_its_neighbours(faulty: Path) -> None:
    done = fzplan("check", cwd=faulty)
    lines = done.stdout.splitlines()
    at = next(k for k, line in enumerate(lines) if line.startswith(CELL))
    assert lines[at + 1 : at + 5] == [
        "      | A                B      C      D",
        "    1 | 指标             2020年 2023年 2024年",
        "    2 | 总收入（亿元）   6648.7 8000   约八千",
        "      |                                ^^^^^^",
    ]
    assert "发现问题" in done.stdout


def test_a_finding_of_the_checks_shows_its_cells_and_one_of_the_plan_its_line(tmp_path: Path) -> None:
    checks = "    checks: [{id: R01, level: verify, within: 总收入 <= 1 万元}]\n"
    done = fzplan("check", cwd=project(tmp_path, PLAN + checks))
    assert "    2 | 总收入（亿元）   6648.7 8000   8466" in done.stdout
    assert "^^^^^^ ^^^^   ^^^^" in done.stdout


@pytest.mark.parametrize("columns", ["80", "120"])
def test_a_console_has_as_many_columns_as_it_says(columns: str, faulty: Path) -> None:
    done = fzplan("check", "--lang", "en", cwd=faulty, COLUMNS=columns)
    assert max(map(len, done.stdout.splitlines())) <= int(columns)
    assert CELL in done.stdout


def test_no_colour_reaches_a_pipe(faulty: Path) -> None:
    assert "\x1b" not in fzplan("check", cwd=faulty).stdout
    assert "\x1b" not in fzplan("check", cwd=faulty, NO_COLOR="1").stdout


def test_programs_are_given_utf_8_on_every_console(faulty: Path) -> None:
    script = "import sys; from fzplan.cli import main; sys.argv = ['fzplan', 'check', '--format', 'github']; main()"
    run = [sys.executable, "-c", script]
    done = subprocess.run(
        run, cwd=faulty, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "gbk"}
    )
    assert "::error file=data/年报.xlsx,title=" in done.stdout.decode("utf-8")


def test_the_page_of_a_step_is_appended_to(faulty: Path) -> None:
    page = faulty / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    done = fzplan("check", "--format", "github", cwd=faulty, GITHUB_STEP_SUMMARY=str(page))
    assert done.stdout.startswith("::error file=data/年报.xlsx,title=")
    once = page.read_text(encoding="utf-8")
    assert once.startswith("before\n## fzplan check：某区规划")
    fzplan("check", "-o", f"github-summary={page}", cwd=faulty)
    assert page.read_text(encoding="utf-8").count("## fzplan check") == 2
    fzplan("check", "--format", "github", "-o", "github-summary=other.md", cwd=faulty, GITHUB_STEP_SUMMARY=str(page))
    assert page.read_text(encoding="utf-8").count("## fzplan check") == 2
    assert (faulty / "other.md").exists()


def test_a_page_that_is_full_stays_within_its_limit(faulty: Path) -> None:
    page = faulty / "summary.md"
    page.write_text("x" * (MOST - 2000) + "\n", encoding="utf-8")
    fzplan("check", "-o", f"github-summary={page}", cwd=faulty)
    assert MOST - 2000 < page.stat().st_size < MOST


def test_files_are_named_from_where_the_program_runs(tmp_path: Path) -> None:
    unused = "      没有: {unit: 家, kind: flow}\n    indicators:"
    project(tmp_path / "区", PLAN.replace("    indicators:", unused), FAULTY)
    done = fzplan("check", "--plan", "区/targets.yaml", "--format", "github", cwd=tmp_path)
    assert "::error file=区/data/年报.xlsx,title=" in done.stdout
    whole = str(tmp_path / "区" / "targets.yaml")
    for name in ("github", "gitlab", "junit", "sarif", "md"):
        written = fzplan("check", "--plan", whole, "--format", name, cwd=tmp_path).stdout
        assert tmp_path.as_posix() not in written, name
        assert "区/targets.yaml" in written or "%E5%8C%BA/targets.yaml" in written, name
    text = fzplan("check", "--plan", "区/targets.yaml", cwd=tmp_path).stdout
    assert "data/年报.xlsx:主要指标!D2" in text
    assert "^^^" in text
