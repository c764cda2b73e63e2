"""What the charts of the document show: how far each target is beside the time, and the course of those behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.reports import wording
from fzplan.reports.html import course as courses
from fzplan.reports.word.charts import Chart, Line
from fzplan.reports.xlsx.styles import figure_format

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.results import Assessment, Outcome

MOST = 12
"""Courses that are drawn; the sentences of the others remain."""
BARS = 30
"""Bars of one chart; of more targets the slowest ones."""
FAR = 100.0
"""Percentage points beside the time beyond which a target is named instead of drawn."""
ACROSS = 150.0
BESIDE = Text("各指标完成进度与序时进度之差（百分点）", "Progress beside the time that is over (pp)")
ACTUAL, DUE, GOAL = Text("实际", "actual"), Text("应完成", "due"), Text("目标", "target")
TREND = Text("按平均速度预测", "at the average pace")


def beside_time(outcome: Outcome, lang: Lang) -> Chart | None:
    """Return the bars, the slowest on top (the last one in the figures); None where no target has a progress."""
    slowest = [pair for pair in _leads(outcome) if abs(pair[0]) <= FAR][:BARS][::-1]
    if not slowest:
        return None
    names = [wording.title(outcome.plan, a.target, lang) for _, a in slowest]
    leads = [round(lead, 6) + 0.0 for lead, _ in slowest]  # no −0.0
    high = 16 + 5.6 * len(names)
    return Chart(BESIDE.of(lang), names, [Line(BESIDE.of(lang), "bar", leads)], "+0.0;-0.0;0.0", (ACROSS, high))


def not_drawn(outcome: Outcome, lang: Lang) -> str:
    """Return the targets that have no bar, with their figures: one of +400 would leave no room for the others."""
    near = [pair for pair in _leads(outcome) if abs(pair[0]) <= FAR]
    far = [pair for pair in _leads(outcome) if abs(pair[0]) > FAR] + near[BARS:]
    told = [
        wording.title(outcome.plan, a.target, lang) + wording.bracketed(wording.signed(outcome.plan, lead), lang)
        for lead, a in far
    ]
    if not told:
        return ""
    return f"图中未画出：{'、'.join(told)}。" if lang == "zh" else f"Not drawn: {', '.join(told)}."


def _leads(outcome: Outcome) -> list[tuple[float, Assessment]]:
    """Return the targets that have a progress, the slowest first."""
    found = [(lead, a) for a in outcome.assessments if (lead := wording.ahead_of_time(a)) is not None]
    return sorted(found, key=lambda pair: pair[0])


def course(outcome: Outcome, a: Assessment, lang: Lang) -> Chart | None:
    """Return the lines of one target; None where it has no course of several years."""
    found = courses.course(outcome, a, lang)
    if found is None:
        return None
    trend = {} if found.average is None else {found.now: found.actual[found.now], found.last: found.average}
    goal = (
        dict.fromkeys(found.planned or {found.now: 0.0, found.last: 0.0}, found.goal) if found.goal is not None else {}
    )
    lines = [
        (ACTUAL, "actual", found.actual),
        (DUE, "due", found.planned),
        (TREND, "trend", trend),
        (GOAL, "goal", goal),
    ]
    years = list(found.years)
    drawn = [Line(name.of(lang), look, [known.get(year) for year in years]) for name, look, known in lines if known]
    title = wording.title(outcome.plan, a.target, lang) + wording.bracketed(found.unit, lang)
    return Chart(title, [str(year) for year in years], drawn, figure_format(found.places), (ACROSS, 62.0))
