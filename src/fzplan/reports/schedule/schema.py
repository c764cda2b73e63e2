"""The JSON Schema of the annual decomposition (docs/schedule.schema.json), published by `fzplan schema schedule`.

In: nothing. Out: a JSON Schema (draft 2020-12) as plain data; additional keys are allowed, later versions add some.
"""

from __future__ import annotations

from typing import Any, get_args

from fzplan.model import plan
from fzplan.model.schedules import PathName
from fzplan.observations import QUALITIES
from fzplan.reports import schema as result
from fzplan.reports.schedule.document import FIGURES


def schema() -> dict[str, Any]:
    """Return the schema of the document that `schedule --format json` prints."""
    shared = result.schema()["properties"]
    text, period = {"type": "string"}, result.PERIOD
    number = {"type": "number"}
    year = {
        "type": "object",
        "required": ["period"],
        "properties": {"period": period, **dict.fromkeys(FIGURES, number)},
    }
    target = {
        "type": "object",
        "required": ["id", "indicator", "by", "kind", "unit", "path", "path_label", "years", "quality", "why"],
        "properties": {
            "id": text,
            "indicator": text,
            "by": result.MEMBERS,
            "kind": {"enum": list(get_args(plan.TargetKind))},
            "unit": text,
            "path": {"enum": list(get_args(PathName))},
            "path_label": text,
            "owner": text,
            "baseline": {"type": "object", "properties": {"period": period, "value": number}},
            "goal": number,
            "years": {"type": "array", "items": year},
            "quality": {"enum": list(QUALITIES)},
            "why": result.REASONS,
            "why_label": result.REASONS,
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fzplan schedule, version 1",
        "type": "object",
        "required": ["fzplan", "diagnostics"],
        "properties": {
            "fzplan": {"const": 1},
            "as_of": period,
            "plan": shared["plan"],
            "schedule": {"type": "array", "items": target},
            "diagnostics": shared["diagnostics"],
        },
    }
