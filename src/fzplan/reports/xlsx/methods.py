"""Sheet 其他方法: what published methods say of each target; only where they were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.reports import methods

if TYPE_CHECKING:
    from fzplan.reports.xlsx.page import Cell, Page

NAME = Text("其他方法", "Methods")
HEADS = (
    Text("指标", "indicator"),
    Text("方法", "method"),
    Text("版本", "version"),
    methods.RATIO,
    Text("状态", "status"),
    methods.SCORE,
    Text("备注", "remarks"),
)
WIDTHS = (36, 18, 14, 12, 24, 12, 40)


def write(page: Page) -> None:
    """Write a row for each target and method."""
    rows: list[list[Cell]] = [list(row) for row in methods.rows(page.outcome, page.settings.lang)]
    page.table(page.say(NAME), [page.say(head) for head in HEADS], WIDTHS, rows)
