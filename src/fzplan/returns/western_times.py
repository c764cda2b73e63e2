"""Periods in English and German words: Jan-Mar 1971, 31.12.1950, Q1 2020, 2020M01, Januar 2022.

In: a label without its spaces. Out: a `Period`, or None where it is none of these.
"""

from __future__ import annotations

import re

from fzplan import periods
from fzplan.periods import Period
from fzplan.regex import regex

_WORDS = (
    "january januar", "february februar", "march märz maerz", "april", "may mai", "june juni", "july juli",
    "august", "september sept", "october oktober", "november", "december dezember",
)  # fmt: skip
MONTH_OF = {
    word: number for number, words in enumerate(_WORDS, 1) for full in words.split() for word in (full, full[:3])
}
"""Names of months in English and German, whole and cut to three letters → number."""

_NAME = "|".join(sorted(MONTH_OF, key=len, reverse=True))
_Y = r"(?:18|19|20)\d\d"
_TO = r"(?:-|–|—|to|bis)"
_SPAN = regex(rf"(?P<a>{_NAME})\.?(?P<x>{_Y})?{_TO}(?P<b>{_NAME})\.?,?(?P<y>{_Y})")
_SPAN_AFTER = regex(rf"(?P<y>{_Y})(?P<a>{_NAME})\.?{_TO}(?P<b>{_NAME})\.?")
_MONTH = regex(
    rf"(?P<a>{_NAME})\.?[-,]?(?P<y>{_Y})|(?P<z>{_Y})-?(?P<b>{_NAME})\.?|(?P<u>{_Y})-?M(?P<m>\d\d?)", re.IGNORECASE
)
_QUARTER = regex(rf"Q(?P<q>[1-4])[-/]?(?P<y>{_Y})|(?P<r>[1-4])\.?Quartal(?P<z>{_Y})", re.IGNORECASE)
_HALF = regex(
    rf"H(?P<h>[12])[-/]?(?P<y>{_Y})|(?P<z>{_Y})-?H(?P<g>[12])|(?P<i>[12])\.?Halbjahr(?P<u>{_Y})", re.IGNORECASE
)
_DAY = regex(rf"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>{_Y})|(?P<e>\d\d?)\.?(?P<n>{_NAME})\.?(?P<z>{_Y})", re.IGNORECASE)


def read(plain: str) -> Period | None:
    """Read a label without spaces; a day is the month it lies in.

    >>> [str(read(t)) for t in ("Jan-Mar1971", "Nov-Jan1972", "31.12.1950", "Q12020", "2020M01", "Januar2022")]
    ['1971-Q1', '1971-11-01/P3M', '1950-12', '2020-Q1', '2020-01', '2022-01']
    """
    if not any(map(str.isdigit, plain)) or len(plain) > 30:
        return None
    lower = plain.casefold()
    return _span(lower) or _single(lower)


def _span(plain: str) -> Period | None:
    """Read months from … to; a span over the turn of the year is named by the year in which it ends."""
    found = _SPAN.fullmatch(plain) or _SPAN_AFTER.fullmatch(plain)
    if not found:
        return None
    named = found.groupdict()
    last = periods.month(int(named["y"]), MONTH_OF[named["b"]])
    month, year = MONTH_OF[named["a"]], last.year
    begun = named.get("x")
    first = periods.month(int(begun) if begun else year - (month > MONTH_OF[named["b"]]), month)
    length = last.start - first.start + 1
    return Period(first.start, length) if length > 1 else None


def _single(plain: str) -> Period | None:
    found = _MONTH.fullmatch(plain)
    if found:
        name, number = found["a"] or found["b"], found["m"]
        return _month(found["y"] or found["z"] or found["u"], MONTH_OF[name] if name else int(number))
    found = _QUARTER.fullmatch(plain)
    if found:
        return periods.quarter(int(found["y"] or found["z"]), int(found["q"] or found["r"]))
    found = _HALF.fullmatch(plain)
    if found:
        year, half = found["y"] or found["z"] or found["u"], found["h"] or found["g"] or found["i"]
        return Period(int(year) * 12 + 6 * (int(half) - 1), 6)
    found = _DAY.fullmatch(plain)
    if found and 1 <= int(found["d"] or found["e"]) <= 31:
        return _month(found["y"] or found["z"], int(found["m"]) if found["m"] else MONTH_OF[found["n"]])
    return None


def _month(year: str, month: int) -> Period | None:
    return periods.month(int(year), month) if 1 <= month <= 12 else None
