"""The zip files that .xlsx, .xlsb and .ods are: parts in pieces, and never more of them than can be.

The engine inflates whatever it is given, so each part is inflated here first, piece by piece, and refused where it
holds more bytes than it declares: a declared size is what a bomb lies about.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Text
from fzplan.regex import regex
from fzplan.returns.readers.faults import DamagedError, LockedError, check_size

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = 1 << 20
"""Bytes of one piece."""
_LOCAL_HEADER, _ENCRYPTED, _UTF8 = 30, 1, 0x800
_END, _ENTRY = struct.Struct("<4sHHHHIIH"), struct.Struct("<4s4xHH4xIIIHHH8xI")
"""The end of an archive, and an entry of its directory."""
_DECLARED = regex(rb"<!(?:DOCTYPE|ENTITY)")
_XML = (".xml", ".rels")
_PROLOGUE = 65536
"""Bytes in which a document type is looked for: it stands before the first element."""


class Part(NamedTuple):
    """One entry of the directory of an archive."""

    filename: str
    flag_bits: int
    compress_type: int
    crc: int
    compress_size: int
    file_size: int
    header_offset: int


class Archive:
    """The parts of an archive, found by name in whatever case: the engine does not look at it either."""

    __slots__ = ("data", "named", "parts")

    def __init__(self, data: bytes, limit: int) -> None:
        """Open an archive that expands to at most `limit` bytes; raises BadZipFile, OversizedError."""
        self.data = data
        self.parts = _listed(data) or [
            Part(
                one.filename,
                one.flag_bits,
                one.compress_type,
                one.CRC,
                one.compress_size,
                one.file_size,
                one.header_offset,
            )
            for one in zipfile.ZipFile(io.BytesIO(data)).infolist()
        ]
        self.named = {part.filename.lower(): part for part in self.parts}
        check_size(sum(part.file_size for part in self.parts), limit)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.named

    def head(self, part: Part) -> bytes:
        """Return the first piece of a part."""
        return next(pieces(self.data, part), b"")

    def read(self, name: str) -> bytes:
        """Return a part, empty where there is none."""
        part = self.named.get(name.lower())
        return b"".join(pieces(self.data, part)) if part else b""


def _listed(data: bytes) -> list[Part]:
    """Return the directory of a plain archive, or nothing where it is of a rarer kind or broken.

    The library does the same in three times the time, which a thousand small returns would feel.
    """
    end = len(data) - _END.size
    if end < 0:
        return []
    mark, _, _, _, count, size, at, comment = _END.unpack_from(data, end)
    if mark != b"PK\5\6" or comment or count == 0xFFFF or at + size != end:
        return []
    parts = []
    for _ in range(count):
        if at + _ENTRY.size > end:
            return []
        (mark, flags, method, crc, stored, whole, name, extra, note, offset) = _ENTRY.unpack_from(data, at)
        if mark != b"PK\1\2" or 0xFFFFFFFF in (stored, whole, offset):
            return []
        first = at + _ENTRY.size
        written = data[first : first + name].decode("utf-8" if flags & _UTF8 else "cp437", "replace")
        parts.append(Part(written, flags, method, crc, stored, whole, offset))
        at = first + name + extra + note
    return parts


def pieces(data: bytes, part: Part) -> Iterator[bytes]:
    """Yield the content of a part of the archive `data`, piece by piece.

    Raises BadZipFile where it is not what the archive declares, LockedError where it is encrypted, DamagedError where
    it is XML with a document type.
    """
    if part.flag_bits & _ENCRYPTED:
        raise LockedError(part.filename)
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile(f"{part.filename}: compression method {part.compress_type}")
    size, check = 0, 0
    for piece in _inflated(data, part):
        if not size:
            _refuse_declarations(part.filename, piece)
        size += len(piece)
        if size > part.file_size:
            raise zipfile.BadZipFile(f"{part.filename}: more than the {part.file_size} bytes declared")
        check = zlib.crc32(piece, check)
        yield piece
    if (size, check) != (part.file_size, part.crc):
        raise zipfile.BadZipFile(f"{part.filename}: {size} bytes of {part.file_size}, or a wrong checksum")


def _refuse_declarations(name: str, head: bytes) -> None:
    """Raise DamagedError for XML that declares a document type: no program that writes workbooks does."""
    if name.lower().endswith(_XML) and _DECLARED.search(head, 0, _PROLOGUE):
        raise DamagedError(Text(f"{name} 中有文档类型声明，可能是恶意文件", f"{name} declares a document type"))


def _inflated(data: bytes, part: Part) -> Iterator[bytes]:
    names, extra = struct.unpack_from("<HH", data, part.header_offset + 26)
    start = part.header_offset + _LOCAL_HEADER + names + extra
    stored = memoryview(data)[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        for at in range(0, len(stored), PIECE):
            yield bytes(stored[at : at + PIECE])
        return
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(stored), PIECE):
        rest = bytes(stored[at : at + PIECE])
        while rest and not engine.eof:
            yield engine.decompress(rest, PIECE)
            rest = engine.unconsumed_tail
    yield engine.flush()
