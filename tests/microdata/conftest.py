"""Servers that tests start for themselves: a PostgreSQL on loopback, and Spark in this process."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda path: int(path.parent.name))
PASSWORD = "密码 p@ss/word:1"
"""With letters that an address would take for its own."""


@pytest.fixture(autouse=True)
def _no_secrets_of_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("PG", "SPARK_REMOTE"))]:
        monkeypatch.delenv(name)


class Server(NamedTuple):
    """A PostgreSQL server of this test run."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """Return the address as a plan file writes it: the password comes from the environment."""
        return f"postgresql://reader:${{FZPLAN_DB_PASSWORD}}@127.0.0.1:{self.port}/postgres"

    def sql(self, *statements: str) -> list[tuple[Any, ...]]:
        """Run statements as the owner of the server; return what the last one gives."""
        import psycopg

        with psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", password=PASSWORD, dbname="postgres", autocommit=True
        ) as session:
            for statement in statements:
                done = session.execute(statement.encode())
            return done.fetchall() if done.description else []

    def busy(self) -> list[int]:
        """Return the processes that are in the middle of a pause."""
        wanted = "state = 'active' AND wait_event = 'PgSleep'"
        return [pid for (pid,) in self.sql(f"SELECT pid FROM pg_stat_activity WHERE {wanted}")]

    def control(self, *arguments: str) -> None:
        """Start or stop the server."""
        _as_owner("pg_ctl", "-D", str(self.folder / "data"), "-w", *arguments)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Start a PostgreSQL server on a free port of loopback, with a user who may only read; stop it at the end."""
    if PROGRAMS is None:
        assert "FZPLAN_REQUIRE_POSTGRES" not in os.environ, "PostgreSQL is not installed"
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="fzplan-pg"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    secret = folder / "secret"
    secret.write_text(PASSWORD, encoding="utf-8")
    secret.chmod(0o644)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Server(folder, port)
    _as_owner("initdb", "-D", str(folder / "data"), "-A", "scram-sha-256", "-U", "postgres", "-E", "UTF8",
              "--locale=C", "--pwfile", str(secret), "--no-sync")  # fmt: skip
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    try:
        server.control("-l", str(folder / "log"), "-o", options, "start")
        server.sql(f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'", "GRANT pg_read_all_data TO reader")
        yield server
    finally:
        server.control("-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _as_owner(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL as somebody it works for: it refuses the superuser."""
    assert PROGRAMS is not None
    command = [str(PROGRAMS / program), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    done = subprocess.run(
        command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", timeout=120, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def spark() -> Iterator[object]:
    """Start Spark with two workers in this process, once; engines find the session that runs."""
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        assert "FZPLAN_REQUIRE_JAVA" not in os.environ, "Java is not installed"
        pytest.skip("Java is not installed")
    import warnings

    from fzplan.microdata.engines import spark_engine

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = spark_engine.start().session
        yield session
        session.stop()
