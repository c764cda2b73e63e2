"""Screens as an Excel workbook: results, standards, and the cells that every figure came from."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from fzplan import __version__, figures
from fzplan.diagnostics import Text
from fzplan.reports import wording
from fzplan.reports.links import link
from fzplan.reports.screen import lines
from fzplan.reports.xlsx import styles
from fzplan.reports.xlsx.book import EPOCH, literal
from fzplan.reports.xlsx.page import A4, MILLIMETRES, height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from fzplan.diagnostics import Place
    from fzplan.model.plan import Plan
    from fzplan.model.screens import Screened, Screening
    from fzplan.reports.formats import Settings

RESULTS = Text("筛查结果", "Results")
STANDARDS = Text("标准", "Standards")
INPUTS = Text("取数", "Inputs")
LINKS, ROWS = 65_000, 1_048_000
"""Links and rows that a sheet takes: Excel has 65,530 and 1,048,576."""
CUT = Text(
    "　※ 行数超过 Excel 的限度，另有 {count} 行未列出，见 CSV 或 JSON",
    " — {count} rows beyond what Excel takes: see CSV or JSON",
)
HEAD = 3
"""The row of the heads: title, banner and totals stand above."""
RESULT_HEADS = (
    (Text("对象", "Entity"), 18), (Text("编号", "Key"), 12), (Text("时期", "Period"), 8),
    (Text("分组", "Members"), 13), (Text("指标", "Indicator"), 12), (Text("单位", "Unit"), 9),
    (Text("对照", "Against"), 8), (Text("应达到", "Due"), 11), (Text("实际", "Actual"), 11),
    (Text("差额", "Difference"), 11), (Text("差额%", "%"), 8), (Text("结论", "Result"), 9),
    (Text("说明", "Remark"), 30),
)  # fmt: skip
STANDARD_HEADS = (
    (Text("筛查", "Screen"), 16), (Text("指标", "Indicator"), 14), (Text("标准", "Standard"), 16),
    (Text("适用", "For"), 22), (Text("原文", "Quote"), 36), (Text("出处", "Section"), 20), (Text("说明", "Note"), 36),
)  # fmt: skip
INPUT_HEADS = (
    (Text("对象", "Entity"), 20), (Text("时期", "Period"), 8), (Text("指标", "Indicator"), 14),
    (Text("用于", "Used for"), 9), (Text("字段", "Field"), 16), (Text("数", "Value"), 14), (Text("单位", "Unit"), 9),
    (Text("文件", "File"), 36), (Text("工作表", "Sheet"), 16), (Text("单元格", "Cell"), 9),
)  # fmt: skip
ACTUAL = Text("实际", "actual")
ALL = Text("全部对象", "all entities")
COLOURS = {"fails": "#FBE3E1", "not_assessable": "#FFF4D6"}


def render(screening: Screening, settings: Settings, failing: bool) -> bytes:  # noqa: FBT001  (one signature for all formats)
    """Return the workbook: a sheet of results a screen, then standards and inputs."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, literal())
    title = screening.plan.head.name
    book.set_properties({"title": title, "comments": f"fzplan {__version__}", "created": EPOCH})
    made = _Made(screening, settings, styles.Styles(book), failing=failing)
    for number, screen in enumerate(screening.screens, start=1):
        name = RESULTS.of(settings.lang) + (f" {number}" if len(screening.screens) > 1 else "")
        page = _Page(book.add_worksheet(name), made, screen.en or screen.id if settings.lang == "en" else screen.id)
        page.head(RESULT_HEADS, "；".join(lines.sentences(screening, screen, settings.lang)))
        for block in lines.blocks(screening, screen):
            for line in lines.listed(block, failing=failing):
                page.result(line)
        page.finish()
    if any(screen.standards for screen in screening.screens):
        _standards(_Page(book.add_worksheet(STANDARDS.of(settings.lang)), made, STANDARDS.of(settings.lang)))
    _inputs(_Page(book.add_worksheet(INPUTS.of(settings.lang)), made, INPUTS.of(settings.lang)))
    book.close()
    return content.getvalue()


class _Made:
    """What all sheets share."""

    def __init__(self, screening: Screening, settings: Settings, looks: styles.Styles, *, failing: bool) -> None:
        self.screening, self.settings, self.looks, self.failing = screening, settings, looks, failing
        signs = "【{}】" if settings.lang == "zh" else "[{}]"
        self.banner = " ".join(signs.format(text) for text in lines.banners(screening, settings.lang))

    def listed(self) -> list[Screened]:
        """Return the lines that the results list."""
        found = (b for screen in self.screening.screens for b in lines.blocks(self.screening, screen))
        return [line for block in found for line in lines.listed(block, failing=self.failing)]


class _Page:
    """One sheet being written from the top down."""

    def __init__(self, sheet: Worksheet, made: _Made, title: str) -> None:
        self.sheet, self.made, self.title = sheet, made, title
        self.lang, self.plan = made.settings.lang, made.screening.plan
        self.row, self.linked, self.left_out = HEAD + 1, 0, 0
        self.told = ""
        self.widths: list[float] = []

    def head(self, heads: Sequence[tuple[Text, float]], told: str = "") -> None:
        """Lay out the page, write title, banner, totals and heads."""
        self.told = told
        side, sheet, looks = 12 / MILLIMETRES, self.sheet, self.made.looks
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=side, right=side, top=15 / MILLIMETRES, bottom=15 / MILLIMETRES)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD, HEAD)
        sheet.hide_gridlines(2)
        banner = self.made.banner.replace("&", "&&")
        if banner:
            sheet.set_header(f"&C{banner}")
        sheet.set_footer(f"&L{banner}&C— &P / &N —&Rfzplan {__version__}")
        name = f"{self.plan.head.short or self.plan.head.name}　{self.title}"
        above = ((name, {**styles.TITLE, "font_size": 14}), (self.made.banner, styles.BANNER), (told, styles.PLAIN))
        for row, (said, base) in enumerate(above):
            sheet.set_row(row, (26, 20, 20)[row])
            sheet.write_string(row, 0, said, looks.of(base, align="left", text_wrap=False))
        self.widths = [width for _, width in heads]
        for column, (text, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(HEAD, column, text.of(self.lang), looks.of(styles.HEAD))

    def finish(self) -> None:
        """Filter and freeze what was written; say what had no room."""
        if self.left_out:
            told = self.told + CUT.of(self.lang).format(count=self.left_out)
            self.sheet.write_string(2, 0, told, self.made.looks.of(styles.PLAIN, align="left", text_wrap=False))
        self.sheet.autofilter(HEAD, 0, max(self.row - 1, HEAD + 1), len(self.widths) - 1)
        self.sheet.freeze_panes(HEAD + 1, 1)

    def write(self, cells: Sequence[object], formats: Sequence[str] = (), colour: str = "") -> None:
        """Write one row: a number as a number in its format, anything else as text that can never be a formula."""
        if self.row >= ROWS:
            self.left_out += 1
            return
        self.sheet.set_row(self.row, height([c if isinstance(c, str) else "" for c in cells], self.widths))
        for column, cell in enumerate(cells):
            pattern = formats[column] if formats else ""
            look = {"bg_color": colour} if colour else {}
            if isinstance(cell, (int, float)):
                style = self.made.looks.of(styles.BODY, num_format=pattern or "General", align="right", **look)
                self.sheet.write_number(self.row, column, cell, style)
            else:
                if cell == wording.NONE and pattern:
                    look["align"] = "right"
                style = self.made.looks.of(styles.BODY, text_wrap=True, **look)
                self.sheet.write_string(self.row, column, str(cell or ""), style)
        self.row += 1

    def result(self, line: Screened) -> None:
        """Write one line of results."""
        lang, plan, places = self.lang, self.plan, lines.places(line, self.plan)
        unit = line.indicator.unit.text
        label = line.indicator.en or line.indicator.id if lang == "en" else line.indicator.id
        told = lines.why(line, lang)
        if line.standard is not None and line.standard.section:
            told = line.standard.section
        cells = [
            line.name, line.entity, lines.period(line, lang), lines.members(line, plan, lang), label, unit,
            lines.side(line, lang), line.limit.value, line.actual.value, *_derived(line, plan),
            line.label(lang), told,
        ]  # fmt: skip
        marks = [lines.limit(line, plan)[-1:], lines.actual(line, plan)[-1:]]
        after = [mark if not mark.isdigit() else "" for mark in marks]
        formats = [""] * 7 + [
            styles.figure_format(places, before=line.comparator, after=after[0]),
            styles.figure_format(places, after=after[1]),
            styles.figure_format(places, signed=True),
            styles.figure_format(1, signed=True), "", "",
        ]  # fmt: skip
        shown = [wording.NONE if cell is None else cell for cell in cells]
        self.write(shown, formats, COLOURS.get(line.result, ""))

    def link(self, column: int, place: Place, text: str) -> None:
        """Let a cell of the row just written lead into the return, while the sheet takes links."""
        found = link(place, self.made.settings.links)
        if found and text and self.linked < LINKS and not self.left_out:
            style = self.made.looks.of(styles.BODY, underline=1, font_color="#0000FF", align="center")
            self.sheet.write_url(self.row - 1, column, found, style, text)
            self.linked += 1


def _derived(line: Screened, plan: Plan) -> tuple[float | None, float | None]:
    """Return difference and per cent without float noise; what rounds to 0 has no sign."""
    if line.difference is None:
        return None, None
    percent = line.difference_percent
    if percent is not None:
        percent = 0.0 if lines.percent(line, plan) == "0.0%" else figures.tidy(percent)
    return figures.tidy(line.difference), percent


def _standards(page: _Page) -> None:
    page.head(STANDARD_HEADS)
    for screen in page.made.screening.screens:
        for one in screen.standards:
            indicator = screen.indicators[one.indicator]
            given = "、".join(one.members.values()) or ALL.of(page.lang)
            told = lines.standard(one, page.plan, indicator)
            page.write([screen.id, one.indicator, told, given, one.quote, one.section, one.note])
    page.finish()


def _inputs(page: _Page) -> None:
    page.head(INPUT_HEADS)
    told: set[tuple[str, str, str]] = set()
    for line in page.made.listed():
        for used, reading in ((ACTUAL.of(page.lang), line.actual), (lines.side(line, page.lang), line.limit)):
            for one in reading.inputs:
                seen = (str(one.place), line.indicator.id, one.field)
                if seen in told:
                    continue
                told.add(seen)
                value = wording.NONE if one.value is None else one.value
                cells = [line.name, lines.period(line, page.lang), line.indicator.id, used, one.field, value, one.unit]
                page.write([*cells, one.place.file, one.place.sheet, lines.cell(one)])
                page.link(len(cells) + 2, one.place, lines.cell(one))
    page.finish()
