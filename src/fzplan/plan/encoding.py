"""The bytes of a plan file as text: UTF-8, or what editors on Windows make of it (GBK, UTF-16), said so."""

from __future__ import annotations

import codecs
import contextlib
from pathlib import Path

from fzplan.diagnostics import Diagnostic, FileRef, Span, Text
from fzplan.plan.codes import EMPTY, MISSING, NOT_TEXT, OTHER_ENCODING, TOO_LARGE

LARGEST = 2_000_000
"""Bytes; a plan of a thousand targets has about 200,000."""
WIDE = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
YAML = frozenset({".yaml", ".yml"})
FOREIGN = ((b"PK\x03\x04", "Excel / ZIP"), (b"\xd0\xcf\x11\xe0", "Excel 97–2003"), (b"%PDF", "PDF"))


def read(path: Path) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of a plan file (line ends made one), or None with the reason."""
    name = path.as_posix()
    try:
        if path.exists() and not path.is_file() and not path.is_dir():  # a pipe or a device may never end
            special = Text("不是普通文件", "it is no regular file")
            return None, [MISSING(FileRef(name), file=name, reason=special, near=_neighbours(path))]
        if path.is_file() and path.stat().st_size > LARGEST:
            return None, [TOO_LARGE(FileRef(name), what=_bytes(path.stat().st_size), limit=_bytes(LARGEST))]
        content = path.read_bytes()
    except OSError as error:
        return None, [MISSING(FileRef(name), file=name, reason=_reason(path, error), near=_neighbours(path))]
    text, findings = decoded(content, name)
    if text is not None:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip(" \t\n\ufeff"):
            return None, [EMPTY(FileRef(name), file=name)]
    return text, findings


def decoded(content: bytes, name: str) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of the bytes of a file, with a notice where it is not UTF-8."""
    for magic, kind in FOREIGN:
        if content.startswith(magic):
            return None, [NOT_TEXT(FileRef(name), found=kind)]
    for mark, encoding in WIDE:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding, name)
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        if b"\x00" not in content:
            try:
                return content.decode("gb18030"), [OTHER_ENCODING(Span(name, 1, 1), encoding="GBK / GB18030")]
            except UnicodeDecodeError:
                pass
        return None, [NOT_TEXT(_place(content, error.start, name), found=f"0x{content[error.start]:02X}")]


def _strict(content: bytes, encoding: str, name: str) -> tuple[str | None, list[Diagnostic]]:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        return None, [NOT_TEXT(_place(content, error.start, name), found=f"0x{content[error.start]:02X}")]
    notice = [] if encoding == "utf-8" else [OTHER_ENCODING(Span(name, 1, 1), encoding=encoding.upper())]
    return text, notice


def _place(content: bytes, offset: int, name: str) -> Span:
    before = content[:offset]
    line = before.rpartition(b"\n")[2]
    return Span(name, before.count(b"\n") + 1, len(line.decode("utf-8", "replace")) + 1)


def _reason(path: Path, error: OSError) -> Text:
    if path.is_dir():
        return Text("是文件夹", "it is a folder")
    if isinstance(error, FileNotFoundError):
        return Text("没有这个文件", "there is no such file")
    if isinstance(error, PermissionError):
        return Text("没有读取权限", "no permission to read it")
    return Text(str(error.strerror), str(error.strerror))


def _neighbours(path: Path) -> str:
    """Return where a missing plan file may be: its name in a folder above, YAML files beside it.

    An editor may have added .txt to the name, which Windows does not show.
    """
    found = [above for above in (f"../{path}", f"../../{path}") if path.name == str(path) and Path(above).is_file()]
    with contextlib.suppress(OSError):
        found += sorted(p.name for p in path.parent.iterdir() if YAML & {suffix.lower() for suffix in p.suffixes[-2:]})
    return "、".join(found[:5]) or "—"


def _bytes(count: int) -> Text:
    return Text(f"{count} 字节", f"{count:,} bytes")
