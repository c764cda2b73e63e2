"""Records that stand in files made for machines, or in a database: read by an engine, never cell by cell."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from fzplan.diagnostics import Span
    from fzplan.observations import Observation
    from fzplan.periods import Period

TableKind = Literal["parquet", "csv", "duckdb", "database"]
SUFFIXES: Mapping[str, TableKind] = {".parquet": "parquet", ".pq": "parquet", ".duckdb": "duckdb", ".ddb": "duckdb"}
"""Files that are tables by their name alone."""


@frozen
class Connection:
    """`connections:` — a database; `url` with `${FZPLAN_…}` where the environment gives a secret."""

    id: str
    url: str
    at: Span


@frozen
class Table:
    """One file (or one table of a database) of a form, and what its name and the form say of all its records."""

    form: str
    kind: TableKind
    shown: str
    """As findings and places name it."""
    path: Path | None = None
    name: str = ""
    """The table inside a DuckDB file or a database."""
    connection: str = ""
    period: Period | None = None
    members: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    """Columns that the path gives, as in `年份=2024/part-0.parquet`."""
    edition: str = ""
    published: date | None = None
    quality: str = "published"


@frozen
class Aggregated:
    """What an engine made of tables: observations whose `file` is the place in `files`."""

    observations: tuple[Observation, ...] = ()
    files: tuple[str, ...] = ()
    """Every table that was read; an observation names the first one it rests on."""
