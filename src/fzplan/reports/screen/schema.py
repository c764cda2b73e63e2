"""The JSON Schema of screens (docs/screen.schema.json), published by `fzplan schema screen`.

In: nothing. Out: a JSON Schema (draft 2020-12) as plain data; additional keys are allowed, later versions add some.
"""

from __future__ import annotations

from typing import Any, get_args

from fzplan.model.plan import Comparator
from fzplan.model.screens import REASONS, RESULTS, Against
from fzplan.observations import QUALITIES
from fzplan.reports import schema as result

NUMBER_OR_NULL = {"type": ["number", "null"]}
TEXT: dict[str, Any] = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}


def schema() -> dict[str, Any]:
    """Return the schema of the document that `screen --format json` prints."""
    shared = result.schema()["properties"]
    screen = {
        "type": "object",
        "required": ["id", "form", "standards", "counts", "results"],
        "properties": {
            "id": TEXT,
            "form": TEXT,
            "committed": TEXT,
            "section": TEXT,
            "note": TEXT,
            "standards": {"type": "array", "items": _standard()},
            "counts": {
                "type": "object",
                "required": list(get_args(Against)),
                "additionalProperties": {"type": "object", "required": list(RESULTS), "additionalProperties": COUNT},
            },
            "results": {"type": "array", "items": _line()},
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fzplan screen, version 1",
        "type": "object",
        "required": ["fzplan", "diagnostics"],
        "properties": {
            "fzplan": {"const": 1},
            "plan": shared["plan"],
            "screens": {"type": "array", "items": screen},
            "diagnostics": shared["diagnostics"],
        },
    }


def _standard() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["indicator", "comparator", "value", "unit", "for", "quality", "line"],
        "properties": {
            "indicator": TEXT,
            "comparator": {"enum": list(get_args(Comparator))},
            "value": {"type": "number"},
            "unit": TEXT,
            "for": result.MEMBERS,
            "quality": {"enum": list(QUALITIES)},
            "line": {"type": "integer", "description": "line of the plan file"},
            "quote": TEXT,
            "section": TEXT,
            "note": TEXT,
        },
    }


def _line() -> dict[str, Any]:
    inputs = {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["field", "value", "unit", "place", "file", "sheet"],
            "properties": {
                "field": TEXT,
                "value": {"type": ["number", "string", "null"]},
                **dict.fromkeys(("unit", "place", "file", "sheet", "cell"), TEXT),
            },
        },
    }
    return {
        "type": "object",
        "required": [
            "entity", "name", "by", "indicator", "unit", "against", "comparator", "value", "limit", "difference",
            "difference_unit", "difference_percent", "result", "result_label", "quality", "why", "why_label", "inputs",
            "place",
        ],
        "properties": {
            **dict.fromkeys(("entity", "name", "indicator", "unit", "difference_unit", "result_label", "place"), TEXT),
            "period": result.PERIOD,
            "by": result.MEMBERS,
            "against": {"enum": list(get_args(Against))},
            "comparator": {"enum": list(get_args(Comparator))},
            "value": NUMBER_OR_NULL,
            "limit": NUMBER_OR_NULL,
            "difference": {**NUMBER_OR_NULL, "description": "value - limit; 百分点 where the unit is %"},
            "difference_percent": {**NUMBER_OR_NULL, "description": "of the limit; null for ratios"},
            "result": {"enum": list(RESULTS)},
            "quality": {"enum": list(QUALITIES)},
            "why": {"type": "array", "items": {"enum": list(REASONS)}},
            "why_label": result.REASONS,
            "inputs": inputs,
            "limit_inputs": inputs,
            "standard": {**COUNT, "description": "index in `standards`"},
        },
    }  # fmt: skip
