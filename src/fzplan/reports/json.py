"""The outcome as JSON: the contract of docs/json.md, version 1, described by docs/result.schema.json.

In: an outcome. Out: text, the same bytes for the same input: keys in the order of the contract, floats unrounded.
A number that cannot be assessed is null beside a `why`; what does not apply to a kind of target is absent.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.model import words
from fzplan.observations import TOTAL
from fzplan.reports import changes, consoles, findings, scores

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fzplan.diagnostics import Diagnostic, Lang
    from fzplan.model.plan import Plan, Target
    from fzplan.model.results import Assessment, DeliverableResult, MethodResult, Outcome, ToDate, Value, Why
    from fzplan.observations import Observation
    from fzplan.reports.formats import Settings

VERSION = 1
BETTER = {1: "up", -1: "down"}
NUMBERS = (
    "actual", "gap", "gap_percent", "shortfall", "attainment", "progress", "time_share", "planned",
    "pace_achieved", "pace_required", "projected", "projected_year",
)  # fmt: skip
"""Figures of a target, in the order of the contract."""


def render(outcome: Outcome, settings: Settings) -> str:
    """Return the whole outcome as one JSON object, a line an element of the inner lists."""
    return dump(result(outcome, settings.lang), settings.encoding)


def dump(document: Mapping[str, Any] | Sequence[Any], encoding: str = "utf-8") -> str:
    r"""Return JSON text with a newline at the end; NaN and infinities are a bug and raise ValueError.

    On a console that is not Unicode the text is plain ASCII with ``\uXXXX``, which every reader of JSON accepts.
    """
    plain = not consoles.is_unicode(encoding)
    return json.dumps(document, ensure_ascii=plain, indent=2, allow_nan=False) + "\n"


def faults(diagnostics: Iterable[Diagnostic], lang: Lang) -> dict[str, Any]:
    """Return the document of a run that has findings and no outcome."""
    return {"fzplan": VERSION, "diagnostics": findings.records(diagnostics, lang)}


def result(outcome: Outcome, lang: Lang) -> dict[str, Any]:
    """Return the document of the contract as plain data."""
    return {
        "fzplan": VERSION,
        "as_of": periods.text(outcome.as_of),
        **changes.what_if(outcome, lang),
        "plan": plan_head(outcome.plan),
        "indicators": _indicators(outcome, lang),
        "targets": targets(outcome, lang),
        "deliverables": [_deliverable(outcome, d, lang) for d in outcome.deliverables],
        **scores.document(outcome),
        "diagnostics": findings.records(outcome.diagnostics, lang),
    }


def plan_head(plan: Plan) -> dict[str, Any]:
    """Return what every document says of its plan."""
    head = plan.head
    return filled(
        name=head.name,
        file=plan.file,
        baseline=str(head.baseline),
        span=periods.text(periods.years(head.first, head.last)),
        rounding=head.rounding,
        judge=head.judge,
        lang=head.lang,
        source=head.source or None,
    )


def _indicators(outcome: Outcome, lang: Lang) -> list[dict[str, Any]]:
    values: dict[str, list[dict[str, Any]]] = {}
    for value in _listed(outcome):
        values.setdefault(value.id, []).append(_value(outcome, value, lang))
    return [
        filled(
            id=indicator.id,
            label=indicator.en or None,
            unit=indicator.unit.text,
            kind=indicator.kind or None,
            formula=indicator.formula_text or None,
            values=values.get(indicator.id, []),
        )
        for indicator in outcome.plan.indicators.values()
    ]


def _listed(outcome: Outcome) -> Iterable[Value]:
    """Return the values, each once; those of the members of the dimensions that were asked for among them."""
    asked = (value for value in outcome.members if set(value.by) <= set(outcome.by))
    return {(v.id, v.period, *sorted(v.by.items())): v for v in (*outcome.values, *asked)}.values()


def _value(outcome: Outcome, value: Value, lang: Lang) -> dict[str, Any]:
    return {
        "period": periods.text(value.period),
        "by": dict(value.by),
        **_number("value", value.value, value.why),
        **filled(low=value.low, high=value.high),
        "status": value.status,
        "quality": value.quality,
        "basis": value.basis,
        "edition": value.edition,
        **_why(value.why, lang),
        "from": [_input(outcome, outcome.extraction.observations[i]) for i in value.inputs],
    }


def _input(outcome: Outcome, observation: Observation) -> dict[str, Any]:
    """Return one observation behind a value, in the measure's declared unit."""
    quantity = outcome.plan.quantity(observation.measure)
    names = outcome.extraction.dimensions
    members = {d: m for d, m in zip(names, observation.members, strict=True) if m != TOTAL}
    return filled(
        measure=observation.measure,
        period=periods.text(observation.period),
        by=members,
        edition=observation.edition,
        value=observation.value,
        unit=quantity.unit.text if quantity else observation.unit,
        place=str(outcome.extraction.sources.place(observation)),
        rows=observation.rows or None,
    )


def targets(outcome: Outcome, lang: Lang) -> list[dict[str, Any]]:
    """Return the targets of the contract."""
    return [_target(outcome, a, lang) for a in outcome.assessments]


def _target(outcome: Outcome, a: Assessment, lang: Lang) -> dict[str, Any]:
    target = a.target
    numbers: dict[str, Any] = {}
    for name in NUMBERS:
        numbers |= _number(name, getattr(a, name), a.why)
    if a.gap is not None:
        numbers["gap_percent"] = a.gap_percent
    return {
        "id": target.id,
        "indicator": target.indicator,
        "by": dict(target.members),
        "kind": target.kind,
        **filled(nature=target.nature, better=BETTER[target.better], comparator=_comparator(target)),
        **filled(value=a.value, low=a.low, high=a.high, other=a.other or None),
        "unit": a.unit,
        **filled(period=_period(target), baseline=_baseline(a), at=a.period and periods.text(a.period)),
        **_ordered(numbers),
        **filled(projections=_projections(a)),
        "verdict": a.verdict,
        "verdict_label": words.verdict(a.verdict, lang, outcome.plan.labels),
        **filled(outlook=a.outlook),
        **_number("margin", a.margin, a.why),
        "critical": a.critical,
        **filled(missed=list(a.missed) or None, **_otherwise(a.why)),
        **filled(to_date=_to_date(outcome, a.to_date) if a.to_date else None),
        "methods": [_method(m, lang, outcome.plan.labels) for m in a.methods],
        "quality": a.quality,
        **filled(owner=target.owner or None),
        **_why(a.why, lang, outcome.plan.labels),
    }


def _projections(a: Assessment) -> dict[str, dict[str, float | None]] | None:
    """Return the value in the target year and the year of attainment, by each of the three trends."""
    return {name: filled(value=value, year=year) for name, (value, year) in a.projections.items()} or None


def _otherwise(reasons: tuple[Why, ...]) -> dict[str, Any]:
    """Return the verdict by the other path, and by the revised base, where a reason names it."""
    names = {"path_sensitive": "other_path", "base_revised": "revised_base"}
    return {names[r.code]: dict(r.facts) for r in reasons if r.code in names}


def _to_date(outcome: Outcome, so_far: ToDate) -> dict[str, Any]:
    """Return January to date of the unfinished year; what is not known is absent."""
    growth = {} if so_far.growth is None else {"growth": so_far.growth, "growth_unit": so_far.growth_unit}
    return {
        "period": periods.text(so_far.period),
        "value": so_far.value,
        "unit": so_far.unit,
        **growth,
        **filled(basis=so_far.basis, planned=so_far.planned, share_of_plan=so_far.share_of_plan),
        "quality": so_far.quality,
        "edition": so_far.edition,
        "from": [_input(outcome, outcome.extraction.observations[i]) for i in so_far.inputs],
    }


def _ordered(numbers: dict[str, Any]) -> dict[str, Any]:
    return {name: numbers[name] for name in NUMBERS if name in numbers}


def _comparator(target: Target) -> str | None:
    return None if target.kind in ("direction", "monitor", "match") else target.comparator


def _period(target: Target) -> str | None:
    if target.time == "none" or not target.last:
        return None
    first = target.last if target.time == "by" else target.first
    return periods.text(periods.years(first, target.last))


def _baseline(a: Assessment) -> dict[str, Any] | None:
    if a.base_period is None:
        return None
    return {"period": periods.text(a.base_period), **_number("value", a.base, a.why)}


def _method(method: MethodResult, lang: Lang, labels: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": method.id,
        "version": method.version,
        "ratio": method.ratio,
        "status": method.status,
        **filled(score=method.score),
        **(_why(method.why, lang, labels) if method.why else {}),
    }


def _deliverable(outcome: Outcome, d: DeliverableResult, lang: Lang) -> dict[str, Any]:
    return {
        "id": d.id,
        "state": d.state,
        "verdict": d.verdict,
        "verdict_label": words.verdict(d.verdict, lang, outcome.plan.labels),
        **filled(
            date=d.date and d.date.isoformat(), evidence=d.evidence or None, place=str(d.place) if d.place else None
        ),
        "quality": d.quality,
        **_why(d.why, lang),
    }


def _why(reasons: tuple[Why, ...], lang: Lang, labels: Mapping[str, str] | None = None) -> dict[str, Any]:
    return {"why": [r.code for r in reasons], "why_label": [words.why(r, lang, labels) for r in reasons]}


def _number(name: str, value: float | None, why: tuple[Why, ...]) -> dict[str, Any]:
    """Return the figure under its name; null where a reason says why, nothing where it does not apply."""
    return {name: value} if value is not None or why else {}


def filled(**entries: Any) -> dict[str, Any]:
    """Return the entries that have a value."""
    return {name: entry for name, entry in entries.items() if entry is not None}
