"""One sheet being written: A4 landscape, banner, header and footer, plain tables of text and numbers."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from fzplan import __version__, figures
from fzplan.frozen import frozen
from fzplan.regex import regex
from fzplan.reports import lines
from fzplan.reports.consoles import columns
from fzplan.reports.xlsx import styles

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from fzplan.diagnostics import Text
    from fzplan.model.results import Outcome
    from fzplan.reports.formats import Settings
    from fzplan.reports.xlsx.seats import Seats

MILLIMETRES = 25.4
A3, A4 = 8, 9
LINE = 14.0
"""Points of one line of text at 10 pt."""
ROW = LINE + 2
"""Points of a row with one line of text."""
TALLEST = 409.0
"""Points that a row of Excel may have."""
WIDEST = 140.0
"""Columns that a page of A4 has room for, at 95 % of the size."""
GLYPH = 1.05
"""Columns of 10 pt text in one unit of column width (7 pixels of the default font; a half-width glyph is 6.67)."""
WORDS = regex(r"[!-~]+\s*|.")
"""What is not broken at the end of a line: letters and figures together, Chinese characters each."""
Cell = str | float | int | None


@frozen
class Page:
    """A sheet with what is drawn on it."""

    book: Workbook
    sheet: Worksheet
    styles: styles.Styles
    outcome: Outcome
    settings: Settings
    seats: Seats
    """Where the numbers of other sheets stand."""
    stamp: str
    """The fingerprint of the data."""

    def say(self, text: Text) -> str:
        """Return a text in the language of the report."""
        return text.of(self.settings.lang)

    def banner(self) -> str:
        """Return what must stand over the figures, or nothing."""
        found = lines.banners(self.outcome, self.settings.lang)
        signs = "【{}】" if self.settings.lang == "zh" else "[{}]"
        return " ".join(signs.format(text) for text in found)

    def lay_out(self, *, repeat: tuple[int, int], paper: int = A4) -> None:
        """Set the paper, the running header and footer, and the rows that every page repeats."""
        side = 12 / MILLIMETRES
        self.sheet.set_default_row(ROW)
        self.sheet.set_landscape()
        self.sheet.set_paper(paper)
        self.sheet.set_margins(left=side, right=side, top=15 / MILLIMETRES, bottom=15 / MILLIMETRES)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(*repeat)
        self.sheet.center_horizontally()
        banner = self.banner().replace("&", "&&")
        stamp = f"fzplan {__version__}　{'数据指纹' if self.settings.lang == 'zh' else 'data'} {self.stamp}"
        if banner:
            self.sheet.set_header(f"&C{banner}")
        self.sheet.set_footer(f"&L{banner}&C— &P —&R{stamp}")

    def write(self, row: int, column: int, value: Cell, format_: Format) -> None:
        """Write a number as a number, anything else as text that can never be a formula."""
        if isinstance(value, str):
            self.sheet.write_string(row, column, value, format_)
        elif value is None:
            self.sheet.write_blank(row, column, None, format_)
        elif math.isinf(value):  # no cell can hold it as a number; the other reports show it so as well
            self.sheet.write_string(row, column, figures.shown(value, 0), format_)
        else:
            self.sheet.write_number(row, column, value, format_)

    def table(self, title: str, heads: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[Cell]]) -> None:
        """Write a flat table under title and banner: one header row, filtered and frozen."""
        self.lay_out(repeat=(2, 2), paper=A4 if sum(widths) <= WIDEST else A3)
        for at, points in enumerate((22.0, 18.0, height(heads, widths))):
            self.sheet.set_row(at, points)
        self.sheet.write_string(0, 0, title, self.styles.of(styles.TITLE, align="left", font_size=14))
        self.sheet.write_string(1, 0, self.banner(), self.styles.of(styles.BANNER, align="left"))
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            self.sheet.set_column(column, column, width)
            self.sheet.write_string(2, column, head, self.styles.of(styles.HEAD))
        last = 2
        for last, row in enumerate(rows, start=3):
            self.sheet.set_row(last, height(row, widths))
            for column, value in enumerate(row):
                self.write(last, column, value, self.styles.of(styles.BODY, text_wrap=isinstance(value, str)))
        self.sheet.autofilter(2, 0, max(last, 3), len(heads) - 1)
        self.sheet.freeze_panes(3, 0)


def breaks(heights: Sequence[float], tied: Container[int], room: float) -> list[int]:
    """Return before which rows a page ends; a row that is tied stays on the page of the row after it.

    >>> breaks([10, 10, 10, 10, 10], {2}, 35)
    [2]
    """
    found, start, used = [], 0, 0.0
    for row, points in enumerate(heights):
        used += points
        if used <= room:
            continue
        first = row
        while first - 1 > start and first - 1 in tied:
            first -= 1
        found.append(first)
        start, used = first, sum(heights[first : row + 1])
    return found


def height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Return the points that a row of wrapped texts needs, as far as a row can have them.

    >>> height(["长" * 40_000], [19.0])
    409.0
    """
    needed = (lines_of(value, width) for value, width in zip(row, widths, strict=True) if isinstance(value, str))
    return min(LINE * max(needed, default=1) + ROW - LINE, TALLEST)


@lru_cache(maxsize=4096)  # the texts of a long list repeat
def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of that many characters; words of letters are not broken.

    >>> lines_of("研发投入强度", 19), lines_of("新增国家级企业技术中心、国家工程中心及实验室", 19)
    (1, 3)
    >>> lines_of("firms with income over 1 billion", 16)
    3
    """
    room = max(2, int(width * GLYPH))
    return sum(_wrapped(part, room) for part in text.split("\n"))


def _wrapped(text: str, room: int) -> int:
    found, used = 1, 0
    for word in WORDS.findall(text):
        wide = columns(word)
        if used and used + columns(word.rstrip()) > room:
            found, used = found + 1, 0
        found += max(0, -(-wide // room) - 1)
        used += wide
    return found
