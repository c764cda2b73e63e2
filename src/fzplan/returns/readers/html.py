"""Web pages named .xls (portal exports): every table of the page on one sheet, from the top down."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from fzplan.returns.readers.book import Book, Sheet

if TYPE_CHECKING:
    from fzplan.returns.readers.book import Cell

_WIDEST = 1000
"""Cells that one may span: more is an accident or an attack."""


def book_of(text: str) -> Book | None:
    """Return the tables of a page as one sheet named ``""``, or None where it has none.

    >>> page = "<table><tr><td colspan=2>题</td></tr><tr><td>总收入</td><td>1.5</td></tr></table>"
    >>> book_of(page).sheets[0].rows, book_of("<p>1</p>")
    ([['题', ''], ['总收入', '1.5']], None)
    """
    reader = _Tables()
    reader.feed(text)
    reader.close()
    if not reader.cells:
        return None
    height, width = max(r for r, _ in reader.cells) + 1, max(c for _, c in reader.cells) + 1
    rows: list[list[Cell]] = [[""] * width for _ in range(height)]
    for (r, c), value in reader.cells.items():
        rows[r][c] = value
    return Book((Sheet("", rows, tuple(reader.merges)),), "html", textual=True)


class _Tables(HTMLParser):
    """Collects cells by row and column; a nested table's text belongs to the cell around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: dict[tuple[int, int], str] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self._taken: set[tuple[int, int]] = set()
        self._row = self._column = -1
        self._text: list[str] | None = None
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        if tag == "table":
            self._depth += 1
        elif self._depth != 1:
            return
        elif tag == "tr":
            self._end_cell()
            self._row, self._column = self._row + 1, -1
        elif tag in ("td", "th"):
            self._end_cell()
            self._begin_cell(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """End a cell or a table; the next table begins below this one."""
        if tag == "table":
            if self._depth == 1:
                self._end_cell()
                self._row = max((r for r, _ in self._taken), default=-1)
            self._depth = max(0, self._depth - 1)
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Collect the text of the cell."""
        if self._text is not None:
            self._text.append(data)

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._row = max(self._row, 0)
        self._column += 1
        while (self._row, self._column) in self._taken:
            self._column += 1
        down, across = _span(attributes.get("rowspan")), _span(attributes.get("colspan"))
        for r in range(self._row, self._row + down):
            for c in range(self._column, self._column + across):
                self._taken.add((r, c))
                self.cells.setdefault((r, c), "")
        if down * across > 1:
            self.merges.append((self._row, self._column, self._row + down - 1, self._column + across - 1))
        self._text = []

    def _end_cell(self) -> None:
        if self._text is not None:
            self.cells[self._row, self._column] = " ".join("".join(self._text).split())
            self._text = None


def _span(written: str | None) -> int:
    return min(int(written), _WIDEST) if written and written.strip().isdigit() and int(written) > 0 else 1
