"""A zip that has one form: members in order, stored as they are, no time, no comment; and its reading, distrustful.

Stored and not compressed, for what zlib makes of the same bytes depends on its version; nothing can expand either.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST = "manifest.json"
HERE = "."
"""The folder of the plan file itself."""
UNSAFE = "\\:\0"
"""Signs that lead to other places on some systems."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can tell."""
ORDINARY = (stat.S_IFREG | 0o644) << 16
UNIX = 3
LOCAL = 30
"""Bytes of a local header before the name."""
MOST = 100_000
"""Members that a pack may have."""


class Refused(Exception):  # noqa: N818  (a reason, told as a finding)
    """The file is no zip, or a member of it must not be touched: `member` and why."""

    def __init__(self, reason: Text, member: str = "") -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.member = member


class Opened(NamedTuple):
    """What a pack holds, and whether the file is byte for byte what is written for it."""

    members: dict[str, bytes]
    differs_at: int | None = None
    """The first byte that is not as it is written."""
    near: str = ""
    """The member that this byte belongs to; "" at the end of the file."""


def write(members: Mapping[str, bytes]) -> bytes:
    """Return the zip: the manifest first, then the other members by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as book:
        for name in sorted(members, key=lambda name: (name != MANIFEST, name)):
            info = zipfile.ZipInfo(name, EPOCH)
            info.create_system, info.external_attr = UNIX, ORDINARY
            book.writestr(info, members[name])
    return out.getvalue()


def read(content: bytes) -> Opened:
    """Return the members of a pack. Raise Refused for what is no zip, and for a member that must not be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            entries = book.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, EOFError, OSError) as error:
        raise Refused(Text("不是 zip 文件，或已损坏", "it is no zip file, or damaged")) from error
    seen: set[str] = set()
    for entry in entries:
        _refuse_unsafe(entry, seen)
    _refuse_bombs(entries, content)
    members = {entry.filename: _stored(content, entry) for entry in entries}
    rebuilt = write(members)
    if rebuilt == content:
        return Opened(members)
    at = next(
        (k for k, (a, b) in enumerate(zip(rebuilt, content, strict=False)) if a != b), min(len(rebuilt), len(content))
    )
    before = [entry for entry in entries if entry.header_offset <= at < _end(entry)]
    return Opened(members, at, before[-1].filename if before else "")


def _refuse_bombs(entries: list[zipfile.ZipInfo], content: bytes) -> None:
    """Refuse more members, or more bytes in them, than the file can hold: parts that overlap."""
    if len(entries) > MOST or sum(entry.file_size for entry in entries) > len(content):
        raise Refused(Text("所含数据多于文件本身的大小", "it claims to hold more than the file has room for"))


def _refuse_unsafe(entry: zipfile.ZipInfo, seen: set[str]) -> None:
    """Refuse a member that leads out of the folder, is no plain file, is compressed or locked, or comes twice."""
    name = entry.filename
    if is_safe(name.removesuffix("/")) and name.endswith("/"):
        raise Refused(Text("是单列的文件夹，证据包只有文件", "it is a folder, and packs have files only"), name)
    if not is_safe(name) or name != entry.orig_filename:
        raise Refused(Text("成员的路径超出文件夹", "its path leads out of the folder"), name)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise Refused(Text("成员是链接或特殊文件", "it is a link or a special file"), name)
    if entry.flag_bits & 1 or entry.compress_type != zipfile.ZIP_STORED or entry.file_size != entry.compress_size:
        raise Refused(
            Text("成员经过压缩或加密，证据包不压缩", "it is compressed or encrypted; packs are neither"), name
        )
    if name.casefold() in seen:
        raise Refused(Text("成员重名", "two members have this name"), name)
    seen.add(name.casefold())


def is_safe(name: str) -> bool:
    r"""Tell whether a name stays in the folder it is unpacked into, on every system.

    >>> [is_safe(name) for name in ("inputs/data/年报.xlsx", "../a", "/a", "C:/a", "a\\b", "a/", "a//b", "")]
    [True, False, False, False, False, False, False, False]
    """
    path = PurePosixPath(name)
    whole = name == path.as_posix() and name not in ("", ".")
    return whole and not path.is_absolute() and ".." not in path.parts and not set(name) & set(UNSAFE)


def _stored(content: bytes, entry: zipfile.ZipInfo) -> bytes:
    start = _end(entry) - entry.file_size
    header = content[entry.header_offset : entry.header_offset + LOCAL]
    if len(header) == LOCAL:
        name, extra = struct.unpack("<HH", header[26:30])
        start = entry.header_offset + LOCAL + name + extra
    return content[start : start + entry.file_size]


def _end(entry: zipfile.ZipInfo) -> int:
    """Return where a member ends as packs are written: header, name, content."""
    return entry.header_offset + LOCAL + len(entry.filename.encode()) + entry.file_size
