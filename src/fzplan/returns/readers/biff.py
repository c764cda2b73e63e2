"""Facts of an .xls that the fast engine drops: error cells, styles, hidden parts; and whether it may be opened at all.

A walk over the records of the workbook stream (MS-XLS), not a reader of values. It also guards the engine, which
lays out the whole used range first: a damaged file that claims a cell in column 60000 would take all memory.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fzplan.returns.readers.book import PLAIN_STYLE, Address, Facts, Style
from fzplan.returns.readers.cell_styles import CellStyles
from fzplan.returns.readers.formats import BUILT_IN, number_format

if TYPE_CHECKING:
    from collections.abc import Iterator

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
LAST_ROW, LAST_COLUMN = 65535, 255
_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x002F, 0x0085, 0x041E, 0x00E0
_SST, _DIMENSIONS, _ROW, _COLUMNS, _CODEPAGE = 0x00FC, 0x0200, 0x0208, 0x007D, 0x0042
_FORMULA, _BOOLERR, _NUMBER, _RK, _MULRK = 0x0006, 0x0205, 0x0203, 0x027E, 0x00BD
_LABEL, _LABELSST, _BLANK, _MULBLANK, _RSTRING = 0x0204, 0x00FD, 0x0201, 0x00BE, 0x00D6
_VALUES = frozenset({_FORMULA, _BOOLERR, _NUMBER, _RK, _MULRK, _LABEL, _LABELSST, _RSTRING})
_CLAIMS = _VALUES | {_SST, _DIMENSIONS, _BLANK, _MULBLANK}
"""Records that say how far the cells reach, most of them by their own row and column."""
BIFF8 = 0x0600
UNICODE = 1200
"""The code page that a workbook of Excel 97 and later has to declare: its texts are Unicode in any case."""


@dataclass(slots=True)
class Walk:
    """What the records say; facts stand in the order in which the workbook names its worksheets."""

    encrypted: bool = False
    far: bool = False
    """A cell lies beyond the last column of the format, or more texts are claimed than the file has bytes."""
    codepage: int = 0
    """As declared; 0 where it is not."""
    codepage_at: int = 0
    """Where in the stream it is declared."""
    version: int = 0
    """0x0500 up to Excel 95, 0x0600 since."""
    facts: list[Facts] = field(default_factory=list)


@dataclass(slots=True)
class _Globals:
    """What stands before the sheets."""

    codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    formats: list[tuple[int, int]] = field(default_factory=list)
    """Number of the format and indent of each style."""
    worksheets: dict[int, Facts | None] = field(default_factory=dict)
    """By the place where they begin, in the order of their names."""

    def styles(self) -> tuple[Style, ...]:
        return tuple(Style(number_format(self.codes.get(code, "General")), indent) for code, indent in self.formats)


def walk(stream: bytes) -> Walk:
    """Return the facts of a workbook stream; a broken record ends the walk."""
    found, globals_, sheet = Walk(), _Globals(), _SheetFacts(())
    depth, inside = 0, -1
    for at, kind, body in _records(stream):
        if kind == _BOF:
            depth += 1
            found.version = found.version or int.from_bytes(body[:2], "little")
            if depth == 1 and at in globals_.worksheets:
                inside, sheet = at, _SheetFacts(globals_.styles())
        elif kind == _EOF:
            depth -= 1
            if depth == 0 and inside >= 0:
                globals_.worksheets[inside], inside = sheet.facts(), -1
        elif kind == _FILEPASS:
            found.encrypted = True
            break
        elif inside < 0:
            found.far = found.far or (kind in _CLAIMS and _impossible(kind, body, len(stream)))
            _note_global(kind, body, found, globals_)
            if kind == _CODEPAGE and len(body) >= 2:
                found.codepage, found.codepage_at = int.from_bytes(body[:2], "little"), at + 4
        else:
            found.far = found.far or (kind in _CLAIMS and _impossible(kind, body, len(stream)))
            if depth == 1:
                sheet.add(kind, body)
    found.facts = [facts for facts in globals_.worksheets.values() if facts is not None]
    return found


def _impossible(kind: int, body: bytes, size: int) -> bool:
    """Tell whether a record claims what cannot be: a cell or used range beyond the format, more texts than bytes."""
    if kind == _SST:
        return len(body) >= 8 and bool(struct.unpack_from("<I", body, 4)[0] > size)
    if kind == _DIMENSIONS and len(body) >= 10:
        row, last_row, column, last_column = struct.unpack_from("<IIHH" if len(body) >= 14 else "<HHHH", body)
        return bool(row > last_row or column > last_column or last_row > LAST_ROW + 1 or last_column > LAST_COLUMN + 1)
    return len(body) >= 4 and body[3] > 0  # the column's high byte


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at, end, header = 0, len(stream) - 4, struct.Struct("<HH")
    while at <= end:
        kind, length = header.unpack_from(stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _note_global(kind: int, body: bytes, found: Walk, globals_: _Globals) -> None:
    """Note formats, styles, and where the worksheets begin."""
    if kind == _XF and len(body) >= 4:
        indent = body[8] & 15 if len(body) >= 20 else 0  # Excel 95 has no indents
        globals_.formats.append((struct.unpack_from("<H", body, 2)[0], indent))
    elif kind == _FORMAT and len(body) > 5:
        number, length, flags = struct.unpack_from("<HHB", body)
        if found.version == BIFF8:
            globals_.codes[number] = body[5:].decode("utf-16-le" if flags & 1 else "latin-1", "replace")[:length]
        else:
            globals_.codes[number] = body[3 : 3 + body[2]].decode("latin-1")
    elif kind == _BOUNDSHEET and len(body) > 6 and body[5] == 0:
        globals_.worksheets[struct.unpack_from("<I", body)[0]] = None


class _SheetFacts:
    """The facts of one worksheet while its records are walked."""

    def __init__(self, styles: tuple[Style, ...]) -> None:
        self.styles = styles
        self.telling = {number for number, style in enumerate(styles) if style != PLAIN_STYLE}
        self.cells: dict[Address, int] = {}
        self.errors: dict[Address, str] = {}
        self.formulas = 0
        self.blank: set[Address] = set()
        """Formulas whose result is an empty text."""
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def add(self, kind: int, body: bytes) -> None:
        if kind in _VALUES and len(body) >= 6:
            self._add_value(kind, body)
        elif kind == _ROW and len(body) >= 13 and body[12] & 0x20:
            self.hidden_rows.add(int.from_bytes(body[:2], "little"))
        elif kind == _COLUMNS and len(body) >= 10 and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            self.hidden_columns.update(range(first, min(last, LAST_COLUMN) + 1))

    def _add_value(self, kind: int, body: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        if kind == _MULRK:
            for n in range((len(body) - 6) // 6):
                style = int.from_bytes(body[4 + 6 * n : 6 + 6 * n], "little")
                if style in self.telling:
                    self.cells[row, column + n] = style
            return
        if style in self.telling:
            self.cells[row, column] = style
        if kind == _BOOLERR and len(body) >= 8 and body[7]:
            self.errors[row, column] = ERRORS.get(body[6], "#VALUE!")
        elif kind == _FORMULA and len(body) >= 14:
            self.formulas += 1
            if body[12:14] == b"\xff\xff" and body[6] == 2:
                self.errors[row, column] = ERRORS.get(body[8], "#VALUE!")
            elif body[12:14] == b"\xff\xff" and body[6] == 3:
                self.blank.add((row, column))

    def facts(self) -> Facts:
        return Facts(
            errors=self.errors,
            uncached=dict.fromkeys(sorted(self.blank), "") if len(self.blank) == self.formulas else {},
            formulas=self.formulas,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            styles=CellStyles(self.cells, self.styles),
        )
