"""The mid-term evaluation report as a Word document; `docx` is loaded when one is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fzplan.model.results import Outcome
    from fzplan.reports.formats import Settings


def render(outcome: Outcome, settings: Settings) -> bytes:
    """Return the bytes of the document."""
    from fzplan.reports.word import report

    return report.render(outcome, settings)
