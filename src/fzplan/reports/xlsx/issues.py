"""Sheet 审核问题: what was found in the plan file and the data, with a column for the office's explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text

if TYPE_CHECKING:
    from fzplan.reports.xlsx.page import Cell, Page

NAME = Text("审核问题", "Findings")
HEADS = (
    Text("序号", "No."),
    Text("级别", "Severity"),
    Text("编号", "Code"),
    Text("位置", "Place"),
    Text("审核内容", "Finding"),
    Text("处理办法", "Remedy"),
    Text("说明", "Explanation"),
)
WIDTHS = (5, 9, 8, 36, 48, 40, 30)


def write(page: Page) -> None:
    """Write the table, a row a finding."""
    lang = page.settings.lang
    rows: list[list[Cell]] = [
        [number, d.severity.label.of(lang), d.code, str(d.at), d.message(lang), d.help(lang), ""]
        for number, d in enumerate(page.outcome.diagnostics, start=1)
    ]
    page.table(page.say(NAME), [page.say(head) for head in HEADS], WIDTHS, rows)
