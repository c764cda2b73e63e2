"""The page of a step on GitHub Actions: the Markdown of a review, within what a summary may have.

It is appended to the file that GITHUB_STEP_SUMMARY names, for other commands of the step write there too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.reports.review import md

if TYPE_CHECKING:
    from fzplan.model.findings import Review
    from fzplan.reports.formats import Settings

MOST = 1024 * 1024
"""Bytes that the summary of a step may have; a larger one is not shown at all."""


def render(review: Review, settings: Settings) -> str:
    """Return the page; `settings.limit` is what there is still room for, else all of it."""
    return md.render(review, replace(settings, limit=settings.limit or MOST - 1))
