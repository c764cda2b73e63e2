"""Which numbers some rule looks at: cells counted by hand in small workbooks."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from fzplan import plan as plan_room
from fzplan import returns, workflow
from fzplan.checks.coverage import covered
from fzplan.model.coverage import Coverage
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable

PLAN = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
dimensions:
  产业: {members: [甲业, 乙业]}
measures:
  收入: {unit: 亿元, kind: flow}
  人数: {unit: 人, kind: stock}
  女性: {unit: 人, kind: stock}
  面积: {unit: 亩, kind: stock}
indicators:
  人均: {unit: 万元/人, formula: 收入 / 人数}
forms:
  年报: {files: "年报*.xlsx", rows: "{measure}", columns: "{period}"}
  产业表: {files: 产业.xlsx, rows: "{产业}", columns: "{measure} > {year}"}
  名册:
    files: 名册.xlsx
    rows: entity
    period: 2022
    key: 代码
    fields: {代码: 代码, 营收: {column: 营收, unit: 亿元}, 成本: {column: 成本, unit: 亿元}, 区: 区}
    aggregate: {收入: sum(营收)}
"""
BOOKS = {
    "年报": "指标 | 2021年 | 2022年\n收入（亿元） | 5 | 6\n人数（人） | 10 | 11\n女性（人） | 4 | 5\n面积（亩） | 7 | 8",
    "产业": "产业 | 收入（亿元） | <\n^ | 2021年 | 2022年\n甲业 | 3 | 4\n乙业 | 2 | 2",
    "名册": "代码 | 区 | 营收（亿元） | 成本（亿元）\nA1 | 东 | 1 | 2\nA2 | 西 | 5 |",
}


@pytest.fixture
def coverage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Coverage]:
    monkeypatch.chdir(tmp_path)
    for name, grid in BOOKS.items():
        builders.workbook(tmp_path / "data" / f"{name}.xlsx", {"表": grid})

    def found(checks: str) -> Coverage:
        builders.plan(tmp_path, dedent(PLAN) + checks)
        loaded, findings = plan_room.load(Path("targets.yaml"))
        assert loaded is not None, [f.message("zh") for f in findings]
        return covered(loaded, returns.extract(loaded, [Path("data")], Path())[0])

    return found


def told(found: Coverage) -> list[str]:
    """Return file, cells touched of cells, and what is left with its blocks."""
    return [
        f"{s.place.file[5:-5]} {s.touched}/{s.cells}"
        + "".join(f" {u.name} {'、'.join(r.address for r in u.ranges)}" for u in s.untouched)
        for s in found.sheets
    ]


def test_without_rules_nothing_is_looked_at(coverage: Callable[[str], Coverage]) -> None:
    found = coverage("")
    assert told(found) == [
        "产业 0/4 收入 B3:C4",
        "名册 0/3 营收 C2:C3 成本 D2",
        "年报 0/8 收入 B2:C2 人数 B3:C3 女性 B4:C4 面积 B5:C5",
    ]
    assert (found.cells, found.touched, found.share, found.idle) == (15, 0, 0.0, ())


@pytest.mark.parametrize(
    ("check", "left"),
    [
        ("within: 女性 <= 人数", "年报 4/8 收入 B2:C2 面积 B5:C5"),
        ("within: 人均 <= 100万元/人", "年报 4/8 女性 B4:C4 面积 B5:C5"),  # through its formula
        ("within: 面积@2021 <= 面积@2022", "年报 2/8 收入 B2:C2 人数 B3:C3 女性 B4:C4"),
        ("within: 面积@2021 >= 5亩", "年报 1/8 收入 B2:C2 人数 B3:C3 女性 B4:C4 面积 C5"),
        ("across: 年报.收入 = 产业表.收入", "年报 2/8 人数 B3:C3 女性 B4:C4 面积 B5:C5"),
        ("revision: {freeze: 2021-2021}", "年报 4/8 收入 C2 人数 C3 女性 C4 面积 C5"),
        ("revision: {freeze: 2021-2022, measures: [面积]}", "年报 2/8 收入 B2:C2 人数 B3:C3 女性 B4:C4"),
        ("jump: {of: [人数, 女性]}", "年报 4/8 收入 B2:C2 面积 B5:C5"),
    ],
)
def test_a_rule_touches_what_it_names(coverage: Callable[[str], Coverage], check: str, left: str) -> None:
    found = coverage(f"checks: [{{id: R1, {check}}}]")
    assert left in told(found)
    assert found.idle == ()


def test_members_that_are_asked_for(coverage: Callable[[str], Coverage]) -> None:
    found = coverage('checks: [{id: R1, within: "收入[产业=甲业] <= 10亿元"}]')
    assert told(found)[0] == "产业 2/4 收入 B4:C4"


def test_fields_of_records_and_what_the_form_makes_of_them(coverage: Callable[[str], Coverage]) -> None:
    assert told(coverage("checks: [{id: R1, within: 成本 <= 营收}]"))[1] == "名册 3/3"
    made = coverage("checks: [{id: R1, aggregate: sum(名册.营收) = 年报.收入}]")
    assert told(made)[1] == "名册 2/3 成本 D2"
    assert made.idle == ()


def test_figures_that_were_left_aside_are_counted_by_reason(
    coverage: Callable[[str], Coverage], tmp_path: Path
) -> None:
    more = "代码 | 区 | 营收（亿元） | 成本（亿元） | 利润\nA1 | 东 | 1 | 2 | 7\nA2 | 西 | 5 | | 8"
    builders.workbook(tmp_path / "data" / "名册.xlsx", {"表": more})
    builders.workbook(tmp_path / "data" / "年报2.xlsx", {"表": "指标 | 2023年\n产量（吨） | 5"})
    found = coverage("")
    assert {s.place.file[5:-5]: dict(s.unread) for s in found.sheets if s.unread} == {
        "名册": {"unused_column": 2},
        "年报2": {"unknown_row": 1},
    }


def test_rules_that_look_at_nothing_that_was_read(coverage: Callable[[str], Coverage]) -> None:
    found = coverage("checks: [{id: R1, within: 面积@2019 > 0亩}, {id: K1, code: {field: 名册.区, list: [东, 西]}}]")
    assert found.idle == ("R1",)


def test_a_review_has_it_where_it_is_asked_for(coverage: Callable[[str], Coverage]) -> None:
    coverage("checks: [{id: R1, within: 女性 <= 人数}]")
    review = workflow.check(Path("targets.yaml"), coverage=True)
    assert review.coverage is not None
    assert review.coverage.touched == 4
    assert workflow.check(Path("targets.yaml")).coverage is None
    assert workflow.check(Path("nowhere.yaml"), coverage=True).coverage is None


def test_of_nothing_all_is_covered() -> None:
    assert Coverage(()).share == 1.0
