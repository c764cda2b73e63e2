"""Sheet 年度分解: targets by year, due beside done, then what the remaining years need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.diagnostics import Text
from fzplan.reports import wording
from fzplan.reports.schedule import lines
from fzplan.reports.xlsx import styles
from fzplan.reports.xlsx.page import A3, height

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.reports.schedule.lines import Block
    from fzplan.reports.xlsx.page import Cell, Page

NAME = Text("年度分解", "By year")
HEADS = (
    Text("序号", "No."),
    Text("指标名称", "Indicator"),
    Text("计量单位", "Unit"),
    Text("责任单位", "In charge"),
    Text("分解方式", "Path"),
    Text("基期值", "Base"),
    Text("目标值", "Target"),
)
WIDTHS = (5, 24, 10, 14, 13, 10, 12)
OF_YEAR = (Text("应完成值", "due"), Text("实际值", "actual"), Text("差额", "difference"))
NEEDED = Text("剩余年份年均需", "Needed a year")
IN_YEAR = Text("{year}年尚需", "{year} needs")
REMARKS = Text("备注", "Remarks")
OF_THE_YEAR = Text("　当年", "  in the year")
TOTALLED = Text("（累计）", " (in all)")
FIGURE, WORDS = 10.5, 15
BODY = 4
"""First row of the body: title, banner and two rows of heads stand above."""


class Line(NamedTuple):
    """One row: its words, the figures of each year (due, actual, difference), what is still needed, remarks."""

    words: tuple[Cell, ...]
    years: dict[int, tuple[float | None, float | None, float | None]]
    needed: str
    required: dict[int, float]
    remarks: str
    block: Block


def write(page: Page) -> None:
    """Write the whole sheet."""
    years = lines.years(page.outcome)
    found = lines.blocks(page.outcome, page.settings.lang)
    open_years = sorted({row.year for b in found for row in b.schedule.rows if row.required is not None})
    page.lay_out(repeat=(2, 3), paper=A3)
    page.sheet.freeze_panes(BODY, 2)
    widths = (*WIDTHS, *(FIGURE for _ in years for _ in OF_YEAR), WORDS, *(FIGURE for _ in open_years), 22)
    for column, width in enumerate(widths):
        page.sheet.set_column(column, column, width)
    _heads(page, years, open_years)
    row = BODY
    for number, block in enumerate(found, start=1):
        for line in _lines(page, number, block):
            _line(page, row, line, years, open_years)
            page.sheet.set_row(row, height([*line.words, line.remarks], [*WIDTHS, 22]))
            row += 1
    rest = lines.undivided(page.outcome, page.settings.lang)
    if rest:
        page.sheet.write_string(row, 0, rest, page.styles.of(styles.PLAIN, text_wrap=False))


def _heads(page: Page, years: tuple[int, ...], open_years: list[int]) -> None:
    style = page.styles.of(styles.HEAD)
    title = f"{page.outcome.plan.head.short or page.outcome.plan.head.name} {page.say(NAME)}"
    page.sheet.write_string(0, 0, title, page.styles.of(styles.TITLE, align="left", font_size=14))
    page.sheet.write_string(1, 0, page.banner(), page.styles.of(styles.BANNER, align="left"))
    for column, text in enumerate(HEADS):
        page.sheet.merge_range(2, column, 3, column, page.say(text), style)
    column = len(HEADS)
    for year in years:
        shown = f"{year}年" if page.settings.lang == "zh" else str(year)
        page.sheet.merge_range(2, column, 2, column + len(OF_YEAR) - 1, shown, style)
        for offset, text in enumerate(OF_YEAR):
            page.sheet.write_string(3, column + offset, page.say(text), style)
        column += len(OF_YEAR)
    tail = [page.say(NEEDED), *(page.say(IN_YEAR).format(year=year) for year in open_years), page.say(REMARKS)]
    for offset, words in enumerate(tail):
        page.sheet.merge_range(2, column + offset, 3, column + offset, words, style)


def _lines(page: Page, number: int, block: Block) -> Iterator[Line]:
    """Yield one row a target; of a total one of the running sums and one of the year's own parts."""
    outcome, lang, schedule = page.outcome, page.settings.lang, block.schedule
    name, total = wording.title(outcome.plan, schedule.target, lang), schedule.target.kind == "total"
    words = (
        number,
        name + (page.say(TOTALLED) if total else ""),
        schedule.unit,
        schedule.target.owner,
        lines.path(block, lang),
        lines.base(outcome, block),
        lines.goal(outcome, block, lang),
    )
    needed = wording.required(outcome.plan, block.assessment, lang, outcome.as_of.year)
    required = {row.year: row.required for row in schedule.rows if row.required is not None}
    levels = {row.year: (row.planned, row.actual, row.lag) for row in schedule.rows}
    yield Line(words, levels, needed, {} if total else required, lines.reasons(block, lang), block)
    if total:
        parts = {
            row.year: (row.planned_new, row.actual_new, _less(row.actual_new, row.planned_new)) for row in schedule.rows
        }
        yield Line(("", page.say(OF_THE_YEAR), schedule.unit, "", "", "", ""), parts, "", required, "", block)


def _less(done: float | None, due: float | None) -> float | None:
    return None if done is None or due is None else done - due


def _line(page: Page, row: int, line: Line, years: tuple[int, ...], open_years: list[int]) -> None:
    for column, word in enumerate(line.words):
        side = "center" if column in (0, 2, 4) else "right" if column > 4 else "left"
        page.write(row, column, word, page.styles.of(styles.BODY, align=side, text_wrap=True))
    column = len(line.words)
    for year in years:
        due, actual, lag = line.years.get(year, (None, None, None))
        _figure(page, row, column, due, line.block)
        _figure(page, row, column + 1, actual, line.block, after=line.block.mark)
        _figure(page, row, column + 2, lag, line.block, after=line.block.mark, signed=True)
        column += len(OF_YEAR)
    page.write(row, column, line.needed, page.styles.of(styles.BODY, align="center", text_wrap=True))
    for offset, year in enumerate(open_years, start=1):
        _figure(page, row, column + offset, line.required.get(year), line.block, after=line.block.mark)
    last = column + len(open_years) + 1
    page.write(row, last, line.remarks, page.styles.of(styles.BODY, align="left", text_wrap=True))


def _figure(page: Page, row: int, column: int, value: float | None, block: Block, **frame: Any) -> None:
    pattern = styles.figure_format(block.places, **frame)
    page.write(row, column, value, page.styles.of(styles.BODY, align="right", num_format=pattern, shrink=True))
