"""One number of a formula, walked down to the figures it is made of: the tree of a `Trace`."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from fzplan import periods
from fzplan.formula import arrays
from fzplan.formula.arithmetic import scaled
from fzplan.formula.nodes import At, Binary, Call, Compare, If, Literal, Name, Select, Unary
from fzplan.formula.readings import Printed, Prior
from fzplan.formula.traces import Reason, Trace
from fzplan.formula.typed import Over, Typed, is_level, is_plain
from fzplan.formula.wording import words
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.formula.functions.signature import Read
    from fzplan.formula.scope import Array, Frame

Cell = tuple[int, ...]


def trace(typed: Typed, frame: Frame, cell: Cell) -> Trace:
    """Return the trace of one number: `cell` is the index of the period, then of a member of each dimension."""
    with np.errstate(all="ignore"):
        return _Tracer(frame).member(typed, cell)


class _Tracer:
    """Walks one tree over one frame; the array of each node is computed once."""

    def __init__(self, frame: Frame, over: str = "") -> None:
        self.frame = frame
        self.over = over
        self.arrays: dict[int, Array] = {}

    def trace(self, typed: Typed, cell: Cell) -> Trace:
        node = typed.node
        if isinstance(node, Literal):
            return self.told(typed, node.value, "literal", ())
        at = self.clipped(typed, cell)
        match node:
            case Name():
                return self.leaf(typed, node, at)
            case Select():
                return self.selected(typed, at)
            case At():
                return self.elsewhere(typed, node, at)
            case Call():
                return self.called(typed, node, at)
            case _:
                children = tuple(self.trace(child, at) for child in typed.children)
                return self.told(typed, _combined(typed, children), _operator(typed), children)

    def array(self, typed: Typed) -> Array:
        """Return the array of a node over this frame."""
        if id(typed) not in self.arrays:
            self.arrays[id(typed)] = self.computed(typed)
        return self.arrays[id(typed)]

    def computed(self, typed: Typed) -> Array:
        """Return the array of a node, that of an operator from its parts, for these are traced as well."""
        if not isinstance(typed.node, Binary | Compare | If):
            return arrays.compose(typed, self.over)(self.frame)
        parts = [self.array(child) for child in typed.children]
        return scaled(arrays.operated(typed, parts, self.frame, self.over), typed.factor)

    def clipped(self, typed: Typed, cell: Cell) -> Cell:
        """Return the cell a node is read at: the total where only the total is known."""
        shape = self.array(typed).shape or (1,) * len(cell)
        return (cell[0], *(min(i, length - 1) for i, length in zip(cell[1:], shape[1:], strict=True)))

    def told(self, typed: Typed, found: float, op: str, children: tuple[Trace, ...], *more: Reason) -> Trace:
        """Return the trace of a node; `found` is its value before its own factor."""
        value = _scaled(found, typed.factor)
        reasons = (*_reasons(children), *more) if value is None else ()
        if value is None and not reasons:
            reasons = (_own_reason(typed, children, found),)
        return Trace(
            label=words(typed, "zh"),
            value=value,
            unit=typed.type.unit.text,
            factor=typed.factor,
            op=op,
            children=children,
            why=reasons,
            en=words(typed, "en"),
            typed=typed,
        )

    def leaf(self, typed: Typed, node: Name, cell: Cell) -> Trace:
        """Return the trace of a figure read from the frame."""
        t = 0 if isinstance(self.frame, Printed) else cell[0]
        missing = self.unknown(typed, node, cell)
        if not 0 <= t < len(self.frame.periods):
            return missing
        value = _scaled(float(self.array(typed)[(t, *cell[1:])]), Fraction(1))
        if value is None:
            return missing
        observation = self.frame.observation(missing.name, t, cell[1:], node.reading, node.form)
        return replace(missing, value=value, observation=observation, why=())

    def by(self, members: Iterable[int]) -> dict[str, str]:
        named = {d: self.frame.members(d)[i] for d, i in zip(self.frame.dimensions, members, strict=True)}
        return {dimension: member for dimension, member in named.items() if member != TOTAL}

    def selected(self, typed: Typed, cell: Cell) -> Trace:
        """Return the trace of a selection: of the member, or of the sum of the members of a group."""
        cells = [cell]
        for dimension, members in typed.picks:
            axis = 1 + self.frame.dimensions.index(dimension)
            indexes = arrays.member_indexes(self.frame, dimension, members)
            cells = [(*c[:axis], index, *c[axis + 1 :]) for c in cells for index in indexes]
        child = typed.children[0]
        children = tuple(self.member(child, one) for one in cells)
        total = math.fsum(_number(part) for part in children)
        return self.told(typed, total, "sum" if len(cells) > 1 else "select", children)

    def member(self, typed: Typed, cell: Cell) -> Trace:
        """Return the trace at exactly that cell; nothing is there where only the total is known."""
        shape = self.array(typed).shape
        beyond = [i >= length for i, length in zip(cell[1:], shape[1:], strict=False)]
        if not any(beyond):
            return self.trace(typed, cell)
        if isinstance(typed.node, Name):
            return self.unknown(typed, typed.node, cell)
        leaves = [self.member(leaf, cell) for leaf, _ in _leaves(typed)]
        lacking = tuple(leaf for leaf in leaves if leaf.value is None)
        total_only = Reason("total_only", (("name", words(typed, "zh")),))
        return self.told(typed, math.nan, _operator(typed), lacking, *(() if lacking else (total_only,)))

    def unknown(self, typed: Typed, node: Name, cell: Cell) -> Trace:
        """Return the leaf of a figure that the frame does not have."""
        assert typed.symbol is not None
        first = self.frame.periods[0]
        period = first if isinstance(self.frame, Printed) else first.shifted(12 * cell[0])
        if isinstance(self.frame, Prior):
            period = period.shifted(-12)
        members = self.by(cell[1:])
        facts: tuple[tuple[str, object], ...] = (("name", typed.symbol.id), ("period", str(period)))
        if members:
            facts = (*facts, ("by", "、".join(members.values())))
        return Trace(
            label=words(typed, "zh"),
            value=None,
            unit=typed.type.unit.text,
            factor=typed.factor,
            op="name",
            name=typed.symbol.id,
            period=period,
            by=members,
            why=(Reason("missing_input", facts),),
            en=words(typed, "en"),
            reading=self.reading(node),
            form=node.form,
        )

    def reading(self, node: Name) -> str:
        return node.reading or ("prior" if isinstance(self.frame, Prior) else "")

    def elsewhere(self, typed: Typed, node: At, cell: Cell) -> Trace:
        """Return the trace of x@2020 or x@-1."""
        child = typed.children[0]
        if node.shift:
            below = self.year(child, cell[0] + node.shift, cell)
        else:
            period = periods.parse(node.period)
            assert period is not None
            if period.is_year:
                below = self.year(child, period.year - self.frame.periods[0].year, cell)
            else:
                below = _Tracer(Printed(self.frame, period), self.over).trace(child, (0, *cell[1:]))
        return self.told(typed, _number(below), "at", (below,))

    def year(self, typed: Typed, t: int, cell: Cell) -> Trace:
        """Return the trace at another year; outside the grid every figure is missing."""
        if 0 <= t < len(self.frame.periods) or typed.type.constant:
            return self.trace(typed, (t, *cell[1:]))
        leaves = tuple(self.leaf(leaf, name, (t, *cell[1:])) for leaf, name in _leaves(typed))
        if isinstance(typed.node, Name):
            return leaves[0]
        return self.told(typed, math.nan, _operator(typed), leaves)

    def called(self, typed: Typed, node: Call, cell: Cell) -> Trace:
        """Return the trace of a function: its value, and the cells it was computed from."""
        assert typed.function is not None
        found = self.array(typed)
        shown = float(found[(min(cell[0], found.shape[0] - 1), *cell[1:])] if found.ndim else found)
        value = math.nan if math.isnan(shown) else shown / float(typed.factor)
        over = (typed.given or {}).get("over")
        if isinstance(over, Over):
            children = self.members(typed, over, cell)
        elif typed.function.time is not None:
            return self.over_time(typed, node, cell, value)
        else:
            children = tuple(self.trace(child, cell) for child in typed.children)
        return self.told(typed, value, node.function, children)

    def members(self, typed: Typed, over: Over, cell: Cell) -> tuple[Trace, ...]:
        """Return the members that a result was computed from, or for a share the member and the total."""
        assert typed.function is not None
        assert typed.function.members is not None
        axis = 1 + self.frame.dimensions.index(over.dimension)
        inner = _Tracer(self.frame, over.dimension)
        if typed.function.with_whole:
            part, whole = typed.children
            return inner.trace(part, cell), inner.trace(whole, (*cell[:axis], 0, *cell[axis + 1 :]))
        indexes = arrays.member_indexes(self.frame, over.dimension, over.members)
        return tuple(
            inner.trace(child, (*cell[:axis], index, *cell[axis + 1 :]))
            for child in typed.children
            for index in indexes
        )

    def over_time(self, typed: Typed, node: Call, cell: Cell, value: float) -> Trace:
        """Return the years that a result was computed from; a year beyond a break says so."""
        assert typed.function is not None
        assert typed.function.time is not None
        reads = typed.function.time.reads(typed.given or {}, self.frame.periods[cell[0]].year)
        children = [self.read(typed, read, cell) for read in reads]
        broken = [year for read in reads if (year := arrays.crossed(typed, read, reads)) is not None]
        paired = {read.year - 1 for c, read in zip(children, reads, strict=True) if _is_paired(c, read)}
        kept = [
            c for c, read in zip(children, reads, strict=True)
            if (read.year not in paired if read.source == "values" else c.value is not None)
        ]  # fmt: skip
        more = [Reason("not_comparable", (("at", year),)) for year in dict.fromkeys(broken)]
        if math.isnan(value) and not more and not _reasons(kept):
            figures = [_number(part) for part in children]
            more = [Reason(typed.function.why(figures), (("name", words(typed, "zh")),))]
        return self.told(typed, value, node.function, tuple(kept), *more)

    def read(self, typed: Typed, read: Read, cell: Cell) -> Trace:
        child = typed.children[read.argument]
        if (read.source == "prior" and not is_level(child)) or (read.source == "long" and not is_plain(child)):
            return self.told(child, math.nan, _operator(child), ())
        if read.source == "long":
            printed = Printed(self.frame, periods.years(read.year, read.until))
            return _Tracer(printed, self.over).trace(child, (0, *cell[1:]))
        t = read.year - self.frame.periods[0].year
        if read.source == "prior":
            return _Tracer(Prior(self.frame), self.over).trace(child, (t, *cell[1:]))
        return self.year(child, t, cell)


def _is_paired(part: Trace, read: Read) -> bool:
    """Tell whether this is 上年同期 of the same return, which takes the place of last year's published figure."""
    return read.source == "prior" and part.value is not None


def _leaves(typed: Typed) -> list[tuple[Typed, Name]]:
    if isinstance(typed.node, Name):
        return [(typed, typed.node)]
    return [leaf for child in typed.children for leaf in _leaves(child)]


def _number(part: Trace) -> float:
    return math.nan if part.value is None else part.value


def _scaled(found: float, factor: Fraction) -> float | None:
    value = float(scaled(np.asarray(found, dtype=np.float64), factor)) if factor != 1 else found
    return value if math.isfinite(value) else None


def _combined(typed: Typed, children: tuple[Trace, ...]) -> float:
    """Compute one number by the operator of a node, as the arrays do for all."""
    numbers = [np.asarray(_number(child), dtype=np.float64) for child in children]
    match typed.node:
        case Unary(sign="-"):
            return float(-numbers[0])
        case Unary():
            return float(1.0 - numbers[0])
        case _:
            return float(arrays.operation(typed)(*numbers))


def _operator(typed: Typed) -> str:
    match typed.node:
        case Unary(sign=sign) | Binary(sign=sign):
            return sign
        case Compare(signs=signs):
            return " ".join(signs)
        case If():
            return "if"
        case Call(function=function):
            return function
        case _:
            return "select"


def _reasons(children: Iterable[Trace]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reason for child in children for reason in child.why))


def _own_reason(typed: Typed, children: tuple[Trace, ...], found: float) -> Reason:
    """Return why a node gives no number although everything it reads is there; infinite is beyond the machine."""
    facts = (("name", words(typed, "zh")),)
    if typed.function is not None and math.isinf(found):
        return Reason("not_a_number", facts)
    if typed.function is not None:
        return Reason(typed.function.why([_number(child) for child in children]), facts)
    match typed.node, [_number(child) for child in children]:
        case Binary(sign="/"), [_, 0.0]:
            return Reason("zero_denominator", (("name", words(typed.children[1], "zh")),))
        case Binary(sign="^"), [0.0, _]:  # to a power below 0: one over nothing
            return Reason("zero_denominator", (("name", words(typed.children[0], "zh")),))
        case Binary(sign="^"), [base, exponent] if base < 0 and exponent != int(exponent):
            return Reason("negative_base", (("name", words(typed.children[0], "zh")),))
    return Reason("not_a_number", facts)
