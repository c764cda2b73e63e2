"""The limits on one file: every command that reads data takes them, and says which to raise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.runs import fzplan, project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("command", [["check"], ["compute"], ["schedule"], ["audit"]])
def test_a_file_of_too_many_cells_is_said_by_every_command(tmp_path: Path, command: list[str]) -> None:
    project(tmp_path)
    done = fzplan(*command, "--max-cells", "11", cwd=tmp_path)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "FZ317" in said
    assert "3 × 4" in said
    assert "--max-cells" in said
    assert fzplan(*command, "--max-cells", "12", cwd=tmp_path).returncode == 0


def test_explain_has_no_figure_of_a_file_that_was_refused(tmp_path: Path) -> None:
    project(tmp_path)
    assert "缺总收入2025年数据" in fzplan("explain", "劳均产出", "2025", "--max-cells", "11", cwd=tmp_path).stdout
    assert "8466" in fzplan("explain", "劳均产出", "2024", "--max-cells", "12", cwd=tmp_path).stdout


@pytest.mark.parametrize("given", [["--max-size", "0"], ["--max-cells", "-1"], ["--max-seconds", "0"]])
def test_a_limit_of_nothing_is_wrong_usage(tmp_path: Path, given: list[str]) -> None:
    assert fzplan("check", *given, cwd=project(tmp_path)).returncode == 2


def test_a_limit_that_suffices_changes_nothing(tmp_path: Path) -> None:
    project(tmp_path)
    assert fzplan("check", "--max-size", "1", "--max-seconds", "60", cwd=tmp_path).returncode == 0
