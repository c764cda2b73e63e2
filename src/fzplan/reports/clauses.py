"""The parts that sentences about targets are made of: a figure, a rise or fall, a progress, what is still missing.

In: an assessment. Out: a phrase, or nothing where its number is unknown: the sentence then does without it.
Words: totals 增长/下降 x%; ratios 提高/下降 x 个百分点; counts 增加/减少; a fall is 下降3.2%, never
“增长-3.2%”; zero is 持平.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from fzplan import figures, periods
from fzplan.frozen import frozen
from fzplan.model import words
from fzplan.reports import goals, wording

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.plan import Indicator
    from fzplan.model.results import Assessment, Outcome


@frozen
class Clauses:
    """What can be said of one assessment in one language."""

    outcome: Outcome
    a: Assessment
    lang: Lang

    def say(self, zh: str, en: str, **facts: object) -> str:
        """Return the phrase of the language, filled."""
        return (zh if self.lang == "zh" else en).format(**facts)

    @property
    def indicator(self) -> Indicator:
        """Return the indicator that is judged."""
        return self.outcome.plan.indicators[self.a.target.indicator]

    @property
    def name(self) -> str:
        """Return the name of the target."""
        return wording.title(self.outcome.plan, self.a.target, self.lang)

    @property
    def now(self) -> int:
        """Return the year of the latest figure."""
        return self.a.period.year if self.a.period else self.outcome.as_of.year

    @property
    def year(self) -> str:
        """Return the period of the latest figure in words."""
        return periods.words(self.a.period or self.outcome.as_of, self.lang)

    @property
    def span(self) -> str:
        """Return the time judged so far in words: 2021—2024年, as of a month 2021年1月—2023年6月."""
        if self.a.period is not None and self.a.period.last % 12 != 11:
            start = self.a.target.first * 12
            return periods.words(periods.Period(start, self.a.period.last + 1 - start), self.lang)
        return periods.words(periods.years(self.a.target.first, max(self.now, self.a.target.first)), self.lang)

    @property
    def elapsed(self) -> float:
        """Return the years from the base to the latest figure; 2.5 as of June."""
        base = self.a.base_period.year if self.a.base_period else self.a.target.first - 1
        last = self.a.period.last if self.a.period else self.outcome.as_of.last
        return (last + 1) / 12 - 1 - base

    @property
    def goal(self) -> str:
        """Return the target with its unit."""
        return goals.goal(self.outcome.plan, self.a, self.lang, unit=True)

    def figure(self, value: float, unit: str | None = None, places: int | None = None) -> str:
        """Return a figure with its unit (default: the assessment's), rounded by the table's decimals."""
        digits = wording.decimals(self.outcome.plan, self.a) if places is None else places
        shown = wording.number(self.outcome.plan, value, digits)
        return wording.joined(shown, self.a.unit if unit is None else unit, self.lang)

    def points(self, value: float, places: int = 1) -> str:
        """Return a difference in 百分点."""
        return self.figure(value, wording.POINTS[self.lang], places)

    def is_zero(self, value: float, places: int) -> bool:
        """Tell whether a figure is printed as zero."""
        return figures.rounded(value, places, self.outcome.plan.head.rounding) == 0

    def mark(self) -> str:
        """Return the edition or quality of the latest figure, where it is not a plain published one."""
        if self.a.quality != "published":
            label = words.QUALITIES[self.a.quality]
        elif self.a.edition in ("预计", "快报"):
            label = words.EDITIONS[self.a.edition]
        else:
            return ""
        return f"（{label.zh}）" if self.lang == "zh" else f" ({label.en})"

    def since_base(self) -> str:
        """Return how the figure moved since the base: 比2020年增长27.3%, 提高0.68个百分点, 增加12家, 持平."""
        if self.a.actual is None or self.a.base is None or self.a.base_period is None:
            return ""
        base = periods.words(self.a.base_period, self.lang)
        moved = self._moved(self.a.actual, self.a.base)
        return self.say("，{moved}", ", {moved}", moved=moved.format(base=base)) if moved else ""

    def _moved(self, actual: float, base: float) -> str:
        places, zh = wording.decimals(self.outcome.plan, self.a), self.lang == "zh"
        change, unit = actual - base, wording.gap_unit(self.a.unit, self.lang)
        if self.is_zero(change, places):
            return "与{base}持平" if zh else "unchanged since {base}"
        rising = change > 0
        if wording.is_share(self.a.unit) or self.indicator.unit.is_count:
            amount = self.figure(abs(change), unit)
            verb = ("提高" if rising else "下降") if wording.is_share(self.a.unit) else ("增加" if rising else "减少")
        elif base > 0:
            amount = self.figure(abs(change) / base * 100, "%", 1)
            verb = "增长" if rising else "下降"
        else:
            return ""
        return f"比{{base}}{verb}{amount}" if zh else f"{'up' if rising else 'down'} {amount} from {{base}}"

    def average(self) -> str:
        """Return the average growth since the base, for sizes over more than one year: 年均增长6.2%."""
        a = self.a
        if a.actual is None or not a.base or a.base_period is None or self.indicator.unit.is_ratio:
            return ""
        elapsed = self.elapsed
        if elapsed < 2 or a.actual <= 0 or a.base <= 0 or self.indicator.unit.is_count:
            return ""
        rate = ((a.actual / a.base) ** (1 / elapsed) - 1) * 100
        if not math.isfinite(rate) or self.is_zero(rate, 1):
            return ""
        amount = self.figure(abs(rate), "%", 1)
        if self.lang == "zh":
            return f"，年均{'增长' if rate > 0 else '下降'}{amount}"
        return f", {'' if rate > 0 else '-'}{amount} a year on average"

    def progress(self) -> str:
        """Return progress beside time: 完成进度54.2%，低于序时进度25.8个百分点."""
        if self.a.progress is None:
            return ""
        share = self.figure(self.a.progress * 100, "%", 1)
        return self.say("完成进度{share}{beside}", "{share} of the way{beside}", share=share, beside=self.beside_time())

    def beside_time(self) -> str:
        """Return how progress stands to the time that is over: 高于序时进度8.8个百分点."""
        lead = wording.ahead_of_time(self.a)
        if lead is None:
            return ""
        if self.is_zero(lead, 1):
            return self.say("，与序时进度持平", ", level with time")
        side = self.say("高于", "ahead of") if lead > 0 else self.say("低于", "behind")
        return self.say("，{side}序时进度{points}", ", {points} {side} time", side=side, points=self.points(abs(lead)))

    def missing(self) -> str:
        """Return what is still missing to the target and what each year must bring."""
        if not self.a.shortfall:
            return ""
        unit = wording.gap_unit(self.a.unit, self.lang)
        short, places = self.figure(self.a.shortfall, unit), wording.decimals(self.outcome.plan, self.a)
        if self.is_zero(self.a.shortfall, places):  # still missing, though less than is printed
            short = self.say("不足{it}", "less than {it}", it=self.figure(10.0**-places, unit))
        need = wording.required(self.outcome.plan, self.a, self.lang, self.outcome.last_full_year)
        last = self.a.target.last
        text = self.say("距{last}年目标还差{short}", "{short} short of the target of {last}", last=last, short=short)
        if need == wording.NONE:
            return text
        first = self.outcome.last_full_year + 1
        when = f"{last}" if first == last else f"{first}—{last}"
        return text + self.say("，{when}年需{need}", "; needed in {when}: {need}", when=when, need=need)

    def short_years(self, bound: float) -> str:
        """Return the years that missed a yearly target, and by how much: 2022年少126件."""
        parts = []
        for year in self.a.missed:
            if year in self.a.series:
                short = self.a.series[year] - bound
                amount = self.figure(abs(short), wording.gap_unit(self.a.unit, self.lang))
                verb = self.say("少" if short < 0 else "超", "short by" if short < 0 else "over by")
                parts.append(self.say("{y}年{v}{n}", "{y} {v} {n}", y=year, v=verb, n=amount))
        return self.say("，{it}", ", {it}", it=("、" if self.lang == "zh" else ", ").join(parts)) if parts else ""
