"""What stands above and below the cards: facts of the run, verdicts counted, tasks, definitions, sources.

In: an outcome. Out: rows of texts.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from fzplan import __version__, figures, periods
from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import lines, methods, scores, wording
from fzplan.reports.html.cards import GLYPHS, ORDER, Fact
from fzplan.reports.lines import standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Outcome
    from fzplan.reports.html.cards import Card

FORMAT = "%Y-%m-%d"


class Count(NamedTuple):
    """How many targets have one verdict: its code, its sign, its word."""

    code: str
    glyph: str
    word: str
    number: int


class Row(NamedTuple):
    """One section of the plan: how many of its targets have each verdict, and all of them."""

    section: str
    counts: tuple[int, ...]
    total: int


class Task(NamedTuple):
    """One deliverable."""

    name: str
    owner: str
    due: str
    state: str
    on: str
    evidence: str
    place: str


class Definition(NamedTuple):
    """One indicator: what it is and how it is computed."""

    name: str
    unit: str
    formula: str
    note: str
    breaks: str


class Source(NamedTuple):
    """One file that was read: the forms found in it, the figures and records taken from it, its SHA-256."""

    file: str
    forms: str
    figures: int
    records: int
    digest: str


def facts(outcome: Outcome, stamp: str, day: date | None, lang: Lang) -> Iterator[Fact]:
    """Yield what the run was about, in the order of the cover of the workbook."""
    head = outcome.plan.head
    said = (
        (Text("数据截至", "data up to"), periods.words(outcome.as_of, lang)),
        (Text("规划期", "span"), f"{head.first}—{head.last}"),
        (Text("基期", "base"), str(head.baseline)),
        (Text("序时进度", "time over"), f"{lines.time_share(outcome) * 100:.1f}%"),
        (Text("规划来源", "plan"), head.source),
        (Text("编制日期", "made on"), day.strftime(FORMAT) if day else ""),
        (Text("数据指纹", "data fingerprint"), stamp),
        (Text("程序", "program"), f"fzplan {__version__}"),
    )
    for label, text in said:
        if text:
            yield Fact(label.of(lang), text)


def counts(cards: Sequence[Card], outcome: Outcome, lang: Lang) -> tuple[Count, ...]:
    """Return the verdicts that were given, from what needs attention to what needs none."""
    found = Counter(card.verdict for card in cards)
    return tuple(
        Count(code, GLYPHS[code], words.verdict(code, lang, outcome.plan.labels), found[code])
        for code in ORDER
        if found[code]
    )


def matrix(cards: Sequence[Card], given: Sequence[Count]) -> tuple[Row, ...]:
    """Return a row a section, in the order of the plan."""
    found: dict[str, Counter[str]] = {}
    for card in cards:
        found.setdefault(card.section, Counter())[card.verdict] += 1
    return tuple(Row(name, tuple(c[g.code] for g in given), c.total()) for name, c in found.items())


def published(outcome: Outcome, lang: Lang) -> Iterator[tuple[str, ...]]:
    """Yield what published methods say of each target, where they were asked for."""
    for row in methods.rows(outcome, lang):
        yield tuple("" if cell is None else _digits(cell) if isinstance(cell, float) else cell for cell in row)


def score(outcome: Outcome, lang: Lang) -> Iterator[tuple[str, ...]]:
    """Yield the score of the plan and of each owner, where it was asked for."""
    for name, weight, points, remark in scores.rows(outcome, lang):
        none = weight is None
        yield name, "" if none else f"{weight:g}", "" if none else scores.points(outcome, points), remark


def _digits(number: float) -> str:
    return figures.shown(figures.tidy(number), methods.PLACES)


def tasks(outcome: Outcome, lang: Lang) -> Iterator[Task]:
    """Yield the deliverables as the registers have them."""
    declared = {d.id: d for d in outcome.plan.deliverables.values()}
    for d in outcome.deliverables:
        own = declared.get(d.id)
        yield Task(
            d.name,
            own.owner if own else "",
            str(own.by) if own and own.by else "",
            standing(d).of(lang) + words.MARKS.get(d.quality, ""),
            d.date.strftime(FORMAT) if d.date else "",
            d.evidence,
            str(d.place) if d.place else "",
        )


def definitions(outcome: Outcome, lang: Lang) -> Iterator[Definition]:
    """Yield the indicators that have targets, in the order of the plan file."""
    zh = lang == "zh"
    for indicator in outcome.plan.indicators.values():
        if indicator.targets:
            yield Definition(
                wording.name(indicator, lang),
                indicator.unit.text,
                wording.formula(indicator, lang),
                indicator.note,
                ("；" if zh else "; ").join(f"{b.at}{'年' if zh else ''} {b.why}".strip() for b in indicator.breaks),
            )


def sources(outcome: Outcome, lang: Lang) -> Iterator[Source]:
    """Yield the files that were read, in their order."""
    for file in outcome.extraction.sources.files:
        found = [a for a in outcome.extraction.accounts if a.place.file == file]
        forms = dict.fromkeys(form for a in found for form in a.forms)
        yield Source(
            file,
            ("、" if lang == "zh" else ", ").join(forms),
            sum(a.observations for a in found),
            sum(a.records for a in found),
            outcome.digests.get(file, ""),
        )
