"""A line a finding: to be grepped, and to be clicked on in an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.reports import findings

if TYPE_CHECKING:
    from fzplan.model.findings import Review
    from fzplan.reports.formats import Settings


def render(review: Review, settings: Settings) -> str:
    """Return one line a finding."""
    return findings.concise(review.diagnostics, settings.lang, colour=settings.colour)
