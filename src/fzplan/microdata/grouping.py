"""Groups of records: the total, each member, each pair of members, period by period; and a form's parts for each."""

from __future__ import annotations

from collections import defaultdict
from functools import reduce
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals as nw

from fzplan.microdata.adding import ADDING, added, together
from fzplan.microdata.labels import period_of
from fzplan.microdata.prepared import PERIOD
from fzplan.microdata.ranking import ranked
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from fzplan.formula import Part
    from fzplan.microdata.adding import Cell, Label
    from fzplan.microdata.engines import Engine
    from fzplan.microdata.labels import Raw
    from fzplan.periods import Period

Group = tuple["Period", tuple[str, ...]]
"""A period and one member for each dimension of the form, `TOTAL` where all count."""


class Grouped(NamedTuple):
    """The parts of a form by group, and what had to be left aside."""

    rows: Mapping[Group, int]
    parts: Mapping[str, Mapping[Group, float]]
    """By key of the part; a group without a value is absent."""
    periods: tuple[Period, ...]
    strange: Mapping[str, Mapping[str, int]]
    """Dimension → label that names no member → records."""
    undated: Mapping[str, int]
    """Label of a period that is none → records."""
    largest: Mapping[str, Mapping[Group, tuple[float, ...]]]
    """Of the parts that are several contributions."""


class Axes(NamedTuple):
    """How the raw labels of a form are read."""

    dimensions: tuple[str, ...]
    find: Mapping[str, Callable[[Raw], str]]
    members: Mapping[str, tuple[str, ...]]


def grouped(engine: Engine, frame: Any, axes: Axes, several: Sequence[Part], key: str = "") -> Grouped:
    """Return every part for every group; `key`: the column that tells respondents apart where records do not."""
    keys = (PERIOD, *(f"·{d}" for d in axes.dimensions))
    adding = [part for part in several if part.kind in ADDING]
    cells = added(engine, frame, keys, adding)
    periods = {raw: period_of(raw) for raw in {label[0] for label in cells}}
    found = [
        {raw: axes.find[d](raw) for raw in {label[k] for label in cells}} for k, d in enumerate(axes.dimensions, 1)
    ]
    gathered = _gathered(cells, periods, found)
    parts = {
        part.key: {group: v for group, of in gathered.items() if (v := together(part, of)) is not None}
        for part in adding
    }
    ranking = _ranked(engine, frame, axes, periods, found, [p for p in several if p.kind not in ADDING], key)
    lists = {part.key for part in several if part.kind == "largest"}
    parts |= {k: v for k, v in ranking.items() if k not in lists}
    return Grouped(
        {group: sum(cell.rows for cell in of) for group, of in gathered.items()},
        parts,
        tuple(sorted({p for p in periods.values() if p is not None})),
        {d: _unread(cells, k, found[k - 1]) for k, d in enumerate(axes.dimensions, 1)},
        _unread(cells, 0, {raw: TOTAL if p is None else "" for raw, p in periods.items()}),
        {k: v for k, v in ranking.items() if k in lists},
    )


def subsets(dimensions: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return what is grouped by: nothing, each dimension, each pair.

    >>> subsets(("园区", "产业"))
    ((), ('园区',), ('产业',), ('园区', '产业'))
    """
    return ((), *((d,) for d in dimensions), *combinations(dimensions, 2))


def _gathered(
    cells: Mapping[Label, Cell], periods: Mapping[Raw, Period | None], found: Sequence[Mapping[Raw, str]]
) -> dict[Group, list[Cell]]:
    """Return the cells that belong to each group; one of no member belongs to the totals."""
    gathered: dict[Group, list[Cell]] = defaultdict(list)
    places = [tuple(several) for n in range(min(2, len(found)) + 1) for several in combinations(range(len(found)), n)]
    for label, cell in cells.items():
        period = periods[label[0]]
        if period is None:
            continue
        members = [found[k][raw] for k, raw in enumerate(label[1:])]
        for several in places:
            if all(members[k] != TOTAL for k in several):
                kept = tuple(m if k in several else TOTAL for k, m in enumerate(members))
                gathered[period, kept].append(cell)
    return gathered


def _unread(cells: Mapping[Label, Cell], place: int, found: Mapping[Raw, str]) -> dict[str, int]:
    """Return the labels that mean nothing, with their records."""
    unread: dict[str, int] = defaultdict(int)
    for label, cell in cells.items():
        if found[label[place]] == TOTAL and (label[place] or place == 0):
            unread[label[place] or ""] += cell.rows
    return dict(sorted(unread.items(), key=lambda item: (-item[1], item[0])))


def _ranked(
    engine: Engine,
    frame: Any,
    axes: Axes,
    periods: Mapping[Raw, Period | None],
    found: Sequence[Mapping[Raw, str]],
    several: Sequence[Part],
    key: str,
) -> dict[str, dict[Group, Any]]:
    if not several:
        return {}
    read: dict[str, dict[Raw, str]] = {PERIOD: {raw: str(p) for raw, p in periods.items() if p is not None}}
    for d, names in zip(axes.dimensions, found, strict=True):
        read[f"·{d}"] = {raw: member for raw, member in names.items() if member != TOTAL}
    frame = reduce(lambda f, item: _relabelled(f, *item), read.items(), frame)
    sets = subsets(axes.dimensions)
    answers = ranked(engine, [(frame, (PERIOD, *(f"·{d}" for d in of))) for of in sets], several, key)
    result: dict[str, dict[Group, Any]] = {part.key: {} for part in several}
    for of, answer in zip(sets, answers, strict=True):
        for name, values in answer.items():
            for labels, value in values.items():
                group = _group(axes, of, labels, read)
                if group is not None:
                    result[name][group] = value
    return result


def _group(axes: Axes, of: Sequence[str], labels: Sequence[Raw], read: Mapping[str, Mapping[Raw, str]]) -> Group | None:
    """Return the group of a row of labels; None where one of them means nothing."""
    columns = (PERIOD, *(f"·{d}" for d in of))
    names = [read[c].get(raw) for c, raw in zip(columns, labels, strict=True)]
    period = period_of(names[0])
    if period is None or None in names:
        return None
    chosen: dict[str, Raw] = dict(zip(of, names[1:], strict=True))
    return period, tuple(chosen.get(d) or TOTAL for d in axes.dimensions)


def _relabelled(frame: Any, column: str, names: Mapping[Raw, str]) -> Any:
    """Return the frame with one label in the place of all that stand for the same."""
    by_name: dict[str, list[Raw]] = defaultdict(list)
    for raw, name in names.items():
        by_name[name].append(raw)
    chain: Any = nw.col(column)
    for first, *others in by_name.values():
        if others:
            chain = nw.when(nw.col(column).is_in(others)).then(nw.lit(first)).otherwise(chain)
    return frame.with_columns(chain.alias(column))


def groups(axes: Axes, found: Grouped) -> Iterator[Group]:
    """Yield every group that a plan may ask for, those without records too."""
    everything = tuple(TOTAL for _ in axes.dimensions)
    for period in found.periods:
        for of in subsets(axes.dimensions):
            several: list[tuple[str, ...]] = [everything]
            for d in of:
                k = axes.dimensions.index(d)
                several = [(*m[:k], member, *m[k + 1 :]) for m in several for member in axes.members[d]]
            yield from ((period, members) for members in several)
