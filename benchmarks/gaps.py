"""1,000 targets × 30 years × 50 regions: the judge against the same arithmetic in bare pandas, in one run."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from benchmarks.floors import gaps as floor
from fzplan.gaps.comparing import compare
from fzplan.gaps.judging import AHEAD, BEHIND, EARLY, ON_TRACK, UNLIKELY, Course, climb
from fzplan.gaps.paths import linear

LIMIT = 3.0
ROUNDS = 5


def judge(values: np.ndarray, base: np.ndarray, target: np.ndarray, share: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    due = linear(base, target, share[:, None])
    judged = climb(values, Course(base, target, due, due), compare(values, "≥", target))
    return judged.verdict, judged.outlook


def best(call: object, *arguments: object) -> float:
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        call(*arguments)  # type: ignore[operator]
        times.append(perf_counter() - start)
    return min(times)


def main() -> None:
    """Print the ratio (at most 3.0) and how many cells both judge alike."""
    frame, base, target, share = floor.data()
    arrays = [part.to_numpy() for part in (frame, base, target, share)]
    bare, _ = floor.judge(frame, base, target, share)
    verdicts, outlooks = judge(*arrays)
    same = np.array([EARLY, AHEAD, ON_TRACK, BEHIND])[bare] == verdicts
    consistent = (verdicts == BEHIND) | (outlooks != UNLIKELY)
    ratio = best(judge, *arrays) / best(floor.judge, frame, base, target, share)
    print(f"gaps: {verdicts.size:,} cells judged in {ratio:.2f} × bare pandas (limit {LIMIT})")
    print(f"      same verdict {same.mean():.4%}, verdict and outlook agree {consistent.mean():.4%}")
