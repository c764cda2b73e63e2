"""`compute` remembers: a snapshot after the reports, a sentence on the next run, and what can go wrong with both."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fzplan import changes
from fzplan.model.snapshots import Snapshot
from tests import builders
from tests.cli.runs import GRID, PLAN, fzplan, project
from tests.nobody import nobody

SHELF = Path(".fzplan") / "targets.yaml"


def shelved(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / SHELF).iterdir())


def edited(folder: Path, old: str, new: str, plan: tuple[str, str] = ("", "")) -> None:
    """Write the return and the plan file anew with another figure."""
    builders.workbook(folder / "data" / "年报.xlsx", {"主要指标": GRID.replace(old, new)})
    builders.plan(folder, PLAN.replace(*plan) if plan[0] else PLAN)


def said(stderr: str) -> str:
    lines = [line for line in stderr.splitlines() if line.startswith(("与上次", "since the last"))]
    assert len(lines) <= 1, stderr
    return lines[0] if lines else ""


def test_a_run_that_writes_leaves_a_snapshot_and_the_next_one_tells_what_changed(tmp_path: Path) -> None:
    folder = project(tmp_path)
    first = fzplan("compute", "-o", "gap.json", cwd=folder)
    assert said(first.stderr) == ""
    assert shelved(folder) == ["000001.json"]
    assert (folder / ".fzplan" / ".gitignore").read_text() == "*\n"
    # 9124 ÷ 22.81 = 400: the target of 400 is met; 8466 ÷ 22.81 = 371.2 was behind
    edited(folder, "8466.0", "9124.0")
    second = fzplan("compute", "-o", "gap.json", cwd=folder)
    assert said(second.stderr) == (
        "与上次相比：原始数据变动1处，指标变动1项，判定变化1项，趋势判断变化1项（逐项见 fzplan diff --last）"
    )
    assert shelved(folder) == ["000001.json", "000002.json"]


def test_a_run_that_writes_nothing_tells_too_and_leaves_none(tmp_path: Path) -> None:
    folder = project(tmp_path)
    fzplan("compute", "-o", "gap.txt", cwd=folder)
    assert said(fzplan("compute", cwd=folder).stderr) == "与上次相比：没有变化"
    edited(folder, "8000.0", "8001.0")
    done = fzplan("compute", "--lang", "en", cwd=folder)
    assert said(done.stderr) == (
        "since the last run: 1 figure changed, 1 indicator moved, 0 verdicts flipped (listed by fzplan diff --last)"
    )
    assert shelved(folder) == ["000001.json"]


def test_the_same_input_gives_the_same_bytes_once(tmp_path: Path) -> None:
    here, there = project(tmp_path / "a"), project(tmp_path / "b")
    fzplan("compute", "-o", "gap.json", cwd=here)
    fzplan("compute", "-o", "gap.json", cwd=here)
    fzplan("compute", "--plan", "b/targets.yaml", "-o", "b/gap.xlsx", cwd=tmp_path)
    assert shelved(here) == shelved(there) == ["000001.json"]
    assert (here / SHELF / "000001.json").read_bytes() == (there / SHELF / "000001.json").read_bytes()


def test_a_what_if_leaves_none_and_is_held_against_none(tmp_path: Path) -> None:
    folder = project(tmp_path)
    fzplan("compute", "-o", "gap.json", cwd=folder)
    done = fzplan("compute", "--set", "总收入@2024=9124亿元", "-o", "gap.json", cwd=folder)
    assert said(done.stderr) == ""
    assert shelved(folder) == ["000001.json"]


def test_runs_of_another_day_or_year_have_snapshots_of_their_own(tmp_path: Path) -> None:
    folder = project(tmp_path)
    fzplan("compute", "-o", "gap.json", cwd=folder)
    assert said(fzplan("compute", "--as-of", "2023", "-o", "old.json", cwd=folder).stderr) == ""
    assert said(fzplan("compute", "--year", "2023", "-o", "old.json", cwd=folder).stderr) == ""
    assert shelved(folder) == ["000001.json", "000002_as-of-2023.json", "000003_year-2023.json"]
    edited(folder, "8000.0", "8100.0")
    told = said(fzplan("compute", "--as-of", "2023", cwd=folder).stderr)
    assert "原始数据变动1处，指标变动1项" in told
    assert told.endswith("（逐项见 fzplan diff --last --as-of 2023）")
    # what was not known by then cannot differ
    edited(folder, "8466.0", "8500.0")
    assert said(fzplan("compute", "--as-of", "2023", cwd=folder).stderr) == "与上次相比：没有变化"


def test_a_run_on_other_data_says_which_the_last_one_read(tmp_path: Path) -> None:
    folder = project(tmp_path)
    fzplan("compute", "-o", "gap.json", cwd=folder)
    builders.workbook(folder / "修订" / "年报.xlsx", {"主要指标": GRID.replace("8466.0", "8470.0")})
    done = fzplan("compute", "修订", cwd=folder)
    assert said(done.stderr).startswith("与上次（数据 data）相比：原始数据变动1处，指标变动1项，判定变化0项")


def test_a_plan_that_changed_alone_is_told(tmp_path: Path) -> None:
    folder = project(tmp_path)
    fzplan("compute", "-o", "gap.json", cwd=folder)
    edited(folder, "", "", ("at_least: 400", "at_least: 370"))
    done = fzplan("compute", cwd=folder)
    assert said(done.stderr).startswith("与上次相比：原始数据变动0处，指标变动0项，判定变化1项")
    assert "规划文件变动1处" in said(done.stderr)


def test_withheld_reports_leave_no_snapshot(tmp_path: Path) -> None:
    folder = project(tmp_path, grid=GRID.replace("8466.0", "#DIV/0!"))
    done = fzplan("compute", "-o", "gap.json", cwd=folder)
    assert done.returncode == 1
    assert not (folder / ".fzplan").exists()


def test_a_report_that_could_not_be_written_leaves_no_snapshot(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "gap.json").mkdir()
    assert fzplan("compute", "-o", "gap.json", cwd=folder).returncode == 1
    assert not (folder / ".fzplan").exists()


def test_ten_snapshots_are_kept(tmp_path: Path) -> None:
    folder = project(tmp_path)
    for figure in range(12):
        edited(folder, "8466.0", f"84{figure + 10}.0")
        assert fzplan("compute", "-o", "gap.txt", cwd=folder).returncode == 0
    assert shelved(folder) == [f"{number:06}.json" for number in range(3, 13)]


def test_a_damaged_snapshot_is_a_finding_and_the_run_goes_on(tmp_path: Path) -> None:
    folder = project(tmp_path)
    fzplan("compute", "-o", "gap.json", cwd=folder)
    kept = folder / SHELF / "000001.json"
    kept.write_bytes(kept.read_bytes()[:-40])
    done = fzplan("compute", "-o", "gap.json", cwd=folder)
    assert done.returncode == 0
    assert "FZ905" in done.stderr
    assert "快照 .fzplan/targets.yaml/000001.json 已损坏" in done.stderr
    assert shelved(folder) == ["000001.json", "000002.json"]
    assert said(fzplan("compute", cwd=folder).stderr) == "与上次相比：没有变化"


def test_a_snapshot_of_another_format_is_not_guessed_at(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / SHELF).mkdir(parents=True)
    (folder / SHELF / "000007.json").write_text('{"fzplan_snapshot": 2, "sha256": ""}\n{}\n')
    done = fzplan("compute", "-o", "gap.json", "--lang", "en", cwd=folder)
    assert done.returncode == 0
    assert "FZ906" in done.stderr
    assert "is of format 2; this program reads and writes 1" in done.stderr
    assert shelved(folder) == ["000007.json", "000008.json"]


def test_where_none_can_be_kept_the_run_is_whole(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / ".fzplan").write_text("in the way")
    done = fzplan("compute", "-o", "gap.json", cwd=folder)
    assert done.returncode == 0
    assert (folder / "gap.json").exists()
    assert "提示 FZ908 没有留下快照 .fzplan/targets.yaml/000001.json" in done.stderr


def test_a_read_only_folder_is_said_in_a_sentence(open_folder: Path) -> None:
    folder, outside = project(open_folder / "plan"), open_folder / "out"
    outside.mkdir()
    outside.chmod(0o777)
    fzplan("compute", "-o", "gap.json", cwd=project(open_folder / "other"))  # everything is imported
    folder.chmod(0o555)
    with nobody():
        done = fzplan("compute", "--plan", "../plan/targets.yaml", "-o", "gap.json", cwd=outside)
    assert done.returncode == 0
    assert "FZ908" in done.stderr


LOADED = """
import sys
from fzplan.cli.app import run
run(["compute"])
print(*sorted(name for name in sys.modules if name.startswith(("fzplan.changes", "fzplan.workflow.", "fzplan.cli."))))
"""


def test_a_run_without_files_and_snapshots_loads_nothing_of_this(tmp_path: Path) -> None:
    folder = project(tmp_path)
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=folder, capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1].split()
    assert "fzplan.cli.compute" in loaded
    assert not [name for name in loaded if name.startswith("fzplan.changes")]
    assert not {"fzplan.cli.memory", "fzplan.workflow.shelf", "fzplan.workflow.remembering"} & set(loaded)


KILLED = """
import os, signal, sys
from pathlib import Path
left = int(sys.argv[1])
def counted(real):
    def step(*arguments, **options):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)
    return step
os.fsync = counted(os.fsync)
Path.replace = counted(Path.replace)
from fzplan.cli.app import run
sys.exit(run(["compute", "-o", "gap.json"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("step", [4, 5, 6])  # 1-3: the report; 4-6: the snapshot synced, renamed, its folder synced
def test_a_run_that_is_killed_leaves_old_or_new_whole(step: int, tmp_path: Path) -> None:
    folder = project(tmp_path)
    fzplan("compute", "-o", "gap.json", cwd=folder)
    edited(folder, "8466.0", "9124.0")
    done = subprocess.run([sys.executable, "-c", KILLED, str(step)], cwd=folder, capture_output=True, check=False)
    assert done.returncode == -9
    whole = [path for path in (folder / SHELF).iterdir() if path.suffix == ".json"]
    assert [path.name for path in sorted(whole)] == ["000001.json", "000002.json"][: 2 if step == 6 else 1]
    assert all(isinstance(changes.load(path.read_bytes()), Snapshot) for path in whole)
    assert fzplan("compute", "-o", "gap.json", cwd=folder).returncode == 0
    assert all(name.endswith(".json") for name in shelved(folder)) or step == 6


def test_nothing_of_enterprises_is_in_a_snapshot(tmp_path: Path) -> None:
    plan = PLAN.replace(
        '{files: "*.xlsx", rows: measure, columns: period}',
        '{files: "年报.xlsx", rows: measure, columns: period}\n'
        '      企业: {files: "企业*.xlsx", rows: entity, period: 2023, key: 代码, fields: {营业收入: {column: 营业收入, unit: 亿元}},'
        " aggregate: {总收入: sum(营业收入)}}",
    )
    folder = project(tmp_path, plan)
    entities = "代码 | 名称 | 营业收入\n'91A | 甲公司 | 7999.5\n'91B | 乙公司 | 0.5"
    builders.workbook(folder / "data" / "企业2023.xlsx", {"企业": entities})
    done = fzplan("compute", "-o", "gap.json", "--fail-on", "never", cwd=folder)
    assert done.returncode == 0, done.stderr
    kept = (folder / SHELF / "000001.json").read_text(encoding="utf-8")
    rows = json.loads(kept.splitlines()[1])["observations"]
    assert any(row[0] == "总收入" and row[7] == 8000.0 and row[-2:] != [0, 0] for row in rows), rows
    for secret in ("甲公司", "91A", "7999.5"):
        assert secret not in kept
