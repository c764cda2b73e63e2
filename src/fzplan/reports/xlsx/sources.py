"""Sheet 数据来源: the files and sheets that were read, and what became of every number-like cell in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.model.words import IGNORED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.reports.xlsx.page import Cell, Page

NAME = Text("数据来源", "Sources")
HEADS = (
    Text("文件", "File"),
    Text("工作表", "Sheet"),
    Text("表式", "Form"),
    Text("数字单元格", "Number cells"),
    Text("采用", "Observations"),
    Text("记录", "Records"),
    Text("表头", "Headers"),
    Text("未采用", "Ignored"),
    Text("未采用的原因", "Why ignored"),
    Text("SHA-256前12位", "SHA-256, first 12"),
)
WIDTHS = (40, 18, 18, 11, 9, 9, 9, 9, 40, 16)
DIGITS = 12
NO_FORM = Text("不属于任何表式，未读取", "belongs to no form, not read")


def write(page: Page) -> None:
    """Write the table: a row a sheet, then the workbooks that belong to no form."""
    page.table(page.say(NAME), [page.say(head) for head in HEADS], WIDTHS, _rows(page))


def _rows(page: Page) -> Iterator[list[Cell]]:
    for a in page.outcome.extraction.accounts:
        ignored = "；".join(f"{page.say(IGNORED[reason])} {count}" for reason, count in a.ignored.items() if count)
        counts = [a.numbers, a.observations, a.records, a.headers, sum(a.ignored.values())]
        yield [a.place.file, a.place.sheet, "、".join(a.forms), *counts, ignored, _digest(page, a.place.file)]
    for file in page.outcome.extraction.unmatched:
        yield [file, "", "", None, None, None, None, None, page.say(NO_FORM), _digest(page, file)]


def _digest(page: Page, file: str) -> str:
    """Return what a file is recognised by."""
    return page.outcome.digests.get(file, "")[:DIGITS]
