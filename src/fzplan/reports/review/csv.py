"""The 审核清单 as CSV: a row a place, UTF-8 with its mark, so that Excel and WPS read the Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.model.audit_list import COLUMNS
from fzplan.reports.review.rows import entry, rows
from fzplan.reports.separated import table

if TYPE_CHECKING:
    from fzplan.model.findings import Review
    from fzplan.reports.formats import Settings


def render(review: Review, settings: Settings) -> bytes:
    """Return the list; its columns are those of the Excel list, so that both are read back alike."""
    heads = (column.head.of(settings.lang) for column in COLUMNS)
    entries = (entry(row, number, settings.lang) for number, row in enumerate(rows(review), start=1))
    return table(heads, (one.values() for one in entries))
