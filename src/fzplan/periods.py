"""Time as intervals of months: a year, a quarter, 1–9月累计, a five-year total, the end of a year.

In: text or numbers. Out: `Period` values, comparable and sortable; SDMX TIME_PERIOD text.
May import: regex.

A flow or an average covers `months` months from `start`; a stock is an instant: `months` 0 at the END of
the month `start`. Both `2023 (flow)` and `end of 2023 (stock)` are written ``2023``: the kind of the
measure tells them apart, and a year's return prints both under one heading.
"""

from __future__ import annotations

from typing import NamedTuple

from fzplan.regex import regex

YEAR = 12


class Period(NamedTuple):
    """`start` is a month ordinal (year × 12 + month − 1); `months` the length, 0 for an instant."""

    start: int
    months: int

    @property
    def year(self) -> int:
        """Return the calendar year in which the period ends."""
        return self.last // 12

    @property
    def last(self) -> int:
        """Return the ordinal of the last month covered (an instant: the month it closes)."""
        return self.start + max(self.months, 1) - 1

    @property
    def is_year(self) -> bool:
        """Tell whether the period is a calendar year."""
        return self.months == YEAR and self.start % 12 == 0

    @property
    def instant(self) -> Period:
        """Return the instant at the end of this period."""
        return Period(self.last, 0)

    def shifted(self, months: int) -> Period:
        """Return the period `months` later."""
        return Period(self.start + months, self.months)

    def __str__(self) -> str:
        return text(self)


def year(number: int) -> Period:
    """Return a calendar year.

    >>> str(year(2023)), year(2023).instant
    ('2023', Period(start=24287, months=0))
    """
    return Period(number * 12, YEAR)


def quarter(number: int, quarter_of_year: int) -> Period:
    """Return a quarter of a year (1 to 4)."""
    return Period(number * 12 + 3 * (quarter_of_year - 1), 3)


def month(number: int, month_of_year: int) -> Period:
    """Return a calendar month."""
    return Period(number * 12 + month_of_year - 1, 1)


def to_date(number: int, last_month: int) -> Period:
    """Return January up to `last_month` of a year: 1–9月累计 is ``to_date(2023, 9)``."""
    return Period(number * 12, last_month)


def years(first: int, last: int) -> Period:
    """Return the interval of several whole years, both included: 2016–2020 合计."""
    return Period(first * 12, (last - first + 1) * YEAR)


def text(period: Period) -> str:
    """Return the SDMX TIME_PERIOD.

    >>> [text(p) for p in (year(2023), quarter(2023, 3), month(2023, 9), to_date(2023, 6), years(2016, 2020))]
    ['2023', '2023-Q3', '2023-09', '2023-S1', '2016-01-01/P5Y']
    """
    first_year, first_month = divmod(period.start, 12)
    months = period.months
    if months == 0:
        return f"{first_year}" if first_month == 11 else f"{first_year}-{first_month + 1:02}"
    if period.is_year:
        return f"{first_year}"
    if months == 6 and first_month % 6 == 0:
        return f"{first_year}-S{first_month // 6 + 1}"
    if months == 3 and first_month % 3 == 0:
        return f"{first_year}-Q{first_month // 3 + 1}"
    if months == 1:
        return f"{first_year}-{first_month + 1:02}"
    length = f"{months // 12}Y" if months % 12 == 0 else f"{months}M"
    return f"{first_year}-{first_month + 1:02}-01/P{length}"


_SDMX = regex(r"(?P<y>\d{4})(?:-Q(?P<q>[1-4])|-S(?P<s>[12])|-(?P<m>0[1-9]|1[0-2])(?:-01/P(?P<n>\d{1,4})(?P<u>[YM]))?)?")


def of_kind(period: Period, kind: str | None) -> Period:
    """Return the period in the manner of a measure's kind: a stock has the instant at the end.

    >>> of_kind(year(2023), "stock").months, of_kind(year(2023), "flow").months
    (0, 12)
    """
    return period.instant if kind in ("stock", "fixed") and 0 < period.months <= YEAR else period


def parse(written: str) -> Period | None:
    """Return the period of an SDMX TIME_PERIOD, or None; the inverse of `text` for intervals.

    >>> parse("2016-01-01/P5Y") == years(2016, 2020), parse("二〇二〇年")
    (True, None)
    """
    found = _SDMX.fullmatch(written)
    if not found:
        return None
    number = int(found["y"])
    if found["q"]:
        return quarter(number, int(found["q"]))
    if found["s"]:
        return Period(number * 12 + 6 * (int(found["s"]) - 1), 6)
    if not found["m"]:
        return year(number)
    first = month(number, int(found["m"]))
    if not found["n"]:
        return first
    return Period(first.start, int(found["n"]) * (YEAR if found["u"] == "Y" else 1))


def words(period: Period, lang: str) -> str:
    """Return the period as people write it.

    >>> words(years(2016, 2020), "zh"), words(to_date(2023, 9), "zh"), words(year(2023), "en")
    ('2016—2020年', '2023年1—9月', '2023')
    """
    first_year, first_month = divmod(period.start, 12)
    last_year, last_month = divmod(period.last, 12)
    whole_years = first_month == 0 and last_month == 11 and period.months
    if lang != "zh":
        return f"{first_year}–{last_year}" if whole_years and first_year != last_year else text(period)
    if whole_years or (not period.months and last_month == 11):
        return f"{last_year}年" if first_year == last_year or not period.months else f"{first_year}—{last_year}年"
    if not period.months or period.months == 1:
        return f"{last_year}年{last_month + 1}月" + ("" if period.months else "末")
    if first_year == last_year:
        return f"{first_year}年{first_month + 1}—{last_month + 1}月"
    return f"{first_year}年{first_month + 1}月—{last_year}年{last_month + 1}月"
