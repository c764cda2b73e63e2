"""Sheet 审核问题: what was found in the plan file and the data, with a column for the office's explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.model.audit_list import COLUMNS

if TYPE_CHECKING:
    from fzplan.reports.xlsx.page import Cell, Page

NAME = Text("审核问题", "Findings")
_OF_LIST = {column.key: column.head for column in COLUMNS}
HEADS = (
    *(_OF_LIST[key] for key in ("number", "level", "code")),
    Text("位置", "Place"),
    *(_OF_LIST[key] for key in ("message", "remedy", "reason")),
)
"""The words of the 审核清单, which `fzplan check` writes: there each place has its link, and explanations count."""
WIDTHS = (5, 9, 8, 36, 48, 40, 30)


def write(page: Page) -> None:
    """Write the table, a row a finding."""
    lang = page.settings.lang
    rows: list[list[Cell]] = [
        [number, d.severity.label.of(lang), d.code, str(d.at), d.message(lang), d.help(lang), ""]
        for number, d in enumerate(page.outcome.diagnostics, start=1)
    ]
    page.table(page.say(NAME), [page.say(head) for head in HEADS], WIDTHS, rows)
