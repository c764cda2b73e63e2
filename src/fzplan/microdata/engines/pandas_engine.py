"""pandas, in memory: Arrow columns, so that a missing value is null and not a number."""

from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from fzplan.microdata.engines import UnreadableError, inner
from fzplan.microdata.engines.encodings import encoding_of, names_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.microdata.engines import Predicate, Scan
    from fzplan.model.microdata import Connection, Table

SIGNS = {"=": "==", "<=": "<=", ">=": ">="}
LONGEST = 2**63
"""No whole number of Arrow with a sign is longer."""


class Pandas:
    """The engine; it holds nothing."""

    name = "pandas"
    faults: tuple[type[Exception], ...] = (pa.ArrowException, OSError, ValueError, pd.errors.ParserWarning)

    def scan(self, scan: Scan) -> Any:
        """Return all the tables as one frame in memory."""
        frames = [self._read(table, scan) for table in scan.tables]
        frame = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
        return nw.from_native(frame.rename(columns=inner))

    def _read(self, table: Table, scan: Scan) -> pd.DataFrame:
        if table.kind == "parquet":
            schema = pq.read_schema(table.path)
            kinds = [(p, schema.field(p.column).type) for p in scan.predicates]
            filters = [_filter(p, kind) for p, kind in kinds if _comparable(kind, p)] or None
            read = pq.read_table(table.path, columns=list(scan.columns), filters=filters, partitioning=None)
            return _frame(read, scan)
        if table.kind == "csv":
            return _csv(table, scan)
        from fzplan.microdata.engines import duckdb_engine

        with duckdb_engine.database(table) as relation:
            arrow = relation.select(*map(duckdb_engine.column, scan.columns)).to_arrow_table()
        return _frame(arrow, scan)

    def columns(self, table: Table, connection: Connection | None = None) -> Mapping[str, str]:
        """Return the columns of a table with their types."""
        del connection
        if table.kind == "parquet":
            return {field.name: str(field.type) for field in pq.read_schema(table.path)}
        if table.kind == "csv":
            return dict.fromkeys(names_of(table.path), "text")
        if table.kind == "database":
            raise UnreadableError(table.kind)
        from fzplan.microdata.engines import duckdb_engine

        return duckdb_engine.columns_of(table)

    def rows(self, frames: Sequence[Any]) -> list[list[tuple[Any, ...]]]:
        """Return the rows of each frame."""
        return [[tuple(map(_plain, row)) for row in frame.rows()] for frame in frames]

    def close(self) -> None:
        """Nothing is open."""


def _csv(table: Table, scan: Scan) -> pd.DataFrame:
    """Return a CSV in memory. A line with too much in it is an error: with `usecols` its figures would shift."""
    names = names_of(table.path)
    with warnings.catch_warnings():
        warnings.simplefilter("error", pd.errors.ParserWarning)
        found = pd.read_csv(
            str(table.path), encoding=encoding_of(table.path), header=0, names=list(names), index_col=False,
            keep_default_na=False, na_values=[""],  # NA, None and null are texts, as to every other engine
            dtype={c: "double[pyarrow]" if c in scan.figures else "string[pyarrow]" for c in names},
        )  # fmt: skip
    return found.dropna(how="all")[list(scan.columns)]  # a line of nothing is no record


def _comparable(kind: Any, predicate: Predicate) -> bool:
    if isinstance(predicate.value, str):
        return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
    return bool(pa.types.is_floating(kind) or (pa.types.is_integer(kind) and abs(predicate.value) < LONGEST))


def _filter(predicate: Predicate, kind: Any) -> tuple[str, str, float | str]:
    """Return a filter of Arrow; whole numbers are compared with whole numbers, for long ones have no float."""
    value = predicate.value
    if not isinstance(value, str) and pa.types.is_integer(kind):
        value = math.ceil(value) if predicate.sign == ">=" else math.floor(value)
    return predicate.column, SIGNS[predicate.sign], value


def _frame(read: Any, scan: Scan) -> pd.DataFrame:
    """Return a table of Arrow in memory with its figures as floats: each the nearest one.

    Decimals become floats by their text, for Arrow would not give the nearest; long whole numbers it would refuse.
    """
    for place, field in enumerate(read.schema):
        column = read.column(place)
        if field.name in scan.figures and pa.types.is_decimal(field.type):
            read = read.set_column(place, field.name, column.cast(pa.string()).cast(pa.float64()))
        elif field.name in scan.figures and field.type in (pa.int64(), pa.uint64()):
            read = read.set_column(place, field.name, column.cast(pa.float64(), safe=False))
        elif pa.types.is_string_view(field.type):  # pandas does not know them
            read = read.set_column(place, field.name, column.cast(pa.string()))
    found: pd.DataFrame = read.to_pandas(types_mapper=pd.ArrowDtype)
    return found


def _plain(value: Any) -> Any:
    """Return a value of a result; without a group, or without any figure, pandas gives what is not a number."""
    return None if value is pd.NA or value != value else value  # noqa: PLR0124  (that is how one is told)


def start() -> Pandas:
    """Return the engine."""
    return Pandas()
