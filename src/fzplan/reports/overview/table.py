"""Many plans on a console of any width: verdicts a plan, then a block a common target; figures are never cut.

In: an `Overview`, settings with the width. Out: text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import columns, consoles
from fzplan.reports.columns import Cell, Column
from fzplan.reports.overview import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fzplan.model.overviews import Overview, RankBy, Row
    from fzplan.reports.formats import Settings

PLAN = Text("规划", "plan")
HEADS = (
    PLAN, Text("实际", "actual"), Text("目标", "target"), Text("完成率%", "attained %"), Text("位次", "rank"),
    Text("判定", "verdict"),
)  # fmt: skip
RIGHT = (False, True, True, True, True, False)
TALLY = (PLAN, Text("数据截至", "data to"), Text("目标", "targets"))
FINDINGS = Text("问题", "findings")
STYLES = {"missed": "bold red", "behind": "yellow", "achieved": "green", "achieved_early": "green", "ahead": "green"}
NARROWEST = 12
"""Columns of the name of a plan, however long the figures are."""
INDENT = 4


def render(overview: Overview, settings: Settings, rank_by: RankBy) -> str:
    """Return the page: banner, the plans with their verdicts, a block a common target, the legend."""
    text = "\n".join(line.rstrip() for line in _Page(overview, settings, rank_by).text()) + "\n"
    return text if settings.colour else consoles.printable(text, settings.encoding)


class _Page:
    """The page being written."""

    def __init__(self, overview: Overview, settings: Settings, rank_by: RankBy) -> None:
        self.overview, self.settings, self.by, self.lang = overview, settings, rank_by, settings.lang

    def text(self) -> Iterator[str]:
        """Yield the lines of the page."""
        for banner in lines.banners(self.overview, self.lang):
            yield f"【{banner}】" if self.lang == "zh" else f"[{banner}]"
        yield lines.heading(self.overview, self.lang)
        yield ""
        yield from self.tallies()
        rows = lines.common(self.overview)
        if rows:
            yield ""
            shape = self.shape([texts for row in rows for texts in self.texts(row)], HEADS, RIGHT)
            yield from columns.heads(shape, [self.shown(head.of(self.lang)) for head in HEADS], self.settings.encoding)
            for row in rows:
                yield from self.block(row, shape)
        yield ""
        alone = lines.alone(self.overview, self.lang)
        if alone:
            yield alone
        yield lines.legend(self.overview, self.by, self.lang)

    def shown(self, text: str) -> str:
        return consoles.printable(text, self.settings.encoding)

    def tallies(self) -> Iterator[str]:
        """Yield the plans with how many targets have each verdict; a verdict that no plan has needs no column."""
        found = lines.tallies(self.overview, self.lang)
        kept = [k for k in range(len(lines.COUNTED)) if any(t.counts[k] for t in found)]
        verdicts = [words.VERDICTS[lines.COUNTED[k]].of(self.lang).replace(" ", "\n") for k in kept]
        heads = [*(head.of(self.lang) for head in TALLY), *verdicts, FINDINGS.of(self.lang)]
        texts = [[t.name, t.period, str(t.targets), *(str(t.counts[k]) for k in kept), t.findings] for t in found]
        right = (False, False, True, *(True for _ in kept), False)
        told = [Text(head, head) for head in heads]
        shape = self.shape([[self.shown(text) for text in line] for line in texts], told, right, last=True)
        yield from columns.heads(shape, [self.shown(head) for head in heads], self.settings.encoding)
        for line in texts:
            yield from columns.row(shape, [Cell(self.shown(text)) for text in line])

    def shape(
        self, texts: Sequence[Sequence[str]], heads: Sequence[Text], right: Sequence[bool], *, last: bool = False
    ) -> list[Column]:
        """Return the columns: as wide as their widest cell, the name takes the rest and wraps, and so does `last`."""
        named = [[self.shown(head.of(self.lang))] for head in heads]
        cells = [[*named[k], *(line[k] for line in texts)] for k in range(len(heads))]
        widths = [max(consoles.columns(part) for cell in column for part in cell.split("\n")) for column in cells]
        if last:
            widths[-1] = min(
                widths[-1], max(NARROWEST, self.settings.width - columns.total(widths[:-1]) - columns.SPACE)
            )
        rest = self.settings.width - columns.total([0, *widths[1:]])
        widths[0] = max(NARROWEST, min(widths[0], rest))
        wraps = [k == 0 or (last and k == len(heads) - 1) for k in range(len(heads))]
        return [Column(w, right=r, wraps=wrap) for w, r, wrap in zip(widths, right, wraps, strict=True)]

    def texts(self, row: Row) -> list[list[str]]:
        """Return the cells of a block by rank."""
        return [
            [
                self.shown(text)
                for text in (
                    self.overview.names[cell.plan], lines.actual(row, cell), lines.goal(row, cell, self.lang),
                    lines.attainment(cell), lines.rank(row, cell, self.by), cell.entry.label.of(self.lang),
                )
            ]
            for cell in lines.ordered(row, self.by)
        ]  # fmt: skip

    def block(self, row: Row, shape: Sequence[Column]) -> Iterator[str]:
        """Yield one common target: its name, then the plans by rank, and why one has none."""
        yield self.shown(lines.title(row, self.lang))
        for cell, texts in zip(lines.ordered(row, self.by), self.texts(row), strict=True):
            style = STYLES.get(cell.entry.verdict, "") if self.settings.colour else ""
            yield from columns.row(shape, [*map(Cell, texts[:-1]), Cell(texts[-1], style)])
            why = lines.why(cell, self.by, self.lang)
            if why:
                room = max(NARROWEST, self.settings.width - INDENT)
                yield from (" " * INDENT + part for part in columns.folded(self.shown(why), room).split("\n"))
