"""The words and figures of an annual decomposition: a block a target, a line of figures an item, a column a year.

In: an outcome with schedules. Out: `Block`s, shared by the console and the Excel sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import goals, wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Assessment, Outcome
    from fzplan.model.schedules import Schedule

PATHS = {
    "linear": Text("线性", "linear"),
    "geometric": Text("等速增长", "constant growth"),
    "table": Text("自定年度目标", "yearly targets of the plan"),
    "milestones": Text("自定年度目标", "yearly targets of the plan"),
    "yearly": Text("每年", "every year"),
    "keep": Text("保持", "kept"),
}
ITEMS = {
    "planned_new": Text("当年应新增", "due in the year"),
    "actual_new": Text("当年实际", "done in the year"),
    "planned": Text("应完成", "due"),
    "actual": Text("实际", "actual"),
    "lag": Text("差额", "difference"),
    "required": Text("尚需", "still needed"),
}
OF_TOTALS = {"planned": Text("累计应完成", "due in all"), "actual": Text("累计实际", "done in all")}
DERIVED = frozenset({"actual_new", "actual", "lag", "required"})
"""Items that rest on returns and carry the mark of their quality."""


class Item(NamedTuple):
    """One line of a block: what the figures are, and the figure of each year."""

    key: str
    label: str
    figures: Mapping[int, float]


class Block(NamedTuple):
    """One target with its figures by year; `places` is how many decimals they are shown with."""

    schedule: Schedule
    assessment: Assessment
    places: int
    mark: str
    items: tuple[Item, ...]


def blocks(outcome: Outcome, lang: Lang) -> tuple[Block, ...]:
    """Return a block a target, in the order of the plan file."""
    found = {a.target.id: a for a in outcome.assessments}
    return tuple(_block(outcome, s, found[s.target.id], lang) for s in outcome.schedules)


def _block(outcome: Outcome, schedule: Schedule, assessment: Assessment, lang: Lang) -> Block:
    indicator = outcome.plan.indicators[schedule.target.indicator]
    places = wording.own_decimals(indicator, schedule.target)
    items = (_item(schedule, key, lang) for key in ITEMS)
    mark = words.MARKS.get(assessment.quality, "")
    return Block(schedule, assessment, places, mark, tuple(item for item in items if item.figures))


def _item(schedule: Schedule, key: str, lang: Lang) -> Item:
    label = (OF_TOTALS if schedule.target.kind == "total" else {}).get(key, ITEMS[key])
    values = {row.year: getattr(row, key) for row in schedule.rows}
    return Item(key, label.of(lang), {year: value for year, value in values.items() if value is not None})


def cell(outcome: Outcome, block: Block, item: Item, year: int) -> str:
    """Return one figure as text, rounded once by the plan's rule; nothing where there is none."""
    value = item.figures.get(year)
    if value is None:
        return ""
    draw = wording.signed if item.key == "lag" else wording.number
    return draw(outcome.plan, value, block.places) + (block.mark if item.key in DERIVED else "")


def years(outcome: Outcome) -> tuple[int, ...]:
    """Return every year that a schedule speaks of."""
    return tuple(sorted({row.year for schedule in outcome.schedules for row in schedule.rows}))


def path(block: Block, lang: Lang) -> str:
    """Return the path in words."""
    return PATHS[block.schedule.path].of(lang)


def goal(outcome: Outcome, block: Block, lang: Lang) -> str:
    """Return the target as tables print it, with its unit where that is not the one of the figures (年均≥6%)."""
    other_unit = block.assessment.unit != block.schedule.unit
    return goals.goal(outcome.plan, block.assessment, lang, unit=other_unit)


def base(outcome: Outcome, block: Block) -> str:
    """Return the base figure; a dash where the target has none of its own."""
    schedule = block.schedule
    if schedule.base is None or schedule.target.kind == "total" or schedule.target.time == "each":
        return wording.NONE
    return wording.number(outcome.plan, schedule.base, block.places)


def reasons(block: Block, lang: Lang) -> str:
    """Return why the actual figures cannot stand beside what is due."""
    found = [words.why(reason, lang) for reason in block.schedule.why]
    return ("；" if lang == "zh" else "; ").join(found)


def undivided(outcome: Outcome, lang: Lang) -> str:
    """Return which targets have no number that could be divided over years; nothing where all have."""
    scheduled = {schedule.target.id for schedule in outcome.schedules}
    names = [wording.title(outcome.plan, t, lang) for t in outcome.plan.targets if t.id not in scheduled]
    if not names:
        return ""
    if lang == "zh":
        return f"没有数值、不作年度分解的目标{len(names)}项：{'、'.join(names)}"
    return f"{len(names)} targets have no number to be divided over years: {', '.join(names)}"
