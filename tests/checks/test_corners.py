"""What checks meet less often: pinned years, averages, records that lack a field, functions over the fields of a row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fzplan import workflow
from fzplan.reports import reckoning
from tests import builders
from tests.checks.test_rows import PLAN as RECORDS
from tests.checks.test_rows import grid

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import Checked

RETURNS = """
measures: {收入: {unit: 亿元, kind: flow}, 人数: {unit: 万人, kind: average}}
forms: {年报: {files: "年报*.xlsx", rows: measure, columns: period}}
checks: [{id: R1, within: RELATION}]
"""


@pytest.mark.parametrize(
    ("relation", "grid_", "failing"),
    [
        ("收入@2021 <= 收入@2022", "指标 | 2021年 | 2022年\n收入 | 9.0 | 5.0\n人数 | 1 | 1", ["B2"]),  # 9 > 5
        ("收入@2021 <= 收入@2022", "指标 | 2021年 | 2022年\n收入 | 5.0 | 9.0\n人数 | 1 | 1", []),
        ("人数 = 2.5万人", "指标 | 2021年\n收入 | 1\n人数 | 2.5", []),
        ("人数 = 2.5万人", "指标 | 2021年\n收入 | 1\n人数 | 2.9", ["B3"]),  # 0.4 apart, half a digit is 0.05
        ("收入 / 人数 = 2亿元/万人", "指标 | 2021年\n收入 | 5.0\n人数 | 2.5", []),  # 5 / 2.5 = 2
        ("收入 / 人数 = 2亿元/万人", "指标 | 2021年\n收入 | 9.0\n人数 | 2.5", ["B2"]),  # 3.6
    ],
)
def test_relations_of_returns(checked: Callable[..., Checked], relation: str, grid_: str, failing: list[str]) -> None:
    found = checked(RETURNS.replace("RELATION", relation), {"年报": grid_})
    assert [line.split("!")[1].split(" ")[0] for line in found.failing] == failing


def test_months_of_an_average_are_compared_as_printed(checked: Callable[..., Checked]) -> None:
    text = RETURNS.replace("RELATION", "人数 <= 3万人")
    found = checked(text, {"年报": "指标 | 2021年1月 | 2021年2月\n收入 | 1 | 1\n人数 | 2.5 | 3.5"})
    assert [line.split(" ")[0] for line in found.failing] == ["data/年报.xlsx:表!C3"]


def test_a_division_by_nothing_has_no_number(checked: Callable[..., Checked]) -> None:
    (found,) = checked(
        RETURNS.replace("RELATION", "收入 / 人数 <= 9亿元/万人"), {"年报": "指标 | 2021年\n收入 | 5.0\n人数 | 0"}
    ).found
    assert found.code == "FZ603"
    assert "除数为 0" in found.message("zh")


def test_a_growth_across_a_break_has_no_number(checked: Callable[..., Checked]) -> None:
    text = RETURNS.replace("kind: flow", "kind: flow, breaks: [{at: 2022, why: 普查}]").replace(
        "RELATION", "growth(收入) <= 50%"
    )
    found = checked(text, {"年报": "指标 | 2021年 | 2022年\n收入 | 5.0 | 9.0\n人数 | 1 | 1"}).found
    assert [d.code for d in found] == ["FZ603"]


@pytest.mark.parametrize(
    ("relation", "row", "failing"),
    [
        ("abs(技术 - 产品) <= 1万元", "甲 | 10.00 | 4.00 | 6.00 | 40 | 20 | 东", ["R1"]),  # 2 apart
        ("abs(技术 - 产品) <= 2万元", "甲 | 10.00 | 4.00 | 6.00 | 40 | 20 | 东", []),
        ("-女性 <= 人数", "甲 | 10.00 | 4.00 | 6.00 | 40 | 20 | 东", []),
        ("非 (女性 > 人数)", "甲 | 10.00 | 4.00 | 6.00 | 40 | 50 | 东", ["R1"]),  # 50 > 40
        ("max(技术, 产品) <= 收入", "甲 | 5.00 | 4.00 | 6.00 | 40 | 20 | 东", ["R1"]),  # 6 > 5
    ],
)
def test_functions_over_the_fields_of_a_row(
    checked: Callable[..., Checked], relation: str, row: str, failing: list[str]
) -> None:
    found = checked(f"{RECORDS}  - {{id: R1, within: '{relation}'}}\n", {"企业": grid(row)}).found
    assert [d.facts["check"] for d in found] == failing


def test_a_missing_field_counts_as_nothing_only_where_that_is_asked_for(checked: Callable[..., Checked]) -> None:
    rows = grid("甲 | 10.00 |  | 10.00 | 40 | 20 | 东")
    for missing, codes in (("zero", []), ("skip", []), ("verify", ["FZ603"])):
        text = f"{RECORDS}  - {{id: R1, within: 技术 + 产品 = 收入, missing: {missing}}}\n"
        assert [d.code for d in checked(text, {"企业": rows}).found] == codes, missing


def test_conditions_without_sides_of_one_row_are_told_together(checked: Callable[..., Checked]) -> None:
    text = RETURNS.replace("RELATION", "收入 > 0亿元 或 人数 > 0万人")
    found = checked(text, {"年报": "指标 | 2021年 | 2022年 | 2023年\n收入 | 0 | 0 | 0\n人数 | 0 | 0 | 0"}).found
    assert {d.code for d in found} == {"FZ602"}


HEADED = "fzplan: 1\nplan: {name: 规划, baseline: 2020, span: 2021-2025}\n"


def test_checks_of_records_and_conditions_are_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    relations = "  - {id: R1, within: 女性 <= 人数}\n  - {id: R2, within: 总收入 > 1亿元 或 总收入 < 0亿元}\n"
    builders.plan(tmp_path, HEADED + RECORDS + relations)
    rows = grid("甲 | 10.00 | 4.00 | 6.00 | 40 | 20 | 东", "乙 | 10.00 | 4.00 | 6.00 | 40 | 999 | 东")
    builders.workbook(tmp_path / "data" / "企业.xlsx", {"表": rows})
    by_row = workflow.explain(Path("targets.yaml"), (), "R1").reckoning
    assert by_row is not None
    assert (by_row.passed, by_row.failed, by_row.unknown) == (1, 1, 0)
    assert "女性 999人，应 ≤ 人数 40人" in reckoning.text(by_row, "zh")
    condition = workflow.explain(Path("targets.yaml"), (), "R2").reckoning
    assert condition is not None
    assert (condition.passed, condition.failed) == (0, 1)  # 20 万元 are 0.002 亿元
    assert "总收入" in reckoning.text(condition, "zh")
