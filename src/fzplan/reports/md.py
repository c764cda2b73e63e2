"""The gap table as Markdown for a pull request: banner, totals, a table a section, what lags, what is not assessable.

Nothing from the data is read as markup: signs of Markdown are escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.reports import changes, findings, lines, matrix, part_years, sentences
from fzplan.reports.markup import line, plain
from fzplan.reports.table import HEADS, WORDED, legend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Outcome
    from fzplan.reports.formats import Settings
    from fzplan.reports.lines import Group, Line

LAGGING = ("behind", "missed")


def render(outcome: Outcome, settings: Settings) -> str:
    """Return the page; every figure and word is that of the table on the console."""
    lang = settings.lang
    page = [
        *_above(outcome, lang),
        *(row for group in lines.groups(outcome, lang) for row in _section(group, outcome, lang)),
        *_lagging(outcome, lang),
        *_reasons(outcome, lang),
        *(row for dimension in outcome.by for row in _members(outcome, dimension, lang)),
        *_told(outcome, lang),
    ]
    return "\n".join(page) + "\n"


def _above(outcome: Outcome, lang: Lang) -> Iterator[str]:
    head, zh = outcome.plan.head, lang == "zh"
    yield from (f"## {plain(head.name)}", "")
    for banner in lines.banners(outcome, lang):
        yield from (f"> **{plain(banner)}**", "")
    now, share = periods.words(outcome.as_of, lang), f"{lines.time_share(outcome) * 100:.1f}%"
    span = periods.words(periods.years(head.first, head.last), lang)
    if zh:
        yield f"数据截至{now}，基期{head.baseline}年，规划期{span}，序时进度{share}。"
    else:
        yield f"Data up to {now}, base {head.baseline}, span {span}, {share} of the time is over."
    for said in (lines.totals(outcome, lang), lines.deliverables(outcome, lang)):
        if said:
            yield from ("", f"**{plain(said)}**")


def _section(group: Group, outcome: Outcome, lang: Lang) -> Iterator[str]:
    """Yield the table of one section of the plan, under its heading."""
    head = outcome.plan.head
    facts = {"base": head.baseline, "last": head.last, "now": periods.text(outcome.as_of)}
    heads = (HEADS[key].of(lang).format_map(facts).replace("\n", "" if lang == "zh" else " ") for key in lines.COLUMNS)
    yield ""
    if group.section:
        yield from (f"### {plain(group.section)}", "")
    yield line(map(plain, heads))
    yield line("---" if key in WORDED else "---:" for key in lines.COLUMNS)
    for one in group.lines:
        yield line(_cell(one, key) for key in lines.COLUMNS)


def _cell(one: Line, key: str) -> str:
    """Return a cell; what lags is set in bold, which says no more than the word."""
    text = plain(one.cells[key])
    return f"**{text}**" if key == "verdict" and one.assessment.verdict in LAGGING else text


def _lagging(outcome: Outcome, lang: Lang) -> Iterator[str]:
    found = [a for a in outcome.assessments if a.verdict in LAGGING]
    if found:
        yield from ("", "### 滞后和未完成" if lang == "zh" else "### Behind and missed", "")
        yield from (f"- {plain(sentences.sentence(outcome, a, lang))}" for a in found)


def _reasons(outcome: Outcome, lang: Lang) -> Iterator[str]:
    unable = [a for a in outcome.assessments if a.verdict == "not_assessable"]
    if unable:
        colon, comma = ("：", "、") if lang == "zh" else (": ", ", ")
        yield from ("", "### 无法评估的原因" if lang == "zh" else "### Why not assessable", "")
        for reason, names in lines.reasons(unable, outcome, lang):
            yield f"- {plain(reason)}{colon}{plain(comma.join(names))}"


def _members(outcome: Outcome, dimension: str, lang: Lang) -> Iterator[str]:
    """Yield the indicators by the members of a dimension that was asked for (`--by`)."""
    told, others = matrix.matrix(outcome, dimension, lang), matrix.lacking(outcome, dimension, lang)
    yield from ("", f"### {plain(matrix.title(outcome, dimension, lang))}")
    if told.rows:
        yield from ("", line(map(plain, told.heads)))
        yield line("---" if k < matrix.WORDS else "---:" for k in range(len(told.heads)))
        yield from (line(map(plain, row)) for row in told.rows)
    if others:
        yield from ("", plain(others))


def _told(outcome: Outcome, lang: Lang) -> Iterator[str]:
    """Yield what else the console says: January to date, a what-if's changes, the marks, findings by severity."""
    for section in (part_years.section(outcome, lang), changes.section(outcome, lang)):
        if any(section):
            yield ""
            yield from (f"- {plain(said.strip())}" for said in section if said.strip())
    yield from ("", plain(legend(outcome, lang)), "", plain(findings.counts(outcome.diagnostics, lang)))
