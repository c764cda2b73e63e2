"""What one place says of an observation: the parts of its key, and the period that they make together.

In: the text of a name and the field it is read as, where no plan is needed for that. Out: a `Key`, a `Period`.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.frozen import frozen
from fzplan.model import words
from fzplan.observations import EDITIONS
from fzplan.regex import regex
from fzplan.returns import times
from fzplan.returns.labels import fold, read
from fzplan.returns.western_times import MONTH_OF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.periods import Period
    from fzplan.returns.times import Reported

_HAN = str.maketrans("一二三四", "1234")
_LARGEST = {"quarter": 4, "month": 12, "day": 31}
_QUALITIES = {fold(word): code for code, label in words.QUALITIES.items() for word in (code, label.zh, label.en)}
_EDITION = regex(rf"(?P<edition>{'|'.join(EDITIONS)})(?:数据?|值|完成|版)?$")
FREE = frozenset({"_", "note", "entity", "task", "value"})
"""Fields that take any text."""


@frozen
class Key:
    """The parts of an observation's key and attributes that one place gives; empty where it says nothing."""

    measure: str = ""
    reading: times.Reading | None = None
    parts: tuple[tuple[str, str], ...] = ()
    """Pieces of a period still to be put together: year, quarter, month, day."""
    members: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    bracket: str = ""
    """A remark in brackets behind a label, which is its unit where it can be read as one."""
    edition: str = ""
    published: str = ""
    quality: str = ""
    note: str = ""
    interval: str = ""
    """``to_date`` or ``end``, from the ending of a name."""
    translated: str = ""
    """The measure that the translation beside a Chinese name means, where that is another one."""

    def over(self, outer: Key) -> Key:
        """Return both together; what this place says counts before what the `outer` one says."""
        return Key(
            self.measure or outer.measure,
            self.reading or outer.reading,
            self.parts + tuple(p for p in outer.parts if p[0] not in dict(self.parts)),
            {**outer.members, **self.members} if self.members else outer.members,
            self.unit or outer.unit,
            self.bracket or outer.bracket,
            self.edition or outer.edition,
            self.published or outer.published,
            self.quality or outer.quality,
            "；".join(filter(None, (outer.note, self.note))),
            self.interval or outer.interval,
            self.translated or outer.translated,
        )


NOTHING = Key()


def period(name: str, text: str, path: Sequence[str]) -> Key | None:
    """Read a period, or one part of it: year, quarter, month, day; 2023年快报数 names its edition as well."""
    edition = _EDITION.search(fold(text).rstrip(")"))
    if edition is not None and name in ("period", "year"):
        bare = fold(text)[: edition.start()].rstrip("(")
        dated = (
            period(name, bare, (*path[:-1], bare)) if bare else period(name, path[-2], path[:-1]) if path[1:] else None
        )
        if dated is not None:
            return replace(dated, edition=edition["edition"])
    if name == "period":
        reading = times.along(path)
        return Key(reading=reading) if reading else None
    if name == "year":
        reading = times.read(text)
        whole = reading.period if reading else None
        return Key(parts=(("year", str(whole.year)),)) if whole and whole.is_year else None
    digits = fold(text).translate(_HAN).strip("月日季度第份").removesuffix(".0")
    if name == "month":
        digits = str(MONTH_OF.get(digits.casefold().rstrip("."), digits))
    return Key(parts=((name, digits),)) if digits.isdigit() and 1 <= int(digits) <= _LARGEST[name] else None


def attribute(name: str, text: str) -> Key | None:
    """Read what is no part of the key's names: unit, edition, quality, day of publication, note."""
    if name == "unit":
        return Key(unit=read(text).text.strip("()")) if text else NOTHING
    if name == "edition":
        edition = next((e for e in EDITIONS if fold(text).startswith(e)), "")
        return Key(edition=edition) if edition or not text else None
    if name == "quality":
        quality = _QUALITIES.get(fold(text), "")
        return Key(quality=quality) if quality or not text else None
    if name == "published":
        return Key(published=text)
    return Key(note=text) if name == "note" else NOTHING if name in FREE else None


def period_of(whole: Key, reported: Reported | None) -> Period | None:
    """Put the period together from its reading or its parts; `reported` is what 本年 and 上年同期 lean on."""
    named = _of_parts(dict(whole.parts), reported)
    if whole.parts and named is None:
        return None
    reading = whole.reading
    if reading is None:
        return _interval(named or (reported.period if reported else None), whole.interval)
    if named and not (named.is_year and reported and reported.period.year == named.year):
        reported = times.reported(named)  # the return's own month is nearer than a year named beside it
    return _interval(reading.within(reported), whole.interval)


def _of_parts(parts: Mapping[str, str], reported: Reported | None) -> Period | None:
    """Return the period that year, quarter and month make; a missing year is that of the return."""
    if not parts:
        return None
    year = int(parts["year"]) if "year" in parts else (reported.period.year if reported else None)
    if year is None:
        return None
    if "month" in parts:
        return periods.month(year, int(parts["month"]))
    if "quarter" in parts:
        return periods.quarter(year, int(parts["quarter"]))
    return periods.year(year)


def _interval(period: Period | None, interval: str) -> Period | None:
    if period is None:
        return None
    if interval == "to_date":
        return periods.to_date(period.year, period.last % 12 + 1)
    return period.instant if interval == "end" else period
