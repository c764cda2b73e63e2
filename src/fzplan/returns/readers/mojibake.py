"""Chinese text that a writer stored as bytes of GBK under a Western code page: ÖÐ¹ú for 中国.

Old exporters write such .xls files; Excel shows them right only on the machine that wrote them. They are decoded again
only where every suspicious text of the book turns into common Chinese characters: Zürich, Rebfläche or
Île-de-France never do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fzplan.returns.readers.book import Cell, Sheet

_BEYOND_ASCII = regex(r"[^\x00-\x7f]")
_TO_BYTE = {ord(bytes([n]).decode("cp1252")): n for n in range(0x80, 0xA0) if n not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
"""The characters that code page 1252 has where Latin-1 has control characters."""
_COMMON = 0.8
"""Share of characters that must be among the 3,755 common ones of GB 2312, or its punctuation."""
_FEWEST = 4
"""Fewer such characters prove nothing: ÉÀ alone would be 衫."""


def mended(sheets: tuple[Sheet, ...]) -> tuple[tuple[Sheet, ...], int]:
    """Return the sheets with such texts decoded again, and how many cells and names changed; 0 where none is such."""
    suspicious = {text for sheet in sheets for text in _texts(sheet) if _BEYOND_ASCII.search(text)}
    anew = {text: decoded_again(text) for text in suspicious}
    if not anew or not all(anew.values()) or not _is_chinese(anew.values()):
        return sheets, 0
    count = sum(text in anew for sheet in sheets for text in _texts(sheet))
    return tuple(_decoded(sheet, lambda text: anew.get(text, text)) for sheet in sheets), count


def decoded_as(sheets: tuple[Sheet, ...], encoding: str) -> tuple[Sheet, ...]:
    """Return sheets that were read as Western text, decoded as the encoding that they declare."""

    def anew(text: str) -> str:
        return text if text.isascii() else _bytes_of(text).decode(encoding, "replace")

    return tuple(_decoded(sheet, anew) for sheet in sheets)


def _texts(sheet: Sheet) -> Iterable[str]:
    yield sheet.name
    for row in sheet.rows:
        yield from (cell for cell in row if isinstance(cell, str))


def decoded_again(text: str) -> str:
    """Return a text with its bytes taken as GBK, or "" where they cannot be.

    >>> decoded_again("ÖÐ¹ú"), decoded_again("Łódź")
    ('中国', '')
    """
    try:
        return _bytes_of(text).decode("gb18030")
    except UnicodeError:
        return ""


def _bytes_of(text: str) -> bytes:
    return text.translate(_TO_BYTE).encode("latin-1")


def _is_chinese(texts: Iterable[str]) -> bool:
    """Tell whether texts are common Chinese characters, and enough of them to be no accident."""
    found: list[bytes] = [mark.encode("gb18030") for text in texts for mark in _BEYOND_ASCII.findall(text)]
    common = sum(len(code) == 2 and code[1] >= 0xA1 and (0xB0 <= code[0] <= 0xD7 or code[0] <= 0xA3) for code in found)
    return common >= _FEWEST and common >= _COMMON * len(found)


def _decoded(sheet: Sheet, anew: Callable[[str], str]) -> Sheet:
    rows: list[list[Cell]] = [[anew(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.rows]
    return replace(sheet, name=anew(sheet.name), rows=rows)
