"""A cell as an expert reads it: value, printed decimals, bound, unit stuck to it, footnote marks, and doubts.

In: the stored value and its number format. Out: a `Figure`, or None where the cell holds no figure at all.
Footnote marks and yearbook symbols are taken off BEFORE Unicode normalisation: NFKC turns 12.3① into 12.31
and … into three dots.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from fzplan.figures import decimals_of
from fzplan.regex import regex
from fzplan.returns.readers.book import PLAIN
from fzplan.returns.symbols import STATUS, bare, meaning

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.returns.readers.book import Cell, NumberFormat

MARKS = regex(
    r"(?:[①-⑳⑴-⒇†‡§¹²³⁰-⁹＊*※]|[（(]注[\d一二三四五六七八九十]*[)）]"
    r"|\[注?\d+\]|注\d*[)）]?|(?<=\s)\d[)）])+\s*$"
)
"""Footnote marks behind a number or a label."""
_SPACES = regex(r"[\s\u3000\u00a0\u2000-\u200b\u202f\ufeff]+")
_NUMBER = regex(
    r"(?P<before>超过|不超过|不低于|不少于|不高于|不多于|不足|不到|突破|大于|高于|多于|低于|小于|少于|至少|至多|大约|约|近|将近|接近"
    r"|超|达到|达|>=|<=|≥|≤|>|<|≈|~)?"
    r"(?P<open>\()?(?P<sign>[-+−])?(?P<digits>(?=\.?\d)(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][-+]?\d+)?)(?P<close>\))?"
    r"(?P<after>余|多|以上|以下|左右)?(?P<unit>[^\d\s].*?)?(?P<end>以上|以下|左右)?"
)
_PLAUSIBLE = regex(
    r"\W*(?:[超不突大高多低小少至约近将接达过][^\W\d]{0,2})?\d[^A-DF-Za-df-z\u3400-\u9fff]*(?:余|多|以上|以下|左右|[（(]?注.*)?\s*$"
)
"""What purely a number looks like at a glance: most text of a sheet is told from numbers by this alone."""
_BEFORE = {
    "超过": ">", "超": ">", "突破": ">", "大于": ">", "高于": ">", "多于": ">", ">": ">",
    "不低于": "≥", "不少于": "≥", "至少": "≥", ">=": "≥", "≥": "≥",
    "不足": "<", "不到": "<", "低于": "<", "小于": "<", "少于": "<", "<": "<",
    "不超过": "≤", "不高于": "≤", "不多于": "≤", "至多": "≤", "<=": "≤", "≤": "≤",
    "约": "≈", "大约": "≈", "近": "≈", "将近": "≈", "接近": "≈", "≈": "≈", "~": "≈",
}  # fmt: skip
_AFTER = {"余": ">", "多": ">", "以上": "≥", "以下": "≤", "左右": "≈"}
_RANGE = regex(r"\d[\d.,]*%?\s*(?:-|–|—|~|～|至|到)\s*\d[\d.,]*\D*")
_GROUPED = regex(r"[-+−]?\d{1,3}( \d{3})+(\.\d+)?(?!\d)")
_UNIT = regex(r"[^\d\s。；;，,：:！？!?“”\"]{1,12}")


class Figure(NamedTuple):
    """A number as printed; `value` None where a symbol or a doubt stands in its place."""

    value: float | None
    decimals: int = 0
    bound: str = "="
    unit: str = ""
    """The unit stuck to the number, or shown by its format."""
    status: str = "A"
    marks: str = ""
    """Footnote marks taken off."""
    textual: bool = False
    doubt: str = ""
    """``bracketed`` | ``doubtful`` | ``date``: what a person should look at."""
    symbol: str = ""
    """What a symbol in the number's place means: ``below_unit``, ``suppressed`` … (see `symbols`)."""


def misprint(text: str, value: float) -> str:
    """Return a number that is stored as text as it is told: with what it was read as, where that looks different.

    >>> misprint("3,120", 3120.0), misprint("3654", 3654.0)
    ('3,120 → 3120', '3654')
    """
    plain = f"{value:.12g}"
    return text if text == plain else f"{text} → {plain}"


def figure(cell: Cell, shown: NumberFormat = PLAIN, declared: Mapping[str, str] | None = None) -> Figure | None:
    """Read one cell; None for text that is no figure and for blanks. `declared`: what the source's symbols mean.

    >>> figure(0.135, PLAIN._replace(decimals=1, power=2, unit="%"))[:4]
    (13.5, 1, '=', '%')
    >>> figure("-", declared={"-": "zero"}).value, figure("-").value, figure("x", declared={"x": "suppressed"}).status
    (0.0, None, 'Q')
    """
    if declared and cell is not None and cell != "":
        said = declared.get(bare(cell) if isinstance(cell, str) else f"{cell:g}" if isinstance(cell, float) else "")
        if said:
            return Figure(0.0 if said == "zero" else None, status=STATUS[said], symbol=said)
    if isinstance(cell, str):
        return _textual(cell) if cell else None
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, (int, float)):
        return stored(float(cell), shown)
    return Figure(None, doubt="date")


def stored(value: float, shown: NumberFormat = PLAIN) -> Figure:
    """Read a stored number as its format shows it."""
    if not math.isfinite(value):
        return Figure(None, doubt="doubtful")
    if shown is PLAIN:
        return Figure(value, decimals_of(value))
    if shown.power:
        value = float(Decimal(repr(value)).scaleb(shown.power))
    return Figure(value, decimals_of(value) if shown.decimals is None else shown.decimals, unit=shown.unit)


@lru_cache(maxsize=65536)
def _textual(text: str) -> Figure | None:
    r"""Read a number that is stored as text.

    >>> [_textual(t).value for t in ("６６４８．７", "1,234.5", " 12.3①", "6648.7亿元", "超过1100", "(12.3)")]
    [6648.7, 1234.5, 12.3, 6648.7, 1100.0, -12.3]
    >>> _textual("…").status, _textual("—").status, _textual("10-15").doubt, _textual("总收入")
    ('N', 'O', 'doubtful', None)
    """
    plain = bare(text)
    if not plain:
        return None
    means = meaning(plain)
    if means:
        return Figure(None, status=STATUS[means], textual=True, symbol=means)
    mark = MARKS.search(plain)
    if mark and mark.start():
        unmarked = _printed(plain[: mark.start()])
        if unmarked is not None:
            return unmarked._replace(marks=mark[0].strip())
    return _printed(plain)


def _printed(plain: str) -> Figure | None:
    if not re.search(r"\d", plain):  # before NFKC, which makes a digit of ①
        return None
    folded = _SPACES.sub(" ", unicodedata.normalize("NFKC", plain).replace("−", "-").replace("﹣", "-")).strip()
    joined = folded.replace(" ", "")
    if _RANGE.fullmatch(joined):
        return Figure(None, textual=True, doubt="doubtful")
    found = _NUMBER.fullmatch(joined)
    if found is None or not found["digits"] or bool(found["open"]) != bool(found["close"]):
        return None
    unit = found["unit"] or ""
    if unit and not _UNIT.fullmatch(unit):
        return None
    digits = found["digits"].replace(",", "")
    value = float(digits)
    spaced = re.search(r"\d \d", folded) and not _GROUPED.match(folded.lstrip("超过约近不低于高<>≥≤≈~ "))
    if spaced or not math.isfinite(value):
        return Figure(None, textual=True, doubt="doubtful")
    negative = found["sign"] in ("-", "−") or found["open"]
    decimals = decimals_of(value) if "e" in digits.lower() else len(digits.partition(".")[2])
    return Figure(
        value=-value if negative and value else value,
        decimals=decimals,
        bound=_BEFORE.get(found["before"] or "", _AFTER.get(found["after"] or found["end"] or "", "=")),
        unit=unit,
        textual=True,
        doubt="bracketed" if found["open"] else "",
    )


def number_like(cell: Cell) -> bool:
    """Tell whether a cell counts in the conservation of cells: numbers, dates, and text that is purely a number."""
    if isinstance(cell, str):
        if not cell or len(cell) > 40 or not _PLAUSIBLE.match(cell):
            return False
        read = _textual(cell)
        return read is not None and ((read.value is not None and read.unit in ("", "%")) or bool(read.doubt))
    return not isinstance(cell, bool) and isinstance(cell, (int, float, dt.date))
