"""What lies in a data folder beside plain files: links, pipes, devices, folders that are closed; each is said."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest
from tests.builders import workbook
from tests.nobody import nobody

from fzplan.returns.files import data_files
from fzplan.returns.readers import door

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GRID = {"甲": "总收入 | 1"}


def found(root: Path, *paths: Path) -> tuple[list[str], list[str]]:
    """Return the files found, and the findings as `code place`."""
    files, findings = data_files(paths or [root / "data"], root)
    return [file.shown for file in files], [f"{f.code} {f.at}" for f in findings]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    workbook(tmp_path / "data" / "好.xlsx", GRID)
    return tmp_path / "data"


def test_a_link_that_leads_nowhere(data: Path) -> None:
    (data / "年报.xlsx").symlink_to("moved/年报.xlsx")
    (data / "readme.md").symlink_to("gone.md")  # no workbook: not listed, like any other document
    assert found(data.parent) == (["data/好.xlsx"], ["FZ353 data/年报.xlsx"])


def test_a_link_to_itself(data: Path) -> None:
    (data / "a.xlsx").symlink_to("a.xlsx")
    assert found(data.parent) == (["data/好.xlsx"], ["FZ353 data/a.xlsx"])


def test_a_link_to_a_file_is_read_under_its_own_name(data: Path) -> None:
    elsewhere = workbook(data.parent / "elsewhere" / "b.xlsx", GRID)
    (data / "a.xlsx").symlink_to(elsewhere)
    assert found(data.parent) == (["data/a.xlsx", "data/好.xlsx"], [])


def test_a_link_to_a_folder_is_not_entered(data: Path) -> None:
    (data / "up").symlink_to(data)
    assert found(data.parent) == (["data/好.xlsx"], ["FZ356 data/up"])


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(os.path.relpath(path))  # the name of a socket has a short limit


@pytest.mark.parametrize(("make", "word"), [(pipe, "管道"), (listening, "套接字")])
def test_what_has_no_content_of_its_own_is_said(
    data: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None], word: str
) -> None:
    monkeypatch.chdir(data)
    make(data / "a.xlsx")
    files, findings = data_files([data], data.parent)
    assert [file.shown for file in files] == ["data/好.xlsx"]
    assert [f.code for f in findings] == ["FZ354"]
    assert word in findings[0].message("zh")


def test_a_device_named_in_the_command(tmp_path: Path) -> None:
    from pathlib import Path

    files, findings = data_files([Path("/dev/null")], tmp_path)
    assert files == ()
    assert findings[0].code == "FZ354"
    assert "a device" in findings[0].message("en")


def test_names_that_can_be_no_path(tmp_path: Path) -> None:
    assert found(tmp_path, tmp_path / ("长" * 300), tmp_path / "a\0b")[1] == [
        f"FZ302 {'长' * 300}",
        "FZ302 a\0b",
    ]


def test_a_closed_folder_and_a_closed_file(open_folder: Path) -> None:
    data = open_folder / "data"
    workbook(data / "closed" / "b.xlsx", GRID)
    good = workbook(data / "好.xlsx", GRID)
    door.read(good, "a")
    (data / "closed").chmod(0)
    good.chmod(0)
    with nobody():
        assert found(open_folder) == (["data/好.xlsx"], ["FZ355 data/closed"])
        assert [f.code for f in door.read(good, "a").findings] == ["FZ355"]
    (data / "closed").chmod(0o700)


def test_a_file_that_is_gone_when_it_is_read(tmp_path: Path) -> None:
    (finding,) = door.read(tmp_path / "a.xlsx", "a.xlsx").findings
    assert (finding.code, finding.message("zh")) == ("FZ302", "找不到 a.xlsx")
