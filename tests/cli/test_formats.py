"""Every format of compute: where it goes, and that the old report survives whatever happens while it is written."""

from __future__ import annotations

import csv
import errno
import io
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from fzplan.cli.compute import destination
from fzplan.reports import FORMATS
from tests.cli.runs import fzplan, project

if TYPE_CHECKING:
    from pathlib import Path

OLD = b"old report"
SUFFIXES = sorted(about.suffix for about in FORMATS.values())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("formats"))


@pytest.fixture
def report(home: Path, request: pytest.FixtureRequest) -> Path:
    """An old report under the name of a format, by whose suffix the test is called."""
    path = home / f"{request.node.name.split('[')[0]}{request.getfixturevalue('suffix')}"
    path.write_bytes(OLD)
    return path


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("gap.csv", "csv"),
        ("gap.targets.csv", "targets"),
        ("a/gap.SDMX.csv", "sdmx"),
        ("gap.md", "md"),
        ("sdmx=x", "sdmx"),
    ],
)
def test_the_longest_suffix_decides(written: str, name: str) -> None:
    assert destination(written)[1] == name


def test_the_file_of_a_what_if_keeps_its_suffix() -> None:
    assert destination("gap.sdmx.csv", what_if=True)[0].name == "gap_测算.sdmx.csv"
    assert destination("gap_测算.targets.csv", what_if=True)[0].name == "gap_测算.targets.csv"
    assert destination("csv=gap.out", what_if=True)[0].name == "gap_测算.out"


@pytest.mark.parametrize("name", ["csv", "targets", "sdmx"])
def test_tables_for_programs_on_stdout_are_utf_8_on_every_console(name: str, home: Path) -> None:
    done = fzplan("compute", "--format", name, cwd=home, PYTHONIOENCODING="utf-8")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert rows
    assert done.stdout.startswith("\ufeff") == (name != "sdmx")
    run = [sys.executable, "-m", "fzplan", "compute", "--format", name]
    gbk = subprocess.run(run, cwd=home, env={**os.environ, "PYTHONIOENCODING": "gbk"}, capture_output=True, check=True)
    assert gbk.stdout.decode("utf-8") == done.stdout


def test_markdown_on_stdout(home: Path) -> None:
    done = fzplan("compute", "--format", "md", cwd=home)
    assert done.stdout.startswith("## 某区规划\n")
    assert "| 劳均产出 | 万元/人 | 364.9 | ≥400 | 371.2 | -28.8 |" in done.stdout


def test_public_is_obeyed_by_the_tables_for_programs(home: Path) -> None:
    outputs = [part for suffix in (".csv", ".targets.csv", ".sdmx.csv") for part in ("-o", f"public{suffix}")]
    assert fzplan("compute", "--public", *outputs, cwd=home).returncode == 0


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_is_written_and_written_alike_again(suffix: str, report: Path, home: Path) -> None:
    contents = []
    for _ in range(2):
        done = fzplan("compute", "-o", report.name, cwd=home)
        assert done.returncode == 0, done.stderr
        contents.append(report.read_bytes())
    assert contents[0] == contents[1]
    assert contents[0] != OLD
    assert suffix in report.name


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_read_only_report_survives(suffix: str, report: Path, home: Path) -> None:
    report.chmod(0o444)
    done = fzplan("compute", "-o", report.name, cwd=home)
    assert done.returncode == 1
    assert f"无法写入 {report.name}：文件正被占用或只读" in done.stderr
    assert "在 Excel 或 WPS 中关闭该文件" in done.stderr
    assert report.read_bytes() == OLD
    assert suffix in report.name


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_leaves_the_old_report(
    suffix: str, report: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = fzplan("compute", "-o", report.name, cwd=home)
    assert done.returncode == 1
    assert f"无法写入 {report.name}：磁盘已满" in done.stderr
    assert "腾出磁盘空间" in done.stderr
    assert report.read_bytes() == OLD
    assert not list(home.glob(f".{report.name}*"))
    assert suffix in report.name


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_killed_in_the_middle_the_old_report_stays_whole(suffix: str, report: Path, home: Path) -> None:
    script = (
        "import os, sys, time\nfrom fzplan.cli import app\n"
        "os.fsync = lambda _: (print('half', file=sys.stderr, flush=True), time.sleep(60))\n"
        "app.run(['compute', '--format', 'json', '-o', sys.argv[1]])\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, report.name], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=home
    ) as writing:
        assert writing.stderr is not None
        assert any(line == b"half\n" for line in writing.stderr)
        writing.send_signal(signal.SIGKILL)
        writing.wait(10)
    assert report.read_bytes() == OLD
    assert fzplan("compute", "-o", report.name, cwd=home).returncode == 0
    assert report.read_bytes() != OLD
    assert suffix in report.name
