from __future__ import annotations

from dataclasses import replace

import pytest

from fzplan import periods
from fzplan.diagnostics import CellRef
from fzplan.model.changes import ChangedObservation, Changes, Figure, Flip, MovedIndicator
from fzplan.reports import changes
from tests.reports.outcomes import PLAN, PUBLISHED

YEAR = periods.year(2024)
OLD = Figure(8466.0, CellRef("data/年报.xlsx", "主要指标", 2, 4), "年报")
SEEN = ChangedObservation("研发费用", YEAR, {"产业": "轨道交通"}, "comparable", "亿元", OLD, None)


def moved(before: float | None, after: float | None) -> MovedIndicator:
    return MovedIndicator("总收入", YEAR, {}, "亿元", before, after)


def test_a_removed_figure_of_a_member_on_comparable_basis() -> None:
    [_, line, _] = changes.lines(Changes(observations=(SEEN,)), PLAN, "zh")
    assert line == "  研发费用（轨道交通） 2024年（同口径）　8466 → 无 亿元　data/年报.xlsx:主要指标!D2"
    [_, line, last] = changes.lines(Changes(observations=(SEEN,)), PLAN, "en")
    assert line == "  R&D expenses (轨道交通) 2024 (comparable)　8466 → none 亿元　data/年报.xlsx:主要指标!D2"
    assert last == "No verdict and no outlook changed."


@pytest.mark.parametrize(
    ("before", "after", "sides"),
    [
        (8466.0, 8200.04, "8466.0 → 8200.0"),
        (8466.01, 8466.02, "8466.01 → 8466.02"),
        (None, 8200.0, "无 → 8200.0"),
        (8466.0, None, "8466.0 → 无"),
    ],
)
def test_moved_indicators_have_the_digits_that_tell_them_apart(
    before: float | None, after: float | None, sides: str
) -> None:
    assert f"  总收入 2024年　{sides} 亿元" in changes.lines(Changes(indicators=(moved(before, after),)), PLAN, "zh")


def test_flips_of_targets_tasks_and_of_what_the_plan_no_longer_has() -> None:
    found = Changes(
        verdicts=(Flip("total_income", "on_track", "behind"), Flip("gone", "behind", "")),
        outlooks=(Flip("total_income", "", "unlikely"),),
        deliverables=(Flip("supercomputing", "open", "done"),),
    )
    assert changes.lines(found, PLAN, "zh") == [
        "进度判定：",
        "  总收入（total_income）　符合预期 → 滞后",
        "  gone　滞后 → —",
        "趋势判断：",
        "  总收入（total_income）　— → 难以完成",
        "重点任务：",
        "  超级计算中心　推进中 → 已完成",
    ]
    assert changes.record(found)["verdicts"][1] == {"id": "gone", "before": "behind"}


def test_only_a_what_if_says_that_it_is_one() -> None:
    assert changes.what_if(PUBLISHED, "zh") == {}
    assert changes.section(PUBLISHED, "zh") == []
    set_by_user = replace(PUBLISHED, what_if=(0,))
    assert changes.what_if(set_by_user, "en")["what_if_label"] == "WHAT-IF RESULT — not statistical data"
    assert "changes" not in changes.what_if(set_by_user, "zh")


def test_an_indicator_without_declared_decimals_and_one_that_no_plan_has() -> None:
    unknown = MovedIndicator("专利授权", YEAR, {}, "件", 3000.0, 3402.0)
    gone = MovedIndicator("无", YEAR, {}, "件", 1.25, 2.0)
    assert changes.lines(Changes(indicators=(unknown, gone)), PLAN, "zh")[1:3] == [
        "  专利授权 2024年　3000 → 3402 件",
        "  无 2024年　1.25 → 2 件",
    ]
