"""Text that any console can show: characters an encoding lacks, or shows twice as wide, are written otherwise.

In: text and the name of an encoding. Out: text. A Chinese Windows console (GBK) has no ² and no ✓, and draws
≥ ※ — two columns wide, which would break every aligned table.
"""

from __future__ import annotations

import unicodedata
from functools import cache

WORDS = {"km²": "平方公里", "㎡": "平方米", "m²": "平方米", "m³": "立方米"}
SIGNS = {
    "≥": ">=", "≤": "<=", "≠": "<>", "≈": "~", "—": "-", "–": "-", "−": "-", "×": "x", "÷": "/", "·": ".",
    "…": "...", "※": "示", "△": "^", "§": "测", "→": "->", "←": "<-", "²": "2", "³": "3", "∞": "inf",
    "“": '"', "”": '"', "‘": "'", "’": "'", "─": "-", "└": "`", "├": "|", "│": "|",
}  # fmt: skip
"""Signs outside plain ASCII and Chinese, with what stands in for them on a console that is not Unicode."""

LETTERS = {"※": "!", "§": "$"}
"""The marks of qualities where there are no Chinese characters: each another one, none a question mark."""
WIDE_SPACE = "　"
"""A console without it has none of the full-width signs (＜ ～ ＋) either."""


def is_unicode(encoding: str) -> bool:
    """Tell whether an encoding has every character.

    >>> is_unicode("UTF-8"), is_unicode("cp936"), is_unicode("utf_16")
    (True, False, True)
    """
    return encoding.lower().replace("_", "-").startswith(("utf", "cp65001"))


def printable(text: str, encoding: str) -> str:
    """Return text that the encoding can show.

    >>> printable("377.1亿元/km² ≥ 3", "gbk"), printable("地均产出✓", "gbk"), printable("≥3", "utf-8")
    ('377.1亿元/平方公里 >= 3', '地均产出?', '≥3')
    """
    if is_unicode(encoding):
        return text
    for written, word in WORDS.items():
        if written in text and _shown(word, encoding):
            text = text.replace(written, word)
    signs = SIGNS if _shown("示测", encoding) else SIGNS | LETTERS
    for sign, plain in signs.items():
        text = text.replace(sign, plain)
    if not _shown(WIDE_SPACE, encoding):
        text = unicodedata.normalize("NFKC", text.replace(WIDE_SPACE, "  "))
    return text.encode(encoding, errors="replace").decode(encoding)


def columns(text: str) -> int:
    """Return the columns of a text: Chinese characters and full-width signs take two, combining marks none.

    >>> columns("总收入 8466.0")
    13
    """
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


@cache
def _shown(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
