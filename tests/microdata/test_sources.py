"""Records in Parquet, CSV and DuckDB files: the same aggregates from each of them, and a finding where one is faulty."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pytest

from fzplan.returns import table_files
from tests.microdata import tables
from tests.microdata.tables import AT_HAND, EXPECTED, HEAD, KINDS, ROWS, aggregated, csv, parquet, told, written

if TYPE_CHECKING:
    from pathlib import Path

engines = pytest.mark.parametrize("engine", AT_HAND)


@engines
def test_one_parquet_file(tmp_path: Path, engine: str) -> None:
    written(tmp_path)
    parquet(tmp_path / "data" / "a.parquet")
    found, findings = aggregated(tmp_path, engine)
    assert found == EXPECTED
    assert told(findings) == []


@engines
def test_files_in_folders_with_columns_in_another_order_and_of_other_types(tmp_path: Path, engine: str) -> None:
    written(tmp_path, 'files: "*/*.parquet"')
    parquet(tmp_path / "data" / "甲" / "[1]*.parquet", ROWS[:2])
    parquet(tmp_path / "data" / "乙" / "b.pq.parquet", ROWS[2:4], HEAD[::-1])
    wide = {**KINDS, "年份": pa.string(), "营业收入": pa.decimal128(12, 1), "代码": pa.large_string()}
    rows = [(str(row[0]), *row[1:3], row[3] and Decimal(row[3])) for row in ROWS[4:]]
    parquet(tmp_path / "data" / "丙" / "c.parquet", rows, kinds=wide)
    parquet(tmp_path / "data" / "丁" / "d.parquet", [])
    assert aggregated(tmp_path, engine)[0] == EXPECTED


@engines
def test_partitions_say_the_year(tmp_path: Path, engine: str) -> None:
    written(tmp_path, 'files: "年份=*/*.parquet"')
    for year in (2023, 2024):
        parquet(tmp_path / "data" / f"年份={year}" / "part-0.parquet", [r for r in ROWS if r[0] == year], HEAD[1:])
    assert aggregated(tmp_path, engine)[0] == EXPECTED


@pytest.mark.parametrize(
    ("engine", "encoding"),
    [*((e, code) for e in AT_HAND for code in ("utf-8", "utf-8-sig")), ("pandas", "gb18030")],
)
def test_a_large_csv(tmp_path: Path, engine: str, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_files, "LARGE", 10)
    written(tmp_path, 'files: "*.csv"')
    csv(tmp_path / "data" / "a.csv", encoding)
    assert aggregated(tmp_path, engine)[0] == EXPECTED


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_what_does_not_read_gb18030_says_so(tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_files, "LARGE", 10)
    written(tmp_path, 'files: "*.csv"')
    csv(tmp_path / "data" / "a.csv", "gb18030")
    found, findings = aggregated(tmp_path, engine)
    assert (found, told(findings)) == ({}, ["FZ951"])


@engines
def test_a_csv_with_words_among_its_figures(tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_files, "LARGE", 10)
    written(tmp_path, 'files: "*.csv"')
    csv(tmp_path / "data" / "a.csv", rows=[*ROWS, (2024, "己", "东区", "保密")])
    found, findings = aggregated(tmp_path, engine)
    assert (found, told(findings)) == ({}, ["FZ952"])


def database(path: Path, name: str = "register", *more: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as made:
        made.execute('CREATE SCHEMA "统 计"')
        made.execute(f"CREATE TABLE {name} (年份 INT, 代码 VARCHAR, 园区 VARCHAR, 营业收入 DOUBLE)")
        made.executemany(f"INSERT INTO {name} VALUES (?, ?, ?, ?)", ROWS)
        for statement in more:
            made.execute(statement)


@engines
@pytest.mark.parametrize(("name", "table"), [("register", "register"), ('"统 计"."名""册"', "'统 计.名\"册'")])
def test_a_table_of_a_duckdb_file(tmp_path: Path, engine: str, name: str, table: str) -> None:
    written(tmp_path, f'files: "*.duckdb"\n    table: {table}')
    database(tmp_path / "data" / "it's.duckdb", name)
    assert aggregated(tmp_path, engine)[0] == EXPECTED


@engines
def test_a_view_reaches_nothing_outside_its_file(tmp_path: Path, engine: str) -> None:
    written(tmp_path, 'files: "*.duckdb"\n    table: 偷看')
    view = "CREATE VIEW 偷看 AS SELECT 2024 AS 年份, column0 AS 代码, '东区' AS 园区, 20.0 AS 营业收入 FROM read_csv('/etc/passwd', sep=':', header=false)"
    database(tmp_path / "data" / "a.duckdb", "register", view)
    found, findings = aggregated(tmp_path, engine)
    assert (found, told(findings)) == ({}, ["FZ952"])


@engines
def test_a_column_that_is_not_there(tmp_path: Path, engine: str) -> None:
    written(tmp_path)
    parquet(tmp_path / "data" / "a.parquet", head=HEAD[:3])
    found, findings = aggregated(tmp_path, engine)
    assert (found, told(findings)) == ({}, ["FZ953"])
    assert next(d for d in findings if d.code == "FZ953").facts["column"] == "营业收入"


@engines
def test_texts_where_figures_are_expected(tmp_path: Path, engine: str) -> None:
    written(tmp_path)
    rows = [(*row[:3], None if row[3] is None else str(row[3])) for row in ROWS]
    parquet(tmp_path / "data" / "a.parquet", rows, kinds={**KINDS, "营业收入": pa.string()})
    found, findings = aggregated(tmp_path, engine)
    assert (found, told(findings)) == ({}, ["FZ954"])


@engines
@pytest.mark.parametrize("damage", ["words", "cut", "inside", "empty"])
def test_a_damaged_file(tmp_path: Path, engine: str, damage: str) -> None:
    written(tmp_path)
    path = parquet(tmp_path / "data" / "a.parquet", ROWS * 500)
    whole = path.read_bytes()
    spoiled = {"words": b"PAR1 no", "cut": whole[: len(whole) // 2], "empty": b"",
               "inside": whole[:4] + b"\xff" * (len(whole) // 3) + whole[4 + len(whole) // 3 :]}  # fmt: skip
    path.write_bytes(spoiled[damage])
    found, findings = aggregated(tmp_path, engine)
    assert (found, told(findings)) == ({}, ["FZ952"])


@pytest.mark.long
def test_damaged_files_on_spark(tmp_path: Path, spark: object) -> None:
    assert spark
    written(tmp_path)
    path = parquet(tmp_path / "data" / "a.parquet", ROWS * 500)
    whole = path.read_bytes()
    for spoiled in (b"PAR1 no", whole[: len(whole) // 2], whole[:4] + b"\xff" * 2000 + whole[2004:]):
        path.write_bytes(spoiled)
        found, findings = aggregated(tmp_path, "spark")
        assert (found, told(findings)) == ({}, ["FZ952"])


@engines
def test_what_is_no_figure_is_missing(tmp_path: Path, engine: str) -> None:
    written(tmp_path)
    none = [(2024, "己", "东区", v) for v in (float("nan"), float("inf"), float("-inf"))]
    parquet(tmp_path / "data" / "a.parquet", [*ROWS, *none])
    assert aggregated(tmp_path, engine)[0] == EXPECTED


@engines
def test_codes_stored_as_floats(tmp_path: Path, engine: str) -> None:
    (tmp_path / "targets.yaml").write_text(
        tables.PLAN.format(source='files: "*.parquet"', more="")
        .replace("{东区: {}, 西区: {}}", '{东区: {codes: ["1"]}, 西区: {codes: ["2"]}}')
        .replace("{column: 园区}", "{column: 园区, by: code}"),
        encoding="utf-8",
    )
    codes = {"东区": 1.0, "西区": 2.0}
    rows = [(*row[:2], codes[row[2]], row[3]) for row in ROWS]
    beyond = [(2024, "己", code, 50.0) for code in (1e300, 3.0)]  # two industries nobody knows, in the total only
    parquet(tmp_path / "data" / "a.parquet", [*rows, *beyond], kinds={**KINDS, "园区": pa.float64()})
    more = {("总收入", "2024", ("_T",)): 25.55, ("企业数", "2024", ("_T",)): 4.0}
    assert aggregated(tmp_path, engine)[0] == EXPECTED | more


@engines
def test_no_records(tmp_path: Path, engine: str) -> None:
    written(tmp_path)
    parquet(tmp_path / "data" / "a.parquet", [])
    found, findings = aggregated(tmp_path, engine)
    assert (found, told(findings)) == ({}, [])


@engines
def test_members_and_periods_that_are_none(tmp_path: Path, engine: str) -> None:
    written(tmp_path)
    rows = [*ROWS, (2024, "己", "火星", 50.0), (None, "庚", "东区", 50.0), (7, "辛", "东区", 50.0)]
    parquet(tmp_path / "data" / "a.parquet", rows)
    found, findings = aggregated(tmp_path, engine)
    assert found == EXPECTED | {("总收入", "2024", ("_T",)): 20.55, ("企业数", "2024", ("_T",)): 4.0}
    facts = {d.code: d.facts for d in findings if d.code in ("FZ955", "FZ956")}
    assert facts["FZ955"]["count"] == 1
    assert facts["FZ956"]["count"] == 2


@pytest.mark.parametrize("engine", ["auto", *AT_HAND, "spark"])
def test_no_engine_at_all(tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fzplan.microdata.engines.find_spec", lambda _: None)
    written(tmp_path)
    parquet(tmp_path / "data" / "a.parquet")
    found, findings = aggregated(tmp_path, engine)
    assert (found, told(findings)) == ({}, ["FZ950"])


@engines
def test_a_file_that_may_not_be_read(tmp_path: Path, engine: str) -> None:
    written(tmp_path)
    path = parquet(tmp_path / "data" / "a.parquet")
    path.unlink()
    path.symlink_to(tmp_path / "nowhere")
    os.utime(tmp_path)
    found, findings = aggregated(tmp_path, engine)
    assert found == {}
    assert told(findings) in ([], ["FZ952"])


def test_auto_goes_by_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fzplan.microdata import choosing
    from fzplan.model.microdata import Table

    path = parquet(tmp_path / "a.parquet")
    table = Table("年报", "parquet", "a.parquet", path)
    assert choosing.chosen([table], "auto") == ("pandas", ())
    monkeypatch.setattr(choosing, "IN_MEMORY", 10)
    assert choosing.chosen([table], "auto") == ("duckdb", ())
    monkeypatch.setattr(choosing, "installed", lambda name: name == "polars")
    assert choosing.chosen([table], "auto") == ("polars", ())


def test_spark_reads_files_but_no_database(
    tmp_path: Path, spark: object, monkeypatch: pytest.MonkeyPatch
) -> None:  # one test, for each process that runs some of these starts a Spark of its own
    assert spark
    monkeypatch.setattr(table_files, "LARGE", 10)
    for kind in ("parquet", "gb18030", "duckdb"):
        written(tmp_path / kind, 'files: "a*"' + ("\n    table: register" if kind == "duckdb" else ""))
    parquet(tmp_path / "parquet" / "data" / "a{1},*.parquet")
    csv(tmp_path / "gb18030" / "data" / "a.csv", "gb18030")
    database(tmp_path / "duckdb" / "data" / "a.duckdb")
    found, findings = aggregated(tmp_path / "parquet", "spark")
    assert (found, told(findings)) == (EXPECTED, [])
    for kind in ("gb18030", "duckdb"):
        found, findings = aggregated(tmp_path / kind, "spark")
        assert (found, told(findings)) == ({}, ["FZ951"])


@pytest.mark.long
def test_spark_reads_csv(tmp_path: Path, spark: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert spark
    monkeypatch.setattr(table_files, "LARGE", 10)
    written(tmp_path, 'files: "a*"')
    csv(tmp_path / "data" / "a[1].csv")
    assert aggregated(tmp_path, "spark")[0] == EXPECTED


def test_spark_without_java(tmp_path: Path) -> None:
    written(tmp_path)
    parquet(tmp_path / "data" / "a.parquet")
    done = subprocess.run(
        [sys.executable, "-m", "fzplan", "compute", "--engine", "spark"], cwd=tmp_path, capture_output=True, check=False,
        encoding="utf-8", env={k: v for k, v in os.environ.items() if k not in ("JAVA_HOME", "PATH")} | {"PATH": "/nowhere"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "FZ952" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
