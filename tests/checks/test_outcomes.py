"""Pass, fail, not evaluable: a missing figure and a spoiled cell are told once, and are never a second error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import Checked

PLAN = """
measures: {合计数: {unit: 亿元, kind: flow}, 甲: {unit: 亿元, kind: flow}, 乙: {unit: 亿元, kind: flow}}
forms: {年报: {files: "年报*.xlsx", rows: measure, columns: period}}
checks: [{id: R1, sum: {total: 合计数, parts: [甲, 乙]}MISSING}]
"""
SPOILED = "单位：亿元\n指标 | 2021年 | 2022年 | 2023年\n合计数 | 10.0 | 11.0 | 12.0\n甲 | 4.0 | 5.0 | 待定\n乙 | 6.0 | 6.0 | 7.0"
EMPTY = SPOILED.replace("待定", "")


def test_a_spoiled_cell_is_one_finding_and_its_relations_are_not_evaluable(checked: Callable[..., Checked]) -> None:
    result = checked(PLAN.replace("MISSING", ""), {"年报": SPOILED})
    assert [(str(d.at), d.code) for d in result.reading] == [("data/年报.xlsx:表!D4", "FZ402")]
    (found,) = result.found
    assert (found.code, found.severity.code, found.at.file) == ("FZ603", "info", "targets.yaml")
    assert found.message("zh") == (
        "审核关系 R1 有 1 处无法审核（另有 2 处通过、0 处不通过）：因 FZ402 data/年报.xlsx:表!D4"
    )
    assert [str(r.at) for r in found.related] == ["data/年报.xlsx:表!D4"]


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("", ["info FZ603"]),
        (", missing: skip", []),
        (", missing: verify", ["verify FZ603"]),
        (", missing: error", ["error FZ603"]),
        (", missing: zero", ["error FZ600"]),  # 12.0 ≠ 0 + 7.0
    ],
)
def test_each_rule_says_what_a_missing_figure_is(
    checked: Callable[..., Checked], missing: str, expected: list[str]
) -> None:
    found = checked(PLAN.replace("MISSING", missing), {"年报": EMPTY}).found
    assert [f"{d.severity.code} {d.code}" for d in found] == expected


def test_what_is_missing_is_named_beside_a_cell_that_is_there(checked: Callable[..., Checked]) -> None:
    (found,) = checked(PLAN.replace("MISSING", ""), {"年报": EMPTY}).found
    assert found.message("en") == (
        "check R1 could not be evaluated everywhere (not evaluable 1, passed 2, failed 0): 甲 of 2023 is missing"
    )
    (beside,) = found.related  # the cell named is that of the total
    assert (str(beside.at), beside.label.zh) == ("data/年报.xlsx:表!D3", "合计数 2023年 12亿元，缺 甲 2023年数据")
    assert beside.label.en == "合计数 2023: 12亿元; 甲 of 2023 is missing"


def test_the_tolerance_is_the_sum_of_the_half_steps_without_their_noise(checked: Callable[..., Checked]) -> None:
    """7980.4 and 3480.4 are printed to 0.1, 4400 to 1: 0.05 + 0.05 + 0.5 = 0.6, not 0.5999999999994543."""
    grid = "单位：亿元\n指标 | 2021年\n合计数 | 7980.4\n甲 | 3480.4\n乙 | 4400"
    (found,) = checked(PLAN.replace("MISSING", ", tolerance: auto"), {"年报": grid}).found
    assert found.facts["tolerance"] == 0.6


def test_skip_passes_over_what_is_not_reported_but_not_over_spoiled_cells(checked: Callable[..., Checked]) -> None:
    found = checked(PLAN.replace("MISSING", ", missing: skip"), {"年报": SPOILED}).found
    assert [d.code for d in found] == ["FZ603"]


def test_a_year_in_which_nothing_is_reported_is_no_place_at_all(checked: Callable[..., Checked]) -> None:
    assert checked(PLAN.replace("MISSING", ""), {"年报": EMPTY.replace("12.0", "").replace("7.0", "")}).found == ()


def test_a_plan_without_checks_says_nothing(checked: Callable[..., Checked]) -> None:
    assert checked(PLAN.split("checks:", maxsplit=1)[0], {"年报": EMPTY}).found == ()
