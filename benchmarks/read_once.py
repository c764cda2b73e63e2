"""`python -m benchmarks.read_once FOLDER`: load the plan, read its data, print how much; one process to be timed."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from fzplan import plan, returns
from fzplan.cli import YOUNG

if __name__ == "__main__":
    gc.set_threshold(YOUNG)  # as every command does
    folder = Path(sys.argv[1])
    declared, _ = plan.load(folder / "targets.yaml")
    assert declared is not None
    found, findings = returns.extract(declared, [folder / "data"], folder)
    serious = [d for d in findings if d.severity > 0]
    print(len(found.observations), sum(map(len, found.records)), len(serious), *(d.message("zh") for d in serious[:3]))
