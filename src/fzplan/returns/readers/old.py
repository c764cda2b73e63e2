"""The .xls of Excel 97 and 95, and the .et that WPS writes: records in an OLE container."""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.returns.readers import biff, compound, engine, mojibake
from fzplan.returns.readers.book import Book
from fzplan.returns.readers.faults import DamagedError, LockedError

if TYPE_CHECKING:
    from fzplan.returns.readers.limits import Limits

_WESTERN = 1252
_DOUBLE_BYTE = {936: "gb18030", 950: "cp950", 932: "cp932", 949: "cp949"}
"""Code pages of Chinese, Japanese and Korean by number, with the encoding of each."""
_STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")


def is_workbook(data: bytes) -> bool:
    """Tell whether the container has the records of a workbook; a container too broken to tell has none."""
    try:
        return compound.spans(data, *_STREAMS) is not None
    except (ValueError, struct.error, IndexError):
        return False


def is_locked(data: bytes) -> bool:
    """Tell whether the records of the workbook in a container are encrypted."""
    return biff.walk(compound.stream(data, *_STREAMS) or b"").encrypted


def book_of(data: bytes, limits: Limits) -> tuple[Book, int]:
    """Return the workbook in a container, and the number of its texts that had to be decoded again.

    Raises DamagedError where it claims more than can be, LockedError where it is encrypted.
    """
    lying = compound.spans(data, *_STREAMS) or []
    walked = biff.walk(b"".join(data[first:end] for first, end in lying))
    if walked.encrypted:
        raise LockedError
    if walked.far:
        raise DamagedError(Text("所称的单元格或文字多于格式所能容纳", "it claims more cells or texts than can be"))
    sheets = engine.sheets(_believable(data, lying, walked), limits)
    if len(sheets) == len(walked.facts):
        sheets = tuple(replace(sheet, facts=facts) for sheet, facts in zip(sheets, walked.facts, strict=True))
    if walked.version != biff.BIFF8 and walked.codepage in _DOUBLE_BYTE:
        return Book(mojibake.decoded_as(sheets, _DOUBLE_BYTE[walked.codepage]), "xls"), 0
    sheets, mended = mojibake.mended(sheets)
    return Book(sheets, "xls"), mended


def _believable(data: bytes, lying: list[compound.Span], walked: biff.Walk) -> bytes:
    """Return the file with a code page that the engine, which takes it at its word, decodes without loss.

    Texts of Excel 97 are Unicode whatever is declared (MS-XLS 2.4.52). Of the code pages of Excel 95 the engine
    decodes those of one byte for each character only: the others are read byte by byte, and decoded afterwards.
    """
    wanted = walked.codepage
    if walked.version == biff.BIFF8 and walked.codepage:
        wanted = biff.UNICODE
    elif walked.codepage in _DOUBLE_BYTE:
        wanted = _WESTERN
    if wanted == walked.codepage:
        return data
    return compound.patched(data, lying, walked.codepage_at, wanted.to_bytes(2, "little"))
