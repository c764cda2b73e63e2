"""A card a target: its figures, its sentence, its chart, its formula, its arithmetic, where its figures come from.

In: an outcome in full and a language. Out: `Card`s, texts only; the template sets them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan import periods
from fzplan.diagnostics import Text
from fzplan.frozen import frozen
from fzplan.model import words
from fzplan.reports import lines, part_years, wording
from fzplan.reports.html import lineage
from fzplan.reports.html.chart import chart
from fzplan.reports.html.course import course
from fzplan.reports.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Assessment, Outcome
    from fzplan.reports.html.chart import Chart
    from fzplan.reports.html.lineage import Origin, Step

GLYPHS = {
    "missed": "×", "behind": "▼", "not_assessable": "?", "on_track": "●", "ahead": "▲", "achieved_early": "◆",
    "achieved": "■", "monitored": "○",
}  # fmt: skip
"""A sign for each verdict, from what needs attention to what needs none: shape and word say it, colour only helps."""
ORDER = tuple(GLYPHS)
REPORTED = Text("由报表直接填报", "read from the returns")
FULL = 1.25
"""Progress at which the bar is full: the target itself stands inside it."""


class Fact(NamedTuple):
    """One figure of a card under its heading."""

    label: str
    text: str


class Bar(NamedTuple):
    """Progress and the time that is over, in thousandths of the bar."""

    done: int
    time: int
    goal: int


@frozen
class Card:
    """One target as the page shows it."""

    number: int
    title: str
    section: str
    owner: str
    nature: str
    verdict: str
    """The code; `word` is what it is called."""
    word: str
    glyph: str
    rank: int
    outlook: str
    unit: str
    goal: str
    actual: str
    progress: str
    lead: str
    lead_cell: str
    """Without its unit, for the table."""
    lead_points: float | None
    facts: tuple[Fact, ...]
    bar: Bar | None
    sentence: str
    so_far: str
    """What the unfinished year has brought, as of a month inside it."""
    remarks: tuple[Fact, ...]
    quote: str
    formula: str
    notes: tuple[str, ...]
    chart: Chart | None
    working: tuple[Step, ...]
    origins: tuple[Origin, ...]


def cards(outcome: Outcome, lang: Lang) -> tuple[Card, ...]:
    """Return the targets in the order of the table: by section, then as the plan file has them."""
    found = (line for group in lines.groups(outcome, lang) for line in group.lines)
    return tuple(_card(outcome, line, number, lang) for number, line in enumerate(found, start=1))


def _card(outcome: Outcome, line: lines.Line, number: int, lang: Lang) -> Card:
    a, cells, plan = line.assessment, line.cells, outcome.plan
    indicator, drawn = plan.indicators[a.target.indicator], course(outcome, a, lang)
    return Card(
        number=number,
        title=cells["name"],
        section=a.target.section,
        owner=a.target.owner,
        nature=words.NATURES[a.target.nature].of(lang) if a.target.nature else "",
        verdict=a.verdict,
        word=cells["verdict"],
        glyph=GLYPHS[a.verdict],
        rank=ORDER.index(a.verdict),
        outlook="" if cells["outlook"] == wording.NONE else cells["outlook"],
        unit="" if a.unit == "1" else cells["unit"],
        goal=cells["goal"],
        actual=cells["actual"] or wording.NONE,
        progress=_with_unit(cells["progress"], "%", lang),
        lead=_with_unit(cells["lead"], wording.POINTS[lang], lang),
        lead_cell=cells["lead"],
        lead_points=wording.ahead_of_time(a),
        facts=tuple(_facts(line, lang)),
        bar=_bar(a),
        sentence=sentence(outcome, a, lang),
        so_far=part_years.phrase(outcome, a, a.to_date, lang) if a.to_date else "",
        remarks=tuple(Fact(_year(year, lang), text) for year, text in sorted(a.target.remarks.items())),
        quote=a.target.quote,
        formula=wording.formula(indicator, lang) or REPORTED.of(lang),
        notes=tuple(dict.fromkeys(note for note in (indicator.note, a.target.note, a.target.proxy) if note)),
        chart=chart(drawn, plan.head.rounding, lang) if drawn else None,
        working=lineage.working(outcome, a, lang) if a.actual is not None else (),
        origins=lineage.origins(outcome, a, lang),
    )


def _with_unit(cell: str, unit: str, lang: Lang) -> str:
    """Return a figure of the table with its unit, and the mark of its quality behind it.

    >>> _with_unit("75.6※", "%", "zh"), _with_unit("-4.4", "百分点", "zh"), _with_unit("—", "%", "zh")
    ('75.6%※', '-4.4个百分点', '—')
    """
    if not any(character.isdigit() for character in cell):
        return cell
    figure = cell.rstrip("".join(words.MARKS.values()))
    return wording.joined(figure, unit, lang) + cell[len(figure) :]


def _year(year: int, lang: Lang) -> str:
    return f"{year}年" if lang == "zh" else str(year)


def _facts(line: lines.Line, lang: Lang) -> Iterator[Fact]:
    """Yield the figures under the title; what does not apply or is not known is left out."""
    a, cells, zh = line.assessment, line.cells, lang == "zh"
    year = periods.words(a.period, lang) if a.period else ""
    base = periods.words(a.base_period, lang) if a.base_period else ""
    found = (
        (f"目标（{a.target.last}年）" if zh else f"target ({a.target.last})", cells["goal"]),
        (f"实际（{year}）" if zh else f"actual ({year})", cells["actual"]),
        (f"基期（{base}）" if zh else f"base ({base})", cells["base"].partition("(")[0]),
        ("差距" if zh else "gap", cells["gap"]),
        ("尚需（每年）" if zh else "needed a year", cells["required"]),
    )
    for label, text in found:
        if text and text != wording.NONE:
            yield Fact(label.replace("（0年）", "").replace(" (0)", ""), text)


def _bar(a: Assessment) -> Bar | None:
    """Return the bar of a target that has a progress; it ends at its edges."""
    if a.progress is None or a.time_share is None:
        return None
    done, time, goal = (round(1000 * min(max(share, 0.0), FULL) / FULL) for share in (a.progress, a.time_share, 1.0))
    return Bar(done, time, goal)
