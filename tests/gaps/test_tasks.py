"""Deliverables against the 台账: state and verdict by date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from fzplan import gaps, periods
from fzplan.model.plan import Deliverable, Head, Plan
from fzplan.observations import Extraction, Sources, TaskReport
from fzplan.units import UNITS

if TYPE_CHECKING:
    from fzplan.model.results import DeliverableResult

AS_OF = periods.year(2023)
HEAD = Head("测试规划", 2020, 2021, 2025)


def report(state: str, task: str = "超级计算中心", **more: object) -> TaskReport:
    facts = {
        "done": None,
        "due": None,
        "owner": "",
        "evidence": "",
        "file": 0,
        "sheet": 0,
        "row": 5,
        "column": 2,
    } | more
    return TaskReport(task=task, state=state, **facts)  # type: ignore[arg-type]


def held(*reports: TaskReport, as_of: periods.Period = AS_OF, by: int | None = 2025) -> DeliverableResult:
    item = Deliverable("supercomputing_centre", "超级计算中心", by, aliases=("超算 中心",))
    plan = Plan(HEAD, UNITS, deliverables={"超级计算中心": item})
    found = Extraction(tasks=reports, sources=Sources(("台账.xlsx",), ("重点任务",)))
    (result,) = gaps.deliverables(plan, found, as_of)
    return result


@pytest.mark.parametrize(
    ("state", "more", "expected"),
    [
        ("已完成", {}, ("done", "achieved")),
        ("完成", {"done": date(2022, 5, 1)}, ("done", "achieved")),
        ("", {"done": date(2022, 5, 1)}, ("done", "achieved")),
        ("已完成", {"done": date(2024, 5, 1)}, ("open", "on_track")),  # not yet, as of the end of 2023
        ("推进中", {}, ("open", "on_track")),
        ("推进中", {"due": date(2023, 6, 30)}, ("overdue", "behind")),
        ("未启动", {}, ("open", "behind")),  # 3 of 5 years have passed
        ("未启动", {"due": date(2030, 12, 31)}, ("open", "on_track")),  # 3 of 10
        ("未启动", {"due": date(2026, 12, 31)}, ("open", "behind")),  # 3 of 6: half the way
        ("未启动", {"due": date(2027, 1, 31)}, ("open", "on_track")),  # 36 of 73 months
        ("", {}, ("not_reported", "not_assessable")),
        ("已调整", {"evidence": "丰园发〔2023〕5号"}, ("open", "not_assessable")),
    ],
)
def test_the_state_decides_by_its_date(state: str, more: dict[str, object], expected: tuple[str, str]) -> None:
    result = held(report(state, **more))
    assert (result.state, result.verdict) == expected
    assert str(result.place) == "台账.xlsx:重点任务!B5"
    dropped = [w.code for w in result.why] == ["dropped"]
    assert dropped == (state == "已调整")


def test_one_that_nobody_reports_is_not_assessable() -> None:
    result = held()
    assert (result.state, result.verdict, result.why[0].code) == ("not_reported", "not_assessable", "not_reported")


def test_at_its_date_it_is_overdue_unless_done() -> None:
    assert held(report("推进中"), as_of=periods.year(2025)).state == "overdue"
    assert held(report("推进中"), as_of=periods.to_date(2025, 6)).state == "open"
    assert held(report("推进中"), as_of=periods.year(2025), by=None).state == "overdue"  # the end of the plan


def test_the_newest_report_known_by_then_counts() -> None:
    old = report("未启动", published=date(2022, 1, 31))
    new = report("推进中", task="超算中心", published=date(2023, 1, 31))
    newest = report("已完成", published=date(2024, 1, 31))
    assert held(old, newest).reported == "未启动"
    assert held(old, newest, as_of=periods.year(2024)).verdict == "achieved"
    assert held(new).reported == "推进中"  # found by its alias, spaces aside
