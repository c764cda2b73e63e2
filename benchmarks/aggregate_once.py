"""`python -m benchmarks.aggregate_once FOLDER ENGINE`: from the plan to the cells printed, one process to be timed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fzplan import microdata, plan, returns
from fzplan.observations import TOTAL

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    declared, _ = plan.load(folder / "targets.yaml")
    assert declared is not None
    tables = returns.tables(declared, [folder / "data"], folder)
    found, findings = microdata.aggregate(declared, tables, sys.argv[2])
    cells: dict[str, dict[str, float]] = {}
    for o in found.observations:
        label = "/".join((str(o.period.year), *("" if m == TOTAL else m for m in o.members)))
        cells.setdefault(label, {})[o.measure] = o.value
    names = ("总收入", "户均收入", "企业数", "亿元企业数")
    print(json.dumps({k: [v[n] for n in names] for k, v in sorted(cells.items())}, ensure_ascii=False))
    print(*(d.message("zh") for d in findings), sep="\n", file=sys.stderr)
