"""Not one bit of an aggregate depends on the order of records, on how files are divided, or on how many threads add."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.microdata import tables

if TYPE_CHECKING:
    from pathlib import Path

PLAN = tables.PLAN.replace(
    "aggregate: {{总收入: sum(营业收入), 企业数: count_distinct(代码)}}",
    'aggregate: {{总收入: sum(营业收入), 企业数: count_distinct(代码), 户均: mean(营业收入), 前五: "topn(营业收入, 5)", 中位: median(营业收入)}}',
).replace("indicators:", "  户均: {{unit: 万元, kind: ratio}}\n  前五: {{unit: 万元, kind: flow}}\n  中位: {{unit: 万元, kind: ratio}}\nindicators:")  # fmt: skip
SCRIPT = """
import json, sys
from pathlib import Path
from tests.microdata import tables
engine, threads, folder = sys.argv[1:]
if engine == "duckdb":
    import duckdb
    from fzplan.microdata.engines import duckdb_engine
    usual = duckdb.connect
    duckdb.connect = lambda *a, **k: usual(*a, config={**k.pop("config", {}), "threads": threads}, **k)
found, findings = tables.aggregated(Path(folder), engine)
print(json.dumps({str(key): value.hex() for key, value in found.items()}, sort_keys=True))
"""


def records(count: int) -> pa.Table:
    draw = np.random.default_rng(20240301)
    figures = draw.lognormal(3, 4, count) * draw.choice([1.0, 1.0, -1.0], count)
    return pa.table({
        "年份": pa.array(draw.integers(2022, 2025, count), pa.int32()),
        "代码": pa.array([f"{k:06}" for k in range(count)]),
        "园区": pa.array(draw.choice(["东区", "西区", "火星"], count)),
        "营业收入": pa.array(np.where(draw.random(count) < 0.01, np.nan, figures)),
    })  # fmt: skip


def figures(folder: Path, engine: str, threads: int) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, engine, str(threads), str(folder)], check=True, capture_output=True,
        encoding="utf-8", env={**os.environ, "POLARS_MAX_THREADS": str(threads), "ARROW_NUM_THREADS": str(threads)},
    )  # fmt: skip
    found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("engine", tables.AT_HAND)
def test_order_division_and_threads_change_nothing(tmp_path: Path, engine: str) -> None:
    whole = records(20_000)
    mixed = whole.take(np.random.default_rng(7).permutation(len(whole)))
    for name in ("straight", "mixed"):
        folder = tmp_path / name / "data"
        folder.mkdir(parents=True)
        (tmp_path / name / "targets.yaml").write_text(
            PLAN.format(source='files: "*.parquet"', more=""), encoding="utf-8"
        )
    pq.write_table(whole, tmp_path / "straight" / "data" / "a.parquet")
    for n in range(3):
        part = mixed.slice(n * 6_667, 6_667)
        pq.write_table(part, tmp_path / "mixed" / "data" / f"{n}.parquet", row_group_size=1_777)
    first = figures(tmp_path / "straight", engine, 1)
    assert len(first) == 5 * 3 * 3  # measures, years, the total and two members
    assert figures(tmp_path / "mixed", engine, 4) == first
