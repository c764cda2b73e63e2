"""Small .xlsb workbooks built record by record (MS-XLSB), for nothing at hand writes them; checked by pyxlsb."""

from __future__ import annotations

import struct
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Value = str | float | None
ERROR_CODES = {"#DIV/0!": 7, "#N/A": 42}


def record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([(kind & 0x7F) | 0x80, kind >> 7])
    length, size = len(body), b""
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + body


def text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def sheet(
    rows: Sequence[Sequence[Value]],
    styles: Mapping[tuple[int, int], int],
    texts: list[str],
    *,
    extra: bytes = b"",
    hidden_row: int = -1,
    place: tuple[int, int] = (0, 0),
) -> bytes:
    """Return a worksheet part whose first cell stands at `place`; its texts are added to the shared ones."""
    top, left = place
    width = max(map(len, rows), default=1)
    out = (
        record(129) + record(148, struct.pack("<IIII", top, top + len(rows) - 1, left, left + width - 1)) + record(145)
    )
    for r, row in enumerate(rows):
        flags = 0x10 if r == hidden_row else 0
        spans = struct.pack("<III", 1, left, left + width - 1)
        out += record(0, struct.pack("<IIHBBB", top + r, 0, 300, 0, flags, 0) + spans)
        for c, value in enumerate(row):
            cell = struct.pack("<II", left + c, styles.get((r, c), 0))
            if isinstance(value, str) and value in ERROR_CODES:
                out += record(3, cell + bytes([ERROR_CODES[value]]))
            elif isinstance(value, str):
                texts.append(value)
                out += record(7, cell + struct.pack("<I", len(texts) - 1))
            elif value is not None:
                out += record(5, cell + struct.pack("<d", value))
    return out + record(146) + extra + record(130)


def styles_part(formats: Sequence[tuple[str, int]]) -> bytes:
    out = record(278) + record(615, struct.pack("<I", len(formats)))
    for n, (code, _) in enumerate(formats):
        out += record(44, struct.pack("<H", 164 + n) + text(code))
    out += record(616) + record(617, struct.pack("<I", len(formats) + 1))
    for number, indent in ((0, 0), *((164 + n, indent) for n, (_, indent) in enumerate(formats))):
        out += record(47, struct.pack("<HHHHHBBH", 0, number, 0, 0, 0, 0, indent, 0))
    return out + record(618) + record(279)


RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def binary_book(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[Value]]],
    *,
    formats: Sequence[tuple[str, int]] = (),
    styles: Mapping[tuple[int, int], int] | None = None,
    extra: bytes = b"",
    hidden_row: int = -1,
    place: tuple[int, int] = (0, 0),
) -> Path:
    """Write an .xlsb; `formats`: number format and indent of each style from 1 on."""
    names = list(sheets)
    book = record(131) + record(143)
    for n, name in enumerate(names, 1):
        book += record(156, struct.pack("<II", 0, n) + text(f"rId{n}") + text(name))
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, len(names) + 1)
    )
    relations += f'<Relationship Id="rId99" Type="{OFFICE}/sharedStrings" Target="sharedStrings.bin"/>'
    texts: list[str] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", book + record(144) + record(132))
        archive.writestr("xl/styles.bin", styles_part(formats))
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
        )
        for n, rows in enumerate(sheets.values(), 1):
            part = sheet(rows, styles or {}, texts, extra=extra, hidden_row=hidden_row, place=place)
            archive.writestr(f"xl/worksheets/sheet{n}.bin", part)
        shared = b"".join(record(19, b"\0" + text(value)) for value in texts)
        archive.writestr(
            "xl/sharedStrings.bin", record(159, struct.pack("<II", len(texts), len(texts))) + shared + record(160)
        )
    return path
