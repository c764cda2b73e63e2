"""A database computes on its own tables: ibis writes its SQL, only the aggregates come back."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import ibis
import narwhals as nw

from fzplan.microdata.engines import UnreadableError, inner
from fzplan.microdata.engines.secrets import filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.microdata.engines import Scan
    from fzplan.model.microdata import Connection, Table


READ_ONLY: Mapping[str, str] = {
    "postgres": "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
    "mysql": "SET SESSION TRANSACTION READ ONLY",
    "sqlite": "PRAGMA query_only = ON",
}
"""What makes a session one that cannot write, whatever its user may do and whatever a view calls."""


class Database:
    """The engine: one session a connection of the plan."""

    name = "database"

    def __init__(self) -> None:
        self.sessions: dict[str, Any] = {}

    @property
    def faults(self) -> tuple[type[Exception], ...]:
        """Return what the drivers in use raise; they share no class but the one of Python's database interface."""
        return (ibis.common.exceptions.IbisError, ibis.common.exceptions.TableNotFound, OSError, *_driver_errors())

    def scan(self, scan: Scan) -> Any:
        """Return the table as an expression of the database."""
        (table,) = scan.tables
        found = self._table(table, scan.connection)
        return nw.from_native(found.select(**{inner(column): found[column] for column in scan.columns}))

    def _table(self, table: Table, connection: Connection | None) -> Any:
        if connection is None:
            raise UnreadableError(table.kind)
        if connection.id not in self.sessions:
            session = self.sessions[connection.id] = ibis.connect(filled(connection.url))
            if session.name in READ_ONLY:
                session.raw_sql(READ_ONLY[session.name]).close()
        *schema, name = table.name.split(".")
        return self.sessions[connection.id].table(name, database=schema[0] if schema else None)

    def columns(self, table: Table, connection: Connection | None) -> Mapping[str, str]:
        """Return the columns of a table with their types."""
        return {name: str(kind) for name, kind in self._table(table, connection).schema().items()}

    def rows(self, frames: Sequence[Any]) -> list[list[tuple[Any, ...]]]:
        """Return the rows of each expression."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # ibis sets an option of pandas that will go
            read = [nw.to_native(frame).to_pyarrow() for frame in frames]
        return [[tuple(row.values()) for row in table.to_pylist()] for table in read]

    def close(self) -> None:
        """Close every session."""
        for session in self.sessions.values():
            session.disconnect()


def _driver_errors() -> tuple[type[Exception], ...]:
    """Return the error classes of the drivers that are loaded: each names its own `Error`."""
    import sys

    loaded = (sys.modules.get(name) for name in ("psycopg", "sqlite3", "pymysql", "pyodbc", "oracledb", "duckdb"))
    return tuple(module.Error for module in loaded if module is not None)


def start() -> Database:
    """Return the engine."""
    return Database()
