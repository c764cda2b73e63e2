"""Many plans as an Excel workbook: verdicts a plan, targets by rank, and one figure a plan and target."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from fzplan import __version__, figures, periods
from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import wording
from fzplan.reports.overview import lines
from fzplan.reports.overview.markdown import TITLE
from fzplan.reports.overview.table import FINDINGS, TALLY
from fzplan.reports.xlsx import styles
from fzplan.reports.xlsx.book import EPOCH, literal
from fzplan.reports.xlsx.page import A4, MILLIMETRES, height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from fzplan.model.overviews import Overview, RankBy
    from fzplan.reports.formats import Settings

PLANS = Text("各规划", "Plans")
TARGETS = Text("目标比较", "Targets")
MATRIX = Text("指标对照", "Figures")
HEAD = 3
"""The row of the heads: title, banner and legend stand above."""
COLUMNS = (
    (Text("目标", "Target"), 22), (Text("单位", "Unit"), 10), (Text("规划", "Plan"), 24), (Text("时期", "Period"), 9),
    (Text("实际", "Actual"), 12), (Text("目标值", "Goal"), 17), (Text("完成率%", "Attained %"), 10),
    (Text("判定", "Verdict"), 10), (Text("位次", "Rank"), 6), (Text("参评", "Of"), 6),
    (Text("完成率位次", "Rank by attainment"), 10), (Text("参评", "Of"), 6), (Text("说明", "Remark"), 30),
)  # fmt: skip


def render(overview: Overview, settings: Settings, rank_by: RankBy) -> bytes:
    """Return the workbook."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, literal())
    book.set_properties({"title": TITLE.of(settings.lang), "comments": f"fzplan {__version__}", "created": EPOCH})
    looks = styles.Styles(book)
    for name, fill in ((PLANS, _plans), (TARGETS, _targets), (MATRIX, _matrix)):
        fill(_Page(book.add_worksheet(name.of(settings.lang)), looks, overview, settings, name), rank_by)
    book.close()
    return content.getvalue()


class _Page:
    """One sheet being written from the top down."""

    def __init__(
        self, sheet: Worksheet, looks: styles.Styles, overview: Overview, settings: Settings, name: Text
    ) -> None:
        self.sheet, self.looks, self.overview, self.lang, self.name = sheet, looks, overview, settings.lang, name
        self.row = HEAD + 1
        self.widths: list[float] = []

    def head(self, heads: Sequence[tuple[str, float]], told: str) -> None:
        """Lay out the page, write title, banner, legend and heads."""
        sheet, side = self.sheet, 12 / MILLIMETRES
        signs = "【{}】" if self.lang == "zh" else "[{}]"
        banner = " ".join(signs.format(text) for text in lines.banners(self.overview, self.lang))
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=side, right=side, top=15 / MILLIMETRES, bottom=15 / MILLIMETRES)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD, HEAD)
        sheet.hide_gridlines(2)
        if banner:
            sheet.set_header(f"&C{banner}")
        sheet.set_footer(f"&L{banner}&C— &P / &N —&Rfzplan {__version__}")
        title = f"{TITLE.of(self.lang)}　{self.name.of(self.lang)}"
        above = ((title, {**styles.TITLE, "font_size": 14}), (banner, styles.BANNER), (told, styles.PLAIN))
        for row, (said, base) in enumerate(above):
            sheet.set_row(row, (26, 20, 20)[row])
            sheet.write_string(row, 0, said, self.looks.of(base, align="left", text_wrap=False))
        self.widths = [width for _, width in heads]
        for column, (text, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(HEAD, column, text, self.looks.of(styles.HEAD))
        sheet.set_row(HEAD, height([text for text, _ in heads], self.widths))

    def write(self, cells: Sequence[object], formats: Sequence[str] = ()) -> None:
        """Write one row: a number as a number in its format, anything else as text that can never be a formula."""
        self.sheet.set_row(self.row, height([c if isinstance(c, str) else "" for c in cells], self.widths))
        for column, cell in enumerate(cells):
            pattern = formats[column] if formats else ""
            if isinstance(cell, (int, float)):
                style = self.looks.of(styles.BODY, num_format=pattern or "General", align="right")
                self.sheet.write_number(self.row, column, cell, style)
            else:
                side = {"align": "right"} if cell is None else {"text_wrap": True}
                text = wording.NONE if cell is None else str(cell)
                self.sheet.write_string(self.row, column, text, self.looks.of(styles.BODY, **side))
        self.row += 1

    def finish(self, kept: int = 1) -> None:
        """Filter and freeze what was written."""
        self.sheet.autofilter(HEAD, 0, max(self.row - 1, HEAD + 1), len(self.widths) - 1)
        self.sheet.freeze_panes(HEAD + 1, kept)


def _plans(page: _Page, rank_by: RankBy) -> None:  # noqa: ARG001  (one signature for all sheets)
    lang = page.lang
    heads = [(head.of(lang), width) for head, width in zip(TALLY, (28, 11, 7), strict=True)]
    heads += [(words.VERDICTS[verdict].of(lang), 9) for verdict in lines.COUNTED]
    page.head([*heads, (FINDINGS.of(lang), 30), ("targets.yaml", 34)], lines.heading(page.overview, lang))
    for one, run in zip(lines.tallies(page.overview, lang), page.overview.plans, strict=True):
        page.write([one.name, one.period, one.targets, *one.counts, one.findings, run.file])
    page.finish()


def _targets(page: _Page, rank_by: RankBy) -> None:
    lang, overview = page.lang, page.overview
    page.head([(head.of(lang), width) for head, width in COLUMNS], lines.legend(overview, rank_by, lang))
    for row in overview.rows:
        members = "、".join(row.members.values())
        name = row.label.of(lang) + wording.bracketed(members, lang)
        number = styles.figure_format(lines.places(row))
        for cell in lines.ordered(row, rank_by):
            entry = cell.entry
            period = periods.words(entry.period, lang) if entry.period else ""
            attained = None if entry.attainment is None else figures.tidy(entry.attainment * 100)
            mark = words.MARKS.get(entry.quality, "")
            ranks = [each for by in ("actual", "attainment") for each in (cell.ranks.get(by), row.ranked[by])]
            cells = [
                name, lines.unit(row), overview.names[cell.plan], period, cell.actual, lines.goal(row, cell, lang),
                attained, entry.label.of(lang), *ranks, lines.why(cell, rank_by, lang),
            ]  # fmt: skip
            figure = styles.figure_format(lines.places(row), after=mark) if mark else number
            page.write(cells, ["", "", "", "", figure, "", "0.0", "", "", "", "", "", ""])
    page.finish(3)


def _matrix(page: _Page, rank_by: RankBy) -> None:  # noqa: ARG001  (one signature for all sheets)
    """Write a row a plan, a column a common target: the figures in the units of the columns."""
    rows, lang = lines.common(page.overview), page.lang
    heads: list[tuple[str, float]] = [(TALLY[0].of(lang), 28)]
    for row in rows:
        members = "、".join(row.members.values())
        label = row.label.of(lang) + wording.bracketed(members, lang) + wording.bracketed(lines.unit(row), lang)
        heads.append((label, 14))
    page.head(heads, lines.heading(page.overview, lang))
    found = [{cell.plan: cell for cell in row.cells} for row in rows]
    for number, name in enumerate(page.overview.names):
        cells: list[object] = [name]
        formats = [""]
        for row, by_plan in zip(rows, found, strict=True):
            cell = by_plan.get(number)
            cells.append(cell.actual if cell else "")
            mark = words.MARKS.get(cell.entry.quality, "") if cell else ""
            formats.append(styles.figure_format(lines.places(row), after=mark))
        page.write(cells, formats)
    page.finish()
