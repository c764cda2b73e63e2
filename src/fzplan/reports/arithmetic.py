"""The arithmetic of a verdict: base, target, time, the value due, the ratio and the class it fell into, the margin.

In: an outcome and an assessment. Out: lines of text. The rules: docs/spec/verdicts.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import figures, periods
from fzplan.model import words
from fzplan.reports import part_years, wording, workings
from fzplan.reports.clauses import Clauses
from fzplan.reports.sentences import sentence
from fzplan.reports.wording import bracketed

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.results import Assessment, Outcome


def lines(outcome: Outcome, a: Assessment, lang: Lang) -> list[str]:
    """Return what is to be said of one target, most important first; numbers that are not known are left out."""
    c = Clauses(outcome, a, lang)
    found = [_target(c), *_way(c), *_verdict(c), f"  {sentence(outcome, a, lang)}"]
    if a.to_date is not None:
        found.append(f"  {part_years.phrase(outcome, a, a.to_date, lang)}")
    if a.verdict != "not_assessable":
        told = [wording.why(outcome.plan, r, lang) for r in a.why if r.code != "no_number"] + (
            [a.target.monitor] if a.target.monitor else []
        )
        found += [f"  {c.say('说明：', 'note: ')}{reason}" for reason in told]
    if any(reason.code == "vintage" for reason in a.why):
        found += _rates(c)
    return found


def _rates(c: Clauses) -> list[str]:
    """Return the rates that were multiplied, each with its place, edition and day of publication."""
    found = []
    for i in c.a.inputs:
        o = c.outcome.extraction.observations[i]
        quantity = c.outcome.plan.quantity(o.measure)
        label = wording.name(quantity, c.lang) if quantity else o.measure
        unit = quantity.unit.text if quantity else o.unit
        figure = wording.joined(figures.shown(o.value, max(o.decimals, 0)), unit, c.lang)
        said = (
            str(c.outcome.extraction.sources.place(o)),
            words.EDITIONS[o.edition].of(c.lang) if o.edition else "",
            words.QUALITIES[o.quality].of(c.lang) if o.quality != "published" else "",
            c.say("{day}公布", "published {day}", day=o.published) if o.published else "",
        )
        found.append(f"    {label} {periods.words(o.period, c.lang)}　{figure}　← {'　'.join(filter(None, said))}")
    return found


def _target(c: Clauses) -> str:
    a = c.a
    quote = f"　「{a.target.quote}」" if a.target.quote and c.lang == "zh" else ""
    section = f"　{a.target.section}" if a.target.section else ""
    when = bracketed(_when(c), c.lang)
    return f"{c.say('目标', 'target')} {a.target.id}　{c.name} {c.goal}{when}{quote}{section}"


def _when(c: Clauses) -> str:
    target = c.a.target
    if target.time == "none" or not target.last:
        return ""
    first = target.last if target.time == "by" else target.first
    return periods.words(periods.years(first, target.last), c.lang)


def _way(c: Clauses) -> list[str]:
    """Return: 基期 6648.7（2020年）　应完成 9216.1　实际 8466.0."""
    a, parts = c.a, []
    if a.base is not None and a.base_period is not None:
        places = wording.own_decimals(c.indicator, a.target)
        base = wording.number(c.outcome.plan, a.base, places)
        parts.append(f"{c.say('基期', 'base')} {base}{bracketed(periods.words(a.base_period, c.lang), c.lang)}")
    for zh, en, number in (
        ("应完成", "due", a.planned),
        ("实际", "actual", a.actual),
        ("上年", "year before", a.previous),
    ):
        if number is not None:
            parts.append(
                f"{c.say(zh, en)} {wording.number(c.outcome.plan, number, wording.decimals(c.outcome.plan, a))}"
            )
    return [f"  {'　'.join(parts)}"] if parts else []


def _verdict(c: Clauses) -> list[str]:
    """Return: 完成进度 54.2%　序时进度 80.0%　比值 0.708 ＜0.90　判定 滞后　趋势 难以完成, then the margin."""
    a, parts = c.a, []
    for zh, en, share in (("完成进度", "progress", a.progress), ("序时进度", "time", a.time_share)):
        if share is not None:
            parts.append(f"{c.say(zh, en)} {wording.percent(c.outcome.plan, share)}%")
    if a.ratio is not None:
        parts.append(f"{c.say('比值', 'ratio')} {figures.shown(figures.tidy(a.ratio), 3)} {workings.cut(a.ratio)}")
    labels = c.outcome.plan.labels
    critical = "△" if a.critical else ""
    parts.append(f"{c.say('判定', 'verdict')} {words.verdict(a.verdict, c.lang, labels)}{critical}")
    if a.outlook:
        parts.append(f"{c.say('趋势', 'outlook')} {words.verdict(a.outlook, c.lang, labels)}")
    if a.shortfall:
        parts.append(f"{c.say('还差', 'short by')} {c.figure(a.shortfall, wording.gap_unit(a.unit, c.lang))}")
    found = [f"  {'　'.join(parts)}"]
    found += [f"    {line}" for line in workings.lines(c)]
    if a.margin is not None:
        found.append(f"  {_margin(c, a.margin)}")
    return found


def _margin(c: Clauses, margin: float) -> str:
    places = wording.own_decimals(c.indicator, c.a.target) + (not c.indicator.unit.is_count)
    unit = wording.gap_unit(c.indicator.unit.text, c.lang)
    if c.is_zero(margin, places):
        least = wording.joined(wording.number(c.outcome.plan, 10.0**-places, places), unit, c.lang)
        falls = margin < 0 or (margin == 0 and c.a.target.better > 0)
        way = c.say("降" if falls else "升", "fall" if falls else "rise")
        zh, en = (
            "最新数略{way}（不足 {least}）判定即改变",
            "the least {way} of the latest figure (under {least}) flips the verdict",
        )
        return c.say(zh, en, way=way, least=least)
    change = wording.joined(wording.signed(c.outcome.plan, margin, places), unit, c.lang)
    return c.say(
        "最新数变动 {change} 判定即改变", "a change of the latest figure by {change} flips the verdict", change=change
    )
