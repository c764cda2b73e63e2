"""Every finding in full: place, severity, sentence, excerpt, related places, remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.reports import findings

if TYPE_CHECKING:
    from fzplan.model.findings import Review
    from fzplan.reports.formats import Settings


def render(review: Review, settings: Settings) -> str:
    """Return the findings in the order of their places."""
    return findings.text(review.diagnostics, settings.lang, colour=settings.colour)
