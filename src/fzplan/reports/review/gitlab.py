"""A code quality report for GitLab: what a merge request adds and mends, by fingerprint.

GitLab compares the reports of two branches: what is in none of the changed files is listed too, or it would look as if
it were mended; what is explained or in the baseline is not. Source: docs.gitlab.com, Code Quality, report format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Severity
from fzplan.reports import json
from fzplan.reports.review.places import file_of, region
from fzplan.reports.review.rows import sheet_and_cell, worst_first

if TYPE_CHECKING:
    from fzplan.model.findings import Finding, Review
    from fzplan.reports.formats import Settings

SEVERITIES = {
    Severity.ERROR: "blocker",
    Severity.CONFIRM: "critical",
    Severity.VERIFY: "major",
    Severity.INFO: "info",
}


def render(review: Review, settings: Settings) -> str:
    """Return the list as JSON, worst first."""
    found = (f for f in review.findings if f.standing in ("open", "elsewhere"))
    return json.dump([_issue(finding, settings) for finding in worst_first(found)], settings.encoding)


def _issue(finding: Finding, settings: Settings) -> dict[str, Any]:
    d = finding.diagnostic
    where, seen = sheet_and_cell(d.at), region(d.at)
    return {
        "description": f"{where}: {d.message(settings.lang)}" if where else d.message(settings.lang),
        "check_name": "/".join(part for part in (d.code, str(d.facts.get("check", ""))) if part),
        "fingerprint": finding.fingerprint,
        "severity": SEVERITIES[d.severity],
        "location": {"path": file_of(d.at, settings), "lines": {"begin": seen.line, "end": seen.last_line}},
    }
