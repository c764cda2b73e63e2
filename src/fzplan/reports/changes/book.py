"""A comparison as an Excel workbook: a sheet a section, A4 landscape; text from the data can never become a formula."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from fzplan import __version__
from fzplan.reports.changes import since
from fzplan.reports.changes.figures import Figure
from fzplan.reports.changes.rows import sections
from fzplan.reports.changes.table import heading
from fzplan.reports.consoles import columns
from fzplan.reports.xlsx import styles
from fzplan.reports.xlsx.book import EPOCH, literal
from fzplan.reports.xlsx.page import A4, MILLIMETRES, height

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from fzplan.reports.changes.page import Page
    from fzplan.reports.changes.rows import Cell, Section
    from fzplan.reports.formats import Settings

ALWAYS = ("observations", "indicators", "verdicts")
WIDTHS = {"name": 24.0, "unit": 14.0, "figure": 13.0, "word": 18.0, "below": 34.0}
NARROW = 10.0
"""Of a heading such as 报告期."""


def render(page: Page, settings: Settings) -> bytes:
    """Return the workbook: 原始数据变动, 指标变动, 判定变化, and the plan and the files where they differ."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, literal())
    book.set_properties({"title": page.after.name, "comments": f"fzplan {__version__}", "created": EPOCH})
    made = styles.Styles(book)
    for section in sections(page, settings.lang):
        if section.rows or section.name in ALWAYS:
            _write(book.add_worksheet(section.title.of(settings.lang)), made, page, section, settings)
    book.close()
    return content.getvalue()


def _write(sheet: Worksheet, made: styles.Styles, page: Page, section: Section, settings: Settings) -> None:
    side = 12 / MILLIMETRES
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=side, right=side, top=15 / MILLIMETRES, bottom=15 / MILLIMETRES)
    sheet.fit_to_pages(1, 0)
    above = heading(page, settings.lang)
    top = len(above) + 1
    sheet.repeat_rows(top)
    sheet.set_footer(f"&C— &P —&Rfzplan {__version__}")
    sheet.write_string(0, 0, section.title.of(settings.lang), made.of(styles.TITLE, align="left", font_size=14))
    for row, line in enumerate(above, start=1):
        sheet.write_string(row, 0, line, made.of(styles.PLAIN, text_wrap=False))
    widths = [_width(section, at) for at in range(len(section.heads))]
    for column, (head, width) in enumerate(zip(section.heads, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(top, column, head.text.of(settings.lang), made.of(styles.HEAD))
    for row, cells in enumerate(section.rows, start=top + 1):
        sheet.set_row(row, height([str(cell) for cell in cells], widths))
        for column, cell in enumerate(cells):
            _cell(sheet, made, row, column, cell)
    if not section.rows:
        sheet.write_string(top + 1, 0, since.UNCHANGED.of(settings.lang), made.of(styles.BODY))
    last = top + max(len(section.rows), 1)
    sheet.autofilter(top, 0, last, len(section.heads) - 1)
    sheet.freeze_panes(top + 1, 1)


def _width(section: Section, column: int) -> float:
    """Return the width of a column: that of its role, less where all its texts are short."""
    longest = max((columns(str(cells[column])) for cells in section.rows), default=0)
    return max(NARROW, min(WIDTHS[section.heads[column].role], longest + 2.0))


def _cell(sheet: Worksheet, made: styles.Styles, row: int, column: int, cell: Cell) -> None:
    """Write a figure as a number that shows what the text says, anything else as text."""
    if isinstance(cell, Figure) and cell.value is not None and abs(cell.value) < 1e308:
        sheet.write_number(row, column, cell.value, made.of(styles.BODY, num_format=_shown_as(cell.text)))
    else:
        right = {"align": "right"} if isinstance(cell, Figure) else {}
        sheet.write_string(row, column, str(cell), made.of(styles.BODY, text_wrap=True, **right))


def _shown_as(text: str) -> str:
    """Return the number format that shows a figure with the decimals, the sign and the words of its text.

    >>> _shown_as("+0.4个百分点"), _shown_as("8466.0※"), _shown_as("12")
    ('+0.0"个百分点";-0.0"个百分点";0.0"个百分点"', '0.0"※"', '0')
    """
    digits = text.lstrip("+-")
    end = next(
        (at for at, sign in enumerate(digits) if not (sign.isascii() and (sign.isdigit() or sign == "."))), len(digits)
    )
    places = len(digits[:end].partition(".")[2])
    signed = text.startswith("+") or (text.startswith("-") and digits[end:] != "")
    return styles.figure_format(places, after=digits[end:], signed=signed)
