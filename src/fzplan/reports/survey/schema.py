"""The JSON Schema of a survey of workbooks (docs/survey.schema.json), published by `fzplan schema survey`.

In: nothing. Out: a JSON Schema (draft 2020-12) as plain data; further keys are allowed everywhere.
"""

from __future__ import annotations

from typing import Any, get_args

from fzplan.model import survey
from fzplan.model.words import IGNORED
from fzplan.reports.schema import REASONS, TEXT, array_of, diagnostic, record_of

WHOLE = {"type": "integer", "minimum": 0}
ROW = {"type": "integer", "minimum": 1}
FLAG = {"type": "boolean"}
COLUMN = {**TEXT, "pattern": "^[A-Z]{1,3}$"}
ADDRESS = {**TEXT, "description": "A1 or A1:F40"}
COUNTS = {"type": "object", "additionalProperties": WHOLE}
"""Numbers of cells or findings by code."""


def schema() -> dict[str, Any]:
    """Return the schema of the document that `inspect --format json` prints."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fzplan inspect, version 1",
        **_whole(
            {
                "fzplan": {"const": 1},
                "files": array_of(_whole({"file": TEXT, "kind": TEXT, "sheets": array_of(_sheet())})),
                "forms": {**TEXT, "description": "YAML: the entries for the plan file"},
                "diagnostics": array_of(diagnostic()),
            }
        ),
    }


def _whole(properties: dict[str, Any], *optional: str) -> dict[str, Any]:
    """Return an object that has all these keys, save those named."""
    return record_of(properties, tuple(name for name in properties if name not in optional))


def _sheet() -> dict[str, Any]:
    shape = {
        "name": TEXT, "visible": FLAG, "rows": WHOLE, "columns": WHOLE, "numbers": WHOLE, "numbers_as_text": WHOLE,
        "hidden_rows": array_of(ROW), "hidden_columns": array_of(COLUMN), "tables": array_of(_table()),
        "oddities": array_of(_whole({"code": TEXT, "at": TEXT, "message": TEXT})), "account": _account(),
    }  # fmt: skip
    return _whole(shape, "account")


def _account() -> dict[str, Any]:
    """Return the account of a sheet: `numbers` is the sum of all the others."""
    left = {"type": "object", "propertyNames": {"enum": list(IGNORED)}, "additionalProperties": WHOLE}
    return _whole({"numbers": WHOLE, "observations": WHOLE, "records": WHOLE, "headers": WHOLE, "ignored": left})


def _table() -> dict[str, Any]:
    shape = {
        "range": ADDRESS,
        "orientation": {"enum": list(get_args(survey.Orientation))},
        "title": REASONS,
        "unit_line": TEXT,
        "units": REASONS,
        "header_rows": array_of(ROW),
        "code_rows": array_of(ROW),
        "unit_rows": array_of(ROW),
        "body": {**array_of(ROW), "minItems": 2, "maxItems": 2},
        "columns": array_of(
            _whole({"column": COLUMN, "path": REASONS, "role": _one_of(survey.ColumnRole), "unit": TEXT})
        ),
        "labels": array_of(COLUMN),
        "outline": _whole({"indented": WHOLE, "of_which": WHOLE, "numbered": WHOLE, "heading_rows": array_of(ROW)}),
        "periods": _whole({"where": _one_of(survey.AxisOf), "periods": REASONS}),
        "measures": array_of(_measure()),
        "members": array_of(_members()),
        "notes": REASONS,
        "sign_off": REASONS,
        "numbers": WHOLE,
        "form": _form(),
    }
    return _whole(shape, "form")


def _one_of(words: object) -> dict[str, Any]:
    return {"enum": list(get_args(words))}


def _measure() -> dict[str, Any]:
    share = {"type": "number", "minimum": 0, "maximum": 1}
    return _whole(
        {
            "label": TEXT, "id": TEXT, "unit": TEXT, "match": _one_of(survey.Match), "confidence": share,
            "numbers": WHOLE, "at": ADDRESS,
        }
    )  # fmt: skip


def _members() -> dict[str, Any]:
    axis = {"enum": ["rows", "columns", "sheets"]}
    return _whole({"dimension": TEXT, "axis": axis, "members": REASONS, "total": TEXT, "known": FLAG})


def _form() -> dict[str, Any]:
    """Return what the drafted form reads of its table when it is tried."""
    return _whole({"id": TEXT, "observations": WHOLE, "numbers": WHOLE, "findings": COUNTS, "period_missing": FLAG})
