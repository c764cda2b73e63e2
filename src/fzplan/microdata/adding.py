"""Counts, sums, smallest and largest: in one or two passes by raw labels, then exactly put together for any group.

What adds is added by period and raw labels first. The sums are exact (`sums`), so that the figure of a total or a
margin is bit for bit the one that all its records give, those of no member included; nothing is made of rounded parts.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals as nw

from fzplan.formula import lazy
from fzplan.microdata.labels import read
from fzplan.microdata.sums import EXACT, anchors, cut

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.formula import Part, Typed
    from fzplan.microdata.engines import Engine

ADDING = frozenset({"rows", "held", "given", "sum", "least", "most", "filled"})
FIGURES = 6
"""Columns of a figure: given, smallest, largest, sum, whether one is no whole number, how many are not 0."""
Label = tuple[str | None, ...]
"""Raw period and raw members of a cell."""


class Cell(NamedTuple):
    """What was added up over the records of the same raw labels; by key of the part, sums as exact pieces."""

    rows: int
    numbers: Mapping[str, float | None]
    pieces: Mapping[str, tuple[float, ...]]


class _Argument(NamedTuple):
    name: str
    typed: Typed
    is_condition: bool


def added(engine: Engine, frame: Any, keys: Sequence[str], several: Sequence[Part]) -> dict[Label, Cell]:
    """Return the cells of a frame for the parts that add."""
    arguments = _arguments(several)
    once = tuple({a.name: a for a in arguments.values()}.values())
    narrow = _narrow(frame, keys, once)
    aggregates = [nw.len().alias("·rows")]
    for a in once:
        column = nw.col(a.name)
        if a.is_condition:
            aggregates.append(column.sum().alias(a.name))
            continue
        broken, filled = nw.col(f"{a.name}·broken"), nw.col(f"{a.name}·filled")
        found = (column.count(), column.min(), column.max(), column.sum(), broken.max(), filled.sum())
        aggregates += [one.alias(f"{a.name}·{k}") for k, one in enumerate(found)]
    (rows,) = engine.rows([narrow.group_by(*keys).agg(*aggregates)])
    taken = [_taken(row, len(keys), once) for row in rows]
    pieces = _pieces(engine, narrow, keys, [a for a in once if not a.is_condition], taken)
    return {label: _cell(label, count, numbers, several, arguments, pieces) for label, count, numbers in taken}


def _arguments(several: Sequence[Part]) -> dict[str, _Argument]:
    """Return what is added up, by the key of the part: two parts of one figure share it."""
    seen: dict[str, _Argument] = {}
    found = {}
    for part in several:
        if part.argument is None or part.kind not in ADDING:
            continue
        figure = part._replace(kind="sum", number=0.0).key if part.kind != "held" else part.key
        if figure not in seen:
            seen[figure] = _Argument(f"·{len(seen)}", part.argument, part.kind == "held")
        found[part.key] = seen[figure]
    return found


def _narrow(frame: Any, keys: Sequence[str], arguments: Sequence[_Argument]) -> Any:
    """Return the frame with its labels and what is added up; a condition is 1 where it is known to hold."""
    columns = [nw.col(key) for key in keys]
    for a in arguments:
        value = lazy(a.typed)
        if a.is_condition:
            value = nw.when(value).then(nw.lit(1)).otherwise(nw.lit(0))
        columns.append(value.alias(a.name))
    narrow = frame.select(*columns)
    marks = []
    for a in (a for a in arguments if not a.is_condition):
        column = nw.col(a.name)
        marks += [_mark(column != column.floor(), f"{a.name}·broken"), _mark(column != 0, f"{a.name}·filled")]
    return narrow.with_columns(*marks) if marks else narrow


def _mark(condition: Any, name: str) -> Any:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0)).alias(name)


_Taken = tuple[Label, int, dict[str, tuple[Any, ...]]]


def _taken(row: tuple[Any, ...], labels: int, arguments: Sequence[_Argument]) -> _Taken:
    """Return the label of a row, its count, and by argument what was found: (held,) or (given, min, max, sum, …)."""
    at, found = labels + 1, {}
    for a in arguments:
        width = 1 if a.is_condition else FIGURES
        found[a.name] = tuple(row[at : at + width])
        at += width
    return read(row[:labels]), int(row[labels]), found


def _pieces(
    engine: Engine, narrow: Any, keys: Sequence[str], figures: Sequence[_Argument], taken: Sequence[_Taken]
) -> dict[Label, dict[str, tuple[float, ...]]]:
    """Return by label the exact pieces of the sums that a plain sum could round."""
    total = sum(count for _, count, _ in taken)
    wanted: dict[str, tuple[float, ...]] = {}
    for a in figures:
        found = [numbers[a.name] for _, _, numbers in taken if numbers[a.name][0]]
        sizes = [max(abs(float(f[1])), abs(float(f[2]))) for f in found]
        largest = max(sizes, default=0.0)
        whole = not any(f[4] for f in found) and largest * total < EXACT
        if not whole and math.isfinite(largest):
            wanted[a.name] = anchors(largest, min(filter(None, sizes), default=0.0), total)
    if not wanted:
        return {}
    columns, names = [], []
    for name, several in wanted.items():
        for k, piece in enumerate(cut(nw.col(name), several)):
            columns.append(piece.alias(f"{name}·{k}"))
            names.append((name, f"{name}·{k}"))
    summed = narrow.select(*(nw.col(key) for key in keys), *columns).group_by(*keys)
    (rows,) = engine.rows([summed.agg(*(nw.col(column).sum().alias(column) for _, column in names))])
    return {
        read(row[: len(keys)]): {
            name: tuple(
                float(v or 0.0) for (of, _), v in zip(names, row[len(keys) :], strict=True) if of == name
            )
            for name in wanted
        }
        for row in rows
    }  # fmt: skip


def _cell(
    label: Label,
    count: int,
    numbers: Mapping[str, tuple[Any, ...]],
    several: Sequence[Part],
    arguments: Mapping[str, _Argument],
    pieces: Mapping[Label, Mapping[str, tuple[float, ...]]],
) -> Cell:
    plain: dict[str, float | None] = {}
    exact: dict[str, tuple[float, ...]] = {}
    for part in several:
        if part.argument is None:
            plain[part.key] = float(count)
            continue
        a = arguments[part.key]
        found = numbers[a.name]
        if part.kind == "sum" and found[0]:
            exact[part.key] = pieces.get(label, {}).get(a.name) or (float(found[3]),)
        elif part.kind == "filled":
            plain[part.key] = float(found[5] or 0)
        elif part.kind in ("held", "given"):
            plain[part.key] = float(found[0] or 0)
        elif found[0]:
            plain[part.key] = float(found[1 if part.kind == "least" else 2])
    return Cell(count, plain, exact)


def together(part: Part, cells: Sequence[Cell]) -> float | None:
    """Return a part over several cells: exactly what all their records give."""
    if part.kind == "sum":
        pieces = [piece for cell in cells for piece in cell.pieces.get(part.key, ())]
        return math.fsum(pieces) if pieces else None
    found = [n for cell in cells if (n := cell.numbers.get(part.key)) is not None]
    if part.kind in ("rows", "held", "given", "filled"):
        return float(sum(found))
    return (min if part.kind == "least" else max)(found, default=None)
