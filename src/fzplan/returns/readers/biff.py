"""Facts of an .xls that the fast engine drops: error cells, number formats; and whether it may be opened at all.

A walk over the records of the workbook stream (MS-XLS), not a reader of values. It also guards the engine, which
lays out the whole used range first: a damaged file that claims a cell in column 60000 would take all memory.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fzplan.returns.readers.book import PLAIN, Address, Facts, NumberFormat
from fzplan.returns.readers.ooxml import BUILT_IN, number_format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
LAST_ROW, LAST_COLUMN = 65535, 255
_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x002F, 0x0085, 0x041E, 0x00E0
_SST, _DIMENSIONS = 0x00FC, 0x0200
_FORMULA, _BOOLERR, _NUMBER, _RK, _MULRK = 0x0006, 0x0205, 0x0203, 0x027E, 0x00BD
_CELLS = frozenset({_FORMULA, _BOOLERR, _NUMBER, _RK, _MULRK, 0x0204, 0x00FD, 0x0201, 0x00BE, 0x00D6})
"""Records that begin with a row and a column."""
_CLAIMS = _CELLS | {_SST, _DIMENSIONS}


@dataclass(slots=True)
class Walk:
    """What the records say; facts stand in the order of the worksheets."""

    encrypted: bool = False
    far: bool = False
    """A cell lies beyond the last column of the format, or more texts are claimed than the file has bytes."""
    facts: list[Facts] = field(default_factory=list)


def walk(stream: bytes) -> Walk:
    """Return the facts of a workbook stream; a broken record ends the walk."""
    found = Walk()
    codes: dict[int, str] = dict(BUILT_IN)
    styles: list[int] = []
    worksheets: set[int] = set()
    depth, sheet = 0, _SheetFacts()
    for at, kind, body in _records(stream):
        if kind == _BOF:
            depth += 1
            if depth == 1 and at in worksheets:
                sheet = _SheetFacts(inside=True)
        elif kind == _EOF:
            depth -= 1
            if depth == 0 and sheet.inside:
                found.facts.append(sheet.facts([number_format(codes.get(n, "General")) for n in styles]))
                sheet = _SheetFacts()
        elif kind == _FILEPASS:
            found.encrypted = True
            break
        elif kind in _CLAIMS:
            found.far = found.far or _impossible(kind, body, len(stream))
            if depth == 1 and sheet.inside and kind in _CELLS and len(body) >= 6:
                sheet.add(kind, body)
        else:
            _globals(kind, body, codes, styles, worksheets)
    return found


def _impossible(kind: int, body: bytes, size: int) -> bool:
    """Tell whether a record claims what cannot be: a cell or used range beyond the format, more texts than bytes."""
    if kind == _SST:
        return len(body) >= 8 and bool(struct.unpack_from("<I", body, 4)[0] > size)
    if kind == _DIMENSIONS and len(body) >= 10:
        row, last_row, column, last_column = struct.unpack_from("<IIHH" if len(body) >= 14 else "<HHHH", body)
        return bool(row > last_row or column > last_column or last_row > LAST_ROW + 1 or last_column > LAST_COLUMN + 1)
    return len(body) >= 4 and bool(struct.unpack_from("<H", body, 2)[0] > LAST_COLUMN)


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _globals(kind: int, body: bytes, codes: dict[int, str], styles: list[int], worksheets: set[int]) -> None:
    """Note formats, styles, and where the worksheets begin."""
    if kind == _XF and len(body) >= 4:
        styles.append(struct.unpack_from("<H", body, 2)[0])
    elif kind == _FORMAT and len(body) > 5:
        number, length, flags = struct.unpack_from("<HHB", body)
        codes[number] = body[5:].decode("utf-16-le" if flags & 1 else "latin-1", "replace")[:length]
    elif kind == _BOUNDSHEET and len(body) > 6 and body[5] == 0:
        worksheets.add(struct.unpack_from("<I", body)[0])


@dataclass(slots=True)
class _SheetFacts:
    """The facts of one worksheet while its records are walked."""

    inside: bool = False
    errors: dict[Address, str] = field(default_factory=dict)
    styles: dict[Address, int] = field(default_factory=dict)

    def add(self, kind: int, body: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        if kind == _MULRK:
            for n in range((len(body) - 6) // 6):
                self.styles[row, column + n] = struct.unpack_from("<H", body, 4 + 6 * n)[0]
            return
        self.styles[row, column] = style
        if kind == _BOOLERR and len(body) >= 8 and body[7]:
            self.errors[row, column] = ERRORS.get(body[6], "#VALUE!")
        elif kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
            self.errors[row, column] = ERRORS.get(body[8], "#VALUE!")

    def facts(self, formats: list[NumberFormat]) -> Facts:
        return Facts(errors=self.errors, format=_finder(self.styles, formats))


def _finder(styles: dict[Address, int], formats: list[NumberFormat]) -> Callable[[int, int], NumberFormat]:
    def look_up(row: int, column: int) -> NumberFormat:
        style = styles.get((row, column), -1)
        return formats[style] if 0 <= style < len(formats) else PLAIN

    return look_up
