"""The zip files that .xlsx, .xlsb and .ods are: parts in pieces, and never more of them than can be.

The engine inflates whatever it is given, so each part is inflated here first, piece by piece, and refused where it
holds more bytes than it declares: a declared size is what a bomb lies about.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.returns.readers.faults import DamagedError, LockedError, check_size

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = 1 << 20
"""Bytes of one piece."""
_LOCAL_HEADER, _ENCRYPTED = 30, 1
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_XML = (".xml", ".rels")


class Archive:
    """The parts of an archive, found by name in whatever case: the engine does not look at it either."""

    __slots__ = ("data", "named", "parts")

    def __init__(self, data: bytes, limit: int) -> None:
        """Open an archive that expands to at most `limit` bytes; raises BadZipFile, OversizedError, DamagedError."""
        self.data = data
        self.parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
        self.named = {part.filename.lower(): part for part in self.parts}
        check_size(sum(part.file_size for part in self.parts), limit)
        for part in self.parts:
            if part.filename.lower().endswith(_XML) and _DECLARED.search(self.head(part)):
                raise DamagedError(
                    Text(
                        f"{part.filename} 中有文档类型声明，可能是恶意文件", f"{part.filename} declares a document type"
                    )
                )

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.named

    def head(self, part: zipfile.ZipInfo) -> bytes:
        """Return the first piece of a part."""
        return next(pieces(self.data, part), b"")

    def read(self, name: str) -> bytes:
        """Return a part, empty where there is none."""
        part = self.named.get(name.lower())
        return b"".join(pieces(self.data, part)) if part else b""


def pieces(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the content of a part of the archive `data`, piece by piece.

    Raises BadZipFile where it is not what the archive declares, LockedError where it is encrypted.
    """
    if part.flag_bits & _ENCRYPTED:
        raise LockedError(part.filename)
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile(f"{part.filename}: compression method {part.compress_type}")
    size, check = 0, 0
    for piece in _inflated(data, part):
        size += len(piece)
        if size > part.file_size:
            raise zipfile.BadZipFile(f"{part.filename}: more than the {part.file_size} bytes declared")
        check = zlib.crc32(piece, check)
        yield piece
    if (size, check) != (part.file_size, part.CRC):
        raise zipfile.BadZipFile(f"{part.filename}: {size} bytes of {part.file_size}, or a wrong checksum")


def _inflated(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
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
