"""A typed tree over intervals: the values a result can take when every figure is known as printed only.

In: a typed tree, a source of intervals, the year at which it is read. Out: an interval that contains the result
for every choice of values within the intervals of the leaves (each occurrence of a leaf taken by itself), to the
12 significant digits at which figures are compared; None where a figure is missing or the result has no bounds.
A figure known exactly is an interval of one point, so the same walk gives the point result.
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Protocol

from fzplan import periods
from fzplan.figures import Interval
from fzplan.formula import spans
from fzplan.formula.nodes import At, Binary, Call, Compare, If, Literal, Name, Select, Unary
from fzplan.formula.typed import Over, Typed, breaks, is_plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.formula.functions.signature import Function, Given, Read
    from fzplan.formula.scope import Array
    from fzplan.periods import Period

By = tuple[tuple[str, str], ...]
MOST_CORNERS = 12
"""Arguments of a function whose every combination of ends is tried: 2^12 are computed at once."""
RISING = frozenset({"sum", "mean", "min", "max", "mean_stock", "cumulative", "chain", "round", "topn", "count"})
"""Functions that never fall where an argument rises: their ends come from all low and all high ends."""
EACH = frozenset({"cagr", "growth", "index", "change", "share", "real", "pull"})
"""Functions that rise or fall with each argument alone: their ends lie at combinations of ends."""
SLACK = frozenset({"min", "max", "round", "topn", "count"})
"""Functions that give one value for many arguments, so that an end left out may still be reached."""


class Source(Protocol):
    """Where the intervals of leaves come from."""

    def figure(self, name: str, period: Period, by: By, reading: str, form: str) -> Interval | None:
        """Return what the print of a figure stands for, or None; `by` names the members that are no totals."""
        ...


def interval(typed: Typed, source: Source, year: int, by: By = ()) -> Interval | None:
    """Return the interval of a formula in its own unit; names without a year are read at `year`."""
    found = _bare(typed, source, periods.year(year), by)
    return None if found is None else spans.scaled(found, float(typed.factor))


def _bare(typed: Typed, source: Source, period: Period, by: By) -> Interval | None:
    node = typed.node
    match node:
        case Literal(value=value):
            return spans.point(value)
        case Name(reading=reading, form=form):
            assert typed.symbol is not None
            return source.figure(typed.symbol.id, period, by, reading, form)
        case Select():
            return _selected(typed, source, period, by)
        case At():
            return _elsewhere(typed.children[0], node, source, period, by)
        case Call():
            return _called(typed, source, period, by)
        case _:
            below = [_at(child, source, period, by) for child in typed.children]
            known = [part for part in below if part is not None]
            return _combined(typed, known) if len(known) == len(below) else None


def _at(typed: Typed, source: Source, period: Period, by: By) -> Interval | None:
    found = _bare(typed, source, period, by)
    return None if found is None else spans.scaled(found, float(typed.factor))


def _selected(typed: Typed, source: Source, period: Period, by: By) -> Interval | None:
    """A member, or the sum of the members of a group."""
    dimensions = [dimension for dimension, _ in typed.picks]
    rest = tuple(pick for pick in by if pick[0] not in dimensions)
    cells = itertools.product(*([(dimension, member) for member in members] for dimension, members in typed.picks))
    found = [_at(typed.children[0], source, period, tuple(sorted((*rest, *cell)))) for cell in cells]
    known = [part for part in found if part is not None]
    return spans.total(known) if len(known) == len(found) else None


def _elsewhere(child: Typed, node: At, source: Source, period: Period, by: By) -> Interval | None:
    if node.shift:
        return _at(child, source, period.shifted(12 * node.shift), by)
    named = periods.parse(node.period)
    return None if named is None else _at(child, source, named, by)


def _combined(typed: Typed, parts: list[Interval]) -> Interval | None:  # noqa: PLR0911  (one case a kind of node)
    match typed.node:
        case Unary(sign="-"):
            return spans.scaled(parts[0], -1.0)
        case Unary():
            return spans.negated(parts[0])
        case Binary(sign=sign):
            return spans.OPERATIONS[sign](*parts)
        case Compare(signs=signs):
            held = [spans.compared(a, s, b) for a, s, b in zip(parts, signs, parts[1:], strict=False)]
            return spans.both(held)
        case If(otherwise=None):
            return spans.either([spans.negated(parts[0]), parts[1]])
        case _:
            condition, then, otherwise = parts
            if condition.low == condition.high:
                return then if condition.low else otherwise
            return spans.hull(then, otherwise)


def _called(typed: Typed, source: Source, period: Period, by: By) -> Interval | None:
    """A function: its kernel, computed at the ends of its arguments."""
    function, given = typed.function, dict(typed.given or {})
    assert function is not None
    over, time, row = given.get("over"), function.time, function.rowwise
    if function.name == "abs":
        inner = _at(typed.children[0], source, period, by)
        return None if inner is None else spans.absolute(inner)
    if isinstance(over, Over) and function.members is not None:
        arguments = _of_members(typed, over, source, period, by)
        return _ends(function.name, _across(function, given), arguments)
    if time is not None:
        reads = time.reads(given, period.year)
        arguments = [_of_year(typed, read, reads, source, by) for read in reads]
        return _ends(function.name, lambda *levels: time.kernel(given, period.year, *levels), arguments)
    arguments = [_at(child, source, period, by) for child in typed.children]
    return None if row is None else _ends(function.name, lambda *figures: row.kernel(given, *figures), arguments)


def _of_members(typed: Typed, over: Over, source: Source, period: Period, by: By) -> list[Interval | None]:
    assert typed.function is not None
    rest = tuple(pick for pick in by if pick[0] != over.dimension)
    if typed.function.with_whole:
        part, whole = typed.children
        return [_at(part, source, period, by), _at(whole, source, period, rest)]
    return [
        _at(child, source, period, tuple(sorted((*rest, (over.dimension, member)))))
        for child in typed.children
        for member in over.members
    ]


def _across(function: Function, given: Given) -> Callable[..., Array]:
    """Return the kernel of a function over members, which wants them on one axis."""
    import numpy as np

    assert function.members is not None
    kernel = function.members.kernel
    if function.with_whole:
        return lambda part, whole: kernel(given, part[np.newaxis], whole[np.newaxis])[0]
    return lambda *members: kernel(given, np.stack(members))


def _of_year(typed: Typed, read: Read, reads: tuple[Read, ...], source: Source, by: By) -> Interval | None:
    """Return what a temporal function reads; nothing across a break, nor 上年同期 of the same return."""
    child = typed.children[read.argument]
    if read.source == "values":
        latest = max(other.year for other in reads if other.source == "values")
        crossed = any(read.year < year <= latest for year in breaks(child))
        return None if crossed else _at(child, source, periods.year(read.year), by)
    if read.source == "long" and is_plain(child):
        return _at(child, source, periods.years(read.year, read.until), by)
    return None


def _ends(name: str, kernel: Callable[..., Array], arguments: list[Interval | None]) -> Interval | None:
    """Return the least and the largest result over the ends of the arguments (a missing one is NaN)."""
    import numpy as np

    missing = Interval(math.nan, math.nan)
    parts = [part or missing for part in arguments]
    if name in RISING:
        corners = [(0,) * len(parts), (1,) * len(parts)]
    elif name in EACH and len(parts) <= MOST_CORNERS:
        corners = list(itertools.product((0, 1), repeat=len(parts)))
    elif all(part.low == part.high for part in parts):
        corners = [(0,) * len(parts)]
    else:
        return None
    columns = [np.array([part[side[k]] for side in corners]) for k, part in enumerate(parts)]
    with np.errstate(all="ignore"):
        results = np.asarray(kernel(*columns), dtype=np.float64)
    if np.isnan(results).any():
        return None
    closed = [all((p.closed_high if s else p.closed_low) for p, s in zip(parts, side, strict=True)) for side in corners]
    low, high = float(results.min()), float(results.max())
    loose = name in SLACK
    return Interval(
        low,
        high,
        loose or any(c for c, r in zip(closed, results, strict=True) if r == low),
        loose or any(c for c, r in zip(closed, results, strict=True) if r == high),
    )
