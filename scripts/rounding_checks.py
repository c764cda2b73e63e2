"""How often `checks:` err on correct tables rounded from 元 to 万元, and how often they catch an error of 0.10.

Prints one line a number of terms: findings per million correct rows at the severities 强制 and 核实, and the share of
rows with an error of 0.10 in one term that is told at all. Run: python scripts/rounding_checks.py [ROWS]
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np

from fzplan import plan
from fzplan.checks import rows
from fzplan.checks.causes import Causes
from fzplan.observations import Records, Sources
from fzplan.periods import year

TERMS = (2, 4, 10, 30)
ERROR = 0.10
SEED = 20210101


def tallied(terms: int, figures: np.ndarray) -> Counter[str]:
    """Return how many rows of (total, terms …) get which severity."""
    names = ["合计", *(f"项{k}" for k in range(terms))]
    fields = ", ".join(f"{name}: {{column: {name}, unit: 万元}}" for name in names)
    text = (
        "fzplan: 1\nplan: {name: 模拟, baseline: 2020, span: 2021-2025}\nmeasures: {合计数: {unit: 万元, kind: flow}}\n"
        f"forms: {{企业: {{files: 企业.xlsx, rows: entity, period: 2021, fields: {{{fields}}}, "
        "aggregate: {合计数: sum(合计)}}}\n"
        f"checks: [{{id: R1, sum: {{total: 合计, parts: [{', '.join(names[1:])}]}}}}]\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "targets.yaml"
        path.write_text(text, encoding="utf-8")
        loaded, findings = plan.load(path)
    assert loaded is not None, [f.message("zh") for f in findings]
    assert loaded.checks
    length = len(figures)
    records = Records(
        form="企业", file=0, sheet=0, columns={n: figures[:, k].tolist() for k, n in enumerate(names)},
        period=[year(2021)] * length, members={}, row=list(range(2, length + 2)), last_column=terms + 1,
    )  # fmt: skip
    found = rows.examined(loaded.checks[0], loaded, [records], Sources(("企业.xlsx",), ("企业",)), Causes({}))
    assert found.passed + len(found.failures) == length
    return Counter(failure.severity.code for failure in found.failures)


def rounded(terms: int, length: int, rng: np.random.Generator) -> np.ndarray:
    """Return correct rows: amounts in whole 元, their exact total, each rounded to 万元 with two decimals."""
    yuan = rng.integers(10_000, 500_000_000, size=(length, terms))
    whole = np.concatenate([yuan.sum(axis=1, keepdims=True), yuan], axis=1)
    return ((whole + 50) // 100) / 100.0  # half up, in integers: 100 元 are 0.01 万元


def measured(terms: int, length: int) -> tuple[float, float, float]:
    """Return false 强制 and false 核实 per million correct rows, and the share of errors of 0.10 that is told."""
    correct = rounded(terms, length, np.random.default_rng(SEED + terms))
    false = tallied(terms, correct)
    wrong = correct[: max(1, length // 10)].copy()
    wrong[:, 1] = np.round(wrong[:, 1] + ERROR, 2)
    caught = tallied(terms, wrong)
    return false["error"] * 1e6 / length, false["verify"] * 1e6 / length, sum(caught.values()) / len(wrong)


def main() -> None:
    """Print the table."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    print(f"{length} rows; terms, false error / million, false verify / million, caught")
    for terms in TERMS:
        forced, doubtful, caught = measured(terms, length)
        print(f"{terms:3d} {forced:8.1f} {doubtful:8.1f} {caught:8.2%}")


if __name__ == "__main__":
    main()
