"""One sheet being written: A4 landscape, one page wide, banner, header and footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import __version__
from fzplan.frozen import frozen
from fzplan.model import words
from fzplan.reports.xlsx import styles
from fzplan.reports.xlsx.page import A4, MILLIMETRES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from fzplan.diagnostics import Text
    from fzplan.model.findings import Review
    from fzplan.reports.formats import Settings
    from fzplan.reports.xlsx.styles import Styles

Cell = str | float | int | None
LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""


@frozen
class Page:
    """A sheet with what is drawn on it."""

    sheet: Worksheet
    styles: Styles
    review: Review
    settings: Settings

    def say(self, text: Text) -> str:
        """Return a text in the language of the report."""
        return text.of(self.settings.lang)

    def title(self, name: Text) -> str:
        """Return the title of a sheet: the plan's short name, what it is."""
        plan = self.review.plan
        return " ".join(filter(None, [(plan.head.short or plan.head.name) if plan else "", self.say(name)]))

    def banner(self) -> str:
        """Return what must stand over illustrative data, or nothing."""
        read = self.review.extraction
        seen: set[str] = set()
        if read:
            seen = {o.quality for o in read.observations} | {r.quality for r in read.records}
        signs = "【{}】" if self.settings.lang == "zh" else "[{}]"
        return " ".join(signs.format(self.say(text)) for quality, text in words.BANNERS.items() if quality in seen)

    def lay_out(self, widths: Sequence[float], *, repeat: tuple[int, int] | None = None) -> None:
        """Set the paper, the widths, the running header and footer, and the rows that every page repeats."""
        side = 10 / MILLIMETRES
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.set_margins(left=side, right=side, top=13 / MILLIMETRES, bottom=13 / MILLIMETRES)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.center_horizontally()
        self.sheet.hide_gridlines(2)
        if repeat:
            self.sheet.repeat_rows(*repeat)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        banner = self.banner().replace("&", "&&")
        if banner:
            self.sheet.set_header(f"&C{banner}")
        self.sheet.set_footer(f"&L{banner}&C— &P / &N —&Rfzplan {__version__}")

    def stamp(self, row: int) -> None:
        """Write the banner; without one the row is a thin gap."""
        banner = self.banner()
        self.line(row, banner, styles.BANNER)
        if not banner:
            self.sheet.set_row(row, 4)

    def line(self, row: int, text: str, base: dict[str, object], **more: object) -> None:
        """Write a line over the whole width of the sheet."""
        self.sheet.write_string(row, 0, text, self.styles.of(base, **{"align": "left", "text_wrap": False, **more}))

    def write(self, row: int, column: int, value: Cell, format_: Format) -> None:
        """Write a number as a number, anything else as text that can never be a formula."""
        if isinstance(value, str) and value:
            self.sheet.write_string(row, column, value[:LONGEST], format_)
        elif isinstance(value, (int, float)):
            self.sheet.write_number(row, column, value, format_)
        else:
            self.sheet.write_blank(row, column, None, format_)
