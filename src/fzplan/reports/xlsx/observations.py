"""Sheet 原始数据: every observation with its cell, the unit as printed, the factor of the conversion, its quality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.observations import TOTAL
from fzplan.reports.links import link
from fzplan.reports.xlsx import styles
from fzplan.reports.xlsx.seats import OBSERVATIONS, WITHHELD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.observations import Observation
    from fzplan.reports.xlsx.page import Cell, Page

NAME = OBSERVATIONS
CELL = Text("单元格", "Cell")
PART = Text(
    "（共{every}个数，列出计算所用的{shown}个）", " ({shown} of {every} figures: those the report is computed from)"
)
LINKS = 60_000
"""Links of one sheet; Excel takes 65,530."""
HEADS = (
    Text("原始指标", "Measure"),
    Text("报告期", "Period"),
    Text("数值", "Value"),
    Text("计量单位", "Unit"),
    Text("原值", "As printed"),
    Text("原单位", "Printed unit"),
    Text("换算系数", "Factor"),
    Text("版次", "Edition"),
    Text("口径", "Basis"),
    Text("数据性质", "Quality"),
    Text("数据状态", "Status"),
    Text("表式", "Form"),
    Text("文件", "File"),
    Text("工作表", "Sheet"),
    CELL,
    Text("记录数", "Records"),
    Text("注", "Notes"),
)
WIDTHS = (22, 12, 14, 10, 14, 10, 10, 8, 8, 9, 8, 12, 28, 14, 12, 8, 20)
BASES = {"published": Text("公布", "published"), "comparable": Text("同口径", "comparable")}


def write(page: Page) -> None:
    """Write the table, a row an observation, in the order they were read; a column a dimension of the plan."""
    dimensions = page.outcome.extraction.dimensions
    heads = [page.say(head) for head in HEADS]
    heads[2:2] = dimensions
    widths = [*WIDTHS[:2], *(12 for _ in dimensions), *WIDTHS[2:]]
    every, shown = len(page.outcome.extraction.observations), len(page.seats.listed)
    title = page.say(NAME) + (page.say(PART).format(every=every, shown=shown) if shown < every else "")
    page.table(title, heads, widths, _rows(page))
    _link(page, heads.index(page.say(CELL)))


def _link(page: Page, column: int) -> None:
    """Let every cell lead to where the figure stands in the return."""
    look = page.styles.of(styles.BODY, underline=1, font_color="#0000FF", text_wrap=True)
    sources = page.outcome.extraction.sources
    for index, row in list(page.seats.listed.items())[:LINKS]:
        place = sources.place(page.outcome.extraction.observations[index])
        found = link(place, page.settings.links)
        if found and place.address:
            page.sheet.write_url(row - 1, column, found, look, place.address)


def _rows(page: Page) -> Iterator[list[Cell]]:
    total = page.say(Text("合计", "total"))
    for index in page.seats.listed:
        o = page.outcome.extraction.observations[index]
        members = [total if member == TOTAL else member for member in o.members]
        figures = _figures(page, o, is_withheld=index in page.seats.withheld)
        yield [o.measure, periods.words(o.period, page.settings.lang), *members, *figures, *_source(page, o)]


def _figures(page: Page, o: Observation, *, is_withheld: bool) -> list[Cell]:
    quantity = page.outcome.plan.quantity(o.measure)
    return [
        page.say(WITHHELD) if is_withheld else o.value,
        quantity.unit.text if quantity else "",
        o.raw,
        o.unit,
        o.factor,
        page.say(words.EDITIONS[o.edition]) if o.edition in words.EDITIONS else o.edition,
        page.say(BASES[o.basis]) if o.basis in BASES else o.basis,
        page.say(words.QUALITIES[o.quality]),
        page.say(words.STATUSES[o.status]) if o.status in words.STATUSES else o.status,
    ]


def _source(page: Page, o: Observation) -> list[Cell]:
    sources = page.outcome.extraction.sources
    place = sources.place(o)
    notes = "；".join(sources.notes[number] for number in o.notes)
    return [o.form, place.file, place.sheet, place.address, o.rows or None, notes]
