"""The gate against frictionless in one run: 100,000 × 30 cells, ten rules; one stray cell; a small file."""

from __future__ import annotations

import json
import subprocess
import time
from typing import TYPE_CHECKING

from benchmarks import workbooks
from benchmarks.measure import PYTHON, ROOT, interleaved, report
from benchmarks.reading import peak

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OTHER = ROOT / ".venv" / "bench" / "bin" / "python"
SHARE, PEAK_MB, STRAY_S, SMALL_S = 1 / 3, 300, 1.0, 0.5
SMALL_RATIO = 1.6


def main() -> None:
    """Print the four measurements with their limits."""
    folder = workbooks.related()
    if OTHER.exists():
        against(folder)
    else:
        print("check_rows: no frictionless to measure against; `make bench` installs it")
    print(f"  peak of check_rows: fzplan {peak(checking(folder)):.0f} MB  limit {PEAK_MB}")
    stray, small = workbooks.stray(), workbooks.small()
    for title, place, limit, ratio in (
        ("a stray cell at AZ50000", stray, STRAY_S, {}),
        ("a small file", small, SMALL_S, {"fzplan check": SMALL_RATIO}),
    ):
        floor = [PYTHON, "benchmarks/floors/small_check.py", str(place)]
        medians = interleaved({"its libraries alone": floor, "fzplan check": checking(place)}, runs=11)
        report(f"{title}: at most {limit} s, {findings(place)} finding(s)", medians, "its libraries alone", ratio)


def against(folder: Path) -> None:
    """Print both times, and whether both find the same rows."""
    other = [str(OTHER), "benchmarks/floors/check_rows.py", str(folder)]
    floor, told = timed(other)
    own = min(timed(checking(folder))[0] for _ in range(3))
    print("check_rows: 100,000 × 30 cells, ten rules (floor: frictionless)")
    print(
        f"  frictionless {floor:6.1f} s, {told.split()[0]} failures; fzplan {own:6.2f} s, {findings(folder)} findings"
    )
    print(f"  x {own / floor:.3f}  limit {SHARE:.3f}")


def checking(folder: Path) -> Sequence[str]:
    """Return the whole command."""
    plan = str(folder / "targets.yaml")
    return [PYTHON, "-m", "fzplan", "check", "--plan", plan, "--exit-zero", "--format", "concise"]


def timed(command: Sequence[str]) -> tuple[float, str]:
    """Return the seconds of a process and what it prints."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command} failed:\n{done.stderr}")
    return taken, done.stdout


def findings(folder: Path) -> int:
    """Return how many findings there are."""
    _, said = timed([*checking(folder)[:-1], "json"])
    return len(json.loads(said)["diagnostics"])
