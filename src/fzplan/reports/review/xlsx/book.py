"""The workbook as a whole: the list, then the totals."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from fzplan import __version__
from fzplan.model.audit_list import SHEET
from fzplan.reports.review.xlsx import listing, summary
from fzplan.reports.review.xlsx.page import Page
from fzplan.reports.xlsx.book import EPOCH, literal
from fzplan.reports.xlsx.styles import Styles

if TYPE_CHECKING:
    from fzplan.model.findings import Review
    from fzplan.reports.formats import Settings


def render(review: Review, settings: Settings) -> bytes:
    """Return the workbook of a review."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, literal())
    book.set_properties({"title": SHEET.of(settings.lang), "comments": f"fzplan {__version__}", "created": EPOCH})
    styles = Styles(book)
    for module in (listing, summary):
        module.write(Page(book.add_worksheet(module.NAME.of(settings.lang)), styles, review, settings))
    book.close()
    return content.getvalue()
