"""Running the program as a user does, at 100 columns, without colour."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def run(command: str, lang: str, folder: Path, *, errors: bool = True) -> str:
    """Return what a command prints in a folder; `errors`: standard error as well."""
    environment = {**os.environ, "FZPLAN_LANG": lang, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    program, *arguments = command.split()
    assert program == "fzplan", command
    done = subprocess.run(
        [sys.executable, "-m", "fzplan", *arguments],
        cwd=folder, env=environment, check=False, stdout=subprocess.PIPE, encoding="utf-8",
        stderr=subprocess.STDOUT if errors else subprocess.DEVNULL,
    )  # fmt: skip
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().split("\n"))
