"""What the unfinished year has brought so far: 2023年1—6月396.0亿元，同比增长10.0%（同口径），占年度计划48.6%.

In: an outcome as of a month and an assessment. Out: a phrase; nothing as of a whole year. Source: docs/spec/as-of.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import wording
from fzplan.reports.clauses import Clauses

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.results import Assessment, Outcome, ToDate

TITLE = Text("本年累计（不作判定）", "the year so far (not judged)")
BASES = {"comparable": Text("同口径", "comparable"), "nominal": Text("名义", "nominal")}


def section(outcome: Outcome, lang: Lang) -> list[str]:
    """Return a line an indicator under a heading, the same figure once; nothing as of a whole year."""
    found = [
        f"  {wording.title(outcome.plan, a.target, lang)}　{phrase(outcome, a, a.to_date, lang)}"
        for a in outcome.assessments
        if a.to_date is not None
    ]
    return [TITLE.of(lang) + ("：" if lang == "zh" else ":"), *dict.fromkeys(found)] if found else []


def phrase(outcome: Outcome, a: Assessment, so_far: ToDate, lang: Lang) -> str:
    """Return the figure with its growth and its share of the year's plan; what is not known is left out."""
    c = Clauses(outcome, a, lang)
    mark = words.MARKS.get(so_far.quality, "")
    figure = c.figure(so_far.value, so_far.unit, wording.own_decimals(c.indicator, a.target))
    parts = [f"{periods.words(so_far.period, lang)}{'' if lang == 'zh' else ': '}{figure}{mark}", _growth(c, so_far)]
    if so_far.share_of_plan is not None:
        share = wording.percent(outcome.plan, so_far.share_of_plan)
        parts.append(c.say("占年度计划{share}%", "{share}% of the year's plan", share=share))
    return c.say("，", ", ").join(part for part in parts if part)


def _growth(c: Clauses, so_far: ToDate) -> str:
    """Return: 同比增长10.0%（同口径）, 同比提高0.30个百分点（名义）, 同比持平（同口径）."""
    if so_far.growth is None or so_far.basis is None:
        return ""
    basis = wording.bracketed(BASES[so_far.basis].of(c.lang), c.lang)
    is_share = so_far.growth_unit == "百分点"
    places = wording.own_decimals(c.indicator, c.a.target) if is_share else 1
    if c.is_zero(so_far.growth, places):
        return c.say("同比持平{basis}", "as in the year before{basis}", basis=basis)
    rising = so_far.growth > 0
    verb = c.say(("提高" if is_share else "增长") if rising else "下降", "up" if rising else "down")
    amount = c.figure(abs(so_far.growth), wording.POINTS[c.lang] if is_share else "%", places)
    return c.say("同比{verb}{amount}{basis}", "{verb} {amount} on the year before{basis}", verb=verb, amount=amount,
                 basis=basis)  # fmt: skip
