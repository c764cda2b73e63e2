"""Words for periods: what they name by themselves, and the words that lean on the reporting period (本年, 上年同期).

In: the text or the stored value of a label. Out: a `Reading`; leaning words wait for the reporting period.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from fzplan import periods
from fzplan.periods import YEAR, Period
from fzplan.regex import regex
from fzplan.returns import spans
from fzplan.returns.cells import MARKS
from fzplan.returns.labels import fold
from fzplan.returns.spans import HAN, TO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.returns.readers.book import Cell

_DONE = r"(?:实际|数|完成|实绩|金额|发生|额|末|止)*"
_LEANING = {
    "current": rf"(?:本期|报告期|当期){_DONE}|期末{_DONE}|年末{_DONE}|实际完成|实际",
    "year": rf"(?:本|当|今)年度?(?:期)?{_DONE}",
    "whole": rf"(?:本|当|今)?(?:全年){_DONE}",
    "month": rf"(?:本|当)月{_DONE}",
    "quarter": rf"(?:本|当)季度?{_DONE}",
    "to_date": rf"(?:(?:本|当|今)(?:年|期|年度))?累计{_DONE}|(?:1月?{TO})?(?:本|当)月止?累计{_DONE}"
    rf"|1月?{TO}(?:本|当)月(?:止|累计)*{_DONE}|至(?:本|当)月止?累计{_DONE}"
    rf"|自?年初(?:累计)?(?:至|到)?(?:今|(?:本|当|报告)(?:月|季|季度|期)末?)(?:累计)?{_DONE}|自年初累计{_DONE}",
    "same-": rf"(?:上年|去年)?同期{_DONE}|(?:上|去)年度?{_DONE}",
    "month-": rf"(?:上年|去年)(?:同月|本月){_DONE}",
    "quarter-": rf"(?:上年|去年)(?:同季|本季)度?{_DONE}",
    "to_date-": rf"(?:上年|去年)(?:同期)?累计{_DONE}",
    "opening": rf"(?:期初|年初|上年末|上年年末|上年底){_DONE}",
    "previous": rf"上期{_DONE}",
}
_WORDS = {word: regex(words) for word, words in _LEANING.items()}
"""Words that lean on the reporting period; one ending in `-` is a year earlier, on this year's list of units."""
_COMPUTED = (
    r"增长|增幅|增速|增减|同比|环比|比上年|比上期|差额|完成率|完成进度|完成计划|计划完成|占比|比重|排名|名次|平均增长"
)
_DERIVED = regex(rf".*(?:{_COMPUTED}).*")
_DERIVED_ALONE = regex(
    r"(?:(?:比|较)?(?:上年|去年|上月|上期)?(?:同期|同月)?(?:±|[+]/?-)?"
    r"(?:同比|环比|增长|增加|增减|增幅|增速|减少|下降|变动|差额|完成率|完成进度|占比|比重|排名|名次|年均|平均))+"
    r"(?:率|速度|幅度|额|量|数|情况)?(?:±)?(?:百分比|%|\(%\)|\(\+?-?\)|（%）|、|,)*"
)
_TITLED = regex(rf"(?:19|20)\d\d年?(?:\d\d?月?{TO}\d\d?月|\d\d?月|第?[1-4]季度|前[23]个?季度|[上下]半年)?")
_SEVERAL = regex(rf"(?:19|20)\d\d年?{TO}(?:19|20)?\d\d年")
_STATED = regex(r"(?:报告期|数据时间|所属期|所属时期|统计时间|报表期)别?:?")
_NOT_REPORTED = regex(
    r"有效期|文号|日期|发布|印发|打印|制定|机关|(?:填报|填表|报送|上报|报出|制表|生成|导出|下载|更新|录入|查询|汇总)(?:时间|日|于)"
)
_NUMBERED = regex(r"(?<=.)[(\[]\d{1,2}[)\]]$")
"""The number of a column behind its name: 2023年（2）."""
_OF_MONTH = regex(r"12\s*月")


class Reading(NamedTuple):
    """A period, or a word that needs the reporting period to become one."""

    period: Period | None
    relative: str = ""
    """A word of `_LEANING` without its `-`, or a part of no named year as ``1-6`` (1—6月)."""
    lag: int = 0
    """Months earlier: 12 for 上年同期."""

    @property
    def basis(self) -> str:
        """Return the basis: a 上年同期 is re-reported on this year's list of units."""
        return "comparable" if self.lag or self.relative in ("opening", "previous") else "published"

    def within(self, reported: Reported | None) -> Period | None:
        """Return the period, given the reporting period of the return; None where that does not settle it."""
        whole = self.period or (reported and _leaning(self.relative, reported))
        return whole.shifted(-self.lag) if whole else None

    def beside(self, other: Reading) -> Reading:
        """Return a 同期 that stands beside `other` as the same interval, a year earlier."""
        return Reading(other.period, other.relative, other.lag + self.lag)

    def under(self, outer: Reading) -> Reading | None:
        """Return what this word means under the heading `outer`: 上年同期 under 本月, 累计 under 上年; else None."""
        if self.period is not None:
            return self
        if self.relative in ("same", "current", "year"):
            return Reading(outer.period, outer.relative, outer.lag + self.lag)
        if (self.relative[:1].isdecimal() or self.relative == "whole") and outer.period and outer.period.is_year:
            return Reading(_leaning(self.relative, Reported(outer.period)), "", outer.lag + self.lag)
        if outer.period is None and not outer.relative[:1].isdecimal():
            return Reading(None, self.relative, outer.lag + self.lag)
        return self._of_part(outer)

    def _of_part(self, outer: Reading) -> Reading | None:
        """Return what 当月 and 累计 mean beside a named part of a year: that month, and January up to it."""
        if outer.period is not None:
            part = _leaning(self.relative, Reported(outer.period, Period(outer.period.last, 1)))
            whole = outer.period.months >= YEAR or self.relative not in ("month", "quarter", "to_date")
            return None if part is None or whole else Reading(part, "", outer.lag + self.lag)
        first, until = outer.relative.split("-")
        words = {"to_date": f"1-{until}"} | ({"month": outer.relative} if first == until else {})
        return Reading(None, words[self.relative], outer.lag + self.lag) if self.relative in words else None


UNKNOWN = Reading(None, "unknown")
"""What two names say together that cannot be put together: 累计 in the row, 2022年 over the column."""


class Reported(NamedTuple):
    """The reporting period of a return; `month` where its last month is known, not merely its year."""

    period: Period
    month: Period | None = None
    unsettled: bool = False
    """A return of some month of the year that nothing names: only what the year alone settles can be read."""


def reported(period: Period | None, words: str = "") -> Reported | None:
    """Return the reporting period; a year is one of twelve months, which only words such as 1—12月 make a December."""
    if period is None:
        return None
    first_two = period.months == 2 and period.start % YEAR == 0  # 1—2月 is one period: there is no February
    monthly = not first_two and (not period.is_year or bool(_OF_MONTH.search(fold(words))))
    return Reported(period, Period(period.last, 1) if monthly else None)


def _leaning(word: str, on: Reported) -> Period | None:
    period, month, unsettled = on
    if word[:1].isdecimal():
        first, until = map(int, word.split("-"))
        return Period(period.year * YEAR + first - 1, until - first + 1)
    if unsettled and word != "whole":
        return None
    since_january = Period(period.last - period.last % YEAR, period.last % YEAR + 1)
    to_date = since_january if period.months <= YEAR else period
    leaning = {
        "month": month,
        "quarter": Period(period.last - 2, 3) if month is not None and (period.last + 1) % 3 == 0 else None,
        "to_date": to_date,
        "year": to_date,
        "whole": periods.year(period.year),
        "opening": Period(period.year * YEAR - 1, 0),
        "previous": period.shifted(-YEAR) if period.is_year else None,
        UNKNOWN.relative: None,
    }
    return leaning.get(word, period)


def read(cell: Cell, year: int | None = None) -> Reading | None:
    """Read a label as a period; `year` completes words such as 三季度. None where it is none.

    >>> [str(read(t).period) for t in ("二〇二〇年", "2020.0", "2021年1—9月", "2016-2020年", "Jan-Mar 1971")]
    ['2020', '2020', '2021-01-01/P9M', '2016-01-01/P5Y', '1971-Q1']
    >>> read("上年同期").basis, str(read("上半年", 2023).period), read("总收入")
    ('comparable', '2023-S1', None)
    >>> june = reported(periods.month(2023, 6))
    >>> [str(read(t).within(june)) for t in ("本月", "本年累计", "1—6月累计", "上年同月")]
    ['2023-06', '2023-S1', '2023-S1', '2022-06']
    """
    if isinstance(cell, str):
        return _words(cell, year) if cell else None
    if isinstance(cell, dt.date):
        return Reading(periods.month(cell.year, cell.month))
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 1800 <= cell < 2100 and cell == int(cell):
        return Reading(periods.year(int(cell)))
    return None


def along(path: Sequence[str]) -> Reading | None:
    """Read the innermost name of a path as a period, together with the names over it that are periods too.

    >>> june = reported(periods.month(2023, 6))
    >>> [str(along(p).within(june)) for p in (("本月", "上年同期"), ("2021年", "三季度"), ("总收入", "1—本月", "本年"))]
    ['2022-06', '2021-Q3', '2023-S1']
    """
    found = read(path[-1])
    for start in range(len(path) - 2, -1, -1):
        joined = read("".join(path[start:]))
        if joined and joined.period:
            return joined
        outer = read(path[start])
        if outer is None or found is None:
            break
        found = found.under(outer) or found
    return found


def crossed(heading: Reading, row: Reading) -> Reading:
    """Return what the periods of a column and of a row say together: 1月 beside 2022年, 上年同期 over 6月.

    >>> january, cumulative, year = read("1月"), read("累计"), read("2022年")
    >>> str(crossed(year, january).period), str(crossed(january, year).period), crossed(year, cumulative).relative
    ('2022-01', '2022-01', 'unknown')
    """
    if heading.period is not None and row.period is None:
        return row.under(heading) or UNKNOWN
    return heading.under(row) or (heading if row.period is None else UNKNOWN)


def derived(text: str) -> bool:
    """Tell whether a heading names a figure that is computed from others in the table: 增长%, 同比, 占比."""
    return bool(_DERIVED.fullmatch(fold(text)))


def only_derived(text: str) -> bool:
    """Tell whether a label says nothing but how a figure is computed; one that names a measure as well does not.

    >>> only_derived("比上年同期增长（%）"), only_derived("同比增减%"), only_derived("总收入增长（%）")
    (True, True, False)
    """
    return bool(_DERIVED_ALONE.fullmatch(fold(text).replace(" ", "")))


@lru_cache(maxsize=8192)
def _words(text: str, year: int | None) -> Reading | None:
    bare = MARKS.sub("", text)  # before folding, which makes April of 2024年④
    plain = _NUMBERED.sub("", fold(bare).replace(" ", "").strip(":")).strip("()[]:")
    for word, pattern in _WORDS.items():
        if pattern.fullmatch(plain):
            return Reading(None, word.rstrip("-"), YEAR if word.endswith("-") else 0)
    counted = plain.translate(HAN)
    found = spans.absolute(plain) or spans.absolute(counted)
    if found:
        return Reading(found)
    part = spans.of_any_year(counted)
    if part is None:
        return None
    if year is not None:
        return Reading(part.shifted(year * YEAR))
    return Reading(None, f"{part.start + 1}-{part.last + 1}")


def in_title(text: str) -> Period | None:
    """Return the one period a title or a 报告期 line speaks of, or None where there is none or several.

    >>> str(in_title("2021年1—9月园区主要经济指标")), str(in_title("报告期：2022年")), in_title("2019—2021年对比表")
    ('2021-01-01/P9M', '2022', None)
    """
    plain = fold(text).replace(" ", "").translate(HAN)
    stated = {p for words in _TITLED.findall(plain) if "年" in words and (p := spans.absolute(words))}
    return stated.pop() if len(stated) == 1 and not _SEVERAL.search(plain) else None


def of_titles(lines: Sequence[str]) -> tuple[Period | None, str]:
    """Return the reporting period that the lines above a table give, and the line: 报告期 first, then any title.

    >>> str(of_titles(("有效期至：2025年12月", "2022年年报", "报告期：2023年6月"))[0])
    '2023-06'
    """
    plain = [line for line in lines if not _NOT_REPORTED.search(line) or _STATED.search(fold(line))]
    for line in sorted(plain, key=lambda line: not _STATED.match(fold(line).replace(" ", ""))):
        found = in_title(line)
        if found:
            return found, line
    return None, ""
