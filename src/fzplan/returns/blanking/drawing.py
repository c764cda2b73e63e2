"""Pages as a workbook: colours and locks, validation, notes, frozen panes, A4, and the sheet of the checks."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from fzplan import __version__
from fzplan.diagnostics import column_letters
from fzplan.returns.blanking import checking, head, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from fzplan.diagnostics import Lang
    from fzplan.model.plan import Plan
    from fzplan.returns.blanking.page import Cell, Entry, Page, Role

LITERAL = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
EPOCH = dt.datetime(2000, 1, 1)  # noqa: DTZ001  (a fixed stamp: the same input gives the same bytes)
INLINE = 250
"""Characters of a list that Excel takes beside the cell; a longer one stands on the hidden sheet of lists."""
SAYS = 250
YELLOW, GREY = "#FFFBE0", "#EDEDED"
BOX: dict[str, Any] = {"border": 1, "border_color": "#808080"}
BASE: dict[str, Any] = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
LOOKS: dict[Role, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center"},
    "line": {"text_wrap": False},
    "legend": {"font_size": 9, "font_color": "#7F6000"},
    "head": {**BOX, "bold": True, "align": "center", "bg_color": GREY},
    "label": {**BOX, "bg_color": "#F7F7F7"},
    "serial": {**BOX, "bg_color": "#F7F7F7", "align": "center"},
    "unit": {**BOX, "bg_color": "#F7F7F7", "align": "center"},
    "input": {**BOX, "bg_color": YELLOW, "align": "right", "locked": False, "text_wrap": False},
    "text": {**BOX, "bg_color": YELLOW, "locked": False},
    "sign": {"bg_color": YELLOW, "locked": False, "text_wrap": False},
    "note": {"font_size": 9, "valign": "top"},
    "result": {"bold": True, "align": "right", "text_wrap": False},
}
MILLIMETRES = 25.4
PAPER = 9
LINE, HEAD = 19.0, 21.0
"""Points of a row of the body, of one line of a heading."""
NARROW = 92.0
"""Characters that fit on A4 upright; what is wider lies on its side."""
MAY = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "select_unlocked_cells": True}
FAR = 5000
"""The last row that validation of an open table covers."""


class Book:
    """One workbook being drawn."""

    def __init__(self, book: Workbook, plan: Plan, lang: Lang) -> None:
        self.book, self.plan, self.lang = book, plan, lang
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._lists: dict[tuple[str, ...], str] = {}

    def look(self, role: Role, **more: Any) -> Format:
        """Return the format of a role, made once."""
        properties = {**BASE, **LOOKS[role], **more}
        key = tuple(sorted(properties.items(), key=lambda item: item[0]))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]

    def listed(self, choices: tuple[str, ...]) -> str | list[str]:
        """Return a list for validation: as it stands, or the name of a range on the hidden sheet."""
        if len(",".join(choices)) <= INLINE and not any("," in choice for choice in choices):
            return list(choices)
        if choices not in self._lists:
            self._lists[choices] = f"fz_list{len(self._lists) + 1}"
        return f"={self._lists[choices]}"

    def named(self, name: str) -> str:
        """Return a name that no sheet of the workbook has yet, in upper or lower case."""
        taken = {sheet.get_name().casefold() for sheet in self.book.worksheets()}
        while name.casefold() in taken:
            name += "_"
        return name

    def finish(self) -> None:
        """Write the hidden sheet of long lists."""
        if not self._lists:
            return
        name = self.named(words.LISTS.of(self.lang))
        sheet = self.book.add_worksheet(name)
        for column, (choices, label) in enumerate(self._lists.items()):
            sheet.write_column(0, column, choices)
            letter = column_letters(column + 1)
            self.book.define_name(label, f"='{name}'!${letter}$1:${letter}${len(choices)}")
        sheet.hide()


def draw(plan: Plan, pages: Sequence[Page], lang: Lang) -> bytes:
    """Return the workbook: the forms' sheets, then the checks."""
    content = BytesIO()
    made = xlsxwriter.Workbook(content, LITERAL)
    made.set_properties({"title": plan.head.name, "comments": f"fzplan {__version__}", "created": EPOCH})
    book = Book(made, plan, lang)
    sheets = [(page, made.add_worksheet(page.name)) for page in pages]
    results = checking.write(book, pages)
    for page, sheet in sheets:
        _sheet(book, sheet, page)
        checking.beside(book, sheet, page, results)
    book.finish()
    made.close()
    return content.getvalue()


def _sheet(book: Book, sheet: Worksheet, page: Page) -> None:
    for column, width in enumerate(page.widths):
        unlocked = page.fields and column < len(page.fields)
        sheet.set_column(column, column, width, book.look("text", border=0, bg_color="#FFFFFF") if unlocked else None)
    for cell in page.cells:
        _cell(book, sheet, cell)
    for column, field in enumerate(page.fields):
        first, last = page.body
        numeric = field.entry.kind in ("decimal", "whole")
        look = book.look("input" if numeric else "text", **_shown(field.entry))
        for row in range(first, last + 1):
            sheet.write_blank(row, column, None, look)
        _entry(book, sheet, (first, column, FAR, column), field.entry, field.head)
    _legend(book, sheet, page)
    _lay_out(sheet, page)


def _cell(book: Book, sheet: Worksheet, cell: Cell) -> None:
    look = book.look(cell.role, **({"indent": cell.indent} if cell.indent else {}), **_shown(cell.entry))
    last = (cell.row + cell.rows - 1, cell.column + cell.columns - 1)
    if (cell.rows, cell.columns) != (1, 1):
        sheet.merge_range(cell.row, cell.column, *last, "", look)
    if cell.role == "serial":
        sheet.write_number(cell.row, cell.column, int(cell.text), look)
    elif cell.text:
        sheet.write_string(cell.row, cell.column, cell.text, look)
    else:
        sheet.write_blank(cell.row, cell.column, None, look)
    if cell.comment:
        lines = cell.comment.count("\n") + len(cell.comment) // 18 + 1
        sheet.write_comment(
            cell.row, cell.column, cell.comment, {"x_scale": 1.6, "height": 18 * lines + 10, "font_size": 9}
        )
    if cell.entry:
        _entry(book, sheet, (cell.row, cell.column, *last), cell.entry, "")


def _shown(entry: Entry | None) -> dict[str, Any]:
    """Return the number format: a code keeps its zeros, a day is shown as one."""
    if entry is None or entry.kind not in ("unique", "date", "text"):
        return {}
    return {"num_format": "yyyy-mm-dd"} if entry.kind == "date" else {"num_format": "@"}


def _entry(book: Book, sheet: Worksheet, block: tuple[int, int, int, int], entry: Entry, title: str) -> None:
    """Write what may be typed into a block."""
    options: dict[str, Any] = {
        "ignore_blank": True, "error_type": "stop" if entry.strict else "warning",
        "input_title": title[:32], "input_message": entry.says[:SAYS],
        "error_title": ("填写有误" if book.lang == "zh" else "Not this"), "error_message": entry.says[:SAYS],
    }  # fmt: skip
    if entry.kind == "list":
        options |= {"validate": "list", "source": book.listed(entry.choices)}
    elif entry.kind == "date":
        day = dt.date.fromordinal
        low, high = (dt.datetime.combine(day(int(bound or 1)), dt.time()) for bound in (entry.low, entry.high))
        options |= {"validate": "date", "criteria": "between", "minimum": low, "maximum": high}
    elif entry.kind == "unique":
        letter = column_letters(block[1] + 1)
        span = f"${letter}${block[0] + 1}:${letter}${block[2] + 1}"
        # COUNTIF would take codes of 18 digits for numbers, and find them alike from the 16th on
        options |= {"validate": "custom", "value": f"=SUMPRODUCT(--({span}={letter}{block[0] + 1}))=1"}
    elif entry.kind == "text":
        options |= {"validate": "any"}
    else:
        options |= {"validate": "integer" if entry.kind == "whole" else "decimal", **_bounds(entry)}
    sheet.data_validation(*block, options)


def _bounds(entry: Entry) -> dict[str, Any]:
    if entry.low is not None and entry.high is not None:
        return {"criteria": "between", "minimum": entry.low, "maximum": entry.high}
    if entry.low is not None:
        return {"criteria": ">=", "value": entry.low}
    return {"criteria": "between", "minimum": -(10**15), "maximum": 10**15}


def _legend(book: Book, sheet: Worksheet, page: Page) -> None:
    """Say in words which cells are to be filled in."""
    cell = next((c for c in page.cells if c.role == "legend"), None)
    if cell is None:
        return
    rows = [c.row for c in page.cells if c.role in ("input", "text")] or list(page.body)
    columns = [c.column for c in page.cells if c.role in ("input", "text")] or [0, len(page.fields) - 1]
    first, last = column_letters(min(columns) + 1), column_letters(max(columns) + 1)
    text = words.LEGEND.of(book.lang).format(range=f"{first}{min(rows) + 1}:{last}{max(rows) + 1}")
    sheet.write_string(cell.row, cell.column, text, book.look("legend"))
    sheet.set_row(cell.row, 15 * max(1, round(len(text) * 1.7 / max(sum(page.widths), 20) + 0.4)))


def _lay_out(sheet: Worksheet, page: Page) -> None:
    side = 15 / MILLIMETRES
    if sum(page.widths) > NARROW:
        sheet.set_landscape()
    sheet.set_paper(PAPER)
    sheet.set_margins(left=side, right=side, top=side, bottom=side)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(*page.header)
    sheet.set_footer("&C— &P / &N —")
    sheet.set_default_row(LINE)
    for row in range(page.header[0], page.header[1] + 1):
        sheet.set_row(row, HEAD * max((lines(c, page.widths) for c in page.cells if c.row == row), default=1))
    for cell in page.cells:
        if cell.role == "title":
            sheet.set_row(cell.row, 30)
        if cell.role == "note":
            width = sum(page.widths) or 20
            sheet.set_row(cell.row, 14 * max(1, -(-int(len(cell.text) * 1.6) // int(width))) + 6)
        if cell.role == "sign" and cell.row > page.header[1]:
            sheet.set_row(cell.row, 24)
    sheet.freeze_panes(page.header[1] + 1, page.labels)
    sheet.protect("", {**MAY, "insert_rows": True, "delete_rows": True} if page.fields else MAY)


def lines(cell: Cell, widths: Sequence[float]) -> int:
    """Return how many lines the text of a cell takes; a Chinese character is two columns wide."""
    room = sum(widths[cell.column : cell.column + cell.columns]) or 10.0
    return max(1, -(-int(head.display(cell.text) * 1.1) // int(room))) if cell.rows == 1 else 1
