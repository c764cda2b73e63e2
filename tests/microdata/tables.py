"""A small register as files of every kind, and what its aggregates are, computed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from fzplan import microdata, plan, returns
from tests import builders
from tests.microdata import drawn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic

AT_HAND = ("pandas", "polars", "duckdb")
PLAN = """
fzplan: 1
plan: {{name: 试验, baseline: 2020, span: 2021-2025}}
dimensions:
  园区: {{members: {{东区: {{}}, 西区: {{}}}}, partition: true}}
measures:
  总收入: {{unit: 万元, kind: flow}}
  企业数: {{unit: 家, kind: flow}}
indicators: {{}}
{more}
forms:
  年报:
    {source}
    rows: entity
    key: 代码
    period: year(年份)
    where: 营业收入 > 1万元
    fields: {{营业收入: {{column: 营业收入, unit: 千元}}, 园区: {{column: 园区}}}}
    aggregate: {{总收入: sum(营业收入), 企业数: count_distinct(代码)}}
"""
ROWS: tuple[tuple[Any, ...], ...] = (
    (2024, "甲", "东区", 100.0),
    (2024, "乙", "东区", 25.5),
    (2024, "丙", "西区", 30.0),
    (2024, "丁", "西区", 10.0),  # 1万元 is not more than 1万元
    (2024, "戊", "西区", None),
    (2023, "甲", "东区", 20.0),
)
HEAD = ("年份", "代码", "园区", "营业收入")
EXPECTED = {
    ("总收入", "2024", ("_T",)): 15.55,  # (100 + 25.5 + 30) 千元
    ("总收入", "2024", ("东区",)): 12.55,
    ("总收入", "2024", ("西区",)): 3.0,
    ("总收入", "2023", ("_T",)): 2.0,
    ("总收入", "2023", ("东区",)): 2.0,
    ("企业数", "2024", ("_T",)): 3.0,
    ("企业数", "2024", ("东区",)): 2.0,
    ("企业数", "2024", ("西区",)): 1.0,
    ("企业数", "2023", ("_T",)): 1.0,
    ("企业数", "2023", ("东区",)): 1.0,
    ("企业数", "2023", ("西区",)): 0.0,  # none, in a year with records
}
KINDS = {"年份": pa.int32(), "代码": pa.string(), "园区": pa.string(), "营业收入": pa.float64()}


def written(folder: Path, source: str = 'files: "*.parquet"', more: str = "") -> Path:
    """Write the plan file."""
    return builders.plan(folder, PLAN.format(source=source, more=more))


def parquet(
    path: Path, rows: Sequence[tuple[Any, ...]] = ROWS, head: Sequence[str] = HEAD, kinds: Mapping[str, Any] = KINDS
) -> Path:
    """Write records to a Parquet file, in the order of `head`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    places = [HEAD.index(name) for name in head]
    pq.write_table(
        pa.table({n: pa.array([r[k] for r in rows], kinds[n]) for n, k in zip(head, places, strict=True)}), path
    )
    return path


def csv(path: Path, encoding: str = "utf-8", rows: Sequence[tuple[Any, ...]] = ROWS) -> Path:
    """Write records to a CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [",".join(HEAD), *(",".join("" if v is None else str(v) for v in row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def aggregated(
    folder: Path, engine: str, *, connect: bool = False
) -> tuple[dict[drawn.Key, float], tuple[Diagnostic, ...]]:
    """Read the plan and its data folder by an engine; return the figures and the findings."""
    read, faults = plan.load(folder / "targets.yaml")
    assert read is not None, faults
    assert not [d for d in faults if d.severity.name == "ERROR"], [d.facts for d in faults]
    extraction, findings = returns.extract(
        read, [folder / "data"], folder, compute=lambda t: microdata.aggregate(read, t, engine, connect=connect)
    )
    return drawn.by_key(extraction.observations), findings


def told(findings: Sequence[Diagnostic]) -> list[str]:
    """Return the codes of the findings of this room."""
    return [d.code for d in findings if d.code.startswith("FZ95")]
