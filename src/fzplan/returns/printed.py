"""Printed tables and lists to observations: keys from rows and columns, values from cells, units converted once."""

from __future__ import annotations

import operator
from calendar import monthrange
from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.observations import TOTAL, Observation
from fzplan.periods import of_kind
from fzplan.regex import regex
from fzplan.returns import (
    cell_codes,
    codes,
    footnotes,
    layout_codes,
    odd_labels,
    panels,
    part_codes,
    row_codes,
    times,
    titles,
    unit_panels,
    unknown,
)  # fmt: skip
from fzplan.returns.abouts import said_about
from fzplan.returns.accounts import HEADER, OBSERVATION
from fzplan.returns.alike import Part, Slot
from fzplan.returns.body_cells import BodyCells
from fzplan.returns.cells import figure, misprint, number_like, stored
from fzplan.returns.conversions import Conversions, is_divided
from fzplan.returns.grid import text_of
from fzplan.returns.header import is_list
from fzplan.returns.keys import NOTHING, Key, period_of
from fzplan.returns.labels import fold
from fzplan.returns.rows import row_keys
from fzplan.returns.tables import locate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from fzplan.diagnostics import CellRef, FileRef
    from fzplan.model.plan import Indicator, Measure
    from fzplan.periods import Period
    from fzplan.returns.cells import Figure
    from fzplan.returns.collecting import Filing, Gathered
    from fzplan.returns.conversions import Conversion
    from fzplan.returns.readers.book import Cell
    from fzplan.returns.tables import Table
    from fzplan.returns.times import Reported


_SCOPE = regex(r"[(（]?(?:注|统计口径|口径|统计范围|范围|说明)[:：]")
"""How a line above a table begins that says what its figures cover."""


def read_tables(filing: Filing, out: Gathered) -> bool:
    """Read every table of the sheet that fits the form; False where there is none."""
    form = filing.form
    layout = out.alike.known(filing)
    tables = [part.table for part in layout.parts] if layout else _located(filing, out)
    whole = panels.continued(tables, form, filing.file, out.panels.get(form.id))
    if not all(map(operator.is_, whole, tables)):
        layout = None  # what goes on with another part is not read by its own skeleton alone
    elif layout is None:
        layout = out.alike.learn(filing, tables)
    else:
        filing.ledger.adopt(layout.fates)
    parts = layout.parts if layout else [Part(table) for table in whole]
    for part in parts:
        table = part.table
        reading = _Reading(titles.named(filing, table), part, out)
        reading.run()
        out.panels[form.id] = panels.Panel(filing.file, table.title, table.unit_line, tuple(reading.rows))
    if layout and not layout.fates and all(part.complete for part in parts):
        out.alike.keep(filing, layout)
    return bool(tables)


def _located(filing: Filing, out: Gathered) -> list[Table]:
    """Return the tables of a sheet that hold something, and of their parts those whose units fit."""
    tables = [t for t in locate(filing.grid, filing.form, filing.names) if t.data and (t.labels or t.keys)]
    tables = [part for table in tables for part in unit_panels.parts(filing, table)]
    return list(unit_panels.fitting(filing, tables, out))


class _Reading:
    """One table being read; a `part` that is complete was met on a sheet laid out alike."""

    def __init__(self, filing: Filing, part: Part, out: Gathered) -> None:
        self.filing, self.part, self.table, self.out, self.folded = filing, part, part.table, out, filing.folded
        self.grid, self.ledger = filing.grid, filing.ledger
        self.file, self.sheet = out.files(filing.file), out.sheets(filing.sheet)
        self.members = tuple(filing.context.members.get(d, TOTAL) for d in filing.plan.dimensions)
        """Of file and sheet, for each dimension."""
        if not part.complete:
            self._begin()
        self.reported, self.notes = part.reported, part.notes
        self.rows: list[tuple[Key | None, str]] = []
        """What each row read names, for a continued part without labels."""
        self.body = BodyCells(filing, self.table, out)
        self.conversions = Conversions(filing, self.table, out, part.conversions)

    def _begin(self) -> None:
        """Find out what holds for every sheet laid out alike; what is told of this file alone leaves it incomplete."""
        part, told = self.part, len(self.out.findings) + len(self.folded)
        self._mark_surroundings()
        part.reported, part.notes = self._reported(), self._notes()
        part.unnamed = (
            list(self.table.data[1:])
            if is_list(self.filing.form)
            else [c for c in self.table.data if not self._named(c)]
        )
        dated = odd_labels.dated_columns(self.filing, self.table)
        part.unnamed += [column for column in dated if column not in part.unnamed]
        part.rows = list(self._row_keys())
        self.out.findings += odd_labels.of_years(self.filing, self.table)
        self.out.findings += odd_labels.of_signatures(self.filing, self.table)
        part.complete = len(self.out.findings) + len(self.folded) == told

    def run(self) -> None:
        """Read the body and account for every cell of the table."""
        table, slots = self.table, self.part.slots
        self.ledger.rest("outside")
        wanted = [(c, table.keys.get(c, NOTHING)) for c in table.data if c not in self.part.unnamed]
        self.out.met.update(heading.measure for _, heading in wanted)
        unknown_rows: list[tuple[int, str, list[int]]] = []
        for row, key, label in self.part.rows:
            self.rows.append((key, label))
            if key is None:
                numbers = [c for c, _ in wanted if number_like(self.grid.cell(row, c))]
                reason = unknown.of_row(self.filing, label)
                self.ledger.mark_rows([row], numbers, reason)
                if numbers and reason == "unknown_row":
                    unknown_rows.append((row, label, numbers))
                continue
            self.out.met.add(key.measure or self.filing.context.measure)
            for column, heading in wanted:
                slot, cell = slots.get((row, column)), self.grid.cell(row, column)
                if slot is not None and type(cell) is float:
                    self._observe(row, column, stored(cell, slot.shown), slot)
                else:
                    before = len(self.out.findings)
                    self._cell(row, column, key, heading, label)
                    if len(self.out.findings) > before:
                        said_about(self.out.findings, before, self.filing, _crossed(heading, key), self.reported)
        keys = (*table.keys.values(), *(key for _, key, _ in self.part.rows if key))
        met = {member for key in keys for member in key.members.values()}
        unknown.note(self.filing, table, self.out, self.part.unnamed, unknown_rows, met)

    def _named(self, column: int) -> bool:
        """Tell whether a column names what the form reads, and is not to be left aside."""
        return column in self.table.keys and not any(map(self.filing.names.skipped, self.table.paths[column][-1:]))

    def _row_keys(self) -> Iterator[tuple[int, Key | None, str]]:
        """Yield what each row names; a continued part without labels has those of the part before it."""
        table, before = self.table, self.out.panels.get(self.filing.form.id)
        if table.labels or self.filing.form.panels != "join" or before is None:
            yield from row_keys(self.filing, table)
            return
        if len(before.rows) == len(table.body):
            yield from ((row, key, label) for row, (key, label) in zip(table.body, before.rows, strict=True))
            return
        cells = [(r, c) for r in table.body for c in table.data if number_like(self.grid.cell(r, c))]
        self.ledger.mark_rows(table.body, table.data, "unknown_row")
        at = self.filing.cell(table.body[0], table.data[0])
        self.out.findings.append(
            layout_codes.PANELS(at, rows=len(table.body), before=len(before.rows), count=len(cells))
        )

    def _reported(self) -> Reported | None:
        """Return the reporting period of the sheet: form, sheet or file say it, else the lines above the table."""
        corner = (text for c in self.table.labels for text in self.table.paths.get(c, ()))
        titled, line = times.of_titles((*self.table.title, *corner))
        stated = period_of(self.filing.context, times.reported(titled) if self.filing.context.parts else None)
        if stated and titled and stated.year != titled.year and stated.months == titled.months:
            at = self._saying(titled)
            self.out.findings.append(
                codes.PERIOD_CLASH(at, title=titled, period=stated, source=self.filing.period_from)
            )
        pinned = self.filing.form.period or not {"period", "year"}.isdisjoint(self.filing.form.fixed)
        if stated and titled and not pinned and stated.is_year and titled.year == stated.year:
            stated = titled  # the file's name gives the year, the line 报告期 the month
        found = times.reported(stated or titled, line)
        words = {key.reading.relative for key in self.table.keys.values() if key.reading}
        return found and found._replace(unsettled=found.month is None and found.period.is_year and "month" in words)

    def _saying(self, period: Period) -> CellRef | FileRef:
        """Return the cell above the table, or over its labels, that says a period; the sheet where none does."""
        table, grid = self.table, self.grid
        cells = [(r, c, v) for r in table.above for c, v in grid.distinct(r)]
        cells += [(r, c, grid.cell(r, c)) for r in table.header for c in table.labels]
        found = ((r, c) for r, c, value in cells if times.of_titles((text_of(value),))[0] == period)
        place = next(found, None)
        return self.filing.cell(*place) if place else self.filing.place

    def _notes(self) -> dict[str, tuple[int, ...]]:
        """Return the notes around the table by their mark; those without a mark belong to all (key ``""``)."""
        table = self.table
        named = [self.grid.text(row, c) for row in table.body for c in table.labels]
        named += [text for path in table.paths.values() for text in path]
        used = {mark for text in named for mark in footnotes.marks_of(text, table.marks)}
        texts = footnotes.of_table(self.grid, table.notes, used, table.title)
        for mark in used & set(table.marks):
            texts.setdefault(mark, (table.marks[mark],))
        scope = tuple(line for line in self.table.title if _SCOPE.match(fold(line)))
        texts[""] = (*scope, *texts.get("", ()))
        return {mark: tuple(map(self.out.notes, lines)) for mark, lines in texts.items() if lines}

    def _mark_surroundings(self) -> None:
        table, ledger = self.table, self.ledger
        everywhere = range(self.grid.width)
        ledger.mark_rows(table.codes, everywhere, "code_row")
        ledger.mark_rows((*table.header, *table.units), everywhere, HEADER)
        ledger.mark_rows(table.notes, everywhere, "note")
        ledger.mark_rows(table.above, everywhere, "title")
        for column, role in table.roles.items():
            fate = {"code": "code_column", "serial": "serial", "note": "remark_column"}.get(role)
            if fate and column not in table.data and column not in table.labels:
                ledger.mark_rows(table.body, [column], fate)
        ledger.mark_rows(table.body, table.labels, HEADER)

    def _cell(self, row: int, column: int, key: Key, heading: Key, label: str) -> None:
        """Read one cell of the body, or note why it was not read."""
        place, cell = (row, column), self.grid.cell(row, column)
        if self.body.is_unusable(place, label) or cell == "" or cell is None:
            return
        seen = figure(cell, self.grid.sheet.facts.format(row, column), self.filing.form.symbols)
        self.body.look(place, seen, label)
        if seen is None or seen.value is None:
            return
        if seen.unit and not seen.textual and self.filing.plan.units.find(seen.unit) is None:
            seen = seen._replace(unit="")  # a format may decorate numbers with anything
        slot = self._slot(row, column, seen, _crossed(heading, key), label)
        if slot is not None:
            if type(cell) is float and not seen.doubt:
                self.part.slots[row, column] = slot
            self._observe(row, column, seen, slot)

    def _slot(self, row: int, column: int, seen: Figure, own: Key, label: str) -> Slot | None:
        """Return what is known of a cell besides its number, or note why it is not read."""
        filing, whole, shown = self.filing, own.over(self.filing.context), self.grid.sheet.facts.format(row, column)
        quantity = filing.plan.quantity(whole.measure) if whole.measure else None
        if quantity is None:
            self.ledger.mark(row, column, "unknown_row")
            return None
        period = period_of(whole, self.reported)
        if period is None:
            self.ledger.mark(row, column, "no_period")
            self.folded.add(codes.NO_PERIOD, filing.cell(row, column), label)
            return None
        if is_daily(whole, period, quantity):
            self.ledger.mark(row, column, "daily")
            self.folded.add(part_codes.DAILY, filing.cell(row, column), label)
            return None
        members = tuple(own.members.get(d, "") for d in filing.plan.dimensions)
        basis, notes = _basis(whole, filing.form.basis), self._notes_of(row, column, seen, whole)
        return Slot(quantity, in_kind(period, quantity), whole, members, basis, notes, shown, seen.unit)

    def _observe(self, row: int, column: int, seen: Figure, slot: Slot) -> None:
        quantity, folded = slot.quantity, self.folded
        assert seen.value is not None
        spoken = seen.textual and bool(seen.unit) and seen.bound == "=" and not seen.doubt
        conversion = self.conversions.of(quantity, slot.stuck, slot.whole, row, column, textual=spoken)
        if conversion.fault:
            self.ledger.mark(row, column, "unit")
            return
        at, facts = self.filing.cell, self.grid.sheet.facts
        if seen.textual and not self.filing.textual and seen.bound == "=" and not seen.doubt:
            unit = quantity.unit.text if spoken and conversion.ratio != 1 else ""
            shown = misprint(text_of(self.grid.cell(row, column)), conversion.value(seen.value) if unit else seen.value)
            self.out.findings.append(cell_codes.TEXT_NUMBER(at(row, column), shown=shown + unit, count=1))
        if is_divided(seen.value, conversion, quantity):
            shown, unit = f"{seen.value:.12g}", conversion.printed
            folded.add(row_codes.DIVIDED, at(row, column), shown, measure=quantity.id, unit=unit)
        if slot.whole.translated:
            folded.add(layout_codes.TRANSLATION, at(row, column), label=quantity.id, other=slot.whole.translated)
        if row in facts.hidden_rows or column in facts.hidden_columns:
            self.out.findings.append(codes.HIDDEN_ROWS(at(row, column), count=1))
        self.ledger.mark(row, column, OBSERVATION)
        self.out.observations.append(self._observation(row, column, seen, slot, conversion))

    def _observation(self, row: int, column: int, seen: Figure, slot: Slot, conversion: Conversion) -> Observation:
        filing, whole = self.filing, slot.whole
        assert seen.value is not None
        return Observation(
            slot.quantity.id,
            slot.period,
            tuple(own or said for own, said in zip(slot.members, self.members, strict=True))
            if any(slot.members)
            else self.members,
            conversion.value(seen.value),
            conversion.printed,
            conversion.ratio,
            seen.decimals - conversion.exponent,
            seen.bound,
            slot.basis,
            whole.edition or filing.edition,
            _day(whole.published) or filing.published,
            "A",
            whole.quality or filing.quality,
            filing.form.id,
            self.file,
            self.sheet,
            row + 1,
            column + 1,
            notes=slot.notes,
            raw=as_printed(self.grid.cell(row, column), seen),
        )

    def _notes_of(self, row: int, column: int, seen: Figure, whole: Key) -> tuple[int, ...]:
        table = self.table
        named = (*(self.grid.text(row, c) for c in table.labels), *table.paths.get(column, ()))
        marks = [mark for text in (*named, f"1{seen.marks}") for mark in footnotes.marks_of(text, table.marks)]
        own = tuple(note for mark in dict.fromkeys(marks) for note in self.notes.get(mark, ()))
        said = (self.out.notes(whole.note),) if whole.note else ()
        return tuple(dict.fromkeys((*own, *said, *self.notes.get("", ()))))


def _crossed(heading: Key, key: Key) -> Key:
    """Return what column and row name together; 上年同期 over a row 6月 is that month of the year before."""
    both = heading.over(key)
    if heading.reading is None or key.reading is None:
        return both
    return replace(both, reading=times.crossed(heading.reading, key.reading))


def is_daily(whole: Key, period: Period, quantity: Measure | Indicator) -> bool:
    """Tell whether a figure is that of a single day, which is no period here; a stock at the end of its month is."""
    day = dict(whole.parts).get("day")
    if day is None or period.months != 1:
        return False
    closing = monthrange(period.year, period.start % 12 + 1)[1]
    return quantity.kind not in ("stock", "fixed") or int(day) != closing


def _basis(whole: Key, stated: str) -> str:
    """Return 同口径 for a 上年同期 column, else what the form says."""
    printed = whole.reading.basis if whole.reading else "published"
    return printed if printed != "published" else stated or printed


def as_printed(cell: Cell, seen: Figure) -> str:
    """Return a cell as a person sees it: text as it stands, a number with the decimals of its format."""
    if isinstance(cell, str) or seen.value is None:
        return text_of(cell)
    return f"{seen.value:.{seen.decimals}f}{seen.unit}"


def in_kind(period: Period, quantity: Measure | Indicator) -> Period:
    """Return the period in the manner of the measure's kind: a stock has the instant at the end."""
    return of_kind(period, quantity.kind)


def _day(text: str) -> date | None:
    import datetime as dt

    try:
        return dt.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
