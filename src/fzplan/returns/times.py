"""Words for periods: 2020年, 二〇二〇年, 1—9月, 三季度, 2016-2020年, 上半年, and the relative 本年, 上年同期.

In: the text or the stored value of a label. Out: a `Reading`; relative words wait for the reporting period.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from fzplan import periods
from fzplan.periods import Period
from fzplan.returns import western_times
from fzplan.returns.labels import fold

if TYPE_CHECKING:
    from fzplan.returns.readers.book import Cell

_HAN = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_TO = r"(?:-|–|—|~|至|到|―)"
_YEAR = r"(?P<y>(?:18|19|20)\d\d)(?:\.0)?"
_END = r"(?:累计|合计|总计|数|实际|实绩|快报|年报)?"
_YEARS = re.compile(rf"(?P<y>(?:19|20)\d\d)年?{_TO}(?P<z>(?:19|20)\d\d)年?(?:合计|累计|总计|五年)?")
_SHORT_YEARS = re.compile(rf"(?P<y>(?:19|20)\d\d)年?{_TO}(?P<z>\d\d)年")
_WHOLE = re.compile(rf"{_YEAR}(?:年度|年|财年|年末|年底|年末数|年全年|年1{_TO}12月)?{_END}")
_MONTHS = re.compile(rf"(?:{_YEAR}年)?(?P<a>\d\d?)月?{_TO}(?P<b>\d\d?)月{_END}")
_MONTH = re.compile(rf"(?:{_YEAR}(?:年|-|/|\.))(?P<m>0?[1-9]|1[0-2])月?(?:份|末)?{_END}")
_BARE_MONTH = re.compile(rf"(?P<m>0?[1-9]|1[0-2])月(?:份|末)?{_END}")
_QUARTER = re.compile(rf"(?:{_YEAR}年?-?)?(?:第?(?P<q>[1-4])季度?|[qQ](?P<r>[1-4])|(?P<s>[1-4])[qQ]){_END}")
_HALF = re.compile(rf"(?:{_YEAR}年?)?(?P<h>上|下)半年{_END}")
_FIRST_THREE = re.compile(rf"(?:{_YEAR}年?)?前(?P<n>[23])个?季度{_END}")
_DAY = re.compile(r"(?P<y>(?:19|20)\d\d)(?:年|-|/|\.)(?P<m>\d\d?)(?:月|-|/|\.)(?P<d>\d\d?)日?(?: .*)?")
_RELATIVE = {
    "current": re.compile(
        r"(?:本|当|今|报告)(?:年|期|年度)(?:实际|数|累计|完成|实绩|金额|末|末数|期末)*"
        r"|(?:全年|期末|年末)(?:数)?|累计|实际|实际完成"
    ),
    "prior": re.compile(r"(?:上年|去年)(?:同期|实际|数|度|末|末数|同期数|累计|同期累计)*|(?:上期|期初|年初)(?:数)?"),
    "month": re.compile(r"(?:本月|当月)(?:实际|数|止)?"),
    "to_date": re.compile(
        rf"(?:1月?{_TO})?(?:本月|当月)(?:止)?累计|1月?{_TO}本月(?:止)?(?:累计)?|至本月(?:止)?累计|年初至今"
    ),
    "prior_month": re.compile(r"(?:上年|去年)(?:同月|本月)(?:数)?"),
}
"""Words that lean on the reporting period."""
_DERIVED = re.compile(
    r".*(?:增长|增幅|增速|增减|同比|环比|比上年|比上期|差额|完成率|完成进度|占比|比重|排名|名次|平均增长).*"
)


class Reading(NamedTuple):
    """A period, or a word that needs the reporting period to become one."""

    period: Period | None
    relative: str = ""
    """``current`` · ``prior`` · ``month`` · ``to_date`` · ``prior_month`` · ``1-6`` (1—6月 of no named year), or ""."""

    @property
    def basis(self) -> str:
        """Return the basis: a 上年同期 is re-reported on this year's list of units."""
        return "comparable" if self.relative.startswith("prior") else "published"

    def within(self, reported: Period | None) -> Period | None:
        """Return the period, given the reporting period of the return."""
        if self.period is not None or reported is None:
            return self.period
        if self.relative[:1].isdecimal():
            first, until = map(int, self.relative.split("-"))
            return Period(reported.year * 12 + first - 1, until - first + 1)
        last = reported.last
        leaning = {
            "prior": reported.shifted(-12),
            "month": Period(last, 1),
            "prior_month": Period(last - 12, 1),
            "to_date": Period(last - last % 12, last % 12 + 1),
        }
        return leaning.get(self.relative, reported)


def read(cell: Cell, year: int | None = None) -> Reading | None:
    """Read a label as a period; `year` completes words such as 三季度. None where it is none.

    >>> [str(read(t).period) for t in ("二〇二〇年", "2020.0", "2021年1—9月", "2016-2020年", "2021年三季度")]
    ['2020', '2020', '2021-01-01/P9M', '2016-01-01/P5Y', '2021-Q3']
    >>> read("上年同期").basis, str(read("上半年", 2023).period), read("总收入")
    ('comparable', '2023-S1', None)
    >>> str(read("1—6月累计").within(periods.month(2023, 6)))
    '2023-S1'
    """
    if isinstance(cell, str):
        return _words(cell, year) if cell else None
    if isinstance(cell, dt.date):
        return Reading(periods.month(cell.year, cell.month))
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 1800 <= cell < 2100 and cell == int(cell):
        return Reading(periods.year(int(cell)))
    return None


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


def derived(text: str) -> bool:
    """Tell whether a heading names a figure that is computed from others in the table: 增长%, 同比, 占比."""
    return bool(_DERIVED.fullmatch(fold(text)))


@lru_cache(maxsize=8192)
def _words(text: str, year: int | None) -> Reading | None:
    plain = fold(text).replace(" ", "").strip("()[]:")
    for word, pattern in _RELATIVE.items():
        if pattern.fullmatch(plain):
            return Reading(None, word)
    found = _absolute(plain, year) or _absolute(plain.translate(_HAN), year)
    return Reading(found) if found else _of_any_year(plain.translate(_HAN))


def _of_any_year(plain: str) -> Reading | None:
    """Read several months that no year is named with: 1—6月累计, 上半年, 前三季度."""
    for pattern in (_MONTHS, _HALF, _FIRST_THREE):
        found = pattern.fullmatch(plain)
        if found:
            part = _of_year(0, found.groupdict())
            return Reading(None, f"{part.start + 1}-{part.last + 1}") if part else None
    return None


def _absolute(plain: str, year: int | None) -> Period | None:
    if not any(map(str.isdigit, plain)) and "半年" not in plain:
        return None
    found = _YEARS.fullmatch(plain)
    if found:
        return periods.years(int(found["y"]), int(found["z"])) if found["y"] < found["z"] else None
    found = _SHORT_YEARS.fullmatch(plain)
    if found:
        return periods.years(int(found["y"]), int(found["y"][:2] + found["z"]))
    found = _WHOLE.fullmatch(plain)
    if found:
        return periods.year(int(found["y"]))
    found = _DAY.fullmatch(plain)
    if found and 1 <= int(found["m"]) <= 12:
        return periods.month(int(found["y"]), int(found["m"]))
    return _part(plain, year) or western_times.read(plain)


def _part(plain: str, year: int | None) -> Period | None:
    """Read a part of a year; without a year of its own it belongs to `year`."""
    for pattern in (_MONTHS, _MONTH, _BARE_MONTH, _QUARTER, _HALF, _FIRST_THREE):
        found = pattern.fullmatch(plain)
        if not found:
            continue
        named = found.groupdict()
        number = int(named["y"]) if named.get("y") else year
        if number is None:
            return None
        return _of_year(number, named)
    return None


def _of_year(number: int, named: dict[str, str | None]) -> Period | None:
    if named.get("a") and named.get("b"):
        first, last = int(named["a"] or 0), int(named["b"] or 0)
        return Period(number * 12 + first - 1, last - first + 1) if 1 <= first < last <= 12 else None
    if named.get("m"):
        return periods.month(number, int(named["m"] or 0))
    if named.get("h"):
        return Period(number * 12 + (6 if named["h"] == "下" else 0), 6)
    if named.get("n"):
        return periods.to_date(number, 3 * int(named["n"] or 0))
    return periods.quarter(number, int(named.get("q") or named.get("r") or named.get("s") or 1))


def in_title(text: str) -> Period | None:
    """Return the one period a title or a 报告期 line speaks of, or None where there is none or several.

    >>> str(in_title("2021年1—9月园区主要经济指标")), str(in_title("报告期：2022年")), in_title("2019—2021年对比表")
    ('2021-01-01/P9M', '2022', None)
    """
    plain = fold(text).replace(" ", "").translate(_HAN)
    found = re.findall(
        rf"(?:19|20)\d\d年?(?:\d\d?{_TO}\d\d?月|\d\d?月|[1-4]季度|第[1-4]季度|前[23]季度|[上下]半年|年度|年)?", plain
    )
    stated = {period for text in found if "年" in text and (period := _absolute(text, None))}
    spans = re.search(rf"(?:19|20)\d\d年?{_TO}(?:19|20)?\d\d年", plain)
    return stated.pop() if len(stated) == 1 and not spans else None
