"""The JSON Schema of many plans (docs/overview.schema.json), published by `fzplan schema overview`.

In: nothing. Out: a JSON Schema (draft 2020-12) as plain data; additional keys are allowed, later versions add some.
"""

from __future__ import annotations

from typing import Any, get_args

from fzplan.diagnostics import Severity
from fzplan.model import plan
from fzplan.model.overviews import RANKINGS, UNRANKED
from fzplan.observations import QUALITIES
from fzplan.reports import schema as result
from fzplan.reports.overview.lines import COUNTED

TEXT: dict[str, Any] = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
NUMBER_OR_NULL = {"type": ["number", "null"]}
RANK = {"type": ["integer", "null"], "minimum": 1}


def schema() -> dict[str, Any]:
    """Return the schema of the document that `overview --format json` prints."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fzplan overview, version 1",
        "type": "object",
        "required": ["fzplan", "plans", "targets"],
        "properties": {
            "fzplan": {"const": 1},
            "plans": {"type": "array", "items": _plan()},
            "targets": {"type": "array", "items": _row()},
        },
    }


def _counts(names: list[str]) -> dict[str, Any]:
    return {"type": "object", "required": names, "additionalProperties": COUNT}


def _plan() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["file", "name", "computed", "targets", "verdicts", "findings", "diagnostics"],
        "properties": {
            "file": TEXT,
            "name": TEXT,
            "computed": {"type": "boolean"},
            "as_of": result.PERIOD,
            "bug": TEXT,
            "targets": COUNT,
            "verdicts": _counts(list(COUNTED)),
            "findings": _counts([s.code for s in Severity]),
            "diagnostics": result.schema()["properties"]["diagnostics"],
        },
    }


def _row() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["id", "indicator", "by", "kind", "better", "unit", "ranked", "plans"],
        "properties": {
            **dict.fromkeys(("id", "indicator", "en", "unit"), TEXT),
            "by": result.MEMBERS,
            "kind": {"enum": list(get_args(plan.TargetKind))},
            "better": {"enum": ["up", "down"]},
            "period": {**result.PERIOD, "description": "ranks are among the figures of this period"},
            "ranked": _counts(list(RANKINGS)),
            "plans": {"type": "array", "minItems": 1, "items": _cell()},
        },
    }


def _cell() -> dict[str, Any]:
    return {
        "type": "object",
        "required": [
            "plan", "id", "indicator", "actual", "attainment", "verdict", "verdict_label", "quality", "target",
            "target_unit", "target_label", "gap", "rank", "attainment_rank", "unranked", "unranked_label",
        ],
        "properties": {
            "plan": {**TEXT, "description": "`file` of one of `plans`"},
            **dict.fromkeys(("id", "indicator", "verdict_label", "target_unit", "target_label", "why_label"), TEXT),
            "at": result.PERIOD,
            "actual": {**NUMBER_OR_NULL, "description": "in the unit of the row"},
            "attainment": {**NUMBER_OR_NULL, "description": "a fraction"},
            "target": {**NUMBER_OR_NULL, "description": "in target_unit"},
            "gap": {**NUMBER_OR_NULL, "description": "in target_unit"},
            "verdict": {"enum": list(COUNTED)},
            "quality": {"enum": list(QUALITIES)},
            "rank": RANK,
            "attainment_rank": RANK,
            "unranked": {"type": "object", "additionalProperties": {"enum": list(UNRANKED)}},
            "unranked_label": {"type": "object", "additionalProperties": TEXT},
        },
    }  # fmt: skip
