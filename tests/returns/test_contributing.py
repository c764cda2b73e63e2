"""How many respondents are behind an aggregate, and what the largest of them give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests import builders

from fzplan import plan as plan_room
from fzplan import returns

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.observations import Observation

PLAN = """
    fzplan: 1
    plan: {{name: 某区规划, baseline: 2023, span: 2024-2025}}
    {disclosure}
    measures:
      收入: {{unit: 亿元, kind: flow}}
    forms:
      企业:
        files: "{{year}}年企业.xlsx"
        rows: entity
        key: 代码
        fields: {{营业收入: {{column: 营业收入, unit: 万元}}, 人员: {{column: 人员, unit: 人}}}}
        aggregate: {{收入: "{formula}"}}
"""
BOTH = "disclosure: {p_percent: 10, dominance: {n: 3, k: 90}}"
ROWS = "代码 | 营业收入 | 人员\nA | 50000 | 10\nB | 30000 | 20\nC | -10000 | 0\nD | 0 | 40\nE | | 50"


def aggregate(folder: Path, formula: str, disclosure: str = "", rows: str = ROWS) -> Observation:
    path = builders.plan(folder, PLAN.format(formula=formula, disclosure=disclosure))
    builders.workbook(folder / "data" / "2024年企业.xlsx", {"企业": rows})
    plan, found = plan_room.load(path)
    assert plan is not None, found
    extraction, _ = returns.extract(plan, [folder / "data"], folder)
    (observation,) = extraction.observations
    return observation


def test_zeros_and_blanks_are_no_respondents(tmp_path: Path) -> None:
    found = aggregate(tmp_path, "sum(营业收入)")
    # 5 + 3 − 1 = 7 亿元 of A, B and C; D reports 0, E nothing
    assert (found.value, found.rows, found.respondents, found.largest) == (7.0, 5, 3, ())


def test_the_largest_are_by_size_and_in_the_declared_unit(tmp_path: Path) -> None:
    assert aggregate(tmp_path, "sum(营业收入)", BOTH).largest == (5.0, 3.0, 1.0)


def test_of_a_mean_the_largest_make_the_mean(tmp_path: Path) -> None:
    found = aggregate(tmp_path, "mean(营业收入)", BOTH)
    assert found.value == pytest.approx(1.75)  # 7 ÷ 4 figures, the 0 of D among them
    assert found.largest == pytest.approx((1.25, 0.75, 0.25))
    assert found.respondents == 3


@pytest.mark.parametrize(
    ("formula", "respondents"),
    [
        ("max(营业收入)", 1),  # it is the figure of A
        ("min(营业收入)", 1),
        ("median(营业收入)", 2),  # of −1, 0, 3, 5 two stand on either side
        ("quantile(营业收入, 0.9)", 1),
        ("topn(营业收入, 2)", 1),  # of A, B and C: what all three report less this is C's
        ("topn(营业收入, 3)", 3),
        ("sum(营业收入) - sum(营业收入) / 2", 3),
        ("sum(若 人员 > 15人 则 营业收入 否则 0亿元)", 1),  # B alone: D has 0, E nothing
    ],
)
def test_other_formulas(tmp_path: Path, formula: str, respondents: int) -> None:
    found = aggregate(tmp_path, formula, BOTH)
    assert found.respondents == respondents
    if not formula.startswith("sum(若"):
        assert found.largest == ()


def test_all_zero_is_still_of_somebody(tmp_path: Path) -> None:
    found = aggregate(tmp_path, "sum(营业收入)", rows="代码 | 营业收入 | 人员\n公司甲 | 0 | 12\n公司乙 | 0 | 17")
    assert (found.value, found.respondents) == (0.0, 2)


def test_rows_of_one_key_are_one_respondent() -> None:
    """Without a unique key in a period the keys count, and each brings all its rows."""
    from fzplan.returns.contributing import of_column, respondents

    period = [None, None, None]
    keys = ["A", "A", "B"]
    values = [2.0, 3.0, 4.0]
    assert respondents(["A", "B", "C"], period) is None
    assert respondents(None, period) is None
    told = respondents(keys, period)
    assert told == keys
    (behind,) = of_column(values, told, [[0, 1, 2]], 2, 0.1)
    assert (behind.respondents, behind.largest) == (2, pytest.approx((0.5, 0.4)))
