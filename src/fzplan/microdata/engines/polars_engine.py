"""polars: lazy scans, the streaming engine, and several results in one go so that they share a scan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from fzplan.microdata.engines import UnreadableError, inner
from fzplan.microdata.engines.encodings import encoding_of, names_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.microdata.engines import Scan
    from fzplan.model.microdata import Connection, Table


PRECISION = 38
"""Digits of the longest decimals that are computed with."""


class Polars:
    """The engine; it holds nothing."""

    name = "polars"
    faults: tuple[type[Exception], ...] = (pl.exceptions.PolarsError, OSError)

    def scan(self, scan: Scan) -> Any:
        """Return the tables as one lazy frame."""
        first = scan.tables[0]
        if first.kind == "parquet":
            paths = [str(table.path) for table in scan.tables]
            frame = pl.scan_parquet(paths, hive_partitioning=False, glob=False)
        else:
            frame = pl.concat([self._lazy(table, scan) for table in scan.tables])
        kinds = frame.collect_schema()
        if any((getattr(kinds[column], "precision", 0) or 0) > PRECISION for column in scan.columns):
            raise UnreadableError("decimal")
        return nw.from_native(frame.select(pl.col(column).alias(inner(column)) for column in scan.columns))

    def _lazy(self, table: Table, scan: Scan) -> pl.LazyFrame:
        if table.kind == "csv":
            names = names_of(table.path)
            own = pl.scan_csv(str(table.path), infer_schema=False, glob=False).collect_schema().names()
            types = {o: pl.Float64() if c in scan.figures else pl.String() for o, c in zip(own, names, strict=True)}
            read = pl.scan_csv(str(table.path), schema=types, glob=False)
            read = read.filter(~pl.all_horizontal(pl.all().is_null()))  # a line of nothing is no record
            return read.select(pl.col(o).alias(c) for o, c in zip(own, names, strict=True) if c in scan.columns)
        from fzplan.microdata.engines import duckdb_engine

        with duckdb_engine.database(table) as relation:
            chosen = relation.select(*map(duckdb_engine.column, scan.columns))
            found = pl.from_arrow(chosen.to_arrow_table())
        assert isinstance(found, pl.DataFrame)
        return found.lazy()

    def columns(self, table: Table, connection: Connection | None = None) -> Mapping[str, str]:
        """Return the columns of a table with their types."""
        del connection
        if table.kind == "parquet":
            read = pl.scan_parquet(str(table.path), hive_partitioning=False, glob=False).collect_schema()
            return {name: str(kind) for name, kind in read.items()}
        if table.kind == "csv":
            if not encoding_of(table.path).startswith("utf-8"):
                raise UnreadableError("gb18030")
            return dict.fromkeys(names_of(table.path), "text")
        if table.kind == "database":
            raise UnreadableError(table.kind)
        from fzplan.microdata.engines import duckdb_engine

        return duckdb_engine.columns_of(table)

    def rows(self, frames: Sequence[Any]) -> list[list[tuple[Any, ...]]]:
        """Return the rows of all frames, computed together."""
        lazy = [nw.to_native(frame) for frame in frames]
        return [frame.rows() for frame in pl.collect_all(lazy, engine="streaming")]

    def close(self) -> None:
        """Nothing is open."""


def start() -> Polars:
    """Return the engine."""
    return Polars()
