"""Styles of the cells of an .xlsx sheet, looked up when first asked for: most microdata are never asked.

The part is read again from the top, as far down as the question goes; rows that are styled alike are kept once.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from fzplan.regex import regex
from fzplan.returns.readers.archives import pieces
from fzplan.returns.readers.book import PLAIN_STYLE, UNSTYLED, Style, Styles
from fzplan.returns.readers.columns import column_of
from fzplan.returns.readers.formats import BUILT_IN, number_format
from fzplan.returns.readers.sheet_xml import addressed, attributes, cut_between_cells

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from fzplan.returns.readers.archives import Part

_CELL = regex(rb'<c\b(?=[^<>]*?\bs="(\d{1,6})")[^<>]*?\br="([A-Za-z]{1,3})(\d{1,7})"')
_ROW = regex(rb'<row\b[^<>]*?\br="(\d{1,7})"')
_FORMAT = regex(rb"<numFmt\b([^<>]*)>")
_STYLE = regex(rb"<xf\b([^<>]*?)(?:/>|>((?:[^<]|<(?!/?xf\b))*)</xf>)")
_INDENT = regex(rb'<alignment\b[^<>]*?\bindent="(\d{1,3})"')
_PREFIX = regex(rb"<(\w+):styleSheet\b")
_NONE: Mapping[int, int] = {}


class SheetStyles(Styles):
    """The styles of one sheet of the archive `data`."""

    __slots__ = ("_alike", "_read_to", "_rows", "_source", "_unread")

    def __init__(self, data: bytes, part: Part, styles: tuple[Style, ...], *, placed: bool) -> None:
        self.__setstate__((data, part, styles, placed))

    def __getstate__(self) -> tuple[bytes, Part, tuple[Style, ...], bool]:
        """Leave out what was looked up: another process asks again."""
        return self._source

    def __setstate__(self, state: tuple[bytes, Part, tuple[Style, ...], bool]) -> None:
        self._source = state
        self._rows: dict[int, Mapping[int, int]] = {}
        self._alike: dict[tuple[tuple[bytes, bytes], ...], Mapping[int, int]] = {}
        self._read_to = 0
        self._unread: Iterator[bytes] | None = None

    def at(self, row: int, column: int) -> Style:
        """Return the style of a cell."""
        while row >= self._read_to and self._read_more(row):
            pass
        styles, number = self._source[2], self._rows.get(row, _NONE).get(column, 0)
        return styles[number] if number < len(styles) else PLAIN_STYLE

    def equal(self, other: Styles) -> bool:
        """Tell whether every cell has the same style in both; both are read to their end."""
        return isinstance(other, SheetStyles) and self.whole() == other.whole()

    def whole(self) -> tuple[tuple[Style, ...], Mapping[int, Mapping[int, int]]]:
        """Return the styles, and by row and column the number of that of each cell, read to the end of the sheet."""
        while self._read_more(self._read_to):
            pass
        return self._source[2], self._rows

    def _read_more(self, row: int) -> bool:
        """Look through the next piece of the sheet; False at its end."""
        if self._unread is None:
            data, part, _, placed = self._source
            self._unread = (cut_between_cells if placed else addressed)(pieces(data, part))
        xml = next(self._unread, None)
        if xml is None:
            self._read_to = max(self._read_to, row + 1)
            return False
        for number, cells in groupby(_CELL.findall(xml), itemgetter(2)):
            self._note(int(number) - 1, tuple((letters, style) for style, letters, _ in cells))
        last = xml.rfind(b"<row")
        if last >= 0 and (begun := _ROW.match(xml, last)):
            self._read_to = max(self._read_to, int(begun[1]) - 1)
        return True

    def _note(self, row: int, cells: tuple[tuple[bytes, bytes], ...]) -> None:
        styled = self._alike.get(cells)
        if styled is None:
            styled = self._alike[cells] = {column_of(letters): int(style) for letters, style in cells}
        self._rows[row] = {**self._rows[row], **styled} if row in self._rows else styled


@lru_cache(maxsize=16)
def styles_of(xml: bytes) -> tuple[Style, ...]:
    """Return the styles that the cells of a workbook name by number (`s` of a cell), from its styles part.

    Returns of one form mostly have the same part, which is read once.
    """
    prefix = _PREFIX.search(xml)
    if prefix:
        xml = xml.replace(b"<" + prefix[1] + b":", b"<").replace(b"</" + prefix[1] + b":", b"</")
    codes = dict(BUILT_IN)
    for found in _FORMAT.finditer(xml):
        given = attributes(found[1])
        if given.get("numFmtId", "").isdecimal():
            codes[int(given["numFmtId"][:9])] = given.get("formatCode", "")
    first = xml.find(b"<cellXfs")
    last = xml.find(b"</cellXfs>", first)
    return tuple(_style(found, codes) for found in _STYLE.finditer(xml, first, last)) if 0 <= first < last else ()


def _style(found: re.Match[bytes], codes: Mapping[int, str]) -> Style:
    number = attributes(found[1]).get("numFmtId", "0")
    shown = number_format(codes.get(int(number[:9]), "General") if number.isdecimal() else "General")
    indent = _INDENT.search(found[2] or b"")
    return Style(shown, int(indent[1]) if indent else 0)


def styles_in(data: bytes, part: Part, styles: tuple[Style, ...], *, placed: bool) -> Styles:
    """Return the styles of the cells of a sheet; where no style says anything, nothing is ever looked up."""
    if all(style == PLAIN_STYLE for style in styles):
        return UNSTYLED
    return SheetStyles(data, part, styles, placed=placed)
