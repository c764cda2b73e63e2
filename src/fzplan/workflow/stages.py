"""The stages in their order: load → extract → evaluate → assess; the only module that knows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Diagnostic, FileRef, Severity, ordered
from fzplan.frozen import frozen
from fzplan.workflow import dimensions, earlier, levels
from fzplan.workflow.codes import BAD_DATE, NO_DATA, NO_YEAR
from fzplan.workflow.run import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from fzplan.cube import Cube, Override
    from fzplan.model.microdata import Aggregated, Table
    from fzplan.model.plan import Plan
    from fzplan.model.results import Assessment, Outcome, Value
    from fzplan.observations import Extraction, Watch
    from fzplan.periods import Period
    from fzplan.returns import Compute, Limits


def assessed(  # noqa: PLR0913 – everything that a run depends on
    plan_path: Path,
    data: Sequence[Path],
    *,
    year: int | None,
    as_of: str | None,
    values: bool | Callable[[Extraction], bool],
    methods: tuple[str, ...] = (),
    overrides: Sequence[str] = (),
    watch: Watch | None = None,
    limits: Limits | None = None,
    in_full: bool = False,
    by_member: bool = False,
    by: Sequence[str] = (),
) -> tuple[Run, Any]:
    """Run every stage; return what was found, and the computed values (None where nothing could be read)."""
    moment, faults = moment_of(as_of)
    plan, extraction, findings, unusable = read(plan_path, data, watch, limits)
    findings = [*faults, *findings]
    if plan is None or extraction is None:
        return Run(plan, None, ordered(findings), unusable=True, extraction=extraction), None
    from fzplan import cube, gaps

    figures, more = cube.overrides(plan, overrides)
    chosen, unknown = dimensions.named(plan, by)
    more = (*more, *unknown, *gaps.unknown_methods(methods), *_without_data(plan, extraction, year))
    findings += more
    if faults or more:
        return Run(plan, None, ordered(findings), unusable=True, extraction=extraction), None
    wanted = values(extraction) if callable(values) else values
    stages = _Stages(plan, extraction, moment, year, methods, wanted or bool(figures), in_full, by_member or bool(by))
    outcome, computed = stages.run(figures, findings)
    outcome = replace(outcome, by=chosen)
    if figures:
        from fzplan import changes

        before, _ = stages.run((), findings)
        outcome = replace(outcome, changes=changes.compare(before, outcome))
    return Run(plan, outcome, outcome.diagnostics, unusable, outcome.extraction), computed


def _without_data(plan: Plan, extraction: Extraction, year: int | None) -> tuple[Diagnostic, ...]:
    """Return the finding that a year was asked for before all data, or after them and the plan: mostly a mistyped one.

    A year of the plan that is not reported yet is no mistake: its targets are not due.
    """
    spans = [(o.period.start // 12, o.period.year) for o in extraction.observations]
    spans += [(p.start // 12, p.year) for r in extraction.records for p in r.period if p is not None]
    if year is None or not spans:
        return ()
    first, last = min(first for first, _ in spans), max(last for _, last in spans)
    if first <= year <= max(last, plan.head.last):
        return ()
    return (NO_YEAR(FileRef("--year"), year=year, known=f"{first}—{last}" if first != last else str(first)),)


@frozen
class _Stages:
    """Cube, indicators and gaps over one extraction: run once, or twice for a what-if and what it is held against."""

    plan: Plan
    extraction: Extraction
    moment: Period | date | None
    year: int | None
    methods: tuple[str, ...]
    values: bool
    in_full: bool
    by_member: bool

    def run(self, overrides: Sequence[Override], findings: Sequence[Diagnostic]) -> tuple[Outcome, Any]:
        """Return the outcome with these figures set, and the computed values; `findings`: those of reading."""
        from fzplan import cube, gaps, indicators
        from fzplan.model import disclosure
        from fzplan.model.results import Outcome

        plan = self.plan
        cells, of_cube = cube.build(plan, self.extraction, self.moment, overrides)
        computed, of_values = indicators.evaluate(plan, cells)
        assessments, of_targets = gaps.assess(plan, computed, self.year, self.methods)
        of_checks = self._checked(cells if not overrides else None, findings)
        latest = cells.as_of or _data_end(plan, computed, self.year, self.extraction)
        by_member = self.in_full or self.by_member
        secret = disclosure.withheld(plan, cells.extraction.observations) if by_member or self.values else None
        breakdowns = indicators.breakdowns(plan, computed, withheld=secret) if by_member else ()
        outcome = Outcome(
            plan=plan,
            as_of=latest,
            extraction=cells.extraction,
            values=_values(plan, computed, assessments, in_full=self.in_full) if self.values else (),
            assessments=assessments,
            deliverables=gaps.deliverables(plan, cells.extraction, latest),
            diagnostics=ordered(levels.applied(plan, (*findings, *of_cube, *of_values, *of_targets, *of_checks))),
            what_if=tuple(sorted(cells.overridden)),
            schedules=gaps.schedule(plan, computed, self.year) if self.in_full else (),
            breakdowns=breakdowns,
            members=indicators.by_members(computed, breakdowns, secret) if self.by_member else (),
            withheld=secret,
        )
        return outcome, computed

    def _checked(self, cells: Cube | None, findings: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return what checks say of the reported figures: what a user sets is not held to them."""
        if not self.extraction.sources.files:
            return ()
        from fzplan import checks, cube

        day = day_of(self.moment)
        _, found = checks.without_rules(self.plan, self.extraction, day)
        if not self.plan.checks:
            return found
        reported = cells or cube.build(self.plan, self.extraction, self.moment)[0]
        before, faults = earlier.runs(self.plan)
        _, more = checks.run(self.plan, reported, self.extraction.records, findings, day, before)
        return (*found, *faults, *more)


def read(
    plan_path: Path, data: Sequence[Path], watch: Watch | None = None, limits: Limits | None = None
) -> tuple[Plan | None, Extraction | None, list[Diagnostic], bool]:
    """Load the plan and read the data; a faulty plan does not hide what is wrong with the data."""
    from fzplan import plan as plan_room
    from fzplan import returns

    plan, found = plan_room.load(plan_path)
    findings = [*found, *(levels.faults(plan) if plan is not None else ())]
    faulty = any(f.severity == Severity.ERROR for f in findings)
    if plan is None:
        return None, None, findings, True
    findings += plan_room.rehearse(plan)
    if any(check.examples for check in plan.checks):
        from fzplan import checks

        findings += checks.rehearse(plan)
    from fzplan.returns.file_codes import NO_PATH

    folders = list(data) or _beside(plan, plan_path)
    allowed = limits or returns.Limits()
    extraction, found = returns.extract(plan, folders, plan_path.parent, watch, allowed, _by_engine(plan, allowed))
    findings += found
    if not extraction.sources.files:
        if not any(d.rule is NO_PATH for d in found):  # a folder that does not exist is the cause
            findings.append(
                NO_DATA(
                    FileRef("、".join(p.as_posix() for p in folders)),
                    folder=folders[0].as_posix() if folders else "data",
                )
            )
        return plan, extraction, findings, True
    return plan, extraction, findings, faulty


def _beside(plan: Plan, plan_path: Path) -> list[Path]:
    """Return the folder `data` beside the plan file; a plan all of whose forms stand in databases needs none."""
    folder = plan_path.parent / "data"
    remote = bool(plan.forms) and all(form.connection for form in plan.forms.values())
    return [] if remote and not folder.exists() else [folder]


def _by_engine(plan: Plan, limits: Limits) -> Compute:
    """Return what makes aggregates of tables of records; nothing of it is loaded before there is a table."""

    def compute(tables: Sequence[Table]) -> tuple[Aggregated, tuple[Diagnostic, ...]]:
        from fzplan import microdata

        return microdata.aggregate(plan, tables, limits.engine, connect=limits.connect)

    return compute


def _values(plan: Plan, computed: Any, assessments: tuple[Assessment, ...], *, in_full: bool) -> tuple[Value, ...]:
    """Return every indicator at every year, for the total and for the members that a target names."""
    from fzplan import indicators

    members: dict[str, list[Mapping[str, str]]] = {}
    for assessment in assessments:
        if assessment.target.members:
            members.setdefault(assessment.target.indicator, []).append(assessment.target.members)
    found = (
        computed.value(name, year, by)
        for name in plan.indicators
        for by in _distinct(({}, *members.get(name, ())))
        for year in computed.years
    )
    if not in_full:
        return tuple(found)
    return tuple(replace(v, trace=indicators.trace(plan, computed, v.id, v.period, v.by)) for v in found)


def _distinct(members: Iterable[Mapping[str, str]]) -> Iterator[Mapping[str, str]]:
    """Yield the members that targets name, each once."""
    seen = {tuple(sorted(by.items())): by for by in members}
    yield from seen.values()


def _data_end(plan: Plan, computed: Any, year: int | None, extraction: Extraction) -> Period:
    """Return the last year with data: of the indicators, else of the measures, else of whatever members report."""
    from fzplan import periods

    reached = [max((y for name in of for y in years_with(computed, name, {})), default=0) for of in _quantities(plan)]
    reached.append(max((o.period.year for o in extraction.observations), default=0))
    last = next(filter(None, reached), plan.head.baseline)
    return periods.year(min(year or last, last))


def _quantities(plan: Plan) -> tuple[Mapping[str, object], ...]:
    """Return what the end of the data is looked for in: the indicators, and where none has a figure the measures."""
    return plan.indicators, plan.measures


def years_with(computed: Any, name: str, members: Mapping[str, str]) -> list[int]:
    """Return the years of the grid in which a quantity has a figure."""
    series = computed.series(name, members)
    return [year for year, value in zip(computed.years, series, strict=True) if value == value]  # noqa: PLR0124  (NaN)


def moment_of(as_of: str | None) -> tuple[Period | date | None, list[Diagnostic]]:
    """Return the year, the month or the day that `as_of` names."""
    if as_of is None:
        return None, []
    from datetime import date

    from fzplan import periods

    try:
        found = periods.parse(as_of) or date.fromisoformat(as_of)
    except ValueError:
        return None, [BAD_DATE(FileRef("--as-of"), found=as_of)]
    return found, []


def day_of(moment: Period | date | None) -> date | None:
    """Return the day that a moment is, of a year or a month its last one."""
    from datetime import date, timedelta

    if moment is None or isinstance(moment, date):
        return moment
    year, month = divmod(moment.last + 1, 12)
    return date(year, month + 1, 1) - timedelta(days=1)
