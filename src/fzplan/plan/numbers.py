"""Numbers as a plan writes them: `400`, `6%`, `39.9亿元`, `2个百分点`, `10,000`; anything else is a formula.

Values are exact fractions until the one conversion into the unit they are wanted in. May import: units.
"""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from typing import NamedTuple

from fzplan.regex import regex

_FIGURE = regex(r"(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.(?P<decimals>\d{1,18}))?)\s*(?P<unit>.*)")
_OPERATORS = tuple("*/+-^=<>≥≤≠×÷,.()（）[]@")
_YEAR = regex(r"(?P<year>[12]\d{3})年?")
_YEARS = regex(r"(?P<first>[12]\d{3})年?\s*(?:[-–—~～至]|——)\s*(?P<last>[12]\d{3})年?")


class Figure(NamedTuple):
    """A number as written, its unit ("" where none is written) and its printed decimals."""

    value: Fraction
    unit: str
    decimals: int
    offset: int
    """Where the unit begins in the text."""


def figure(written: object) -> Figure | None:
    """Return the number that a value of the plan file is, or None where it is none (a formula, a list).

    >>> figure("39.9亿元"), figure(400).value, figure("总收入 * 2")
    (Figure(value=Fraction(399, 10), unit='亿元', decimals=1, offset=4), Fraction(400, 1), None)
    """
    if isinstance(written, bool) or not isinstance(written, int | float | str):
        return None
    text = unicodedata.normalize("NFKC", str(written)).replace("−", "-").strip()
    found = _FIGURE.fullmatch(text)
    if not found or found["unit"].startswith(_OPERATORS):
        return None
    value = Fraction(found["number"].replace(",", ""))
    return Figure(value, found["unit"].strip(), len(found["decimals"] or ""), found.start("unit"))


def year(written: object) -> int | None:
    """Return the year that a value is.

    >>> year(2025), year("2025年"), year("2025-06")
    (2025, 2025, None)
    """
    found = None if isinstance(written, bool) else _YEAR.fullmatch(unicodedata.normalize("NFKC", str(written)).strip())
    return int(found["year"]) if found else None


def years(written: object) -> tuple[int, int] | None:
    """Return the first and the last year of a span.

    >>> years("2021-2025"), years("2021—2025年"), years("2025-2021")
    ((2021, 2025), (2021, 2025), None)
    """
    found = _YEARS.fullmatch(str(written).strip())
    if not found or int(found["first"]) > int(found["last"]):
        return None
    return int(found["first"]), int(found["last"])
