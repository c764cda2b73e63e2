"""What is withheld of measures that read the same numbers: fields computed from others, filters, medians and largest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan import periods
from fzplan import plan as plans
from fzplan.model.disclosure import among, reason, withheld
from fzplan.observations import TOTAL, Observation
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.plan import Plan

PLAN = """
plan: {{name: 某区规划, baseline: 2023, span: 2024-2025}}
dimensions: {{园区: {{members: [东区, 西区, 南区], partition: true}}}}
measures:
  收入: {{unit: 万元, kind: flow}}
  净额: {{unit: 万元, kind: flow}}
  大户额: {{unit: 万元, kind: flow}}
  最大: {{unit: 万元, kind: ratio}}
  中位: {{unit: 万元, kind: ratio}}
  前四: {{unit: 万元, kind: ratio}}
  户数: {{unit: 家, kind: stock}}
forms:
  企业:
    files: "*.csv"
    rows: entity{more}
    fields:
      收入: {{column: 收入, unit: 万元}}
      成本: {{column: 成本, unit: 万元}}
      园区: {{column: 园区}}
      净: {{formula: 收入 - 成本, unit: 万元}}
      大户: {{formula: 若 净 > 9万元 则 净 否则 0万元, unit: 万元}}
    aggregate:
      收入: sum(收入)
      净额: sum(净)
      大户额: sum(大户)
      最大: max(收入)
      中位: median(收入)
      前四: topn(收入, 4) / sum(收入) * 1万元
      户数: count(收入 > 5万元)
disclosure: {{respondents: 3, p_percent: 10}}
"""
FILTER = "收入 > 1万元"


def declared(folder: Path, where: str = "") -> Plan:
    more = f"\n    where: {where}" if where else ""
    plan, faults = plans.load(builders.plan(folder, PLAN.format(more=more)))
    assert plan is not None
    assert not [d for d in faults if d.severity.code == "error"], faults
    return plan


def of(plan: Plan, measure: str, zone: str, value: float, respondents: int, *largest: float) -> Observation:
    form = plan.forms["企业"]
    text = next(a.text for a in form.aggregates if a.measure == measure)
    raw = f"{text}（{form.where_text}）" if form.where_text else text
    return Observation(measure, periods.year(2024), (zone,), value, rows=respondents, respondents=respondents,
                       largest=largest, form="企业", raw=raw)  # fmt: skip


def zones(plan: Plan, measure: str, *figures: tuple[float, int]) -> list[Observation]:
    """Return the observations of a measure: the total, then the three zones."""
    return [of(plan, measure, zone, *f) for zone, f in zip((TOTAL, "东区", "西区", "南区"), figures, strict=True)]


@pytest.mark.parametrize("where", ["", FILTER])
def test_how_many_there_are_may_be_told_of_those_that_a_filter_keeps_too(tmp_path: Path, where: str) -> None:
    plan = declared(tmp_path, where)
    assert reason(plan, of(plan, "户数", TOTAL, 1, 1)) is None
    assert reason(plan, of(plan, "收入", TOTAL, 1, 1)) == "too_few"


@pytest.mark.parametrize("where", ["", FILTER])
def test_sums_of_what_a_filter_keeps_are_held_to_the_rules_of_dominance(tmp_path: Path, where: str) -> None:
    plan = declared(tmp_path, where)
    seen = [
        of(plan, "收入", TOTAL, 1000, 20, 500, 200),
        of(plan, "收入", "东区", 480, 9, 200, 100),  # 480 − 200 − 100 = 180: no less than a tenth of 200
        of(plan, "收入", "西区", 10, 4, 4, 3),  # 10 − 4 − 3 = 3
        of(plan, "收入", "南区", 510, 7, 500, 6),  # 510 − 500 − 6 = 4, less than 10 % of 500
    ]
    # 西区 and 南区 together: 520 − 500 − 6 = 14, less than 50: their sum would tell it too, and 东区 goes with them
    assert withheld(plan, seen) == {1: "complementary", 2: "complementary", 3: "dominated_p"}


def test_fields_computed_from_others_are_withheld_with_them(tmp_path: Path) -> None:
    """收入 = 净额 + 成本: where one of them is of two respondents, the other two would give it."""
    plan = declared(tmp_path)
    income = zones(plan, "收入", (100, 12), (70, 6), (25, 4), (5, 2))
    net = zones(plan, "净额", (40, 12), (20, 6), (15, 4), (5, 4))  # two more have costs alone
    large = zones(plan, "大户额", (30, 9), (12, 3), (13, 3), (5, 3))  # computed from what is computed
    assert withheld(plan, net) == {}
    found = withheld(plan, [*income, *net, *large])
    assert found == {k: "too_few" if k % 4 == 3 else "complementary" for k in (2, 3, 6, 7, 10, 11)}


def test_a_largest_or_a_median_takes_no_sum_with_it(tmp_path: Path) -> None:
    plan = declared(tmp_path)
    income = zones(plan, "收入", (100, 13), (70, 6), (25, 4), (5, 3))
    largest = [o._replace(respondents=1) for o in zones(plan, "最大", (40, 1), (40, 1), (9, 1), (3, 1))]
    median = zones(plan, "中位", (7, 6), (9, 3), (6, 2), (1, 2))  # 4 and 3 respondents: 2 stand on each side
    found = withheld(plan, [*income, *largest, *median])
    assert found == dict.fromkeys((4, 5, 6, 7, 10, 11), "too_few")


def test_a_sum_that_is_withheld_takes_the_median_with_it(tmp_path: Path) -> None:
    plan = declared(tmp_path)
    income = zones(plan, "收入", (100, 12), (70, 6), (25, 4), (5, 2))
    top = zones(plan, "前四", (0.5, 4), (0.8, 4), (1, 4), (1, 2))
    assert {k: why for k, why in withheld(plan, [*income, *top]).items() if k >= 4} == {
        6: "complementary",
        7: "too_few",
    }


def test_the_n_largest_tell_of_the_others() -> None:
    # the four largest of five, and the sum of all: the fifth is told
    assert [among(respondents, 4) for respondents in (2, 4, 5, 6, 7, 20)] == [2, 4, 1, 2, 3, 4]
