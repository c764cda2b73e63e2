"""Old workbooks built record by record (MS-XLS) in a container (MS-CFB), for no library at hand writes them.

A reader of other people's checks them (xlrd), so that a mistake made twice alike does not pass.
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Value = str | float | None
SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
BIFF5, BIFF8 = 0x0500, 0x0600


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def bof(version: int, kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHH", version, kind, 0, 0) + (bytes(8) if version == BIFF8 else b""))


EOF = record(0x000A, b"")


def records(
    sheets: Mapping[str, Sequence[Sequence[Value]]],
    *,
    version: int = BIFF8,
    codepage: int = 1200,
    stored: str = "utf-16-le",
    formats: Sequence[tuple[str, int]] = (),
    styles: Mapping[tuple[int, int], int] | None = None,
    first: bytes = b"",
    extra: bytes = b"",
    hidden: Sequence[str] = (),
) -> bytes:
    """Return a workbook stream. `stored` is the encoding of the texts: that of BIFF8 is utf-16-le.

    `formats`: number format and indent of each style from 1 on; `styles`: the style of a cell of the first sheet;
    `first`: records behind the first; `extra`: records within each sheet; `hidden`: sheets that are not shown.
    """
    head = bof(version, 5) + first + record(0x0042, struct.pack("<H", codepage))
    for number, (code, _) in enumerate(formats):
        head += record(0x041E, struct.pack("<H", 164 + number) + _text(code, version, "latin-1", wide_length=True))
    for number, indent in ((0, 0), *((164 + n, indent) for n, (_, indent) in enumerate(formats))):
        body = struct.pack("<HHHBBB11x" if version == BIFF8 else "<HHHBBB7x", 0, number, 0, 0, 0, indent)
        head += record(0x00E0, body)
    names = [_text(name, version, stored) for name in sheets]
    parts, at = [], len(head) + sum(4 + 6 + len(name) for name in names) + len(EOF)
    for n, rows in enumerate(sheets.values()):
        height, width = len(rows), max(map(len, rows), default=0)
        size = struct.pack("<IIHHH" if version == BIFF8 else "<HHHHH", 0, height, 0, width, 0)
        cells = b"".join(_cell(r, c, v, version, stored, (styles or {}).get((r, c), 0) if not n else 0)
                         for r, row in enumerate(rows) for c, v in enumerate(row))  # fmt: skip
        parts.append(bof(version, 0x10) + record(0x0200, size) + cells + extra + EOF)
    for sheet, name, part in zip(sheets, names, parts, strict=True):
        head += record(0x0085, struct.pack("<IBB", at, sheet in hidden, 0) + name)
        at += len(part)
    return head + EOF + b"".join(parts)


def _text(text: str, version: int, stored: str, *, wide_length: bool = False) -> bytes:
    raw = text.encode(stored)
    if version != BIFF8:
        return struct.pack("<B", len(raw)) + raw
    wide = stored == "utf-16-le"
    return struct.pack("<HB" if wide_length else "<BB", len(raw) // (2 if wide else 1), wide) + raw


def _cell(r: int, c: int, value: Value, version: int, stored: str, style: int) -> bytes:
    if value is None:
        return b""
    if isinstance(value, str):
        body = _text(value, version, stored, wide_length=True)
        if version != BIFF8:
            body = struct.pack("<H", body[0]) + body[1:]
        return record(0x0204, struct.pack("<HHH", r, c, style) + body)
    return record(0x0203, struct.pack("<HHHd", r, c, style, value))


def container(stream: bytes, name: str = "Workbook") -> bytes:
    """Return an OLE file with one stream, filled up to the size from which streams lie in sectors of their own."""
    if len(stream) < 4096:
        stream += record(0, bytes(max(0, 4092 - len(stream))))
    sectors = -(-len(stream) // SECTOR)
    tables = 1
    while tables * (SECTOR // 4) < sectors + tables + 1:
        tables += 1
    chain = [TABLE] * tables + [END] + [*range(tables + 2, tables + 1 + sectors), END]
    chain += [FREE] * (tables * SECTOR // 4 - len(chain))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, END, 0, END, 0)
    head += struct.pack(f"<{tables}I", *range(tables)) + struct.pack("<I", FREE) * (109 - tables)
    directory = _entry("Root Entry", 5, END, 0, child=1) + _entry(name, 2, tables + 1, len(stream)) + bytes(256)
    return head + struct.pack(f"<{len(chain)}I", *chain) + directory + stream.ljust(sectors * SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    tree = struct.pack("<BBIII", kind, 1, FREE, FREE, child)
    return raw.ljust(64, b"\0") + struct.pack("<H", len(raw)) + tree + bytes(36) + struct.pack("<IQ", start, size)


def old_book(
    sheets: Mapping[str, Sequence[Sequence[Value]]], *, version: int = BIFF8, codepage: int = 1200,
    stored: str = "utf-16-le", formats: Sequence[tuple[str, int]] = (),
    styles: Mapping[tuple[int, int], int] | None = None, extra: bytes = b"",
) -> bytes:  # fmt: skip
    """Return an .xls file."""
    stream = records(
        sheets, version=version, codepage=codepage, stored=stored, formats=formats, styles=styles, extra=extra
    )
    return container(stream, "Workbook" if version == BIFF8 else "Book")


def encrypted(sheets: Mapping[str, Sequence[Sequence[Value]]], password: str) -> bytes:
    """Return an .xls encrypted with RC4 (MS-XLS 2.2.10, MS-OFFCRYPTO 2.3.6), as yearbook tables are stored."""
    from hashlib import md5

    from msoffcrypto.method.rc4 import DocumentRC4

    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    both = DocumentRC4.decrypt(password, salt, io.BytesIO(verifier + md5(verifier).digest())).read()
    plain = records(sheets, first=record(0x002F, struct.pack("<HHH", 1, 1, 1) + salt + both))
    plain += record(0, bytes(4092 - len(plain)))
    secret = DocumentRC4.decrypt(password, salt, io.BytesIO(plain), blocksize=1024).read()
    stored, at = bytearray(secret), 0
    while at < len(plain):
        kind, length = struct.unpack_from("<HH", plain, at)
        open_to = {0x0809: length, 0x002F: length, 0x0085: 4}.get(kind, 0)  # BOF, FILEPASS, the place of a sheet
        stored[at : at + 4 + open_to] = plain[at : at + 4 + open_to]
        at += 4 + length
    return container(bytes(stored))
