"""Screens as Markdown: banner, totals, a table a screen. Nothing from the data is read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.reports.markup import line as row
from fzplan.reports.markup import plain
from fzplan.reports.screen import lines
from fzplan.reports.screen.table import HEADS, NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.model.screens import Screen, Screened, Screening
    from fzplan.reports.formats import Settings

ENTITY = Text("对象", "entity")
REMARK = Text("说明", "remark")


def render(screening: Screening, settings: Settings, failing: bool) -> str:  # noqa: FBT001  (one signature for all formats)
    """Return the page."""
    lang = settings.lang
    page = [f"## {plain(screening.plan.head.name)}"]
    for banner in lines.banners(screening, lang):
        page += ["", f"> **{plain(banner)}**"]
    for screen in screening.screens:
        page += ["", f"### {plain(screen.en or screen.id if lang == 'en' else screen.id)}"]
        for told in lines.sentences(screening, screen, lang):
            page += ["", plain(told)]
        page += ["", *_table(screening, screen, settings, failing=failing)]
    return "\n".join([*page, "", plain(lines.legend(screening, lang))]) + "\n"


def _table(screening: Screening, screen: Screen, settings: Settings, *, failing: bool) -> Iterator[str]:
    lang = settings.lang
    blocks = [(b, found) for b in lines.blocks(screening, screen) if (found := lines.listed(b, failing=failing))]
    if not blocks:
        yield NOTHING.of(lang)
        return
    yield row(plain(head.of(lang)) for head in (ENTITY, *HEADS, REMARK))
    yield row(["---", "---", "---", "---:", "---:", "---:", "---:", "---", "---"])
    for block, found in blocks:
        title = plain(lines.title(block, screening.plan, lang))
        for one in found:
            yield row([title, *_cells(one, screening, settings)])


def _cells(line: Screened, screening: Screening, settings: Settings) -> list[str]:
    lang, plan = settings.lang, screening.plan
    told = [lines.why(line, lang)]
    if line.result == "fails":
        told = [lines.inputs(line, lang), lines.inputs(line, lang, of_limit=True)]
    label = plain(line.label(lang))
    texts = (
        lines.name(line.indicator, lang), lines.side(line, lang), lines.limit(line, plan), lines.actual(line, plan),
        lines.difference(line, plan), lines.percent(line, plan),
    )  # fmt: skip
    return [
        *map(plain, texts),
        f"**{label}**" if line.result == "fails" else label,
        plain("　".join(filter(None, told))),
    ]
