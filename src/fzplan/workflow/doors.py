"""compute, schedule, explain and audit: one function a command; each returns what it found.

In: paths and options. Out: a `Run`, an `Explanation` or a `Recomputation`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Diagnostic, FileRef, listed, ordered
from fzplan.workflow import dimensions, earlier
from fzplan.workflow.codes import UNKNOWN_ID
from fzplan.workflow.run import Explanation, Recomputation, Run
from fzplan.workflow.stages import assessed, day_of, moment_of, read, years_with
from fzplan.workflow.touching import touching

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from fzplan.model.checks import Reckoning
    from fzplan.model.plan import Indicator, Measure, Plan, Target
    from fzplan.model.results import Assessment, Outcome
    from fzplan.observations import Extraction, Watch
    from fzplan.returns import Limits


def compute(  # noqa: PLR0913 – everything that a run depends on
    plan_path: Path,
    data: Sequence[Path] = (),
    *,
    year: int | None = None,
    as_of: str | None = None,
    values: bool | Callable[[Extraction], bool] = True,
    methods: tuple[str, ...] = (),
    overrides: Sequence[str] = (),
    score: bool = False,
    watch: Watch | None = None,
    limits: Limits | None = None,
    in_full: bool = False,
    by_member: bool = False,
    by: Sequence[str] = (),
) -> Run:
    """Run the whole plan. `values=False` leaves the per-year values of the indicators out (the table needs none).

    `values` may be a question asked of what was read. `overrides` are figures to use in place of what was read, as
    ``总收入@2024=8200亿元``: the outcome is a what-if, and holds what differs from the same run without them. `score`
    adds the score of the plan and of each owner, where targets declare `weight:` or `owner:`. `watch` is told which
    workbook is about to be read; `limits` is how much one file may take. `in_full` adds what reports
    of many pages show: how every value was computed, the targets by years, the indicators by members. `by_member` adds
    the figures of every member with all that is known of each. `by` names the dimensions of which the table and the
    JSON show them.
    """
    run, _ = assessed(
        plan_path, data, year=year, as_of=as_of, values=bool(by) or values, methods=methods, overrides=overrides,
        watch=watch, limits=limits, in_full=in_full, by_member=by_member, by=by,
    )  # fmt: skip
    if run.outcome is not None and in_full:
        from fzplan.workflow.remembering import digests

        run = replace(run, outcome=replace(run.outcome, digests=digests(plan_path, run.outcome.extraction)))
    if not score or run.outcome is None:
        return run
    from fzplan import gaps

    sheets = gaps.sheets(run.outcome.assessments, veto=run.outcome.plan.head.veto)
    return replace(run, outcome=replace(run.outcome, scores=sheets))


def schedule(
    plan_path: Path,
    data: Sequence[Path] = (),
    *,
    year: int | None = None,
    as_of: str | None = None,
    limits: Limits | None = None,
) -> Run:
    """Run the whole plan and decompose its targets by years (年度分解): `run.outcome.schedules`."""
    run, computed = assessed(plan_path, data, year=year, as_of=as_of, values=False, limits=limits)
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
    limits: Limits | None = None,
    values: bool = False,
) -> Explanation:
    """Explain an indicator, a measure or a target: the value of `year` (default: the latest) down to the cells.

    The id of a check is explained by its arithmetic. `values` adds all others to the outcome, by which what the public
    may have is known.
    """
    run, computed = assessed(plan_path, data, year=year, as_of=as_of, values=values, overrides=overrides, limits=limits)
    if run.plan is None or run.outcome is None or computed is None:
        return Explanation(run)
    target = next((t for t in run.plan.targets if t.id == wanted), None)
    name = target.indicator if target else _resolve(run.plan, wanted)
    reckoning = _reckoned(run.plan, run.outcome, computed, wanted, as_of) if name is None else None
    if reckoning is not None:
        return Explanation(run, reckoning=reckoning)
    if name is None:
        return Explanation(_with(run, _unknown(run.plan, wanted, plan_path)))
    members, wrong = dimensions.members(run.plan, by or (target.members if target else {}))
    if wrong:
        return Explanation(_with(run, *wrong))
    from fzplan import indicators

    value = computed.value(name, year or _latest(computed, name, members, run.outcome.as_of.year), members)
    trace = indicators.trace(run.plan, computed, name, value.period, members)
    judged = _judged(run.outcome, target, name, members, year)
    read = run.outcome.extraction
    behind = {i for rests in (value, *judged) for i in rests.inputs}
    cells = [read.sources.place(read.observations[i]) for i in sorted(behind)]
    return Explanation(run, value, trace, judged, findings=touching(run.diagnostics, cells))


def _reckoned(plan: Plan, outcome: Outcome, computed: Any, wanted: str, as_of: str | None) -> Reckoning | None:
    """Return a check with its arithmetic; only what reading the files found makes a cell unusable."""
    from fzplan import checks

    reading = [d for d in outcome.diagnostics if d.code.startswith(("FZ3", "FZ4"))]
    records, before, day = outcome.extraction.records, earlier.runs(plan)[0], day_of(moment_of(as_of)[0])
    return checks.explain(plan, computed.cube, records, wanted, reading, before, day)


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


def audit(plan_path: Path, data: Sequence[Path] = (), *, limits: Limits | None = None) -> Recomputation:
    """Recompute the claims of the plan from what was printed, and take its targets together."""
    plan, extraction, findings, unusable = read(plan_path, data, limits=limits)
    if plan is None or extraction is None:
        return Recomputation(Run(plan, None, ordered(findings), unusable=True, extraction=extraction))
    from fzplan import audit as audit_room
    from fzplan import cube

    cells, more = cube.build(plan, extraction)
    findings += more
    found, more = audit_room.recompute(plan, cells)
    return Recomputation(Run(plan, None, ordered([*findings, *more]), unusable, extraction), found)


def _latest(computed: Any, name: str, members: Mapping[str, str], end: int) -> int:
    """Return the last year with a figure; where there is none, the year in which the data end."""
    found: list[int] = years_with(computed, name, members)
    return max(found, default=end)


def _resolve(plan: Plan, wanted: str) -> str | None:
    if plan.quantity(wanted):
        return wanted
    quantities: tuple[Indicator | Measure, ...] = (*plan.indicators.values(), *plan.measures.values())
    return next((q.id for q in quantities if wanted in q.aliases or wanted == q.en), None)


def _unknown(plan: Plan, wanted: str, plan_path: Path) -> Diagnostic:
    from difflib import get_close_matches

    ids = (*plan.indicators, *plan.measures, *(t.id for t in plan.targets), *(c.id for c in plan.checks))
    known = list(dict.fromkeys(ids))  # a target that is named after its indicator is told once
    near = get_close_matches(wanted, known, n=3, cutoff=0.3)
    return UNKNOWN_ID(FileRef(plan_path.as_posix()), found=wanted, nearest=listed(near) if near else "—")


def _with(run: Run, *findings: Diagnostic) -> Run:
    return Run(run.plan, run.outcome, (*run.diagnostics, *findings), unusable=True, extraction=run.extraction)
