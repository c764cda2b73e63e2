"""200 plans × 60 indicators × 10 years in one `fzplan overview`, against bare calamine and pandas: time and memory."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

import xlsxwriter

from benchmarks.measure import PYTHON, ROOT

PLANS, INDICATORS, MEASURES = 200, 60, 60
YEARS = range(2015, 2025)
FORMULAS = (
    ("{x} / {y}", "万元/人", 1),
    ("{x} / ({x} + 1亿元)", '"%"', 50),
    ("growth({x})", '"%"', 1),
    ("{x} + 2 * {x}", "亿元", 300),
)
"""Each with its unit and its target."""


def write(folder: Path, plans: int = PLANS) -> None:
    """Write the plans with their returns: the same declarations, other figures."""
    text = declared()
    for n in range(plans):
        home = folder / f"园区{n:03}"
        (home / "data").mkdir(parents=True)
        (home / "targets.yaml").write_text(text.replace("NAME", f"园区{n:03}"), encoding="utf-8")
        book = xlsxwriter.Workbook(str(home / "data" / "年报.xlsx"))
        sheet = book.add_worksheet("年报")
        sheet.write_row(0, 0, ["指标", *(f"{year}年" for year in YEARS)])
        for m in range(MEASURES):
            unit = "亿元" if m < MEASURES // 2 else "万人"
            figures = [round(100 + (n * 7 + m * 13) % 89 + (year - 2015) * (1 + (n + m) % 5) / 10, 1) for year in YEARS]
            sheet.write_row(m + 1, 0, [f"原始{m}（{unit}）", *figures])
        book.close()


def declared() -> str:
    """Return the plan file: 60 measures, 60 indicators with a formula and a target each."""
    half = MEASURES // 2
    lines = ["plan: {name: NAME, baseline: 2020, span: 2021-2025}", "measures:"]
    lines += [f"  原始{m}: {{unit: {'亿元' if m < half else '万人'}, kind: flow}}" for m in range(MEASURES)]
    lines.append("indicators:")
    for n in range(INDICATORS):
        formula, unit, bound = FORMULAS[n % 4]
        text = formula.format(x=f"原始{n // 2}", y=f"原始{n // 2 + half}")
        target = f"{{id: t{n}, at_least: {bound}, by: 2025}}"
        lines.append(f'  指标{n}: {{unit: {unit}, formula: "{text}", target: {target}}}')
    lines += ["forms:", '  年报: {files: "*.xlsx", rows: measure, columns: period}']
    return "\n".join(lines) + "\n"


def timed(command: list[str]) -> tuple[float, float]:
    """Return the wall seconds of a command, and the largest memory of a process of it in MB."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {running.returncode}")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder)
        ours = [PYTHON, "-m", "fzplan", "overview", name, "--format", "json"]
        commands = {
            "calamine + pandas": [PYTHON, "-m", "benchmarks.floors.plans", name],
            "fzplan, one process": [*ours, "--jobs", "1"],
            "fzplan, two processes": [*ours, "--jobs", "2"],
        }
        found = {label: timed(command) for label, command in commands.items()}
        floor = found["calamine + pandas"][0]
        print(f"{PLANS} plans × {INDICATORS} indicators × {len(YEARS)} years")
        for label, (seconds, memory) in found.items():
            print(f"  {label:24} {seconds:7.2f} s  ×{seconds / floor:5.1f}  {memory:6.0f} MB")


if __name__ == "__main__":
    main()
