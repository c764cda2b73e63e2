"""What has to look at all records of a group at once: different values, quantiles, the n largest.

Each group is computed from its records: the total from all of them, a margin from its own, never one from another.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import narwhals as nw

from fzplan.formula import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.formula import Part
    from fzplan.microdata.engines import Engine

Labels = tuple[str, ...]


def ranked(
    engine: Engine, frames: Sequence[tuple[Any, tuple[str, ...]]], several: Sequence[Part]
) -> list[Mapping[str, Mapping[Labels, float]]]:
    """Return for each frame, grouped by its columns of labels, the value of each part by labels."""
    queries = [_query(frame, keys, part) for frame, keys in frames for part in several]
    answers = iter(engine.rows(queries))
    return [{part.key: _answer(part, len(keys), next(answers)) for part in several} for _, keys in frames]


def _query(frame: Any, keys: tuple[str, ...], part: Part) -> Any:
    assert part.argument is not None
    columns = [nw.col(key) for key in keys]
    narrow = frame.select(*columns, lazy(part.argument).alias("·x")).filter(~nw.col("·x").is_null())
    if part.kind == "quantile":
        return narrow.group_by(*keys).agg(nw.col("·x").quantile(part.number, interpolation="linear"))
    if part.kind == "distinct":
        if part.argument.type.content != "number":
            narrow = narrow.filter(nw.col("·x") != nw.lit(""))
        return narrow.unique().group_by(*keys).agg(nw.len())
    place = nw.col("·x").rank("ordinal", descending=True).over(*keys)
    return (
        narrow.with_columns(place.alias("·place"))
        .filter(nw.col("·place") <= part.number)
        .select(*columns, nw.col("·x"))
    )


def _answer(part: Part, labels: int, rows: list[tuple[Any, ...]]) -> dict[Labels, float]:
    if part.kind != "top":
        return {tuple(row[:labels]): float(row[labels]) for row in rows if row[labels] is not None}
    several: dict[Labels, list[float]] = defaultdict(list)
    for row in rows:
        several[tuple(row[:labels])].append(float(row[labels]))
    return {label: math.fsum(values) for label, values in several.items()}
