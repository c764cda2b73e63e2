"""Facts of an .ods that the fast engine drops: error cells, formats, indents, merges, hidden parts; and its true size.

A cell or row of OpenDocument may say that it is repeated a million times; the engine lays every one of them out. So
the content is walked through first, with the parser of the standard library, and refused where it is too large.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fzplan.returns.readers.archives import pieces
from fzplan.returns.readers.book import PLAIN_STYLE, Facts, Found, NumberFormat, Style
from fzplan.returns.readers.cell_styles import CellStyles
from fzplan.returns.readers.document_styles import DocumentStyles
from fzplan.returns.readers.faults import LockedError, check_cells
from fzplan.returns.readers.xml_walk import walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.returns.readers.archives import Archive
    from fzplan.returns.readers.book import Address

_REPEATED = 1000
"""Repetitions of a cell or row for which facts are kept: what is repeated oftener is filling."""


def found_in(archive: Archive, limit: int) -> Mapping[str, Found]:
    """Return the facts and merges of each sheet by its name.

    Raises OversizedError for a used range of more than `limit` cells, LockedError for a document with a password.
    """
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise LockedError
    styles = DocumentStyles()
    if "styles.xml" in archive:
        walk(pieces(archive.data, archive.named["styles.xml"]), styles)
    content = _Content(limit, styles)
    if "content.xml" in archive:
        walk(pieces(archive.data, archive.named["content.xml"]), content)
    return content.sheets


@dataclass(slots=True)
class _Sheet:
    """One sheet while it is walked through."""

    name: str
    row: int = 0
    column: int = 0
    times: int = 1
    """How often the present row is repeated."""
    height: int = 0
    width: int = 0
    row_style: str = ""
    column_styles: list[tuple[int, str]] = field(default_factory=list)
    """The first column after each run of columns, with the style that their cells have unless they say otherwise."""
    errors: dict[Address, str] = field(default_factory=dict)
    uncached: dict[Address, str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cells: dict[Address, int] = field(default_factory=dict)

    def style_of_column(self) -> str:
        return next((style for end, style in self.column_styles if self.column < end), "")


class _Content:
    """The handler of content.xml: styles first, then the sheets."""

    def __init__(self, limit: int, styles: DocumentStyles) -> None:
        self.sheets: dict[str, Found] = {}
        self._limit, self._styles = limit, styles
        self._used: dict[Style, int] = {}
        self._sheet: _Sheet | None = None
        self._depth = 0
        self._cell: dict[str, str] | None = None
        self._words: list[str] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        sheet = self._sheet
        if name == "table":
            self._depth += 1
            if self._depth == 1:
                self._sheet = _Sheet(given.get("table:name", ""))
        elif sheet is None or self._depth > 1:
            self._styles.start(name, given)
        elif name == "table-column":
            self._begin_column(sheet, given)
        elif name == "table-row":
            sheet.times, sheet.column = _count(given.get("table:number-rows-repeated")), 0
            sheet.row_style = given.get("table:default-cell-style-name", "")
            if given.get("table:visibility") in ("collapse", "filter"):
                sheet.hidden_rows.update(range(sheet.row, sheet.row + min(sheet.times, _REPEATED)))
        elif name in ("table-cell", "covered-table-cell"):
            self._cell, self._words = given, []

    def end(self, name: str) -> None:
        sheet = self._sheet
        if name == "table":
            self._depth = max(0, self._depth - 1)
            if self._depth == 0 and sheet is not None:
                self.sheets[sheet.name] = self._found(sheet)
                self._sheet = None
        elif sheet is None or self._depth > 1:
            self._styles.end(name)
        elif name == "table-row":
            sheet.row += sheet.times
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(sheet, self._cell)
            self._cell = None

    def text(self, data: str) -> None:
        if self._sheet is None:
            self._styles.text(data)
        elif self._cell is not None:
            self._words.append(data)

    def _begin_column(self, sheet: _Sheet, given: dict[str, str]) -> None:
        start = sheet.column_styles[-1][0] if sheet.column_styles else 0
        end = start + _count(given.get("table:number-columns-repeated"))
        sheet.column_styles.append((end, given.get("table:default-cell-style-name", "")))
        if given.get("table:visibility") in ("collapse", "filter"):
            sheet.hidden_columns.update(range(start, min(end, start + _REPEATED)))

    def _end_cell(self, sheet: _Sheet, given: dict[str, str]) -> None:
        times = _count(given.get("table:number-columns-repeated"))
        words = "".join(self._words).strip()
        across, down = _count(given.get("table:number-columns-spanned")), _count(given.get("table:number-rows-spanned"))
        if across * down > 1:
            sheet.merges.append((sheet.row, sheet.column, sheet.row + down - 1, sheet.column + across - 1))
        if words or "office:value-type" in given or "table:formula" in given:
            sheet.height, sheet.width = sheet.row + sheet.times, max(sheet.width, sheet.column + times)
            check_cells(sheet.height, sheet.width, self._limit, sheet.name)
            self._note(sheet, given, words, min(times, _REPEATED))
        sheet.column += times

    def _note(self, sheet: _Sheet, given: dict[str, str], words: str, times: int) -> None:
        name = given.get("table:style-name") or sheet.row_style or sheet.style_of_column()
        style = _of_content(self._styles.named(name), given, words)
        error = given.get("calcext:value-type") == "error" or (words.startswith("#") and "table:formula" in given)
        places = [(r, c) for r in range(sheet.row, sheet.row + min(sheet.times, _REPEATED))
                  for c in range(sheet.column, sheet.column + times)]  # fmt: skip
        if error:
            sheet.errors.update(dict.fromkeys(places, words or "#VALUE!"))
        elif "table:formula" in given and "office:value-type" not in given:
            sheet.uncached.update(dict.fromkeys(places, given["table:formula"].removeprefix("of:")))
        if style != PLAIN_STYLE:
            sheet.cells.update(dict.fromkeys(places, self._used.setdefault(style, len(self._used))))

    def _found(self, sheet: _Sheet) -> Found:
        facts = Facts(
            errors=sheet.errors,
            uncached=sheet.uncached,
            hidden_rows=frozenset(sheet.hidden_rows),
            hidden_columns=frozenset(sheet.hidden_columns),
            styles=CellStyles(sheet.cells, tuple(self._used)),
        )
        return Found(facts, tuple(sheet.merges))


def _of_content(style: Style, given: dict[str, str], words: str) -> Style:
    """Return the style of a cell; a percentage is one by its type, whatever its style says."""
    if given.get("office:value-type") != "percentage" or style.format.unit == "%":
        return style
    return style._replace(format=NumberFormat(len(words.rstrip("%").partition(".")[2]), 2, "%"))


def _count(written: str | None) -> int:
    return max(int(written[:9]), 1) if written and written[:9].isdecimal() else 1
