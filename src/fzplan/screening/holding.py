"""Records held against standards and commitments, one `Screened` each; `returns` keeps one record a key and period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.diagnostics import FileRef, Text
from fzplan.figures import compare, tidy
from fzplan.model.screens import Reading, Reason, Screened, specificity
from fzplan.observations import worst
from fzplan.screening import codes
from fzplan.screening.reading import Record, Sheet, spelt_alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Comparator, Plan
    from fzplan.model.screens import Against, Result, Screen, ScreenIndicator, Standard
    from fzplan.observations import Records, Sources
    from fzplan.periods import Period

Key = tuple[str, "Period | None"]
NOTHING = Reading(None)
NONE_READ = Text("没有读到“{form}”的任何记录", "no record of the form “{form}” was read")
NONE_OF_YEAR = Text("“{form}”没有 {year} 年的记录", "the form “{form}” has no record of {year}")
NO_PERIOD = Text("（无年度）", "(no period)")


def held(
    plan: Plan, screens: Sequence[Screen], records: Sequence[Records], sources: Sources, year: int | None
) -> tuple[tuple[Screened, ...], tuple[Diagnostic, ...]]:
    """Return the lines of all screens in their order, and findings."""
    lines: list[Screened] = []
    findings: list[Diagnostic] = []
    for screen in screens:
        read = _Screen(plan, screen, _sheets(plan, screen.form, records, sources),
                       _sheets(plan, screen.committed, records, sources), year)  # fmt: skip
        found = sorted(read.lines(), key=_order(screen))
        findings += read.findings()
        lines += found
    return tuple(lines), tuple(findings)


def _sheets(plan: Plan, form: str, records: Sequence[Records], sources: Sources) -> list[Sheet]:
    of_form = [Sheet(plan.forms[form], one, sources) for one in records if one.form == form]
    return sorted(of_form, key=lambda s: (sources.files[s.records.file], sources.sheets[s.records.sheet]))


@dataclass(frozen=True)
class _Screen:
    """One screen with the sheets of its form and of its commitments."""

    plan: Plan
    screen: Screen
    actual: Sequence[Sheet]
    promised: Sequence[Sheet]
    year: int | None

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return what entities are called, by their keys."""
        found = ((r.key[0], r.text(self.screen.name)) for sheet in self.actual for r in sheet)
        return {key: name for key, name in found if name}

    @cached_property
    def ranked(self) -> Mapping[str, tuple[tuple[Standard, ...], ...]]:
        """Return by indicator its floors and its ceilings, the most specific first."""
        by_rank = sorted(self.screen.standards, key=lambda s: specificity(s, self.plan.dimensions), reverse=True)
        return {
            name: tuple(
                tuple(s for s in by_rank if s.indicator == name and s.floor == floor) for floor in (True, False)
            )
            for name in {s.indicator for s in by_rank}
        }

    def lines(self) -> Iterator[Screened]:
        commitments = {record.key: record for sheet in self.promised for record in sheet}
        met: set[Key] = set()
        for record in (r for sheet in self.actual for r in sheet):
            met.add(record.key)
            if self.wanted(record.period):
                for indicator in self.screen.indicators.values():
                    yield from self.against_standards(record, indicator)
                    if indicator.committed is not None:
                        yield self.against_commitment(record, commitments.get(record.key), indicator)
        for key, promise in commitments.items():
            if key not in met and self.wanted(promise.period):
                yield from self.unreported(promise)

    def wanted(self, period: Period | None) -> bool:
        return self.year is None or (period is not None and period.year == self.year)

    def against_standards(self, record: Record, indicator: ScreenIndicator) -> Iterator[Screened]:
        """Yield the record against the floor and the ceiling that apply to it; one line says that neither does."""
        if indicator.id not in self.ranked:
            return
        actual = record.reading(indicator.formula)
        applied = False
        for standards in self.ranked[indicator.id]:
            standard, unsure = self.applying(record, standards)
            if unsure is not None:
                applied = True
                yield self.line(record, indicator, "standard", "not_assessable", actual, why=(unsure,))
            elif standard is not None:
                applied = True
                limit = Reading(standard.value, quality=standard.quality)
                line = self.compared(record, indicator, "standard", actual, limit, standard.comparator)
                yield replace(line, standard=standard)
        if not applied:
            why = (Reason("no_standard", {}),)
            yield self.line(record, indicator, "standard", "not_assessable", actual, why=why)

    def applying(self, record: Record, standards: Iterable[Standard]) -> tuple[Standard | None, Reason | None]:
        """Return the first standard that applies; where a blank cell leaves it open, why it is not known."""
        for standard in standards:
            blank = next((d for d in standard.members if record.unnamed(d)), None)
            if blank is not None and self._fits(record, standard, but=blank):
                return None, Reason("unknown_member", {"dimension": blank, "place": str(record.place(blank))})
            if blank is None and self._fits(record, standard):
                return standard, None
        return None, None

    def _fits(self, record: Record, standard: Standard, but: str = "") -> bool:
        def meant(dimension: str, label: str) -> tuple[str, ...]:
            return self.plan.dimensions[dimension].groups.get(label, (label,))

        return all(record.members.get(d, "") in meant(d, label) for d, label in standard.members.items() if d != but)

    def against_commitment(self, record: Record, promise: Record | None, indicator: ScreenIndicator) -> Screened:
        assert indicator.committed is not None
        actual = record.reading(indicator.formula)
        comparator: Comparator = "≥" if indicator.better > 0 else "≤"
        if record.period is None:
            why = (Reason("no_period", {"place": str(record.place(self.plan.forms[self.screen.form].key))}),)
            return self.line(record, indicator, "commitment", "not_assessable", actual, comparator=comparator, why=why)
        if promise is None:
            why = (self._absent("no_commitment", self.screen.committed, record.period),)
            return self.line(record, indicator, "commitment", "not_assessable", actual, comparator=comparator, why=why)
        limit = promise.reading(indicator.committed)
        return self.compared(record, indicator, "commitment", actual, limit, comparator)

    @staticmethod
    def _absent(code: str, form: str, period: Period | None) -> Reason:
        return Reason(code, {"form": form, "period": _worded(period)})

    def unreported(self, promise: Record) -> Iterator[Screened]:
        """Yield a commitment of which the entity has reported nothing: not due where nobody has reported yet."""
        last = max((r.period.last for sheet in self.actual for r in sheet if r.period), default=-1)
        due = promise.period is None or promise.period.last <= last
        why: tuple[Reason, ...] = ()
        if due:
            why = (self._absent("no_record", self.screen.form, promise.period),)
        for indicator in self.screen.indicators.values():
            if indicator.committed is not None:
                limit = promise.reading(indicator.committed)
                comparator: Comparator = "≥" if indicator.better > 0 else "≤"
                result: Result = "not_assessable" if due else "not_due"
                yield self.line(
                    promise, indicator, "commitment", result, NOTHING, limit, comparator=comparator, why=why
                )

    def compared(
        self, record: Record, indicator: ScreenIndicator, against: Against, actual: Reading, limit: Reading,
        comparator: Comparator,
    ) -> Screened:  # fmt: skip
        """Return one figure against its threshold, both at 12 significant digits."""
        if actual.value is None or limit.value is None:
            why = (*actual.why, *limit.why)
            return self.line(
                record, indicator, against, "not_assessable", actual, limit, comparator=comparator, why=why
            )
        passes = compare(actual.value, comparator, limit.value)
        result: Result = "passes" if passes else "fails"
        difference = tidy(actual.value) - tidy(limit.value)
        percent = None if indicator.unit.is_ratio or not limit.value else difference / abs(limit.value) * 100
        line = self.line(record, indicator, against, result, actual, limit, comparator=comparator)
        return replace(line, difference=difference, difference_percent=percent)

    def line(
        self, record: Record, indicator: ScreenIndicator, against: Against, result: Result, actual: Reading,
        limit: Reading = NOTHING, *, comparator: Comparator = "≥", why: tuple[Reason, ...] = (),
    ) -> Screened:  # fmt: skip
        name = record.text(self.screen.name) or self.names.get(record.key[0], record.entity)
        return Screened(
            screen=self.screen, entity=record.entity, name=name, period=record.period, members=record.members,
            indicator=indicator, against=against, actual=actual, limit=limit, result=result, comparator=comparator,
            why=why, quality=worst([actual.quality, limit.quality]), place=record.place(record.sheet.form.key),
        )  # fmt: skip

    def findings(self) -> Iterator[Diagnostic]:
        """Yield that there is nothing to look at."""
        read = [record for sheet in self.actual for record in sheet]
        if not any(self.wanted(record.period) for record in read):
            lack, facts = (NONE_OF_YEAR, {"year": self.year}) if read else (NONE_READ, {})
            told = Text(*(text.format(form=self.screen.form, **facts) for text in lack))
            at = FileRef(self.plan.file)
            yield codes.NO_RECORDS(at, screen=self.screen.id, lack=told, form=self.screen.form)


def _worded(period: Period | None) -> Text:
    if period is None:
        return NO_PERIOD
    return Text(periods.words(period, "zh"), periods.words(period, "en"))


def _order(screen: Screen) -> Callable[[Screened], tuple[Any, ...]]:
    places = {name: k for k, name in enumerate(screen.indicators)}

    def key(line: Screened) -> tuple[Any, ...]:
        start = line.period.last if line.period else -1
        side = (line.against == "commitment", line.comparator)
        return (spelt_alike(line.entity), start, places[line.indicator.id], *side, str(line.place))

    return key
