"""What `fzplan doctor` finds: of this process, and of surroundings where things are missing."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fzplan.workflow import environment, surroundings

if TYPE_CHECKING:
    from fzplan.model.environment import Circumstance


def found(folder: Path = Path(), encoding: str = "utf-8") -> dict[str, Circumstance]:
    return {one.id: one for one in environment.circumstances(folder, encoding, "zh", terminal=False)}


def test_of_this_process(tmp_path: Path) -> None:
    around = found(tmp_path)
    assert around["python"].state == "ok"
    assert around["python"].found.en.startswith(".".join(map(str, sys.version_info[:3])))
    assert around["pandas"].found.zh == metadata.version("pandas")
    assert around["encoding"].state == around["folder"].state == around["temporary"].state == "ok"
    assert list(tmp_path.iterdir()) == []  # nothing is left behind


def test_a_library_that_is_missing_or_of_another_version() -> None:
    missing, old, right = environment.libraries(["no-such-thing<2,>=1", "pandas<2", "pandas>=3"])
    assert (missing.state, old.state, right.state) == ("wrong", "wrong", "ok")
    assert missing.note.zh == "没有安装；pip install no-such-thing"
    assert '"pandas<2"' in old.note.en


def test_what_is_optional_may_be_missing() -> None:
    absent, there, old = environment.extras(
        ['no-such-thing (>=1) ; extra == "large"', "pandas>=3; extra == 'large'", 'pandas<1; extra == "large"']
    )
    assert (absent.state, absent.note.zh) == ("absent", 'pip install "fzplan[large]"')
    assert (there.id, there.state) == ("large:pandas", "ok")
    assert old.state == "limited"


def test_run_without_being_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: str) -> list[str]:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "requires", none)
    assert environment.required() == ()
    assert "pandas" not in found()


def test_programs_that_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    monkeypatch.setattr(surroundings, "OFFICES", ())
    monkeypatch.setattr(surroundings, "FONTS", {})
    around = found()
    assert [around[name].state for name in ("fonts", "libreoffice", "git")] == ["absent"] * 3
    assert surroundings.java().state == "absent"


def program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(sys.platform == "win32", reason="programs are shell scripts here")
def test_programs_that_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "fc-list", "echo 'Noto Sans CJK SC,思源黑体'; echo 'FangSong'; echo; echo FangSong")
    program(tmp_path, "soffice", "echo 'LibreOffice 24.2.1.2 db4def46'")
    program(tmp_path, "git", "exit 1")
    program(tmp_path, "java", "echo 'openjdk version \"17.0.2\"' >&2")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    around = found()
    assert around["fonts"].found.zh == "2 种：FangSong、Noto Sans CJK SC"
    assert around["libreoffice"].found.en.startswith("24.2.1.2  ")
    assert around["git"].found.en == str(tmp_path / "git")  # it does not tell its version
    assert surroundings.java().found.en.startswith("17.0.2  ")


@pytest.mark.skipif(sys.platform == "win32", reason="programs are shell scripts here")
def test_programs_that_hang_or_cannot_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "git", "exec sleep 60")
    (tmp_path / "soffice").write_bytes(b"\x00\x01no program")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(surroundings, "PATIENCE", 0.2)
    around = found()
    assert around["git"].found.en == str(tmp_path / "git")
    assert around["libreoffice"].found.en == str(tmp_path / "soffice")


@pytest.mark.parametrize(("system", "folder"), [("win32", "Fonts"), ("darwin", "")])
def test_fonts_of_systems_without_fontconfig(
    system: str, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("WINDIR", str(tmp_path))
    monkeypatch.setattr(surroundings, "FONTS", {system: (folder or str(tmp_path), ("simsun.ttc", "msyh.ttc"))})
    (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / folder / "simsun.ttc").touch()
    assert surroundings.chinese_fonts() == ["simsun.ttc"]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "no-such-encoding"])
def test_a_console_without_chinese_is_told_how_to_have_it(encoding: str) -> None:
    console = found(encoding=encoding)["encoding"]
    assert console.state == "limited"
    assert "PYTHONIOENCODING" in console.note.en


def test_folders_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> str:
        raise FileNotFoundError

    monkeypatch.setattr("tempfile.gettempdir", nowhere)
    around = found(tmp_path / "none")
    assert around["folder"].state == around["temporary"].state == "wrong"
    assert "No such file" in around["folder"].note.en


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything may be written")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert found(tmp_path)["folder"].state == "wrong"


def test_a_disk_that_is_nearly_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=5_000_000))
    assert found(tmp_path)["folder"].state == "limited"


def test_an_old_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "OLDEST", (9, 0))
    assert (found()["python"].state, found()["python"].note.en) == ("wrong", "9.0 or newer is needed")
