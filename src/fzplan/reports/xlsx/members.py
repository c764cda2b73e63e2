"""Sheets 分园区, 分产业: the indicators by the members of one dimension, a line an indicator and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.observations import TOTAL
from fzplan.reports import wording
from fzplan.reports.xlsx import styles
from fzplan.reports.xlsx.seats import FIRST, WITHHELD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.model.results import Breakdown, Outcome
    from fzplan.reports.xlsx.page import Cell, Page

HEADS = (Text("指标", "Indicator"), Text("计量单位", "Unit"), Text("年份", "Year"), Text("合计", "Total"))
WIDTHS = (28, 14, 8, 13)
MEMBER = 13


class Members:
    """The sheet of one dimension."""

    def __init__(self, outcome: Outcome, dimension: str) -> None:
        declared = outcome.plan.dimensions[dimension]
        self.NAME = Text(f"分{dimension}"[:31], f"By {declared.en or dimension}"[:31])
        self.dimension = declared
        self.tables = [b for b in outcome.breakdowns if b.dimension == dimension]

    def write(self, page: Page) -> None:
        """Write the table; a figure that would give a single respondent away is not among them."""
        lang, of = page.settings.lang, self.dimension
        names = [of.member_en.get(member, member) if lang == "en" else member for member in of.members]
        heads = [*(page.say(head) for head in HEADS), *names]
        widths = (*WIDTHS, *(MEMBER for _ in names))
        rows = [(b, k, year) for b in self.tables for k, year in enumerate(b.years)]
        page.table(page.say(self.NAME), heads, widths, [_line(page, *row) for row in rows])
        for at, (b, k, year) in enumerate(rows, start=FIRST - 1):
            indicator = page.outcome.plan.indicators[b.indicator]
            places = indicator.decimals if indicator.decimals is not None else int(not indicator.unit.is_count)
            look = page.styles.of(styles.BODY, num_format=styles.figure_format(places), shrink=True)
            figures = [_shown(page, b, TOTAL, k), *(_shown(page, b, member, k) for member in of.members)]
            for column, figure in enumerate(figures, start=len(HEADS) - 1):
                page.write(at, column, figure, look)
            page.write(at, 2, year, page.styles.of(styles.BODY, align="center"))


def sheets(outcome: Outcome) -> Iterable[Members]:
    """Return a sheet for each dimension that has figures."""
    return [Members(outcome, dimension) for dimension in dict.fromkeys(b.dimension for b in outcome.breakdowns)]


def _line(page: Page, b: Breakdown, k: int, year: int) -> list[Cell]:
    indicator = page.outcome.plan.indicators[b.indicator]
    name = wording.name(indicator, page.settings.lang)
    return [
        name,
        indicator.unit.text,
        year,
        _shown(page, b, TOTAL, k),
        *(_shown(page, b, member, k) for member in b.members),
    ]


def _shown(page: Page, b: Breakdown, member: str, k: int) -> Cell:
    if (member, b.years[k]) in b.withheld:
        return page.say(WITHHELD)
    return b.whole[k] if member == TOTAL else b.members[member][k]
