"""The one door of the readers: a path in, a `Book` or the finding that says why not.

The kind is decided by the first bytes, never by the name; each sort of unreadable file has its own sentence.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Diagnostic, FileRef, Text
from fzplan.returns import file_codes
from fzplan.returns.readers import biff, compound, delimited
from fzplan.returns.readers.book import Book, Facts, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from fzplan.returns.readers.book import Cell

EXPANDED = 1_500_000_000
"""Bytes that an archive may expand to."""
CELLS = 30_000_000
"""Cells of the used range of one sheet."""
WORKBOOK_SUFFIXES = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".ods", ".et", ".ett", ".csv", ".tsv"}
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError, LookupError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What the archive module raises on broken, encrypted or exotic archives."""
_FOREIGN = (
    (b"%PDF", Text("PDF 文件", "a PDF")),
    (b"\x89PNG", Text("图片（PNG）", "an image (PNG)")),
    (b"\xff\xd8\xff", Text("图片（JPEG）", "an image (JPEG)")),
    (b"GIF8", Text("图片（GIF）", "an image (GIF)")),
    (b"BM", Text("图片（BMP）", "an image (BMP)")),
    (b"II*\0", Text("图片（TIFF）", "an image (TIFF)")),
    (b"Rar!", Text("压缩包（RAR）", "an archive (RAR)")),
    (b"7z\xbc\xaf", Text("压缩包（7z）", "an archive (7z)")),
    (b"{\\rtf", Text("Word 文档（RTF）", "a Word document (RTF)")),
)


class Reading(NamedTuple):
    """What came of one file."""

    book: Book | None
    findings: tuple[Diagnostic, ...] = ()


def read(path: Path, shown: str) -> Reading:
    """Read the workbook at `path`, which findings call `shown`."""
    at = FileRef(shown)
    try:
        data = path.read_bytes()
    except OSError as error:
        return Reading(None, (file_codes.UNREADABLE(at, reason=error.strerror or str(error)),))
    if not data.strip(b"\0\r\n\t \xef\xbb\xbf"):
        return Reading(None, (file_codes.EMPTY_FILE(at),))
    return of_bytes(data, at, path.suffix.lower())


def of_bytes(data: bytes, at: FileRef, suffix: str) -> Reading:
    """Read a workbook from its bytes; `suffix` serves only to say that the name misleads."""
    if data.startswith(b"version https://git-lfs"):
        return Reading(None, (file_codes.LFS_POINTER(at),))
    if data.startswith(b"PK"):
        return _archive(data, at)
    if data.startswith(_OLE):
        return _ole(data, at)
    if data.startswith(_BIFF):
        return _biff(data, data, at)
    for mark, kind in _FOREIGN:
        if data.startswith(mark):
            return Reading(None, (file_codes.NOT_A_WORKBOOK(at, kind=kind),))
    return _text(data, at, suffix)


def _archive(data: bytes, at: FileRef) -> Reading:
    try:
        return _opened(zipfile.ZipFile(io.BytesIO(data)), data, at)
    except _FAULTS as error:
        return Reading(None, (file_codes.DAMAGED(at, reason=str(error) or type(error).__name__),))


def _opened(archive: zipfile.ZipFile, data: bytes, at: FileRef) -> Reading:
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    if size > EXPANDED:
        return Reading(None, (_too_large(at, f"{size // 1_000_000} MB", f"{EXPANDED // 1_000_000} MB"),))
    names = {part.filename for part in parts}
    if "xl/workbook.xml" in names:
        return _xlsx(data, archive, at)
    if "xl/workbook.bin" in names:
        return _values(data, at, "xlsb")
    if "mimetype" in names and b"spreadsheet" in archive.read("mimetype"):
        return _values(data, at, "ods")
    kind = (
        Text("Word 文档", "a Word document")
        if "word/document.xml" in names
        else Text("压缩包（ZIP）", "an archive (ZIP)")
    )
    return Reading(None, (file_codes.NOT_A_WORKBOOK(at, kind=kind),))


def _xlsx(data: bytes, archive: zipfile.ZipFile, at: FileRef) -> Reading:
    from fzplan.returns.readers.ooxml import Archive, OversizedError, facts_of

    try:
        facts = facts_of(Archive(data, archive), CELLS)
    except OversizedError as error:
        return Reading(None, (_too_large(FileRef(at.file, error.sheet), error.size, str(CELLS)),))
    return _values(data, at, "xlsx", facts)


def _ole(data: bytes, at: FileRef) -> Reading:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _locked(data, at, _archive)
    if "WordDocument".encode("utf-16-le") in data:
        return Reading(None, (file_codes.NOT_A_WORKBOOK(at, kind=Text("Word 文档", "a Word document")),))
    try:
        content = compound.stream(data, "Workbook", "Book", "WORKBOOK", "BOOK")
    except _FAULTS as error:
        return Reading(None, (file_codes.DAMAGED(at, reason=str(error)),))
    if content is None:
        return Reading(None, (file_codes.DAMAGED(at, reason=Text("其中没有工作簿", "there is no workbook in it")),))
    return _biff(data, content, at)


def _locked(data: bytes, at: FileRef, read_plain: Callable[[bytes, FileRef], Reading]) -> Reading:
    """Read an encrypted workbook that Excel's default password opens."""
    from fzplan.returns.readers.unlock import opened

    try:
        plain = opened(data)
    except ValueError as error:
        return Reading(None, (file_codes.DAMAGED(at, reason=str(error)),))
    if plain is None or plain == data:
        return Reading(None, (file_codes.PASSWORD(at),))
    reading = read_plain(plain, at)
    book = reading.book and replace(reading.book, default_password=True)
    return Reading(book, reading.findings)


def _biff(data: bytes, content: bytes, at: FileRef) -> Reading:
    """Read an .xls, in a container or bare, unless it is encrypted or claims cells that cannot be."""
    walked = biff.walk(content)
    if walked.encrypted:
        return _locked(data, at, _ole)
    if walked.far:
        return Reading(
            None,
            (
                file_codes.DAMAGED(
                    at, reason=Text("所称的单元格或文字多于格式所能容纳", "it claims more cells or texts than can be")
                ),
            ),
        )
    reading = _values(data, at, "xls")
    if reading.book is None or len(reading.book.sheets) != len(walked.facts):
        return reading
    sheets = [replace(sheet, facts=facts) for sheet, facts in zip(reading.book.sheets, walked.facts, strict=True)]
    return Reading(replace(reading.book, sheets=tuple(sheets)), reading.findings)


def _values(data: bytes, at: FileRef, kind: str, facts: Mapping[str, Facts] | None = None) -> Reading:
    """Read the values with the fast engine (calamine); its faults on damaged files are all reported alike."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        for index, meta in enumerate(workbook.sheets_metadata):
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_index(index)
            if sheet.total_height * sheet.total_width > CELLS:
                size = f"{sheet.total_height} × {sheet.total_width}"
                return Reading(None, (_too_large(FileRef(at.file, meta.name), size, str(CELLS)),))
            merges = tuple((r0, c0, r1, c1) for (r0, c0), (r1, c1) in sheet.merged_cell_ranges or ())
            rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)  # type: ignore[assignment]
            visible = meta.visible == SheetVisibleEnum.Visible
            sheets.append(Sheet(meta.name, rows, merges, visible, (facts or {}).get(meta.name, Facts())))
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        return Reading(None, (file_codes.DAMAGED(at, reason=str(error)),))
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the engine's own crash on hostile bytes is no Exception
            raise
        return Reading(None, (file_codes.DAMAGED(at, reason=str(error)),))
    if not any(sheet.rows or sheet.facts.uncached for sheet in sheets):
        return Reading(None, (file_codes.EMPTY_FILE(at),))
    return Reading(Book(tuple(sheets), kind))


def _text(data: bytes, at: FileRef, suffix: str) -> Reading:
    decoded = delimited.decoded(data)
    if decoded is None:
        return Reading(None, (file_codes.UNREADABLE(at, reason=Text("不认识的格式", "an unknown format")),))
    text, _ = decoded
    if text.lstrip("\ufeff \r\n\t").startswith("<"):
        return _page(text, at, suffix)
    book = delimited.book_of(text)
    if suffix in (".csv", ".tsv", ".txt", ""):
        return Reading(book)
    return Reading(book, (file_codes.TEXT_FILE(at, kind="CSV"),))


def _page(text: str, at: FileRef, suffix: str) -> Reading:
    from fzplan.returns.readers.html import book_of

    book = book_of(text)
    if book is None:
        return Reading(None, (file_codes.HTML_FILE(at),))
    return Reading(book, () if suffix in (".html", ".htm") else (file_codes.TEXT_FILE(at, kind="HTML"),))


def _too_large(at: FileRef, size: str, limit: str) -> Diagnostic:
    return file_codes.TOO_LARGE(at, size=size, limit=limit)
