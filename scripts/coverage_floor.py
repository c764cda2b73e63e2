"""Fail when branch coverage falls below the floors: 100 % where numbers are made, 95 % elsewhere.

Reads the coverage data that `pytest --cov` left behind; prints one line a package.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from pathlib import Path

import coverage

FULL = ("formula", "units", "periods", "gaps", "diagnostics")
FLOOR = 95.0
ROOT = Path(__file__).parents[1]


def main() -> int:
    """Print the coverage of every package and return 1 when one is below its floor."""
    measured = coverage.Coverage(config_file=str(ROOT / "pyproject.toml"))
    measured.load()
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        measured.json_report(outfile=report.name, pretty_print=False)
        files = json.load(io.TextIOWrapper(report, encoding="utf-8"))["files"]
    totals: dict[str, list[int]] = {}
    gaps: dict[str, list[str]] = {}
    for name, found in files.items():
        room = Path(name).relative_to("src/fzplan").parts[0].removesuffix(".py")
        summary = found["summary"]
        covered, all_ = totals.setdefault(room, [0, 0])
        totals[room] = [
            covered + summary["covered_lines"] + summary["covered_branches"],
            all_ + summary["num_statements"] + summary["num_branches"],
        ]
        if found["missing_lines"] or found["missing_branches"]:
            gaps.setdefault(room, []).append(f"{name}: lines {found['missing_lines']} {found['missing_branches']}")
    failed = False
    for room, (covered, all_) in sorted(totals.items()):
        share = 100 * covered / all_ if all_ else 100.0
        floor = 100.0 if room in FULL else FLOOR
        failed |= share < floor
        print(f"{room:14} {share:6.2f} %  (floor {floor:.0f} %)")
        if share < floor:
            print("\n".join(f"    {gap}" for gap in gaps.get(room, ())))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
