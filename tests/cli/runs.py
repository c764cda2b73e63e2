"""A small real plan with a real workbook, and the program run on it as its users run it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
    measures:
      总收入: {unit: 亿元, kind: flow, decimals: 1}
      从业人员平均人数: {unit: 万人, kind: average}
    indicators:
      劳均产出:
        unit: 万元/人
        decimals: 1
        formula: 总收入 / 从业人员平均人数
        target: {id: per_head, at_least: 400, by: 2025}
    forms:
      年报: {files: "*.xlsx", rows: measure, columns: period}
"""
GRID = """
    指标 | 2020年 | 2023年 | 2024年
    总收入（亿元） | 6648.7 | 8000.0 | 8466.0
    从业人员平均人数（万人） | 18.22 | 22.0 | 22.81
"""


def project(folder: Path, plan: str = PLAN, grid: str = GRID) -> Path:
    """Write the plan file and one return; return the folder."""
    builders.plan(folder, plan)
    builders.workbook(folder / "data" / "年报.xlsx", {"主要指标": grid})
    return folder


def fzplan(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in its own process; the environment says no language but the one given."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "FZPLAN", "NO_COLOR", "COLUMNS"))}
    clean |= {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"} | environment
    return subprocess.run(
        [sys.executable, "-m", "fzplan", *arguments],
        capture_output=True, check=False, cwd=cwd, env=clean, encoding=environment.get("PYTHONIOENCODING", "utf-8"),
    )  # fmt: skip
