"""The annual decomposition as JSON, version 1 (docs/json.md, docs/schedule.schema.json).

In: an outcome with schedules. Out: text, the same bytes for the same input; floats unrounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.model import words
from fzplan.reports import findings, json
from fzplan.reports.schedule import lines

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.results import Outcome
    from fzplan.model.schedules import ScheduleRow
    from fzplan.reports.formats import Settings
    from fzplan.reports.schedule.lines import Block

FIGURES = ("planned_new", "actual_new", "planned", "actual", "lag", "required")


def render(outcome: Outcome, settings: Settings) -> str:
    """Return one JSON object."""
    return json.dump(document(outcome, settings.lang), settings.encoding)


def document(outcome: Outcome, lang: Lang) -> dict[str, Any]:
    """Return the document as plain data; what is not known or does not apply is absent."""
    return {
        "fzplan": json.VERSION,
        "as_of": periods.text(outcome.as_of),
        "plan": json.plan_head(outcome.plan),
        "schedule": [_target(block, lang) for block in lines.blocks(outcome, lang)],
        "diagnostics": findings.records(outcome.diagnostics, lang),
    }


def _target(block: Block, lang: Lang) -> dict[str, Any]:
    schedule, target = block.schedule, block.schedule.target
    base = {"period": str(schedule.base_year), "value": schedule.base} if schedule.base is not None else None
    found: dict[str, Any] = {
        "id": target.id,
        "indicator": target.indicator,
        "by": dict(target.members),
        "kind": target.kind,
        "unit": schedule.unit,
        "path": schedule.path,
        "path_label": lines.path(block, lang),
    }
    found |= json.filled(owner=target.owner or None, baseline=base, goal=schedule.goal)
    found["years"] = [_year(row) for row in schedule.rows]
    found["quality"] = block.assessment.quality
    found["why"] = [reason.code for reason in schedule.why]
    found["why_label"] = [words.why(reason, lang) for reason in schedule.why]
    return found


def _year(row: ScheduleRow) -> dict[str, Any]:
    return {"period": str(row.year), **json.filled(**{name: getattr(row, name) for name in FIGURES})}
