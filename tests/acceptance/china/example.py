"""The folder of the example, computed once a year and day of knowledge, and its program run as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from fzplan import workflow

if TYPE_CHECKING:
    from fzplan.model.results import Assessment, Outcome, Value

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "china-14fyp"
MATERIAL = ROOT.parent / "shared" / "national"


@lru_cache(maxsize=64)
def outcome(year: int | None = None, as_of: str = "", data: str = "data") -> Outcome:
    """Return what the program finds for a year, known at a day, in one of the folders of data."""
    run = workflow.compute(EXAMPLE / "targets.yaml", [EXAMPLE / data], year=year, as_of=as_of or None)
    assert run.outcome is not None
    return run.outcome


def target(name: str, year: int | None = None, as_of: str = "", data: str = "data") -> Assessment:
    """Return the assessment of one target."""
    return next(a for a in outcome(year, as_of, data).assessments if a.target.id == name)


def value(name: str, year: int, as_of: str = "") -> Value:
    """Return one figure of an indicator."""
    return next(v for v in outcome(year, as_of).values if v.id == name and v.period.year == year)


def fzplan(*arguments: str, folder: Path = EXAMPLE, lang: str = "zh") -> subprocess.CompletedProcess[str]:
    """Run a command in the folder of the example, with the environment as Python knows it.

    The readline library tells the width of the terminal to all processes that inherit the environment (COLUMNS).
    """
    command = [sys.executable, "-X", "utf8", "-m", "fzplan", *arguments, "--lang", lang]
    known = dict(os.environ)
    return subprocess.run(command, cwd=folder, env=known, capture_output=True, encoding="utf-8", check=False)
