"""Symbols that stand in the place of a number, and what they mean.

They differ by yearbook (in one 「-」 is nothing to report, in another less than half the unit), so a form may say what
its source means by each (`symbols:`). What it does not say is read cautiously: … is below the unit, every other
symbol says only that there is no number. A symbol never becomes 0 unless the form says `zero`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

STATUS = {"below_unit": "N", "not_available": "O", "not_applicable": "M", "suppressed": "Q", "zero": "A"}
"""SDMX OBS_STATUS of each meaning: not significant, missing, cannot exist, suppressed, normal."""
MEANINGS = frozenset(STATUS) - {"zero"}
"""Meanings without a number; they are also the reasons in the account of cells."""

BELOW_UNIT = frozenset({"…", "……", "...", "......", "⋯", "⋯⋯"})
ABSENT = frozenset(
    {"—", "——", "-", "--", "---", "–", "－", "－－", "―", "─", "━", "一", "/", "／", "\\", "|", ":", "..", ".", "#",
     "*", "x", "X", "×", "无", "暂无", "空", "缺", "暂缺", "不详", "na", "n/a", "n.a.", "null", "none", "nan"}
)  # fmt: skip


_CODE = regex(r"[A-Z][A-Z0-9]{2,7}")


def is_code(text: str) -> bool:
    """Tell whether a text is the code of a series and no symbol.

    >>> [is_code(text) for text in ("MGSL", "LF2O", "UKC1", "NULL", "Total", "12")]
    [True, True, True, False, False, False]
    """
    return bool(_CODE.fullmatch(text)) and not meaning(text)


def bare(text: str) -> str:
    """Return a cell's text without the blanks and quotes around it."""
    return text.strip(" \t\r\n\u3000\u00a0\u200b\ufeff'‘’")


def meaning(text: str, declared: Mapping[str, str] | None = None) -> str:
    """Return what a symbol means in this source, ``""`` where the text is none.

    >>> meaning("…"), meaning(" - "), meaning("x", {"x": "suppressed"}), meaning("12")
    ('below_unit', 'not_available', 'suppressed', '')
    """
    said = (declared or {}).get(text.strip()) or (declared or {}).get(bare(text))
    if said:
        return said
    plain = bare(text)
    return "below_unit" if plain in BELOW_UNIT else "not_available" if plain.lower() in ABSENT else ""
