"""The gap table as a piece of HTML for notebooks: no style sheet, no script, readable on light and dark.

In: an outcome, settings. Out: HTML; whatever comes from data is escaped.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from fzplan.reports import lines, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fzplan.model.results import Outcome
    from fzplan.reports.formats import Settings

RIGHT, LEFT = "text-align:right", "text-align:left"
LOUD = frozenset({"behind", "missed"})
"""Verdicts in bold: the word says what it is, no colour does."""


def render(outcome: Outcome, settings: Settings) -> str:
    """Return banner, name of the plan, a row a target by section of the plan, totals."""
    return "".join(f"{part}\n" for part in _parts(outcome, settings))


def _parts(outcome: Outcome, settings: Settings) -> Iterator[str]:
    for banner in lines.banners(outcome, settings.lang):
        yield f"<p><strong>{escape(banner)}</strong></p>"
    yield "<table>"
    yield f"<caption>{escape(outcome.plan.head.name)}</caption>"
    heads = table.headings(outcome, settings)
    yield _row("th", {key: head.replace("\n", "") for key, head in heads.items()})
    for group in lines.groups(outcome, settings.lang):
        if group.section:
            yield f'<tr><th colspan="{len(heads)}" style="{LEFT}">{escape(group.section)}</th></tr>'
        for line in group.lines:
            yield _row("td", line.cells, is_loud=line.assessment.verdict in LOUD)
    yield "</table>"
    lang = settings.lang
    for said in (lines.totals(outcome, lang), lines.deliverables(outcome, lang), table.legend(outcome, lang)):
        if said:
            yield f"<p>{escape(said)}</p>"


def _row(tag: str, cells: Mapping[str, str], *, is_loud: bool = False) -> str:
    return f"<tr>{''.join(_cell(tag, key, text, is_loud=is_loud) for key, text in cells.items())}</tr>"


def _cell(tag: str, key: str, text: str, *, is_loud: bool) -> str:
    shown = escape(text).replace("\n", "<br>")
    said = f"<strong>{shown}</strong>" if is_loud and key == "verdict" else shown
    return f'<{tag} style="{LEFT if key in table.WORDED else RIGHT}">{said}</{tag}>'
