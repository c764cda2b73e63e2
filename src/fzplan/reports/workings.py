"""The sums behind a verdict, written out: what is due, progress, the ratio, what decided beside the ratio.

In: the clauses of an assessment. Out: lines of text whose figures can be recomputed by hand.
The rules: docs/spec/verdicts.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import figures
from fzplan.reports import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fzplan.reports.clauses import Clauses

AHEAD, BEHIND = 1.10, 0.90
LIKELY, UNLIKELY = 1.0, 1.5
"""The cuts of the ratio and of k (docs/decisions/0011-verdict-cuts.md), printed beside them."""
EPSILON = 1e-9
MOST = 6
"""Decimals more than the table has that a sum may be written with."""


def lines(c: Clauses) -> list[str]:
    """Return the sums of one assessment, a line each; nothing where no ratio was taken."""
    a = c.a
    if a.ratio is None or a.actual is None or a.planned is None:
        return []
    found = (*_KINDS.get(a.target.kind, _of_level)(c), *_remarks(c))
    return [line.replace("= （", "=（").replace("） =", "）=") for line in found]


def cut(ratio: float) -> str:
    """Return the class of the ratio beside its cuts.

    >>> cut(0.708), cut(1.0), cut(1.25)
    ('＜0.90', '[0.90, 1.10)', '≥1.10')
    """
    if figures.compare(ratio, "<", BEHIND):
        return f"＜{BEHIND:.2f}"
    return f"≥{AHEAD:.2f}" if figures.compare(ratio, "≥", AHEAD) else f"[{BEHIND:.2f}, {AHEAD:.2f})"


def _of_level(c: Clauses) -> Iterator[str]:
    """Yield: 应完成 = 6648.7 ×（10000.0 ÷ 6648.7）^ 0.8 = 9216.1（等速增长）, then progress and ratio."""
    a = c.a
    goal, base, share = _goal(c), a.base, a.time_share
    assert a.planned is not None
    assert a.actual is not None
    if base is None or goal is None or share is None:
        return
    if _is_declared(c):
        yield _declared(c)
    elif a.target.path == "geometric" and base * goal > 0:
        said = "应完成 = {} ×（{} ÷ {}）^ {} = {}（等速增长）", "due = {} × ({} ÷ {}) ^ {} = {} (constant growth)"
        yield _in(c, *said).format(*_shown(c, base, goal, base), f"{figures.tidy(share):.4g}", *_shown(c, a.planned))
    else:
        said = "应完成 = {} ＋（{} − {}）× {} = {}（线性）", "due = {} + ({} − {}) × {} = {} (linear)"
        yield _in(c, *said).format(*_shown(c, base, goal, base), _per_cent(c, share), *_shown(c, a.planned))
    yield from _progress(c, "（{} − {}）÷（{} − {}）", "({} − {}) ÷ ({} − {})", (a.actual, base, goal, base), _way)
    yield _ratio(c, "（{} − {}）÷（{} − {}）", "({} − {}) ÷ ({} − {})", (a.actual, base, a.planned, base), _way)


def _of_total(c: Clauses) -> Iterator[str]:
    """Yield: 应完成 = 500 × 80.0% = 400, progress and ratio; of a ceiling the ratio is what was allowed over used."""
    a, goal = c.a, _goal(c)
    assert a.planned is not None
    assert a.actual is not None
    if goal is None or a.time_share is None:
        return
    exact = goal * a.time_share
    if _is_declared(c):
        yield _declared(c)
    else:
        whole = _in(c, "，取整 {}", ", whole units: {}") if abs(exact - a.planned) > EPSILON else ""
        said = _in(c, "应完成 = {} × {} = {}", "due = {} × {} = {}")
        yield said.format(*_shown(c, goal), _per_cent(c, a.time_share), *_shown(c, exact)) + whole.format(
            *_shown(c, a.planned)
        )
    yield from _progress(c, "{} ÷ {}", "{} ÷ {}", (a.actual, goal), _quotient)
    sides = (a.planned, a.actual) if a.target.better < 0 else (a.actual, a.planned)
    yield _ratio(c, "{} ÷ {}", "{} ÷ {}", sides, _quotient)


def _of_each(c: Clauses) -> Iterator[str]:
    """Yield: 比值 = 年均 3174.3 ÷ 3000 = 1.058."""
    a = c.a
    years = [year for year in a.series if a.target.first <= year <= c.now]
    if years and a.planned is not None:
        mean = sum(a.series[year] for year in years) / len(years)
        yield _ratio(c, "年均 {} ÷ {}", "{} on average ÷ {}", (mean, a.planned), _quotient)


def _of_growth(c: Clauses) -> Iterator[str]:
    """Yield the ratio in levels: what the average rate made of the base beside what the target would make of it."""
    a, rate, elapsed = c.a, _goal(c), c.elapsed
    by_level = a.target.mean == "geometric" and abs(elapsed - round(elapsed)) < EPSILON
    if a.base is None or rate is None or not by_level or c.now not in a.series:
        return
    due = a.base * (1 + rate / 100) ** elapsed
    places = wording.own_decimals(c.indicator, a.target)
    g = f"{wording.number(c.outcome.plan, rate, max(1, figures.decimals_of(rate)))}%"
    base, level = (wording.number(c.outcome.plan, figure, places) for figure in (a.base, due))
    said = "应达到的水平 = {} ×（1 ＋ {}）^ {} = {}", "level due = {} × (1 + {}) ^ {} = {}"
    yield _in(c, *said).format(base, g, round(elapsed), level)
    numbers = (a.series[c.now], a.base, due, a.base)
    yield _ratio(c, "（{} − {}）÷（{} − {}）", "({} − {}) ÷ ({} − {})", numbers, _way, places)


def _of_change(c: Clauses) -> Iterator[str]:
    """Yield: 应完成 = -13.5 × 60.0% = -8.1, progress and ratio, all in the unit of the change."""
    a = c.a
    assert a.actual is not None
    assert a.planned is not None
    if a.value is None or a.time_share is None:
        return
    if a.target.path == "linear" and not a.target.milestones:
        said = _in(c, "应完成 = {} × {} = {}", "due = {} × {} = {}")
        yield said.format(*_shown(c, a.value), _per_cent(c, a.time_share), *_shown(c, a.planned))
        yield _ratio(c, "{} ÷ {}", "{} ÷ {}", (a.actual, a.planned), _quotient)
    yield from _progress(c, "{} ÷ {}", "{} ÷ {}", (a.actual, a.value), _quotient)


def _goal(c: Clauses) -> float | None:
    """Return the pass mark: the value, or of a range the end that counts."""
    a = c.a
    if a.value is not None:
        return a.value
    return a.high if a.target.better < 0 and a.high is not None else a.low


def _is_declared(c: Clauses) -> bool:
    return bool(c.a.target.milestones) or not isinstance(c.a.target.path, str)


def _declared(c: Clauses) -> str:
    assert c.a.planned is not None
    return _in(c, "应完成 {}（自定年度目标）", "due {} (yearly targets of the plan)").format(*_shown(c, c.a.planned))


def _in(c: Clauses, zh: str, en: str) -> str:
    return zh if c.lang == "zh" else en


def _way(value: float, base: float, goal: float, again: float) -> float:
    return (value - base) / (goal - again)


def _quotient(value: float, goal: float) -> float:
    return value / goal


def _progress(c: Clauses, zh: str, en: str, numbers: tuple[float, ...], of: Callable[..., float]) -> Iterator[str]:
    share = c.a.progress
    if share is not None:
        shown = _adding_up(c, numbers, lambda *n: 100 * of(*n), (100 * share, 1))
        yield _in(c, f"完成进度 = {zh} = {{}}", f"progress = {en} = {{}}").format(*shown, _per_cent(c, share))


def _ratio(
    c: Clauses, zh: str, en: str, numbers: tuple[float, ...], of: Callable[..., float], places: int | None = None
) -> str:
    assert c.a.ratio is not None
    shown, ratio = _adding_up(c, numbers, of, (c.a.ratio, 3), places), figures.shown(figures.tidy(c.a.ratio), 3)
    said = _in(c, f"比值 = {zh} = {{}}，属 {{}}", f"ratio = {en} = {{}}, in {{}}")
    return said.format(*shown, ratio, cut(c.a.ratio))


def _adding_up(
    c: Clauses,
    numbers: tuple[float, ...],
    of: Callable[..., float],
    wanted: tuple[float, int],
    places: int | None = None,
) -> tuple[str, ...]:
    """Return figures with the decimals of the table, or with more where the sum would not come out of those."""
    result = figures.shown(figures.tidy(wanted[0]), wanted[1])
    least = wording.decimals(c.outcome.plan, c.a) if places is None else places
    shown: tuple[str, ...] = ()
    for more in range(MOST):
        shown = tuple(wording.number(c.outcome.plan, figures.tidy(number), least + more) for number in numbers)
        try:
            if figures.shown(figures.tidy(of(*map(float, shown))), wanted[1]) == result:
                break
        except ZeroDivisionError:
            continue
    return shown


def _shown(c: Clauses, *values: float) -> tuple[str, ...]:
    """Return figures with the decimals of the table; of whole things with one where it is no whole number."""
    places, plan = wording.decimals(c.outcome.plan, c.a), c.outcome.plan
    tidied = [figures.tidy(value) for value in values]
    return tuple(wording.number(plan, v, 1 if places == 0 and not v.is_integer() else places) for v in tidied)


def _per_cent(c: Clauses, share: float) -> str:
    return f"{wording.percent(c.outcome.plan, share)}%"


def _remarks(c: Clauses) -> Iterator[str]:
    """Yield how fast the rest must go, then why the verdict is not the one of the ratio's class."""
    a = c.a
    if a.outlook and a.effort is not None and a.shortfall:
        easy, possible = (figures.compare(a.effort, "≤", bound) for bound in (LIKELY, UNLIKELY))
        side = "≤1" if easy else "(1, 1.5]" if possible else "＞1.5"
        k = figures.shown(figures.tidy(a.effort), 2)
        yield c.say(
            "k = 尚需速度 ÷ 已有速度 = {k}，属 {side}", "k = pace needed ÷ pace so far = {k}, in {side}", k=k, side=side
        )
        if a.outlook == "effort" and not possible:
            yield c.say("没有落下1个整数单位，趋势不判难以完成", "no whole unit is missing: not unlikely")
    fast, slow = (a.ratio is not None and figures.compare(a.ratio, *cut_) for cut_ in (("≥", AHEAD), ("<", BEHIND)))
    if a.verdict in ("achieved", "missed"):
        yield c.say("已到期：只看是否达到目标", "the date is reached: only whether the target is met counts")
    elif a.verdict == "achieved_early":
        yield c.say("已达到目标，判定提前实现", "the target is met already: achieved early")
    elif a.verdict == "on_track" and (fast or slow):
        yield _neither(c, fast=fast)
    elif a.verdict == "behind" and not slow:
        yield _behind_all_the_same(c)


def _neither(c: Clauses, *, fast: bool) -> str:
    """Return why a ratio beyond the cuts is still 符合预期."""
    if fast and c.a.missed:
        return c.say("{years}年未达到，不判快于预期", "{years} fell short: not ahead", years=_years(c))
    if fast:
        return c.say(
            "超出应完成不足1个整数单位，不判快于预期", "less than one whole unit beyond what is due: not ahead"
        )
    return c.say("与应完成相差不足1个整数单位，不判滞后", "less than one whole unit is missing: not behind")


def _behind_all_the_same(c: Clauses) -> str:
    """Return why a ratio that is large enough is 滞后 all the same."""
    a = c.a
    if a.target.time == "each":
        if a.shortfall:
            return c.say("{year}未达到，判定滞后", "{year} fell short: behind", year=c.year)
        return c.say("{years}年未达到，判定滞后", "{years} fell short: behind", years=_years(c))
    if a.outlook == "unlikely":
        return c.say("趋势为难以完成，判定滞后", "completion is unlikely: behind")
    return c.say("阶段目标未达到，判定滞后", "a milestone is not reached: behind")


def _years(c: Clauses) -> str:
    return ("、" if c.lang == "zh" else ", ").join(map(str, c.a.missed))


_KINDS: dict[str, Callable[[Clauses], Iterator[str]]] = {
    "total": _of_total,
    "each": _of_each,
    "growth": _of_growth,
    "change": _of_change,
}
