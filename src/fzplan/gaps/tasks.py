"""Deliverables (重点任务) held against the 台账: done, open, overdue or not reported (docs/spec/verdicts.md).

In: a plan and the task reports of its returns. Out: one result a deliverable. No pandas. May import: model.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef
from fzplan.model.results import DeliverableResult, Why

if TYPE_CHECKING:
    from fzplan.model.plan import Deliverable, Plan
    from fzplan.model.results import State, Verdict
    from fzplan.observations import Extraction, TaskReport
    from fzplan.periods import Period

DONE = ("已完成", "完成", "已建成", "建成", "已竣工", "已落地", "已投用", "已发布", "done", "completed")
NOT_STARTED = ("未启动", "未开工", "未开展", "notstarted")
DROPPED = ("调整", "已调整", "取消", "已取消", "终止", "已终止", "不再实施", "暂缓", "adjusted", "dropped", "cancelled")
HALF_WAY = 0.5


def deliverables(plan: Plan, extraction: Extraction, as_of: Period) -> tuple[DeliverableResult, ...]:
    """Return every deliverable with its state and verdict as of the end of `as_of`."""
    reports = _latest(extraction.tasks, as_of)
    return tuple(_held(plan, item, reports, extraction, as_of) for item in plan.deliverables.values())


def _latest(tasks: tuple[TaskReport, ...], as_of: Period) -> dict[str, TaskReport]:
    """Return the newest report of each task that was published by then; of equally new ones the last read."""
    visible = [t for t in tasks if t.published is None or _month(t.published) <= as_of.last]
    ordered = sorted(visible, key=lambda t: t.published or date.min)
    return {_folded(t.task): t for t in ordered}


def _held(
    plan: Plan, item: Deliverable, reports: dict[str, TaskReport], extraction: Extraction, as_of: Period
) -> DeliverableResult:
    found = next((reports[n] for n in map(_folded, (item.name, item.id, *item.aliases)) if n in reports), None)
    if found is None:
        return DeliverableResult(item.id, item.name, "not_reported", "not_assessable", why=(Why("not_reported"),))
    due = _month(found.due) if found.due else (item.by or plan.head.last) * 12 + 11
    state, verdict = _judged(found, due, plan.head.first * 12, as_of)
    dropped = _word(found) in DROPPED
    return DeliverableResult(
        item.id,
        item.name,
        state,
        verdict,
        date=found.done,
        evidence=found.evidence,
        reported=found.state,
        place=_place(extraction, found),
        quality=found.quality,
        why=(Why("dropped", (("document", found.evidence),)),) if dropped else (),
    )


def _judged(report: TaskReport, due: int, start: int, as_of: Period) -> tuple[State, Verdict]:
    word, now = _word(report), as_of.last
    if word in DROPPED:
        return "open", "not_assessable"
    done_later = report.done is not None and _month(report.done) > now
    if (word in DONE or report.done is not None) and not done_later:
        return "done", "achieved"
    if not word and report.done is None:
        return "not_reported", "not_assessable"
    if now >= due:
        return "overdue", "behind"
    share = (now + 1 - start) / (due + 1 - start)
    return "open", "behind" if word in NOT_STARTED and share >= HALF_WAY else "on_track"


def _place(extraction: Extraction, report: TaskReport) -> CellRef:
    sources = extraction.sources
    return CellRef(sources.files[report.file], sources.sheets[report.sheet], report.row, report.column)


def _word(report: TaskReport) -> str:
    return _folded(report.state).lower()


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
