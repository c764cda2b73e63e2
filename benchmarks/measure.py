"""Time whole commands interleaved in one run: medians and ratios, for absolute times drift with the machine."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable


def interleaved(commands: Mapping[str, Sequence[str]], runs: int = 9) -> dict[str, float]:
    """Return the median wall seconds of each command; one warm-up round, then `runs` rounds in turn."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "120"}
    for round_ in range(runs + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
            taken = time.perf_counter() - start
            if done.returncode not in (0, 1):
                raise SystemExit(f"{name} failed:\n{done.stderr.decode()}")
            if round_:
                seconds[name].append(taken)
    return {name: statistics.median(found) for name, found in seconds.items()}


def report(title: str, medians: Mapping[str, float], floor: str, limits: Mapping[str, float]) -> None:
    """Print each median, its ratio to the floor, and the limit where one is set."""
    print(f"{title} (floor: {floor})")
    for name, seconds in medians.items():
        limit = f"  limit {limits[name]}" if name in limits else ""
        print(f"  {name:28} {seconds * 1000:8.1f} ms  x{seconds / medians[floor]:6.2f}{limit}")
