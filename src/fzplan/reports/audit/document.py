"""The audit as plain data: the contract of docs/json.md, described by docs/audit.schema.json.

Codes do not change with the language. An end of an interval that has no bound is absent; a figure that cannot be
computed is null beside a `why`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.model import words
from fzplan.observations import TOTAL
from fzplan.reports import findings
from fzplan.reports.json import VERSION, plan_head

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.diagnostics import Lang
    from fzplan.figures import Interval
    from fzplan.model.claims import (
        Ambition,
        ClaimResult,
        Contradiction,
        Figure,
        Implied,
        Quantity,
        Statement,
        TargetImplied,
        Trial,
    )
    from fzplan.model.results import Why
    from fzplan.reports.audit.page import Page


def document(page: Page, lang: Lang) -> dict[str, Any]:
    """Return the document of the contract."""
    audit = page.audit
    return {
        "fzplan": VERSION,
        "plan": plan_head(page.plan),
        "claims": [_claim(page, result, lang) for result in audit.claims],
        "implied": [*(_implied(page, one, lang) for one in audit.implied), *(_asked(one) for one in audit.targets)],
        "contradictions": [_contradiction(one) for one in audit.contradictions],
        "targets": [_ambition(one) for one in audit.ambitions],
        "diagnostics": findings.records(page.diagnostics, lang),
    }


def _claim(page: Page, result: ClaimResult, lang: Lang) -> dict[str, Any]:
    claim = result.claim
    return {
        "id": claim.id,
        **_texts(quote=claim.quote, section=claim.section),
        **(_printed(claim.printed) if claim.printed else {}),
        "formula": claim.formula_text,
        "unit": result.unit,
        "computed": result.value,
        **_ends(result.interval),
        "verdict": result.verdict,
        "verdict_label": words.CLAIM_VERDICTS[result.verdict].of(lang),
        "definition": result.definition,
        **({"power": result.power} if result.power else {}),
        "tried": [_trial(trial) for trial in result.tried],
        "quality": result.quality,
        **_why(result.why, lang),
        "from": _inputs(page, result.inputs),
        **_texts(source=claim.source, note=claim.note),
    }


def _printed(figure: Figure) -> dict[str, Any]:
    low, high = figure.interval.low, figure.interval.high
    return {
        "printed": figure.text,
        "printed_value": figure.value,
        **({"printed_low": low} if math.isfinite(low) else {}),
        **({"printed_high": high} if math.isfinite(high) else {}),
    }


def _trial(trial: Trial) -> dict[str, Any]:
    return {
        "definition": trial.definition,
        "computed": trial.value,
        **_ends(trial.interval),
        "verdict": trial.verdict,
        **({"power": trial.power} if trial.power else {}),
    }


def _implied(page: Page, one: Implied, lang: Lang) -> dict[str, Any]:
    return {
        **_quantity(one.quantity, one.unit),
        "basis": "claims",
        **_ends(one.interval),
        "contradicted": one.interval is None,
        "statements": [_statement(page, said, lang) for said in one.statements],
    }


def _statement(page: Page, said: Statement, lang: Lang) -> dict[str, Any]:
    return {
        **({"claim": said.claim} if said.claim else {"printed": True}),
        "computed": said.value,
        **_ends(said.interval),
        **({"tried": [_implied_trial(trial) for trial in said.tried]} if said.tried else {}),
        "quality": said.quality,
        **_why(said.why, lang),
        "from": _inputs(page, said.inputs),
    }


def _implied_trial(trial: Trial) -> dict[str, Any]:
    return {"definition": trial.definition, "computed": trial.value, **_ends(trial.interval)}


def _asked(one: TargetImplied) -> dict[str, Any]:
    base = {"period": str(one.base_year), "value": one.base, "implied": one.base_implied}
    growth, rise = one.growth, one.rise
    return {
        **_quantity(one.quantity, one.unit),
        "basis": "targets",
        "targets": list(one.targets),
        "low": one.low,
        "high": one.high,
        **({"base": base} if one.base is not None else {}),
        **({"growth_low": growth[0], "growth_high": growth[1]} if growth else {}),
        **({"rise_low": rise[0], "rise_high": rise[1]} if rise else {}),
    }


def _contradiction(one: Contradiction) -> dict[str, Any]:
    sides = zip(one.sides, one.intervals, strict=True)
    return {
        **_quantity(one.quantity, one.unit),
        "claims": [side.claim for side in one.sides if side.claim],
        "statements": [
            {**({"claim": side.claim} if side.claim else {"printed": True}), **_ends(interval)}
            for side, interval in sides
        ],
        "gap": one.gap,
        "same": [quantity.label for quantity in one.held],
        "agree": [
            {
                **({"claim": claim} if claim else {"printed": True}),
                "definition": definition,
                **({"input": name} if name else {}),
            }
            for claim, definition, name in one.agree
        ],
        **({"power": one.power} if one.power else {}),
    }


def _ambition(one: Ambition) -> dict[str, Any]:
    difference = one.difference
    return {
        "id": one.target,
        "indicator": one.indicator,
        "unit": one.unit,
        "low": one.low,
        "high": one.high,
        "reference": {
            "kind": one.kind,
            "period": periods.text(one.period),
            "value": one.reference,
            "bound": one.bound,
            **({"claim": one.claim} if one.claim else {}),
        },
        **({"difference_low": difference[0], "difference_high": difference[1]} if difference else {}),
        "below": one.below,
    }


def _quantity(quantity: Quantity, unit: str) -> dict[str, Any]:
    return {
        "quantity": quantity.name,
        "period": periods.text(quantity.period),
        "by": dict(quantity.by),
        "unit": unit,
    }


def _ends(interval: Interval | None) -> dict[str, Any]:
    if interval is None:
        return {}
    ends: dict[str, Any] = {"low": interval.low} if math.isfinite(interval.low) else {}
    if math.isfinite(interval.high):
        ends["high"] = interval.high
    return {**ends, "closed": [interval.closed_low, interval.closed_high]}


def _why(reasons: tuple[Why, ...], lang: Lang) -> dict[str, Any]:
    return {"why": [r.code for r in reasons], "why_label": [words.why(r, lang) for r in reasons]}


def _texts(**texts: str) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}


def _inputs(page: Page, indexes: Iterable[int]) -> list[dict[str, Any]]:
    extraction, found = page.extraction, []
    for index in indexes:
        o = extraction.observations[index]
        quantity = page.plan.quantity(o.measure)
        members = zip(extraction.dimensions, o.members, strict=True)
        found.append(
            {
                "measure": o.measure,
                "period": periods.text(o.period),
                "by": {dimension: member for dimension, member in members if member != TOTAL},
                "value": o.value,
                "unit": quantity.unit.text if quantity else o.unit,
                "place": str(extraction.sources.place(o)),
            }
        )
    return found
