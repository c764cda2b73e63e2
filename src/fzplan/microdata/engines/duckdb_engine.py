"""DuckDB: larger than memory; Parquet, CSV and its own files, which are opened for reading and locked in.

A database file may hold views that read other files: a connection that has one open may reach nothing outside it.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import reduce
from operator import or_
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import duckdb
import narwhals as nw

from fzplan.microdata.engines import UnreadableError, inner
from fzplan.microdata.engines.encodings import encoding_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fzplan.microdata.engines import Scan
    from fzplan.model.microdata import Connection, Table


MEMORY = "3GB"
"""What it may hold at once; more goes to disk. A run with it stays within four gigabytes."""


class DuckDB:
    """The engine: one connection for plain files, others for database files."""

    name = "duckdb"
    faults: tuple[type[Exception], ...] = (duckdb.Error, OSError)

    def __init__(self) -> None:
        self.spill = TemporaryDirectory(prefix="fzplan-", ignore_cleanup_errors=True)
        self.memory = _connected(self.spill.name)
        self.opened: list[duckdb.DuckDBPyConnection] = []

    def scan(self, scan: Scan) -> Any:
        """Return the tables as one relation."""
        first = scan.tables[0]
        if first.kind == "parquet":
            paths = [_literally(table) for table in scan.tables]
            relation = self.memory.read_parquet(paths, hive_partitioning=False)
        elif first.kind == "csv":
            relation = reduce(lambda a, b: a.union(b), [self._csv(table, scan) for table in scan.tables])
        elif first.kind == "duckdb":
            self.opened.append(attached(scan.tables, self.spill.name))
            found = [self.opened[-1].table(_inside(k, table)) for k, table in enumerate(scan.tables)]
            relation = reduce(lambda a, b: a.union(b), [one.select(*map(column, scan.columns)) for one in found])
        else:
            raise UnreadableError(first.kind)
        return nw.from_native(relation.select(*(column(name).alias(inner(name)) for name in scan.columns)))

    def _csv(self, table: Table, scan: Scan) -> duckdb.DuckDBPyRelation:
        types = {c: "DOUBLE" if c in scan.figures else "VARCHAR" for c in self.columns(table)}
        read = self.memory.read_csv(_literally(table), header=True, columns=types)
        filled = [column(name).isnotnull() for name in types]  # a line of nothing is no record
        return read.filter(reduce(or_, filled)).select(*map(column, scan.columns))

    def columns(self, table: Table, connection: Connection | None = None) -> Mapping[str, str]:
        """Return the columns of a table with their types."""
        del connection
        if table.kind == "parquet":
            return _typed(self.memory.read_parquet(_literally(table), hive_partitioning=False))
        if table.kind == "csv":
            if not encoding_of(table.path).startswith("utf-8"):
                raise UnreadableError("gb18030")
            return dict.fromkeys(names_of(table.path), "text")
        if table.kind == "database":
            raise UnreadableError(table.kind)
        return columns_of(table)

    def rows(self, frames: Sequence[Any]) -> list[list[tuple[Any, ...]]]:
        """Return the rows of each relation."""
        return [nw.to_native(frame).fetchall() for frame in frames]

    def close(self) -> None:
        """Close every connection."""
        for connection in (self.memory, *self.opened):
            connection.close()
        self.spill.cleanup()


def column(name: str) -> duckdb.Expression:
    """Return a column by its name, whatever letters it has."""
    return duckdb.ColumnExpression(name)


def _connected(spill: str) -> duckdb.DuckDBPyConnection:
    """Return a connection that fetches no extension, and beyond its memory writes into the folder `spill`."""
    return duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": MEMORY,
            "temp_directory": spill,
            "preserve_insertion_order": "false",
        }
    )


def attached(tables: Sequence[Table], spill: str) -> duckdb.DuckDBPyConnection:
    """Return a connection to the files of these tables, for reading, that reaches nothing else."""
    connection = _connected(spill)
    for k, table in enumerate(tables):
        quoted = str(table.path).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS file{k} (READ_ONLY)")
    connection.execute("SET enable_external_access = false")
    return connection


def _inside(k: int, table: Table) -> str:
    """Return the name of a table in the k-th file, each part quoted."""
    parts = [f"file{k}", *table.name.split(".")]
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


@contextmanager
def database(table: Table) -> Iterator[duckdb.DuckDBPyRelation]:
    """Open a table of a DuckDB file for one look; any fault is an OSError, for engines that know none of DuckDB's."""
    with TemporaryDirectory(prefix="fzplan-", ignore_cleanup_errors=True) as spill:
        try:
            connection = attached((table,), spill)
        except duckdb.Error as fault:
            raise OSError(str(fault)) from fault
        try:
            yield connection.table(_inside(0, table))
        except duckdb.Error as fault:
            raise OSError(str(fault)) from fault
        finally:
            connection.close()


def columns_of(table: Table) -> Mapping[str, str]:
    """Return the columns of a table in a DuckDB file with their types."""
    with database(table) as relation:
        return _typed(relation)


def _typed(relation: duckdb.DuckDBPyRelation) -> dict[str, str]:
    return {name: str(kind) for name, kind in zip(relation.columns, relation.types, strict=True)}


def _literally(table: Table) -> str:
    """Return a path in which no letter is a wildcard."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(table.path))


def start() -> DuckDB:
    """Return the engine."""
    return DuckDB()
