"""The container of .xls files (OLE compound file, MS-CFB): one stream of it as bytes."""

from __future__ import annotations

import struct

_END = 0xFFFFFFFA
"""From here on a sector number is a mark: free, end of chain, table sector."""


def stream(data: bytes, *names: str) -> bytes | None:
    """Return the first of the named streams, or None; raises ValueError or struct.error on a broken container."""
    shift, mini_shift = struct.unpack_from("<HH", data, 0x1E)
    if not 7 <= shift <= 14 or not 4 <= mini_shift <= shift:
        raise ValueError("sector size")
    tables, first_directory = struct.unpack_from("<II", data, 0x2C)
    cutoff, first_mini = struct.unpack_from("<II", data, 0x38)
    fat = _table(data, shift, tables)
    directory = _chain(data, fat, first_directory, shift)
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    if any(struct.unpack_from("<Q", entry, 0x78)[0] > len(data) for entry in entries):
        raise ValueError("stream size")
    found = {_name(entry): struct.unpack_from("<II", entry, 0x74) for entry in reversed(entries)}
    start, size = next((found[name] for name in names if name in found), (_END, 0))
    if start >= _END:
        return None
    if size >= cutoff or "Root Entry" not in found:
        return _chain(data, fat, start, shift)[:size]
    mini = _chain(data, fat, found["Root Entry"][0], shift)
    mini_fat = _numbers(_chain(data, fat, first_mini, shift))
    parts = (mini[n << mini_shift : (n + 1) << mini_shift] for n in _follow(mini_fat, start))
    return b"".join(parts)[:size]


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 0x40)[0]
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")


def _table(data: bytes, shift: int, count: int) -> tuple[int, ...]:
    """Return the allocation table: its sectors are named in the header, further ones in a chain of their own."""
    named = list(struct.unpack_from("<109I", data, 0x4C))
    following, per_sector = struct.unpack_from("<I", data, 0x44)[0], (1 << shift) // 4
    seen: set[int] = set()
    while following < _END and following not in seen:
        seen.add(following)
        more = _numbers(_sector(data, following, shift))
        named += more[: per_sector - 1]
        following = more[per_sector - 1]
    return _numbers(b"".join(_sector(data, n, shift) for n in named[:count] if n < _END))


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])


def _sector(data: bytes, number: int, shift: int) -> bytes:
    return data[(number + 1) << shift : (number + 2) << shift]


def _chain(data: bytes, fat: tuple[int, ...], start: int, shift: int) -> bytes:
    return b"".join(_sector(data, n, shift) for n in _follow(fat, start))


def _follow(fat: tuple[int, ...], start: int) -> list[int]:
    """Return the sectors of a chain; a circle ends it."""
    chain: list[int] = []
    seen: set[int] = set()
    while start < len(fat) and start not in seen:
        seen.add(start)
        chain.append(start)
        start = fat[start]
    return chain
