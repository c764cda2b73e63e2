"""The JSON Schema of a comparison (docs/diff.schema.json), published by `fzplan schema diff`.

In: nothing. Out: a JSON Schema (draft 2020-12) as plain data; further keys are allowed everywhere.
"""

from __future__ import annotations

from typing import Any, get_args

from fzplan.model import changes
from fzplan.observations import BASES, EDITIONS
from fzplan.reports.changes.since import counts
from fzplan.reports.schema import MEMBERS, NUMBER, PERIOD, QUALITY, REASONS, TEXT, array_of, diagnostic, record_of

WHOLE = {"type": "integer", "minimum": 0}
FLAG = {"type": "boolean"}
DIGEST = {**TEXT, "pattern": "^[0-9a-f]{64}$"}
DIFFERENCE = {"difference": NUMBER, "difference_unit": TEXT, "percent": NUMBER}
WHY = {f"why_{side}{label}": REASONS for side in ("before", "after") for label in ("", "_label")}


def schema() -> dict[str, Any]:
    """Return the schema of the document that `diff --format json` prints."""
    flips = array_of(_flip())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fzplan diff, version 1",
        "type": "object",
        "anyOf": [{"required": ["before", "after", "differs", "counts"]}, {"required": ["diagnostics"]}],
        "required": ["fzplan"],
        "properties": {
            "fzplan": {"const": 1},
            "before": _side(),
            "after": _side(),
            "differs": FLAG,
            "counts": record_of(dict.fromkeys(counts(changes.Changes()), WHOLE)),
            "plan": array_of(_plan_change()),
            "files": array_of(record_of({"file": TEXT, "before": DIGEST, "after": DIGEST}, ("file",))),
            "observations": array_of(_observation()),
            "indicators": array_of(_indicator()),
            "verdicts": flips,
            "outlooks": flips,
            "deliverables": flips,
            "diagnostics": array_of(diagnostic()),
        },
    }


def _side() -> dict[str, Any]:
    plan = record_of({"name": TEXT, "file": TEXT, "sha256": DIGEST}, ("name", "file"))
    options = record_of({"as_of": TEXT, "year": TEXT})
    shape = {"name": TEXT, "plan": plan, "as_of": PERIOD, "options": options, "program": TEXT}
    return record_of({**shape, "errors": WHOLE}, tuple(shape))


def _plan_change() -> dict[str, Any]:
    shape = {"part": {"enum": list(get_args(changes.PlanPart))}, "id": TEXT, "key": TEXT, "before": TEXT, "after": TEXT}
    return record_of(shape, ("part", "id"))


def _observation() -> dict[str, Any]:
    figure = record_of(
        {
            "value": NUMBER, "place": TEXT, "file": TEXT, "sheet": TEXT, "cell": TEXT, "range": TEXT,
            "edition": {"enum": ["", *EDITIONS]}, "quality": QUALITY, "published": TEXT, "printed_unit": TEXT,
            "counts": FLAG,
        },
        ("value", "place", "edition", "quality", "counts"),
    )  # fmt: skip
    kinds = {"enum": list(get_args(changes.ChangeKind))}
    of = {
        "measure": TEXT,
        "period": PERIOD,
        "by": MEMBERS,
        "basis": {"enum": list(BASES)},
        "unit": TEXT,
        "change": kinds,
    }
    return record_of({**of, "before": figure, "after": figure, **DIFFERENCE}, tuple(of))


def _indicator() -> dict[str, Any]:
    of = {"id": TEXT, "period": PERIOD, "by": MEMBERS, "unit": TEXT}
    return record_of({**of, "before": NUMBER, "after": NUMBER, **DIFFERENCE, **WHY}, tuple(of))


def _flip() -> dict[str, Any]:
    sides = {f"{side}{label}": TEXT for side in ("before", "after") for label in ("", "_label")}
    return record_of({"id": TEXT, "indicator": TEXT, "by": MEMBERS, **sides, **WHY}, ("id",))
