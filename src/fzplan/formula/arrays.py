"""A typed tree as closures over numpy: all years and members at once, nothing per cell in Python.

Every array has the axis of time first, then one axis a dimension with the total at 0. Conditions are 1, 0 and NaN
(unknown), so a missing figure makes a condition unknown, not false.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from fzplan import periods
from fzplan.figures import SIGNIFICANT
from fzplan.formula.nodes import At, Binary, Call, Compare, If, Literal, Name, Select, Unary
from fzplan.formula.readings import Printed, Prior
from fzplan.formula.typed import Over, Typed, breaks, is_level, is_plain
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from fractions import Fraction

    from fzplan.formula.functions.signature import OverMembers, OverTime, Read
    from fzplan.formula.scope import Frame

Array = NDArray[np.float64]
Reader = Callable[["Frame"], Array]


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


def shifted(found: Array, shift: int, length: int) -> Array:
    """Return the figures moved along the axis of time; what moves in from outside is missing."""
    found = np.broadcast_to(found, (length, *found.shape[1:])) if found.ndim else found
    moved = np.full(found.shape, np.nan)
    if -length < shift < 0 and found.ndim:
        moved[-shift:] = found[:shift]
    return moved


def at_year(found: Array, frame: Frame, year: int) -> Array:
    """Return the figures of one year, with an axis of time of length 1; NaN outside the grid."""
    t = year - frame.periods[0].year
    if found.ndim and found.shape[0] == 1:
        return found
    if not found.ndim or 0 <= t < len(found):
        return found[t : t + 1] if found.ndim else found
    return np.full_like(found[:1], np.nan)


def scaled(found: Array, factor: Fraction) -> Array:
    """Return the figures times an exact factor, by one multiplication or division where that is exact."""
    if factor.denominator == 1:
        return found * float(factor.numerator)
    if factor.numerator == 1:
        return found / float(factor.denominator)
    return np.asarray(found * float(factor.numerator) / float(factor.denominator))


def _operation(typed: Typed, over: str) -> Reader:
    below = [compose(child, over) for child in typed.children]
    combine = operation(typed)

    def read(frame: Frame) -> Array:
        skipped = 1 + frame.dimensions.index(over) if over else 0
        return combine(*aligned([part(frame) for part in below], skipped))

    return read


def operation(typed: Typed) -> Callable[..., Array]:
    """Return what an operator does with the arrays (or single numbers) of its operands."""
    return _COMBINE[type(typed.node)](typed)


def aligned(found: list[Array], skipped: int = 0) -> list[Array]:
    """Cut every array to the total in each dimension in which one of them has the total (or one member) only."""
    full = [part for part in found if part.ndim]
    for axis in range(1, full[0].ndim if full else 1):
        if axis != skipped and len({part.shape[axis] for part in full}) > 1:
            found = [np.take(part, [0], axis) if part.ndim else part for part in found]
    return found


def _binary(typed: Typed) -> Callable[..., Array]:
    assert isinstance(typed.node, Binary)
    return BINARY[typed.node.sign]


def quotient(above: Array, below: Array) -> Array:
    """Divide; a zero denominator gives no number."""
    return np.where(below == 0, np.nan, above / np.where(below == 0, 1.0, below))


def power(base: Array, exponent: Array) -> Array:
    """Raise; what has no real value (0^−1, a root of a negative number) gives no number."""
    found = np.power(np.asarray(base, dtype=np.float64), exponent)
    return np.where(np.isfinite(found), found, np.nan)


def both(a: Array, b: Array) -> Array:
    """且: false as soon as one side is false, unknown where that is open."""
    return np.where((a == 0) | (b == 0), 0.0, a * b)


def either(a: Array, b: Array) -> Array:
    """或: true as soon as one side is true."""
    return 1.0 - both(1.0 - a, 1.0 - b)


BINARY: dict[str, Callable[[Array, Array], Array]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": quotient,
    "^": power,
    "and": both,
    "or": either,
}


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


COMPARE: dict[str, Callable[[Array, Array], Array]] = {
    "=": np.equal,
    "≠": np.not_equal,
    "<": np.less,
    "≤": np.less_equal,
    ">": np.greater,
    "≥": np.greater_equal,
}


def compared(a: Array, sign: str, b: Array) -> Array:
    """Compare two tidied arrays; unknown where a side is missing."""
    return np.where(np.isnan(a) | np.isnan(b), np.nan, COMPARE[sign](a, b))


SMALLEST = 1e-280
"""Below it a figure is left alone: its 12 digits cannot be counted in a float."""


def tidy(found: Array) -> Array:
    """Round to 12 significant digits, as `figures.tidy` does for one number."""
    found = np.asarray(found, dtype=np.float64)
    usual = np.isfinite(found) & (np.abs(found) > SMALLEST)
    size = np.floor(np.log10(np.abs(np.where(usual, found, 1.0))))
    digits = SIGNIFICANT - 1 - size
    up, down = 10.0 ** np.maximum(digits, 0), 10.0 ** np.maximum(-digits, 0)
    rounded = np.rint(np.where(usual, found, 1.0) * up / down) / up * down
    return np.where(usual & np.isfinite(rounded), rounded, found)


def _choice(typed: Typed) -> Callable[..., Array]:
    if len(typed.children) == 2:
        return lambda condition, then: either(1.0 - condition, then)
    return chosen


def chosen(condition: Array, then: Array, otherwise: Array) -> Array:
    """若…则…否则…; unknown where the condition is."""
    return np.where(np.isnan(condition), np.nan, np.where(condition == 1, then, otherwise))


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


def fitted(found: Array, shape: tuple[int, ...]) -> Array:
    """Return the figures in a shape, missing where they have none: a total never stands for its members."""
    if found.shape == shape:
        return found
    result = np.full(shape, np.nan)
    common = tuple(slice(min(a, b)) for a, b in zip(found.shape, shape, strict=True))
    result[common] = found[common]
    return result


def crossed(typed: Typed, read: Read, reads: tuple[Read, ...]) -> int | None:
    """Return the break between a year read and the latest one read, or None: across it nothing is compared."""
    if read.source != "values":
        return None
    latest = max(other.year for other in reads if other.source == "values")
    between = (year for year in breaks(typed.children[read.argument]) if read.year < year <= latest)
    return next(between, None)
