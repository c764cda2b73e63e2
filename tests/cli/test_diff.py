"""`fzplan diff`: folders, plans and snapshots in any pairing; formats; exit codes; what is no comparison."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import openpyxl
import pytest

from fzplan.reports.changes.schema import schema
from tests import builders
from tests.cli.runs import GRID, PLAN, fzplan, project

if TYPE_CHECKING:
    from pathlib import Path

NEW = GRID.replace("8466.0", "9124.0")
"""9124 ÷ 22.81 = 400: the target of 400 is reached in 2024; 8466 ÷ 22.81 = 371.15."""


def two(folder: Path, new: str = NEW) -> Path:
    """Write a plan with data in `data` and a revised edition in `修订`."""
    project(folder)
    builders.workbook(folder / "修订" / "年报.xlsx", {"主要指标": new})
    return folder


def compared(folder: Path, *arguments: str) -> dict[str, object]:
    done = fzplan("diff", *arguments, "--format", "json", cwd=folder)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    jsonschema.Draft202012Validator(schema()).validate(found)
    assert "null" not in done.stdout
    return found


def test_two_folders_of_data(tmp_path: Path) -> None:
    done = fzplan("diff", "data", "修订", cwd=two(tmp_path), COLUMNS="80")
    assert done.returncode == 0
    assert done.stdout == (
        "原：data（某区规划，数据截至2024年）\n"
        "现：修订（某区规划，数据截至2024年）\n"
        "原始数据变动1处，指标变动1项，判定变化1项，趋势判断变化1项\n"
        "\n"
        "原始数据变动\n"
        "原始指标 报告期（单位）    原    现  变动  变动(%)  情况\n"
        "────────────────────────────────────────────────────────\n"
        "总收入 2024年（亿元）    8466  9124  +658     +7.8  改动\n"
        "    data/年报.xlsx:主要指标!D2 → 修订/年报.xlsx:主要指标!D2\n"
        "\n"
        "指标变动\n"
        "指标 报告期（单位）            原     现   变动  变动(%)\n"
        "────────────────────────────────────────────────────────\n"
        "劳均产出 2024年（万元/人）  371.2  400.0  +28.8     +7.8\n"
        "\n"
        "判定变化\n"
        "目标                  项目      原        现\n"
        "────────────────────────────────────────────────────\n"
        "劳均产出（per_head）  进度判定  滞后      提前实现\n"
        "劳均产出（per_head）  趋势判断  难以完成  预计可完成\n"
    )


def test_the_document_has_both_sides_and_both_cells(tmp_path: Path) -> None:
    found = compared(two(tmp_path), "data", "修订")
    [observation], [indicator], [verdict] = found["observations"], found["indicators"], found["verdicts"]  # type: ignore[misc]
    assert found["differs"] is True
    assert found["counts"] == {
        "observations": 1, "indicators": 1, "verdicts": 1, "outlooks": 1, "deliverables": 0, "plan": 0,
    }  # fmt: skip
    assert observation["before"]["place"] == "data/年报.xlsx:主要指标!D2"
    assert (observation["after"]["file"], observation["after"]["cell"]) == ("修订/年报.xlsx", "D2")
    # 658 ÷ 8466 = 0.0777226553…
    assert (observation["change"], observation["difference"]) == ("changed", 658.0)
    assert observation["percent"] == pytest.approx(7.77226553, abs=1e-8)
    assert (indicator["id"], indicator["after"]) == ("劳均产出", pytest.approx(400.0))
    assert (verdict["indicator"], verdict["before"], verdict["after"]) == ("劳均产出", "behind", "achieved_early")
    assert verdict["after_label"] == "提前实现"


def test_exit_code_is_one_only_where_asked_and_where_anything_differs(tmp_path: Path) -> None:
    folder = two(tmp_path)
    assert fzplan("diff", "data", "修订", "--exit-code", cwd=folder).returncode == 1
    assert fzplan("diff", "data", "data", "--exit-code", cwd=folder).returncode == 0
    assert fzplan("diff", "data", "修订", cwd=folder).returncode == 0
    assert fzplan("diff", "data", "修订", "--exit-code", "--only", "plan", cwd=folder).returncode == 0


def test_a_part_alone_is_told_alone(tmp_path: Path) -> None:
    folder = two(tmp_path)
    done = fzplan("diff", "data", "修订", "--only", "verdicts", "--only", "indicators", cwd=folder)
    assert "指标变动1项，判定变化1项，趋势判断变化1项\n" in done.stdout
    assert "原始数据" not in done.stdout
    found = compared(folder, "data", "修订", "--only", "observations")
    assert found["counts"] == {"observations": 1}
    assert "verdicts" not in found
    fzplan("diff", "data", "修订", "--only", "verdicts", "-o", "d.xlsx", cwd=folder)
    assert openpyxl.load_workbook(folder / "d.xlsx").sheetnames == ["判定变化"]


def test_rows_inserted_columns_swapped_files_renamed_and_other_units_are_no_change(tmp_path: Path) -> None:
    moved = """
        指标 | 2024年 | 2020年 | 2023年
        一、人员 | | |
        从业人员平均人数（人） | 228100 | 182200 | 220000
        二、经济 | | |
        总收入（千元） | 846600000 | 664870000 | 800000000
    """
    folder = two(tmp_path, moved)
    (folder / "修订" / "年报.xlsx").rename(folder / "修订" / "甲.xlsx")
    done = fzplan("diff", "data", "修订", "--exit-code", cwd=folder)
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith("没有变化\n")


def test_last_lists_what_the_last_run_told(tmp_path: Path) -> None:
    folder = project(tmp_path)
    fzplan("compute", "-o", "gap.json", cwd=folder)
    builders.workbook(folder / "data" / "年报.xlsx", {"主要指标": NEW})
    before = compared(folder, "--last")  # nothing was written since: the snapshot against the data as they are
    fzplan("compute", "-o", "gap.json", cwd=folder)
    after = compared(folder, "--last")  # now the data are those of the newest snapshot: the one before it
    assert before["counts"] == after["counts"]
    assert before["before"]["name"] == after["before"]["name"] == ".fzplan/targets.yaml/000001.json"  # type: ignore[index]
    [file] = after["files"]  # type: ignore[misc]
    assert file["file"] == "data/年报.xlsx"


def test_last_asks_the_question_of_the_newest_snapshot_or_the_one_asked_for(tmp_path: Path) -> None:
    folder = project(tmp_path)
    fzplan("compute", "-o", "gap.json", cwd=folder)
    fzplan("compute", "--as-of", "2023", "-o", "old.json", cwd=folder)
    builders.workbook(folder / "data" / "年报.xlsx", {"主要指标": NEW})
    assert compared(folder, "--last")["differs"] is False  # 2024 was not known by the end of 2023
    assert compared(folder, "--last", "--as-of", "2023")["differs"] is False
    none = fzplan("diff", "--last", "--year", "2023", "--lang", "en", cwd=folder)
    assert none.returncode == 2
    assert "FZ907 there is no snapshot to compare with in .fzplan/targets.yaml (--year 2023)" in none.stderr


def test_last_without_any_snapshot(tmp_path: Path) -> None:
    done = fzplan("diff", "--last", "--format", "json", cwd=project(tmp_path))
    assert done.returncode == 2
    assert "FZ907 .fzplan/targets.yaml 中没有可比的快照" in done.stderr
    found = json.loads(done.stdout)
    jsonschema.Draft202012Validator(schema()).validate(found)
    assert [one["code"] for one in found["diagnostics"]] == ["FZ907"]


def test_a_snapshot_against_a_folder_and_two_snapshots(tmp_path: Path) -> None:
    folder = project(tmp_path)
    fzplan("compute", "-o", "gap.json", cwd=folder)
    builders.workbook(folder / "data" / "年报.xlsx", {"主要指标": NEW})
    fzplan("compute", "-o", "gap.json", cwd=folder)
    first, second = (f".fzplan/targets.yaml/00000{number}.json" for number in (1, 2))
    expected = compared(folder, first, "data")["counts"]
    (folder / "targets.yaml").rename(folder / "elsewhere.yaml")
    assert compared(folder, first, second)["counts"] == expected  # no plan file is needed for two snapshots
    assert compared(folder, second, first)["verdicts"][0]["after"] == "behind"  # type: ignore[index]


def test_two_folders_of_plans_are_computed_each_with_its_own(tmp_path: Path) -> None:
    project(tmp_path / "甲")
    project(tmp_path / "乙", PLAN.replace("at_least: 400", "at_least: 370").replace("总收入 / 从", "2 * 总收入 / 从"))
    found = compared(tmp_path, "甲", "乙")
    assert [(one["part"], one["key"], one["before"], one["after"]) for one in found["plan"]] == [  # type: ignore[attr-defined]
        ("indicator", "formula", "总收入 / 从业人员平均人数", "2 * 总收入 / 从业人员平均人数"),
        ("target", "at_least", "400", "370"),
    ]
    assert found["observations"] == []
    assert {one["id"] for one in found["indicators"]} == {"劳均产出"}  # type: ignore[attr-defined]
    drawn = fzplan("diff", "甲/targets.yaml", "乙", cwd=tmp_path).stdout
    assert "指标  劳均产出  formula\n    总收入 / 从业人员平均人数 → 2 * 总收入 / 从业人员平均人数\n" in drawn


def test_places_in_two_plans_are_named_with_their_folders(tmp_path: Path) -> None:
    project(tmp_path / "甲")
    project(tmp_path / "乙", grid=NEW)
    [observation] = compared(tmp_path, "甲", "乙")["observations"]  # type: ignore[misc]
    assert observation["before"]["place"] == "甲/data/年报.xlsx:主要指标!D2"
    assert observation["after"]["place"] == "乙/data/年报.xlsx:主要指标!D2"


def test_an_edition_that_displaces_another_is_shown_as_such(tmp_path: Path) -> None:
    folder = project(tmp_path)
    flash = PLAN.replace('{files: "*.xlsx",', '{files: "{edition}.xlsx",')
    builders.plan(folder, flash)
    for name, grid in (("data/快报", GRID), ("修订/年报", NEW)):
        builders.workbook(folder / f"{name}.xlsx", {"主要指标": grid})
    (folder / "data" / "年报.xlsx").unlink()
    done = fzplan("diff", "data", "修订", cwd=folder)
    [line] = [line for line in done.stdout.splitlines() if line.startswith("总收入 2024年")]
    assert line.split() == ["总收入", "2024年（亿元）", "8466*", "9124", "+658", "+7.8", "换版次；快报→年报"]
    assert len(compared(folder, "data", "修订")["observations"]) == 6  # type: ignore[arg-type]


def test_an_indicator_that_is_no_longer_assessable_says_why(tmp_path: Path) -> None:
    folder = two(tmp_path, GRID.replace("22.81", ""))
    found = compared(folder, "data", "修订")
    [indicator] = found["indicators"]  # type: ignore[misc]
    assert "after" not in indicator
    assert indicator["why_after"] == ["missing_input"]
    assert "    现：缺从业人员平均人数2024年数据\n" in fzplan("diff", "data", "修订", cwd=folder).stdout


def test_written_in_every_format(tmp_path: Path) -> None:
    folder = two(tmp_path)
    names = ("d.txt", "d.json", "d.md", "d.xlsx")
    done = fzplan("diff", "data", "修订", *(word for name in names for word in ("-o", name)), cwd=folder)
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if line.startswith("已写入")] == [f"已写入 {n}" for n in names]
    again = fzplan("diff", "data", "修订", "-o", "xlsx=e.out", cwd=folder)
    assert again.returncode == 0
    assert (folder / "e.out").read_bytes() == (folder / "d.xlsx").read_bytes()
    book = openpyxl.load_workbook(folder / "d.xlsx")
    assert book.sheetnames == ["原始数据变动", "指标变动", "判定变化"]
    assert "| 总收入 | 2024年 | 亿元 | 8466 | 9124 | +658 | +7.8 | 改动 |" in (folder / "d.md").read_text(
        encoding="utf-8"
    )


def test_a_workbook_goes_through_a_pipe(tmp_path: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "fzplan", "diff", "data", "修订", "--format", "xlsx"]
    done = subprocess.run(command, cwd=two(tmp_path), capture_output=True, check=True)
    assert done.stdout.startswith(b"PK\x03\x04")


@pytest.mark.parametrize("file", ["data/年报.xlsx", "targets.yaml", ".fzplan/targets.yaml/000001.json"])
def test_no_input_is_ever_replaced(file: str, tmp_path: Path) -> None:
    folder = two(tmp_path)
    fzplan("compute", "-o", "gap.txt", cwd=folder)
    content = (folder / file).read_bytes()
    done = fzplan("diff", ".fzplan/targets.yaml/000001.json", "data", "-o", f"json={file}", cwd=folder)
    assert done.returncode == 1
    assert "FZ901" in done.stderr
    assert (folder / file).read_bytes() == content


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "要写明旧、新两边，或写 --last"),
        (("data",), "要写明旧、新两边，或写 --last"),
        (("data", "修订", "data"), "要写明旧、新两边，或写 --last"),
        (("--last", "data"), "--last 不再写旧、新两边"),
        (("data", "没有"), "没有这个文件或文件夹：没有"),
        (("data", "修订", "-o", "x.docx"), "看不出 x.docx 的格式；可用后缀 .txt .json .md .xlsx"),
        (("data", "修订", "--only", "all"), "没有 all 这一部分"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = fzplan("diff", *arguments, "--lang", "zh", cwd=two(tmp_path))
    assert done.returncode == 2
    assert said in " ".join(done.stderr.replace("│", "").split())


def test_a_side_without_data_or_with_a_damaged_snapshot_is_no_side(tmp_path: Path) -> None:
    folder = two(tmp_path)
    (folder / "空").mkdir()
    done = fzplan("diff", "空", "data", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "FZ902" in done.stderr
    (folder / "坏.json").write_text('{"fzplan_snapshot": 1, "sha256": "0"}\n{}')
    done = fzplan("diff", "data", "坏.json", cwd=folder)
    assert done.returncode == 2
    assert "FZ905" in done.stderr
    fzplan("compute", "-o", "gap.txt", cwd=folder)
    (folder / ".fzplan/targets.yaml/000001.json").write_bytes(b"{")
    done = fzplan("diff", "--last", cwd=folder)
    assert done.returncode == 2
    assert "FZ905" in done.stderr


def test_the_limits_of_reading_hold_for_both_sides(tmp_path: Path) -> None:
    done = fzplan("diff", "data", "修订", "--max-cells", "3", cwd=two(tmp_path))
    assert done.stdout.count("有强制性问题1处") == 2


def test_findings_of_a_side_are_counted_and_listed_where_asked(tmp_path: Path) -> None:
    folder = two(tmp_path, GRID.replace("8466.0", "#DIV/0!"))
    done = fzplan("diff", "data", "修订", cwd=folder)
    assert done.returncode == 0
    [told] = [line for line in done.stderr.splitlines() if line.startswith("修订: ")]
    assert "强制 1" in told
    assert told.endswith("，逐条见 --verbose")
    assert "现：修订（某区规划，数据截至2023年，有强制性问题1处）\n" in done.stdout
    assert [compared(folder, "data", "修订")[side]["errors"] for side in ("before", "after")] == [0, 1]  # type: ignore[index]
    assert "FZ403" in fzplan("diff", "data", "修订", "--verbose", cwd=folder).stderr


def test_other_options_of_the_two_sides_are_stated(tmp_path: Path) -> None:
    folder = project(tmp_path)
    fzplan("compute", "--as-of", "2023", "-o", "gap.txt", cwd=folder)
    kept = ".fzplan/targets.yaml/000001_as-of-2023.json"
    done = fzplan("diff", kept, "data", cwd=folder)
    assert "两边的选项不同（--as-of 2023；无选项），差别也可能由此而来。" in done.stdout
    found = compared(folder, kept, "data")
    assert (found["before"]["options"], found["after"]["options"]) == ({"as_of": "2023"}, {})  # type: ignore[index]


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_console_and_no_colour_in_a_pipe(width: int, tmp_path: Path) -> None:
    from fzplan.reports.consoles import columns

    done = fzplan("diff", "data", "修订", "--lang", "en", cwd=two(tmp_path), COLUMNS=str(width))
    assert all(columns(line) <= width for line in done.stdout.splitlines())
    assert "\x1b" not in done.stdout


def test_on_a_chinese_console_that_is_not_unicode(tmp_path: Path) -> None:
    done = fzplan("diff", "data", "修订", cwd=two(tmp_path), PYTHONIOENCODING="gbk")
    assert "data/年报.xlsx:主要指标!D2 -> 修订/年报.xlsx:主要指标!D2" in done.stdout
    assert "?" not in done.stdout


def test_the_schema_is_published(tmp_path: Path) -> None:
    done = fzplan("schema", "diff", cwd=tmp_path)
    assert json.loads(done.stdout) == schema()
    jsonschema.Draft202012Validator.check_schema(schema())
