"""What `fzplan check` found, as text, data, an audit list, or in the format that a CI system reads.

In: a `Review`, settings. Out: str or bytes, the same bytes for the same input. The formats are imported when asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.model.findings import Review
    from fzplan.reports.formats import Settings

FORMATS = {
    "text": "fzplan.reports.review.text",
    "concise": "fzplan.reports.review.concise",
    "json": "fzplan.reports.review.json",
    "csv": "fzplan.reports.review.csv",
    "md": "fzplan.reports.review.md",
    "xlsx": "fzplan.reports.review.xlsx",
    "github": "fzplan.reports.review.github",
    "github-summary": "fzplan.reports.review.github_summary",
    "gitlab": "fzplan.reports.review.gitlab",
    "junit": "fzplan.reports.review.junit",
    "sarif": "fzplan.reports.review.sarif",
}
"""Name of a format → the module whose `render(review, settings)` draws it."""
SUFFIXES = {
    ".txt": "text", ".json": "json", ".csv": "csv", ".md": "md", ".xlsx": "xlsx", ".xml": "junit", ".sarif": "sarif",
}  # fmt: skip
"""Suffix of a file → the format that is written into it, where no name says so."""


def render(review: Review, name: str, settings: Settings) -> str | bytes:
    """Draw a review. Raise KeyError for a format that does not exist."""
    draw = cast("Callable[[Review, Settings], str | bytes]", import_module(FORMATS[name]).render)
    return draw(review, settings)
