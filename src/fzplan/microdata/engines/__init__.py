"""The engines that may compute `aggregate:`, one file each; none is imported before it is chosen.

An engine scans tables into frames that narwhals understands, and brings the small results back as plain rows. It
knows nothing of plans.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.model.microdata import Connection, Table

EngineName = Literal["pandas", "polars", "duckdb", "spark", "database"]
NEEDS: Mapping[str, tuple[str, ...]] = {
    "pandas": ("pandas", "pyarrow"),
    "polars": ("polars",),
    "duckdb": ("duckdb",),
    "spark": ("pyspark",),
    "database": ("ibis", "sqlglot", "pyarrow"),
}
"""The packages an engine cannot do without; `fzplan[NAME]` brings them."""


class Predicate(NamedTuple):
    """A comparison of one column with a constant that every record kept fulfils: a source may evaluate it itself.

    Figures have a little room on their side for float noise; the filter proper is applied to what is left.
    """

    column: str
    sign: Literal["=", "<=", ">="]
    value: float | str


class Scan(NamedTuple):
    """Tables of one kind that are read together: their columns, and which of them are figures (a CSV does not say)."""

    tables: tuple[Table, ...]
    columns: tuple[str, ...]
    figures: frozenset[str]
    predicates: tuple[Predicate, ...] = ()
    """For an engine that reads at once; to one that reads later they are told later."""
    connection: Connection | None = None


class Engine(Protocol):
    """What computes: frames out of tables, rows out of frames."""

    name: str
    faults: tuple[type[Exception], ...]
    """What it raises where a file or a server is at fault, and not this program."""

    def scan(self, scan: Scan) -> Any:
        """Return a narwhals frame with the columns of the tables under their `inner` names; raises one of `faults`."""

    def columns(self, table: Table, connection: Connection | None) -> Mapping[str, str]:
        """Return the columns of a table with their types, as the engine calls them."""

    def rows(self, frames: Sequence[Any]) -> list[list[tuple[Any, ...]]]:
        """Return the rows of several small frames, computed as the engine likes best."""

    def close(self) -> None:
        """Let go of files and servers."""


class UnreadableError(Exception):
    """An engine cannot read this kind of table; the message says what can."""


class MissingSecretError(Exception):
    """A variable of the environment that a connection names is not set; the message is its name."""


def inner(column: str) -> str:
    """Return the name of a column inside frames: a point or a backquote would be syntax to Spark.

    >>> inner("2.营业收入")
    '2·营业收入'
    """
    return column.replace(".", "·").replace("`", "ˋ")


def installed(name: str) -> bool:
    """Tell whether the packages of an engine are there, without importing them."""
    return all(find_spec(package) is not None for package in NEEDS[name])


def opened(name: EngineName) -> Engine:
    """Return an engine, started."""
    found: Engine = import_module(f"fzplan.microdata.engines.{name}_engine").start()
    return found
