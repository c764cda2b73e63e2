"""The 审核清单 as CSV: a row a place, UTF-8 with its mark, so that Excel and WPS read the Chinese.

A cell that begins like a formula has an apostrophe before it: nothing that a return says is run by whoever opens it.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from fzplan.model.audit_list import COLUMNS
from fzplan.reports.review.rows import entry, rows

if TYPE_CHECKING:
    from fzplan.model.findings import Review
    from fzplan.reports.formats import Settings

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that spreadsheets take for a formula."""


def render(review: Review, settings: Settings) -> bytes:
    """Return the list; its columns are those of the Excel list, so that both are read back alike."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.head.of(settings.lang) for column in COLUMNS)
    for number, row in enumerate(rows(review), start=1):
        writer.writerow(guarded(cell) for cell in entry(row, number, settings.lang).values())
    return out.getvalue().encode("utf-8-sig")


def guarded(cell: str | int) -> str | int:
    """Return a cell that no spreadsheet takes for a formula.

    >>> guarded("=cmd|'/c calc'!A1"), guarded("总收入"), guarded(12)
    ("'=cmd|'/c calc'!A1", '总收入', 12)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
