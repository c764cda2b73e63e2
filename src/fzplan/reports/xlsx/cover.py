"""Sheet 封面: what this report is of, what it is made from, how the targets stand, where to find what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import __version__, periods
from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import lines
from fzplan.reports.links import target
from fzplan.reports.xlsx import styles
from fzplan.reports.xlsx.page import height

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fzplan.reports.xlsx.page import Page

NAME = Text("封面", "Cover")
TITLE = Text("主要指标监测报告", "monitoring report")
CONTENTS, STANDING = Text("目录", "Contents"), Text("总体情况", "How the targets stand")
WIDTHS = (22, 60)
LARGER = 1.8
"""The letters of the title beside those of the text."""


class Cover:
    """The first sheet; `contents` are the names of the others."""

    NAME = NAME

    def __init__(self, contents: Sequence[Text]) -> None:
        self.contents = contents

    def write(self, page: Page) -> None:
        """Write title, banner, facts, the verdicts counted, and the sheets with links."""
        page.lay_out(repeat=(0, 0))
        page.sheet.fit_to_pages(1, 1)
        for column, width in enumerate(WIDTHS):
            page.sheet.set_column(column, column, width)
        head = page.outcome.plan.head
        style = {**styles.TITLE, "text_wrap": True}
        page.sheet.set_row(0, LARGER * height([f"{head.name}\n{page.say(TITLE)}"], [sum(WIDTHS) / LARGER]))
        page.sheet.set_row(1, 20)
        page.sheet.merge_range(0, 0, 0, 1, "", page.styles.of(style))
        page.sheet.write_string(0, 0, f"{head.name}\n{page.say(TITLE)}", page.styles.of(style))
        page.sheet.merge_range(1, 0, 1, 1, "", page.styles.of(styles.BANNER))
        page.sheet.write_string(1, 0, page.banner(), page.styles.of(styles.BANNER))
        row = 3
        for heading, fact in _facts(page):
            row = self._pair(page, row, page.say(heading), fact)
        row = self._heading(page, row + 1, page.say(STANDING))
        found = [a.verdict for a in page.outcome.assessments]
        for code in words.VERDICTS:
            if code in found:
                label = words.verdict(code, page.settings.lang, page.outcome.plan.labels)
                row = self._pair(page, row, label, found.count(code))
        done = lines.deliverables(page.outcome, page.settings.lang)
        row = self._pair(page, row, "", done) if done else row
        row = self._heading(page, row + 1, page.say(CONTENTS))
        for number, name in enumerate(self.contents, start=1):
            page.sheet.write_number(row, 0, number, page.styles.of(styles.BODY, align="center"))
            look = page.styles.of(styles.BODY, underline=1, font_color="#0000FF")
            page.sheet.write_url(row, 1, f"internal:{target(page.say(name), 'A1')}", look, page.say(name))
            row += 1

    def _heading(self, page: Page, row: int, text: str) -> int:
        page.sheet.merge_range(row, 0, row, 1, "", page.styles.of(styles.GROUP))
        page.sheet.write_string(row, 0, text, page.styles.of(styles.GROUP))
        return row + 1

    def _pair(self, page: Page, row: int, label: str, fact: str | int) -> int:
        page.sheet.set_row(row, height([label, str(fact)], WIDTHS))
        page.sheet.write_string(row, 0, label, page.styles.of(styles.BODY))
        page.write(row, 1, fact, page.styles.of(styles.BODY, text_wrap=True, align="left"))
        return row + 1


def _facts(page: Page) -> Iterator[tuple[Text, str]]:
    outcome, lang = page.outcome, page.settings.lang
    head = outcome.plan.head
    yield Text("规划期", "Span"), f"{head.first}—{head.last}"
    yield Text("基期", "Base"), str(head.baseline)
    yield Text("数据截至", "Data up to"), periods.words(outcome.as_of, lang)
    yield Text("序时进度", "Time over"), f"{lines.time_share(outcome) * 100:.1f}%"
    if head.source:
        yield Text("规划来源", "Source of the plan"), head.source
    if page.settings.date is not None:
        yield Text("编制日期", "Made on"), page.settings.date.isoformat()
    yield Text("读取文件", "Files read"), str(len(outcome.extraction.sources.files))
    yield Text("程序版本", "Program"), f"fzplan {__version__}"
    yield Text("数据指纹", "Data fingerprint"), page.stamp
