"""`init`: a plan file drafted from the plan's indicator table or from workbooks; and the table written back.

In: paths. Out: the text of a plan file (or the bytes of the table), with what was found wrong on the way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, Severity, listed
from fzplan.frozen import frozen
from fzplan.regex import regex
from fzplan.workflow.codes import NO_SPAN, NOTHING_FOUND

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic, Lang
    from fzplan.model.indicator_table import IndicatorTable
    from fzplan.model.survey import FormDraft, Survey
    from fzplan.observations import Watch
    from fzplan.returns import Limits

_NUMBERED = regex("十([一二三四五六七八九])五")
"""The number of a five-year plan: 十一五 began in 2006, 十四五 in 2021."""


@frozen
class Draft:
    """A plan file to be written; `text` is empty where there is none."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def failed(self) -> bool:
        """Tell whether there is nothing to write."""
        return not self.text


def from_table(path: Path, *, name: str = "", span: tuple[int, int] | None = None, lang: Lang = "zh") -> Draft:
    """Draft a plan file from an indicator table; `name` and `span` where the table does not say them."""
    from fzplan import plan, returns

    table, findings = returns.indicator_table(path, path.as_posix())
    if table is None:
        return Draft("", findings)
    whole = span or span_of(table)
    if whole is None:
        return Draft("", (*findings, NO_SPAN(FileRef(path.as_posix()))))
    title = (
        name or re.sub(r"(?:主要|发展|核心)*指标(?:表|体系|汇总表)?(?:[:：].*)?$", "", table.title).strip() or path.stem
    )
    return Draft(plan.draft_targets(table, name=title, span=whole, lang=lang), findings)


def from_workbooks(
    paths: Sequence[Path],
    root: Path,
    *,
    name: str = "",
    span: tuple[int, int] | None = None,
    lang: Lang = "zh",
    limits: Limits | None = None,
    watch: Watch | None = None,
) -> Draft:
    """Draft a plan file from returns: what they measure, in which units, by which members, and where it stands.

    `paths` are workbooks, and folders of them; `root` is the folder of the plan file to be: the forms name files
    relative to its `data/`.
    """
    from fzplan import plan, returns

    files, findings = returns.workbooks(paths, root)
    drafts: list[FormDraft] = []
    periods_met: set[int] = set()
    for k, file in enumerate(files):
        if watch is not None:
            watch(file.shown, k, len(files))
        survey, found = returns.survey(file, limits=limits)
        findings += found
        if survey:
            drafts += survey.drafts
            periods_met |= set(_years(survey))
    if not drafts:
        names = listed(path.as_posix() for path in paths)
        return Draft("", (*findings, NOTHING_FOUND(FileRef(paths[0].as_posix()), files=names)))
    text = plan.draft_returns(drafts, name=name, span=span or _span(periods_met), stated=span is not None, lang=lang)
    return Draft(text, tuple(findings))


def _span(years: Iterable[int]) -> tuple[int, int]:
    """Return the five-year plan (2021–2025, 2026–2030 …) of the latest year that the workbooks speak of."""
    last = max(years, default=2025)
    first = last - (last - 1) % 5
    return first, first + 4


def _years(survey: Survey) -> Iterable[int]:
    """Return the years that the tables of a workbook speak of."""
    periods = (period for sheet in survey.sheets for table in sheet.tables for period in table.axis.periods)
    return (int(period[:4]) for period in periods if period[:4].isdigit())


def span_of(table: IndicatorTable) -> tuple[int, int] | None:
    """Return the years of the plan: what the headings say, else the number of the five-year plan in the title."""
    if table.base_year and table.goal_year > table.base_year:
        return table.base_year + 1, table.goal_year
    found = _NUMBERED.search(table.title)
    if found:
        first = 2006 + 5 * "一二三四五六七八九".index(found[1])
        return first, first + 4
    if table.goal_year:
        return table.goal_year - 4, table.goal_year
    return (table.base_year + 1, table.base_year + 5) if table.base_year else None


def to_table(plan_path: Path, lang: Lang | None = None) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return the targets of a plan file as an indicator table; no bytes where the plan file cannot be used."""
    from fzplan import plan as plan_room
    from fzplan.reports import indicator_table

    plan, findings = plan_room.load(plan_path)
    if plan is None or any(f.severity == Severity.ERROR for f in findings):
        return b"", findings
    return indicator_table.render(plan, lang or plan.head.lang), findings
