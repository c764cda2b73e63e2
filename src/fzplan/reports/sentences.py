"""One sentence a target, by its kind: where it stands, what is missing, what is needed. The tool writes no cause.

In: an outcome and an assessment. Out: a sentence in Chinese or English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.reports import wording
from fzplan.reports.clauses import Clauses

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Assessment, Outcome


def sentence(outcome: Outcome, assessment: Assessment, lang: Lang) -> str:
    """Return what is to be said of a target."""
    c = Clauses(outcome, assessment, lang)
    if assessment.target.kind == "monitor" and assessment.actual is None:
        if any(reason.code == "members_only" for reason in assessment.why):
            return c.say(
                "{name}：规划未提出数值，仅作监测，没有合计数。",
                "{name}: the plan states no number; monitored, no total.",
                name=c.name,
            )
        return c.say(
            "{name}：规划未提出数值，仅作监测，尚无数据。",
            "{name}: the plan states no number; monitored, no data yet.",
            name=c.name,
        )
    if assessment.verdict == "not_assessable" or assessment.actual is None:
        return _unknown(c)
    return _KINDS.get(assessment.target.kind, _level)(c)


def _unknown(c: Clauses) -> str:
    reasons = ("、" if c.lang == "zh" else "; ").join(wording.why(c.outcome.plan, r, c.lang) for r in c.a.why)
    if not reasons:
        return c.say("{name}暂无法评估。", "{name} cannot be assessed.", name=c.name)
    return c.say("{name}因{why}，暂无法评估。", "{name} cannot be assessed: {why}.", name=c.name, why=reasons)


def _head(c: Clauses) -> str:
    """Return the opening: 2024年总收入8466.0亿元（快报数）; of a ratio 研发投入强度为3.12%."""
    assert c.a.actual is not None
    link = "为" if wording.is_share(c.a.unit) else ""
    figure = c.figure(c.a.actual)
    return c.say(
        "{year}{name}{link}{figure}{mark}", "{name} of {year} is {figure}{mark}",
        year=c.year, name=c.name, link=link, figure=figure, mark=c.mark(),
    )  # fmt: skip


def _level(c: Clauses) -> str:
    """Return such as: 2024年总收入8466.0亿元，比2020年增长27.3%…."""
    if "base_already_met" in {reason.code for reason in c.a.why}:
        return _keep(c)
    text = _head(c) + c.since_base() + c.average()
    if c.a.shortfall == 0:
        met = (
            c.say("，已达到目标区间（{goal}）下限。", ", which reaches the range ({goal}).", goal=c.goal)
            if c.a.high is not None
            else c.say("，已达到目标（{goal}）。", ", which meets the target ({goal}).", goal=c.goal)
        )
        return text + met
    progress, missing = c.progress(), c.missing()
    text += c.say("；", "; ") + progress if progress else ""
    return text + (c.say("。", ". ") + missing if missing else "") + c.say("。", ".")


def _keep(c: Clauses) -> str:
    """Return such as: 2024年失业率为2.1%，2021—2024年均保持在目标（≤3%）以内."""
    short = [str(year) for year in c.a.missed]
    if c.a.shortfall:
        tail = c.say("，超出目标（{goal}）", ", off the target ({goal})", goal=c.goal)
    else:
        tail = c.say("，目标（{goal}）得到保持", ", the target ({goal}) is kept", goal=c.goal)
    if short:
        years = ("、" if c.lang == "zh" else ", ").join(short)
        tail += c.say("，{years}年未保持", "; it was not in {years}", years=years)
    return _head(c) + tail + c.say("。", ".")


def _match(c: Clauses) -> str:
    """Return such as: 2021—2022年居民收入年均增长5.5%，国内生产总值年均增长5.7%，相差0.2个百分点，在允许的范围内."""
    if not c.a.target.averaged or c.a.actual is None or c.a.value is None or c.a.gap is None:
        return _level(c)
    quantity = c.outcome.plan.quantity(c.a.target.near)
    near = wording.name(quantity, c.lang) if quantity else c.a.target.near
    inside = c.say("在允许的范围内", "which is in step") if not c.a.shortfall else c.say("超出允许", "out of step")
    return c.say(
        "{span}{name}年均{actual}{mark}，{near}年均{other}，相差{apart}，{inside}。",
        "{name} of {span} is {actual} a year{mark}, {near} {other}: {apart} apart, {inside}.",
        span=c.span, name=c.name, actual=c.figure(c.a.actual), mark=c.mark(), near=near,
        other=c.figure(c.a.value), apart=c.points(abs(c.a.gap)), inside=inside,
    )  # fmt: skip


def _total(c: Clauses) -> str:
    """Return such as: 2021—2024年累计新增国家高新技术企业444家…."""
    assert c.a.actual is not None
    adds = c.name.startswith(("新增", "年新增"))
    name = c.name.removeprefix("年").removeprefix("新增") if c.lang == "zh" and adds else c.name
    years = c.a.target.last - c.a.target.first + 1
    text = c.say(
        "{span}累计{verb}{name}{figure}{mark}", "{name} of {span}: {figure}{mark} in all",
        span=c.span, verb="新增" if adds else "", name=name, figure=c.figure(c.a.actual), mark=c.mark(),
    )  # fmt: skip
    if c.a.progress is not None:
        share = c.figure(c.a.progress * 100, "%", 1)
        text += c.say(
            "，完成{years}年目标{low}的{share}{beside}", ", {share} of {low}the target of {years} years{beside}",
            years="五" if years == 5 and c.lang == "zh" else years, share=share, beside=c.beside_time(),
            low=c.say("下限", "the low end of ") if c.a.low is not None else "",
        )  # fmt: skip
    if c.a.shortfall:
        left = c.figure(c.a.shortfall)
        text += c.say("；还需{verb}{left}", "; {left} to go", verb="新增" if adds else "", left=left)
    return text + c.say("。", ".")


def _each(c: Clauses) -> str:
    """Return such as: …分别为3120、2874、3301、3402件，年均3174.3件；4年中3年达到目标（每年≥3000件），2022年少126件."""
    bound = c.a.value if c.a.value is not None else c.a.low
    years = [year for year in sorted(c.a.series) if c.a.target.first <= year <= c.now]
    if bound is None or not years:
        return _level(c)
    figures = [wording.number(c.outcome.plan, c.a.series[y], wording.decimals(c.outcome.plan, c.a)) for y in years]
    listed = wording.joined(("、" if c.lang == "zh" else ", ").join(figures), c.a.unit, c.lang)
    span = periods.words(periods.years(years[0], years[-1]), c.lang)
    text = c.say(
        "{span}{name}{each}为{listed}{mark}", "{name} of {span}: {listed}{mark}",
        each="分别" if len(years) > 1 else "", span=span, name=c.name, listed=listed, mark=c.mark(),
    )  # fmt: skip
    if len(years) > 1 and not c.indicator.unit.is_ratio:
        mean = sum(c.a.series[y] for y in years) / len(years)
        text += c.say("，年均{mean}", ", {mean} on average", mean=c.figure(mean, places=1))
    reached = len(years) - len([y for y in c.a.missed if y in years])
    text += c.say(
        "；{n}年中{k}年达到目标（{goal}）", "; {k} of {n} years met the target ({goal})",
        n=len(years), k=reached, goal=c.goal,
    )  # fmt: skip
    return text + c.short_years(bound) + c.say("。", ".")


def _growth(c: Clauses) -> str:
    """Return such as: 2021—2024年留区财政收入年均增长6.3%（以2020年为基期，4年…."""
    assert c.a.actual is not None
    base = c.a.base_period.year if c.a.base_period else c.a.target.first - 1
    method = c.say("水平法", "geometric") if c.a.target.mean == "geometric" else c.say("累计法", "by sums")
    text = c.say(
        "{span}{name}年均{moved}（以{base}年为基期，{n}年，{method}）{mark}",
        "{name} {moved} a year in {span} (base {base}, {n} years, {method}){mark}",
        span=c.span, name=c.name.removesuffix("增长"), moved=_moved(c, c.a.actual), base=base, n=f"{c.elapsed:g}",
        method=method, mark=c.mark(),
    )  # fmt: skip
    if c.a.gap is not None:
        text += _beside_target(c, c.a.gap)
    left, pace = c.a.target.last - c.outcome.last_full_year, c.a.pace_required
    if left >= 1 and pace is not None:
        text += _to_grow(c, wording.growth_of(pace), left)
    return text + c.say("。", ".")


def _moved(c: Clauses, rate: float) -> str:
    """Return 增长6.3%, 下降1.2% or 持平 of an average rate of growth."""
    if c.is_zero(rate, wording.decimals(c.outcome.plan, c.a)):
        return c.say("持平", "stayed level")
    figure = c.figure(abs(rate), "%")
    return c.say("增长{it}" if rate > 0 else "下降{it}", "grew by {it}" if rate > 0 else "fell by {it}", it=figure)


def _to_grow(c: Clauses, need: float, left: int) -> str:
    """Return the growth that the years that are left must bring: 2025年增长4.8%即可实现目标."""
    first, last = c.outcome.last_full_year + 1, c.a.target.last
    when, what = f"{last}" if left == 1 else f"{first}—{last}", c.figure(abs(need), "%", 1)
    average = c.say("年均" if left > 1 else "", " a year" if left > 1 else "")
    if c.is_zero(need, 1):
        return c.say("；{when}年持平即可实现目标", "; staying level in {when} reaches the target", when=when)
    return c.say(
        "；{when}年{average}{verb}{what}即可实现目标", "; {verb} of {what}{average} in {when} reaches the target",
        when=when, what=what, average=average,
        verb=c.say("增长" if need > 0 else "下降", "growth" if need > 0 else "a fall"),
    )  # fmt: skip


def _beside_target(c: Clauses, gap: float) -> str:
    if c.is_zero(gap, 1):
        return c.say("，与目标持平", ", level with the target")
    side = c.say("高于", "above") if gap > 0 else c.say("低于", "below")
    return c.say("，{side}目标{points}", ", {points} {side} the target", side=side, points=c.points(abs(gap)))


def _change(c: Clauses) -> str:
    """Return such as: 2024年单位能耗比2020年下降7.3%，完成进度54.1%…."""
    assert c.a.actual is not None
    base = periods.words(c.a.base_period, c.lang) if c.a.base_period else c.say("基期", "the base")
    falling = c.a.actual < 0
    points = c.a.unit == "百分点"
    verb = c.say("下降" if falling else ("提高" if points else "增长"), "down" if falling else "up")
    moved = c.say(
        "比{base}{verb}{figure}", "{verb} {figure} from {base}", base=base, verb=verb, figure=c.figure(abs(c.a.actual))
    )
    if c.is_zero(c.a.actual, wording.decimals(c.outcome.plan, c.a)):
        moved = c.say("与{base}持平", "unchanged since {base}", base=base)
    text = c.say(
        "{year}{name}{moved}{mark}", "{name} of {year} is {moved}{mark}",
        year=c.year, name=c.name, moved=moved, mark=c.mark(),
    )  # fmt: skip
    progress, missing = c.progress(), c.missing()
    text += c.say("，", ", ") + progress if progress else ""
    return text + (c.say("。", ". ") + missing if missing else "") + c.say("。", ".")


def _direction(c: Clauses) -> str:
    """Return such as: “2+4”占比66.3%，比2020年提高1.8个百分点，方向与规划要求一致（方向性指标，不判定完成）."""
    agrees = c.say("一致", "as planned") if c.a.verdict != "behind" else c.say("不一致", "against the plan")
    return _head(c) + c.since_base() + c.say(
        "，方向与规划要求{agrees}（方向性指标，不判定完成）。", ", {agrees} (a direction is never completed).",
        agrees=agrees,
    )  # fmt: skip


def _monitored(c: Clauses) -> str:
    return _head(c) + c.since_base() + c.say("（监测，规划未提出数值）。", " (monitored: the plan states no number).")


_KINDS: dict[str, Callable[[Clauses], str]] = {
    "reach": _level,
    "range": _level,
    "multiple": _level,
    "match": _match,
    "total": _total,
    "each": _each,
    "growth": _growth,
    "change": _change,
    "direction": _direction,
    "monitor": _monitored,
}
