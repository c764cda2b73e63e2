"""The container of .xls files (OLE compound file, MS-CFB): where one stream of it lies, as bytes or to be patched."""

from __future__ import annotations

import struct

_END = 0xFFFFFFFA
"""From here on a sector number is a mark: free, end of chain, table sector."""

Span = tuple[int, int]
"""A run of bytes of the file: first, one past the last."""


def stream(data: bytes, *names: str) -> bytes | None:
    """Return the first of the named streams, or None; raises ValueError or struct.error on a broken container."""
    lying = spans(data, *names)
    return None if lying is None else b"".join(data[first:end] for first, end in lying)


def spans(data: bytes, *names: str) -> list[Span] | None:
    """Return where the first of the named streams lies, in order; raises as `stream` does."""
    shift, mini_shift = struct.unpack_from("<HH", data, 0x1E)
    if not 7 <= shift <= 14 or not 4 <= mini_shift <= shift:
        raise ValueError("sector size")
    tables, first_directory = struct.unpack_from("<II", data, 0x2C)
    cutoff, first_mini = struct.unpack_from("<II", data, 0x38)
    fat = _table(data, shift, tables)
    directory = _joined(data, _chain(fat, first_directory, shift))
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    width = "<I" if shift == 9 else "<Q"  # small sectors go with files whose upper half of a size may be anything
    if any(struct.unpack_from(width, entry, 0x78)[0] > len(data) for entry in entries):
        raise ValueError("stream size")
    found = {_name(entry): struct.unpack_from("<II", entry, 0x74) for entry in reversed(entries)}
    start, size = next((found[name] for name in names if name in found), (_END, 0))
    if start >= _END:
        return None
    if size >= cutoff or "Root Entry" not in found:
        return _cut(_chain(fat, start, shift), size, len(data))
    mini = _chain(fat, found["Root Entry"][0], shift)
    mini_fat = _numbers(_joined(data, _chain(fat, first_mini, shift)))
    per_sector = shift - mini_shift
    small = [n for n in _follow(mini_fat, start) if n >> per_sector < len(mini)]
    starts = [mini[n >> per_sector][0] + ((n & ((1 << per_sector) - 1)) << mini_shift) for n in small]
    return _cut([(at, at + (1 << mini_shift)) for at in starts], size, len(data))


def patched(data: bytes, lying: list[Span], at: int, new: bytes) -> bytes:
    """Return the file with `new` written at the position `at` of the stream that lies so."""
    changed = bytearray(data)
    for first, end in lying:
        part = new[max(0, -at) : max(0, end - first - at)]
        if at < end - first and part:
            changed[first + max(0, at) : first + max(0, at) + len(part)] = part
        at -= end - first
    return bytes(changed)


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
        more = _numbers(_joined(data, [_sector(following, shift)]))
        named += more[: per_sector - 1]
        following = more[per_sector - 1]
    return _numbers(_joined(data, [_sector(n, shift) for n in named[:count] if n < _END]))


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])


def _sector(number: int, shift: int) -> Span:
    return (number + 1) << shift, (number + 2) << shift


def _joined(data: bytes, lying: list[Span]) -> bytes:
    return b"".join(data[first:end] for first, end in lying)


def _chain(fat: tuple[int, ...], start: int, shift: int) -> list[Span]:
    return [_sector(n, shift) for n in _follow(fat, start)]


def _cut(lying: list[Span], size: int, end_of_file: int) -> list[Span]:
    """Return the spans up to `size` bytes, as far as the file reaches."""
    kept = []
    for first, end in lying:
        last = min(end, first + size, end_of_file)
        if last > first:
            kept.append((first, last))
            size -= last - first
    return kept


def _follow(fat: tuple[int, ...], start: int) -> list[int]:
    """Return the sectors of a chain; a circle ends it."""
    chain: list[int] = []
    seen: set[int] = set()
    while start < len(fat) and start not in seen:
        seen.add(start)
        chain.append(start)
        start = fat[start]
    return chain


def is_broken(data: bytes) -> bool:
    """Tell whether a container claims streams that it does not have: mostly its end is missing."""
    try:
        spans(data)
    except (ValueError, struct.error, IndexError):
        return True
    return False
