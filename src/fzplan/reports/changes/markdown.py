"""A comparison as Markdown for a pull request: tables that GitHub, GitLab and Gitea draw; long ones folded away.

Nothing from the data is read as markup: signs of Markdown are escaped, places stand in code spans.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.reports.changes.rows import sections
from fzplan.reports.changes.table import heading
from fzplan.reports.markup import code, line, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.reports.changes.page import Page
    from fzplan.reports.changes.rows import Section
    from fzplan.reports.formats import Settings

LONG = 30
"""Rows from which a section is folded away."""
RULES = {"figure": "---:"}


def render(page: Page, settings: Settings) -> str:
    """Return the page: what is compared, the summary, a table a section."""
    *above, summary = heading(page, settings.lang)
    out = [*(f"- {plain(said)}" for said in above), "", f"**{plain(summary)}**"]
    for section in sections(page, settings.lang):
        if section.rows:
            out += ["", *_section(section, settings)]
    return "\n".join(out) + "\n"


def _section(section: Section, settings: Settings) -> Iterator[str]:
    title = section.title.of(settings.lang)
    folds = len(section.rows) > LONG
    told = f"<summary>{title} ({len(section.rows)})</summary>"
    yield from (["<details>", told, ""] if folds else [f"### {title}", ""])
    yield line(head.text.of(settings.lang) for head in section.heads)
    yield line(RULES.get(head.role, "---") for head in section.heads)
    for cells in section.rows:
        marked = (
            code(str(cell)) if head.role == "below" and section.name == "observations" else plain(str(cell))
            for head, cell in zip(section.heads, cells, strict=True)
        )
        yield line(marked)
    if folds:
        yield from ("", "</details>")
