"""The JSON Schema of the audit (docs/audit.schema.json), published by `fzplan schema`.

In: nothing. Out: a JSON Schema (draft 2020-12) as plain data; further keys are allowed everywhere.
"""

from __future__ import annotations

from typing import Any, get_args

from fzplan.model import claims
from fzplan.reports.schema import (
    KNOWN_OR_NOT,
    MEMBERS,
    NUMBER,
    PERIOD,
    QUALITY,
    REASONS,
    TEXT,
    array_of,
    diagnostic,
    record_of,
)

WHOLE = {"type": "integer"}
FLAG = {"type": "boolean"}
ENDS = {"low": NUMBER, "high": NUMBER, "closed": {"type": "array", "items": FLAG, "minItems": 2, "maxItems": 2}}
DEFINITION = {"enum": list(get_args(claims.Definition))}
VERDICT = {"enum": list(get_args(claims.ClaimVerdict))}
QUANTITY = {"quantity": TEXT, "period": PERIOD, "by": MEMBERS, "unit": TEXT}
NAMED = ("quantity", "period", "by", "unit")
TRIAL = {"definition": DEFINITION, "computed": KNOWN_OR_NOT, **ENDS, "verdict": VERDICT, "power": WHOLE}


def schema() -> dict[str, Any]:
    """Return the schema of the document that `audit --format json` prints."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fzplan audit, version 1",
        "type": "object",
        "required": ["fzplan", "diagnostics"],
        "properties": {
            "fzplan": {"const": 1},
            "plan": record_of({"name": TEXT, "file": TEXT, "baseline": PERIOD, "span": PERIOD}, ("name", "span")),
            "claims": array_of(_claim()),
            "implied": array_of({"anyOf": [_implied(), _asked()]}),
            "contradictions": array_of(_contradiction()),
            "targets": array_of(_ambition()),
            "diagnostics": array_of(diagnostic()),
        },
    }


def _claim() -> dict[str, Any]:
    properties = {
        "id": TEXT, "quote": TEXT, "section": TEXT,
        "printed": TEXT, "printed_value": NUMBER, "printed_low": NUMBER, "printed_high": NUMBER,
        "formula": TEXT, "unit": TEXT, "computed": KNOWN_OR_NOT, **ENDS,
        "verdict": VERDICT, "verdict_label": TEXT, "definition": DEFINITION, "power": WHOLE,
        "tried": array_of(record_of(TRIAL, ("definition", "computed", "verdict"))),
        "quality": QUALITY, "why": REASONS, "why_label": REASONS, "from": _inputs(), "source": TEXT, "note": TEXT,
    }  # fmt: skip
    return record_of(properties, ("id", "formula", "unit", "computed", "verdict", "definition", "tried", "why", "from"))


def _implied() -> dict[str, Any]:
    tried = record_of({"definition": DEFINITION, "computed": KNOWN_OR_NOT, **ENDS}, ("definition", "computed"))
    said = {
        "claim": TEXT, "printed": FLAG, "computed": KNOWN_OR_NOT, **ENDS, "tried": array_of(tried),
        "quality": QUALITY, "why": REASONS, "why_label": REASONS, "from": _inputs(),
    }  # fmt: skip
    statements = array_of(record_of(said, ("computed", "why", "from")))
    properties = {**QUANTITY, "basis": {"const": "claims"}, **ENDS, "contradicted": FLAG, "statements": statements}
    return record_of(properties, (*NAMED, "basis", "contradicted", "statements"))


def _asked() -> dict[str, Any]:
    base = record_of({"period": PERIOD, "value": NUMBER, "implied": FLAG}, ("period", "value", "implied"))
    properties = {
        **QUANTITY, "basis": {"const": "targets"}, "targets": REASONS, "low": NUMBER, "high": NUMBER, "base": base,
        "growth_low": NUMBER, "growth_high": NUMBER, "rise_low": NUMBER, "rise_high": NUMBER,
    }  # fmt: skip
    return record_of(properties, (*NAMED, "basis", "targets", "low", "high"))


def _contradiction() -> dict[str, Any]:
    statement = record_of({"claim": TEXT, "printed": FLAG, **ENDS})
    reading = record_of({"claim": TEXT, "printed": FLAG, "definition": DEFINITION, "input": TEXT}, ("definition",))
    properties = {
        **QUANTITY, "claims": REASONS, "statements": {**array_of(statement), "minItems": 2, "maxItems": 2},
        "gap": {"type": "number", "minimum": 0}, "same": REASONS, "agree": array_of(reading), "power": WHOLE,
    }  # fmt: skip
    return record_of(properties, (*NAMED, "claims", "statements", "gap", "same", "agree"))


def _ambition() -> dict[str, Any]:
    kinds = {"enum": ["level", "mean", "total"]}
    reference = {"kind": kinds, "period": PERIOD, "value": NUMBER, "bound": TEXT, "claim": TEXT}
    properties = {
        "id": TEXT, "indicator": TEXT, "unit": TEXT, "low": NUMBER, "high": NUMBER,
        "reference": record_of(reference, ("kind", "period", "value", "bound")),
        "difference_low": NUMBER, "difference_high": NUMBER, "below": FLAG,
    }  # fmt: skip
    return record_of(properties, ("id", "indicator", "unit", "low", "high", "reference", "below"))


def _inputs() -> dict[str, Any]:
    properties = {"measure": TEXT, "period": PERIOD, "by": MEMBERS, "value": NUMBER, "unit": TEXT, "place": TEXT}
    return array_of(record_of(properties, ("measure", "period", "by", "value", "unit", "place")))
