"""The audit on small plans with real workbooks: every verdict, every definition, every kind of implication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fzplan import workflow
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """
fzplan: 1
plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
dimensions: {园区: {members: [东区, 西区], partition: true}}
measures:
  收入: {unit: 亿元, kind: flow, decimals: 1}
  人数: {unit: 万人, kind: average, decimals: 1}
  企业数: {unit: 家, kind: stock}
  增速: {unit: "%", kind: rate, decimals: 1}
  专利: {unit: 件, kind: flow}
indicators:
  人均收入:
    unit: 万元/人
    formula: 收入 / 人数
    targets: [{id: per_head, at_least: 400, by: 2025}]
  总收入: {unit: 亿元, formula: 收入, target: {id: income, at_least: 1000, by: 2025}}
  年专利: {unit: 件, formula: 专利, target: {id: patents, at_least: 30, each: 2021-2025}}
forms:
  年报: {files: "年报.xlsx", rows: measure, columns: period}
"""
GRID = """
    指标 | 2016年 | 2019年 | 2020年
    收入（亿元） | 400.0{0.0} | 480.0{0.0} | 600.0{0.0}
    人数（万人） |  |  | 2.0
    企业数（家） |  |  | 48
    增速（%） |  |  | 10.7
    专利（件） |  |  | 40
"""


def audit(folder: Path, claims: str, plan: str = PLAN, grid: str = GRID) -> Any:
    path = builders.plan(folder, plan + "claims:\n" + claims)
    builders.workbook(folder / "data" / "年报.xlsx", {"表": grid})
    made = workflow.audit(path)
    assert made.audit is not None, [d.message("en") for d in made.run.diagnostics]
    assert not made.run.unusable, [d.message("en") for d in made.run.diagnostics]
    return made.audit


def only(folder: Path, claim: str) -> Any:
    (found,) = audit(folder, f"  - {{id: C, {claim}}}").claims
    return found


@pytest.mark.parametrize(
    ("claim", "verdict", "definition"),
    [
        # 600/400: 50 %, over [599.95, 600.05) / [399.95, 400.05): 49.969 % to 50.031 %
        ('printed: 50.0%, formula: "收入@2020 / 收入@2016 - 1"', "reproduces", "declared"),
        # 1.5^(1/4) − 1 = 10.668 %
        ('printed: 10.7%, formula: "cagr(收入, since=2016, until=2020)"', "reproduces", "declared"),
        ('printed: 10.6%, formula: "cagr(收入, since=2016, until=2020)"', "truncation", "declared"),
        # 50 / 4 = 12.5
        ('printed: 12.5%, formula: "cagr(收入, since=2016, until=2020)"', "other_definition", "arithmetic_mean"),
        # 1.5^(1/5) − 1 = 8.447 %, 1.5^(1/3) − 1 = 14.471 %
        ('printed: 8.4%, formula: "cagr(收入, since=2016, until=2020)"', "other_definition", "periods+1"),
        ('printed: 14.5%, formula: "cagr(收入, since=2016)"', "other_definition", "periods-1"),
        # base 2019 for 2018: 600/480 over one year = 25 %
        ('printed: 25.0%, formula: "cagr(收入, since=2018)"', "not_assessable", "declared"),
        ('printed: 20%, formula: "cagr(收入, since=2016, until=2020)"', "fails", "declared"),
        # 1.107^4 = 1.5017
        ('printed: 1.50倍, formula: "(1 + 增速) ^ 4"', "reproduces", "declared"),
        # 1 + 4 × 10.7 % = 1.428
        ('printed: 1.43倍, formula: "(1 + 增速) ^ 4"', "other_definition", "arithmetic_mean"),
        ('printed: 1.43倍, formula: "(增速 + 1) ^ 4"', "other_definition", "arithmetic_mean"),
        ('printed: 8.4%, formula: "(收入@2020 / 收入@2016) ^ (1 / 4) - 1"', "other_definition", "periods+1"),
        # 600 亿元 printed as 600.0 万元
        ("printed: 600.0万元, formula: 收入", "unit_slip", "unit_slip"),
        ("formula: 收入 / 企业数", "nothing_printed", "declared"),
        # things counted are exact: 48 − 8 is 40, nothing between
        ("printed: 40家, formula: 企业数 - 8家", "reproduces", "declared"),
        ("printed: 超过500亿元, formula: 收入", "reproduces", "declared"),
        ("printed: 超过700亿元, formula: 收入", "fails", "declared"),
    ],
)
def test_verdicts(tmp_path: Path, claim: str, verdict: str, definition: str) -> None:
    found = only(tmp_path, claim)
    assert (found.verdict, found.definition) == (verdict, definition)


def test_another_base_year_is_tried_where_it_was_printed(tmp_path: Path) -> None:
    grid = GRID.replace("2016年 | 2019年", "2016年 | 2017年")
    found = audit(tmp_path, '  - {id: C, printed: 7.7%, formula: "cagr(收入, since=2016)"}', grid=grid).claims[0]
    # (600/480)^(1/3) − 1 = 7.72 %
    assert (found.verdict, found.definition) == ("other_definition", "base_year+1")
    assert "base_year-1" not in {t.definition for t in found.tried}


def test_a_short_print_is_no_evidence_of_a_slip(tmp_path: Path) -> None:
    assert only(tmp_path, "printed: 6亿元, formula: 收入").verdict == "fails"


def test_the_inputs_are_the_printed_ones(tmp_path: Path) -> None:
    """Where the ratio is printed it is read, never computed: 610/2 is not what the plan prints."""
    grid = GRID + "    人均收入（万元/人） |  |  | 305.0\n"
    found = audit(tmp_path, "  - {id: C, printed: 305.0万元/人, formula: 人均收入 * 1}", grid=grid).claims[0]
    assert found.value == 305.0


def test_an_indicator_that_is_not_printed_is_computed_from_prints(tmp_path: Path) -> None:
    assert only(tmp_path, "formula: 人均收入 * 1").value == 300.0  # 600 亿元 / 2 万人


def test_given_figures_stand_in_for_the_returns(tmp_path: Path) -> None:
    found = only(tmp_path, 'printed: 50%, formula: "收入 / 收入@2015 - 1", given: {收入@2015: 4000000万元}')
    assert found.verdict == "reproduces"


def test_missing_figures_are_named(tmp_path: Path) -> None:
    found = only(tmp_path, 'printed: 50%, formula: "收入 / 收入@2015 - 1"')
    assert found.value is None
    assert [dict(w.facts) for w in found.why] == [{"name": "收入", "period": "2015"}]


CLASHING = """
  - {id: A, implies: {企业数@2016: 企业数@2020 / 1.5}}
  - {id: B, implies: {企业数@2016: 企业数@2020 / 1.6}}
  - {id: C, implies: {企业数@2016: 30家}}
"""


def test_statements_are_intersected(tmp_path: Path) -> None:
    found = audit(tmp_path, CLASHING)
    (one,) = found.implied
    assert one.interval is None
    pairs = {tuple(s.claim for s in c.sides) for c in found.contradictions}
    assert pairs == {("A", "B"), ("A", "C")}  # 48/1.5 = 32, 48/1.6 = 30


def test_a_printed_figure_takes_part(tmp_path: Path) -> None:
    found = audit(tmp_path, "  - {id: A, implies: {收入@2020: 人均收入 * 人数, 企业数: 50家}}")
    income, firms = found.implied
    assert [s.claim for s in income.statements] == ["A", ""]
    assert income.interval == (599.95, 600.05, True, False)
    assert firms.interval is None
    (clash,) = found.contradictions
    assert clash.gap == 1.5  # 48 exactly; 50 printed whole stands for [49.5, 50.5)


def test_one_figure_in_both_has_one_value(tmp_path: Path) -> None:
    same = audit(
        tmp_path, "  - {id: A, implies: {收入@2015: 收入 / 1.5}}\n  - {id: B, implies: {收入@2015: 收入 * 2 / 3}}"
    )
    assert same.contradictions == ()


def test_a_power_of_ten_is_told(tmp_path: Path) -> None:
    claims = "  - {id: A, implies: {收入@2015: 收入 / 1.5}}\n  - {id: B, implies: {收入@2015: 收入 / 15000}}"
    assert audit(tmp_path, claims).contradictions[0].power == -4


def test_a_number_of_the_quote_is_a_print(tmp_path: Path) -> None:
    """为1.5倍 stands for 1.45 to 1.55: 600/1.45 = 413.79, 600/1.55 = 387.10; 4 periods and 1 are exact."""
    claims = """
  - {id: A, quote: 为2016年的1.5倍, implies: {收入@2016: 收入@2020 / 1.5}}
  - {id: B, quote: 年均增长10.7%, printed: 1.5倍, formula: (1 + 10.7%) ^ 4}
  - {id: C, quote: 未印倍数, implies: {收入@2019: 收入@2020 / 1.25}}
"""
    found = audit(tmp_path, claims)
    (times, exact), (power,) = found.implied, found.claims
    assert times.statements[0].interval[:2] == pytest.approx((599.95 / 1.55, 600.05 / 1.45))
    assert times.statements[0].value == 400.0
    assert times.interval is not None  # 400.0 as printed lies in it
    assert exact.statements[0].interval[:2] == pytest.approx((599.95 / 1.25, 600.05 / 1.25))
    assert power.interval[:2] == pytest.approx((1.1065**4, 1.1075**4))


def test_multiples_of_one_figure_in_the_words_of_the_plan(tmp_path: Path) -> None:
    claims = """
  - {id: A, quote: 为2015年的1.5倍, implies: {收入@2015: 收入@2020 / 1.5}}
  - {id: B, quote: 是2015年的1.6倍, implies: {收入@2015: 收入@2020 / 1.6}}
"""
    (clash,) = audit(tmp_path, claims).contradictions
    assert clash.gap == 0.0  # (…, 600/1.55] and (600/1.55, …)
    assert clash.agree == (("A", "truncated_input", "1.5"),)


def test_targets_together(tmp_path: Path) -> None:
    """1000 亿元 is no target of 收入 but of 总收入: nothing follows for the head count; the growth of each does."""
    found = {t.quantity.name: t for t in audit(tmp_path, "  - {id: C, formula: 收入}").targets}
    assert found.keys() == {"人均收入", "总收入"}
    assert found["总收入"].base == 600.0
    assert found["总收入"].growth == pytest.approx((10.7566,) * 2, abs=1e-4)  # (1000/600)^(1/5) − 1


def test_targets_ask_for_what_is_not_declared(tmp_path: Path) -> None:
    plan = PLAN.replace("总收入: {unit: 亿元, formula: 收入, target", "收入合计: {unit: 亿元, target").replace(
        "formula: 收入 / 人数", "formula: 收入合计 / 人数"
    )
    grid = GRID + "    收入合计（亿元） |  |  | 600.0\n"
    found = {t.quantity.name: t for t in audit(tmp_path, "  - {id: C, formula: 收入}", plan, grid).targets}
    people = found["人数"]
    assert (people.low, people.targets) == (2.5, ("per_head", "income"))  # 1000 亿元 / 400 万元/人
    assert (people.base, people.base_implied) == (2.0, False)
    assert people.growth == pytest.approx((4.5640,) * 2, abs=1e-4)  # (2.5/2)^(1/5) − 1


def test_a_target_below_the_base_year(tmp_path: Path) -> None:
    found = {a.target: a for a in audit(tmp_path, "  - {id: C, formula: 收入}").ambitions}
    assert found["patents"].below
    assert found["patents"].difference == (-25.0, -25.0)  # 30 against 40
    assert not found["income"].below


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("printed: 很多, formula: 收入", "FZ707"),
        ("implies: {收入@2016: null}", "FZ707"),
        ("implies: {收入@2016: 收入 > 5亿元}", "FZ213"),
        ("formula: 收入 > 5亿元", "FZ213"),
        ("implies: {收入@-1: 3亿元}", "FZ717"),
        ("implies: {收入.to_date@2020: 3亿元}", "FZ717"),
        ("implies: {收入@2020-2016: 3亿元}", "FZ717"),
        ("implies: {收入 / 人数: 3亿元}", "FZ717"),
        ("implies: {收入@2016: 3%}", "FZ708"),
        ('implies: {"收入[园区=南区]@2020": 3亿元}', "FZ208"),
        ("formula: 收入, given: {收入: 收入 * 2}", "FZ707"),
    ],
)
def test_mistakes_are_told_when_the_plan_is_loaded(tmp_path: Path, claim: str, code: str) -> None:
    path = builders.plan(tmp_path, PLAN + f"claims: [{{id: C, {claim}}}]")
    builders.workbook(tmp_path / "data" / "年报.xlsx", {"表": GRID})
    assert code in {d.code for d in workflow.audit(path).run.diagnostics}


def test_what_has_no_bounds_is_not_assessable(tmp_path: Path) -> None:
    """收入 − 收入 may be anything within the last digits of the print: it may be zero."""
    found = only(tmp_path, "formula: 收入 / (收入 - 收入)")
    assert found.verdict == "not_assessable"
    assert [w.code for w in found.why] == ["not_a_number"]
