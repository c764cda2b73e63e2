"""The one door of the readers: a path in, a `Book` or the finding that says why not.

The kind is decided by the first bytes, never by the name; each sort of unreadable file has its own sentence.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import FileRef, Text
from fzplan.returns import file_codes
from fzplan.returns.readers import delimited
from fzplan.returns.readers.archives import Archive
from fzplan.returns.readers.book import Book
from fzplan.returns.readers.faults import (
    FAULTS,
    DamagedError,
    ForeignError,
    OversizedError,
    SlowError,
    check_size,
    finding,
)
from fzplan.returns.readers.limits import LIMITS
from fzplan.returns.readers.patience import within

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.returns.readers.book import Found
    from fzplan.returns.readers.limits import Limits

WORKBOOK_SUFFIXES = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".ods", ".et", ".ett", ".csv", ".tsv"}
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
"""How the records of Excel 2 to 4 begin, which stand in no container."""
_FOREIGN = (
    (b"%PDF", Text("一份 PDF 文件", "a PDF")),
    (b"\x89PNG", Text("图片（PNG）", "an image (PNG)")),
    (b"\xff\xd8\xff", Text("图片（JPEG）", "an image (JPEG)")),
    (b"GIF8", Text("图片（GIF）", "an image (GIF)")),
    (b"BM", Text("图片（BMP）", "an image (BMP)")),
    (b"II*\0", Text("图片（TIFF）", "an image (TIFF)")),
    (b"Rar!", Text("压缩包（RAR）", "an archive (RAR)")),
    (b"7z\xbc\xaf", Text("压缩包（7z）", "an archive (7z)")),
    (b"{\\rtf", Text("一份 Word 文档（RTF）", "a Word document (RTF)")),
)
_WORD = Text("一份 Word 文档", "a Word document")
_NO_WORKBOOK = Text("其中没有工作簿的 Office 文件", "an Office file without a workbook in it")


class Reading(NamedTuple):
    """What came of one file."""

    book: Book | None
    findings: tuple[Diagnostic, ...] = ()


def read(path: Path, shown: str, limits: Limits = LIMITS) -> Reading:
    """Read the workbook at `path`, which findings call `shown`; the result can be sent to another process."""
    at = FileRef(shown)
    try:
        return within(limits.seconds, lambda: _read(path, at, limits))
    except PermissionError:
        return Reading(None, (file_codes.NO_PERMISSION(at),))
    except FileNotFoundError:
        return Reading(None, (file_codes.NO_PATH(at, path=shown),))
    except OSError as error:
        reason = Text(f"操作系统报告错误 {error.errno}", error.strerror or str(error))
        return Reading(None, (file_codes.UNREADABLE(at, reason=reason),))
    except (SlowError, OversizedError) as error:
        return Reading(None, (finding(error, at),))


def _read(path: Path, at: FileRef, limits: Limits) -> Reading:
    check_size(path.stat().st_size, limits.size)
    return of_bytes(path.read_bytes(), at, path.suffix.lower(), limits)


def of_bytes(data: bytes, at: FileRef, suffix: str, limits: Limits = LIMITS) -> Reading:
    """Read a workbook from its bytes; `suffix` serves only to say that the name misleads."""
    try:
        return _of_kind(data, at, suffix, limits)
    except FAULTS as error:
        return Reading(None, (finding(error, at),))


def _of_kind(data: bytes, at: FileRef, suffix: str, limits: Limits) -> Reading:
    if not data.strip(b"\0\r\n\t \xef\xbb\xbf"):
        return Reading(None, (file_codes.EMPTY_FILE(at),))
    if data.startswith(b"version https://git-lfs"):
        return Reading(None, (file_codes.LFS_POINTER(at),))
    if data.startswith(b"PK"):
        reading = Reading(_of_archive(Archive(data, limits.size), limits))
    elif data.startswith(_OLE):
        reading = _of_container(data, at, limits)
    elif data.startswith(_BARE):
        raise ForeignError(Text("Excel 4.0 或更早的文件", "a file of Excel 4.0 or earlier"))
    elif kind := next((kind for mark, kind in _FOREIGN if data.startswith(mark)), None):
        raise ForeignError(kind)
    else:
        return _of_text(data, at, suffix, limits)
    if reading.book and not any(sheet.rows or sheet.facts.uncached for sheet in reading.book.sheets):
        return Reading(None, (file_codes.EMPTY_FILE(at),))
    return reading


def _of_archive(archive: Archive, limits: Limits) -> Book:
    from fzplan.returns.readers import engine

    if "xl/workbook.xml" in archive:
        from fzplan.returns.readers import ooxml

        facts = ooxml.facts_of(archive, limits.cells)
        return Book(engine.sheets(archive.data, limits, facts, large=ooxml.large_sheets(archive)), "xlsx")
    if "xl/workbook.bin" in archive:
        from fzplan.returns.readers import xlsb

        return _with_found(archive, xlsb.found_in(archive, limits.cells), limits, "xlsb")
    if b"spreadsheet" in archive.read("mimetype"):
        from fzplan.returns.readers import opendocument

        return _with_found(archive, opendocument.found_in(archive, limits.cells), limits, "ods")
    raise ForeignError(_WORD if "word/document.xml" in archive else Text("压缩包（ZIP）", "an archive (ZIP)"))


def _with_found(archive: Archive, found: Mapping[str, Found], limits: Limits, kind: str) -> Book:
    from fzplan.returns.readers import engine

    facts = {name: one.facts for name, one in found.items()}
    merges = {name: one.merges for name, one in found.items()}
    return Book(engine.sheets(archive.data, limits, facts, merges), kind)


def _of_container(data: bytes, at: FileRef, limits: Limits) -> Reading:
    from fzplan.returns.readers import compound, old, unlock

    if not old.is_workbook(data):
        if "EncryptedPackage".encode("utf-16-le") not in data:
            if compound.is_broken(data):
                raise DamagedError(Text("文件不完整，后一部分缺失", "it is incomplete: its end is missing"))
            raise ForeignError(_WORD if "WordDocument".encode("utf-16-le") in data else _NO_WORKBOOK)
        plain = unlock.opened(data)
        return Reading(replace(_of_archive(Archive(plain, limits.size), limits), default_password=True))
    locked = old.is_locked(data)
    if locked:
        data = unlock.opened(data)
    book, mended = old.book_of(data, limits)
    findings = (file_codes.GARBLED_TEXT(at, count=mended),) if mended else ()
    return Reading(replace(book, default_password=locked), findings)


def _of_text(data: bytes, at: FileRef, suffix: str, limits: Limits) -> Reading:
    found = delimited.decoded(data)
    if found is None:
        return Reading(None, (file_codes.UNREADABLE(at, reason=Text("不认识的格式", "an unknown format")),))
    text, encoding = found
    western = (file_codes.WESTERN_TEXT(at),) if encoding == delimited.WESTERN else ()
    if text.lstrip("\ufeff \r\n\t").startswith("<"):
        return _of_page(text, at, suffix, limits)
    book = delimited.book_of(text, encoding, limits.cells)
    named = () if suffix in (".csv", ".tsv", ".txt", "") else (file_codes.TEXT_FILE(at, kind="CSV"),)
    return Reading(book, (*western, *named))


def _of_page(text: str, at: FileRef, suffix: str, limits: Limits) -> Reading:
    from fzplan.returns.readers import spreadsheetml
    from fzplan.returns.readers.html import book_of

    if spreadsheetml.is_spreadsheet(text):
        return Reading(spreadsheetml.book_of(text, limits.cells), (file_codes.TEXT_FILE(at, kind="XML"),))
    book = book_of(text, limits.cells)
    if book is None:
        return Reading(None, (file_codes.HTML_FILE(at),))
    return Reading(book, () if suffix in (".html", ".htm") else (file_codes.TEXT_FILE(at, kind="HTML"),))
