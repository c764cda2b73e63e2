"""Sheets of one layout, one a year, a month or a zone: one form reads them, the name of the sheet says which is which.

In: the tables of a workbook, each with the form drafted of it. Out: the same with one draft for those of one layout.
Nothing is taken for granted: a common form counts only if it reads from every sheet what the sheet's own form reads.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan import periods
from fzplan.regex import regex
from fzplan.returns import pattern
from fzplan.returns.surveying.apart import DIMENSION
from fzplan.returns.surveying.proving import prove

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fzplan.model.survey import DimensionDraft, FormDraft, MeasureDraft
    from fzplan.returns.surveying.proving import Figures, Stage, Tried

    Read = tuple[FormDraft, Figures]
    """A form with what it reads of one sheet."""

_YEAR = regex(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)")
_MONTH = regex(r"(?<!\d)(?:0?[1-9]|1[0-2])(?=月)")
_PINS = ("header", "header_last", "labels", "range")
_JOINTS = " _-—–()（）年月"


class Page(NamedTuple):
    """A table on its sheet: where its numbers stand, the form drafted of it and what this reads."""

    stage: Stage
    cells: frozenset[tuple[int, int]]
    tried: Tried
    alone: bool
    """The only table of its sheet."""

    @property
    def name(self) -> str:
        """Return the name of the sheet."""
        return self.stage.sheet.name


def named_by_period(name: str) -> str:
    """Return the pattern of a sheet's name that says a year, a month or both; ``""`` where it says none or several.

    >>> named_by_period("2021"), named_by_period("2023年1月"), named_by_period("3月汇总"), named_by_period("2019-2021")
    ('{year}', '{year}年{month}月', '{month}月汇总', '')
    """
    years, months = _YEAR.findall(name), _MONTH.findall(name)
    if len(years) > 1 or len(months) > 1 or not (years or months):
        return ""
    return _MONTH.sub("{month}", _YEAR.sub("{year}", name))


def by_period(pages: Sequence[Page], names: Sequence[str]) -> list[Read]:
    """Return drafts and figures in the same order; sheets that differ by the period in their name share one draft.

    `names` are all sheets of the workbook: a pattern that means others as well is none. A sheet of its own layout that
    is named by a year has this year as its period.
    """
    found: list[Read] = [(page.tried.draft, page.tried.figures) for page in pages]
    groups: dict[tuple[str, tuple[object, ...]], list[int]] = {}
    for k, page in enumerate(pages):
        wanted = named_by_period(page.name) if page.alone and page.tried.draft.sheets else ""
        if wanted:
            groups.setdefault((wanted, _layout(page.tried.draft)), []).append(k)
    for (wanted, _), group in groups.items():
        mine = [pages[k] for k in group]
        one = common(mine, wanted, names) or [_dated(page) for page in mine]
        for k, read in zip(group, one, strict=True):
            found[k] = read
    return found


def by_member(pages: Sequence[Page], drafts: Sequence[FormDraft], numbered: Sequence[str]) -> list[FormDraft]:
    """Return the drafts in the same order; sheets told apart by their name alone share one, if they are all there are.

    `numbered` are the sheets of the workbook that hold numbers: another one would be taken for a member too.
    """
    apart = [k for k, draft in enumerate(drafts) if DIMENSION in draft.fixed]
    mine = [pages[k]._replace(tried=pages[k].tried._replace(draft=drafts[k])) for k in apart]
    layouts = {_layout(drafts[k]) for k in apart}
    if len(apart) < 2 or len(layouts) > 1 or {p.name for p in mine} != set(numbered) or not all(p.alone for p in mine):
        return list(drafts)
    one = common(mine, f"{{{DIMENSION}}}", ())
    return [one[0][0] if one and k in apart else draft for k, draft in enumerate(drafts)]


def common(pages: Sequence[Page], wanted: str, names: Sequence[str]) -> list[Read] | None:
    """Return the form with `sheets: wanted` that reads every page as its own form does, and what it reads of each."""
    mine = {page.name for page in pages}
    if any(pattern.match(wanted, name) is not None for name in names if name not in mine):
        return None
    union = _union([page.tried.draft for page in pages], wanted)
    if union is None:
        return None
    for pins in _pins([page.tried.draft for page in pages]):
        found = _throughout(replace(union, **pins), pages)
        if found is not None:
            return found
    return None


def _throughout(draft: FormDraft, pages: Sequence[Page]) -> list[Read] | None:
    """Return what a form reads of each page, None as soon as it reads one of them otherwise than its own form."""
    found: list[Read] = []
    for page in pages:
        tried = prove(draft, page.stage, page.cells)
        if not _alike(tried, page):
            return None
        found.append((draft, tried.figures))
    return found


def _layout(draft: FormDraft) -> tuple[object, ...]:
    """Return what forms of one layout have in common; members, measures and pins may differ a little."""
    fixed = {name: text for name, text in draft.fixed.items() if name not in ("period", DIMENSION)}
    return draft.files, draft.rows, draft.columns, draft.unit, draft.panels, tuple(sorted(fixed.items()))


def _pins(drafts: Sequence[FormDraft]) -> Iterator[dict[str, Any]]:
    """Yield what is pinned on one sheet or another, the most frequent first; and the first row of the header alone."""
    sets = Counter(tuple(getattr(draft, pin) or None for pin in _PINS) for draft in drafts)
    found = [dict(zip(_PINS, pins, strict=True)) for pins, _ in sets.most_common()]
    found += [pins | {"header_last": None} for pins in found]
    for k, pins in enumerate(found):
        if pins not in found[:k]:
            yield pins | {"range": pins["range"] or ""}


def _union(drafts: Sequence[FormDraft], wanted: str) -> FormDraft | None:
    """Return one draft with the measures, members and names of all; None where they contradict each other."""
    names: dict[str, str] = {}
    measures: dict[str, MeasureDraft] = {}
    members: dict[str, DimensionDraft] = {}
    for draft in drafts:
        for label, id_ in draft.names.items():
            if names.setdefault(label, id_) != id_:
                return None
        for m in draft.measures:
            if measures.setdefault(m.id, m).unit != m.unit:
                return None
        for d in draft.dimensions:
            known = members.setdefault(d.id, d)
            members[d.id] = replace(known, members={**known.members, **d.members})
    first = drafts[0]
    gone = {"period"} | ({DIMENSION} if wanted == f"{{{DIMENSION}}}" else set())
    return replace(
        first, id=_id(first, wanted), sheets=(wanted,), names=names, measures=tuple(measures.values()),
        dimensions=tuple(members.values()), skip=tuple(dict.fromkeys(s for d in drafts for s in d.skip)), period="",
        fixed={name: text for name, text in first.fixed.items() if name not in gone}, period_missing=False,
    )  # fmt: skip


def _id(draft: FormDraft, wanted: str) -> str:
    """Return the name of the form: that of the file, with what the names of the sheets have in common."""
    stem = PurePosixPath(draft.files[0]).stem
    rest = re.sub(r"\{[^}]*\}", "", wanted).strip(_JOINTS)
    return re.sub(r"[{}]", "", f"{stem}_{rest}" if rest else stem)


def _alike(tried: Tried, page: Page) -> bool:
    """Tell whether a form reads from a sheet what the sheet's own form reads, with the period that is known."""
    own = page.tried
    if not own.figures or set(tried.proof.findings) > set(own.proof.findings):
        return False
    dated = own.draft.period_missing
    return _told(tried.figures, page, dated=dated) == _told(own.figures, page, dated=dated)


def _told(figures: Figures, page: Page, *, dated: bool) -> set[tuple[object, ...]]:
    """Return the figures without what only the sheet's name says: the member, and a period that is stated nowhere."""
    return {
        (measure, None if dated else period, tuple(m for m in members if m != page.name), value)
        for (measure, period, members), value in figures.items()
    }


def _dated(page: Page) -> Read:
    """Return the draft with the year of the sheet's name where nothing else says the period."""
    draft, figures, years = page.tried.draft, page.tried.figures, _YEAR.findall(page.name)
    if not draft.period_missing or len(years) != 1 or _MONTH.search(page.name):
        return draft, figures
    of = periods.year(int(years[0]))
    moved = {(measure, of, members): value for (measure, _, members), value in figures.items()}
    return replace(draft, period=years[0], period_missing=False), moved
