"""One worksheet part of an .xlsx, looked through piece by piece for what the fast engine drops.

Regular expressions and plain searches, no parser: the values come from the engine, these are remarks on them, and a
sheet of 100 MB is looked through in a fraction of the time in which it is read. Nothing of it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fzplan.diagnostics import column_letters
from fzplan.regex import regex
from fzplan.returns.readers import links
from fzplan.returns.readers.columns import column_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from fzplan.returns.readers.book import Address

_UNCACHED = regex(rb"<c\b([^<>]*[^<>/])>\s*<f\b(?:[^<>]*/>|[^<>]*>([^<]*)</f>)\s*(?:<v\s*/>|<v\b[^<>]*></v>)?\s*</c>")
_VALUE = regex(rb"<v[^<>]*>([^<]*)</v>")
_FORMULA = regex(rb"<f\b[^<>]*[^<>/]?>([^<]+)</f>")
_ZERO = regex(rb"<c\b([^<>]*)>\s*<f\b(?:[^<>]*/>|[^<>]*>([^<]*)</f>)\s*<v\b[^<>]*>0(?:\.0)?</v>\s*</c>")
"""A formula whose value is 0: what programs write that do not reckon."""
_LONGEST_ERROR = 20_000
"""Bytes from the mark of an error cell to its end: the formula stands between."""
_REFERENCE = regex(rb'\br="([A-Za-z]{1,3})([1-9]\d{0,6})"')
_REFERENCES = regex(rb'r="([A-Za-z]{0,9})(\d{1,9})"')
_BEYOND_NEAR = regex(rb'r="(?![A-Za-z]\d{1,5}"|[A-Ca-c][A-Za-z]\d{1,5}"|\d{1,5}")')
"""An address (of a cell or row) right of column CZ or below row 99999, or anything else that is no near address."""
_NEAR = (99_999, 104)
_ODD_CELL = regex(rb'<c(?:[/>]|\s(?!r="))')
_UNPLACED_CELL = regex(rb'<c(?:/?>|\s(?![^<>]*\br="))')
_TAG = regex(rb"<(row|c)(?=[\s/>])([^<>]*)>|</row>")
_HIDDEN_ROW = regex(rb'<row\b(?=[^<>]*?\shidden="(?:1|true)")[^<>]*?\br="(\d{1,7})"')
_COLUMN = regex(rb"<col\b([^<>]*)>")
_ATTRIBUTE = regex(rb'(?<![\w:])([\w:]+)="([^"]*)"')
_PREFIX = regex(rb"<(\w+):worksheet\b")


def attributes(source: bytes) -> dict[str, str]:
    """Return the attributes of a tag."""
    return {name.decode(): _unescaped(value) for name, value in _ATTRIBUTE.findall(source)}


def _unescaped(value: bytes) -> str:
    text = value.decode("utf-8", "replace")
    if "&" not in text:
        return text
    from html import unescape  # brings the names of 2,000 characters

    return unescape(text)


def cut_between_cells(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the XML of a sheet in pieces that end before a cell or a row, without a prefix to its names."""
    rest, prefix, number = b"", b"", 0
    following = iter(pieces)
    piece = next(following, b"")
    while piece:
        text, piece = rest + piece, next(following, b"")
        if not number and (found := _PREFIX.search(text)):
            prefix = found[1] + b":"
        number += 1
        if not piece:
            rest = text
            break
        end = max(text.rfind(b"<" + prefix + b"c "), text.rfind(b"<" + prefix + b"row"), 0) or text.rfind(b"<")
        rest = text[end:] if end >= 0 else b""
        yield _bare(text[:end] if end >= 0 else text, prefix)
    yield _bare(rest, prefix)


def _bare(xml: bytes, prefix: bytes) -> bytes:
    return xml.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</") if prefix else xml


@dataclass(slots=True)
class SheetScan:
    """What one pass over a sheet found."""

    errors: dict[Address, str] = field(default_factory=dict)
    sources: dict[Address, str] = field(default_factory=dict)
    uncached: dict[Address, str] = field(default_factory=dict)
    zeros: dict[Address, str] = field(default_factory=dict)
    """Formulas whose value is 0; looked for only where the workbook asks to be reckoned when it is opened."""
    links: dict[Address, str] = field(default_factory=dict)
    """Formulas that point into another workbook, with the name or the number by which they do."""
    formulas: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: frozenset[int] = frozenset()
    height: int = 0
    """Rows and columns used: at most so many, and exactly so many where they are more than a near address reaches."""
    width: int = 0
    addressed: bool = True
    """False where the cells have no addresses and count from the left, as some small writers leave them."""


def scanned(pieces: Iterable[bytes], *, unreckoned: bool = False) -> SheetScan:
    """Look through the XML of a sheet; `unreckoned`: the workbook asks to be reckoned when it is opened."""
    found = SheetScan()
    head = True
    for xml in cut_between_cells(pieces):
        if head and b"<sheetData" in xml:
            head = False
            found.hidden_columns = _hidden_columns(xml[: xml.find(b"<sheetData")])
        if b"<f" in xml:
            found.formulas += xml.count(b"<f>") + xml.count(b"<f ")
            _note_uncached(xml, found.uncached)
            if unreckoned:
                _note_zeros(xml, found.zeros)
            if b"[" in xml:
                found.links.update(links.linked(xml))
        if b't="e"' in xml:
            _note_errors(xml, found.errors, found.sources)
        if b"hidden=" in xml:
            found.hidden_rows.update(int(number) - 1 for number in _HIDDEN_ROW.findall(xml))
        if b'r="' in xml:
            height, width = _reach(xml)
            found.height, found.width = max(found.height, height), max(found.width, width)
        if found.addressed and _ODD_CELL.search(xml):
            found.addressed = _UNPLACED_CELL.search(xml) is None
    return found


def addressed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the XML of a sheet with an address in each cell that has none: rows count down, cells to the right."""
    row, column = 0, 0

    def place(found: re.Match[bytes]) -> bytes:
        nonlocal row, column
        if found[1] is None:
            return found[0]
        given = _REFERENCES.search(found[2])
        if found[1] == b"row":
            row, column = int(given[2]) if given else row + 1, 0
            return found[0]
        column = column_of(given[1]) + 1 if given else column + 1
        return found[0] if given else b'<c r="%s%d"%s>' % (column_letters(column).encode(), row, found[2])

    for xml in cut_between_cells(pieces):
        yield _TAG.sub(place, xml)


def extent(pieces: Iterable[bytes]) -> tuple[int, int]:
    """Return the rows and columns used, exactly: the slow way, for a sheet that may be too large."""
    reached = [_exact_reach(xml) for xml in cut_between_cells(pieces)]
    return max((height for height, _ in reached), default=0), max((width for _, width in reached), default=0)


def _reach(xml: bytes) -> tuple[int, int]:
    first, last = xml.find(b"<sheetData"), xml.rfind(b"</sheetData")
    beyond = _BEYOND_NEAR.search(xml, max(first, 0), last if last > first else len(xml))
    return _exact_reach(xml) if beyond else _NEAR


def _exact_reach(xml: bytes) -> tuple[int, int]:
    found = set(_REFERENCES.findall(xml))
    rows, columns = {row for _, row in found}, {letters for letters, _ in found}
    return max(map(int, rows), default=0), max(map(column_of, columns), default=-1) + 1


def _note_uncached(xml: bytes, uncached: dict[Address, str]) -> None:
    for found in _UNCACHED.finditer(xml):
        place = _address(found[1])
        if place and b't="str"' not in found[1]:
            uncached[place] = "=" + _unescaped(found[2] or b"")


def _note_zeros(xml: bytes, zeros: dict[Address, str]) -> None:
    for found in _ZERO.finditer(xml):
        if place := _address(found[1]):
            zeros[place] = "=" + _unescaped(found[2] or b"")


def _note_errors(xml: bytes, errors: dict[Address, str], sources: dict[Address, str]) -> None:
    at = xml.find(b't="e"')
    while at >= 0:
        start = xml.rfind(b"<c", max(0, at - 200), at)
        end = xml.find(b"</c>", at, at + _LONGEST_ERROR)
        value = _VALUE.search(xml, at, end) if end >= 0 else None
        place = _address(xml[start : at + 100]) if start >= 0 else None
        if place and value:
            errors[place] = value[1].decode("ascii", "replace")
            if formula := _FORMULA.search(xml, start, end):
                sources[place] = "=" + _unescaped(formula[1])
        at = xml.find(b't="e"', at + 5)


def _address(tag: bytes) -> Address | None:
    found = _REFERENCE.search(tag)
    return (int(found[2]) - 1, column_of(found[1])) if found else None


def _hidden_columns(head: bytes) -> frozenset[int]:
    hidden: set[int] = set()
    for found in _COLUMN.finditer(head):
        given = attributes(found[1])
        first, last = given.get("min", ""), given.get("max", "")
        if given.get("hidden") in ("1", "true") and first.isdecimal() and last.isdecimal():
            hidden.update(range(int(first[:7]) - 1, min(int(last[:7]), 16384)))
    return frozenset(hidden)
