"""The review as one JSON object; its `diagnostics` are those of the contract of `compute`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.reports import json

if TYPE_CHECKING:
    from fzplan.model.findings import Review
    from fzplan.reports.formats import Settings


def render(review: Review, settings: Settings) -> str:
    """Return the object as text."""
    return json.dump(json.faults(review.diagnostics, settings.lang), settings.encoding)
