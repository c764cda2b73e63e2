"""What a double click does, run as the launchers run it: a process of its own, Enter on its standard input."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from scripts.bundle import oneclick

from tests.cli.runs import GRID, PLAN, project

SRC = Path(__file__).parents[2] / "src"


def click(home: Path, *dropped: str | Path, **environment: str) -> str:
    """Return what stands in the window when Enter is awaited; it is closed by Enter, and only then."""
    program = [sys.executable, "-sP", oneclick.__file__, str(home), *map(str, dropped)]
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("FZPLAN", "COLUMNS"))}
    running = subprocess.Popen(
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=home,
        env=clean | {"PYTHONPATH": str(SRC), "PYTHONIOENCODING": "utf-8"} | environment,
    )  # fmt: skip
    assert running.stdin
    assert running.stdout
    shown = b""
    while not shown.rstrip().endswith("按回车键关闭这个窗口。".encode(environment.get("PYTHONIOENCODING", "utf-8"))):
        more = os.read(running.stdout.fileno(), 65536)
        assert more, shown.decode("utf-8", "replace")
        shown += more
    assert running.poll() is None
    running.stdin.write(b"\r\n")
    running.stdin.close()
    assert running.wait(30) == 0
    running.stdout.close()
    return shown.decode(environment.get("PYTHONIOENCODING", "utf-8"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "fzplan 离线版"
    project(folder / "示例")
    return folder


def reports(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.glob("报告/*")}


def test_the_sample_is_computed_and_the_way_on_is_told(home: Path) -> None:
    shown = click(home)
    assert f"正在计算 {home}/示例/targets.yaml" in shown
    assert "劳均产出" in shown
    assert "算好了" in shown
    assert "算自己的规划" in shown
    assert reports(home / "示例") == set(oneclick.REPORTS)


def test_on_a_chinese_console(home: Path) -> None:
    shown = click(home, PYTHONIOENCODING="gbk")
    assert "算好了" in shown
    assert "?" not in shown


def test_the_plan_beside_it_comes_before_the_sample(home: Path) -> None:
    project(home)
    shown = click(home)
    assert f"正在计算 {home}/targets.yaml" in shown
    assert "示例" not in shown
    assert reports(home) == set(oneclick.REPORTS)


@pytest.mark.parametrize("dropped", ["", "targets.yaml"])
def test_what_is_dropped_on_it_is_computed(home: Path, tmp_path: Path, dropped: str) -> None:
    own = project(tmp_path / "我的 规划")
    click(home, own / dropped)
    assert reports(own) == set(oneclick.REPORTS)
    assert not reports(home / "示例")


def test_findings_come_as_a_list_to_be_worked_through(home: Path) -> None:
    project(home, grid=GRID.replace("8466.0", "停产"))
    shown = click(home)
    assert "FZ402" in shown
    assert "有待处理的问题" in shown
    assert reports(home) == {oneclick.REVIEW}


def test_a_faulty_plan_file_is_told(home: Path) -> None:
    project(home, PLAN.replace("fzplan: 1", "fzplan: 一"))
    shown = click(home)
    assert "没有算成" in shown
    assert not reports(home)


@pytest.mark.parametrize("name", [*oneclick.REPORTS, oneclick.REVIEW])
def test_an_open_report_is_told_before_anything_is_computed(home: Path, name: str) -> None:
    (home / "示例" / name).mkdir(parents=True)  # what cannot be opened for writing, for the superuser as well
    shown = click(home)
    assert f"不能替换，多半正在 Excel 或 WPS 中打开：\n  {home / '示例' / name}\n" in shown
    assert "劳均产出" not in shown


def test_reports_of_an_earlier_click_are_replaced(home: Path) -> None:
    report = home / "示例" / oneclick.REPORTS[0]
    report.parent.mkdir()
    report.write_bytes(b"old")
    assert "算好了" in click(home)
    assert report.read_bytes() != b"old"


def test_a_bug_is_no_fault_of_the_data(home: Path) -> None:
    shutil.rmtree(home / "示例" / "data")
    broken = home / "lib"
    (broken / "fzplan").mkdir(parents=True)
    (broken / "fzplan" / "__init__.py").write_text("raise SystemExit(3)", encoding="utf-8")
    assert "程序出错了" in click(home, PYTHONPATH=str(broken))


@pytest.mark.parametrize("dropped", [["无.yaml"], ["a.yaml", "b.yaml"]])
def test_what_is_no_plan_is_told(home: Path, dropped: list[str]) -> None:
    shown = click(home, *dropped)
    assert "没有找到规划文件" in shown
    assert " ".join(dropped) in shown
