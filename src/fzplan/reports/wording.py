"""Names, figures and requirements as offices write them, in Chinese and English.

In: a plan and an assessment. Out: short texts (`6648.7`, `+8.8`, `年均增长18.1%`), rounded once by the plan's rule.
May import: model, figures, periods.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from fzplan import figures
from fzplan.model import words

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.plan import Indicator, Measure, Plan, Target
    from fzplan.model.results import Assessment, Why

NONE = "—"
POINTS = {"zh": "百分点", "en": "pp"}


def name(quantity: Measure | Indicator, lang: Lang) -> str:
    """Return what a quantity is called: its id, or its English label where there is one."""
    return (quantity.en or quantity.id) if lang == "en" else quantity.id


def formula(indicator: Indicator, lang: Lang) -> str:
    """Return the formula of an indicator in words, "" where it has none."""
    if indicator.formula is None:
        return ""
    from fzplan.formula import words as in_words

    return in_words(indicator.formula, lang)


def why(plan: Plan, reason: Why, lang: Lang) -> str:
    """Return a reason in words, with the names of the language and the plan's own words for verdicts."""
    facts = []
    for fact, about in reason.facts:
        quantity = plan.quantity(about) if fact == "name" and isinstance(about, str) else None
        facts.append((fact, name(quantity, lang) if quantity else about))
    return words.why(reason._replace(facts=tuple(facts)), lang, plan.labels)


def title(plan: Plan, target: Target, lang: Lang) -> str:
    """Return what a target is called: its indicator, and the members it is set for."""
    quantity = plan.quantity(target.indicator)
    label = name(quantity, lang) if quantity else target.indicator
    members = [_member(plan, dimension, member, lang) for dimension, member in target.members.items()]
    if not members:
        return label
    return f"{label}（{'、'.join(members)}）" if lang == "zh" else f"{label} ({', '.join(members)})"


def _member(plan: Plan, dimension: str, member: str, lang: Lang) -> str:
    declared = plan.dimensions.get(dimension)
    return declared.member_en.get(member, member) if declared and lang == "en" else member


def decimals(plan: Plan, assessment: Assessment) -> int:
    """Return the decimals that the figures of an assessment are shown with; rates of change have at least one."""
    target, indicator = assessment.target, plan.indicators[assessment.target.indicator]
    if assessment.unit != indicator.unit.text:
        return max(1, _written(target))
    return own_decimals(indicator, target)


def own_decimals(indicator: Indicator, target: Target) -> int:
    """Return the decimals of an indicator: as declared, else none for whole things and one for all else.

    Undeclared, they are never fewer than the target is written with.
    """
    if indicator.decimals is not None:
        return indicator.decimals
    return _written(target) if indicator.unit.is_count else max(1, _written(target))


def _written(target: Target) -> int:
    return max((bound.decimals for bound in (target.bound, target.high) if bound), default=0)


def number(plan: Plan, value: float | None, places: int) -> str:
    """Return a figure rounded once by the plan's rule; nothing where there is none."""
    return "" if value is None else figures.shown(value, places, plan.head.rounding)


def percent(plan: Plan, fraction: float | None, places: int = 1) -> str:
    """Return a fraction as per cent, without the sign; a dash where it does not apply."""
    return NONE if fraction is None else figures.shown(figures.tidy(fraction * 100), places, plan.head.rounding)


def signed(plan: Plan, value: float | None, places: int = 1) -> str:
    """Return a figure that always carries its sign, a rounded zero none; a dash where it does not apply."""
    if value is None:
        return NONE
    shown = figures.shown(figures.tidy(value), places, plan.head.rounding)
    unsigned = shown.startswith("-") or (not math.isinf(value) and float(shown) == 0)
    return shown if unsigned else f"+{shown}"


def ahead_of_time(assessment: Assessment) -> float | None:
    """Return progress less time share in 百分点: what leaders read first."""
    if assessment.progress is None or assessment.time_share is None:
        return None
    return (assessment.progress - assessment.time_share) * 100


def is_share(unit: str) -> bool:
    """Tell whether differences of the unit are read in 百分点."""
    return unit in ("%", "百分点")


def unit(text: str, lang: Lang) -> str:
    """Return a unit as a table names it: that of differences of percentages has a name of its own in English.

    >>> unit("百分点", "en"), unit("亿元", "en"), unit("百分点", "zh")
    ('pp', '亿元', '百分点')
    """
    return POINTS[lang] if text == POINTS["zh"] else text


def gap_unit(unit: str, lang: Lang) -> str:
    """Return the unit of a difference: 百分点 between two percentages."""
    return POINTS[lang] if is_share(unit) else unit


def joined(figure: str, unit: str, lang: Lang) -> str:
    """Return a figure with its unit as sentences write it.

    >>> joined("3.1", "%", "zh"), joined("0.4", "百分点", "zh"), joined("0.4", "百分点", "en")
    ('3.1%', '0.4个百分点', '0.4 pp')
    """
    if unit in ("", "1"):
        return figure
    if unit == "%":
        return f"{figure}%"
    if lang == "en":
        return f"{figure} {POINTS[lang] if unit == POINTS['zh'] else unit}"
    return f"{figure}个{unit}" if unit == POINTS["zh"] else f"{figure}{unit}"


def bracketed(text: str, lang: Lang) -> str:
    """Return a remark in the brackets of the language; nothing for nothing.

    >>> bracketed("年报数", "zh"), bracketed("annual return", "en"), bracketed("", "zh")
    ('（年报数）', ' (annual return)', '')
    """
    if not text:
        return ""
    return f"（{text}）" if lang == "zh" else f" ({text})"


def required(plan: Plan, assessment: Assessment, lang: Lang, now: int) -> str:
    """Return what each remaining year must bring: `年均增长18.1%`, `提高0.4个百分点`, `新增56家`, `保持`, or a dash.

    `now` is the last year with data; with one year left 年均 is left out, for there is nothing to average.
    """
    target, pace = assessment.target, assessment.pace_required
    left = target.last - now
    if assessment.verdict in ("not_assessable", "monitored") or left < 1 or target.kind in ("direction", "match"):
        return NONE
    if assessment.shortfall == 0:
        return "保持" if lang == "zh" else "keep"
    if pace is None:
        return NONE
    return _REQUIRED[lang](_amount(plan, assessment, abs(pace), lang), _verb(assessment, pace), left > 1)


def _verb(assessment: Assessment, pace: float) -> str:
    if assessment.target.kind == "total":
        return "add"
    if assessment.target.kind == "each":
        return "reach"
    if is_share(assessment.unit) and not is_geometric(assessment.target):
        return "raise" if pace > 0 else "lower"
    if is_geometric(assessment.target):
        return "grow" if pace > 0 else "shrink"
    return "more" if pace > 0 else "fewer"


def is_geometric(target: Target) -> bool:
    """Tell whether the paces of a target are growth rates (log growth in `pace_achieved` and `pace_required`)."""
    return target.path == "geometric" or target.kind == "growth"


def growth_of(pace: float) -> float:
    """Return a log growth as per cent a year.

    >>> round(growth_of(math.log(1.181)), 6)
    18.1
    """
    return math.expm1(pace) * 100


def _amount(plan: Plan, assessment: Assessment, pace: float, lang: Lang) -> str:
    if is_geometric(assessment.target):
        falling = assessment.pace_required is not None and assessment.pace_required < 0
        return number(plan, abs(growth_of(-pace if falling else pace)), 1) + "%"
    indicator = plan.indicators[assessment.target.indicator]
    if indicator.unit.is_count:
        return joined(str(math.ceil(figures.tidy(pace))), assessment.unit, lang)
    unit = gap_unit(assessment.unit, lang)
    return joined(number(plan, pace, decimals(plan, assessment)), unit, lang)


_VERBS_ZH = {
    "add": "新增{}", "reach": "达到{}", "raise": "提高{}", "lower": "降低{}",
    "grow": "增长{}", "shrink": "下降{}", "more": "增加{}", "fewer": "减少{}",
}  # fmt: skip
_VERBS_EN = {
    "add": "{} more", "reach": "{}", "raise": "+{}", "lower": "-{}",
    "grow": "+{}", "shrink": "-{}", "more": "+{}", "fewer": "-{}",
}  # fmt: skip


def _required_zh(amount: str, verb: str, averaged: bool) -> str:  # noqa: FBT001  (called by the table below alone)
    return ("年均" if averaged else "") + _VERBS_ZH[verb].format(amount)


def _required_en(amount: str, verb: str, averaged: bool) -> str:  # noqa: FBT001
    return _VERBS_EN[verb].format(amount) + (" a year" if averaged else "")


_REQUIRED = {"zh": _required_zh, "en": _required_en}
