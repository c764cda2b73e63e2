"""The figures of one chart: what was done, what was due, where the trends lead, what is to be reached.

In: an outcome and an assessment. Out: figures by year in one unit, None where there is no course to draw.
A missing year is missing: nothing is bridged, nothing begins at an invented zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.frozen import frozen
from fzplan.reports import goals, wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Assessment, Outcome
    from fzplan.model.schedules import Schedule

YEARS = 12
"""Years that a chart goes back, at most, from the end of its target."""


@frozen
class Course:
    """Figures by year, in `unit`, shown with `places` decimals."""

    unit: str
    places: int
    actual: Mapping[int, float]
    planned: Mapping[int, float]
    trends: tuple[float, ...]
    """Where the trends lead in `last`, from the lowest; nothing where the way is over or no trend is known."""
    average: float | None
    """Where the average pace leads: the line inside the band of the trends."""
    now: int
    last: int
    goal: float | None = None
    top: float | None = None
    """Of a range the high end."""
    goal_text: str = ""
    breaks: tuple[int, ...] = ()
    """Years from which on the series is another one."""

    @property
    def years(self) -> range:
        """Return the years of the chart, from the first figure to the end of the target."""
        known = (*self.actual, *self.planned)
        return range(min(known), max(*known, self.last) + 1)


def course(outcome: Outcome, a: Assessment, lang: Lang) -> Course | None:
    """Return the figures to draw; None where there are not two of them."""
    schedule = next((s for s in outcome.schedules if s.target.id == a.target.id), None)
    indicator = outcome.plan.indicators[a.target.indicator]
    unit = schedule.unit if schedule else indicator.unit.text
    last = a.target.last or outcome.plan.head.last
    actual, planned = _actual(outcome, a, schedule, last), _planned(schedule)
    if not actual or len({*actual, *planned}) < 2:
        return None
    now = max(actual)
    trends = _trends(a, unit, now)
    goal, top = _goal(a, schedule, unit)
    places = wording.own_decimals(indicator, a.target)
    return Course(
        unit=unit,
        places=places,
        actual=actual,
        planned=planned,
        trends=tuple(sorted(trends.values())),
        average=trends.get("average"),
        now=now,
        last=last,
        goal=goal,
        top=top,
        goal_text=_goal_text(outcome, a, lang, unit, goal, places),
        breaks=tuple(b.at for b in indicator.breaks),
    )


def _actual(outcome: Outcome, a: Assessment, schedule: Schedule | None, last: int) -> dict[int, float]:
    """Return what is known by year: before the base as computed, then as judged; of a total its running sums."""
    if schedule is not None:
        judged = {row.year: row.actual for row in schedule.rows if row.actual is not None}
        base_year, base = schedule.base_year, schedule.base
    else:
        judged, base = dict(a.series), a.base
        base_year = a.base_period.year if a.base_period else None
    if base_year is not None and base is not None:
        judged = {base_year: base} | judged
    if a.target.kind == "total":
        return dict(sorted(judged.items()))
    first = min(judged, default=last + 1)
    key = (a.target.indicator, dict(a.target.members))
    earlier = {
        v.period.year: v.value
        for v in outcome.values
        if (v.id, dict(v.by)) == key and v.value is not None and last - YEARS < v.period.year < first
    }
    return dict(sorted({**earlier, **judged}.items()))


def _planned(schedule: Schedule | None) -> dict[int, float]:
    if schedule is None:
        return {}
    due = {row.year: row.planned for row in schedule.rows if row.planned is not None}
    if schedule.base_year is not None and schedule.base is not None:
        return {schedule.base_year: schedule.base} | due
    return due


def _trends(a: Assessment, unit: str, now: int) -> dict[str, float]:
    """Return where each trend leads, in the unit of the chart."""
    on_the_way = a.period is not None and a.period.is_year and a.period.year == now < a.target.last
    if a.unit != unit or not on_the_way:
        return {}
    return {name: found[0] for name, found in a.projections.items()}


def _goal(a: Assessment, schedule: Schedule | None, unit: str) -> tuple[float | None, float | None]:
    """Return the level of the target, of a range both ends; none where there is no one level."""
    if a.other or a.target.near:
        return None, None  # what is to be reached moves from year to year: the line of what is due shows it
    if a.low is not None and a.high is not None and a.unit == unit:
        return a.low, a.high
    return (schedule.goal if schedule else None), None


def _goal_text(outcome: Outcome, a: Assessment, lang: Lang, unit: str, goal: float | None, places: int) -> str:
    """Return what stands at the line of the target: as the plan has it, a level that follows from it as a number."""
    if goal is None:
        return ""
    if a.unit == unit:
        return goals.goal(outcome.plan, a, lang)
    return wording.number(outcome.plan, goal, places)
