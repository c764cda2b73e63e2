"""The JSON Schema of a review (docs/review.schema.json), published by `fzplan schema review`.

In: nothing. Out: a JSON Schema (draft 2020-12) as plain data; additional keys are allowed, as in every document.
"""

from __future__ import annotations

from typing import Any, get_args

from fzplan.model.checks import CheckKind
from fzplan.model.findings import Standing
from fzplan.reports.schema import PERIOD, TEXT, array_of, diagnostic, record_of

COUNT = {"type": "integer", "minimum": 0}
FINGERPRINT = {
    **TEXT,
    "pattern": "^[0-9a-f]{16}$",
    "description": "inserted rows leave it alone",
}
STANDING = {"enum": list(get_args(Standing))}
LEVEL = {"enum": ["info", "verify", "confirm", "error"]}


def schema() -> dict[str, Any]:
    """Return the schema of the document that `check --format json` prints."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fzplan review, version 1",
        "type": "object",
        "required": ["fzplan", "files", "built_in_only", "summary", "checks", "diagnostics"],
        "properties": {
            "fzplan": {"const": 1},
            "plan": record_of({"name": TEXT, "file": TEXT, "baseline": PERIOD, "span": PERIOD}, ("name", "span")),
            "files": array_of(TEXT),
            "built_in_only": {"type": "boolean"},
            "summary": _summary(),
            "checks": array_of(_check()),
            "returns": array_of(_returns()),
            "diagnostics": array_of(_finding()),
            "coverage": _coverage(),
        },
    }


def _summary() -> dict[str, Any]:
    """Return the shape of the totals: of the whole review, whatever any report lists."""
    shape = {
        "findings": COUNT,
        "places": COUNT,
        "standing": record_of(dict.fromkeys(STANDING["enum"], COUNT), tuple(STANDING["enum"])),
        "open": record_of(dict.fromkeys(LEVEL["enum"], COUNT), tuple(LEVEL["enum"])),
    }
    return record_of(shape, tuple(shape))


def _coverage() -> dict[str, Any]:
    """Return the shape of `--coverage`: the numbers that no rule looks at, by sheet and by what they are of."""
    untouched = {"name": TEXT, "form": TEXT, "cells": COUNT, "ranges": array_of(TEXT)}
    sheet = {
        "file": TEXT, "sheet": TEXT, "cells": COUNT, "touched": COUNT,
        "unread": {"type": "object", "additionalProperties": COUNT},
        "untouched": array_of(record_of(untouched, tuple(untouched))),
    }  # fmt: skip
    whole = {
        "cells": COUNT, "touched": COUNT, "sheets": array_of(record_of(sheet, tuple(sheet))),
        "idle_checks": array_of(TEXT),
    }  # fmt: skip
    return record_of(whole, tuple(whole))


def _check() -> dict[str, Any]:
    outcomes = dict.fromkeys(("passed", "failed", "not_evaluable", "explained"), COUNT)
    shape = {
        "id": TEXT, "kind": {"enum": list(get_args(CheckKind))}, "level": LEVEL, "text": TEXT, "form": TEXT,
        "note": TEXT, **outcomes, "because": TEXT,
    }  # fmt: skip
    return record_of(shape, ("id", "kind", "level", *outcomes))


def _returns() -> dict[str, Any]:
    """Return the shape of 应报、已报、未报 of one form: present where a form says who reports, or by when."""
    missing = {"period": PERIOD, "office": TEXT, "due": TEXT, "overdue": {"type": "boolean"}}
    shape = {
        "form": TEXT, "expected": COUNT, "reported": COUNT, "overdue": COUNT,
        "missing": array_of(record_of(missing, ("period", "overdue"))),
    }  # fmt: skip
    return record_of(shape, tuple(shape))


def _finding() -> dict[str, Any]:
    """Return the shape of a finding: that of every document, with its standing and its places."""
    common = diagnostic()
    comparison = {name: common["properties"][name] for name in ("lhs", "rhs", "diff", "tolerance", "unit")}
    where = {name: common["properties"][name] for name in ("place", "file", "line", "column", "sheet", "cell", "range")}
    place = record_of({**where, **_mark(), "message": TEXT, **comparison}, ("place", "file", "fingerprint", "standing"))
    properties = {**common["properties"], **_mark(), "places": array_of(place)}
    return record_of(properties, (*common["required"], "fingerprint", "standing"))


def _mark() -> dict[str, Any]:
    stated = ("reason", "by", "confirmed", "date", "expires", "place")
    return {
        **dict.fromkeys(("form", "entity", "measure", "period", "basis"), TEXT),
        "fingerprint": FINGERPRINT,
        "standing": STANDING,
        "explanation": record_of(dict.fromkeys(stated, TEXT), ("reason", "place")),
    }
