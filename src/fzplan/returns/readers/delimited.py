"""Delimited text (CSV, TSV): encoding as BOM → strict UTF-8 → GB18030, and Western bytes last; delimiter by count."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.regex import regex
from fzplan.returns.readers.book import Book, Sheet
from fzplan.returns.readers.faults import DamagedError, check_cells

if TYPE_CHECKING:
    from fzplan.returns.readers.book import Cell

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DELIMITERS = "\t;,"
"""Of two that stand in as many lines the first counts: a comma may be that of 1,5."""
WESTERN = "cp1252"
_NOT_TEXT = regex(rb"[\x00-\x08\x0e-\x1f]|[\x81\x8d\x8f\x90\x9d]")
"""Bytes that no text in code page 1252 has."""


def decoded(data: bytes) -> tuple[str, str] | None:
    """Return the text and its encoding, or None where the bytes are no text.

    >>> decoded("总收入,2020".encode("gbk"))
    ('总收入,2020', 'gb18030')
    >>> decoded("Bevölkerung;©".encode("latin-1"))
    ('Bevölkerung;©', 'cp1252')
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    if b"\0" in data:
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return None if _NOT_TEXT.search(data) else (data.decode(WESTERN), WESTERN)


def book_of(text: str, encoding: str, limit: int) -> Book:
    """Return the one sheet (named ``""``) of a delimited text.

    Raises OversizedError where its longest line times its lines are more than `limit` cells.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        rows: list[list[Cell]] = [list(row) for row in csv.reader(io.StringIO(lines), delimiter=delimiter(lines))]
    except csv.Error as error:
        raise DamagedError(Text("一个单元格长得不像数据，可能少了引号", f"no delimited text: {error}")) from error
    width = max(map(len, rows), default=0)
    check_cells(len(rows), width, limit)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return Book((Sheet("", rows),), "csv", textual=True, encoding=encoding)


def delimiter(text: str) -> str:
    r"""Return the delimiter that stands in most of the first lines.

    >>> delimiter("a,b\n1,2"), delimiter("1,5;2,5")
    (',', ';')
    """
    lines = text.split("\n", 20)[:20]
    found = {mark: sum(mark in line for line in lines) for mark in _DELIMITERS}
    return max(found, key=lambda mark: found[mark]) if any(found.values()) else ","
