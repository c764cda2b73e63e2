"""Facts of an .xlsb that the fast engine drops: error cells, styles, merges, hidden parts; and its true size.

A walk over the records (MS-XLSB), each a kind and a length of one to four bytes, seven bits in each.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fzplan.returns.readers.biff import ERRORS
from fzplan.returns.readers.book import PLAIN_STYLE, Facts, Found, Style
from fzplan.returns.readers.cell_styles import CellStyles
from fzplan.returns.readers.faults import check_cells
from fzplan.returns.readers.formats import BUILT_IN, number_format
from fzplan.returns.readers.ooxml import sheet_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fzplan.returns.readers.archives import Archive
    from fzplan.returns.readers.book import Address

_ROW, _BLANK, _ERROR, _LAST_CELL, _FORMULA_ERROR = 0, 1, 3, 11, 11
_FORMAT, _XF, _COLUMNS, _SHEET, _MERGE, _BEGIN_XFS, _END_XFS = 44, 47, 60, 156, 176, 617, 618


def found_in(archive: Archive, limit: int) -> Mapping[str, Found]:
    """Return the facts and merges of each sheet by its name.

    Raises OversizedError for a used range of more than `limit` cells.
    """
    styles = _styles(archive.read("xl/styles.bin"))
    parts = sheet_parts(_sheets(archive.read("xl/workbook.bin")), archive.read("xl/_rels/workbook.bin.rels"))
    sheets = {part.lower(): name for name, part in parts.items()}
    found = {}
    for part in archive.parts:  # every part: on broken relations the engine may find sheets that this walk does not
        name = part.filename.lower()
        if name in sheets or name.startswith("xl/worksheets/"):
            sheet = sheets.get(name, part.filename)
            found[sheet] = _sheet(archive.read(name), styles).found(sheet, limit)
    return found


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = data[at], at + 1
        if kind & 0x80 and at < len(data):
            kind, at = (kind & 0x7F) | (data[at] << 7), at + 1
        length = shift = 0
        while at < len(data) and shift < 28:
            byte, at = data[at], at + 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, data[at : at + length]
        at += length


def _text(body: bytes, at: int) -> tuple[str, int]:
    """Return the text that begins at `at`, and where it ends."""
    (length,) = struct.unpack_from("<I", body, at)
    end = at + 4 + (0 if length == 0xFFFFFFFF else 2 * length)
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _sheets(workbook: bytes) -> tuple[tuple[str, str], ...]:
    """Return the name and the relation of each sheet."""
    found = {}
    for kind, body in _records(workbook):
        if kind == _SHEET and len(body) >= 12:
            relation, end = _text(body, 8)
            found[_text(body, end)[0]] = relation
    return tuple(found.items())


def _styles(data: bytes) -> tuple[Style, ...]:
    codes, styles, inside = dict(BUILT_IN), [], False
    for kind, body in _records(data):
        if kind == _FORMAT and len(body) >= 6:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind in (_BEGIN_XFS, _END_XFS):
            inside = kind == _BEGIN_XFS
        elif kind == _XF and inside and len(body) >= 12:
            code = struct.unpack_from("<H", body, 2)[0]
            styles.append(Style(number_format(codes.get(code, "General")), body[11]))
    return tuple(styles)


@dataclass(slots=True)
class _Sheet:
    styles: tuple[Style, ...]
    height: int = 0
    width: int = 0
    errors: dict[Address, str] = field(default_factory=dict)
    cells: dict[Address, int] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def found(self, name: str, limit: int) -> Found:
        check_cells(self.height, self.width, limit, name)
        facts = Facts(
            errors=self.errors,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            styles=CellStyles(self.cells, self.styles),
        )
        return Found(facts, tuple(self.merges))


def _sheet(data: bytes, styles: tuple[Style, ...]) -> _Sheet:
    found, row = _Sheet(styles), 0
    telling = {number for number, style in enumerate(styles) if style != PLAIN_STYLE}
    for kind, body in _records(data):
        if kind == _ROW and len(body) >= 4:
            row = int.from_bytes(body[:4], "little")
            if len(body) >= 12 and body[11] & 0x10:
                found.hidden_rows.add(row)
        elif _BLANK < kind <= _LAST_CELL and len(body) >= 8:
            column, style = int.from_bytes(body[:4], "little"), int.from_bytes(body[4:7], "little")
            found.height, found.width = max(found.height, row + 1), max(found.width, column + 1)
            if style in telling:
                found.cells[row, column] = style
            if kind in (_ERROR, _FORMULA_ERROR) and len(body) >= 9:
                found.errors[row, column] = ERRORS.get(body[8], "#VALUE!")
        elif kind == _MERGE and len(body) >= 16:
            first, last, left, right = struct.unpack_from("<IIII", body)
            found.merges.append((first, left, last, right))
        elif kind == _COLUMNS and len(body) >= 18 and body[16] & 1:
            left, right = struct.unpack_from("<II", body)
            found.hidden_columns.update(range(left, min(right, 16383) + 1))
    return found
