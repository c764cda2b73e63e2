"""A line a finding: to be grepped, and to be clicked on in an editor. What is settled is not listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.reports import findings
from fzplan.reports.review.rows import is_open

if TYPE_CHECKING:
    from fzplan.model.findings import Review
    from fzplan.reports.formats import Settings


def render(review: Review, settings: Settings) -> str:
    """Return one line for each open finding."""
    found = (finding.diagnostic for finding in review.findings if is_open(finding))
    return findings.concise(found, settings.lang, colour=settings.colour)
