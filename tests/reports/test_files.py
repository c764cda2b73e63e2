from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from fzplan.reports import files
from tests.nobody import nobody

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = b"old report", b"new report" * 1000


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_report_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "reports" / "2024" / "gap.xlsx"
    assert files.write(path, NEW) is None
    assert path.read_bytes() == NEW
    assert names(path.parent) == ["gap.xlsx"]


def test_a_report_replaces_the_old_one_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "gap.xlsx"
    path.write_bytes(OLD)
    path.chmod(0o640)
    assert files.write(path, NEW) is None
    assert path.read_bytes() == NEW
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_read_only_report_survives(tmp_path: Path) -> None:
    path = tmp_path / "gap.xlsx"
    path.write_bytes(OLD)
    path.chmod(0o444)
    fault = files.write(path, NEW)
    assert fault is not None
    assert fault.code == "FZ901"
    assert path.as_posix() in fault.message("zh")
    assert "关闭该文件" in fault.help("zh")
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["gap.xlsx"]


def test_a_read_only_folder_gives_a_sentence(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with nobody():
        fault = files.write(open_folder / "gap.xlsx", NEW)
    assert fault is not None


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    fault = files.write(tmp_path, NEW)
    assert fault is not None
    assert "gap.xlsx" in fault.help("en")


def test_a_file_in_the_way_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "reports").write_bytes(OLD)
    assert files.write(tmp_path / "reports" / "gap.xlsx", NEW) is not None
    assert (tmp_path / "reports").read_bytes() == OLD


def test_a_full_disk_leaves_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "gap.xlsx"
    path.write_bytes(OLD)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    fault = files.write(path, NEW)
    assert fault is not None
    assert "磁盘已满" in fault.message("zh")
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["gap.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_kill_in_the_middle_leaves_the_old_report_whole(tmp_path: Path) -> None:
    path = tmp_path / "gap.xlsx"
    path.write_bytes(OLD)
    script = (
        "import os, sys, time\nfrom pathlib import Path\nfrom fzplan.reports import files\n"
        "os.fsync = lambda _: (print('half', flush=True), time.sleep(60))\n"
        "files.write(Path(sys.argv[1]), b'x' * 1000)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE) as writing:
        assert writing.stdout is not None
        assert writing.stdout.readline() == b"half\n"
        writing.send_signal(signal.SIGKILL)
        writing.wait(10)
    assert path.read_bytes() == OLD
    assert files.write(path, NEW) is None
    assert path.read_bytes() == NEW


def test_writers_at_the_same_time_leave_one_whole_report(tmp_path: Path) -> None:
    path = tmp_path / "gap.xlsx"
    script = (
        "import sys\nfrom pathlib import Path\nfrom fzplan.reports import files\n"
        "for _ in range(20): assert files.write(Path(sys.argv[1]), sys.argv[2].encode() * 100_000) is None\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, str(path), letter]) for letter in "ab"]
    started = time.monotonic()
    while any(writer.poll() is None for writer in writers) and time.monotonic() - started < 60:
        if path.exists():
            assert len(set(path.read_bytes())) == 1
    assert [writer.wait() for writer in writers] == [0, 0]
