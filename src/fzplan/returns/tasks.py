"""Registers of tasks (重点任务台账): one row a deliverable, read by the words of its headings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fzplan.observations import TaskReport
from fzplan.returns import codes, spans, times
from fzplan.returns.accounts import HEADER, RECORD
from fzplan.returns.grid import ENDING, text_of
from fzplan.returns.headings import heading_of
from fzplan.returns.labels import Vocabulary, nearest, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.model.plan import Plan
    from fzplan.returns.collecting import Filing, Gathered
    from fzplan.returns.headings import Heading
    from fzplan.returns.readers.book import Cell

HEADINGS: Mapping[str, str] = {
    "task": "任务 重点任务 任务名称 任务内容 工作任务 项目 项目名称 重点工作 重点项目 事项 工作事项 task",
    "id": "编号 任务编号 代码 id 任务代码",
    "owner": "责任单位 牵头单位 责任部门 责任处室 主责单位 牵头部门 责任主体 owner",
    "due": "完成时限 时限 计划完成时间 完成期限 目标时间 截止时间 due",
    "state": "进展 进度 完成情况 进展情况 状态 完成状态 当前状态 state",
    "done": "完成日期 实际完成时间 完成时间 实际完成日期 办结日期 办结时间 done",
    "evidence": "佐证 佐证材料 证明材料 依据 附件 证明 evidence",
}
"""The words that head each column of such a register."""


def read_tasks(filing: Filing, out: Gathered) -> bool:
    """Read the tasks of one sheet; False where no heading names them."""
    grid = filing.grid
    heading = heading_of(grid, filing.form, filing.names, [w for words in HEADINGS.values() for w in words.split()])
    columns = {name: heading.find(*words.split()) for name, words in HEADINGS.items()} if heading else {}
    task = columns.get("task")
    if heading is None or task is None:
        return False
    known, names = _vocabulary(filing.plan, filing.form.names)
    _account(filing, heading)
    read_columns = [c for c in columns.values() if c is not None]
    for row in range(heading.first, grid.bottom + 1):
        said = {name: grid.cell(row, c) for name, c in columns.items() if c is not None}
        label = text_of(said["task"])
        if not label or ENDING.match(label):
            continue
        found = known.find(label) or (known.find(text_of(said["id"])) if "id" in said else None)
        if found is None:
            at = filing.cell(row, task)
            near = nearest(read(label).key, names)
            out.findings.append(codes.UNKNOWN_TASK(at, label=label, nearest=codes.nearest(near)))
            continue
        filing.ledger.mark_rows([row], read_columns, RECORD)
        out.tasks.append(_report(filing, out, found, said, row, task))
    return True


def _report(filing: Filing, out: Gathered, task: str, said: Mapping[str, Cell], row: int, column: int) -> TaskReport:
    return TaskReport(
        task=task,
        state=text_of(said.get("state")),
        done=day(said.get("done")),
        due=day(said.get("due")),
        owner=text_of(said.get("owner")),
        evidence=text_of(said.get("evidence")),
        file=out.files(filing.file),
        sheet=out.sheets(filing.sheet),
        row=row + 1,
        column=column + 1,
        quality=filing.quality,
        published=filing.published,
    )


def _vocabulary(plan: Plan, mapped: Mapping[str, str]) -> tuple[Vocabulary, list[str]]:
    """Return deliverables by name, id, alias and the form's `names:`, and all those labels."""
    labels: dict[str, str] = {}
    for name, deliverable in plan.deliverables.items():
        for label in (name, deliverable.name, deliverable.id, *deliverable.aliases):
            labels.setdefault(label, deliverable.id)
    for label, name in mapped.items():
        if name in labels:
            labels.setdefault(label, labels[name])
    return Vocabulary(labels), list(labels)


def _account(filing: Filing, heading: Heading) -> None:
    everywhere = range(filing.grid.width)
    filing.ledger.rest("task")
    filing.ledger.mark_rows(range(heading.rows[0]), everywhere, "title")
    filing.ledger.mark_rows(range(heading.rows[0], heading.first), everywhere, HEADER)
    body = range(heading.first, filing.grid.bottom + 1)
    serial = [c for c, path in heading.paths.items() if path and filing.names.role(path[-1]) == "serial"]
    filing.ledger.mark_rows(body, serial, "serial")


def day(cell: Cell) -> dt.date | None:
    """Return a date cell as a day; a month or a year written alone is its last day, which claims least.

    >>> day("2023年8月"), day("2024"), day(dt.date(2022, 3, 15)), day("待定")
    (datetime.date(2023, 8, 31), datetime.date(2024, 12, 31), datetime.date(2022, 3, 15), None)
    """
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    exact = spans.exact_day(text_of(cell)) if isinstance(cell, str) else None
    if exact:
        return exact
    reading = times.read(cell)
    if reading is None or reading.period is None:
        return None
    year, month = divmod(reading.period.last, 12)
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return following - dt.timedelta(days=1)
