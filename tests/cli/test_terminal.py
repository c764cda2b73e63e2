"""The program on a real terminal: what is drawn there and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.runs import fzplan, project

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")


def on_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """Return what the program shows on a terminal of 170 columns."""
    ours, theirs = pty.openpty()
    quiet = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FZPLAN_LANG")}
    known = {**quiet, "COLUMNS": "170", "TERM": "xterm", "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        [sys.executable, "-m", "fzplan", *arguments],
        cwd=folder, env=known | environment, stdout=theirs, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # the other end is closed
        pass
    finally:
        os.close(ours)
        process.wait(timeout=60)
    return shown.decode()


def test_a_terminal_shows_colours_and_the_course_of_the_figures(tmp_path: Path) -> None:
    folder = project(tmp_path)
    page = on_terminal(folder, "compute")
    assert "\x1b[1;31m滞后\x1b[0m" in page
    assert "▁" in page
    piped = fzplan("compute", cwd=folder, COLUMNS="170").stdout
    assert "▁" not in piped
    assert "\x1b" not in piped


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_should_not_or_cannot(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = project(tmp_path)
    page = on_terminal(folder, "compute", **environment)
    assert "\x1b" not in page
    assert ("▁" in page) is ("NO_COLOR" in environment)  # bars are no colours
