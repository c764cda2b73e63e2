"""Aggregates of millions of records by fzplan against the same by hand, engine by engine: whole processes, in turn."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks import records
from benchmarks.growth import drawn, fitted
from benchmarks.measure import PYTHON, ROOT

ENGINES = ("duckdb", "polars", "pandas", "spark")
ROUNDS = {"spark": 1}
"""Pairs of runs, where not three: one on Spark takes six minutes."""
LIMITS = {"duckdb": 1.3, "polars": 1.3, "spark": 1.1}
MEMORY = 1.2
PICTURE = ROOT / "docs" / "performance" / "rows.svg"


class Run(NamedTuple):
    """One process with its children: wall seconds, CPU seconds, largest memory together in MB."""

    wall: float
    cpu: float
    memory: float


def run(command: list[str]) -> Run:
    """Run a command and watch it; memory shared by several processes of it counts in each."""
    start, before = time.perf_counter(), os.times()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        ended, most = threading.Event(), [0.0, 0.0]
        watch = threading.Thread(target=_watched, args=(running.pid, ended, most))
        watch.start()
        running.wait()
        ended.set()
        watch.join()
    after = os.times()
    if running.returncode:
        raise SystemExit(f"{command} ended with {running.returncode}")
    own = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(time.perf_counter() - start, max(own, most[1]), most[0])


def _watched(pid: int, ended: threading.Event, most: list[float]) -> None:
    """Note the largest memory and the CPU time so far; that of a child nobody waits for is in no other account."""
    while not ended.wait(0.02):
        memory = cpu = 0.0
        try:
            for one in (psutil.Process(pid), *psutil.Process(pid).children(recursive=True)):
                memory += one.memory_info().rss / 2**20
                cpu += sum(one.cpu_times()[:2])
        except psutil.NoSuchProcess:
            continue
        most[:] = [max(most[0], memory), max(most[1], cpu)]


def compared(folder: Path, engine: str, rounds: int) -> tuple[Run, Run]:
    """Return the medians by hand and by fzplan, in turn."""
    by_hand = [PYTHON, "-m", f"benchmarks.floors.records_{engine}", str(folder / "data" / "records.parquet")]
    ours = [PYTHON, "-m", "benchmarks.aggregate_once", str(folder), engine]
    pairs = [(run(by_hand), run(ours)) for _ in range(rounds)]
    first, second = (Run(*map(statistics.median, zip(*runs, strict=True))) for runs in zip(*pairs, strict=True))
    return first, second


def told(engine: str, rows: int, by_hand: Run, ours: Run) -> None:
    """Print both with their ratios."""
    limit = f"  limit {LIMITS[engine]}, memory {MEMORY}" if engine in LIMITS else ""
    print(
        f"  {engine:8}{rows:>12,}  by hand {by_hand.wall:6.1f} s {by_hand.cpu:6.1f} cpu {by_hand.memory:6.0f} MB"
        f"  fzplan {ours.wall:6.1f} s {ours.cpu:6.1f} cpu {ours.memory:6.0f} MB"
        f"  x{ours.wall / by_hand.wall:5.2f} cpu x{ours.cpu / by_hand.cpu:5.2f}"
        f" memory x{ours.memory / by_hand.memory:5.2f}{limit}",
        flush=True,
    )


def measured(rows: int, engines: tuple[str, ...], rounds: int) -> dict[str, tuple[Run, Run]]:
    """Draw the records in a folder that goes away, and compare."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "records"
        records.write(folder, rows)
        found = {}
        for engine in engines:
            found[engine] = compared(folder, engine, ROUNDS.get(engine, rounds))
            told(engine, rows, *found[engine])
    return found


def main() -> None:
    """Compare at 1, 2, 5 and 10 million rows, fit and draw how the CPU time grows."""
    print("records grouped by year, zone and industry: sum, mean, distinct units, units above a limit")
    lines: dict[str, list[tuple[float, float]]] = {}
    for millions in (1, 2, 5, 10):
        engines = ENGINES if millions == 10 else ("duckdb", "polars")
        for engine, (by_hand, ours) in measured(millions * 1_000_000, engines, 3).items():
            lines.setdefault(f"{engine} by hand", []).append((millions, by_hand.cpu))
            lines.setdefault(f"fzplan, {engine}", []).append((millions, ours.cpu))
    lines = {name: points for name, points in lines.items() if len(points) > 1}
    for name, points in lines.items():
        print(f"  {name:20} grows with rows to the power of {fitted(points)[1]:.2f}")
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(drawn(lines, "million rows", "CPU seconds"), encoding="utf-8")


if __name__ == "__main__":
    main()
