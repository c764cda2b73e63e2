"""The values as tidy CSV: a row an indicator, period and member. Columns are codes in either language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.reports import wording
from fzplan.reports.disclosure import for_public
from fzplan.reports.separated import table
from fzplan.reports.tidy.figures import figures, is_withheld, members, standing, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Outcome, Value
    from fzplan.reports.formats import Settings
    from fzplan.reports.separated import Cell

BEFORE = ("indicator", "unit", "kind")
AFTER = (
    "period", "value", "low", "high", "status", "confidentiality", "quality", "basis", "edition", "why", "note",
)  # fmt: skip


def render(outcome: Outcome, settings: Settings) -> bytes:
    """Return the table; a value that is not there has its reasons: codes, and in words."""
    shown = for_public(outcome, settings.lang)
    heads = (*BEFORE, *(f"by_{dimension}" for dimension in shown.plan.dimensions), *AFTER)
    return table(heads, (_row(shown, v, settings.lang) for v in figures(shown)))


def _row(outcome: Outcome, v: Value, lang: Lang) -> Iterator[Cell]:
    plan = outcome.plan
    indicator = plan.indicators[v.id]
    yield from (v.id, indicator.unit.text, indicator.kind)
    yield from members(plan, v.by)
    yield from (periods.text(v.period), v.value, v.low, v.high, status(v), "C" if is_withheld(v) else "F")
    yield from standing(v)
    yield " ".join(dict.fromkeys(reason.code for reason in v.why))
    yield ("；" if lang == "zh" else "; ").join(wording.why(plan, reason, lang) for reason in v.why)
