"""A review as SARIF 2.1.0 (OASIS): results with their cells as logical places, rules with their manual pages.

A workbook has no lines: `region` has row and column, `logicalLocations` the cell (``企业年报!G5``). What is
explained or in the baseline is suppressed with its reason; what could not be evaluated is of the kind `open`. Code
scanning shows 5,000 results: the worst are kept, and a notification says how many are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fzplan import __version__
from fzplan.diagnostics import CellRef, FileRef, Span
from fzplan.reports import json
from fzplan.reports.review.places import LEVELS, file_of, region
from fzplan.reports.review.rows import STANDINGS, sheet_and_cell, worst_first
from fzplan.reports.review.sarif_rules import LANGUAGES, Kinds, of_findings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Diagnostic, Lang, Place
    from fzplan.model.findings import Finding, Mark, Review
    from fzplan.reports.formats import Settings

MOST = 5000
"""Results that code scanning shows of one run."""
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(review: Review, settings: Settings) -> str:
    """Return the log with its one run."""
    found = worst_first(review.findings)
    kept = found[:MOST]
    kinds = of_findings(kept)
    lang = settings.lang
    other: Lang = "en" if lang == "zh" else "zh"
    run = {
        "tool": {
            "driver": {
                "name": "fzplan",
                "version": __version__,
                "semanticVersion": __version__,
                "language": LANGUAGES[lang],
                "rules": kinds.descriptors(lang),
            }
        },
        "language": LANGUAGES[lang],
        "translations": [kinds.translation(other)],
        "invocations": [_invocation(review, found[MOST:], lang)],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, kinds, settings) for finding in kept],
    }
    return json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, settings.encoding)


def _invocation(review: Review, cut: Sequence[Finding], lang: Lang) -> dict[str, Any]:
    """Return how the run went, and what is not listed."""
    notes = []
    if cut:
        said = (
            f"另有 {len(cut)} 项未列入结果：代码扫描最多显示 {MOST} 项，已按级别保留最重的"
            if lang == "zh"
            else f"{len(cut)} more findings are not among the results: code scanning shows {MOST}, the worst are kept"
        )
        notes = [{"descriptor": {"id": "results-cut"}, "level": "warning", "message": {"text": said}}]
    return {"executionSuccessful": not review.unusable, "toolExecutionNotifications": notes}


def _result(finding: Finding, kinds: Kinds, settings: Settings) -> dict[str, Any]:
    d, first = finding.diagnostic, finding.marks[0]
    evaluated = d.facts.get("outcome") != "not_evaluable"
    suppressed = [] if finding.standing in ("open", "elsewhere") else [_suppression(first, settings.lang)]
    related = [_location(r.at, settings, k, r.label.of(settings.lang)) for k, r in enumerate(d.related, start=1)]
    return {
        **kinds.reference(d),
        "kind": "fail" if evaluated else "open",
        "level": LEVELS[d.severity] if evaluated else "none",
        "message": {"text": _said(d, settings.lang)},
        "locations": [_location(d.at, settings)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {
            "fzplan/v1": finding.fingerprint,
            "primaryLocationLineHash": finding.fingerprint,  # the one that code scanning follows an alert by
        },
        **({"suppressions": suppressed} if suppressed else {}),
        "properties": _properties(finding),
    }


def _said(d: Diagnostic, lang: Lang) -> str:
    where, remedy = sheet_and_cell(d.at), d.help(lang)
    return (f"{where}: " if where else "") + d.message(lang) + (f"\n{remedy}" if remedy else "")


def _properties(finding: Finding) -> dict[str, Any]:
    d, about = finding.diagnostic, finding.marks[0].about
    known = {
        "check": d.facts.get("check"), "form": about.form, "entity": about.entity, "measure": about.measure,
        "period": about.period,
    }  # fmt: skip
    named = {name: value for name, value in known.items() if value}
    return {"severity": d.severity.code, "standing": finding.standing, "places": len(finding.marks), **named}


def _suppression(mark: Mark, lang: Lang) -> dict[str, str]:
    why = mark.explanation
    said = why.reason if why else STANDINGS[mark.standing].of(lang)
    return {"kind": "external", "status": "accepted", "justification": said}


def _location(at: Place, settings: Settings, number: int = 0, label: str = "") -> dict[str, Any]:
    seen = region(at)
    logical = _logical(at)
    return {
        **({"id": number, "message": {"text": label}} if number else {}),
        "physicalLocation": {
            "artifactLocation": {"uri": quote(file_of(at, settings), safe="/")},
            "region": {
                "startLine": seen.line,
                "startColumn": seen.column,
                "endLine": seen.last_line,
                "endColumn": seen.last_column + 1,  # the column after the last, as SARIF counts
            },
        },
        **({"logicalLocations": [logical]} if logical else {}),
    }


def _logical(at: Place) -> dict[str, str] | None:
    """Return the sheet, cell or block; None of a place that is lines of a text, or a whole file."""
    name = sheet_and_cell(at)
    if isinstance(at, Span) or not name:
        return None
    if isinstance(at, FileRef) or not at.row:
        return {"name": name, "fullyQualifiedName": name, "kind": "sheet"}
    assert isinstance(at, CellRef)
    return {"name": at.address, "fullyQualifiedName": name, "kind": "range" if ":" in at.address else "cell"}
