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

links = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need a right there")


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


@links
def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "gap.xlsx").write_bytes(OLD)
    for name in ("gap.xlsx", "new.xlsx"):  # the second leads to a file that is still to be made
        (tmp_path / name).symlink_to(f"shared/{name}")
        assert files.write(tmp_path / name, NEW) is None
        assert (tmp_path / name).is_symlink()
        assert (tmp_path / "shared" / name).read_bytes() == NEW
    kept = (tmp_path / "shared" / "gap.xlsx").resolve()
    fault = files.write(tmp_path / "gap.xlsx", OLD, {kept})
    assert fault is not None
    assert "不能覆盖" in fault.message("zh")
    assert kept.read_bytes() == NEW


@links
def test_a_link_to_itself_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "gap.xlsx").symlink_to("gap.xlsx")
    fault = files.write(tmp_path / "gap.xlsx", NEW)
    assert fault is not None
    assert "指向自身的链接" in fault.message("zh")
    assert (tmp_path / "gap.xlsx").is_symlink()


@links
def test_devices_and_pipes_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "gap.json")
    (tmp_path / "null.json").symlink_to(os.devnull)
    for name in ("gap.json", "null.json"):
        fault = files.write(tmp_path / name, NEW)
        assert fault is not None
        assert "不是普通文件" in fault.message("zh")
    assert names(tmp_path) == ["gap.json", "null.json"]
    assert (tmp_path / "gap.json").is_fifo()
    assert (tmp_path / "null.json").is_char_device()


@links
def test_nothing_is_written_through_a_name_that_another_foresaw(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(OLD)
    (tmp_path / f".gap.json.{os.getpid()}.part").symlink_to("victim")
    assert files.write(tmp_path / "gap.json", NEW) is None
    assert (tmp_path / "victim").read_bytes() == OLD


def test_a_name_may_be_as_long_as_the_disk_lets_it(tmp_path: Path) -> None:
    """83 characters of three bytes and five of one are 254 bytes of at most 255."""
    path = tmp_path / f"{'长' * 83}.json"
    assert files.write(path, NEW) is None
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("name", ["a\0b.json", "长" * 100 + ".json"])
def test_a_name_that_no_file_can_have_gives_a_sentence(name: str, tmp_path: Path) -> None:
    fault = files.write(tmp_path / name, NEW)
    assert fault is not None
    assert "检查路径和文件名" in fault.help("zh")
    assert names(tmp_path) == []


def test_whoever_breaks_off_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_off(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", broken_off)
    with pytest.raises(KeyboardInterrupt):
        files.write(tmp_path / "gap.json", NEW)
    assert names(tmp_path) == []
