"""The gap table as words: a line a target, a cell a column, grouped by section of the plan; totals and reasons.

In: an outcome and a language. Out: `Group`s of `Line`s, shared by every format that prints the table as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan import periods
from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import goals, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Assessment, DeliverableResult, Outcome

COLUMNS = (
    "name", "unit", "base", "goal", "actual", "gap", "gap_percent", "progress", "lead", "required",
    "verdict", "outlook",
)  # fmt: skip
DERIVED = frozenset({"actual", "gap", "gap_percent", "progress", "lead", "required"})
"""Columns whose figures rest on the latest value, and carry the mark of its quality."""
NOT_BEGUN = Text("未启动（滞后）", "not started (behind)")
LEFT_OUT = Text("不纳入评估", "left out")
STANDINGS = (*words.STATES.values(), NOT_BEGUN, LEFT_OUT)


class Line(NamedTuple):
    """One target: its cells by column, and what it was drawn from."""

    assessment: Assessment
    cells: Mapping[str, str]


class Group(NamedTuple):
    """The targets of one section of the plan, in the order of the plan file."""

    section: str
    lines: tuple[Line, ...]


def groups(outcome: Outcome, lang: Lang) -> tuple[Group, ...]:
    """Return the lines of the table by section."""
    found: dict[str, list[Line]] = {}
    for assessment in outcome.assessments:
        found.setdefault(assessment.target.section, []).append(line(outcome, assessment, lang))
    return tuple(Group(section, tuple(lines)) for section, lines in found.items())


def line(outcome: Outcome, a: Assessment, lang: Lang) -> Line:
    """Return one line: text in every column, figures marked by their quality."""
    plan, places = outcome.plan, wording.decimals(outcome.plan, a)
    lead = wording.ahead_of_time(a)
    cells = {
        "name": wording.title(plan, a.target, lang),
        "unit": wording.unit(a.unit, lang),
        "base": base(outcome, a),
        "goal": goals.goal(plan, a, lang) + words.MARKS.get(a.target.quality, ""),
        "actual": actual(outcome, a),
        "gap": wording.NONE if a.gap is None else wording.signed(plan, a.gap, places),
        "gap_percent": wording.NONE if a.gap_percent is None else wording.signed(plan, a.gap_percent),
        "progress": wording.percent(plan, a.progress),
        "lead": wording.NONE if lead is None else wording.signed(plan, lead),
        "required": wording.required(plan, a, lang, outcome.last_full_year),
        "verdict": words.verdict(a.verdict, lang, plan.labels) + ("△" if a.critical else ""),
        "outlook": words.verdict(a.outlook, lang, plan.labels) if a.outlook else wording.NONE,
    }
    mark = words.MARKS.get(a.quality, "")
    return Line(a, {key: cell + mark if key in DERIVED and _is_figure(cell) else cell for key, cell in cells.items()})


def _is_figure(cell: str) -> bool:
    return any(character.isdigit() for character in cell)


def actual(outcome: Outcome, a: Assessment) -> str:
    """Return the latest figure: a total in brackets, an older period named; nothing where there is no figure."""
    if a.actual is None:
        return ""
    shown = wording.number(outcome.plan, a.actual, wording.decimals(outcome.plan, a))
    if a.target.kind == "total":
        shown = f"[{shown}]"
    if a.period is None or a.period.last == outcome.as_of.last:
        return shown
    return f"{shown}({periods.text(a.period)[:7]})"


def base(outcome: Outcome, a: Assessment) -> str:
    """Return the base figure, with its year where that is not the plan's own.

    A dash for totals, each-year and growth targets, which have no base.
    """
    if a.base is None or a.target.kind in ("total", "each", "growth"):
        return wording.NONE
    own = a.target.baseline
    quality = "published" if own and own.value is not None else _quality(outcome, a)
    places = wording.own_decimals(outcome.plan.indicators[a.target.indicator], a.target)
    other = a.base_period is not None and a.base_period.year != outcome.plan.head.baseline
    when = f"({a.base_period.year})" if other and a.base_period else ""
    return wording.number(outcome.plan, a.base, places) + when + words.MARKS.get(quality, "")


def _quality(outcome: Outcome, a: Assessment) -> str:
    wanted = (a.target.indicator, a.base_period, dict(a.target.members))
    return next((v.quality for v in outcome.values if (v.id, v.period, dict(v.by)) == wanted), "published")


def totals(outcome: Outcome, lang: Lang) -> str:
    """Return how many targets have which verdict, in one sentence."""
    found = [a.verdict for a in outcome.assessments]
    parts = [
        (words.verdict(code, lang, outcome.plan.labels), found.count(code)) for code in words.VERDICTS if code in found
    ]
    if lang == "zh":
        return f"共{len(found)}项目标：" + "，".join(f"{label}{count}项" for label, count in parts)
    return f"{len(found)} targets: " + ", ".join(f"{count} {label}" for label, count in parts)


def deliverables(outcome: Outcome, lang: Lang) -> str:
    """Return how the deliverables stand, in one sentence; nothing where the plan has none."""
    if not outcome.deliverables:
        return ""
    found = [standing(d) for d in outcome.deliverables]
    parts = [(label.of(lang), found.count(label)) for label in STANDINGS if label in found]
    marks = "".join(dict.fromkeys(words.MARKS.get(d.quality, "") for d in outcome.deliverables))
    if lang == "zh":
        return f"重点任务{len(found)}项：" + "，".join(f"{label}{count}项" for label, count in parts) + marks
    return f"{len(found)} deliverables: " + ", ".join(f"{count} {label}" for label, count in parts) + marks


def standing(d: DeliverableResult) -> Text:
    """Return the state of a deliverable in words; one left out, or not begun half-way, is not 推进中."""
    if d.state != "open":
        return words.STATES[d.state]
    if d.verdict == "not_assessable":
        return LEFT_OUT
    return NOT_BEGUN if d.verdict == "behind" else words.STATES["open"]


def reasons(assessments: Iterable[Assessment], outcome: Outcome, lang: Lang) -> list[tuple[str, list[str]]]:
    """Return each reason in words with the targets it was given for, in order of first appearance."""
    found: dict[str, list[str]] = {}
    for a in assessments:
        for reason in a.why:
            found.setdefault(wording.why(outcome.plan, reason, lang), []).append(
                wording.title(outcome.plan, a.target, lang)
            )
    return [(reason, list(dict.fromkeys(names))) for reason, names in found.items()]


def time_share(outcome: Outcome) -> float:
    """Return the share of the plan's months that are over, as a fraction between 0 and 1."""
    span = periods.years(outcome.plan.head.first, outcome.plan.head.last)
    return min(1.0, max(0.0, (outcome.as_of.last + 1 - span.start) / span.months))


def banners(outcome: Outcome, lang: Lang) -> list[str]:
    """Return what must stand over the report: figures that are illustrative or assumed cannot be overlooked."""
    seen = {*outcome.qualities, *(d.quality for d in outcome.deliverables), *(["assumed"] if outcome.what_if else [])}
    return [text.of(lang) for quality, text in words.BANNERS.items() if quality in seen]


def marks(outcome: Outcome, lang: Lang) -> list[str]:
    """Return the legend of the marks that are used."""
    return [f"{words.MARKS[q]} {words.QUALITIES[q].of(lang)}" for q in outcome.qualities]
