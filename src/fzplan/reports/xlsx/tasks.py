"""Sheet 重点任务: the deliverables of the plan with their state, as the register tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.model import words
from fzplan.reports import wording

if TYPE_CHECKING:
    from fzplan.model.results import DeliverableResult
    from fzplan.reports.xlsx.page import Cell, Page

NAME = Text("重点任务", "Deliverables")
HEADS = (
    Text("序号", "No."),
    Text("任务", "Task"),
    Text("责任单位", "In charge"),
    Text("完成时限", "Due"),
    Text("进展", "State"),
    Text("判定", "Verdict"),
    Text("完成日期", "Done on"),
    Text("佐证", "Evidence"),
    Text("位置", "Place"),
    Text("规划原文", "Words of the plan"),
    Text("备注", "Remarks"),
)
WIDTHS = (5, 28, 14, 9, 10, 10, 12, 30, 40, 36, 24)


def write(page: Page) -> None:
    """Write a line a deliverable, in the order of the plan file."""
    rows = [_line(page, number, d) for number, d in enumerate(page.outcome.deliverables, start=1)]
    page.table(page.say(NAME), [page.say(head) for head in HEADS], WIDTHS, rows)


def _line(page: Page, number: int, d: DeliverableResult) -> list[Cell]:
    plan, lang = page.outcome.plan, page.settings.lang
    declared = next(one for one in plan.deliverables.values() if one.id == d.id)
    return [
        number,
        d.name,
        declared.owner,
        declared.by,
        d.reported or page.say(words.STATES[d.state]),
        words.verdict(d.verdict, lang, plan.labels) + words.MARKS.get(d.quality, ""),
        d.date.isoformat() if d.date else "",
        d.evidence,
        str(d.place) if d.place else "",
        declared.quote,
        ("；" if lang == "zh" else "; ").join(wording.why(plan, reason, lang) for reason in d.why),
    ]
