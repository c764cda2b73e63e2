"""Web pages named .xls (portal exports): the tables of the page and the lines between them on one sheet."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from fzplan.returns.readers.book import Book, Sheet
from fzplan.returns.readers.faults import check_cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.returns.readers.book import Cell

_WIDEST = 1000
"""Rows or columns that one cell may span: more is an accident or an attack."""
_SILENT = frozenset({"script", "style", "head", "noscript", "template", "select", "textarea"})
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "caption", "center"})
"""What a line of text between the tables stands in: title, unit, note."""


class _Cell(NamedTuple):
    row: int
    column: int
    down: int
    across: int
    text: list[str]


class _Table:
    """One table, or one line of text, while it is read."""

    def __init__(self) -> None:
        self.cells: list[_Cell] = []
        self.row = self.column = -1
        self.free: list[int] = []
        """The first row of each column that no cell from above reaches into."""
        self.open: _Cell | None = None

    def begin_row(self) -> None:
        self.open, self.row, self.column = None, self.row + 1, -1

    def begin_cell(self, down: int, across: int) -> None:
        self.row = max(self.row, 0)
        self.column += 1
        while self.column < len(self.free) and self.free[self.column] > self.row:
            self.column += 1
        self.open = _Cell(self.row, self.column, down, across, [])
        self.cells.append(self.open)
        end = self.column + across
        self.free.extend([0] * (end - len(self.free)))
        self.free[self.column : end] = [self.row + down] * across
        self.column = end - 1

    def texts(self) -> Iterable[tuple[_Cell, str]]:
        return ((cell, " ".join("".join(cell.text).split())) for cell in self.cells)


def book_of(text: str, limit: int) -> Book | None:
    """Return the tables of a page as one sheet named ``""``, or None where it has none.

    Raises OversizedError where they span more than `limit` cells.

    >>> page = "<table><tr><td colspan=2>题</td></tr><tr><td>总收入</td><td>1.5</td></tr></table>"
    >>> book_of(page, 100).sheets[0].rows, book_of("<p>1</p>", 100)
    ([['题', ''], ['总收入', '1.5']], None)
    """
    reader = _Page()
    reader.feed(text)
    reader.close()
    if not reader.has_table:
        return None
    rows: list[list[Cell]] = []
    merges = []
    width = max(len(table.free) for table in reader.tables)
    for table in reader.tables:
        top, height = len(rows), table.row + 1
        check_cells(top + height, width, limit)
        rows += [[""] * width for _ in range(height)]
        for cell, words in table.texts():
            rows[top + cell.row][cell.column] = words
            down = min(cell.down, height - cell.row)  # a span ends with its table
            if down * cell.across > 1:
                first = top + cell.row
                merges.append((first, cell.column, first + down - 1, cell.column + cell.across - 1))
    return Book((Sheet("", rows, tuple(merges)),), "html", textual=True)


class _Page(HTMLParser):
    """Collects tables in the order in which they begin; a table inside a cell of another is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.has_table = False
        self._open: list[_Table] = []
        self._silent = 0
        self._line: list[str] = []

    def close(self) -> None:
        """End the page: what holds no words is no table."""
        super().close()
        self._end_line()
        self.tables = [table for table in self.tables if any(words for _, words in table.texts())]
        self.has_table = self.has_table and bool(self.tables)

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002  (as it is called)
        """Pass over `<![…>` as over a comment, as browsers do: at one it does not know Python's own parser fails."""
        return self.parse_bogus_comment(i, report)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row, a cell or a line."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "body":
            self._silent = 0  # a head that was never closed
        elif tag == "table":
            self._end_line()
            self._open.append(_Table())
            self.tables.append(self._open[-1])
            self._silent, self.has_table = 0, True
        elif tag == "br" or (self._open and tag in _BLOCKS):
            self.handle_data(" ")
        elif tag in _BLOCKS:
            self._end_line()
        elif self._open and tag == "tr":
            self._open[-1].begin_row()
        elif self._open and tag in ("td", "th"):
            self._begin_cell(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """End a table, a cell or a line."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._open:
            self._open.pop()
        elif self._open and tag in ("td", "th", "tr"):
            self._open[-1].open = None
        elif tag in _BLOCKS and not self._open:
            self._end_line()

    def handle_data(self, data: str) -> None:
        """Collect the text of a cell, or of a line between the tables."""
        if self._silent:
            return
        if not self._open:
            self._line.append(data)
        elif (cell := self._open[-1].open) is not None:
            cell.text.append(data)

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        down, across = _span(attributes.get("rowspan")), _span(attributes.get("colspan"))
        self._open[-1].begin_cell(down, across)

    def _end_line(self) -> None:
        words = "".join(self._line).strip()
        self._line = []
        if words:
            line = _Table()
            line.begin_cell(1, 1)
            line.cells[0].text.append(words)
            self.tables.append(line)


def _span(written: str | None) -> int:
    digits = (written or "").strip()[:9]
    return min(max(int(digits), 1), _WIDEST) if digits.isdecimal() else 1
