"""Every row of the plan's own audit: each recomputed claim (C1), each implied quantity (C2), the targets (C3, C4)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.audit.catalogued import audit, figures, rows, same

CLAIMS = {
    "C-01": ("C-01", "declared"), "C-02": ("C-02", "declared"), "C-03": ("C-01", "arithmetic_mean"),
    "C-04": ("C-02", "arithmetic_mean"), "C-05": ("C-01", "periods-1"), "C-06": ("C-06", "declared"),
    "C-07": ("C-07", "declared"), "C-08": ("C-08", "declared"), "C-09": ("C-09", "declared"),
    "C-10": ("C-10", "declared"), "C-11": ("C-10", "periods+1"), "C-12": ("C-10", "arithmetic_mean"),
    "C-13": ("C-13", "declared"), "C-14": ("C-13", "periods+1"), "C-15": ("C-13", "periods-1"),
    "C-16": ("C-13", "arithmetic_mean"), "C-17": ("C-17", "declared"), "C-18": ("C-18", "declared"),
    "C-19": ("C-19", "unit_slip"), "C-20": ("C-20", "declared"), "C-21": ("C-21", "declared"),
    "C-22": ("C-22", "declared"), "C-23": ("C-23", "declared"), "C-26": ("C-26", "declared"),
    "C-27": ("C-27", "declared"), "C-28": ("C-28", "declared"),
}  # fmt: skip
"""Row of the catalogue → the claim of targets.yaml and the definition, declared or tried by the program."""
NOT_CLAIMS = {"C-24", "C-25"}
"""A list of names counted, years in a row: no formula over figures (docs/audit.md)."""
VERDICTS = {"YES": "reproduces", "only by truncation": "truncation", "NO": "fails"}


def trial(claim: str, definition: str) -> Any:
    result = next(r for r in audit().claims if r.claim.id == claim)
    return next(t for t in result.tried if t.definition == definition)


@pytest.mark.parametrize("row", CLAIMS)
def test_recomputed_claim(row: str) -> None:
    printed = rows("C1")[row]
    found = trial(*CLAIMS[row])
    assert same(found.value, figures(printed["computed"])[0])
    low, high = figures(printed["interval"])
    assert same(found.interval.low, low)
    assert same(found.interval.high, high)
    assert found.verdict == VERDICTS.get(printed["verdict"], "nothing_printed")


def test_every_row_is_accounted_for() -> None:
    assert rows("C1").keys() == CLAIMS.keys() | NOT_CLAIMS


VERDICT = {
    "C-01": ("other_definition", "arithmetic_mean"), "C-02": ("truncation", "declared"),
    "C-04": ("fails", "declared"), "C-06": ("other_definition", "arithmetic_mean"), "C-07": ("fails", "declared"),
    "C-08": ("reproduces", "declared"), "C-09": ("other_definition", "periods-1"), "C-10": ("reproduces", "declared"),
    "C-13": ("other_definition", "arithmetic_mean"), "C-17": ("reproduces", "declared"),
    "C-18": ("truncation", "declared"), "C-19": ("unit_slip", "unit_slip"), "C-26": ("nothing_printed", "declared"),
}  # fmt: skip


@pytest.mark.parametrize("claim", VERDICT)
def test_verdict_over_all_definitions(claim: str) -> None:
    result = next(r for r in audit().claims if r.claim.id == claim)
    assert (result.verdict, result.definition) == VERDICT[claim]


def test_the_figures_from_outside_the_plan_name_their_source() -> None:
    outside = {r.claim.id: r.claim.source for r in audit().claims if r.claim.id in ("C-08", "C-09", "C-22")}
    assert len(outside) == 3
    assert all(outside.values())


PERSONS = 10000
"""The plan declares people in 万人, the catalogue counts persons."""
IMPLIED = {
    "employees 2020 (per-capita basis), persons": ("从业人员平均人数@2020", "staff", PERSONS),
    "employees 2020 (S&T-share basis), persons": ("从业人员平均人数@2020", "staff-share", PERSONS),
    "per-capita output on the S&T-share basis, 万元/人": ("劳均产出@2020", "per-head-by-share", 1),
    "park area 2020, km2": ("园区面积@2020", "area", 1),
    "district tax 2020, 亿元": ("全区税收@2020", "district-tax", 1),
    "district-tax share 2016, %": ("留区税收占全区比重@2016", "tax-share-2016", 1),
    'total income 2016 from "1.5x", 亿元': ("总收入@2016", "multiple-1.5", 1),
    'total income 2016 from "1.6x", 亿元': ("总收入@2016", "multiple-1.6", 1),
    "total income 2016 from 13.5 % geometric/4, 亿元": ("总收入@2016", "growth-13.5", 1),
    "S&T staff 2016, persons": ("科技活动人员@2016", "st-staff-2016", PERSONS),
    "tech contracts 2016, 亿元": ("技术合同成交额@2016", "contracts-2016", 1),
    "total assets 2016, 亿元": ("总资产@2016", "assets-2016", 1),
    "firms > 10亿 in 2016": ("收入超十亿元企业数@2016", "over-billion-2016", 1),
    "firms > 100亿 in 2016": ("收入超百亿元企业数@2016", "over-ten-billion-2016", 1),
    "returnees 2017, persons": ("留学归国人员@2017", "returnees-2017", 1),
    "Zhongguancun HNTE total": ("中关村高新技术企业总数@2020", "zhongguancun-hnte", 1),
    "R&D intensity 2020, %": ("研发投入强度@2020", "rd-intensity-2020", 1),
}
OTHER_ENDS = {
    "per-capita output on the S&T-share basis, 万元/人",  # takes 6648.7 as exact, not as [6648.65, 6648.75)
    "Zhongguancun HNTE total",  # takes 超过1100 as 1100: a lower bound only
}


def said(quantity: str, claim: str) -> Any:
    one = next(i for i in audit().implied if i.quantity.label == quantity)
    return next(s for s in one.statements if s.claim == claim)


@pytest.mark.parametrize("row", IMPLIED)
def test_implied_quantity(row: str) -> None:
    printed = rows("C2")[row]
    quantity, claim, scale = IMPLIED[row]
    found = said(quantity, claim)
    assert same(found.value * scale, figures(printed["value"])[0])
    ends = figures(printed["interval"])
    assert not ends or same(found.interval.low * scale, ends[0]) or row in OTHER_ENDS
    assert not ends or same(found.interval.high * scale, ends[1]) or row in OTHER_ENDS


def test_implied_by_other_definitions() -> None:
    tried = {t.definition: t for t in said("总收入@2016", "growth-13.5").tried}
    arithmetic = rows("C2")["total income 2016 from 13.5 % arithmetic/4, 亿元"]
    assert same(tried["arithmetic_mean"].value, figures(arithmetic["value"])[0])
    low, high = figures(arithmetic["interval"])
    assert same(tried["arithmetic_mean"].interval.low, low)
    assert same(tried["arithmetic_mean"].interval.high, high)
    five = rows("C2")["total income 2015 from 13.5 % geometric/5, 亿元"]
    assert same(tried["periods+1"].value, figures(five["value"])[0])


def test_aerospace_lies_between_its_print_and_what_the_others_leave() -> None:
    """Above 1000 as printed; 4290.55 − 2364.85 − 4 × 100 = 1525.7 with the prints' last digits, 1525.6 without."""
    one = next(i for i in audit().implied if i.quantity.label == "总收入[产业=航空航天]@2020")
    assert one.interval is not None
    assert one.interval.low == 1000
    assert not one.interval.closed_low
    assert one.interval.high == pytest.approx(1525.7)
    assert said("总收入[产业=航空航天]@2020", "aerospace-2020").value == pytest.approx(1525.6)


def clash(*claims: str) -> Any:
    return next(c for c in audit().contradictions if tuple(s.claim for s in c.sides) == claims)


def test_the_unit_error_of_the_hightech_income() -> None:
    """X-01: 6648.66万元 is 6648.7亿元 a factor of ten thousand off."""
    result = next(r for r in audit().claims if r.claim.id == "C-19")
    assert result.verdict == "unit_slip"
    assert result.power == 4


def test_one_and_a_half_or_one_point_six_times() -> None:
    """X-02: no ratio rounds to both; cut 1.5 and rounded 1.6 meet in [1.55, 1.60)."""
    found = clash("multiple-1.5", "multiple-1.6")
    assert [q.label for q in found.held] == ["总收入@2020"]
    assert found.agree == (("multiple-1.5", "truncated_input", "总收入为2016年倍数@2020"),)


def test_the_compound_rate_fits_neither_multiple() -> None:
    """X-03: as a simple mean 13.5 % fits 1.5 times; compound it fits 1.6 only where that was cut."""
    assert ("growth-13.5", "arithmetic_mean", "") in clash("multiple-1.5", "growth-13.5").agree
    assert clash("multiple-1.6", "growth-13.5").agree == (
        ("multiple-1.6", "truncated_input", "高技术企业总收入为2016年倍数@2020"),
    )


def test_the_share_of_staff_does_not_follow_from_output_per_head() -> None:
    """X-05: 187 917 against 182 206 persons, at least 1645.1267 apart, unless 24.75 % was cut to 24 %."""
    found = clash("staff", "staff-share")
    assert same(found.gap * PERSONS, 1645.1267)
    assert found.agree == (("staff-share", "truncated_input", "科技活动人员占年末从业人员比重@2020"),)


def test_nothing_else_is_contradicted() -> None:
    quantities = {c.quantity.label for c in audit().contradictions}
    assert quantities == {"总收入@2016", "从业人员平均人数@2020", "劳均产出@2020"}


@pytest.mark.parametrize(
    ("quantity", "level", "growth"),
    [
        ("总收入", (10000, 10000), (8.5057, 8.5057)),  # (10000/6648.7)^(1/5) − 1
        ("劳均产出", (400, 400), (1.8538, 1.8538)),  # (400/364.9)^(1/5) − 1
        ("地均产出", (550, 550), (7.8403, 7.8403)),  # (550/377.1)^(1/5) − 1
        ("从业人员平均人数", (25, 25), (6.5309, 6.5309)),  # 10000 亿元 / 400 万元/人 = 25 万人, from 18.2206
        ("研发费用", (300, 400), (13.1292, 19.8292)),  # 3 % and 4 % of 10000, from 161.9
        ("留区财政收入", (53.3952, 53.3952), (6, 6)),  # 39.9 × 1.06^5
    ],
)
def test_what_the_targets_ask_together(quantity: str, level: tuple[float, float], growth: tuple[float, float]) -> None:
    found = next(t for t in audit().targets if t.quantity.name == quantity)
    assert same(found.low, level[0])
    assert same(found.high, level[1])
    assert found.growth is not None
    assert same(found.growth[0], growth[0])
    assert same(found.growth[1], growth[1])


def test_the_area_may_grow_by_three_per_cent() -> None:
    """10000 / 550 = 18.1818 km² on 6648.7 / 377.1 = 17.6311: +3.1234 % in all."""
    found = next(t for t in audit().targets if t.quantity.name == "园区面积")
    assert same(found.low, 18.1818)
    assert found.base_implied
    assert found.rise is not None
    assert same(found.rise[0], 3.1234)


@pytest.mark.parametrize(
    ("target", "difference", "below"),
    [
        ("annual_patents_granted", (-6.6700, -6.6700), True),  # 3000 against 16072 / 5 = 3214.4
        ("new_municipal_platforms", (-13.0435, -13.0435), True),  # 20 against 19 + 4
        ("new_national_platforms", (0, 0), False),  # 5 against 4 + 1
        ("key_projects_new_floor_area", (-36.1104, -36.1104), True),  # 100 against 156.52
        ("new_listed_companies", (42.8571, 114.2857), False),  # 10 to 15 against 7
        ("new_national_hnte", (0, 0), False),  # 500 against more than 5 × 100
        ("rail_income_floor", (-57.7149, -57.7149), True),  # 1000 against 2364.9 in 2020
    ],
)
def test_targets_beside_the_years_before(target: str, difference: tuple[float, float], below: bool) -> None:
    found = next(a for a in audit().ambitions if a.target == target)
    assert found.below is below
    assert found.difference is not None
    assert same(found.difference[0], difference[0])
    assert same(found.difference[1], difference[1])
