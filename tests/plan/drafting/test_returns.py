from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import plan as plan_file
from tests.builders import workbook

from fzplan import plan as plan_room
from fzplan import workflow
from fzplan.diagnostics import Severity
from fzplan.workflow import drafting

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """
2024年园区主要指标 | | |
单位：亿元 | | |
指标名称 | 2023年 | 2024年
总收入 | 8000.5 | 8466.0
从业人员平均人数（万人） | 22.0 | 22.81
"""
ZONES = """
2024年分园区总收入 | |
 | | 单位：亿元
园区 | 2023年 | 2024年
合计 | 8000.5 | 8466.0
东区 | 5000.5 | 5300.0
西区 | 3000.0 | 3166.0
"""


def drafted(folder: Path, **grids: str) -> str:
    paths = [workbook(folder / "data" / f"{name}.xlsx", {"表": grid}) for name, grid in grids.items()]
    draft = drafting.from_workbooks(paths, folder)
    plan_file(folder, draft.text)
    return draft.text


def test_a_return_becomes_a_plan_file_that_computes_as_it_stands(tmp_path: Path) -> None:
    text = drafted(tmp_path, 主要指标=REPORT)
    run = workflow.compute(tmp_path / "targets.yaml")
    assert not run.unusable
    assert run.outcome is not None
    assert [d.code for d in run.diagnostics if d.severity > Severity.INFO] == []
    actual = {a.target.indicator: a.actual for a in run.outcome.assessments}
    assert actual == {"总收入": 8466.0, "从业人员平均人数": 22.81}
    assert "请核对规划期" in text
    assert (run.outcome.plan.head.first, run.outcome.plan.head.last) == (2021, 2025)  # the five-year plan of 2024


def test_two_returns_share_measures_and_bring_dimensions(tmp_path: Path) -> None:
    drafted(tmp_path, 主要指标=REPORT, 分园区=ZONES)
    plan, findings = plan_room.load(tmp_path / "targets.yaml")
    assert plan is not None
    assert [f for f in findings if f.severity == Severity.ERROR] == []
    assert [list(d.members) for d in plan.dimensions.values()] == [["东区", "西区"]]
    run = workflow.compute(tmp_path / "targets.yaml")
    assert run.extraction is not None
    members = {o.members for o in run.extraction.observations if o.period.year == 2024 and o.value in (5300.0, 3166.0)}
    assert members == {("东区",), ("西区",)}


def test_english_drafts_say_everything_in_english(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "data" / "a.xlsx", {"t": "Indicator | 2023 | 2024\nIncome (亿元) | 1 | 2\nStaff (人) | 3 | 4"}
    )
    text = drafting.from_workbooks([path], tmp_path, name="Plan", span=(2021, 2025), lang="en").text
    assert "lang: en" in text
    assert "target to be given" in text
    assert "# please check the span" not in text
    assert "请" not in text


def test_many_measures_are_declared_and_a_few_shown_as_indicators(tmp_path: Path) -> None:
    rows = "\n".join(f"指标{k:02d}号 | {k + 1}.5 | {k + 2}.5" for k in range(40))
    drafted(tmp_path, 大表=f"名称 | 2023年 | 2024年\n{rows}")
    plan, _ = plan_room.load(tmp_path / "targets.yaml")
    assert plan is not None
    assert (len(plan.indicators), len(plan.measures)) == (12, 28)


def test_nothing_that_looks_like_a_table_gives_no_plan_file(tmp_path: Path) -> None:
    path = workbook(tmp_path / "data" / "a.xlsx", {"t": "会议通知\n请各单位于周五前报送"})
    draft = drafting.from_workbooks([path], tmp_path)
    assert draft.failed
    assert [d.code for d in draft.diagnostics] == ["FZ911"]
