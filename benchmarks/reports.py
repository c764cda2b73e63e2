"""Reports: every format from one run beyond the computation, and a report of 500 targets × 50 members.

The second is held against XlsxWriter alone writing as many cells; what the computation holds is no part of it.
"""

from __future__ import annotations

import io
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import xlsxwriter

from benchmarks.measure import PYTHON, ROOT, interleaved

TARGETS, MEMBERS, YEARS = 500, 50, range(2020, 2025)
SECONDS, MEGABYTES, BEYOND = 30.0, 500.0, 3.0
FLOOR = ROOT / "benchmarks" / "floors" / "report_cells.py"


def large(folder: Path) -> Path:
    """Write a plan of 500 targets and its returns by 50 regions over five years; return the plan file."""
    names, members = [f"指标{k}" for k in range(TARGETS)], [f"区{k}" for k in range(MEMBERS)]
    lines = [
        "fzplan: 1",
        "plan: {name: 大规划, baseline: 2020, span: 2021-2025}",
        f"dimensions: {{地区: {{en: region, members: [{', '.join(members)}], partition: true}}}}",
        "measures:",
        *(f"  原{name}: {{unit: 亿元, kind: flow}}" for name in names),
        "indicators:",
        *(
            f"  {name}: {{unit: 亿元, decimals: 1, formula: 原{name} * 1, target: {{at_least: {1000 + k}, by: 2025}}}}"
            for k, name in enumerate(names)
        ),
        'forms: {表: {files: "表*.xlsx", sheets: "{year}年", rows: measure, columns: "{地区}"}}',
    ]
    plan = folder / "targets.yaml"
    plan.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "data").mkdir()
    chance = random.Random(1)
    with xlsxwriter.Workbook(str(folder / "data" / "表.xlsx")) as book:
        for year in YEARS:
            sheet = book.add_worksheet(f"{year}年")
            sheet.write_row(0, 0, ["指标", "合计", *members])
            for k, name in enumerate(names, start=1):
                figures = [round(chance.uniform(1, 20), 1) for _ in members]
                sheet.write_row(k, 0, [f"原{name}", round(sum(figures), 1), *figures])
    return plan


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def cells(content: bytes) -> int:
    """How many cells a workbook has."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(book.read(name).count(b"<c r=") for name in sheets)


def child(plan: str, name: str) -> None:
    """Compute a plan, then draw one format of it; print its seconds, memory beyond the computation, size and cells."""
    from fzplan import workflow
    from fzplan.reports import FORMATS, render

    about = FORMATS[name]
    run = workflow.compute(Path(plan), in_full=about.in_full, by_member=about.by_member)
    assert run.outcome is not None
    held, start = peak(), time.perf_counter()
    drawn = render(run.outcome, name)
    taken, beyond = time.perf_counter() - start, peak() - held
    content = drawn if isinstance(drawn, bytes) else drawn.encode()
    print(taken, beyond, len(content) / 1e6, cells(content) if name == "xlsx" else 0)


def processor(command: list[str]) -> float:
    """The processor seconds of a command, which a busy machine does not stretch."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def all_formats() -> None:
    """Every format from one run of the repository's plan: what it takes longer than the table alone."""
    from fzplan.reports import FORMATS

    with tempfile.TemporaryDirectory() as folder:
        outputs = [f"-o{folder}/gap{about.suffix}" for about in FORMATS.values()]
        command = [PYTHON, "-m", "fzplan", "compute"]
        medians = interleaved({"compute": command, "all formats": [*command, *outputs]}, runs=5)
        busy = processor([*command, *outputs]) - processor(command)
    beyond = medians["all formats"] - medians["compute"]
    print(f"{len(FORMATS)} formats from one run ({' '.join(FORMATS)})")
    told = f"{beyond:.2f} s more ({busy:.2f} s of a processor)"
    print(f"  compute alone {medians['compute']:.2f} s, all formats {told}  limit {BEYOND:.0f} s")


def main() -> None:
    """Print both measurements."""
    all_formats()
    print(f"{TARGETS} targets × {MEMBERS} members × {len(YEARS)} years (floor: XlsxWriter alone, as many cells)")
    with tempfile.TemporaryDirectory() as folder:
        plan = large(Path(folder))
        for name in ("xlsx", "html", "docx", "csv", "sdmx"):
            run = [PYTHON, "-m", "benchmarks.reports", str(plan), name]
            done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT)
            seconds, memory, size, count = map(float, done.stdout.split())
            told = f"  {name:8} {seconds:6.2f} s {memory:6.0f} MB beyond the computation, file {size:5.1f} MB"
            if count:
                floor = [PYTHON, str(FLOOR), str(int(count))]
                bare = float(subprocess.run(floor, capture_output=True, text=True, check=True).stdout)
                told += f", {int(count):,} cells: x{seconds / bare:.2f} of {bare:.2f} s"
            print(f"{told}  limits {SECONDS:.0f} s, {MEGABYTES:.0f} MB")


if __name__ == "__main__":
    child(*sys.argv[1:])
