"""The commands of the README on the repository's plan, as a user runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def fzplan(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", "-m", "fzplan", *arguments, "--lang", "zh"]
    return subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)


def test_explain_ends_at_the_published_cell_and_tells_the_implied_employees(root: Path) -> None:
    shown = fzplan(root, "explain", "劳均产出", "2020")
    assert shown.returncode == 0, shown.stderr
    assert "364.9 万元/人" in shown.stdout
    assert "data/published/规划公布数据_2015—2020年.xlsx:公布数据!H11" in shown.stdout
    assert "未公布" in shown.stdout
    assert "18.2206" in shown.stdout  # 6648.7 亿元 / 364.9 万元 = 182,206 persons


def test_check_is_clean(root: Path) -> None:
    shown = fzplan(root, "check")
    assert shown.returncode == 0, shown.stdout + shown.stderr


def test_the_warning_of_invented_figures_is_the_first_line_of_the_table(root: Path) -> None:
    shown = fzplan(root, "compute")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.splitlines()[0] == "【示例数据，非统计资料，不得引用】"


def test_no_illustrative_figure_of_the_json_passes_for_published(root: Path) -> None:
    shown = fzplan(root, "compute", "--format", "json")
    assert shown.returncode == 0, shown.stderr
    outcome = json.loads(shown.stdout)
    values = [v for indicator in outcome["indicators"] for v in indicator["values"] if v["value"] is not None]
    assert len(values) > 100
    for value in values:
        assert (value["quality"] == "illustrative") is (value["period"] > "2020"), value
