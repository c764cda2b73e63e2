"""A survey as plain data for JSON; keys are English and stay, words are those of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import CellRef, column_letters
from fzplan.reports.survey import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Diagnostic, Lang
    from fzplan.model.survey import Oddity, SheetSurvey, Survey, TableSurvey


def document(surveys: Sequence[Survey], forms: str, diagnostics: Sequence[Diagnostic], lang: Lang) -> dict[str, Any]:
    """Return the surveys, the YAML of the drafted forms, and what was found wrong, as one JSON document."""
    from fzplan.reports import json

    return {
        "fzplan": 1,
        "files": [_file(survey, lang) for survey in surveys],
        "forms": forms,
        **json.faults(diagnostics, lang),
    }


def _file(survey: Survey, lang: Lang) -> dict[str, Any]:
    return {"file": survey.file, "kind": survey.kind, "sheets": [_sheet(s, lang) for s in survey.sheets]}


def _sheet(sheet: SheetSurvey, lang: Lang) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": sheet.name, "visible": sheet.visible, "rows": sheet.rows, "columns": sheet.columns,
        "numbers": sheet.numbers, "numbers_as_text": sheet.texts,
        "hidden_rows": list(sheet.hidden_rows), "hidden_columns": [column_letters(c) for c in sheet.hidden_columns],
        "tables": [_table(table) for table in sheet.tables],
        "oddities": [_oddity(found, lang) for found in sheet.oddities],
    }  # fmt: skip
    account = sheet.account
    if account is not None:
        found["account"] = {
            "numbers": account.numbers, "observations": account.observations, "records": account.records,
            "headers": account.headers, "ignored": dict(account.ignored),
        }  # fmt: skip
    return found


def _oddity(found: Oddity, lang: Lang) -> dict[str, Any]:
    return {
        "code": found.code,
        "at": found.at.address if isinstance(found.at, CellRef) else "",
        "message": words.oddity(found, lang),
    }


def _table(table: TableSurvey) -> dict[str, Any]:
    found: dict[str, Any] = {
        "range": table.place.address, "orientation": table.orientation, "title": list(table.title),
        "unit_line": table.unit_line, "units": list(table.units), "header_rows": list(table.header),
        "code_rows": list(table.codes), "unit_rows": list(table.unit_rows), "body": list(table.body),
        "columns": [
            {"column": column_letters(h.column), "path": list(h.path), "role": h.role, "unit": h.unit}
            for h in table.headings
        ],
        "labels": [column_letters(c) for c in table.labels],
        "outline": {
            "indented": table.outline.indented, "of_which": table.outline.children,
            "numbered": table.outline.numbered, "heading_rows": list(table.outline.headings),
        },
        "periods": {"where": table.axis.where, "periods": list(table.axis.periods)},
        "measures": [
            {"label": m.label, "id": m.id, "unit": m.unit, "match": m.match, "confidence": m.confidence,
             "numbers": m.numbers, "at": m.place.address}
            for m in table.measures
        ],
        "members": [
            {"dimension": s.dimension, "axis": s.axis, "members": list(s.members), "total": s.total, "known": s.known}
            for s in table.members
        ],
        "notes": list(table.notes), "sign_off": list(table.sign_off), "numbers": table.numbers,
    }  # fmt: skip
    if table.draft is not None and table.proof is not None:
        found["form"] = {
            "id": table.draft.id, "observations": table.proof.observations, "numbers": table.proof.numbers,
            "findings": dict(table.proof.findings), "period_missing": table.draft.period_missing,
        }  # fmt: skip
    return found
