"""What has to look at all records of a group at once: different values, quantiles, the n largest, who is behind it.

Each group is computed from its records: the total from all of them, a margin from its own, never one from another.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import narwhals as nw

from fzplan.formula import lazy
from fzplan.microdata.labels import read
from fzplan.microdata.prepared import different

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.formula import Part
    from fzplan.microdata.engines import Engine
    from fzplan.microdata.labels import Raw

Labels = tuple["Raw", ...]
Values = float | tuple[float, ...]
X, KEY = nw.col("·x"), nw.col("·key")


def ranked(
    engine: Engine, frames: Sequence[tuple[Any, tuple[str, ...]]], several: Sequence[Part], key: str
) -> list[Mapping[str, Mapping[Labels, Values]]]:
    """Return for each frame, grouped by its columns of labels, the value or the values of each part by labels.

    `key`: the column that names a respondent; "" where every record is one of its own.
    """
    queries = [_query(frame, keys, part, key) for frame, keys in frames for part in several]
    answers = iter(engine.rows(queries))
    return [{part.key: _answer(part, len(keys), next(answers)) for part in several} for _, keys in frames]


def _query(frame: Any, keys: tuple[str, ...], part: Part, key: str) -> Any:
    if part.argument is None:  # respondents, whatever they reported
        return _different(frame.select(*keys, key), keys)
    own = [nw.col(key).alias("·key")] if key else []
    narrow = frame.select(*keys, *own, lazy(part.argument).alias("·x")).filter(~X.is_null())
    if part.kind == "respondents":
        return _different(narrow.filter(X != 0).select(*keys, "·key"), keys)
    if part.kind == "largest":
        narrow = narrow.group_by(*keys, "·key").agg(X.sum()) if key else narrow
        return _first(narrow.with_columns(X.abs()), keys, part.number)
    narrow = narrow.select(*keys, "·x")
    if part.kind == "quantile":
        return narrow.group_by(*keys).agg(X.quantile(part.number, interpolation="linear"))
    if part.kind == "distinct":
        filled = narrow if part.argument.type.content == "number" else narrow.filter(nw.lit("") != X)
        return _different(filled, keys)
    return _first(narrow, keys, part.number)


def _different(frame: Any, keys: tuple[str, ...]) -> Any:
    """Return how many different values the last column has by labels; a missing one is a value."""
    if frame.implementation.is_ibis():  # narwhals would add a boolean to a number, which PostgreSQL refuses
        return different(frame, *frame.columns).group_by(*keys).agg(nw.len())
    return frame.group_by(*keys).agg(nw.col(frame.columns[-1]).n_unique())


def _first(frame: Any, keys: tuple[str, ...], number: float) -> Any:
    """Return the largest figures of each group, as many as wanted."""
    place = X.rank("ordinal", descending=True).over(*keys)
    return frame.with_columns(place.alias("·place")).filter(nw.col("·place") <= number).select(*keys, "·x")


def _answer(part: Part, labels: int, rows: list[tuple[Any, ...]]) -> Mapping[Labels, Values]:
    if part.kind not in ("top", "largest"):
        return {read(row[:labels]): float(row[labels]) for row in rows if row[labels] is not None}
    several: dict[Labels, list[float]] = defaultdict(list)
    for row in rows:
        several[read(row[:labels])].append(float(row[labels]))
    if part.kind == "largest":
        return {label: tuple(sorted(values, reverse=True)) for label, values in several.items()}
    return {label: math.fsum(values) for label, values in several.items()}
