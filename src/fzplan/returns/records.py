"""Sheets with one row an entity (`rows: entity`): microdata and registers to records.

A record keeps the declared fields in their declared units, its period (a constant, or a date column as in
``year(认定日期)``) and its member of each dimension the form has a field for.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.diagnostics import Related, Severity, Text
from fzplan.observations import TOTAL, Records
from fzplan.regex import regex
from fzplan.returns import codes, record_cells, times
from fzplan.returns.accounts import HEADER, RECORD
from fzplan.returns.cells import figure
from fzplan.returns.collecting import SHOWN
from fzplan.returns.conversions import converted
from fzplan.returns.grid import text_of
from fzplan.returns.headings import heading_of
from fzplan.returns.keys import period_of
from fzplan.returns.labels import nearest, read
from fzplan.returns.naming import is_total
from fzplan.returns.record_cells import Field
from fzplan.returns.record_columns import factor_of, missing, seat, wanted_fields
from fzplan.returns.record_rows import covered_years, left_out, record_rows, repeated_key

if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from fractions import Fraction

    from fzplan.diagnostics import CellRef
    from fzplan.model.plan import Dimension
    from fzplan.periods import Period
    from fzplan.returns.collecting import Filing, Gathered
    from fzplan.returns.headings import Heading
    from fzplan.returns.readers.book import Cell
    from fzplan.returns.record_columns import Wanted

PERIOD_OF = regex(r"\s*(?P<part>year|quarter|month)\s*\(\s*(?P<column>\S+?(?:\s+\S+?)*?)\s*\)\s*")


def read_records(filing: Filing, out: Gathered) -> bool:
    """Read the records of one sheet; False where its header was not found."""
    form, grid = filing.form, filing.grid
    fields = wanted_fields(filing)
    dated = PERIOD_OF.fullmatch(form.period)
    looked_for = [w.column for w in fields] + [form.key, dated["column"] if dated else ""]
    heading = heading_of(grid, form, filing.names, looked_for)
    if heading is None:
        return False
    _Register(filing, out, heading, fields, dated).run()
    return True


class _Register:
    """One sheet of records being read."""

    def __init__(
        self, filing: Filing, out: Gathered, heading: Heading, fields: list[Wanted], dated: re.Match[str] | None
    ) -> None:
        self.filing, self.out, self.heading, self.grid = filing, out, heading, filing.grid
        self.folded = filing.folded
        self.seats = {w: c for w in fields if (c := seat(filing, out, heading, w)) is not None}
        self.key = heading.find(filing.form.key) if filing.form.key else None
        self.dated = dated
        self.date = heading.find(dated["column"]) if dated else None
        self.stored: list[list[Cell]] = self.grid.sheet.rows
        """The rows of the sheet, a text that is merged over several in each of them."""
        self.shared: frozenset[tuple[int, int]] = frozenset()
        """Cells of numbers that are merged over several rows or columns."""
        self.unnamed: dict[str, frozenset[int]] = {}
        """Of a dimension, the rows (from 1) whose cell is empty."""
        self.floats: set[int] = set()
        """Columns of which every record has a stored number."""

    def run(self) -> None:
        """Read the rows into one `Records` table and account for the cells."""
        filing, form, heading = self.filing, self.filing.form, self.heading
        if self.dated and self.date is None:
            missing(filing, self.out, heading, self.dated["column"])
        if form.key and self.key is None:
            missing(filing, self.out, heading, form.key)
        used = sorted({*self.seats.values(), *(c for c in (self.key, self.date) if c is not None)})
        self._settle_merges()
        found = record_rows(self.filing, heading, self._needed(), self.key)
        found = found._replace(keyless=[r for r in found.keyless if (r, self.key) not in self.shared])  # told as merged
        rows = found.records
        self.out.findings += left_out(self.filing, found, used)
        self.out.findings += record_cells.facts(self.filing, self._labels(), found, self.key)
        periods_ = self._periods(rows)
        rows, periods_ = self._unique(rows, periods_)
        cells = list(map(self.stored.__getitem__, rows))
        columns = {
            w.id: self._column(w, c, rows, list(map(itemgetter(c), cells)))
            for w, c in self.seats.items()
            if not w.dimension
        }
        members = {w.dimension: self._members(w, c, rows) for w, c in self.seats.items() if w.dimension}
        seats = {w.id: c + 1 for w, c in self.seats.items()}
        if form.key and self.key is not None and form.key not in columns:
            columns[form.key] = [text_of(row[self.key]) for row in cells]
            seats = {form.key: self.key + 1, **seats}
        stored = {f: odd for f in columns if (odd := _stored(rows, cells, seats[f] - 1, columns[f]))}
        self._account(rows, used)
        filing.ledger.mark_rows(found.skipped, range(self.grid.width), "skipped")
        self.out.findings += record_cells.hidden(filing, rows, used)
        self.out.records.append(
            Records(
                form.id, self.out.files(filing.file), self.out.sheets(filing.sheet), columns, periods_, members,
                [r + 1 for r in rows], filing.quality, filing.edition, filing.published,
                min(used, default=self.grid.left) + 1, max(used, default=self.grid.right) + 1,
                seats, stored, self.unnamed,
            )
        )  # fmt: skip
        self.out.blocks.append((len(self.out.records) - 1, seats, covered_years(self.grid, heading)))

    def _labels(self) -> dict[int, str]:
        """Return the heading of each column that is used."""
        named = {c: w.column for w, c in self.seats.items()}
        if self.date is not None and self.dated is not None:
            named.setdefault(self.date, self.dated["column"])
        if self.key is not None:
            named.setdefault(self.key, self.filing.form.key)
        return named

    def _settle_merges(self) -> None:
        """Settle the cells that are merged among the records, before anything is read."""
        if not self.grid.sheet.merges:
            return
        texts = {c: w.column for w, c in self.seats.items() if w.dimension or w.unit is None}
        numbers = {c: name for c, name in self._labels().items() if c not in texts or c == self.key}
        settled = record_cells.merged(self.filing, self.heading.first, numbers, texts)
        self.stored, self.shared = settled.rows, settled.shared
        self.out.findings += settled.findings

    def _needed(self) -> list[int]:
        """Return the columns of which a record must fill one."""
        wanted = [c for c in (self.date, *self.seats.values()) if c is not None]
        return wanted or list(range(self.grid.left, self.grid.right + 1))

    def _periods(self, rows: list[int]) -> list[Period | None]:
        if not self.dated:
            stated, titled = period_of(self.filing.context, None), self._titled()
            constant = stated or titled
            if stated and titled and stated.year != titled.year and stated.months == titled.months:
                self._clash(stated, titled)
            if constant is None and rows:
                for r in rows:
                    self.folded.add(codes.NO_PERIOD, self.filing.cell(r, self.grid.left), self.filing.form.id)
            return [constant] * len(rows)
        if self.date is None:
            return [None] * len(rows)
        part, found = self.dated["part"], []
        for r in rows:
            cell = self.grid.cell(r, self.date)
            period = _dated(cell, part)
            if period is None:
                self._undated(r, cell)
            found.append(period)
        return found

    def _titled(self) -> Period | None:
        return times.of_titles([text for _, _, text in self._above()])[0]

    def _above(self) -> list[tuple[int, int, str]]:
        """Return the texts above the heading with their rows and columns."""
        return [(r, c, text_of(v)) for r in range(self.heading.rows[0]) for c, v in self.grid.distinct(r)]

    def _clash(self, stated: Period, titled: Period) -> None:
        """Tell of a title that says another year than the file, the sheet or the form."""
        row, column = next((r, c) for r, c, text in self._above() if times.of_titles([text])[0] == titled)
        at = self.filing.cell(row, column)
        self.out.findings.append(codes.PERIOD_CLASH(at, title=titled, period=stated, source=self.filing.period_from))

    def _undated(self, row: int, cell: Cell) -> None:
        assert self.dated is not None
        assert self.date is not None
        shown = text_of(cell) or "空"
        self.folded.add(
            codes.RECORD_PERIOD, self.filing.cell(row, self.date), shown,
            severity=Severity.INFO if not text_of(cell) else Severity.VERIFY, column=self.dated["column"],
        )  # fmt: skip

    def _unique(self, rows: list[int], periods_: list[Period | None]) -> tuple[list[int], list[Period | None]]:
        """Keep the first row of each key within a period; tell the others."""
        if self.key is None:
            return rows, periods_
        stored, key_ = self.stored, self.key
        keys = [spelt_alike(stored[r][key_]) for r in rows]
        if len(set(zip(keys, periods_, strict=True))) == len(rows):
            return rows, periods_
        first: dict[tuple[str, Period | None], list[int]] = {}
        for r, key, period in zip(rows, keys, periods_, strict=True):
            first.setdefault((key, period), []).append(r)
        repeated = {r for same in first.values() for r in same[1:]}
        self.out.findings += (
            repeated_key(self.filing, self.key, text_of(stored[same[0]][key_]), period, same)
            for (_, period), same in first.items()
            if len(same) > 1
        )
        self.filing.ledger.mark_rows(sorted(repeated), range(self.grid.width), "duplicate_row")
        kept = [(r, p) for r, p in zip(rows, periods_, strict=True) if r not in repeated]
        return [r for r, _ in kept], [p for _, p in kept]

    def _column(self, wanted: Wanted, column: int, rows: list[int], cells: list[Cell]) -> list[Any]:
        """Return the values of one field: numbers in the declared unit (missing: None), or texts as they stand."""
        kinds = set(map(type, cells))
        if kinds == {float}:
            self.floats.add(column)
        if wanted.unit is None and kinds == {str}:
            return list(map(str.strip, cells))  # type: ignore[arg-type]
        if wanted.unit is None and (kinds.isdisjoint((int, float, bool)) or self._texts(wanted, cells)):
            return [text_of(v) for v in cells]
        factor = factor_of(self.filing, self.out, self.heading, wanted, column)
        field, symbols = Field(wanted.id, wanted.column, wanted.unit, factor), self.filing.form.symbols
        values: list[float | None]
        if kinds == {float} and factor == 1 and not symbols:
            values = cells  # type: ignore[assignment]  # the usual column: as it was stored
        else:
            values = [
                converted(cell, factor)
                if type(cell) is float and not (symbols and f"{cell:g}" in symbols)
                else self._odd(field, r, column)
                for r, cell in zip(rows, cells, strict=True)
            ]
        if self.shared or self.grid.sheet.facts.uncached or self._shown(rows, column):
            self._with_facts(column, rows, values, factor)
        return values

    def _odd(self, field: Field, row: int, column: int) -> float | None:
        """Read a cell that is no stored number; what an error value or a formula is, is told elsewhere."""
        facts, place = self.grid.sheet.facts, (row, column)
        if place in facts.errors or place in facts.uncached or place in self.shared:
            return None
        return record_cells.odd(self.filing, self.out, field, row, column)

    def _texts(self, wanted: Wanted, cells: list[Cell]) -> bool:
        """Tell whether a field without unit holds texts or codes, some of which are stored as numbers."""
        return self.filing.plan.quantity(wanted.id) is None and any(isinstance(v, str) and v.strip() for v in cells)

    def _shown(self, rows: list[int], column: int) -> bool:
        """Tell whether the column's format changes what is shown (%, thousands); one cell speaks for its column."""
        return bool(rows) and bool(self.grid.sheet.facts.format(rows[0], column).power)

    def _with_facts(self, column: int, rows: list[int], values: list[float | None], factor: Fraction) -> None:
        """Take out what is not known, and convert what is shown otherwise than it is stored."""
        facts = self.grid.sheet.facts
        values[:] = [
            None if (r, column) in self.shared or (r, column) in facts.uncached else value
            for r, value in zip(rows, values, strict=True)
        ]
        for index, r in enumerate(rows):
            if values[index] is not None and facts.format(r, column).power:
                seen = figure(self.grid.cell(r, column), facts.format(r, column))
                values[index] = converted(seen.value, factor) if seen and seen.value is not None else None

    def _members(self, wanted: Wanted, column: int, rows: list[int]) -> list[str]:
        """Return the member of each record; `TOTAL` where the cell names none of the declared ones."""
        dimension = self.filing.plan.dimensions[wanted.dimension]
        find = _by_code(dimension) if wanted.by == "code" else self._by_name(dimension)
        cache: dict[str, str] = {}
        unknown: dict[str, list[int]] = {}
        members = []
        stored = self.stored
        for r in rows:
            text = text_of(stored[r][column])
            if text not in cache:
                cache[text] = find(text)
            members.append(cache[text])
            if cache[text] == TOTAL and text and not is_total(read(text).key):
                unknown.setdefault(text, []).append(r)
        if "" in cache:
            blank = frozenset(r + 1 for r in rows if not text_of(stored[r][column]))
            self.unnamed[wanted.dimension] = blank
        if wanted.by == "name" or dimension.partition:
            for text, where in unknown.items():
                near = nearest(read(text).key, dimension.names)
                at, others = self._block(where, column)
                self.out.findings.append(
                    codes.UNKNOWN_MEMBER(
                        at, *others, dimension=dimension.id, label=text, count=len(where), nearest=codes.nearest(near)
                    )
                )
        return members

    def _block(self, rows: list[int], column: int) -> tuple[CellRef, list[Related]]:
        """Return the cells of a column as one block where they are adjacent, else the first with the others."""
        first = self.filing.cell(rows[0], column)
        if rows[-1] - rows[0] == len(rows) - 1:
            return replace(first, last_row=rows[-1] + 1, last_column=column + 1), []
        others = (self.filing.cell(row, column) for row in rows[1 : SHOWN + 1])
        return first, [Related(at, Text(f"第 {at.row} 行", f"row {at.row}")) for at in others]

    def _by_name(self, dimension: Dimension) -> Callable[[str], str]:
        """Return the look-up by name, alias or `names:` of the form."""

        def find(text: str) -> str:
            key_ = self.filing.names.value(dimension.id, text, (text,))
            return key_.members[dimension.id] if key_ else TOTAL

        return find

    def _account(self, rows: list[int], used: list[int]) -> None:
        ledger, heading = self.filing.ledger, self.heading
        everywhere = range(self.grid.width)
        ledger.rest("unused_row")
        ledger.mark_rows(range(self.grid.top, heading.rows[0]), everywhere, "title")
        ledger.mark_rows((*heading.rows, *heading.units), everywhere, HEADER)
        ledger.mark_rows(heading.codes, everywhere, "code_row")
        fates = {}
        for column in everywhere:
            path = heading.paths.get(column, ())
            serial = bool(path) and self.filing.names.role(path[-1]) == "serial"
            fates[column] = RECORD if column in used else "serial" if serial else "unused_column"
        ledger.block(rows, fates, self.floats)


def spelt_alike(cell: Cell) -> str:
    """Return a key so that two spellings of it are one: without spaces and full-width characters.

    >>> spelt_alike(" Ｅ001"), spelt_alike(1001.0)
    ('E001', '1001')
    """
    text = text_of(cell)
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).replace(" ", "")


def _stored(rows: list[int], cells: list[list[Cell]], column: int, values: list[Any]) -> dict[int, Cell]:
    """Return by row the cells that their text does not say all of: it has no spaces at its ends, and no kind."""
    if not values or not isinstance(values[0], str):
        return {}  # figures, or codes that are all stored as numbers and kept so
    found = zip(rows, cells, values, strict=True)
    return {r + 1: row[column] for r, row, value in found if row[column] != value}


def _by_code(dimension: Dimension) -> Callable[[str], str]:
    """Return the look-up by longest code prefix; codes are text, so 01 keeps its zero."""
    codes_ = sorted(dimension.codes.items(), key=lambda item: -len(item[0]))
    return lambda text: next((member for code, member in codes_ if text.startswith(code)), TOTAL)


def _dated(cell: Cell, part: str) -> Period | None:
    """Return the year, quarter or month of a date cell.

    >>> str(_dated("2021年3月", "year")), str(_dated("2021-05-06", "quarter")), _dated("待定", "year")
    ('2021', '2021-Q2', None)
    """
    reading = times.read(cell)
    if reading is None or reading.period is None:
        return None
    seen = reading.period
    if part == "year":
        return periods.year(seen.year)
    if part == "month":
        return seen if seen.months == 1 else None
    return periods.quarter(seen.year, seen.last % 12 // 3 + 1) if seen.months in (1, 3) else None
