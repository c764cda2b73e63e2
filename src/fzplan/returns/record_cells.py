"""Single cells of records that are more than a stored number or text: symbols, units, errors, formulas, merges.

In: a cell of a field. Out: its number in the field's unit, or None and a finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import CellRef
from fzplan.model import words
from fzplan.returns import cell_codes, codes, fact_codes
from fzplan.returns.cells import figure, misprint
from fzplan.returns.conversions import converted
from fzplan.returns.grid import text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from fractions import Fraction

    from fzplan.diagnostics import Diagnostic
    from fzplan.returns.cells import Figure
    from fzplan.returns.collecting import Filing, Gathered
    from fzplan.returns.readers.book import Cell
    from fzplan.returns.record_rows import Rows
    from fzplan.units import Unit


class Field(NamedTuple):
    """A field as its cells are read."""

    id: str
    column: str
    """The heading."""
    unit: Unit | None
    factor: Fraction
    """From the unit that the heading states to the field's."""


def odd(filing: Filing, out: Gathered, field: Field, row: int, column: int) -> float | None:
    """Read a cell of a number field that is not a stored number: blank, symbol, text number, or a mistake."""
    cell, at = filing.grid.cell(row, column), filing.cell(row, column)
    seen, text = figure(cell, declared=filing.form.symbols), text_of(cell)
    if seen is not None and seen.value is not None:
        return _textual(filing, out, field, seen, text, at)
    if seen is None and text:
        out.findings.append(cell_codes.TEXT_CELL(at, label=field.column, text=text[:40]))
    elif seen is not None and seen.doubt:
        rule = cell_codes.DATE_CELL if seen.doubt == "date" else cell_codes.DOUBTFUL
        out.findings.append(rule(at, label=field.column, text=text))
    elif seen is not None and seen.textual and seen.symbol:
        means = words.MISSING[seen.symbol]
        out.findings.append(fact_codes.PLACEHOLDER(at, label=field.column, text=text, means=means))
    return None


def _textual(filing: Filing, out: Gathered, field: Field, seen: Figure, text: str, at: CellRef) -> float | None:
    """Return a number that is stored as text, with its own unit where it has one."""
    assert seen.value is not None
    factor, shown = field.factor, ""
    own = filing.plan.units.find(seen.unit) if seen.unit and field.unit else None
    if own is not None and field.unit is not None:
        if not own.compatible(field.unit):
            out.findings.append(codes.UNIT_CLASH(at, measure=field.id, want=field.unit.text, got=own.text))
            return None
        factor = own.factor_to(field.unit)
        shown = field.unit.text if factor != 1 else ""
    elif seen.unit and field.unit:
        out.findings.append(cell_codes.TEXT_CELL(at, label=field.column, text=text[:40]))
        return None
    value = converted(seen.value, factor)
    if seen.doubt == "bracketed":
        out.findings.append(cell_codes.BRACKETED(at, label=field.column, text=text, value=seen.value))
    elif seen.textual and not filing.textual:
        told = misprint(text, value if shown else seen.value) + shown
        out.findings.append(cell_codes.TEXT_NUMBER(at, shown=told, count=1))
    return value


def facts(filing: Filing, labels: Mapping[int, str], found: Rows, key: int | None) -> Iterator[Diagnostic]:
    """Yield what is told of the cells of the used columns: error values, formulas without a result, links.

    `labels`: the heading of each used column; of the rows whose key is an error value only the key is told.
    """
    known = filing.grid.sheet.facts
    if not (known.errors or known.uncached or known.links):
        return
    wanted, keys = set(found.records), set(found.unknown)
    for place in (*known.errors, *known.uncached, *known.links):
        row, column = place
        if column not in labels or not (row in wanted or (column == key and row in keys)):
            continue
        at, label = filing.cell(row, column), labels[column]
        if place in known.errors:
            yield cell_codes.error(known, place, at, label)
        elif place in known.uncached:
            yield cell_codes.UNCACHED(at, label=label, formula=known.uncached[place] or "=…")
        else:
            yield fact_codes.LINK(at, label=label, book=known.links[place])


class Merged(NamedTuple):
    """What merged cells among records come to."""

    rows: list[list[Cell]]
    """Of the sheet, with every text in each of the rows that it is merged over."""
    shared: frozenset[tuple[int, int]]
    """Cells of numbers and keys that are merged over several rows or columns: nobody knows whose they are."""
    findings: tuple[Diagnostic, ...]


def merged(filing: Filing, first: int, numbers: Mapping[int, str], texts: Mapping[int, str]) -> Merged:
    """Return the sheet of a filing with its merges in the used columns settled, from row `first` on."""
    sheet, found, shared = filing.grid.sheet, [], set()
    rows: list[list[Cell]] = sheet.rows
    for r0, c0, r1, c1 in sheet.merges:
        if r0 < first or (c0 not in numbers and c0 not in texts) or r1 >= len(sheet.rows):
            continue
        text = text_of(sheet.rows[r0][c0])
        if not text:
            continue
        at = CellRef(filing.file, filing.sheet, r0 + 1, c0 + 1, r1 + 1, c1 + 1)
        if c0 in numbers:
            shared |= {(r, c) for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)}
            found.append(cell_codes.SHARED(at, label=numbers[c0], text=text))
        elif r1 > r0:
            rows = rows.copy() if rows is sheet.rows else rows
            for r in range(r0 + 1, r1 + 1):
                rows[r] = [sheet.rows[r0][c0] if c == c0 else cell for c, cell in enumerate(rows[r])]
            found.append(fact_codes.FILLED_DOWN(at, column=texts[c0], text=text, count=r1 - r0 + 1))
    return Merged(rows, frozenset(shared), tuple(found))


def hidden(filing: Filing, rows: Collection[int], used: Sequence[int]) -> Iterator[Diagnostic]:
    """Yield the hidden rows among the records, and the hidden columns among those that are used."""
    known, stored = filing.grid.sheet.facts, filing.grid.sheet.rows
    if not used or not rows:
        return
    for row in known.hidden_rows.intersection(rows):
        count = sum(stored[row][c] != "" for c in used)
        at = CellRef(filing.file, filing.sheet, row + 1, min(used) + 1, row + 1, max(used) + 1)
        yield codes.HIDDEN_ROWS(at, count=count)
    for column in known.hidden_columns.intersection(used):
        count = sum(stored[row][column] != "" for row in rows)
        at = CellRef(filing.file, filing.sheet, min(rows) + 1, column + 1, max(rows) + 1, column + 1)
        yield codes.HIDDEN_ROWS(at, count=count)
