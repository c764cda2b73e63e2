"""The JSON Schema of the result (docs/result.schema.json), published by `fzplan schema`.

In: nothing. Out: a JSON Schema (draft 2020-12) as plain data. Additional keys are allowed everywhere: later versions
of the program add keys, and a reader that forbids them would break.
"""

from __future__ import annotations

from typing import Any, get_args

from fzplan.model import plan, results, words
from fzplan.observations import BASES, EDITIONS, QUALITIES, STATUSES

TEXT = {"type": "string"}
NUMBER = {"type": "number"}
KNOWN_OR_NOT = {"type": ["number", "null"]}
MEMBERS = {"type": "object", "additionalProperties": TEXT}
REASONS = {"type": "array", "items": TEXT}
PERIOD = {**TEXT, "description": "SDMX TIME_PERIOD: 2023, 2023-Q3, 2023-09, 2021-01-01/P5Y"}
QUALITY = {"enum": list(QUALITIES)}


def schema() -> dict[str, Any]:
    """Return the schema of the document that `compute --format json` prints."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fzplan result, version 1",
        "type": "object",
        "required": ["fzplan", "diagnostics"],
        "properties": {
            "fzplan": {"const": 1},
            "as_of": PERIOD,
            "what_if": array_of(_override()),
            "what_if_label": TEXT,
            "changes": _changes(),
            "plan": record_of({"name": TEXT, "file": TEXT, "baseline": PERIOD, "span": PERIOD}, ("name", "span")),
            "indicators": array_of(_indicator()),
            "targets": array_of(_target()),
            "deliverables": array_of(_deliverable()),
            "score": _score(),
            "diagnostics": array_of(diagnostic()),
        },
    }


def record_of(properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the schema of an object with these keys."""
    return {"type": "object", "required": list(required), "properties": properties}


def array_of(items: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a list of such items."""
    return {"type": "array", "items": items}


def _override() -> dict[str, Any]:
    shape = {"measure": TEXT, "period": PERIOD, "by": MEMBERS, "value": NUMBER, "unit": TEXT, "set": TEXT}
    return record_of(shape, tuple(shape))


def _changes() -> dict[str, Any]:
    """Return the shape of what differs between two outcomes; a side that has no figure is absent."""
    figure = record_of(
        {"value": NUMBER, "place": TEXT, "edition": {"enum": ["", *EDITIONS]}, "quality": QUALITY}, ("value", "place")
    )
    of = {"period": PERIOD, "by": MEMBERS, "unit": TEXT}
    flips = array_of(record_of({"id": TEXT, "before": TEXT, "after": TEXT}, ("id",)))
    seen = {"measure": TEXT, **of, "basis": {"enum": list(BASES)}, "before": figure, "after": figure}
    moved = {"id": TEXT, **of, "before": NUMBER, "after": NUMBER}
    return record_of(
        {
            "observations": array_of(record_of(seen, ("measure", *of, "basis"))),
            "indicators": array_of(record_of(moved, ("id", *of))),
            "verdicts": flips,
            "outlooks": flips,
            "deliverables": flips,
        }
    )


def _null_has_a_reason(shape: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Return the shape with the law of the contract: where a figure is null, `why` is not empty."""
    any_null = {
        "anyOf": [{"required": [name], "properties": {name: {"type": "null"}}} for name in names],
    }
    return {**shape, "if": any_null, "then": {"properties": {"why": {"minItems": 1}}}}


def _indicator() -> dict[str, Any]:
    value = record_of(
        {
            "period": PERIOD,
            "by": MEMBERS,
            "value": KNOWN_OR_NOT,
            "low": NUMBER,
            "high": NUMBER,
            "status": {"enum": list(STATUSES)},
            "quality": QUALITY,
            "basis": {"enum": [*BASES, "nominal"]},
            "edition": {"enum": ["", *EDITIONS]},
            "why": REASONS,
            "why_label": REASONS,
            "from": array_of(_source()),
        },
        ("period", "by", "value", "status", "quality", "basis", "edition", "why", "from"),
    )
    kinds = {"enum": list(get_args(plan.Kind))}
    return record_of(
        {"id": TEXT, "unit": TEXT, "kind": kinds, "values": array_of(_null_has_a_reason(value, ("value",)))},
        ("id", "unit", "values"),
    )


def _source() -> dict[str, Any]:
    return record_of(
        {
            "measure": TEXT,
            "period": PERIOD,
            "by": MEMBERS,
            "edition": {"enum": ["", *EDITIONS]},
            "value": NUMBER,
            "unit": TEXT,
            "place": {**TEXT, "description": "file:sheet!A1, or file:sheet!D5:D2004 for a block of records"},
            "rows": {"type": "integer", "minimum": 1},
        },
        ("measure", "period", "by", "value", "unit", "place"),
    )


def _to_date() -> dict[str, Any]:
    """Return the shape of January to date of an unfinished year."""
    return record_of(
        {
            "period": PERIOD,
            "value": NUMBER,
            "unit": TEXT,
            "growth": NUMBER,
            "growth_unit": {"enum": ["%", "百分点"]},
            "basis": {"enum": ["comparable", "nominal"]},
            "planned": NUMBER,
            "share_of_plan": NUMBER,
            "quality": QUALITY,
            "edition": {"enum": ["", *EDITIONS]},
            "from": array_of(_source()),
        },
        ("period", "value", "unit", "quality", "edition", "from"),
    )


def _target() -> dict[str, Any]:
    numbers = (
        "actual", "gap", "shortfall", "attainment", "progress", "time_share", "planned", "pace_achieved",
        "pace_required", "projected", "projected_year", "margin",
    )  # fmt: skip
    method = record_of(
        {"id": TEXT, "version": TEXT, "ratio": KNOWN_OR_NOT, "status": TEXT, "score": KNOWN_OR_NOT},
        ("id", "version", "status"),
    )
    verdict = {"enum": list(get_args(results.Verdict))}
    trend = record_of({"value": NUMBER, "year": {"type": "integer"}}, ("value",))
    shape = record_of(
        {
            "id": TEXT,
            "indicator": TEXT,
            "by": MEMBERS,
            "kind": {"enum": list(get_args(plan.TargetKind))},
            "nature": {"enum": list(words.NATURES)},
            "better": {"enum": ["up", "down"]},
            "comparator": {"enum": list(get_args(plan.Comparator))},
            "value": NUMBER,
            "low": NUMBER,
            "high": NUMBER,
            "other": TEXT,
            "unit": TEXT,
            "period": PERIOD,
            "baseline": record_of({"period": PERIOD, "value": KNOWN_OR_NOT}, ("period",)),
            "at": PERIOD,
            **dict.fromkeys(numbers, KNOWN_OR_NOT),
            "gap_percent": {**KNOWN_OR_NOT, "description": "null for ratios, whose gap is in 百分点"},
            "projections": record_of(dict.fromkeys(("average", "last", "fit"), trend)),
            "verdict": verdict,
            "verdict_label": TEXT,
            "outlook": {"enum": list(get_args(results.Outlook))},
            "critical": {"type": "boolean"},
            "missed": array_of({"type": "integer"}),
            "other_path": record_of({"path": {"enum": list(words.PATHS)}, "verdict": verdict}, ("path", "verdict")),
            "revised_base": record_of(
                {"printed": NUMBER, "revised": NUMBER, "verdict": verdict, "same": {"type": "boolean"}},
                ("printed", "revised", "verdict"),
            ),
            "to_date": _to_date(),
            "methods": array_of(method),
            "quality": QUALITY,
            "owner": TEXT,
            "why": REASONS,
            "why_label": REASONS,
        },
        ("id", "indicator", "by", "kind", "better", "unit", "verdict", "verdict_label", "methods", "quality", "why"),
    )
    return _null_has_a_reason(shape, numbers)


def _score() -> dict[str, Any]:
    line = record_of(
        {"id": TEXT, "weight": NUMBER, "points": KNOWN_OR_NOT, "breached": {"type": "boolean"}},
        ("id", "weight", "points", "breached"),
    )
    sheet = {
        "total": KNOWN_OR_NOT,
        "weight": NUMBER,
        "vetoed": {"type": "boolean"},
        "breached": REASONS,
        "left_out": REASONS,
        "targets": array_of(line),
    }
    owners = array_of(record_of({"owner": TEXT, **sheet}, ("owner", *sheet)))
    return record_of({**sheet, "owners": owners}, (*sheet, "owners"))


def _deliverable() -> dict[str, Any]:
    return record_of(
        {
            "id": TEXT,
            "state": {"enum": list(get_args(results.State))},
            "verdict": {"enum": list(get_args(results.Verdict))},
            "verdict_label": TEXT,
            "date": {**TEXT, "format": "date"},
            "evidence": TEXT,
            "place": TEXT,
            "quality": QUALITY,
            "why": REASONS,
            "why_label": array_of(TEXT),
        },
        ("id", "state"),
    )


def diagnostic() -> dict[str, Any]:
    """Return the schema of one finding, the same in every document."""
    cell = record_of(
        {"place": TEXT, "file": TEXT, "sheet": TEXT, "cell": TEXT, "range": TEXT, "message": TEXT}, ("file",)
    )
    return record_of(
        {
            "code": {**TEXT, "pattern": "^FZ[1-9][0-9]{2}$"},
            "rule": TEXT,
            "check": TEXT,
            "severity": {"enum": ["info", "verify", "confirm", "error"]},
            "outcome": {"enum": ["pass", "fail", "not_evaluable"]},
            "place": TEXT,
            "file": TEXT,
            "line": {"type": "integer", "minimum": 1},
            "column": {"type": "integer", "minimum": 1},
            "sheet": TEXT,
            "cell": TEXT,
            "range": TEXT,
            "cells": array_of(cell),
            "message": TEXT,
            "help": TEXT,
            "lhs": NUMBER,
            "rhs": NUMBER,
            "diff": {**NUMBER, "description": "lhs − rhs, in `unit`"},
            "tolerance": {**NUMBER, "minimum": 0},
            "unit": TEXT,
            "related": array_of(record_of({"place": TEXT, "message": TEXT}, ("place",))),
        },
        ("code", "severity", "outcome", "place", "file", "message"),
    )
