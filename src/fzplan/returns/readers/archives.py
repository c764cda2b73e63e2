"""The zip files that .xlsx, .xlsb and .ods are: parts in pieces, and never more of them than can be.

The engine inflates whatever it is given, so each part is inflated here first, piece by piece, and refused where it
holds more bytes than it declares: a declared size is what a bomb lies about.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = 1 << 20
"""Bytes of one piece."""
_LOCAL_HEADER, _ENCRYPTED = 30, 1


class EncryptedPartError(ValueError):
    """A part of an archive is encrypted: the archive itself has a password."""


def pieces(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the content of a part of the archive `data`, piece by piece.

    Raises BadZipFile where it is not what the archive declares, EncryptedPartError where it is encrypted.
    """
    if part.flag_bits & _ENCRYPTED:
        raise EncryptedPartError(part.filename)
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


def whole(data: bytes, part: zipfile.ZipInfo) -> bytes:
    """Return the content of a part; raises as `pieces` does."""
    return b"".join(pieces(data, part))
