"""Words that name an interval by themselves: 2020年, 二〇二〇年, 2021年1—9月, 三季度, 2016-2020年, Jan-Mar 1971.

In: folded text without spaces. Out: a `Period`; a part of a year that names no year counts from year 0.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.periods import YEAR, Period
from fzplan.regex import regex
from fzplan.returns import western_times
from fzplan.returns.labels import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

HAN = str.maketrans("〇零○一二三四五六七八九", "000123456789")
TO = r"(?:-|–|—|~|至|到|―)"
_YEAR = r"(?P<y>(?:18|19|20)\d\d)(?:\.0)?"
_END = r"(?:累计|合计|总计|数|实际完成|完成数|完成|实际|实绩|快报|年报)?"
_YEARS = regex(rf"(?P<y>(?:19|20)\d\d)年?{TO}(?P<z>(?:19|20)\d\d)年?(?:合计|累计|总计|五年)?")
_SHORT_YEARS = regex(rf"(?P<y>(?:19|20)\d\d)年?{TO}(?P<z>\d\d)年")
_WHOLE = regex(rf"{_YEAR}(?:年度|年|财年|年末|年底|年末数|年全年|全年|年1{TO}12月)?{_END}")
_MONTHS = regex(rf"(?:{_YEAR}年)?(?P<a>\d\d?)月?{TO}(?P<b>\d\d?)月(?:份|止)?{_END}")
_MONTH = regex(rf"(?:{_YEAR}(?:年|-|/|\.))(?P<m>0?[1-9]|1[0-2])月?(?:份|末|底)?{_END}")
_BARE_MONTH = regex(rf"(?P<m>0?[1-9]|1[0-2])月(?:份|末|底)?{_END}")
_QUARTER = regex(rf"(?:{_YEAR}年?-?)?(?:第?(?P<q>[1-4])季度?|[qQ](?P<r>[1-4])|(?P<s>[1-4])[qQ]){_END}")
_HALF = regex(rf"(?:{_YEAR}年?)?(?:(?P<h>上|下)半年|-?[sShH](?P<i>[12])){_END}")
_FIRST_THREE = regex(rf"(?:{_YEAR}年?)?前(?P<n>[23])个?季度{_END}")
_QUARTERS = regex(rf"(?:{_YEAR}年)?(?P<f>[1-4])季?度?{TO}(?P<g>[1-4])季度{_END}")
_DAY = regex(r"(?P<y>(?:19|20)\d\d)(?:年|-|/|\.)(?P<m>\d\d?)(?:月|-|/|\.)(?P<d>\d\d?)日?(?: .*)?")
_PARTS = (_MONTHS, _QUARTERS, _MONTH, _BARE_MONTH, _QUARTER, _HALF, _FIRST_THREE)

_SEASON = regex(r"((?:18|19|20)\d\d)[/／](\d\d)")


def absolute(plain: str) -> Period | None:
    """Return the period that a text names with its year, or None."""
    if not any(map(str.isdigit, plain)):
        return None
    found = _WHOLE.fullmatch(plain)
    if found:
        return periods.year(int(found["y"]))
    for pattern in (_YEARS, _SHORT_YEARS):
        found = pattern.fullmatch(plain)
        if found:
            last = found["z"] if len(found["z"]) == 4 else found["y"][:2] + found["z"]
            return periods.years(int(found["y"]), int(last)) if found["y"] < last else None
    found = _DAY.fullmatch(plain)
    if found and 1 <= int(found["m"]) <= 12:
        return periods.month(int(found["y"]), int(found["m"]))
    return _part(plain, named=True) or western_times.read(plain)


def of_any_year(plain: str) -> Period | None:
    """Return the part of a year that a text names without a year, counted from year 0: 1—6月累计, 上半年, 三季度."""
    may_be = "半年" in plain or any(map(str.isdigit, plain))
    return _part(plain, named=False) if may_be else None


def _part(plain: str, *, named: bool) -> Period | None:
    for pattern in _PARTS:
        found = pattern.fullmatch(plain)
        if found:
            parts = found.groupdict()
            return _of_year(int(parts.get("y") or 0), parts) if bool(parts.get("y")) is named else None
    return None


def _of_year(number: int, named: dict[str, str | None]) -> Period | None:
    if named.get("a") and named.get("b"):
        first, last = int(named["a"] or 0), int(named["b"] or 0)
        return Period(number * 12 + first - 1, last - first + 1) if 1 <= first < last <= 12 else None
    if named.get("f"):
        first, last = int(named["f"] or 0), int(named["g"] or 0)
        return Period(number * 12 + 3 * first - 3, 3 * (last - first + 1)) if first < last else None
    if named.get("m"):
        return periods.month(number, int(named["m"] or 0))
    if named.get("h") or named.get("i"):
        return Period(number * 12 + (6 if named["h"] == "下" or named["i"] == "2" else 0), 6)
    if named.get("n"):
        return periods.to_date(number, 3 * int(named["n"] or 0))
    return periods.quarter(number, int(named.get("q") or named.get("r") or named.get("s") or 1))


def exact_day(text: str) -> dt.date | None:
    """Return the day that a text names, or None.

    >>> exact_day("2021年3月5日"), exact_day("2021/3/5"), exact_day("2021年3月")
    (datetime.date(2021, 3, 5), datetime.date(2021, 3, 5), None)
    """
    found = _DAY.fullmatch(fold(text))
    try:
        return dt.date(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
    except ValueError:
        return None


def seasons(texts: Iterable[str]) -> frozenset[str]:
    """Return the headings such as 2011/12 that together are years from one into the next, and so no months.

    >>> sorted(seasons(("2010/11", "2011/12", "2012/13"))), seasons(("2011/11", "2011/12")), seasons(("2011/12",))
    (['2010/11', '2011/12', '2012/13'], frozenset(), frozenset())
    """
    found = {text: one for text in texts if "/" in text and (one := _SEASON.fullmatch(text.strip()))}
    following = all((int(one[1]) + 1) % 100 == int(one[2]) for one in found.values())
    certain = len(found) > 1 or any(int(one[2]) > YEAR for one in found.values())
    return frozenset(found) if following and certain else frozenset()
