"""How often `jump:` errs on correct returns, and how many slips of 10³, 10⁴ and 10⁸ it finds.

Prints a line for each way of comparing: false findings per million correct places, the share of planted slips found.
Firms: sizes log-normal (σ 2), growth of a year Laplace (scale 0.35) and of one firm in a hundred, merged or split,
normal with σ 2, all in natural logarithms; sales per head log-normal with σ 1 within an industry. Series of the plan:
ten years, steps normal with σ 0.05 to 0.4. Run: python scripts/jump_checks.py [PLACES]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from fzplan import plan
from fzplan.checks import jump
from fzplan.checks.room import Room
from fzplan.cube import build
from fzplan.observations import Extraction, Observation, Records, Sources
from fzplan.periods import year

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

    from fzplan.model.plan import Plan

POWERS = (3, 4, 8)
SEED = 20210101
HEAD = "fzplan: 1\nplan: {name: 模拟, baseline: 2020, span: 2021-2025}\n"
FORM = (
    "measures: {总收入: {unit: 万元, kind: flow}}\n"
    "forms: {企业: {files: '{year}.xlsx', rows: entity, key: 代码, fields: {代码: {column: 代码}, "
    "营收: {column: 营收, unit: 万元}, 人数: {column: 人数, unit: 人}, 行业: {column: 行业}}, "
    "aggregate: {总收入: sum(营收)}}}\n"
)
SERIES = "dimensions: {户: {members: [MEMBERS]}}\nmeasures: {收入: {unit: 亿元, kind: flow}}\n"
WAYS = {
    "against the year before": "jump: {of: [营收], times: [1e3, 1e4, 1e8]}",
    "without a year before": "jump: {of: [营收], times: [1e3, 1e4, 1e8]}",
    "beside the group": "jump: {of: [营收], per: 人数, group: 行业, times: [1e3, 1e4, 1e8]}",
}


def declared(text: str) -> Plan:
    """Return the plan of a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "targets.yaml"
        path.write_text(HEAD + text, encoding="utf-8")
        loaded, findings = plan.load(path)
    assert loaded is not None, [f.message("zh") for f in findings]
    assert loaded.checks
    return loaded


def told(loaded: Plan, extraction: Extraction) -> set[tuple[int, int]]:
    """Return file and row of every finding."""
    cube, _ = build(loaded, extraction)
    tally = jump.examined(loaded.checks[0], Room(loaded, cube, extraction.records))
    files = extraction.sources.files
    return {(files.index(f.at.file), f.at.row) for f in tally.failures}  # type: ignore[union-attr]


def firms(sales: list[Array], heads: list[Array], trades: NDArray[np.intp], first: int) -> Extraction:
    """Return the records of firms in consecutive years."""
    length = len(trades)
    columns = {"代码": [f"E{k}" for k in range(length)], "行业": [f"C{n:02}" for n in trades.tolist()]}
    records = tuple(
        Records(
            form="企业", file=n, sheet=0, columns={**columns, "营收": s.tolist(), "人数": h.tolist()},
            period=[year(first + n)] * length, members={}, row=list(range(2, length + 2)), last_column=4,
        )
        for n, (s, h) in enumerate(zip(sales, heads, strict=True))
    )  # fmt: skip
    names = tuple(f"{first + n}.xlsx" for n in range(len(sales)))
    return Extraction(records=records, sources=Sources(names, ("表",)))


def of_firms(way: str, length: int, rng: np.random.Generator) -> tuple[float, dict[int, float]]:
    """Return false findings per million records and the share of slips found, by their power."""
    loaded = declared(FORM + f"checks: [{{id: J, {WAYS[way]}}}]\n")
    trades = rng.integers(0, max(1, length // 200), length)
    heads = np.exp(rng.normal(4.0, 1.2, length)).round() + 1
    sales = np.round(heads * np.exp(rng.normal(3.5, 1.0, length)), 2)
    steps = rng.laplace(0.0, 0.35, length)
    merged = rng.random(length) < 0.01
    steps[merged] = rng.normal(0.0, 2.0, int(merged.sum()))
    grown = np.round(sales * np.exp(steps), 2)
    both = way == "against the year before"
    years = ([sales, grown], [heads, heads]) if both else ([grown], [np.round(heads * np.exp(steps * 0.8)) + 1])
    false = len(told(loaded, firms(*years, trades, 2020)))
    found = {}
    for power in POWERS:
        some = rng.choice(length, length // 100, replace=False)
        wrong = grown.copy()
        wrong[some] *= 10.0 ** (power * rng.choice([-1, 1], len(some))) if power < 8 else 10.0**power
        told_of = told(loaded, firms([*years[0][:-1], wrong], years[1], trades, 2020))
        found[power] = np.mean([(len(years[0]) - 1, int(k) + 2) in told_of for k in some])
    return false * 1e6 / length, found


def of_series(length: int, rng: np.random.Generator) -> tuple[float, dict[int, float]]:
    """Return the same for the members of a dimension over ten years, a slip in one of the years."""
    members = max(10, length // 10)
    names = [f"户{k}" for k in range(members)]
    text = (
        SERIES.replace("MEMBERS", ", ".join(names)) + "checks: [{id: J, jump: {of: [收入], times: [1e3, 1e4, 1e8]}}]\n"
    )
    loaded = declared(text)
    steps = rng.normal(0.05, rng.uniform(0.05, 0.4, members)[:, None], (members, 10))
    levels = np.round(np.exp(rng.normal(4.0, 2.0, members)[:, None] + np.cumsum(steps, axis=1)), 2)

    def printed(figures: Array) -> Extraction:
        seen = [
            Observation("收入", year(2015 + t), (names[k],), float(figures[k, t]), decimals=2, row=k + 2, column=t + 2)
            for k in range(members) for t in range(10)
        ]  # fmt: skip
        return Extraction(("户",), tuple(seen), sources=Sources(("年报.xlsx",), ("表",)))

    false = len(told(loaded, printed(levels)))
    found = {}
    for power in POWERS:
        wrong = levels.copy()
        at = rng.integers(1, 10, members)
        wrong[np.arange(members), at] *= 10.0**power
        told_of = {row for _, row in told(loaded, printed(wrong))}
        found[power] = float(np.mean([k + 2 in told_of for k in range(members)]))
    return false * 1e6 / levels.size, found


def main() -> None:
    """Print the table."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    print(f"{length} places; way, false / million, slips of 10^3, 10^4, 10^8 found")
    rows = {way: of_firms(way, length, np.random.default_rng(SEED)) for way in WAYS}
    rows["a series of ten years"] = of_series(min(length, 20_000), np.random.default_rng(SEED))
    for way, (false, found) in rows.items():
        print(f"{way:25s} {false:8.1f} " + " ".join(f"{found[power]:8.2%}" for power in POWERS))


if __name__ == "__main__":
    main()
