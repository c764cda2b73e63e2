"""Screens on a console of any width: a block an entity, figures never cut; of what fails, the cells it rests on.

In: a `Screening`, settings with the width. Out: text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.reports import columns, consoles
from fzplan.reports.columns import Cell, Column
from fzplan.reports.screen import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fzplan.model.screens import Screen, Screened, Screening
    from fzplan.reports.formats import Settings
    from fzplan.reports.screen.lines import Block

HEADS = (
    Text("指标", "indicator"), Text("对照", "against"), Text("应达到", "due"), Text("实际", "actual"),
    Text("差额", "difference"), Text("差%", "%"), Text("结论", "result"),
)  # fmt: skip
STYLES = {"fails": "bold red", "not_assessable": "yellow", "passes": "green"}
NARROWEST = 12
"""Columns of the name of an indicator, however long the figures are."""
INDENT, MARGIN = 4, "  "
NOTHING = Text("没有未达标的", "nothing fails")
NOBODY = Text("没有可筛查的对象", "there was nothing to look at")


def render(screening: Screening, settings: Settings, failing: bool) -> str:  # noqa: FBT001  (one signature for all formats)
    """Return the page: banner, a section a screen with its totals, the legend."""
    page = _Page(screening, settings, failing=failing)
    text = "\n".join(line.rstrip() for line in page.text()) + "\n"
    return text if settings.colour else consoles.printable(text, settings.encoding)


class _Page:
    """The page being written."""

    def __init__(self, screening: Screening, settings: Settings, *, failing: bool) -> None:
        self.screening, self.settings, self.failing = screening, settings, failing
        self.plan, self.lang = screening.plan, settings.lang

    def text(self) -> Iterator[str]:
        """Yield the lines of the page."""
        for banner in lines.banners(self.screening, self.lang):
            yield f"【{banner}】" if self.lang == "zh" else f"[{banner}]"
        for number, screen in enumerate(self.screening.screens):
            if number:
                yield ""
            yield from self.section(screen)
        yield ""
        yield lines.legend(self.screening, self.lang)

    def section(self, screen: Screen) -> Iterator[str]:
        """Yield one screen: title, totals, heads, its blocks."""
        label = screen.en or screen.id if self.lang == "en" else screen.id
        yield f"{self.plan.head.short or self.plan.head.name}　{label}"
        yield from lines.sentences(self.screening, screen, self.lang)
        held = list(lines.blocks(self.screening, screen))
        blocks = [(b, found) for b in held if (found := self.listed(b))]
        yield ""
        if not blocks:
            yield (NOTHING if held else NOBODY).of(self.lang)
            return
        shape = self.shape([line for _, found in blocks for line in found])
        yield from columns.heads(shape, [self.shown(head.of(self.lang)) for head in HEADS], self.settings.encoding)
        for block, found in blocks:
            yield self.shown(lines.title(block, self.plan, self.lang))
            told: set[str] = set()
            for line in found:
                yield from columns.row(shape, self.cells(line, shape[0].width))
                yield from self.below(line, told)

    def listed(self, block: Block) -> tuple[Screened, ...]:
        return lines.listed(block, failing=self.failing)

    def shown(self, text: str) -> str:
        return consoles.printable(text, self.settings.encoding)

    def shape(self, found: Sequence[Screened]) -> list[Column]:
        """Return the columns: each as wide as its widest cell, the first takes the rest and wraps."""
        rows = [self.texts(line) for line in found]
        heads = [self.shown(head.of(self.lang)) for head in HEADS]
        widths = [max(consoles.columns(text) for text in column) for column in zip(heads, *rows, strict=True)]
        rest = self.settings.width - columns.total([0, *widths[1:]])
        first = max(NARROWEST, min(widths[0], rest))
        right = (False, False, True, True, True, True, False)
        return [Column(w, right=r) for w, r in zip([first, *widths[1:]], right, strict=True)]

    def texts(self, line: Screened) -> list[str]:
        cells = (
            MARGIN + lines.name(line.indicator, self.lang), lines.side(line, self.lang), lines.limit(line, self.plan),
            lines.actual(line, self.plan), lines.difference(line, self.plan), lines.percent(line, self.plan),
            line.label(self.lang),
        )  # fmt: skip
        return [self.shown(cell) for cell in cells]

    def cells(self, line: Screened, width: int) -> list[Cell]:
        """Return the cells; a name that does not fit goes on below itself."""
        style = STYLES.get(line.result, "") if self.settings.colour else ""
        name, *texts, last = self.texts(line)
        parts = columns.folded(name.removeprefix(MARGIN), width - len(MARGIN)).split("\n")
        return [Cell("\n".join(MARGIN + part for part in parts)), *map(Cell, texts), Cell(last, style)]

    def below(self, line: Screened, told_before: set[str]) -> Iterator[str]:
        """Yield why a line is not assessable, and the cells on which a failing one rests; of an entity each once."""
        told = [lines.why(line, self.lang)]
        if line.result == "fails":
            told = [lines.told(one, self.lang) for one in (*line.actual.inputs, *line.limit.inputs)]
        new = [text for text in filter(None, told) if text not in told_before]
        told_before.update(new)
        for text in new:
            room = max(NARROWEST, self.settings.width - INDENT)
            for part in columns.folded(self.shown(text), room).split("\n"):
                yield " " * INDENT + part
