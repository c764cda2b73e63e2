"""Who is behind an aggregate of records: how many respondents, and the largest contributions where rules ask for them.

In: the formula of an aggregate, the columns of a form, the rows of each group. Out: a `Behind` a group. A respondent
is a key of the form, without one a record. One that reports 0 or nothing tells nothing by a sum, and is not counted:
the sum of two figures and five zeros is the sum of two. Of a median or another quantile those on the side that has
fewer are counted.
"""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.formula import parts
from fzplan.formula.nodes import Call
from fzplan.model.disclosure import among, beside
from fzplan.returns.rowwise import row_values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fzplan.formula import Part, Typed
    from fzplan.periods import Period

    Rows = Sequence[int]
    Column = Sequence[Any]

COUNTS = ("rows", "held", "given", "distinct")
"""Parts that count; what is counted gives nobody away (`model.disclosure`)."""
ADDING = (("sum",), ("sum", "given"))
"""Parts of a sum and of a mean: what all respondents contribute makes the figure."""


class Behind(NamedTuple):
    """What is behind one aggregate: respondents with a figure in it, the largest contributions to it."""

    respondents: int
    largest: tuple[float, ...] = ()


def of_column(values: Column, keys: Column | None, groups: Sequence[Rows], most: int, factor: float) -> list[Behind]:
    """Return what is behind the sum of a column, a group each; `factor` makes a contribution one to the figure."""
    return [
        Behind(_given(values, keys, rows), _largest(values, keys, rows, most, factor) if most else ())
        for rows in groups
    ]


def of_formula(
    formula: Typed,
    columns: Mapping[str, list[Any]],
    keys: Column | None,
    groups: Sequence[Rows],
    most: int,
    factor: float,
) -> list[Behind]:
    """Return what is behind any formula: the fewest respondents of its parts; of a sum or a mean the contributions."""
    needed = parts(formula)
    arguments = {part.key: row_values(part.argument, columns) for part in needed if part.argument is not None}
    counts = [_counter(part, arguments.get(part.key), keys) for part in needed]
    found = [Behind(min((count(rows) for count in counts), default=0)) for rows in groups]
    if not most or not isinstance(formula.node, Call) or tuple(p.kind for p in needed) not in ADDING:
        return found
    values, factor = arguments[needed[0].key], factor * float(formula.factor)
    shares = [1 if len(needed) == 1 else max(_filled(values, rows), 1) for rows in groups]
    return [
        who._replace(largest=_largest(values, keys, rows, most, factor / share))
        for who, rows, share in zip(found, groups, shares, strict=True)
    ]


def respondents(keys: Column | None, period: Sequence[Period | None]) -> Column | None:
    """Return the keys where they tell respondents from records; None where every record of a period has its own."""
    if keys is None or len(set(zip(period, keys, strict=True))) == len(keys):
        return None
    return keys


def _counter(part: Part, values: Column | None, keys: Column | None) -> Callable[[Rows], int]:
    if values is None or part.kind in COUNTS:
        return lambda rows: _distinct(rows, keys)
    if part.kind in ("least", "most"):
        return lambda _: 1  # it is one respondent's own figure
    if part.kind == "top":  # where respondents have several records, the largest may be those of one
        return lambda rows: among(_given(values, keys, rows), int(part.number)) if keys is None else 1
    if part.kind == "quantile":
        return lambda rows: beside(_distinct([i for i in rows if values[i] is not None], keys), part.number)
    return lambda rows: _given(values, keys, rows)


def _given(values: Column, keys: Column | None, rows: Rows) -> int:
    """Return how many respondents gave a figure that is not 0; where all are 0, how many gave one."""
    return _distinct([i for i in rows if values[i]], keys) or _distinct(
        [i for i in rows if values[i] is not None], keys
    )


def _distinct(rows: Rows, keys: Column | None) -> int:
    return len(rows) if keys is None else len({keys[i] for i in rows})


def _filled(values: Column, rows: Rows) -> int:
    return sum(values[i] is not None for i in rows)


def _largest(values: Column, keys: Column | None, rows: Rows, most: int, factor: float) -> tuple[float, ...]:
    if keys is None:
        found = [abs(v) for i in rows if (v := values[i])]
    else:
        of: dict[object, float] = {}
        for i in rows:
            if values[i]:
                of[keys[i]] = of.get(keys[i], 0.0) + values[i]
        found = [abs(v) for v in of.values()]
    return tuple(v * abs(factor) for v in nlargest(most, found))
