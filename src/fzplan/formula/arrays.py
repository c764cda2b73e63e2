"""A typed tree as closures over numpy: all years and members at once, nothing per cell in Python.

Every array has the axis of time first, then one axis a dimension with the total at 0. Conditions are 1, 0 and NaN
(unknown), so a missing figure makes a condition unknown, not false.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from fzplan import periods
from fzplan.formula.arithmetic import BINARY, aligned, both, chosen, compared, either, fitted, scaled, shifted, tidy
from fzplan.formula.nodes import At, Binary, Call, Compare, If, Literal, Name, Select, Unary
from fzplan.formula.readings import Printed, Prior
from fzplan.formula.typed import Over, Typed, breaks, is_level, is_plain
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from fzplan.formula.functions.signature import OverMembers, OverTime, Read
    from fzplan.formula.scope import Array, Frame

Reader = Callable[["Frame"], "Array"]


def array(typed: Typed, frame: Frame) -> Array:
    """Return the formula over the whole grid, in `typed.type.unit`; NaN where it is not assessable."""
    with np.errstate(all="ignore"):
        found = compose(typed)(frame)
    extent = (len(frame.periods), *(found.shape[1:] or (1,) * len(frame.dimensions)))
    return np.array(np.broadcast_to(found, extent), dtype=np.float64)


def compose(typed: Typed, over: str = "") -> Reader:
    """Return the closure of a tree.

    A part known for one member or the total only makes the whole known in total only, except in the dimension
    `over`, inside a function over members: there it is compared with every member.
    """
    inner = _inner(typed, over)
    if typed.factor == 1:
        return inner
    return lambda frame: scaled(inner(frame), typed.factor)


def _inner(typed: Typed, over: str) -> Reader:  # noqa: PLR0911  (one case a kind of node)
    node = typed.node
    match node:
        case Literal(value=value):
            return lambda _: np.asarray(value, dtype=np.float64)
        case Name(reading=reading, form=form):
            return _leaf(typed, reading, form, over)
        case Select():
            return _selection(typed, over)
        case At():
            return _at(typed, node, over)
        case Call():
            return _call(typed, over)
        case Unary(sign=sign):
            below = compose(typed.children[0], over)
            return (lambda frame: -below(frame)) if sign == "-" else (lambda frame: 1.0 - below(frame))
        case Binary() | Compare() | If():
            return _operation(typed, over)
        case _:
            raise AssertionError(node)


def _leaf(typed: Typed, reading: str, form: str, over: str) -> Reader:
    assert typed.symbol is not None
    name = typed.symbol.id

    def read(frame: Frame) -> Array:
        found = np.asarray(frame.values(name, reading, form), dtype=np.float64)
        if not over:
            return found
        axis = 1 + frame.dimensions.index(over)
        lacking = len(frame.members(over)) - found.shape[axis]
        widths = [(0, lacking if i == axis else 0) for i in range(found.ndim)]
        return np.pad(found, widths, constant_values=np.nan) if lacking else found

    return read


def _selection(typed: Typed, over: str) -> Reader:
    below = compose(typed.children[0], over)

    def read(frame: Frame) -> Array:
        found = below(frame)
        for dimension, members in typed.picks:
            axis = 1 + frame.dimensions.index(dimension)
            indexes = member_indexes(frame, dimension, members)
            if max(indexes) >= found.shape[axis]:
                found = np.full_like(np.take(found, [0], axis), np.nan)
            else:
                found = np.take(found, indexes, axis).sum(axis, keepdims=True)
        return found

    return read


def member_indexes(frame: Frame, dimension: str, members: tuple[str, ...]) -> list[int]:
    """Return where members stand on the axis of their dimension."""
    known = frame.members(dimension)
    assert known[0] == TOTAL
    return [known.index(member) for member in members]


def _at(typed: Typed, node: At, over: str) -> Reader:
    child = typed.children[0]
    below = compose(child, over)

    def read(frame: Frame) -> Array:
        if node.shift:
            return shifted(below(frame), node.shift, len(frame.periods))
        period = periods.parse(node.period)
        assert period is not None
        if period.is_year:
            return at_year(below(frame), frame, period.year)
        return below(Printed(frame, period))

    return read


def at_year(found: Array, frame: Frame, year: int) -> Array:
    """Return the figures of one year, with an axis of time of length 1; NaN outside the grid."""
    t = year - frame.periods[0].year
    if found.ndim and found.shape[0] == 1:
        return found
    if not found.ndim or 0 <= t < len(found):
        return found[t : t + 1] if found.ndim else found
    return np.full_like(found[:1], np.nan)


def _operation(typed: Typed, over: str) -> Reader:
    below = [compose(child, over) for child in typed.children]
    return lambda frame: operated(typed, [part(frame) for part in below], frame, over)


def operated(typed: Typed, parts: list[Array], frame: Frame, over: str) -> Array:
    """Return what an operator makes of the arrays of its parts, before its own factor."""
    skipped = 1 + frame.dimensions.index(over) if over else 0
    return operation(typed)(*aligned(parts, skipped))


def operation(typed: Typed) -> Callable[..., Array]:
    """Return what an operator does with the arrays (or single numbers) of its operands."""
    return _COMBINE[type(typed.node)](typed)


def _binary(typed: Typed) -> Callable[..., Array]:
    assert isinstance(typed.node, Binary)
    return BINARY[typed.node.sign]


def _compare(typed: Typed) -> Callable[..., Array]:
    assert isinstance(typed.node, Compare)
    signs = typed.node.signs

    def chain(*operands: Array) -> Array:
        tidied = [tidy(operand) for operand in operands]
        held = compared(tidied[0], signs[0], tidied[1])
        for sign, a, b in zip(signs[1:], tidied[1:-1], tidied[2:], strict=True):
            held = both(held, compared(a, sign, b))
        return held

    return chain


def _choice(typed: Typed) -> Callable[..., Array]:
    if len(typed.children) == 2:
        return lambda condition, then: either(1.0 - condition, then)
    return chosen


_COMBINE: dict[type, Callable[[Typed], Callable[..., Array]]] = {Binary: _binary, Compare: _compare, If: _choice}


def _call(typed: Typed, over: str) -> Reader:
    function, given = typed.function, typed.given
    assert function is not None
    assert given is not None
    across = given.get("over")
    if isinstance(across, Over):
        assert function.members is not None
        return _over_members(typed, function.members, across)
    if function.time is not None:
        return _over_time(typed, function.time, over)
    assert function.rowwise is not None
    below = [compose(child, over) for child in typed.children]
    kernel, trims = function.rowwise.kernel, function.rowwise.aligned

    def read(frame: Frame) -> Array:
        found = [part(frame) for part in below]
        skipped = 1 + frame.dimensions.index(over) if over else 0
        return kernel(given, *(aligned(found, skipped) if trims else found))

    return read


def _over_members(typed: Typed, shape: OverMembers, across: Over) -> Reader:
    below = [compose(child, across.dimension) for child in typed.children]

    def read(frame: Frame) -> Array:
        if not below:  # count(over=D): how many members there are, whatever the figures
            return np.reshape(shape.kernel(typed.given), (1,) * (1 + len(frame.dimensions)))
        axis = 1 + frame.dimensions.index(across.dimension)
        found = [np.moveaxis(part, axis, 0) for part in aligned([part(frame) for part in below], axis)]
        taken = member_indexes(frame, across.dimension, across.members)
        if shape.collapses:
            size = len(frame.members(across.dimension))
            found = [np.broadcast_to(part, (size, *part.shape[1:]))[taken] for part in found]
            result = shape.kernel(typed.given, *found)[np.newaxis]
        else:
            result = shape.kernel({**(typed.given or {}), "taken": taken}, *found)
        return np.moveaxis(result, 0, axis)

    return read


def _over_time(typed: Typed, shape: OverTime, over: str) -> Reader:
    below = [compose(child, over) for child in typed.children]

    def read(frame: Frame) -> Array:
        axis = 1 + frame.dimensions.index(over) if over else 0
        levels = aligned([part(frame) for part in below], axis)
        years = _Years(typed, frame, below, levels)
        return np.stack(
            [
                shape.kernel(typed.given, period.year, *years.slices(shape.reads(typed.given or {}, period.year)))
                for period in frame.periods
            ]
        )

    return read


class _Years:
    """The arguments of a temporal function, year by year, from whichever source a read asks for."""

    def __init__(self, typed: Typed, frame: Frame, below: list[Reader], levels: list[Array]) -> None:
        self.typed = typed
        self.frame = frame
        self.below = below
        length = len(frame.periods)
        self.levels = [np.broadcast_to(part, (length, *part.shape[1:])) for part in levels]
        self.comparable: list[Array] = []

    def slices(self, reads: tuple[Read, ...]) -> list[Array]:
        """Return one array a read, without the axis of time; NaN off the grid and beyond a break."""
        return [self.slice(read, crossed(self.typed, read, reads)) for read in reads]

    def slice(self, read: Read, broken: int | None) -> Array:
        level = self.levels[read.argument]
        t = read.year - self.frame.periods[0].year
        if read.source == "long" and is_plain(self.typed.children[read.argument]):
            printed = Printed(self.frame, periods.years(read.year, read.until))
            return fitted(self.below[read.argument](printed)[0], level.shape[1:])
        if read.source == "prior" and not is_level(self.typed.children[read.argument]):
            return np.full(level.shape[1:], np.nan)
        if read.source == "long" or broken is not None or not 0 <= t < len(level):
            return np.full(level.shape[1:], np.nan)
        if read.source == "prior":
            self.comparable = self.comparable or [part(Prior(self.frame)) for part in self.below]
            level = fitted(self.comparable[read.argument], level.shape)
        return np.asarray(level[t])


def crossed(typed: Typed, read: Read, reads: tuple[Read, ...]) -> int | None:
    """Return the break between a year read and the latest one read, or None: across it nothing is compared."""
    if read.source != "values":
        return None
    latest = max(other.year for other in reads if other.source == "values")
    between = (year for year in breaks(typed.children[read.argument]) if read.year < year <= latest)
    return next(between, None)
