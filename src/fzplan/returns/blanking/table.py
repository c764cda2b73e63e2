"""A table written blank: row names × column names, the unit beside or behind each measure, one input a crossing."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from fzplan.periods import words as period_words
from fzplan.returns import pattern, times
from fzplan.returns.blanking import entries, head, words
from fzplan.returns.blanking.choices import MOST, Wanted, grouped
from fzplan.returns.blanking.page import Cell, Page, Slot
from fzplan.returns.grid import window
from fzplan.returns.keys import NOTHING, Key, period_of
from fzplan.returns.naming import is_total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.model.checks import Check

LABEL, UNIT, INPUT = 30.0, 10.0, 14.0


class Line(NamedTuple):
    """One row of the body, or one column of inputs: its names and what they say; a heading says nothing."""

    names: tuple[str, ...]
    key: Key | None
    depth: int = 0


class Plot(NamedTuple):
    """Where the parts of a table stand; rows and columns are 0-based."""

    top: int
    """The first header row."""
    left: int
    heads: int
    """Header rows."""
    labels: int
    """Label columns, the unit column not counted."""
    unit: bool

    @property
    def body(self) -> int:
        """Return the first row of the body."""
        return self.top + self.heads

    @property
    def data(self) -> int:
        """Return the first column of inputs."""
        return self.left + self.labels + self.unit


def page(wanted: Wanted, name: str, context: Key, checks: Sequence[Check]) -> Page | None:
    """Return the sheet; None where the names of an axis give nothing to fill in."""
    rows, columns = rows_of(wanted, context), columns_of(wanted, context)
    if not any(line.key for line in rows) or not columns or len(rows) * len(columns) > MOST:
        return None
    plot = _plot(wanted, rows, columns)
    slots = _slots(wanted, plot, rows, columns, context)
    if not slots:
        return None
    widths = (*[INPUT] * plot.left, *[LABEL] * plot.labels, *[UNIT] * plot.unit, *[INPUT] * len(columns))
    bottom = plot.body + len(rows)
    whole = _unit_line(wanted, context)
    cells = [
        *head.above(wanted, context, len(widths), plot.top, whole),
        *_heading(wanted, plot, columns),
        *_labels(wanted, plot, rows),
        *_inputs(wanted, slots),
        *head.below(wanted, checks, widths, bottom),
    ]
    return Page(
        name, tuple(cells), widths, (plot.top, plot.body - 1), plot.data, wanted.form.id, slots,
        result=(plot.top - 2, len(widths) - 1) if plot.top >= head.LINES and len(widths) > 1 else None
    )  # fmt: skip


def rows_of(wanted: Wanted, context: Key) -> list[Line]:
    """Return the rows that the form's reader understands, a union of dimensions with its headings."""
    axis = wanted.form.rows
    assert axis is not None
    if _is_union(axis.levels):
        found = []
        for path, depth in grouped(wanted):
            heading = path[0] != path[-1] or depth or is_total(path[-1])
            found.append(Line(path[-1:], wanted.names.along(axis, path) if heading else None, depth))
        return found
    lines = []
    for path in wanted.paths(axis.levels, context):
        key: Key | None = NOTHING
        if len(axis.levels) == 1:
            key = wanted.names.along(axis, path)
        for level, text in zip(axis.levels, path, strict=True) if len(axis.levels) > 1 else ():
            part = wanted.names.level(level, (text,)) if text else NOTHING
            key = None if part is None or key is None else part.over(key)
        if key is not None:
            lines.append(Line(path, key))
    return lines


def columns_of(wanted: Wanted, context: Key) -> list[Line]:
    """Return the columns; a measure has its unit in brackets where no level of its own names it."""
    axis = wanted.form.columns
    assert axis is not None
    own = "unit" in map(pattern.sole, axis.levels)
    lines = []
    for path in wanted.paths(axis.levels, context):
        names = path if own else tuple(_with_unit(wanted, *one) for one in zip(axis.levels, path, strict=True))
        key = wanted.names.along(axis, names)
        if key is not None and all(names):
            lines.append(Line(names, key))
    return lines


def _with_unit(wanted: Wanted, level: str, text: str) -> str:
    key = wanted.names.level(level, (text,)) if "measure" in pattern.fields((level,)) else None
    quantity = wanted.plan.quantity(key.measure) if key else None
    return f"{text}（{wanted.unit(quantity).text}）" if quantity else text


def _is_union(levels: Sequence[str]) -> bool:
    return tuple(levels) == ("{grouping}", "{member}")


def _plot(wanted: Wanted, rows: Sequence[Line], columns: Sequence[Line]) -> Plot:
    form = wanted.form
    corner = window(form.range) if form.range else None
    heads = len(columns[0].names)
    top = form.header - 1 if form.header else corner[0] if corner else head.LINES
    assert form.rows is not None
    fields = pattern.fields(form.rows.levels)
    unit = any(line.key and line.key.measure for line in rows) and "unit" not in fields
    return Plot(top, corner[1] if corner else 0, heads, len(rows[-1].names), unit)


def _unit_line(wanted: Wanted, context: Key) -> str:
    """Return the unit of the whole sheet where file, sheet or form name the one measure it holds."""
    quantity = wanted.plan.quantity(context.measure)
    return context.unit or (wanted.unit(quantity).text if quantity else "")


def _heading(wanted: Wanted, plot: Plot, columns: Sequence[Line]) -> list[Cell]:
    """Return the header: names of the label columns, then the names over the inputs, equal outer ones merged."""
    assert wanted.form.rows is not None
    levels = ("{member}",) if _is_union(wanted.form.rows.levels) else wanted.form.rows.levels
    named = [*(_head_word(wanted, level) for level in levels), *([words.HEADS["unit"].of(wanted.lang)] * plot.unit)]
    found = [Cell(plot.top, plot.left + c, "head", text, rows=plot.heads) for c, text in enumerate(named)]
    for depth in range(plot.heads):
        first = 0
        for c in range(1, len(columns) + 1):
            if c < len(columns) and columns[c].names[: depth + 1] == columns[first].names[: depth + 1]:
                continue
            text = columns[first].names[depth]
            if depth + 1 == plot.heads:
                first = c - 1  # the innermost names stand over one column each
                text = columns[first].names[depth]
            found.append(_over(wanted, plot, columns[first], depth, (first, c - first), text))
            first = c
    return found


def _over(wanted: Wanted, plot: Plot, line: Line, depth: int, seats: tuple[int, int], text: str) -> Cell:
    first, count = seats
    quantity = wanted.plan.quantity(line.key.measure) if line.key else None
    note = entries.comment(quantity, wanted.unit(quantity), wanted.lang) if quantity and not depth else ""
    return Cell(plot.top + depth, plot.data + first, "head", text, columns=count, comment=note)


def _head_word(wanted: Wanted, level: str) -> str:
    """Return the word over a label column: that of the field, or the dimension's own name."""
    field = pattern.sole(level) or next(iter(pattern.fields((level,))), "_")
    if field in wanted.plan.dimensions:
        return field
    return words.HEADS.get(field, words.HEADS["_"]).of(wanted.lang)


def _labels(wanted: Wanted, plot: Plot, rows: Sequence[Line]) -> list[Cell]:
    found = []
    for r, line in enumerate(rows):
        quantity = wanted.plan.quantity(line.key.measure) if line.key else None
        for c, text in enumerate(line.names):
            names_measure = quantity and text == wanted.label(quantity.id)
            note = entries.comment(quantity, wanted.unit(quantity), wanted.lang) if quantity and names_measure else ""
            found.append(
                Cell(plot.body + r, plot.left + c, "label" if text else "text", text, comment=note, indent=line.depth)
            )
        if plot.unit:
            text = wanted.unit(quantity).text if quantity else ""
            found.append(Cell(plot.body + r, plot.data - 1, "unit", text))
    return found


def _slots(wanted: Wanted, plot: Plot, rows: Sequence[Line], columns: Sequence[Line], context: Key) -> tuple[Slot, ...]:
    """Return the inputs: where row, column and sheet together name a quantity, each number once."""
    found: dict[tuple[object, ...], Slot] = {}
    for r, row in enumerate(rows):
        for c, column in enumerate(columns):
            if row.key is None or column.key is None:
                continue
            whole = column.key.over(row.key).over(context)
            quantity = wanted.plan.quantity(whole.measure)
            if quantity is None:
                continue
            period = period_of(whole, times.reported(period_of(context, None)))
            members = tuple(sorted((d, m) for d, m in whole.members.items() if m != "_T"))
            basis = whole.reading.basis if whole.reading else "published"
            factor = Fraction(wanted.unit(quantity).factor_to(quantity.unit))
            label = _place(row, column)
            slot = Slot(plot.body + r, plot.data + c, quantity.id, period, members, basis, factor, label)
            found.setdefault((quantity.id, period, members, basis), slot)
    return tuple(found.values())


def _place(row: Line, column: Line) -> str:
    """Return what tells this input from the others of the same measure."""
    parts = [t for line in (column, row) for t in line.names if not (line.key and line.key.measure) and t]
    return " ".join(dict.fromkeys(parts))


def _inputs(wanted: Wanted, slots: Sequence[Slot]) -> list[Cell]:
    found = []
    for slot in slots:
        quantity = wanted.plan.quantity(slot.measure)
        assert quantity is not None
        entry = entries.of_quantity(quantity, wanted.unit(quantity), wanted.lang)
        when = f"{slot.label}" if slot.label else period_words(slot.period, wanted.lang) if slot.period else ""
        entry = entry._replace(says=f"{quantity.id} {when}\n{entry.says}"[:250])
        found.append(Cell(slot.row, slot.column, "input", entry=entry))
    return found
