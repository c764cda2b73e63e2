"""A small real plan with a real workbook, and the program run on it as its users run it."""

from __future__ import annotations

import contextlib
import os
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from tests import builders

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


class Done(NamedTuple):
    """A finished run: exit code, and what was printed on both streams."""

    returncode: int
    stdout: str
    stderr: str


def fzplan(*arguments: str, cwd: Path | None = None, **environment: str) -> Done:
    """Run the program as a process of its own would, but in this one: coverage sees it, and it is four times as fast.

    The environment says no language but the one given; the streams are files with the encoding of the environment.
    What only a process can show (pipes that close, the start itself) is tried in test_program.py.
    """
    from fzplan.cli.app import run

    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "FZPLAN", "NO_COLOR", "COLUMNS"))}
    clean |= {"LC_ALL": "C.UTF-8"} | environment
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    out, err = (TextIOWrapper(BytesIO(), encoding, write_through=True) for _ in range(2))
    with (
        mock.patch.dict(os.environ, clean, clear=True),
        mock.patch.object(sys, "argv", ["fzplan", *arguments]),
        contextlib.chdir(cwd or Path.cwd()),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = run(list(arguments))
    return Done(code, *(stream.buffer.getvalue().decode(encoding) for stream in (out, err)))  # type: ignore[attr-defined]
