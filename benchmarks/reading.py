"""Reading workbooks against the bare reader in one run: one of 100,000 × 30 cells, and thousands of small ones."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from benchmarks import workbooks
from benchmarks.measure import PYTHON, ROOT, interleaved, report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PEAK_MB = 350


def main() -> None:
    """Print every table, and the peak memory of the wide one."""
    for title, folder, limit, runs in (
        ("read_wide: 100,000 × 30 cells to records", workbooks.wide(), 2.0, 5),
        ("read_many: 1,000 workbooks of 6 × 3 figures", workbooks.many(), 2.5, 7),
        ("read_many: 1,000 workbooks of 40 × 8 figures, formatted", workbooks.office(), 2.5, 5),
    ):
        raw, read = commands(folder)
        report(title, interleaved({"bare reader": raw, "fzplan": read}, runs), "bare reader", {"fzplan": limit})
    raw, read = commands(workbooks.wide())
    print(f"  peak of read_wide: bare reader {peak(raw):.0f} MB, fzplan {peak(read):.0f} MB  limit {PEAK_MB}")


def commands(folder: Path) -> tuple[Sequence[str], Sequence[str]]:
    """Return the two whole processes that read a folder: the floor, and plan to extraction."""
    raw = [PYTHON, "benchmarks/floors/read_raw.py", str(folder / "data")]
    return raw, [PYTHON, "-m", "benchmarks.read_once", str(folder)]


def peak(command: Sequence[str]) -> float:
    """Return the largest resident memory of a process and its children, in MB; run in a process of its own."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True); "
    script += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run([PYTHON, "-c", script, *command], cwd=ROOT, capture_output=True, text=True, check=True)
    unit = 1 if sys.platform == "darwin" else 1024
    return int(done.stdout) * unit / 1e6
