"""What `where:` says of a column reaches the source, which then reads less: each engine is asked how it will read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pytest

from fzplan import plan as plans
from fzplan.microdata import engines
from fzplan.microdata.assembling import assembled
from fzplan.model.microdata import Table
from tests.microdata import tables

if TYPE_CHECKING:
    from pathlib import Path


def frame(folder: Path, engine: Any) -> Any:
    """Return the native frame of all records of the form of `tables.PLAN`, whose filter is 营业收入 > 1万元 (10 千元)."""
    plan, _ = plans.load(tables.written(folder))
    assert plan is not None
    path = tables.parquet(folder / "data" / "a.parquet", [*tables.ROWS, (2024, "己", "东区", 1.0)])
    found, findings = assembled(plan, engine, plan.forms["年报"], [Table("年报", "parquet", "a.parquet", path)])
    assert found is not None, findings
    return nw.to_native(found.frame)


def test_polars(tmp_path: Path) -> None:
    told = frame(tmp_path, engines.opened("polars")).explain()
    scan = told[told.index("Parquet SCAN") :]
    assert 'SELECTION: col("营业收入") >= 10.0' in scan  # 9.99999999, as it is shown
    assert "PROJECT 4/4" in scan


def test_duckdb(tmp_path: Path) -> None:
    engine = engines.opened("duckdb")
    sql = frame(tmp_path, engine).sql_query()
    (told,) = engine.memory.execute(f"EXPLAIN (FORMAT json) {sql}").fetchall()
    scan = told[1][told[1].upper().index("PARQUET") :]
    assert re.search(r'"Filters": "[^"]*营业收入 ?>= ?9\.99999999', scan), scan
    engine.close()


def test_pandas_reads_only_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet as pq

    read = pq.read_table
    asked: list[Any] = []
    monkeypatch.setattr(pq, "read_table", lambda *a, **k: asked.append(k["filters"]) or read(*a, **k))
    kept = frame(tmp_path, engines.opened("pandas"))
    assert asked == [[("营业收入", ">=", pytest.approx(10.0, rel=1e-8))]]
    assert len(kept) == 4  # seven records, one of 1 千元, one of exactly 1万元, one without a figure


@pytest.mark.long
def test_spark(tmp_path: Path, spark: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert spark
    frame(tmp_path, engines.opened("spark")).explain()
    told = capsys.readouterr().out
    assert "GreaterThanOrEqual(`营业收入`,9.99999999" in told[told.index("PushedFilters") :]


@pytest.mark.parametrize(
    ("where", "pushed"),
    [
        ("营业收入 > 1万元", [("营业收入", ">=", 10.0)]),
        ("1万元 <= 营业收入 < 2万元 ", []),  # two comparisons at once stay with the filter proper
        ("营业收入 = 1万元", [("营业收入", ">=", 10.0), ("营业收入", "<=", 10.0)]),
        ("代码 = “甲” 且 2万元 > 营业收入", [("代码", "=", "甲"), ("营业收入", "<=", 20.0)]),
        ("代码 = “甲” 或 营业收入 > 1万元", []),
        ("非 营业收入 > 1万元", []),
        ("园区 = “东区”", []),  # a member may be written in several ways
        ("营业收入 ≠ 1万元", []),
        ("营业收入 > 营业收入 / 2", []),
    ],
)
def test_what_is_pushed(tmp_path: Path, where: str, pushed: list[Any]) -> None:
    from fzplan.microdata.wanted import predicates, wanted

    text = tables.PLAN.format(source='files: "*.parquet"', more="").replace("营业收入 > 1万元", where)
    (tmp_path / "targets.yaml").write_text(text, encoding="utf-8")
    plan, findings = plans.load(tmp_path / "targets.yaml")
    assert plan is not None
    form = plan.forms["年报"]
    assert form.where is not None, [d.facts for d in findings]
    found = [tuple(p) for p in predicates(form, wanted(plan, form, frozenset(tables.HEAD)))]
    assert found == [(c, s, pytest.approx(v, rel=1e-8) if isinstance(v, float) else v) for c, s, v in pushed]
