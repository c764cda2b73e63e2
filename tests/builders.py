"""Build real plan files and real workbooks from text, so that every test shows its input beside its expectation.

A grid is text: a line a row, cells between `|`.  Cells:
    6648.7        a number                 '6648.7       the text 6648.7
    0.135{0.0%}   a number with a format   2021-03-05    a date
    =A1+B1        a formula, no value      =A1+B1 => 12  a formula with a stored value
    #DIV/0!       an error cell            <   ^         merged with the cell to the left / above
A line `@hidden` hides the sheet, a line `@AZ5000 | 1` puts a cell where it stands far away,
a line `@name 总收入_2021 | $B$2` gives a cell a name.
"""

from __future__ import annotations

import datetime as dt
import re
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import xlsxwriter
import xlsxwriter.utility

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
FORMATTED = re.compile(r"(?P<number>[-+]?[\d.]+(?:[eE][-+]?\d+)?)\{(?P<format>.+)\}")
ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
SHEET = re.compile(r"^=== (?P<name>.+) ===\s*$", re.MULTILINE)


def plan(folder: Path, text: str, name: str = "targets.yaml") -> Path:
    """Write a plan file into `folder`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return path


def workbook(path: Path, sheets: Mapping[str, str], finish: Callable[[Any, Any], None] | None = None) -> Path:
    """Write an .xlsx whose sheets are the given grids; `finish` is handed the workbook and its first sheet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)})
    for name, grid in sheets.items():
        _sheet(book, book.add_worksheet(name), cells(grid))
    if finish is not None:
        finish(book, book.worksheets()[0])
    book.close()
    return path


def workbook_file(source: Path, target: Path) -> Path:
    """Write the workbook described by a `.grid` file: sheets begin with a line ``=== name ===``."""
    parts = SHEET.split(source.read_text(encoding="utf-8"))
    return workbook(target, dict(zip(parts[1::2], parts[2::2], strict=True)))


def cells(grid: str) -> list[list[str]]:
    """Return the cells of a grid as text."""
    lines = dedent(grid).strip("\n").split("\n")
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def _sheet(book: Any, sheet: Any, rows: list[list[str]]) -> None:
    for row in [row for row in rows if row[0].startswith("@")]:
        rows.remove(row)
        if row[0] == "@hidden":
            sheet.hide()
        elif row[0].startswith("@name "):
            book.define_name(row[0].removeprefix("@name "), f"='{sheet.name}'!{row[1]}")
        else:
            r, c = xlsxwriter.utility.xl_cell_to_rowcol(row[0][1:])
            _write(book, sheet, r, c, row[1])
    merged = merges(rows)
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell in ("<", "^"):
                continue
            if (r, c) in merged:
                last_row, last_column = merged[r, c]
                sheet.merge_range(r, c, last_row, last_column, "")
            if cell:
                _write(book, sheet, r, c, cell)


def _write(book: Any, sheet: Any, r: int, c: int, cell: str) -> None:
    formatted = FORMATTED.fullmatch(cell)
    if cell.startswith("'"):
        sheet.write_string(r, c, cell[1:])
    elif cell in ERRORS:
        sheet.write_formula(r, c, "=1/0", None, cell)
    elif cell.startswith("=") and not cell.startswith("=="):
        formula, arrow, value = cell.partition(" => ")
        sheet.write_formula(r, c, formula, None, float(value) if arrow and NUMBER.fullmatch(value) else value)
    elif formatted:
        style = book.add_format({"num_format": formatted["format"]})
        sheet.write_number(r, c, float(formatted["number"]), style)
    elif NUMBER.fullmatch(cell):
        sheet.write_number(r, c, float(cell))
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        sheet.write_datetime(r, c, dt.datetime.fromisoformat(cell), book.add_format({"num_format": "yyyy-mm-dd"}))
    else:
        sheet.write_string(r, c, cell)


def merges(rows: list[list[str]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the last cell of each merged range by its first."""
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell not in ("<", "^"):
                continue
            before = (r, c - 1) if cell == "<" else (r - 1, c)
            owner[r, c] = anchor = owner.get(before, before)
            last = anchors.get(anchor, anchor)
            anchors[anchor] = (max(last[0], r), max(last[1], c))
    return anchors
