"""Writing workbooks the way offices lay them out, byte for byte the same in every run."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

    Cell = str | int | float | dt.date | None

MARK = "示例数据，非统计资料，不得引用"
"""Row 1 of every sheet whose figures are invented; it survives copying because it is a cell."""

CREATED = dt.datetime(2025, 3, 1)  # noqa: DTZ001  (a workbook's creation time has no zone)

STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"},
    "mark": {"bold": True, "font_color": "#C00000", "align": "center"},
    "right": {"align": "right"},
    "head": {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True},
    "cell": {"border": 1},
    "date": {"border": 1, "num_format": "yyyy-mm-dd"},
    "note": {"font_size": 9},
    "whole": {"border": 1, "num_format": "0"},
    "one": {"border": 1, "num_format": "0.0"},
    "two": {"border": 1, "num_format": "0.00"},
    "grouped": {"border": 1, "num_format": "#,##0"},
}


class Book:
    """A workbook being written: the styles are made once, a sheet is written from the top down."""

    def __init__(self, path: Path, subject: str, created: dt.datetime = CREATED) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False})
        self.file.set_properties({"title": path.stem, "subject": subject, "created": created})
        self.styles = {name: self.file.add_format(style) for name, style in STYLES.items()}

    def sheet(self, name: str, widths: Sequence[float]) -> Sheet:
        """Add a sheet with the given column widths."""
        return Sheet(self, self.file.add_worksheet(name), widths)


class Sheet:
    """A sheet with a cursor: every method writes below what is there."""

    def __init__(self, book: Book, sheet: Worksheet, widths: Sequence[float]) -> None:
        self.styles = book.styles
        self.sheet = sheet
        self.row = 0
        self.width = len(widths)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)

    def banner(self, text: str, style: str = "title") -> None:
        """Write a line merged over the whole width."""
        self.sheet.merge_range(self.row, 0, self.row, self.width - 1, text, self.styles[style])
        self.row += 1

    def marked(self, title: str) -> None:
        """Write the warning of invented figures into row 1 and the title below it."""
        self.banner(MARK, "mark")
        self.banner(title)

    def at_right(self, text: str) -> None:
        """Write the 「单位：…」 line above the last column."""
        self.sheet.write_string(self.row, self.width - 1, text, self.styles["right"])
        self.row += 1

    def line(self, cells: Sequence[Cell], style: str = "cell") -> None:
        """Write one row."""
        self.styled(cells, [style] * len(cells))

    def styled(self, cells: Sequence[Cell], styles: Sequence[str]) -> None:
        """Write one row whose cells have styles of their own."""
        for column, (cell, style) in enumerate(zip(cells, styles, strict=True)):
            self.put(column, cell, style)
        self.row += 1

    def put(self, column: int, cell: Cell, style: str = "cell") -> None:
        """Write one cell of the current row as the type it has: text stays text, None stays blank."""
        form = self.styles["date" if isinstance(cell, dt.date) else style]
        if cell is None:
            self.sheet.write_blank(self.row, column, None, form)
        elif isinstance(cell, str):
            self.sheet.write_string(self.row, column, cell, form)
        elif isinstance(cell, dt.date):
            self.sheet.write_datetime(self.row, column, dt.datetime(cell.year, cell.month, cell.day), form)  # noqa: DTZ001
        else:
            self.sheet.write_number(self.row, column, cell, form)

    def merged(self, cells: Sequence[tuple[str, int, int]], style: str = "head") -> None:
        """Write a header row of merged cells, each given as text, columns and rows it covers."""
        column = 0
        for text, columns, rows in cells:
            if columns * rows > 1:
                last = self.row + rows - 1
                self.sheet.merge_range(self.row, column, last, column + columns - 1, text, self.styles[style])
            elif text:
                self.sheet.write_string(self.row, column, text, self.styles[style])
            column += columns
        self.row += 1

    def notes(self, *lines: str) -> None:
        """Write the footnotes under a table."""
        for text in lines:
            self.sheet.write_string(self.row, 0, text, self.styles["note"])
            self.row += 1


@contextmanager
def workbook(path: Path, subject: str = MARK, created: dt.datetime = CREATED) -> Iterator[Book]:
    """Open a workbook for writing; it is on disk when the block ends."""
    book = Book(path, subject, created)
    yield book
    book.file.close()
