"""The names that a template may use, and what stands behind each: docs/templates.md.

In: an outcome. Out: entries by name, year, member and field, the same for workbooks and documents.
A name is a word of the run (`as_of`), `plan`, `count`, an indicator (also by an alias) or the id of a target.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from fzplan import periods
from fzplan.diagnostics import Text, listed
from fzplan.model import words
from fzplan.reports import lines, wording
from fzplan.reports.filling import targets
from fzplan.reports.filling.entries import Entry, figure, reasons, unknown
from fzplan.reports.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.model.plan import Indicator
    from fzplan.model.results import Assessment, Outcome, Value
    from fzplan.reports.formats import Settings

Record = Mapping[str, "Entry | Record"]
ABOVE = ("achieved_early", "ahead", "on_track", "achieved")
"""Verdicts that are 符合预期及以上."""
NAME = Text("规划文件没有这个名称", "the plan file has no such name")
MEASURE = Text("这是原始指标，模板只填指标和目标", "it is a measure, and templates have indicators and targets")
FIELD = Text("没有这个年份、成员或项目", "it has no such year, member or field")
WHICH = Text("没有写年份或项目", "no year or field is given")


class Unknown(NamedTuple):
    """Why nothing stands behind a name, and the names close to it."""

    reason: Text
    nearest: Text


class Vocabulary:
    """The names of one outcome in one language."""

    def __init__(self, outcome: Outcome, settings: Settings) -> None:
        """Take the outcome of a run in full: it has the figures by member."""
        self.outcome, self.settings, self.lang = outcome, settings, settings.lang
        self._made: dict[str, Entry | Record | None] = {}
        self.by_target: dict[str, Assessment] = {a.target.id: a for a in outcome.assessments}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Return the indicators by every name that they have."""
        own = self.outcome.plan.indicators
        return {alias: i for i in own.values() for alias in i.aliases if alias not in own} | dict(own)

    @cached_property
    def run(self) -> Record:
        """Return the words about the run as a whole."""
        day = self.settings.date
        share = lines.time_share(self.outcome) * 100
        made = "" if day is None else f"{day.year}年{day.month}月{day.day}日" if self.lang == "zh" else day.isoformat()
        return {
            "plan": self._plan(),
            "count": self._counts(),
            "as_of": Entry(periods.words(self.outcome.as_of, self.lang)),
            "time_share": Entry(f"{share:.1f}", share),
            "date": Entry(made),
            "banner": Entry("　".join(lines.banners(self.outcome, self.lang))),
            "totals": Entry(lines.totals(self.outcome, self.lang)),
            "tasks": Entry(lines.deliverables(self.outcome, self.lang)),
            "marks": Entry(("；" if self.lang == "zh" else "; ").join(lines.marks(self.outcome, self.lang))),
            "fingerprint": Entry(fingerprint(self.outcome)),
        }

    def names(self) -> list[str]:
        """Return every name that stands at the beginning of a placeholder."""
        return [*self.run, *self.by_target, *self.indicators]

    def record(self, name: str) -> Entry | Record | None:
        """Return what a name stands for; None where it is none of the vocabulary."""
        if name not in self._made:
            self._made[name] = self._record(name)
        return self._made[name]

    def find(self, written: str) -> Entry | Unknown:
        """Return what stands behind `劳均产出.2024`, `总收入[东区].2024`, `income_per_employee.verdict`, `as_of`."""
        text = written.strip()
        found = self.record(text)
        if isinstance(found, Entry):
            return found
        head, dot, field = text.rpartition(".")
        if found is not None or not dot:
            shown = [f"{text}.{key}" for key, entry in (found or {}).items() if isinstance(entry, Entry)]
            return Unknown(WHICH, _some(shown, shown)) if found else Unknown(NAME, self._near(text))
        name, bracket, member = head.partition("[")
        record = self.record(name.strip()) if bracket else self.record(head.strip())
        if not isinstance(record, dict):
            lack = MEASURE if name.strip() in self.outcome.plan.measures else NAME
            return Unknown(lack, self._near(name.strip(), f".{field}"))
        if bracket:
            inner = record.get(member.removesuffix("]").strip())
            if not isinstance(inner, dict):
                members = [key for key, entry in record.items() if isinstance(entry, dict)]
                return Unknown(FIELD, _some([f"{name}[{m}].{field}" for m in _close(member, members)], []))
            record = inner
        entry = record.get(field.strip())
        if isinstance(entry, Entry):
            return entry
        fields = [key for key, entry in record.items() if isinstance(entry, Entry)]
        return Unknown(FIELD, _some([f"{head}.{one}" for one in _close(field, fields)], []))

    def _near(self, name: str, rest: str = "") -> Text:
        near = _close(name, self.names())
        return _some([f"{one}{rest}" if isinstance(self.record(one), dict) else one for one in near], [])

    def _record(self, name: str) -> Entry | Record | None:
        if name in self.run:
            return self.run[name]
        if name in self.by_target:
            return targets.record(self.outcome, self.by_target[name], self.lang)
        return self._indicator(self.indicators[name]) if name in self.indicators else None

    def _indicator(self, of: Indicator) -> Record:
        """Return an indicator by year, by member and year; with one target also by the fields of that."""
        own = [self.by_target[t.id] for t in of.targets if t.id in self.by_target]
        record: dict[str, Entry | Record] = {"name": Entry(wording.name(of, self.lang)), "unit": Entry(of.unit.text)}
        if len(own) == 1:
            fields = targets.record(self.outcome, own[0], self.lang)
            record = {name: fields[name] for name in targets.FIELDS}
        places = targets.places(of)
        for value in self._by_indicator.get(of.id, ()):
            year = str(value.period.year)
            if not value.by:
                record[year] = self._value(value, places)
            elif len(value.by) == 1:
                self._inner(record, next(iter(value.by.values())))[year] = self._value(value, places)
        for part in self.outcome.breakdowns:
            if part.indicator == of.id:
                self._members(record, part.members, part.years, part.withheld, places)
        return record

    @cached_property
    def _by_indicator(self) -> dict[str, list[Value]]:
        found: dict[str, list[Value]] = {}
        for value in self.outcome.values:
            found.setdefault(value.id, []).append(value)
        return found

    def _inner(self, record: dict[str, Entry | Record], member: str) -> dict[str, Entry | Record]:
        inner = record.setdefault(member, {})
        assert isinstance(inner, dict)
        return inner

    def _members(
        self,
        record: dict[str, Entry | Record],
        members: Mapping[str, tuple[float | None, ...]],
        years: tuple[int, ...],
        withheld: frozenset[tuple[str, int]],
        places: int,
    ) -> None:
        plan = self.outcome.plan
        for member, series in members.items():
            inner = self._inner(record, member)
            for year, value in zip(years, series, strict=True):
                if (member, year) in withheld:
                    inner[str(year)] = unknown("Q", words.STATUSES["Q"].of(self.lang), self.lang)
                elif value is None:
                    inner.setdefault(str(year), unknown("O", words.STATUSES["O"].of(self.lang), self.lang))
                else:
                    inner[str(year)] = figure(plan, value, places)

    def _value(self, value: Value, places: int) -> Entry:
        why = reasons(self.outcome.plan, value.why, self.lang) or words.STATUSES["O"].of(self.lang)
        if value.value is None:
            return unknown(value.status, why, self.lang)
        return figure(self.outcome.plan, value.value, places)

    def _plan(self) -> Record:
        head = self.outcome.plan.head
        years = {"baseline": head.baseline, "first": head.first, "last": head.last}
        texts = {"name": head.name, "short": head.short or head.name, "source": head.source}
        return {
            **{key: Entry(text) for key, text in texts.items()},
            **{key: Entry(str(year), float(year)) for key, year in years.items()},
        }

    def _counts(self) -> Record:
        found = [a.verdict for a in self.outcome.assessments]
        outlooks = [a.outlook for a in self.outcome.assessments]
        counts = {
            "all": len(found),
            "assessable": sum(v not in ("not_assessable", "monitored") for v in found),
            "good": sum(v in ABOVE for v in found),
            **{code: found.count(code) for code in words.VERDICTS},  # type: ignore[arg-type]
            **{code: outlooks.count(code) for code in words.OUTLOOKS},  # type: ignore[arg-type]
        }
        return {key: Entry(str(count), float(count)) for key, count in counts.items()}


def _close(name: str, known: Iterable[str]) -> list[str]:
    return get_close_matches(name, list(known), n=3, cutoff=0.4)


def _some(near: list[str], otherwise: list[str]) -> Text:
    return listed((near or otherwise or ["—"])[:5])
