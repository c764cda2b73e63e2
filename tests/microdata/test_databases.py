"""Records in PostgreSQL, started here on loopback, and in SQLite: read by the database itself, and only when allowed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.microdata import tables
from tests.microdata.conftest import PASSWORD
from tests.microdata.tables import EXPECTED, ROWS, aggregated, parquet, told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.microdata.conftest import Server

CREATED = (
    "DROP SCHEMA IF EXISTS 统计 CASCADE",
    "CREATE SCHEMA 统计",
    'CREATE TABLE 统计."名册" (年份 int, 代码 text, 园区 varchar(20), 营业收入 numeric(18, 2))',
    f"INSERT INTO 统计.名册 VALUES {', '.join(str(row).replace('None', 'NULL') for row in ROWS)}",
    "CREATE VIEW 统计.慢 AS SELECT r.* FROM 统计.名册 r, (SELECT pg_sleep(60)) AS pause",
)


def declared(folder: Path, url: str, table: str = "统计.名册") -> Path:
    return tables.written(folder, f"connection: 库\n    table: {table}", f'connections: {{库: {{url: "{url}"}}}}')


@pytest.fixture
def folder(tmp_path: Path, postgres: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a plan whose form is a table of the server."""
    postgres.sql(*CREATED)
    declared(tmp_path, postgres.url)
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("FZPLAN_DB_PASSWORD", PASSWORD)
    return tmp_path


def test_a_table_gives_what_a_file_gives(folder: Path) -> None:
    found, findings = aggregated(folder, "auto", connect=True)
    assert (found, told(findings)) == (EXPECTED, [])
    tables.written(folder)
    parquet(folder / "data" / "a.parquet")
    assert aggregated(folder, "duckdb")[0] == found


def test_it_is_opened_only_when_allowed(folder: Path) -> None:
    found, findings = aggregated(folder, "auto")
    assert (found, told(findings)) == ({}, ["FZ957"])


def test_what_opens_it_is_not_installed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fzplan.microdata.guarding.installed", lambda _: False)
    found, findings = aggregated(folder, "auto", connect=True)
    assert (found, told(findings)) == ({}, ["FZ950"])


@pytest.mark.parametrize("engine", tables.AT_HAND)
def test_no_engine_for_files_reads_a_database(engine: str) -> None:
    from fzplan.microdata import engines
    from fzplan.model.microdata import Table

    with closing(engines.opened(engine)) as opened, pytest.raises(engines.UnreadableError):  # type: ignore[arg-type]
        opened.columns(Table("年报", "database", "库:名册"), None)


def test_a_secret_that_is_not_set(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FZPLAN_DB_PASSWORD")
    found, findings = aggregated(folder, "auto", connect=True)
    assert (found, told(findings)) == ({}, ["FZ958"])


def test_a_wrong_password_is_not_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FZPLAN_DB_PASSWORD", "geheim/错")
    found, findings = aggregated(folder, "auto", connect=True)
    assert (found, told(findings)) == ({}, ["FZ952"])
    said = "".join(f"{d.message('zh')}{d.message('en')}" for d in findings)
    assert "geheim" not in said
    assert "%E9" not in said


def test_a_table_that_is_not_there(folder: Path, postgres: Server) -> None:
    declared(folder, postgres.url, "统计.没有")
    found, findings = aggregated(folder, "auto", connect=True)
    assert (found, told(findings)) == ({}, ["FZ952"])


def test_a_server_that_does_not_answer(folder: Path) -> None:
    declared(folder, "postgresql://reader:${FZPLAN_DB_PASSWORD}@127.0.0.1:1/postgres")
    found, findings = aggregated(folder, "auto", connect=True)
    assert (found, told(findings)) == ({}, ["FZ952"])


def test_nothing_is_written_to_the_server(folder: Path, postgres: Server) -> None:
    postgres.sql(
        "CREATE TABLE 统计.记下 (n int)",
        "CREATE FUNCTION 统计.记() RETURNS int LANGUAGE sql AS 'INSERT INTO 统计.记下 VALUES (1) RETURNING n'",
        "CREATE VIEW 统计.坏 AS SELECT 年份 + 0 * 统计.记() AS 年份, 代码, 园区, 营业收入 FROM 统计.名册",
        "GRANT ALL ON SCHEMA 统计 TO reader", "GRANT ALL ON ALL TABLES IN SCHEMA 统计 TO reader",
    )  # fmt: skip
    declared(folder, postgres.url, "统计.坏")
    found, findings = aggregated(folder, "auto", connect=True)
    assert (found, told(findings)) == ({}, ["FZ952"])
    assert "read-only" in str(next(d for d in findings if d.code == "FZ952").facts["reason"])


def test_the_filter_is_in_the_sql(folder: Path) -> None:
    import ibis
    import narwhals as nw

    from fzplan import plan as plans
    from fzplan.microdata import engines
    from fzplan.microdata.assembling import assembled
    from fzplan.model.microdata import Table

    plan, _ = plans.load(folder / "targets.yaml")
    assert plan is not None
    engine = engines.opened("database")
    found, _ = assembled(
        plan, engine, plan.forms["年报"], [Table("年报", "database", "库:统计.名册", None, "统计.名册", "库")]
    )
    assert found is not None
    sql = str(ibis.to_sql(nw.to_native(found.frame)))
    assert "WHERE" in sql
    assert '"营业收入"' in sql[sql.index("WHERE") :]
    engine.close()


def command(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "fzplan", *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8",
    )  # fmt: skip


def test_the_commands(folder: Path) -> None:
    with command(folder, "check") as checked, command(folder, "compute", "-o", "无.xlsx") as refused:
        assert "FZ957" in checked.communicate()[0]
        assert "FZ957" in refused.communicate()[0]
    assert checked.returncode == 0
    assert refused.returncode == 1
    assert not (folder / "无.xlsx").exists()
    with command(folder, "compute", "--connect", "-o", "有.xlsx") as allowed:
        said = allowed.communicate()[0]
    assert allowed.returncode == 0, said
    assert (folder / "有.xlsx").exists()
    assert PASSWORD not in said


@pytest.mark.parametrize("how", ["backend", "server"])
def test_a_server_killed_in_the_middle_of_a_query(folder: Path, postgres: Server, how: str) -> None:
    declared(folder, postgres.url, "统计.慢")
    old = folder / "x.xlsx"
    old.write_bytes(b"the report of last month")
    with command(folder, "compute", "--connect", "-o", "x.xlsx") as running:
        deadline = time.monotonic() + 120
        while not (busy := postgres.busy()) and time.monotonic() < deadline and running.poll() is None:
            time.sleep(0.1)
        assert busy
        if how == "backend":
            postgres.sql(f"SELECT pg_terminate_backend({busy[0]})")
        else:
            postgres.control("-m", "immediate", "restart")
        said = running.communicate(timeout=60)[0]
    assert "FZ952" in said
    assert "Traceback" not in said
    assert running.returncode == 1
    assert old.read_bytes() == b"the report of last month"
    assert sorted(p.name for p in folder.iterdir()) == ["data", "targets.yaml", "x.xlsx"]


def test_sqlite(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "名册.db") as made:
        made.execute("CREATE TABLE 名册 (年份 INTEGER, 代码 TEXT, 园区 TEXT, 营业收入 REAL)")
        made.executemany("INSERT INTO 名册 VALUES (?, ?, ?, ?)", ROWS)
    made.close()
    declared(tmp_path, f"sqlite://{tmp_path}/名册.db", "名册")
    (tmp_path / "data").mkdir()
    found, findings = aggregated(tmp_path, "auto", connect=True)
    assert (found, told(findings)) == (EXPECTED, [])
