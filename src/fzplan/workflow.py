"""Strings the rooms together: load → extract → evaluate → assess; every stage gives its findings back.

In: paths and options. Out: a `Run` (an outcome and all findings). May import: every room, never the CLI.
The only module that knows the order of the stages; it prints nothing and reads no clock.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Diagnostic, FileRef, Rule, Severity, Text, ordered
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from fzplan.cube import Override
    from fzplan.formula import Trace
    from fzplan.model.claims import Audit
    from fzplan.model.plan import Indicator, Measure, Plan, Target
    from fzplan.model.results import Assessment, Outcome, Value
    from fzplan.observations import Extraction, Watch
    from fzplan.periods import Period

NO_DATA = Rule(
    "FZ902",
    "no-data-file",
    Severity.ERROR,
    says=Text("{folder} 中没有读到任何数据文件", "no data file was read from {folder}"),
    mend=Text(
        "把报表放进该文件夹，或在命令后写明文件或文件夹；规划文件 forms: 的 files: 说明各表式的文件名。",
        "put the returns into that folder, or name files or folders after the command; "
        "`files:` under `forms:` in the plan file says how each form's files are named.",
    ),
    page=Text(
        "没有读到数据的核对不能算通过，因此退出码是 2，而不是 0。",
        "A run that read no data has checked nothing and must not look green: the exit code is 2, not 0.",
    ),
)
BAD_DATE = Rule(
    "FZ903",
    "bad-date",
    Severity.ERROR,
    says=Text("“{found}” 不是年、月或日期", "'{found}' is not a year, month or day"),
    mend=Text("写成 2023、2023-06 或 2023-06-30。", "write 2023, 2023-06 or 2023-06-30."),
    page=Text(
        "--as-of 只取当时已公布的数；年、月、日都可以。",
        "--as-of keeps only what was published by then; a year, a month or a day will do.",
    ),
)
UNKNOWN_ID = Rule(
    "FZ904",
    "unknown-id",
    Severity.ERROR,
    says=Text("规划文件中没有“{found}”", "the plan file has no '{found}'"),
    mend=Text("是否指：{nearest}", "did you mean: {nearest}"),
    page=Text(
        "explain 接受指标、原始指标或目标的 id（也可以是别名）。",
        "explain takes the id of an indicator, a measure or a target.",
    ),
)


@frozen
class Run:
    """What one run found. `unusable` means exit code 2: wrong usage, a faulty plan file, or no data file read."""

    plan: Plan | None
    outcome: Outcome | None
    diagnostics: tuple[Diagnostic, ...]
    unusable: bool
    extraction: Extraction | None = None


@frozen
class Explanation:
    """Where one number comes from, and what it means for the targets of its indicator."""

    run: Run
    value: Value | None = None
    trace: Trace | None = None
    assessments: tuple[Assessment, ...] = ()


@frozen
class Recomputation:
    """What an audit found; `audit` is None where nothing could be read."""

    run: Run
    audit: Audit | None = None


def compute(
    plan_path: Path,
    data: Sequence[Path] = (),
    *,
    year: int | None = None,
    as_of: str | None = None,
    values: bool = True,
    methods: tuple[str, ...] = (),
    overrides: Sequence[str] = (),
    score: bool = False,
    watch: Watch | None = None,
) -> Run:
    """Run the whole plan. `values=False` leaves the per-year values of the indicators out (the table needs none).

    `overrides` are figures to use in place of what was read, as ``总收入@2024=8200亿元``: the outcome is a what-if, and
    holds what differs from the same run without them. `score` adds the score of the plan and of each owner, where
    targets declare `weight:` or `owner:`. `watch` is told which workbook is about to be read.
    """
    run, _ = _compute(
        plan_path, data, year=year, as_of=as_of, values=values, methods=methods, overrides=overrides, watch=watch
    )
    if not score or run.outcome is None:
        return run
    from fzplan import gaps

    sheets = gaps.sheets(run.outcome.assessments, veto=run.outcome.plan.head.veto)
    return replace(run, outcome=replace(run.outcome, scores=sheets))


def check(plan_path: Path, data: Sequence[Path] = (), *, watch: Watch | None = None) -> Run:
    """Check the plan file and the data files: what loading and extraction find. No indicator is computed."""
    plan, extraction, findings, unusable = _read(plan_path, data, watch)
    return Run(plan, None, ordered(findings), unusable, extraction)


def schedule(plan_path: Path, data: Sequence[Path] = (), *, year: int | None = None, as_of: str | None = None) -> Run:
    """Run the whole plan and decompose its targets by years (年度分解): `run.outcome.schedules`."""
    run, computed = _compute(plan_path, data, year=year, as_of=as_of, values=False)
    if run.plan is None or run.outcome is None:
        return run
    from fzplan import gaps

    return replace(run, outcome=replace(run.outcome, schedules=gaps.schedule(run.plan, computed, year)))


def explain(
    plan_path: Path,
    data: Sequence[Path],
    wanted: str,
    *,
    year: int | None = None,
    as_of: str | None = None,
    by: Mapping[str, str] | None = None,
    overrides: Sequence[str] = (),
) -> Explanation:
    """Explain an indicator, a measure or a target: the value of `year` (default: the latest) down to the cells."""
    run, computed = _compute(plan_path, data, year=year, as_of=as_of, values=False, overrides=overrides)
    if run.plan is None or run.outcome is None or computed is None:
        return Explanation(run)
    target = next((t for t in run.plan.targets if t.id == wanted), None)
    name = target.indicator if target else _resolve(run.plan, wanted)
    if name is None:
        return Explanation(_with(run, _unknown(run.plan, wanted, plan_path)))
    members = dict(by or (target.members if target else {}))
    from fzplan import indicators

    value = computed.value(name, year or _latest(computed, name, members), members)
    trace = indicators.trace(run.plan, computed, name, value.period, members)
    return Explanation(run, value, trace, _judged(run.outcome, target, name, members, year))


def _judged(
    outcome: Outcome, target: Target | None, name: str, members: Mapping[str, str], year: int | None
) -> tuple[Assessment, ...]:
    """Return the assessments of the target asked for, or of the indicator; none for a year before the plan began."""
    if year is not None and year <= outcome.plan.head.baseline:
        return ()
    if target is not None:
        return tuple(a for a in outcome.assessments if a.target is target)
    return tuple(
        a for a in outcome.assessments if a.target.indicator == name and dict(a.target.members) == dict(members)
    )


def audit(plan_path: Path, data: Sequence[Path] = ()) -> Recomputation:
    """Recompute the claims of the plan from what was printed, and take its targets together."""
    plan, extraction, findings, unusable = _read(plan_path, data)
    if plan is None or extraction is None:
        return Recomputation(Run(plan, None, ordered(findings), unusable=True, extraction=extraction))
    from fzplan import audit as audit_room
    from fzplan import cube

    cells, more = cube.build(plan, extraction)
    findings += more
    found, more = audit_room.recompute(plan, cells)
    return Recomputation(Run(plan, None, ordered([*findings, *more]), unusable, extraction), found)


def _compute(
    plan_path: Path,
    data: Sequence[Path],
    *,
    year: int | None,
    as_of: str | None,
    values: bool,
    methods: tuple[str, ...] = (),
    overrides: Sequence[str] = (),
    watch: Watch | None = None,
) -> tuple[Run, Any]:
    moment, faults = _moment(as_of)
    plan, extraction, findings, unusable = _read(plan_path, data, watch)
    findings = [*faults, *findings]
    if plan is None or extraction is None:
        return Run(plan, None, ordered(findings), unusable=True, extraction=extraction), None
    from fzplan import cube, gaps

    figures, more = cube.overrides(plan, overrides)
    more = (*more, *gaps.unknown_methods(methods))
    findings += more
    if faults or more:
        return Run(plan, None, ordered(findings), unusable=True, extraction=extraction), None
    stages = _Stages(plan, extraction, moment, year, methods, values or bool(figures))
    outcome, computed = stages.run(figures, findings)
    if figures:
        from fzplan import changes

        before, _ = stages.run((), findings)
        outcome = replace(outcome, changes=changes.compare(before, outcome))
    return Run(plan, outcome, outcome.diagnostics, unusable, outcome.extraction), computed


@frozen
class _Stages:
    """Cube, indicators and gaps over one extraction: run once, or twice for a what-if and what it is held against."""

    plan: Plan
    extraction: Extraction
    moment: Period | date | None
    year: int | None
    methods: tuple[str, ...]
    values: bool

    def run(self, overrides: Sequence[Override], findings: Sequence[Diagnostic]) -> tuple[Outcome, Any]:
        """Return the outcome with these figures set, and the computed values; `findings`: those of reading."""
        from fzplan import cube, gaps, indicators
        from fzplan.model.results import Outcome

        plan = self.plan
        cells, of_cube = cube.build(plan, self.extraction, self.moment, overrides)
        computed, of_values = indicators.evaluate(plan, cells)
        assessments, of_targets = gaps.assess(plan, computed, self.year, self.methods)
        latest = cells.as_of or _data_end(plan, computed, self.year)
        outcome = Outcome(
            plan=plan,
            as_of=latest,
            extraction=cells.extraction,
            values=_values(plan, computed, assessments) if self.values else (),
            assessments=assessments,
            deliverables=gaps.deliverables(plan, cells.extraction, latest),
            diagnostics=ordered((*findings, *of_cube, *of_values, *of_targets)),
            what_if=tuple(sorted(cells.overridden)),
        )
        return outcome, computed


def _read(
    plan_path: Path, data: Sequence[Path], watch: Watch | None = None
) -> tuple[Plan | None, Extraction | None, list[Diagnostic], bool]:
    """Load the plan and read the data; a faulty plan does not hide what is wrong with the data."""
    from fzplan import plan as plan_room
    from fzplan import returns

    plan, found = plan_room.load(plan_path)
    findings = list(found)
    faulty = any(f.severity == Severity.ERROR for f in findings)
    if plan is None:
        return None, None, findings, True
    findings += plan_room.rehearse(plan)
    folders = list(data) or [plan_path.parent / "data"]
    extraction, found = returns.extract(plan, folders, plan_path.parent, watch)
    findings += found
    if not extraction.sources.files:
        findings.append(NO_DATA(FileRef("、".join(p.as_posix() for p in folders)), folder=folders[0].as_posix()))
        return plan, extraction, findings, True
    return plan, extraction, findings, faulty


def _values(plan: Plan, computed: Any, assessments: tuple[Assessment, ...]) -> tuple[Value, ...]:
    """Return every indicator at every year, for the total and for the members that a target names."""
    members: dict[str, list[Mapping[str, str]]] = {}
    for assessment in assessments:
        if assessment.target.members:
            members.setdefault(assessment.target.indicator, []).append(assessment.target.members)
    return tuple(
        computed.value(name, year, by)
        for name in plan.indicators
        for by in ({}, *members.get(name, ()))
        for year in computed.years
    )


def _data_end(plan: Plan, computed: Any, year: int | None) -> Period:
    from fzplan import periods

    reached = (max((y for name in of for y in _years_with(computed, name, {})), default=0) for of in _quantities(plan))
    last = next(filter(None, reached), plan.head.baseline)
    return periods.year(min(year or last, last))


def _quantities(plan: Plan) -> tuple[Mapping[str, object], ...]:
    """Return what the end of the data is looked for in: the indicators, and where none has a figure the measures."""
    return plan.indicators, plan.measures


def _latest(computed: Any, name: str, members: Mapping[str, str]) -> int:
    found: list[int] = _years_with(computed, name, members)
    return max(found, default=computed.years[-1])


def _years_with(computed: Any, name: str, members: Mapping[str, str]) -> list[int]:
    series = computed.series(name, members)
    return [year for year, value in zip(computed.years, series, strict=True) if value == value]  # noqa: PLR0124  (NaN)


def _moment(as_of: str | None) -> tuple[Period | date | None, list[Diagnostic]]:
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


def _resolve(plan: Plan, wanted: str) -> str | None:
    if plan.quantity(wanted):
        return wanted
    quantities: tuple[Indicator | Measure, ...] = (*plan.indicators.values(), *plan.measures.values())
    return next((q.id for q in quantities if wanted in q.aliases or wanted == q.en), None)


def _unknown(plan: Plan, wanted: str, plan_path: Path) -> Diagnostic:
    from difflib import get_close_matches

    known = [*plan.indicators, *plan.measures, *(t.id for t in plan.targets)]
    near = get_close_matches(wanted, known, n=3, cutoff=0.3)
    return UNKNOWN_ID(FileRef(plan_path.as_posix()), found=wanted, nearest="、".join(near) or "—")


def _with(run: Run, finding: Diagnostic) -> Run:
    return Run(run.plan, run.outcome, (*run.diagnostics, finding), unusable=True, extraction=run.extraction)
