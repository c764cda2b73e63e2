"""`fzplan overview` as its users run it: folders, faults of one plan, formats, exit codes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from unittest import mock

import jsonschema
import openpyxl
import pytest

from fzplan.reports.overview.schema import schema
from fzplan.workflow import doors
from fzplan.workflow.overview import plan_files
from tests import builders
from tests.cli.runs import GRID, PLAN, fzplan

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def parks(tmp_path: Path) -> Path:
    for name, income in (("东园", "8466.0"), ("西园", "9000.0"), ("区/北园", "8466.0")):
        home = tmp_path / "园区" / name
        builders.plan(home, PLAN.replace("某区规划", f"{name}规划"))
        builders.workbook(home / "data" / "年报.xlsx", {"主要指标": GRID.replace("8466.0", income)})
    return tmp_path


def document(*arguments: str, cwd: Path) -> dict[str, list[dict[str, object]]]:
    found = json.loads(fzplan("overview", *arguments, "--format", "json", cwd=cwd).stdout)
    jsonschema.Draft202012Validator(schema()).validate(found)
    return found  # type: ignore[no-any-return]


def test_a_folder_is_searched_but_no_plan_below_a_plan(parks: Path) -> None:
    builders.plan(parks / "园区" / "东园" / "data" / "练习", PLAN)
    builders.plan(parks / "园区" / ".git", PLAN)
    found = document("园区", cwd=parks)
    assert [plan["name"] for plan in found["plans"]] == ["东园规划", "区/北园规划", "西园规划"]
    assert len(plan_files([parks, parks / "园区" / "东园" / "targets.yaml"])) == 3


def test_figures_verdicts_and_shared_ranks(parks: Path) -> None:
    (row,) = document("园区", cwd=parks)["targets"]
    # 8466 / 22.81 = 371.2 twice, 9000 / 22.81 = 394.6 万元/人: ranks 2, 2 and 1
    assert [(round(c["actual"], 1), c["rank"]) for c in row["plans"]] == [(371.2, 2), (371.2, 2), (394.6, 1)]  # type: ignore[attr-defined]
    assert row["ranked"] == {"actual": 3, "attainment": 3}
    done = fzplan("overview", "园区", cwd=parks)
    assert [line.split()[0] for line in done.stdout.splitlines() if "/3" in line] == [
        "西园规划",
        "东园规划",
        "区/北园规划",
    ]


@pytest.mark.parametrize("pattern", ["园区/*/targets.yaml", "园区/?园/*.yaml"])
def test_patterns_that_no_shell_has_replaced(pattern: str, parks: Path) -> None:
    assert len(document(pattern, cwd=parks)["plans"]) == 2


def test_a_faulty_plan_stops_no_other_and_decides_the_exit_code(parks: Path) -> None:
    east = parks / "园区" / "东园" / "targets.yaml"
    east.write_text(east.read_text(encoding="utf-8").replace("总收入 / 从业", "总收人 / 从业"), encoding="utf-8")
    (parks / "园区" / "西园" / "data" / "年报.xlsx").write_bytes(b"no workbook")
    builders.plan(parks / "园区" / "空", "plan: [")
    done = fzplan("overview", "园区", cwd=parks)
    assert done.returncode == 2
    assert "规划 4 个，未能计算 1 个" in done.stdout
    assert "371.2" in done.stdout  # of the one that is sound
    assert "东园" in done.stderr
    assert "targets.yaml:" in done.stderr
    found = {plan["file"]: plan for plan in document("园区", cwd=parks)["plans"]}
    assert [plan["computed"] for plan in found.values()] == [True, True, False, True]
    assert found["园区/空/targets.yaml"]["findings"]["error"] >= 1  # type: ignore[index]


def test_an_unreadable_workbook_is_1(parks: Path) -> None:
    (parks / "园区" / "西园" / "data" / "又一份.xlsx").write_bytes(b"no workbook")
    assert fzplan("overview", "园区", cwd=parks).returncode == 1
    assert fzplan("overview", "园区", "--fail-on", "never", cwd=parks).returncode == 0


def test_a_bug_in_one_plan_is_3_and_the_others_are_there(parks: Path) -> None:
    sound = doors.compute

    def broken(file: Path, **more: object) -> object:
        if "东园" in file.as_posix():
            raise RuntimeError("secret")
        return sound(file, **more)  # type: ignore[arg-type]

    with mock.patch.object(doors, "compute", broken):
        done = fzplan("overview", "园区", "--jobs", "1", cwd=parks)
    assert done.returncode == 3
    assert "程序出错：RuntimeError: secret" in done.stdout
    assert "394.6" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("无",), 2),
        (("园区", "-o", "x.pdf"), 2),
        (("园区",), 0),
        (("园区", "-o", "园区/东园/targets.yaml"), 2),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], code: int, parks: Path) -> None:
    (parks / "空文件夹").mkdir()
    assert fzplan("overview", *arguments, cwd=parks).returncode == code
    assert fzplan("overview", "空文件夹", cwd=parks).returncode == 2


def test_files_by_suffix(parks: Path) -> None:
    names = ("o.xlsx", "o.json", "o.csv", "o.md", "o.txt")
    done = fzplan("overview", "园区", *(part for name in names for part in ("-o", f"out/{name}")), cwd=parks)
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(parks / "out" / "o.xlsx")
    assert book.sheetnames == ["各规划", "目标比较", "指标对照"]
    first = [cell.value for cell in book["目标比较"][5]]
    assert first[2] == "西园规划"
    assert first[8:12] == [1, 3, 1, 3]
    assert book["指标对照"]["B5"].value == pytest.approx(8466 / 22.81)
    rows = list(csv.DictReader(io.StringIO((parks / "out" / "o.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["rank"], row["ranked"]) for row in rows] == [("2", "3"), ("2", "3"), ("1", "3")]
    assert "### 劳均产出" in (parks / "out" / "o.md").read_text(encoding="utf-8")


def test_english(parks: Path) -> None:
    done = fzplan(
        "overview", "园区", "--lang", "en", "--rank-by", "attainment", "-o", "o.xlsx", "-o", "o.md", cwd=parks
    )
    assert done.returncode == 0, done.stderr
    assert "3 plans, 1 common targets" in done.stdout
    assert "ranked by attainment" in done.stdout
    assert openpyxl.load_workbook(parks / "o.xlsx").sheetnames == ["Plans", "Targets", "Figures"]


@pytest.mark.parametrize("format_", ["csv", "md"])
def test_for_programs(format_: str, parks: Path) -> None:
    assert "西园" in fzplan("overview", "园区", "--format", format_, cwd=parks).stdout


def test_two_processes_give_the_same(parks: Path) -> None:
    one, two = (fzplan("overview", "园区", "--jobs", jobs, cwd=parks).stdout for jobs in "12")
    assert one == two


def test_a_target_of_one_plan_alone_is_counted(parks: Path) -> None:
    more = "      总收入2: {unit: 亿元, formula: 总收入, target: {at_least: 1, by: 2025}}\n    forms:"
    east = parks / "园区" / "东园"
    builders.plan(east, PLAN.replace("    forms:", more))
    assert "只有一个规划有的目标 1 项" in fzplan("overview", "园区", cwd=parks).stdout
    assert "not listed here: 1" in fzplan("overview", "园区", "--lang", "en", cwd=parks).stdout


def test_verbose_tells_more(parks: Path) -> None:
    (parks / "园区" / "西园" / "data" / "多余.xlsx").write_bytes(
        (parks / "园区" / "西园" / "data" / "年报.xlsx").read_bytes()
    )
    quiet, loud = (fzplan("overview", "园区", *flag, "--fail-on", "never", cwd=parks) for flag in ((), ("--verbose",)))
    assert len(loud.stderr) >= len(quiet.stderr)
    assert "fzplan check --plan 园区/西园/targets.yaml" in loud.stderr
