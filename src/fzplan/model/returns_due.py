"""Who has to file which return by when (应报), and who has: forms × periods × reporting offices.

In: the words of `due:`. Out: the day a return of a period is due, and frozen counts for the reports.
"""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from fzplan.frozen import frozen
from fzplan.regex import regex

if TYPE_CHECKING:
    from fzplan.diagnostics import Place
    from fzplan.periods import Period

Filed = Literal["reported", "missing", "overdue"]
"""已报；未报；逾期未报: missing although its day has passed."""
_FORMS = (
    ("day", regex(r"(?P<y>\d{4})(?:-|年)(?P<m>\d{1,2})(?:-|月)(?P<d>\d{1,2})日?")),
    ("month", regex(r"(?:次月|下月)(?P<d>\d{1,2})日前?|(?P<e>\d{1,2}) (?:of )?next month")),
    ("year", regex(r"(?:次年|年后)?(?P<m>\d{1,2})(?:月|-)(?P<d>\d{1,2})日?前?")),
    ("after", regex(r"(?:期后|期末后)?(?P<d>\d{1,3})(?:日|天)内?|(?P<e>\d{1,3}) days(?: after)?")),
)


class Due(NamedTuple):
    """When a return is due: a `day` of its own, the `month` after the period, the `year` after, days `after` it."""

    kind: Literal["day", "month", "year", "after"]
    year: int = 0
    month: int = 0
    day: int = 0

    def of(self, period: Period) -> date:
        """Return the last day on which the return of a period is in time.

        >>> from fzplan import periods
        >>> str(parsed("次月10日").of(periods.month(2024, 12))), str(parsed("3月31日").of(periods.year(2024)))
        ('2025-01-10', '2025-03-31')
        >>> str(parsed("期后15日").of(periods.quarter(2024, 1)))
        '2024-04-15'
        """
        if self.kind == "day":
            return date(self.year, self.month, self.day)
        year, month = divmod(period.last + 1, 12)
        first = date(year, month + 1, 1)
        if self.kind == "after":
            return first + timedelta(days=self.day - 1)
        if self.kind == "month":
            return _day(year, month + 1, self.day)
        same = _day(first.year, self.month, self.day)
        return same if same >= first else _day(first.year + 1, self.month, self.day)


def parsed(written: str) -> Due | None:
    """Return what `due:` says, None where it is not understood.

    >>> parsed("次月10日"), parsed("2025-03-31"), parsed("尽快")
    (Due(kind='month', year=0, month=0, day=10), Due(kind='day', year=2025, month=3, day=31), None)
    """
    text = " ".join(unicodedata.normalize("NFKC", written).split())
    for kind, form in _FORMS:
        found = form.fullmatch(text)
        if found:
            parts = found.groupdict()
            day = int(parts["d"] or parts["e"])
            return _sound(kind, int(parts.get("y") or 0), int(parts.get("m") or 0), day)
    return None


def _sound(kind: str, year: int, month: int, day: int) -> Due | None:
    """Return a due day that there is: no 13th month, no 31 April of a year; 30 February is its last day."""
    if kind == "day":
        try:
            date(year, month, day)
        except ValueError:
            return None
    if kind in ("month", "year") and not 1 <= day <= 31:
        return None
    if kind == "year" and not 1 <= month <= 12:
        return None
    return Due(kind, year, month, day)  # type: ignore[arg-type]


def _day(year: int, month: int, day: int) -> date:
    """Return a day of a month, its last one where the month is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


class ReturnDue(NamedTuple):
    """One return that has to be filed."""

    form: str
    period: Period
    office: str
    """The reporting office; "" where the form names none."""
    due: date | None
    filed: Filed
    at: Place | None = None
    """The sheet it was read from."""


@frozen
class FormReturns:
    """The returns of one form: 应报 = 已报 + 未报."""

    form: str
    returns: tuple[ReturnDue, ...]

    @property
    def expected(self) -> int:
        """Return how many have to be filed (应报)."""
        return len(self.returns)

    @property
    def reported(self) -> int:
        """Return how many were filed (已报)."""
        return sum(one.filed == "reported" for one in self.returns)

    @property
    def missing(self) -> tuple[ReturnDue, ...]:
        """Return those that were not (未报), overdue or not."""
        return tuple(one for one in self.returns if one.filed != "reported")

    @property
    def overdue(self) -> tuple[ReturnDue, ...]:
        """Return those whose day has passed (逾期未报)."""
        return tuple(one for one in self.returns if one.filed == "overdue")
