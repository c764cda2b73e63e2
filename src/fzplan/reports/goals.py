"""A target as a table prints it: `≥10000`, `＞550`, `3～4`, `[500]`, `每年≥3000`, `年均≥6`, `下降13.5%`.

In: a plan and an assessment. Out: short text, with or without the unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import figures
from fzplan.reports import wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.diagnostics import Lang
    from fzplan.model.plan import Plan, Target
    from fzplan.model.results import Assessment

COMPARATORS = {">": "＞", "<": "＜", "≥": "≥", "≤": "≤", "=": ""}
_FRAMES = {
    ("each", "zh"): "每年{}",
    ("growth", "zh"): "年均{}",
    ("total", "zh"): "[{}]",
    ("each", "en"): "{} a year",
    ("growth", "en"): "{} a year (avg)",
    ("total", "en"): "[{}]",
}


def goal(plan: Plan, assessment: Assessment, lang: Lang, *, unit: bool = False) -> str:
    """Return the target in words and signs; strict comparators are full-width, totals stand in brackets."""
    target = assessment.target
    special = _SPECIAL.get(target.kind)
    if special:
        return special(plan, target, lang)
    bare = _bound(plan, assessment, lang, unit=unit)
    if target.kind == "total":
        bare = bare.removeprefix("≥")
    frame = _FRAMES.get((target.kind, lang), "{}")
    if target.kind == "each" and target.first == target.last:
        frame = f"{target.last}年{{}}" if lang == "zh" else f"{{}} in {target.last}"
    return frame.format(bare) if bare else wording.NONE


def _bound(plan: Plan, assessment: Assessment, lang: Lang, *, unit: bool) -> str:
    target, suffix = assessment.target, assessment.unit if unit else ""
    places = _decimals(plan, assessment)
    if target.kind == "growth" and assessment.other:
        return COMPARATORS[target.comparator] + _another(plan, assessment.other, lang)
    if assessment.low is not None and assessment.high is not None:
        low, high = (wording.number(plan, end, places) for end in (assessment.low, assessment.high))
        return f"{low + ('%' if suffix == '%' else '')}～{wording.joined(high, suffix, lang)}"
    if assessment.value is None:
        written = target.bound.text if target.bound else ""
        return COMPARATORS[target.comparator] + written if written else ""
    return COMPARATORS[target.comparator] + wording.joined(wording.number(plan, assessment.value, places), suffix, lang)


def _decimals(plan: Plan, assessment: Assessment) -> int:
    """Return the decimals a target is written with; one that is computed has those of its indicator."""
    bounds = [bound for bound in (assessment.target.bound, assessment.target.high) if bound]
    if not bounds or any(bound.formula for bound in bounds):
        return wording.decimals(plan, assessment)
    return max(bound.decimals for bound in bounds)


def _direction(_: Plan, target: Target, lang: Lang) -> str:
    rising = target.direction == 1
    if lang == "zh":
        return "上升" if rising else "下降"
    return "up" if rising else "down"


def _monitor(_: Plan, target: Target, lang: Lang) -> str:
    assert target.monitor is not None
    return "监测" if lang == "zh" else "monitored"


def _change(plan: Plan, target: Target, lang: Lang) -> str:
    assert target.change is not None
    change = target.change
    amount = change.text or wording.number(plan, change.amount, figures.decimals_of(change.amount))
    if lang == "zh":
        falling = "下降" if change.direction < 0 else "增长" if change.mode == "relative" else "提高"
        return f"{falling}{amount}"
    return f"{'down' if change.direction < 0 else 'up'} {amount.replace('个百分点', ' pp').replace('百分点', ' pp')}"


def _multiple(plan: Plan, target: Target, lang: Lang) -> str:
    factor = target.bound.value if target.bound and target.bound.value is not None else 0.0
    times = wording.number(plan, factor, figures.decimals_of(factor))
    return f"{times}倍" if lang == "zh" else f"{times} times the base"


def _match(plan: Plan, target: Target, lang: Lang) -> str:
    tolerance = target.tolerance or 0.0
    unit = wording.gap_unit(plan.indicators[target.indicator].unit.text, lang)
    within = wording.joined(wording.number(plan, tolerance, figures.decimals_of(tolerance)), unit, lang)
    near = _another(plan, target.near, lang)
    if target.averaged:
        return f"年均与{near}相差≤{within}" if lang == "zh" else f"within {within} of {near} a year (avg)"
    return f"与{near}相差≤{within}" if lang == "zh" else f"within {within} of {near}"


def _another(plan: Plan, text: str, lang: Lang) -> str:
    """Return what a target is held against: the name of another indicator, or the formula as written."""
    quantity = plan.quantity(text)
    return wording.name(quantity, lang) if quantity else text


_SPECIAL: dict[str, Callable[[Plan, Target, Lang], str]] = {
    "direction": _direction,
    "monitor": _monitor,
    "change": _change,
    "multiple": _multiple,
    "match": _match,
}
