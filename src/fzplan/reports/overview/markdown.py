"""Many plans as Markdown: the plans with their verdicts, a table a common target. Nothing is read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports.markup import line, plain
from fzplan.reports.overview import lines
from fzplan.reports.overview.table import FINDINGS, HEADS, RIGHT, TALLY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.model.overviews import Overview, RankBy
    from fzplan.reports.formats import Settings

TITLE = Text("各规划比较", "Plans side by side")
REMARK = Text("说明", "remark")


def render(overview: Overview, settings: Settings, rank_by: RankBy) -> str:
    """Return the page."""
    lang = settings.lang
    page = [f"## {TITLE.of(lang)}"]
    for banner in lines.banners(overview, lang):
        page += ["", f"> **{plain(banner)}**"]
    page += ["", plain(lines.heading(overview, lang)), "", *_tallies(overview, settings)]
    page += _rows(overview, settings, rank_by)
    below = filter(None, [lines.alone(overview, lang), lines.legend(overview, rank_by, lang)])
    return "\n".join([*page, "", *map(plain, below)]) + "\n"


def _tallies(overview: Overview, settings: Settings) -> Iterator[str]:
    lang = settings.lang
    verdicts = (words.VERDICTS[verdict].of(lang) for verdict in lines.COUNTED)
    yield line(map(plain, [*(head.of(lang) for head in TALLY), *verdicts, FINDINGS.of(lang)]))
    yield line(["---", "---", *["---:"] * (1 + len(lines.COUNTED)), "---"])
    for one in lines.tallies(overview, lang):
        yield line(map(plain, [one.name, one.period, str(one.targets), *map(str, one.counts), one.findings]))


def _rows(overview: Overview, settings: Settings, rank_by: RankBy) -> Iterator[str]:
    lang = settings.lang
    for row in lines.common(overview):
        yield from ("", f"### {plain(lines.title(row, lang))}", "")
        yield line(plain(head.of(lang)) for head in (*HEADS, REMARK))
        yield line([*("---:" if right else "---" for right in RIGHT), "---"])
        for cell in lines.ordered(row, rank_by):
            texts = (
                overview.names[cell.plan], lines.actual(row, cell), lines.goal(row, cell, lang),
                lines.attainment(cell), lines.rank(row, cell, rank_by), cell.entry.label.of(lang),
                lines.why(cell, rank_by, lang),
            )  # fmt: skip
            yield line(map(plain, texts))
