"""A hostile file given to the program as its users give it: a process of its own, with little memory and little time."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

MEMORY = 2_000_000_000
"""Bytes of address space: a bomb that is expanded does not fit."""
SECONDS = 60
"""Of the processor."""
START = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000_000, 100_000_000))
from fzplan.cli import main
main()
"""


class Outcome(NamedTuple):
    """Exit code, and everything that was printed."""

    code: int
    said: str


def fzplan(*arguments: str, cwd: Path) -> Outcome:
    """Run the program; it ends by itself, with an exit code of its own and without a traceback."""
    environment = os.environ | {
        "FZPLAN_LANG": "en",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    run = [sys.executable, "-c", START, *arguments]
    done = subprocess.run(
        run, capture_output=True, text=True, check=False, cwd=cwd, env=environment, encoding="utf-8", timeout=600
    )
    said = done.stdout + done.stderr
    assert done.returncode in (0, 1, 2), (done.returncode, said[-2000:])
    assert "Traceback" not in said
    return Outcome(done.returncode, said)
