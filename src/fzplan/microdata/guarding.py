"""Engines started and used so that what is wrong with files, servers and settings becomes a finding, never a crash."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from fzplan.diagnostics import FileRef, Text
from fzplan.microdata import codes
from fzplan.microdata.choosing import chosen, not_installed
from fzplan.microdata.engines import MissingSecretError, UnreadableError, installed, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.microdata.engines import Engine
    from fzplan.model.microdata import Table

T = TypeVar("T")
KINDS = {
    "csv": Text("CSV", "CSV"),
    "duckdb": Text("DuckDB 文件", "DuckDB files"),
    "database": Text("数据库", "databases"),
    "decimal": Text("超过 38 位的定点小数", "decimals of more than 38 digits"),
    "gb18030": Text("GB18030 编码的 CSV（可另存为 UTF-8）", "CSV in GB18030 (it may be saved as UTF-8)"),
}
READERS = {"csv": "pandas, polars, duckdb, spark", "duckdb": "duckdb, pandas, polars", "gb18030": "pandas"}
CALLED = "An error occurred while calling"
"""How Spark's bridge to Java begins every error."""
LONGEST = 300
"""Letters of what an engine says."""


def engines_for(
    tables: Sequence[Table], asked: str, *, connect: bool
) -> tuple[list[tuple[str, tuple[Table, ...]]], list[Diagnostic]]:
    """Return each engine needed with its tables; what may not be opened or is not installed is told and left out."""
    files = tuple(table for table in tables if table.kind != "database")
    remote = tuple(table for table in tables if table.kind == "database")
    found: list[tuple[str, tuple[Table, ...]]] = []
    findings: list[Diagnostic] = []
    if files:
        name, faults = chosen(files, asked)
        findings += faults
        found += [(name, files)] if name else []
    if remote and not connect:
        names = dict.fromkeys((table.shown, table.connection) for table in remote)
        findings += [codes.NOT_ALLOWED(FileRef(shown), connection=connection) for shown, connection in names]
    elif remote and not installed("database"):
        findings.append(not_installed("database", remote[0].shown))
    elif remote:
        found.append(("database", remote))
    return found, findings


@contextmanager
def started(name: str, tables: Sequence[Table], findings: list[Diagnostic]) -> Iterator[Engine | None]:
    """Yield an engine and close it afterwards; None with a finding where it does not start."""
    try:
        engine = opened(name)  # type: ignore[arg-type]
    except (OSError, RuntimeError) as fault:  # no Java for Spark, no memory for a session
        findings.append(codes.FAILED(FileRef(tables[0].shown), reason=_said(fault)))
        yield None
        return
    try:
        yield engine
    finally:
        engine.close()


def attempted(engine: Engine, tables: Sequence[Table], work: Callable[[], T]) -> tuple[T | None, list[Diagnostic]]:
    """Return what the work gives, or None and the finding that says why it gives nothing."""
    first = tables[0]
    at = FileRef(first.shown)
    try:
        return work(), []
    except UnreadableError as fault:
        kind = str(fault)
        others = READERS.get(kind, "duckdb")
        return None, [codes.CANNOT(at, engine=engine.name, what=KINDS[kind], others=others)]
    except MissingSecretError as fault:
        return None, [codes.NO_SECRET(at, connection=first.connection, variable=str(fault))]
    except engine.faults as fault:
        return None, [codes.FAILED(at, reason=_said(fault))]


def _said(fault: Exception) -> str:
    r"""Return the first line of what an engine says, of Java the one after what was called.

    >>> _said(RuntimeError("An error occurred while calling o21.collect.\n: java.io.IOException: no file"))
    'java.io.IOException: no file'
    """
    lines = [line.strip().removeprefix(": ") for line in str(fault).splitlines() if line.strip()]
    if len(lines) > 1 and lines[0].startswith(CALLED):
        lines = lines[1:]
    return (lines or [type(fault).__name__])[0][:LONGEST]
