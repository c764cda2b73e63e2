"""XML spreadsheets of Excel 2003, which business software still writes and names .xls."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fzplan.regex import regex
from fzplan.returns.readers.book import Book, Facts, Sheet
from fzplan.returns.readers.faults import check_cells
from fzplan.returns.readers.xml_walk import walk

if TYPE_CHECKING:
    from fzplan.returns.readers.book import Address, Cell

_PROLOGUE = regex(r"\s*<\?xml[^<>]*\?>")
_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_HEAD = 4096


def is_spreadsheet(text: str) -> bool:
    """Tell whether a text is such a spreadsheet.

    >>> is_spreadsheet('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>')
    True
    """
    return _NAMESPACE in text[:_HEAD]


def book_of(text: str, limit: int) -> Book:
    """Return the sheets of an XML spreadsheet.

    Raises DamagedError where the XML is broken, OversizedError for a sheet of more than `limit` cells.
    """
    handler = _Workbook(limit)
    bare = _PROLOGUE.sub("", text.lstrip("\ufeff"), count=1)  # the encoding that it names is decoded already
    walk([bare.encode()], handler)
    return Book(tuple(handler.sheets), "xml")


class _Workbook:
    """The handler of the elements."""

    def __init__(self, limit: int) -> None:
        self.sheets: list[Sheet] = []
        self._limit = limit
        self._begin("")

    def _begin(self, name: str) -> None:
        self._name = name
        self._cells: dict[Address, Cell] = {}
        self._errors: dict[Address, str] = {}
        self._merges: list[tuple[int, int, int, int]] = []
        self._hidden: set[int] = set()
        self._row = self._column = -1
        self._type = ""
        self._words: list[str] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "Worksheet":
            self._begin(given.get("ss:Name", ""))
        elif name == "Row":
            self._row, self._column = _place(given, self._row), -1
            if given.get("ss:Hidden") == "1":
                self._hidden.add(self._row)
        elif name == "Cell":
            self._column = _place(given, self._column)
            down, across = _number(given.get("ss:MergeDown")), _number(given.get("ss:MergeAcross"))
            if down or across:
                self._merges.append((self._row, self._column, self._row + down, self._column + across))
        elif name == "Data":
            self._type, self._words = given.get("ss:Type", "String"), []

    def end(self, name: str) -> None:
        if name == "Data" and self._row >= 0 <= self._column:
            words, place = "".join(self._words), (self._row, self._column)
            if self._type == "Error":
                self._errors[place] = words
            self._cells[place] = "" if self._type == "Error" else _value(words, self._type)
            self._type = ""
        elif name == "Cell" and self._merges and self._merges[-1][:2] == (self._row, self._column):
            self._column = self._merges[-1][3]
        elif name == "Worksheet":
            self.sheets.append(self._sheet())

    def text(self, data: str) -> None:
        if self._type:
            self._words.append(data)

    def _sheet(self) -> Sheet:
        height = max((r for r, _ in self._cells), default=-1) + 1
        width = max((c for _, c in self._cells), default=-1) + 1
        check_cells(height, width, self._limit, self._name)
        rows: list[list[Cell]] = [[""] * width for _ in range(height)]
        for (r, c), value in self._cells.items():
            rows[r][c] = value
        facts = Facts(errors=self._errors, hidden_rows=frozenset(self._hidden))
        return Sheet(self._name, rows, tuple(self._merges), facts=facts)


def _place(given: dict[str, str], before: int) -> int:
    return _number(given.get("ss:Index")) - 1 if given.get("ss:Index") else before + 1


def _number(written: str | None) -> int:
    return int(written[:7]) if written and written[:7].isdecimal() else 0


def _value(words: str, kind: str) -> Cell:
    try:
        if kind == "Number":
            return float(words)
        if kind == "DateTime":
            moment = dt.datetime.fromisoformat(words)
            return moment.date() if moment.time() == dt.time() else moment
    except ValueError:
        return words
    return words == "1" if kind == "Boolean" else words
