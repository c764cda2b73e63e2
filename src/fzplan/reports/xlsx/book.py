"""The workbook as a whole: its sheets in order, its properties, its bytes."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from fzplan import __version__
from fzplan.reports.fingerprint import fingerprint
from fzplan.reports.methods import rows
from fzplan.reports.xlsx import (
    changes,
    completion,
    definitions,
    details,
    issues,
    members,
    methods,
    observations,
    scores,
    sources,
    tasks,
    trends,
    workings,
    yearly,
)  # fmt: skip
from fzplan.reports.xlsx.cover import Cover
from fzplan.reports.xlsx.page import Page
from fzplan.reports.xlsx.seats import seats
from fzplan.reports.xlsx.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.model.results import Outcome
    from fzplan.reports.formats import Settings

EPOCH = dt.datetime(2000, 1, 1)  # noqa: DTZ001  (a fixed stamp: the same input gives the same bytes)


def literal() -> dict[str, Any]:
    """Return the settings of a workbook: text stays text, and the font that columns are measured with.

    A column is as wide as so many digits of that font: one that every office has, or one of the same measures.
    XlsxWriter writes into what it is given, so each workbook has its own.
    """
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
        "default_row_height": 17,
    }


def render(outcome: Outcome, settings: Settings) -> bytes:
    """Return the workbook of a whole outcome, its sheets in the order of `_sheets`."""
    sheets = _sheets(outcome, settings)
    return draw(outcome, settings, (Cover([sheet.NAME for sheet in sheets]), *sheets))


def _sheets(outcome: Outcome, settings: Settings) -> list[Any]:
    """Return the sheets that have something to show: modules or objects with a `NAME` and a `write(page)`."""
    found: list[Any] = [completion]
    found += [changes] if outcome.changes is not None else []
    found += [scores] if outcome.scores else []
    found += [methods] if rows(outcome, settings.lang) else []
    found.append(details)
    found += [yearly, trends] if outcome.schedules else []
    found += members.sheets(outcome)
    found += [tasks] if outcome.deliverables else []
    return [*found, workings, observations, issues, definitions, sources]


def draw(outcome: Outcome, settings: Settings, sheets: Iterable[Any]) -> bytes:
    """Return a workbook of these sheets."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, literal())
    book.set_properties({"title": outcome.plan.head.name, "comments": f"fzplan {__version__}", "created": EPOCH})
    styles, places, stamp = Styles(book), seats(outcome, settings.lang), fingerprint(outcome)
    for module in sheets:
        sheet = book.add_worksheet(module.NAME.of(settings.lang))
        module.write(Page(book, sheet, styles, outcome, settings, places, stamp))
    book.close()
    return content.getvalue()
