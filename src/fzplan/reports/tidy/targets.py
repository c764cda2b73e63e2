"""The targets as CSV: a row a target; the columns are keys of the JSON contract (docs/json.md), flat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.reports import json
from fzplan.reports.disclosure import for_public
from fzplan.reports.separated import table
from fzplan.reports.tidy.figures import members

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Assessment, Outcome
    from fzplan.reports.formats import Settings
    from fzplan.reports.separated import Cell

BEFORE = ("id", "section", "indicator")
BETWEEN = ("kind", "nature", "better", "comparator", "value", "low", "high", "other", "unit", "period")
BASE = ("baseline_period", "baseline_value")
AFTER = ("at", *json.NUMBERS, "verdict", "verdict_label", "outlook", "margin", "critical", "missed", "quality", "owner")
WHY = ("why", "note")


def render(outcome: Outcome, settings: Settings) -> bytes:
    """Return the table; what does not apply to a kind of target, or is not known, is empty."""
    shown = for_public(outcome, settings.lang)
    dimensions = (f"by_{dimension}" for dimension in shown.plan.dimensions)
    heads = (*BEFORE, *dimensions, *BETWEEN, *BASE, *AFTER, *WHY)
    documents = json.targets(shown, settings.lang)
    pairs = zip(shown.assessments, documents, strict=True)
    return table(heads, (_row(shown, a, told, settings.lang) for a, told in pairs))


def _row(outcome: Outcome, a: Assessment, told: Mapping[str, Any], lang: Lang) -> Iterator[Cell]:
    base = told.get("baseline", {})
    yield from (told["id"], a.target.section, told["indicator"])
    yield from members(outcome.plan, a.target.members)
    yield from (told.get(key) for key in BETWEEN)
    yield from (base.get("period"), base.get("value"))
    yield from (_cell(told.get(key)) for key in AFTER)
    yield " ".join(dict.fromkeys(told["why"]))
    yield ("；" if lang == "zh" else "; ").join(told["why_label"])


def _cell(told: Any) -> Cell:
    if isinstance(told, list):
        return " ".join(map(str, told))
    if isinstance(told, bool):
        return str(told).lower()
    found: Cell = told
    return found
