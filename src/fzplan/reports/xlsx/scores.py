"""Sheet 评分: the plan, each owner and each target with weight and points; only where a score was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.reports import scores, wording

if TYPE_CHECKING:
    from fzplan.reports.xlsx.page import Cell, Page

NAME = Text("评分", "Score")
WIDTHS = (36, 9, 9, 60)


def write(page: Page) -> None:
    """Write the table of the score section."""
    rows: list[list[Cell]] = [
        [name, weight, wording.NONE if points is None and weight is not None else _rounded(page, points), remark]
        for name, weight, points, remark in scores.rows(page.outcome, page.settings.lang)
    ]
    page.table(page.say(NAME), [page.say(head) for head in scores.HEADS], WIDTHS, rows)


def _rounded(page: Page, points: float | None) -> float | None:
    return None if points is None else float(scores.points(page.outcome, points))
