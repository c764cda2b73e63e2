"""Delimited text (CSV, TSV): encoding as BOM → strict UTF-8 → GB18030, delimiter by count."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from fzplan.returns.readers.book import Book, Sheet

if TYPE_CHECKING:
    from fzplan.returns.readers.book import Cell

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DELIMITERS = ",\t;"


def decoded(data: bytes) -> tuple[str, str] | None:
    """Return the text and its encoding, or None where the bytes are no text of these encodings.

    >>> decoded("总收入,2020".encode("gbk"))
    ('总收入,2020', 'gb18030')
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
    return None


def book_of(text: str) -> Book:
    """Return the one sheet (named ``""``) of a delimited text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[Cell]] = [list(row) for row in csv.reader(io.StringIO(lines), delimiter=delimiter(lines))]
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return Book((Sheet("", rows),), "csv", textual=True)


def delimiter(text: str) -> str:
    r"""Return the delimiter that stands in most of the first lines.

    >>> delimiter("a;b,c\n1;2\n3;4"), delimiter("x")
    (';', ',')
    """
    lines = text.split("\n", 20)[:20]
    return max(_DELIMITERS, key=lambda mark: sum(mark in line for line in lines))
