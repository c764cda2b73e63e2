"""Spark: the cluster named by SPARK_REMOTE or the session that runs, else two threads of this machine."""

from __future__ import annotations

import os
import warnings
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import narwhals as nw
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession, functions
from pyspark.sql.types import DoubleType, StringType, StructField, StructType

from fzplan.microdata.engines import UnreadableError, inner
from fzplan.microdata.engines.encodings import encoding_of, names_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.microdata.engines import Scan
    from fzplan.model.microdata import Connection, Table

LOCAL = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.session.timeZone": "UTC",
    "spark.log.level": "ERROR",
}
"""Of a session of our own: nothing listens beyond this machine, nothing is drawn over the results."""
AT_A_TIME = 4
"""Jobs."""


class Spark:
    """The engine: a session, our own or one that runs already."""

    name = "spark"
    faults: tuple[type[Exception], ...] = (PySparkException, Py4JError, OSError)

    def __init__(self) -> None:
        running = None if os.environ.get("SPARK_REMOTE") else SparkSession.getActiveSession()
        self.own = running is None
        self.session = running or _session()

    def scan(self, scan: Scan) -> Any:
        """Return the tables as one frame of the cluster."""
        first = scan.tables[0]
        if first.kind == "parquet":
            frame = self.session.read.option("recursiveFileLookup", "true").parquet(*map(_uri, scan.tables))
        elif first.kind == "csv":
            frame = reduce(DataFrame.unionByName, [self._csv(table, scan) for table in scan.tables])
        else:
            raise UnreadableError(first.kind)
        return nw.from_native(frame.select(*(functions.col(_quoted(name)).alias(inner(name)) for name in scan.columns)))

    def _csv(self, table: Table, scan: Scan) -> DataFrame:
        kinds = {True: DoubleType(), False: StringType()}
        schema = StructType([StructField(c, kinds[c in scan.figures]) for c in self.columns(table)])
        reader = self.session.read.option("header", "true").option("mode", "FAILFAST").option("escape", '"')
        filled = [functions.col(_quoted(name)).isNotNull() for name in schema.names]  # a line of nothing is no record
        return reader.schema(schema).csv(_uri(table)).filter(reduce(or_, filled))

    def columns(self, table: Table, connection: Connection | None = None) -> Mapping[str, str]:
        """Return the columns of a table with their types."""
        del connection
        if table.kind == "parquet":
            return dict(self.session.read.parquet(_uri(table)).dtypes)
        if table.kind == "csv":
            if not encoding_of(table.path).startswith("utf-8"):
                raise UnreadableError("gb18030")
            return dict.fromkeys(names_of(table.path), "text")
        raise UnreadableError(table.kind)

    def rows(self, frames: Sequence[Any]) -> list[list[tuple[Any, ...]]]:
        """Return the rows of each frame; a few jobs at a time, for a small result keeps no cluster busy."""
        with ThreadPoolExecutor(AT_A_TIME) as several:
            return list(several.map(lambda frame: [tuple(row) for row in nw.to_native(frame).collect()], frames))

    def close(self) -> None:
        """Stop the session, if it was started here."""
        if self.own:
            self.session.stop()


def _session() -> SparkSession:
    builder: Any = SparkSession.builder.appName("fzplan")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # it speaks of pandas, which this engine does not use
        if os.environ.get("SPARK_REMOTE"):
            return builder.getOrCreate()  # type: ignore[no-any-return]
        master = os.environ.get("MASTER", "local[2]")
        builder = builder.master(master)
        for key, value in LOCAL.items() if master.startswith("local") else ():
            builder = builder.config(key, value)
        session: SparkSession = builder.getOrCreate()
        if master.startswith("local"):  # 200 pieces, as clusters have them, would be 200 tasks for every small result
            session.conf.set("spark.sql.shuffle.partitions", 2 * session.sparkContext.defaultParallelism)
        return session


def _quoted(name: str) -> str:
    """Return the name of a column, whatever letters it has."""
    return "`" + name.replace("`", "``") + "`"


def _uri(table: Table) -> str:
    """Return a path as Spark takes it; letters that would be wildcards are escaped."""
    assert table.path is not None
    escaped = "".join(f"\\{letter}" if letter in "*?[]{}\\" else letter for letter in str(table.path.resolve()))
    return f"file://{escaped}"


def start() -> Spark:
    """Return the engine with its session."""
    return Spark()
