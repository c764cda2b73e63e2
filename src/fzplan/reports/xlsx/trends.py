"""Sheet 走势图: the series of every target in figures, and as a chart of its own: done, due, projected, target.

The lines differ by dashes and marks, so that a black and white print can be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.diagnostics import Text
from fzplan.reports import wording
from fzplan.reports.marking.xml import allowed
from fzplan.reports.xlsx import styles
from fzplan.reports.xlsx.seats import FIRST

if TYPE_CHECKING:
    from fzplan.model.results import Assessment
    from fzplan.model.schedules import Schedule
    from fzplan.reports.xlsx.page import Page

NAME = Text("走势图", "Trends")
HEADS = (Text("指标", "Indicator"), Text("计量单位", "Unit"), Text("数列", "Series"))
WIDTHS = (28, 14, 12)
YEAR = 10
MOST = 120
"""Charts of one sheet; beyond them the figures remain."""
ROWS = 14
"""Rows that a chart covers."""
ACROSS = 2
"""Charts side by side: as wide as the figures."""
DOWN = 2
"""Charts below each other on a page."""
PIXELS, APART = (520, 290), 10


class Series(NamedTuple):
    """One line of a chart: its name, its figures by year, its look."""

    label: Text
    figures: dict[int, float]
    look: dict[str, Any]


def write(page: Page) -> None:
    """Write the figures, then the charts below them."""
    found = _found(page)
    years = sorted({year for _, _, lines in found for line in lines for year in line.figures})
    heads = [*(page.say(head) for head in HEADS), *map(str, years)]
    rows = [
        [wording.title(page.outcome.plan, s.target, page.settings.lang), s.unit, page.say(line.label)]
        + [line.figures.get(year) for year in years]
        for s, _, lines in found
        for line in lines
    ]
    page.table(page.say(NAME), heads, (*WIDTHS, *(YEAR for _ in years)), rows)
    row = FIRST - 1
    below = row + len(rows) + 2
    charts = min(len(found), MOST)
    page.sheet.set_h_pagebreaks([below + k * ROWS for k in range(0, -(-charts // ACROSS), DOWN)])
    for number, (s, _, lines) in enumerate(found):
        _figures(page, row, s, lines, years)
        if number < MOST:
            place = below + number // ACROSS * ROWS, number % ACROSS * (PIXELS[0] + APART)
            _chart(page, place, row, s, lines, years)
        row += len(lines)


def _found(page: Page) -> list[tuple[Schedule, Assessment, list[Series]]]:
    """Return the targets that have a course of several years, with their lines."""
    by_target = {a.target.id: a for a in page.outcome.assessments}
    pairs = [(s, by_target[s.target.id]) for s in page.outcome.schedules if s.target.id in by_target]
    drawn = [(s, a, [line for line in _series(s, a) if line.figures]) for s, a in pairs]
    return [(s, a, lines) for s, a, lines in drawn if len(lines) > 1]


def _series(s: Schedule, a: Assessment) -> list[Series]:
    """Return what was done, what is due, what the trend gives, what is to be reached."""
    done = {row.year: row.actual for row in s.rows if row.actual is not None}
    due = {row.year: row.planned for row in s.rows if row.planned is not None}
    if s.base_year is not None and s.base is not None:
        done, due = {s.base_year: s.base} | done, {s.base_year: s.base} | due
    ahead = {}
    if a.projected is not None and a.actual is not None and a.period is not None and a.period.year < s.target.last:
        ahead = {a.period.year: a.actual, s.target.last: a.projected}
    goal = dict.fromkeys(due, s.goal) if s.goal is not None else {}
    return [
        Series(Text("实际", "actual"), done, _look("#1F4E79", "solid", "circle")),
        Series(Text("应完成", "due"), due, _look("#7F7F7F", "dash", "diamond")),
        Series(Text("预测", "projected"), ahead, _look("#C55A11", "round_dot", "triangle")),
        Series(Text("目标", "target"), goal, _look("#000000", "long_dash", "none")),
    ]


def _look(colour: str, dash: str, mark: str) -> dict[str, Any]:
    marker = {"type": mark, "size": 6, "border": {"color": colour}, "fill": {"color": colour}}
    return {"line": {"color": colour, "dash_type": dash, "width": 2}, "marker": marker}


def _figures(page: Page, row: int, s: Schedule, lines: list[Series], years: list[int]) -> None:
    """Write the figures again with the decimals of their target."""
    pattern = styles.figure_format(wording.own_decimals(page.outcome.plan.indicators[s.target.indicator], s.target))
    look = page.styles.of(styles.BODY, num_format=pattern, shrink=True)
    for k, line in enumerate(lines):
        for column, year in enumerate(years, start=len(HEADS)):
            page.write(row + k, column, line.figures.get(year), look)


def _chart(page: Page, place: tuple[int, int], row: int, s: Schedule, lines: list[Series], years: list[int]) -> None:
    """Draw one target, in a row and so many pixels from the left; a year without a figure is bridged."""
    chart = page.book.add_chart({"type": "line"})
    last = len(HEADS) + len(years) - 1
    name = page.say(NAME)
    for k, line in enumerate(lines, start=row):
        chart.add_series(
            {
                "name": [name, k, 2],
                "categories": [name, FIRST - 2, len(HEADS), FIRST - 2, last],
                "values": [name, k, len(HEADS), k, last],
                **line.look,
            }
        )
    title = wording.title(page.outcome.plan, s.target, page.settings.lang)
    heading = title + wording.bracketed(s.unit, page.settings.lang)
    chart.set_title({"name": heading.replace("!", "！"), "name_font": {"size": 11}})  # XlsxWriter: a!B1 is a reference
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    chart.show_blanks_as("span")
    chart.set_size({"width": PIXELS[0], "height": PIXELS[1]})
    page.sheet.insert_chart(
        place[0], 0, chart, {"object_position": 2, "description": allowed(title), "x_offset": place[1], "y_offset": 3}
    )
