"""Sheet 测算变化: what the figures set by the user change, a line a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.reports import changes

if TYPE_CHECKING:
    from fzplan.reports.xlsx.page import Page

NAME = Text("测算变化", "What-if")
HEAD = Text("测算所引起的变化", "What the what-if changes")
WIDTH = 120


def write(page: Page) -> None:
    """Write the lines that the console prints, one a row."""
    assert page.outcome.changes is not None
    told = changes.lines(page.outcome.changes, page.outcome.plan, page.settings.lang)
    page.table(page.say(NAME), [page.say(HEAD)], (WIDTH,), [[line] for line in told])
