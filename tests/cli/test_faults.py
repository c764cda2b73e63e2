"""What goes wrong around a run: bugs, full disks, streams that are closed, files held back while findings stand open."""

from __future__ import annotations

import errno
import sys
from typing import TYPE_CHECKING, NoReturn

import pytest

from fzplan import workflow
from fzplan.cli import app
from tests.cli.runs import GRID, PLAN, fzplan, project

if TYPE_CHECKING:
    from pathlib import Path


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    monkeypatch.setattr(workflow, "check", fail)


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (RuntimeError("secret"), 3, "FZ900"),
        (OSError(errno.EIO, "broken"), 3, "FZ900"),
        (OSError(errno.ENOSPC, "full"), 1, ""),
    ],
)
def test_a_bug_is_one_sentence_and_a_full_disk_is_none(
    error: Exception, code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, error)
    done = fzplan("check", cwd=project(tmp_path))
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert code != 3 or "Traceback" in fzplan("check", "--debug", cwd=tmp_path).stderr


def test_a_closed_stream_swallows_what_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    app._streams()
    with sys.stdout as swallowing:
        assert swallowing.write("gone") == 4


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["compute", "schedule", "audit"])
def test_no_file_is_written_while_findings_stand_open(command: str, lang: str, tmp_path: Path) -> None:
    project(tmp_path, PLAN, GRID.replace("8466.0", "待报"))  # text in a number cell: FZ402, error
    done = fzplan(command, "-o", "out.json", "--lang", lang, cwd=tmp_path)
    assert done.returncode == 1
    assert not (tmp_path / "out.json").exists()
    assert ("未写入 out.json" if lang == "zh" else "not written: out.json") in done.stderr
    assert fzplan(command, "-o", "out.json", "--fail-on", "never", cwd=tmp_path).returncode == 0
    assert (tmp_path / "out.json").exists()
