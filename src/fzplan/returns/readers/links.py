"""Formulas of an .xlsx that take their value out of another workbook, and which workbook that is.

In: the XML of a sheet, the links part. Out: by cell the number or the name of the other workbook; names by number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from fzplan.regex import regex
from fzplan.returns.readers.columns import column_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fzplan.returns.readers.archives import Archive
    from fzplan.returns.readers.book import Address

_FORMULA = regex(rb"<c\b([^<>]*)>\s*<f\b([^<>]*)>([^<]*\[[^<]*)</f>")
_OTHER = regex(
    rb"(?<![\w\x80-\xff\[\]])\[(\d{1,4}|[^\[\]<>]+\.(?:xl\w{1,3}|et|ett|ods|csv))\][^\[\]!]*!", re.IGNORECASE
)
"""The workbook of a reference: [1]Sheet1!A1, '[1]Sheet 1'!A1; a column of a table (表1[2021]) stands behind a name."""
_REFERENCE = regex(rb'\br="([A-Za-z]{1,3})([1-9]\d{0,6})"')
_SHARED = regex(rb'\bref="([A-Za-z]{1,3})([1-9]\d{0,6})(?::([A-Za-z]{1,3})([1-9]\d{0,6}))?"')
_TARGET = regex(rb'<(?:\w+:)?Relationship\b[^<>]*\bTarget="([^"]+)"')
_FILE = regex(r"[^/\\]+$")
WIDEST = 100_000
"""Cells that one shared formula may fill."""


def linked(xml: bytes) -> Iterator[tuple[Address, str]]:
    """Yield the cells whose formula points into another workbook; one shared by several cells counts for each."""
    for found in _FORMULA.finditer(xml):
        other, place = _OTHER.search(found[3]), _REFERENCE.search(found[1])
        if other is None or place is None:
            continue
        name = other[1].decode("utf-8", "replace")
        shared = _SHARED.search(found[2])
        if shared and shared[3]:
            rows, columns = _span(shared[2], shared[4]), (column_of(shared[1]), column_of(shared[3]) + 1)
            if len(rows) * (columns[1] - columns[0]) <= WIDEST:
                yield from (((row, column), name) for row in rows for column in range(*columns))
                continue
        yield (int(place[2]) - 1, column_of(place[1])), name


def _span(first: bytes, last: bytes) -> range:
    return range(int(first) - 1, int(last))


def names_of(archive: Archive) -> Mapping[str, str]:
    """Return the names of the other workbooks by the number by which formulas point to them."""
    found = {}
    for name, part in archive.named.items():
        number = re.fullmatch(r"xl/externallinks/_rels/externallink(\d+)\.xml\.rels", name)
        target = _TARGET.search(archive.read(part.filename)) if number else None
        if number and target:
            path = unquote(target[1].decode("utf-8", "replace"))
            file = _FILE.search(path)
            found[number[1]] = file[0] if file else path
    return found
