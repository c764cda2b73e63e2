"""The workbook as a whole: its sheets in order, its properties, its bytes."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from fzplan import __version__
from fzplan.reports.methods import rows
from fzplan.reports.xlsx import changes, completion, details, issues, methods, observations, scores, sources, workings
from fzplan.reports.xlsx.page import Page
from fzplan.reports.xlsx.seats import seats
from fzplan.reports.xlsx.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.model.results import Outcome
    from fzplan.reports.formats import Settings

SHEETS = (completion, details, workings, observations, issues, sources)
"""Modules with a `NAME` and a `write(page)`, in the order of the tabs."""
OF_WHAT_IF = (completion, changes, *SHEETS[1:])
LITERAL = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
EPOCH = dt.datetime(2000, 1, 1)  # noqa: DTZ001  (a fixed stamp: the same input gives the same bytes)


def render(outcome: Outcome, settings: Settings) -> bytes:
    """Return the workbook of a whole outcome."""
    sheets = SHEETS if outcome.changes is None else OF_WHAT_IF
    asked = (*([scores] if outcome.scores else []), *([methods] if rows(outcome, settings.lang) else []))
    return draw(outcome, settings, (sheets[0], *asked, *sheets[1:]))


def draw(outcome: Outcome, settings: Settings, sheets: Iterable[Any]) -> bytes:
    """Return a workbook of these sheets: modules with a `NAME` and a `write(page)`."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, LITERAL)
    book.set_properties({"title": outcome.plan.head.name, "comments": f"fzplan {__version__}", "created": EPOCH})
    styles, places = Styles(book), seats(outcome, settings.lang)
    for module in sheets:
        sheet = book.add_worksheet(module.NAME.of(settings.lang))
        module.write(Page(sheet, styles, outcome, settings, places))
    book.close()
    return content.getvalue()
