"""Every target of a plan held against its values: verdict, arithmetic, margin, reasons (docs/spec/verdicts.md).

In: a plan and the computed values. Out: one `Assessment` a target, in the order of the file. May import: gaps, model.
"""

from __future__ import annotations

import math
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from fzplan import periods
from fzplan.figures import tidy
from fzplan.gaps.judging import OUTLOOKS, VERDICTS
from fzplan.gaps.kinds.registry import case_of
from fzplan.gaps.margins import is_critical, margin
from fzplan.gaps.methods.given import given
from fzplan.gaps.methods.plan_linear import ID, VERSION
from fzplan.gaps.methods.registry import named
from fzplan.gaps.moments import read_now, to_date
from fzplan.gaps.provenance import with_inputs
from fzplan.gaps.readings import Reading, Unreadable, shown_unit, shows_levels
from fzplan.gaps.scoring import score
from fzplan.model.results import Assessment, MethodResult, Why

if TYPE_CHECKING:
    from fzplan.cube import Values
    from fzplan.gaps.judging import Judgement
    from fzplan.gaps.kinds.case import Case
    from fzplan.model.plan import Plan, Target
    from fzplan.model.results import Outlook, Verdict


def assess(plan: Plan, values: Values, year: int | None, methods: tuple[str, ...]) -> tuple[Assessment, ...]:
    """Return an assessment of every target, at `year` or at the latest year that has data."""
    return tuple(assess_one(plan, values, target, year, methods) for target in plan.targets)


def assess_one(
    plan: Plan, values: Values, target: Target, year: int | None, methods: tuple[str, ...] = ()
) -> Assessment:
    """Return the assessment of one target; what overflows on the way is infinite, and no figure in the end."""
    with np.errstate(over="ignore", invalid="ignore"):
        assessment = _judged(plan, values, target, year, methods)
        return replace(assessment, to_date=to_date(plan, values, target, year))


def _judged(plan: Plan, values: Values, target: Target, year: int | None, methods: tuple[str, ...]) -> Assessment:
    reading = read_now(plan, values, target, year)
    if target.kind == "monitor":
        return _monitored(plan, values, target, reading)
    said = _said(plan, values, target, year, methods)
    if isinstance(reading, Unreadable):
        return with_inputs(replace(_unreadable(plan, target, reading), methods=said), values, reading.at)
    assessment = _tidied(_assessed(reading, case_of(reading)))
    assessment = replace(assessment, methods=(_own(assessment), *said))
    return with_inputs(assessment, values, reading.at, reading)


def _said(
    plan: Plan, values: Values, target: Target, year: int | None, methods: tuple[str, ...]
) -> tuple[MethodResult, ...]:
    """Return what the named methods say: those asked for, and the one that the target declares."""
    wanted = (*methods, target.method)
    return named(wanted, given(plan, values, target, year)) if any(wanted) else ()


def _assessed(reading: Reading, case: Case) -> Assessment:
    judged = case.judge(np.array([reading.latest]))
    verdict, outlook = _words(judged)
    known = verdict != "not_assessable"
    flip = margin(case.judge, reading.latest, scale=case.value or 1.0, whole=reading.whole) if known else None
    average = case.projections.get("average")
    return Assessment(
        target=reading.target,
        unit=case.unit,
        period=reading.period,
        value=case.value,
        low=case.low,
        high=case.high,
        other=case.other,
        base_period=periods.year(reading.base_year) if case.base is not None else None,
        base=case.base,
        actual=case.actual if np.isfinite(case.actual) else None,
        previous=case.previous,
        gap=case.gap,
        gap_percent=_per_cent(case),
        shortfall=case.shortfall,
        attainment=case.attainment,
        progress=case.progress,
        time_share=reading.share,
        planned=case.planned,
        ratio=_finite(judged.ratio),
        effort=_finite(judged.effort),
        pace_achieved=case.pace_achieved,
        pace_required=case.pace_required,
        projected=average.value if average else None,
        projected_year=average.year if average else None,
        projections=case.projections,
        verdict=verdict,
        outlook=outlook,
        margin=flip,
        critical=is_critical(flip, reading.latest),
        why=(*reading.why, *case.why, *_path_sensitive(reading, case, verdict), *_revised(reading, verdict)),
        series={y: float(v) for y, v in zip(reading.years, reading.series, strict=True) if np.isfinite(v)},
        missed=case.missed,
    )


def _tidied(assessment: Assessment) -> Assessment:
    """Return the assessment with its figures at twelve digits: a sum of 59.3 is not shown as 59.300000000000004.

    What is beyond the numbers of the machine (10^300 of 10^-300 is done) is no figure: no report could write it.
    """
    figures = ((f.name, getattr(assessment, f.name)) for f in fields(assessment))
    tidied: dict[str, Any] = {
        name: tidy(figure) if math.isfinite(figure) else None for name, figure in figures if isinstance(figure, float)
    }
    return replace(assessment, **tidied)


def _words(judged: Judgement) -> tuple[Verdict, Outlook | None]:
    verdict: Verdict = VERDICTS[int(judged.verdict[0])]
    outlook: Outlook | None = OUTLOOKS[int(judged.outlook[0])]
    return verdict, outlook


def _finite(numbers: np.ndarray) -> float | None:
    number = float(np.ravel(numbers)[0])
    return number if np.isfinite(number) else None


def _per_cent(case: Case) -> float | None:
    goal = case.value if case.value is not None else case.low
    return None if case.shares or case.gap is None or not goal else 100.0 * case.gap / abs(goal)


def _path_sensitive(reading: Reading, case: Case, verdict: Verdict) -> tuple[Why, ...]:
    if case.other_path is None:
        return ()
    other, _ = _words(case.other_path(np.array([reading.latest])))
    path = "linear" if reading.target.path == "geometric" else "geometric"
    return (Why("path_sensitive", (("path", path), ("verdict", other))),) if other != verdict else ()


def _revised(reading: Reading, verdict: Verdict) -> tuple[Why, ...]:
    """Name the base of the latest returns where the plan prints another, with the verdict it would give."""
    if not np.isfinite(reading.unrevised):
        return ()
    other = case_of(replace(reading, base=reading.unrevised, unrevised=np.nan))
    words, _ = _words(other.judge(np.array([reading.latest])))
    facts = (("printed", reading.base), ("revised", reading.unrevised), ("verdict", words), ("same", words == verdict))
    return (Why("base_revised", facts),)


def _own(assessment: Assessment) -> MethodResult:
    """Return what the plan's own method says, beside the named ones."""
    return MethodResult(ID, VERSION, assessment.ratio, assessment.verdict, score(assessment), assessment.why)


def _monitored(plan: Plan, values: Values, target: Target, reading: Reading | Unreadable) -> Assessment:
    """Return a target without a number: its latest value is shown, nothing is judged."""
    why: tuple[Why, ...] = (Why("no_number", (("reason", target.monitor),)),)
    unit = plan.indicators[target.indicator].unit.text
    at = reading.at
    if isinstance(reading, Unreadable):
        why += tuple(reason for reason in reading.why if reason.code == "members_only")
    if at is None:
        return Assessment(target, unit, verdict="monitored", why=why)
    latest = reading.latest
    shown = Assessment(
        target,
        unit,
        period=periods.year(at),
        actual=latest if np.isfinite(latest) else None,
        verdict="monitored",
        why=why,
    )
    return with_inputs(shown, values, at)


def _unreadable(plan: Plan, target: Target, found: Unreadable) -> Assessment:
    """Return a target that could not be read: what the plan says of it, and the latest value if it is one of levels."""
    low, high = (None if b is None or b.value is None else b.value for b in (target.bound, target.high))
    if target.kind == "growth":
        low, high = (None if rate is None else tidy(100 * rate) for rate in (low, high))
    shown = np.isfinite(found.latest) and shows_levels(target)
    return Assessment(
        target,
        shown_unit(target, plan.indicators[target.indicator].unit),
        period=periods.year(found.at) if found.at is not None else None,
        value=None if target.high is not None or target.kind == "multiple" else low,
        low=low if target.high is not None else None,
        high=high,
        other=target.near or (target.bound.text if target.bound and target.bound.formula else ""),
        actual=float(found.latest) if shown else None,
        why=found.why,
    )
