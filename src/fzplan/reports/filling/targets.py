"""What a template may say of one target: its figures as numbers and texts, its words, its years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.model import words
from fzplan.reports import goals, lines, wording
from fzplan.reports.filling.entries import Entry, figure, reasons, share
from fzplan.reports.sentences import sentence

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.plan import Indicator
    from fzplan.model.results import Assessment, Outcome

FIELDS = (
    "id", "name", "indicator", "unit", "nature", "section", "owner", "base", "target", "actual", "previous", "gap",
    "gap_percent", "shortfall", "attainment", "progress", "lead", "time_share", "planned", "required", "projected",
    "projected_year", "verdict", "verdict_code", "outlook", "critical", "missed", "why", "remark", "sentence",
)  # fmt: skip
"""The fields of a target, in the order of the documentation."""


def record(outcome: Outcome, a: Assessment, lang: Lang) -> dict[str, Entry]:
    """Return the fields of a target, and the years that it is judged on."""
    found = {**_words(outcome, a, lang), **_figures(outcome, a, lang)}
    places = wording.decimals(outcome.plan, a)
    years = {str(year): figure(outcome.plan, value, places) for year, value in sorted(a.series.items())}
    return {**{name: found[name] for name in FIELDS}, **years}


def places(indicator: Indicator) -> int:
    """Return the decimals of an indicator's values: those of its target where it declares none."""
    if indicator.targets:
        return max(wording.own_decimals(indicator, target) for target in indicator.targets)
    if indicator.decimals is not None:
        return indicator.decimals
    return 0 if indicator.unit.is_count else 1


def _words(outcome: Outcome, a: Assessment, lang: Lang) -> dict[str, Entry]:
    plan, target = outcome.plan, a.target
    return {
        "id": Entry(target.id),
        "name": Entry(wording.title(plan, target, lang)),
        "indicator": Entry(target.indicator),
        "unit": Entry(a.unit),
        "nature": Entry(words.NATURES[target.nature].of(lang) if target.nature else wording.NONE),
        "section": Entry(target.section),
        "owner": Entry(target.owner),
        "target": _goal(outcome, a, lang),
        "required": Entry(wording.required(plan, a, lang, outcome.last_full_year)),
        "verdict": Entry(words.verdict(a.verdict, lang, plan.labels) + ("△" if a.critical else "")),
        "verdict_code": Entry(a.verdict),
        "outlook": Entry(words.verdict(a.outlook, lang, plan.labels) if a.outlook else wording.NONE),
        "critical": Entry("△" if a.critical else ""),
        "missed": Entry(("、" if lang == "zh" else ", ").join(map(str, a.missed))),
        "why": Entry(reasons(plan, a.why, lang)),
        "remark": Entry(target.remarks.get(outcome.as_of.year, "")),
        "sentence": Entry(sentence(outcome, a, lang)),
    }


def _goal(outcome: Outcome, a: Assessment, lang: Lang) -> Entry:
    """Return the target as the table prints it: a text, for a bound is more than its number."""
    return Entry(goals.goal(outcome.plan, a, lang) + words.MARKS.get(a.target.quality, ""))


def _figures(outcome: Outcome, a: Assessment, lang: Lang) -> dict[str, Entry]:
    plan, places_ = outcome.plan, wording.decimals(outcome.plan, a)
    why, lead = reasons(plan, a.why, lang), wording.ahead_of_time(a)
    base = a.base if lines.base(outcome, a) != wording.NONE else None
    return {
        "base": figure(plan, base, wording.own_decimals(plan.indicators[a.target.indicator], a.target)),
        "actual": _actual(outcome, a, lang, why),
        "previous": figure(plan, a.previous, places_),
        "gap": _signed(outcome, a.gap, places_, why),
        "gap_percent": _signed(outcome, a.gap_percent, 1, why),
        "shortfall": figure(plan, a.shortfall, places_, why),
        "attainment": share(plan, a.attainment, why),
        "progress": share(plan, a.progress, why),
        "lead": _signed(outcome, lead, 1, why),
        "time_share": share(plan, a.time_share, why),
        "planned": figure(plan, a.planned, places_, why),
        "projected": figure(plan, a.projected, places_, why),
        "projected_year": Entry(
            wording.NONE if a.projected_year is None else str(a.projected_year),
            None if a.projected_year is None else float(a.projected_year),
        ),
    }


def _actual(outcome: Outcome, a: Assessment, lang: Lang, why: str) -> Entry:
    """Return the latest figure; where there is none a cell of its own stays blank."""
    none = "（无数据）" if lang == "zh" else "(no data)"
    return figure(outcome.plan, a.actual, wording.decimals(outcome.plan, a), why, none)._replace(alone="")


def _signed(outcome: Outcome, value: float | None, places_: int, why: str) -> Entry:
    return figure(outcome.plan, value, places_, why)._replace(text=wording.signed(outcome.plan, value, places_))
