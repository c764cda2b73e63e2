"""Sheet 完成情况明细: a line a target, flat, with filter; from base and value to the verdict by live formulas.

The values come from 计算过程, which computes them from 原始数据: a figure changed there changes the verdict here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_range_formula

from fzplan.diagnostics import Text, column_letters
from fzplan.figures import compare
from fzplan.formula.excel import comparison
from fzplan.model import words
from fzplan.reports import wording
from fzplan.reports.xlsx import course as courses
from fzplan.reports.xlsx import standing, styles
from fzplan.reports.xlsx.seats import CHANGED, FIRST, SAME

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from fzplan.model.plan import Comparator
    from fzplan.model.results import Assessment
    from fzplan.reports.xlsx.page import Cell, Page

NAME = Text("完成情况明细", "Details")
CLOSE = 1e-11
"""Of the larger: a figure that is judged is kept to twelve digits, so far it may be from the one that was read."""


class Column(NamedTuple):
    """One column: its heading and its width."""

    head: Text
    width: float


WORDS = (
    Column(Text("序号", "No."), 5),
    Column(Text("指标", "Indicator"), 28),
    Column(Text("计量单位", "Unit"), 9),
    Column(Text("属性", "Nature"), 8),
    Column(Text("类别", "Kind"), 12),
    Column(Text("责任单位", "In charge"), 12),
    Column(Text("目标年份", "Due"), 9),
)
FIGURES = (
    Column(Text("基期值", "Base"), 11),
    Column(Text("目标下限", "Target, low end"), 11),
    Column(Text("目标上限", "Target, high end"), 11),
    Column(Text("实际值", "Actual"), 11),
    Column(Text("完成率(%)", "Attainment (%)"), 9),
    Column(Text("完成进度(%)", "Progress (%)"), 9),
    Column(Text("序时进度(%)", "Time (%)"), 9),
    Column(Text("应完成值", "Due by now"), 11),
    Column(Text("比值", "Ratio"), 8),
    Column(Text("k", "k"), 8),
    Column(Text("已达目标", "Reached"), 9),
    Column(Text("距目标差距", "Gap"), 11),
    Column(Text("进度判定", "Verdict"), 10),
    Column(Text("趋势判断", "Outlook"), 11),
    Column(Text("判定（程序）", "Verdict as computed"), 10),
    Column(Text("核对", "Agrees"), 8),
    Column(Text("还需（每年）", "Needed a year"), 14),
    Column(Text("预测值", "Projected"), 11),
    Column(Text("预计达到年份", "Reached in"), 10),
    Column(Text("临界幅度", "Margin"), 11),
    Column(Text("原因", "Why"), 40),
)
TREND = Column(Text("走势", "Trend"), 12)
YEAR_WIDTH = 10
CENTRED = frozenset({10, 12, 13, 14, 15, 16})
AS_THEY_ARE = frozenset({-1, 18, 20})
"""The sparkline, a year, and words that are wrapped."""
PLACES = {4: 1, 5: 1, 6: 1, 8: 3, 9: 3}
"""Decimals of percentages, of the ratio and of k."""
YES, NO = Text("是", "yes"), Text("否", "no")


def write(page: Page) -> None:
    """Write the table, then the formulas over its cells."""
    years = _years(page)
    columns = [*WORDS, *(Column(Text(f"{y}年", str(y)), YEAR_WIDTH) for y in years), TREND, *FIGURES]
    rows = [_cells(page, number, a, years) for number, a in enumerate(page.outcome.assessments, start=1)]
    page.table(page.say(NAME), [page.say(c.head) for c in columns], [c.width for c in columns], rows)
    for row, a in enumerate(page.outcome.assessments, start=FIRST - 1):
        _Line(page, row, a, years).write()
    _looks(page, len(WORDS) + len(years) + 1, len(rows))


def _years(page: Page) -> list[int]:
    """Return the years from the base of the plan to the latest, or to its end where data go further."""
    head = page.outcome.plan.head
    return list(range(head.baseline, min(head.last, page.outcome.as_of.year) + 1))


def _cells(page: Page, number: int, a: Assessment, years: list[int]) -> list[Cell]:
    """Return a line as computed; the live formulas are written over some of its cells."""
    plan, lang, target = page.outcome.plan, page.settings.lang, a.target
    percent = [None if share is None else 100 * share for share in (a.attainment, a.progress, a.time_share)]
    low, high = (a.value, None) if a.value is not None and target.better > 0 else (None, a.value)
    verdict = words.verdict(a.verdict, lang, plan.labels)
    return [
        number,
        wording.title(plan, target, lang),
        wording.unit(a.unit, lang),
        words.NATURES[target.nature].of(lang) if target.nature else wording.NONE,
        words.KINDS[target.kind].of(lang),
        target.owner,
        target.last or None,
        *(a.series.get(year) for year in years),
        "",
        a.base,
        a.low if a.value is None else low,
        a.high if a.value is None else high,
        a.actual,
        *percent,
        a.planned,
        a.ratio,
        a.effort,
        "",
        a.gap,
        verdict,
        words.verdict(a.outlook, lang, plan.labels) if a.outlook else wording.NONE,
        verdict,
        "",
        wording.required(plan, a, lang, page.outcome.last_full_year),
        a.projected,
        a.projected_year,
        a.margin,
        ("；" if lang == "zh" else "; ").join(wording.why(plan, reason, lang) for reason in a.why),
    ]


class _Line:
    """One line: where its cells are, and the formulas that go into them."""

    def __init__(self, page: Page, row: int, a: Assessment, years: list[int]) -> None:
        self.page, self.row, self.a, self.years = page, row, a, years
        self.first = len(WORDS) + len(years) + 1
        self.course = courses.course(page.outcome.plan, a)

    def write(self) -> None:
        """Write the values as references, and what follows from them where the target is on its way."""
        self.plain()
        self.sparkline()
        for k, year in enumerate(self.years):
            self.formula(len(WORDS) + k, self.reference(year, self.a.series.get(year)), self.a.series.get(year))
        actual = self.actual()
        self.formula(self.column(3), actual, self.a.actual)
        base = self.a.base_period and self.reference(self.a.base_period.year, self.a.base)
        self.formula(self.column(0), base or None, self.a.base)
        if self.course is not None and actual is not None:
            self.judged()
        elif self.course is None and (actual is not None or self.a.target.kind == "growth"):
            self.standing()

    def column(self, offset: int) -> int:
        """Return the 0-based column of one of the figures."""
        return self.first + offset

    def at(self, offset: int) -> str:
        """Return the cell of one of the figures in this line."""
        return f"${column_letters(self.column(offset) + 1)}{self.row + 1}"

    def formula(self, column: int, text: str | None, value: Cell) -> None:
        """Write a formula with its value as computed, in the look of its column."""
        if text is None or value is None:
            return
        look = self.look(column)
        self.page.sheet.write_formula(self.row, column, f"={text}", look, value)

    def plain(self) -> None:
        """Write the cells again as they look: figures with the decimals of the target, words in the middle."""
        cells = _cells(self.page, self.row - FIRST + 2, self.a, self.years)
        for column in range(len(WORDS), len(cells)):
            if column - self.first not in AS_THEY_ARE:
                self.page.write(self.row, column, cells[column], self.look(column))

    def sparkline(self) -> None:
        """Draw the years in one cell; programs that know no sparklines leave it empty."""
        if len([year for year in self.years if year in self.a.series]) > 1:
            span = (self.row, len(WORDS), self.row, self.first - 2)
            drawn = {"range": xl_range_formula(self.page.say(NAME), *span), "markers": True, "show_hidden": True}
            self.page.sheet.add_sparkline(self.row, self.first - 1, drawn)

    def look(self, column: int) -> Format:
        """Return the format of a cell."""
        offset = column - self.first
        if offset in CENTRED:
            return self.page.styles.of(styles.BODY, align="center")
        places = wording.decimals(self.page.outcome.plan, self.a) if offset not in PLACES else PLACES[offset]
        return self.page.styles.of(styles.BODY, num_format=styles.figure_format(places), shrink=True)

    def reference(self, year: int, value: float | None) -> str | None:
        """Return where the value of a year is computed, if that is the one that was judged."""
        target, seats = self.a.target, self.page.seats
        known = seats.figure(target.indicator, year, target.members)
        if value is None or known is None or abs(known - value) > CLOSE * max(abs(known), abs(value)):
            return None
        return seats.value(target.indicator, year, target.members)

    def actual(self) -> str | None:
        """Return the value judged: of the latest year, or the sum of the years of the span."""
        a = self.a
        if a.period is None or not a.period.is_year:
            return None
        if a.target.kind != "total":
            return self.reference(a.period.year, a.actual)
        span = [self.reference(year, a.series.get(year)) for year in range(a.target.first, a.period.year + 1)]
        known = [text for text in span if text is not None]
        return f"SUM({','.join(known)})" if known and len(known) == len(span) else None

    def said(self) -> dict[str, str]:
        """Return the words of every verdict and outlook."""
        page = self.page
        codes = (*words.VERDICTS, *words.OUTLOOKS)
        return {code: words.verdict(code, page.settings.lang, page.outcome.plan.labels) for code in codes}

    def judged(self) -> None:
        """Write what follows from base, target, value and time."""
        c, a = self.course, self.a
        assert c is not None
        said, at = self.said(), self.cells(c)
        progress = f"100*({at.actual}-{at.base})/({at.goal}-{at.base})"
        self.formula(self.column(5), progress, None if a.progress is None else 100 * a.progress)
        self.formula(self.column(7), courses.due(c, at), a.planned)
        self.formula(self.column(8), courses.ratio(c, at), "" if a.ratio is None else a.ratio)
        self.formula(self.column(9), courses.effort(c, at), a.effort)
        self.reached(c.comparator, courses.goal_of(a) or 0.0, at.goal)
        self.verdict(courses.verdict(c, at, said), courses.outlook(c, at, said), said)

    def standing(self) -> None:
        """Write what follows from the years of the line, where the target is judged by these."""
        a, said, first = self.a, self.said(), len(WORDS)
        live = {year: k for k, year in enumerate(self.years) if self.reference(year, a.series.get(year)) is not None}
        cells = {year: f"${column_letters(first + k + 1)}{self.row + 1}" for year, k in live.items()}
        goal = self.at(1 if a.target.better > 0 else 2)
        met = f'({self.at(10)}="{self.page.say(YES)}")'
        line = standing.Line(self.at(0), goal, self.at(3), self.at(8), self.at(9), met, cells)
        found = standing.standing(self.page.outcome.plan, a, line, said)
        if found is None:
            return
        self.formula(self.column(3), found.actual, a.actual)
        self.formula(self.column(8), found.ratio, "" if a.ratio is None else a.ratio)
        self.formula(self.column(9), found.effort, a.effort)
        if found.is_level:
            self.reached(a.target.comparator, a.value or 0.0, goal)
        self.verdict(found.verdict, found.outlook, said)

    def reached(self, comparator: Comparator, goal: float, at: str) -> None:
        """Write whether the value has the level of the target, and how far it is from it."""
        yes, no = map(self.page.say, (YES, NO))
        met = comparison(self.at(3), comparator, at)
        known = yes if compare(self.a.actual or 0.0, comparator, goal) else no
        self.formula(self.column(10), f'IF({met},"{yes}","{no}")', known)
        self.formula(self.column(11), f"({self.at(3)}-{at})", self.a.gap)

    def verdict(self, judged: str, outlook: str | None, said: dict[str, str]) -> None:
        """Write verdict and outlook, and whether the verdict is still the one computed."""
        same, changed = map(self.page.say, (SAME, CHANGED))
        self.formula(self.column(12), judged, said[self.a.verdict])
        if self.a.outlook:
            self.formula(self.column(13), outlook, said[self.a.outlook])
        self.formula(self.column(15), f'IF({self.at(12)}={self.at(14)},"{same}","{changed}")', same)

    def cells(self, c: courses.Course) -> courses.Cells:
        """Return where the figures of this line stand."""
        return courses.Cells(
            base="0" if c.total else self.at(0),
            goal=self.at(1 if self.a.target.better > 0 else 2),
            actual=self.at(3),
            share=f"({self.at(6)}/100)",
            due=self.at(7),
            ratio=self.at(8),
            effort=self.at(9),
            met=f'({self.at(10)}="{self.page.say(YES)}")',
        )


def _looks(page: Page, first: int, rows: int) -> None:
    """Give the figures the decimals of their line, progress a bar and the verdict a colour; both are words as well."""
    last = FIRST - 2 + rows
    progress, verdict = first + 5, first + 12
    page.sheet.conditional_format(
        FIRST - 1, progress, last, progress,
        {"type": "data_bar", "min_type": "num", "max_type": "num", "min_value": 0, "max_value": 100},
    )  # fmt: skip
    for code, colour in COLOURS.items():
        said = words.verdict(code, page.settings.lang, page.outcome.plan.labels)
        rule = {"type": "cell", "criteria": "==", "value": f'"{said}"', "format": page.styles.of({"bg_color": colour})}
        page.sheet.conditional_format(FIRST - 1, verdict, last, verdict, rule)


COLOURS = {
    "achieved_early": "#C6E0B4", "achieved": "#C6E0B4", "ahead": "#DDEBF7", "behind": "#FCE4D6", "missed": "#F8CBAD",
}  # fmt: skip
