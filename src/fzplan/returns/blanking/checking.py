"""The sheet 审核: every relation at every place with its two sides and its outcome, live; beside records a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import column_letters
from fzplan.returns.blanking import head, judging, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from fzplan.returns.blanking.drawing import Book
    from fzplan.returns.blanking.judging import Judged
    from fzplan.returns.blanking.page import Page

WIDTHS = (10.0, 8.0, 40.0, 22.0, 14.0, 14.0, 12.0, 20.0, 30.0)
RED: dict[str, Any] = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
GREEN: dict[str, Any] = {"bg_color": "#C6EFCE", "font_color": "#006100"}
Results = dict[str, list[str]]
"""By sheet the cells (or blocks of cells) with the outcomes of its checks."""


def write(book: Book, pages: Sequence[Page]) -> Results:
    """Write the sheet of checks where some relation has a place in the workbook; return where the outcomes stand."""
    lines = [(page, one) for page in pages for one in judging.judged(book.plan, page, book.lang)]
    results: Results = {}
    if not lines:
        return results
    name = book.named(words.CHECKS.of(book.lang))
    sheet = book.book.add_worksheet(name)
    sheet.write_string(0, 0, words.CHECKS_MARK.of(book.lang), book.look("line", bold=True))
    for column, (title, width) in enumerate(zip(words.CHECK_HEADS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, title.of(book.lang), book.look("head"))
    for row, (page, one) in enumerate(lines, start=2):
        _line(book, sheet, row, page, one)
        results.setdefault(page.name, []).append(f"'{name}'!$H${row + 1}")
    _colour(book, sheet, (2, 7, len(lines) + 1, 7))
    sheet.set_default_row(19)
    sheet.freeze_panes(2, 0)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1, 1)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    return results


def _line(book: Book, sheet: Worksheet, row: int, page: Page, one: Judged) -> None:
    lang, plain, right = book.lang, book.look("label"), book.look("unit", align="right")
    place = f"{page.name} {one.place}".strip()
    for column, text in enumerate((one.check.id, one.check.level.label.of(lang), one.relation, place)):
        sheet.write_string(row, column, text, plain)
    number = row + 1
    difference = f'IFERROR(ROUND(E{number}-F{number},9),"")'
    formulas = (one.left, one.right, difference if one.left else "")
    for column, formula in enumerate(formulas, start=4):
        if formula:
            sheet.write_formula(row, column, f"={formula}", right, "")
        else:
            sheet.write_blank(row, column, None, right)
    if one.result:
        sheet.write_formula(row, 7, f"={one.result}", plain, words.EMPTY.of(lang))
    else:
        sheet.write_string(row, 7, words.ELSEWHERE.of(lang), plain)
    sheet.write_string(row, 8, one.check.note, plain)


def beside(book: Book, sheet: Worksheet, page: Page, results: Results) -> None:
    """Write the checks of records beside their rows, and the outcome of all at the top of the sheet."""
    cells = list(results.get(page.name, ()))
    if page.fields:
        cells += _columns(book, sheet, page)
    if not cells or page.result is None:
        return
    row, column = page.result
    passed, empty, failed = (t.of(book.lang) for t in (words.PASSED, words.EMPTY, words.FAILED))
    bad, open_ = (_counted(cells, word) for word in (failed, empty))
    before, after = (t.of(book.lang) for t in words.SUMMARY)
    prefix = words.CHECKED.of(book.lang)
    text = f'="{prefix}"&IF({bad}>0,"{before}"&{bad}&"{after}",IF({open_}>0,"{empty}","{passed}"))'
    sheet.write_formula(row, column, text, book.look("result"), prefix + empty)
    sheet.conditional_format(
        row, column, row, column,
        {"type": "text", "criteria": "containing", "value": before.strip(), "format": book.book.add_format(RED)},
    )  # fmt: skip


def _columns(book: Book, sheet: Worksheet, page: Page) -> list[str]:
    """Write one column a check, right of the fields; return their blocks."""
    first, last = page.body
    blocks = []
    reach = words.REACH.of(book.lang).format(first=first + 1, last=last + 1)
    for k, (check, _) in enumerate(judging.of_row(book.plan, page, first, book.lang)):
        column = len(page.fields) + k
        sheet.set_column(column, column, 12)
        title = f"{words.CHECKS.of(book.lang)} {check.id}"
        sheet.write_string(page.header[1], column, title, book.look("head"))
        sheet.write_comment(
            page.header[1], column, "\n".join(filter(None, (head.said(check, book.lang), check.note, reach)))
        )
        for row in range(first, last + 1):
            formula = judging.of_row(book.plan, page, row, book.lang)[k][1]
            sheet.write_formula(row, column, f"={formula}", book.look("unit"), "")
        _colour(book, sheet, (first, column, last, column))
        letter = column_letters(column + 1)
        blocks.append(f"${letter}${first + 1}:${letter}${last + 1}")
    return blocks


def _counted(cells: Sequence[str], word: str) -> str:
    """Return how many outcomes are that word; neighbouring cells of the sheet of checks are one block."""
    if len(cells) > 1 and all("!" in cell for cell in cells):
        sheet, _, first = cells[0].partition("!")
        cells = [f"{sheet}!{first}:{cells[-1].partition('!')[2]}"]
    return "+".join(f'COUNTIF({cell},"{word}")' for cell in cells)


def _colour(book: Book, sheet: Worksheet, block: tuple[int, int, int, int]) -> None:
    for word, look in ((words.FAILED, RED), (words.PASSED, GREEN)):
        text = f'"{word.of(book.lang)}"'
        options = {"type": "cell", "criteria": "==", "value": text, "format": book.book.add_format(look)}
        sheet.conditional_format(*block, options)
