"""A right code written wrongly: spaces, full-width or lower-case letters, O for 0, a code that Excel took for a number.

In: a cell that does not conform, and what conforms. Out: what happened to the code, and the code as meant where it can
be told. Excel keeps 15 significant figures: of a longer code entered as a number the rest is lost for good.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Text
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KEPT = 15
"""Significant figures of a number in Excel."""
_POWER = regex(r"\d(?:\.\d+)?[eE]\+?\d{1,3}")
_UNSEEN = regex(r"[\s\u200b-\u200f\u2060\ufeff'‘’`]+")
_LOOKALIKES = str.maketrans("OIZS", "0125")


class Miswriting(NamedTuple):
    """What is wrong with the writing alone; `code` is the code as meant, "" where it is lost."""

    what: Text
    code: str


def miswritten(
    stored: object, text: str, fits: Callable[[str], bool], lengths: Iterable[int] = ()
) -> Miswriting | None:
    """Return how a code was written wrongly, None where the code itself is wrong.

    `stored` is the cell, `text` what was read of it; `lengths` are those that codes have, where they are known.

    >>> miswritten("110108 ", "110108", {"110108"}.__contains__).what.zh
    '首尾有空格'
    >>> miswritten("ma１", "ma１", {"MA1"}.__contains__)
    Miswriting(what=Text(zh='有全角字符、小写字母', en='has full-width characters, lower-case letters'), code='MA1')
    >>> miswritten(1.10105194912310e17, "1.1010519491231e+17", {"11010519491231002X"}.__contains__).code
    ''
    """
    if fits(text):
        return Miswriting(ENDS, text) if isinstance(stored, str) and stored != text else None
    figures = _figures(stored, text)
    plain = figures or text
    if _lost(figures, plain):
        return Miswriting(LOST, "")
    cleaned = _UNSEEN.sub("", unicodedata.normalize("NFKC", plain)).upper()
    if fits(cleaned):
        return Miswriting(_named(plain, cleaned), cleaned) if cleaned != text else None
    filled = next((cleaned.zfill(n) for n in sorted(lengths) if len(cleaned) < n and fits(cleaned.zfill(n))), "")
    if filled and cleaned.isdecimal():
        return Miswriting(NOUGHTS, filled)
    likely = cleaned.translate(_LOOKALIKES)
    return Miswriting(_alike(cleaned, likely), likely) if likely != cleaned and fits(likely) else None


def _figures(stored: object, text: str) -> str:
    """Return the figures of a code that is stored, or was once written, as a number."""
    if isinstance(stored, float):
        return f"{stored:.0f}"
    return f"{float(text):.0f}" if _POWER.fullmatch(text) else ""


def _lost(figures: str, plain: str) -> bool:
    """Tell whether only the first 15 figures are those that were entered."""
    if len(plain) <= KEPT or not plain.isdecimal():
        return False
    return bool(figures) or not plain[KEPT:].strip("0")


def _named(plain: str, cleaned: str) -> Text:
    """Return what was cleaned away, as parts of a sentence."""
    folded = unicodedata.normalize("NFKC", plain)
    found = [
        text
        for text, there in (
            (SPACES, bool(_UNSEEN.search(plain))),
            (WIDE, _UNSEEN.sub("", folded) != _UNSEEN.sub("", plain)),
            (LOWER, _UNSEEN.sub("", folded) != cleaned),
        )
        if there
    ]
    if not found:
        return NUMBER
    return Text(f"有{'、'.join(t.zh for t in found)}", f"has {', '.join(t.en for t in found)}")


def _alike(cleaned: str, likely: str) -> Text:
    pairs = dict.fromkeys((a, b) for a, b in zip(cleaned, likely, strict=True) if a != b)
    return Text(
        "、".join(f"疑将数字 {b} 写成字母 {a}" for a, b in pairs),
        ", ".join(f"probably has the letter {a} for the figure {b}" for a, b in pairs),
    )


ENDS = Text("首尾有空格", "has spaces at its ends")
SPACES = Text("空格或不可见字符", "spaces or unseen characters")
WIDE = Text("全角字符", "full-width characters")
LOWER = Text("小写字母", "lower-case letters")
NUMBER = Text("以数值存储，显示成科学记数", "is stored as a number, shown as a power of ten")
NOUGHTS = Text("以数值录入，丢了开头的 0", "was entered as a number and lost its leading noughts")
LOST = Text(
    "以数值录入，Excel 只保留 15 位有效数字，后几位已丢失",
    "was entered as a number, of which Excel keeps 15 figures: the last ones are lost",
)
