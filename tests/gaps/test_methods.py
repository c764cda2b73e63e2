"""Named methods as a target asks for them: what each reads, and where it does not apply."""

from __future__ import annotations

import pytest

from fzplan import gaps
from fzplan.gaps.methods.registry import IDS, METHODS
from fzplan.model.results import MethodResult, Why
from fzplan.plan.options import METHODS as DECLARED
from tests.gaps.plans import NAN, PERCENT, WHOLE, Baseline, judged, plan_of, target, values_of


def said(method: str, aim: object, series: list[float], **options: object) -> MethodResult:
    assessment = judged(aim, series, methods=(method,), **options)  # type: ignore[arg-type]
    return assessment.methods[-1]


def test_the_plan_file_knows_the_same_methods() -> None:
    assert DECLARED == IDS


def test_the_default_output_has_only_the_plans_own_method() -> None:
    a = judged(target(at_least=200, by=2025), [100, 120, 140])
    assert [m.id for m in a.methods] == ["plan-linear"]
    all_of_them = judged(target(at_least=200, by=2025), [100, 120, 140], methods=IDS)
    assert [m.id for m in all_of_them.methods] == list(IDS)
    assert all_of_them.verdict == a.verdict
    declared = judged(target(at_least=200, by=2025, method="escap-status"), [100, 120, 140])
    assert [m.id for m in declared.methods] == ["plan-linear", "escap-status"]


def test_an_unknown_method_is_a_finding() -> None:
    _, (finding,) = gaps.assess(plan_of(target(at_least=200, by=2025)), values_of([100, 120]), None, ("magic",))  # type: ignore[arg-type]
    assert (finding.code, str(finding.at)) == ("FZ730", "--method")
    assert "magic" in finding.message("zh")
    assert "plan-linear, cagr-ratio" in finding.help("en")


def test_a_base_that_nobody_reports_is_a_finding() -> None:
    aims = (
        target(at_least=200, by=2025),
        target(at_least=100, by=2025),
        target(kind="each", at_least=1, each=(2021, 2025)),
    )
    _, findings = gaps.assess(plan_of(*aims), values_of([NAN, 120]))  # type: ignore[arg-type]
    assert [f.code for f in findings] == ["FZ731"]
    assert "2020年的“x”没有数据" in findings[0].message("zh")
    assert "baseline: {year: 2020, value: …}" in findings[0].help("zh")


LEVEL = target(at_least=200, by=2025)
SERIES = [100.0, 110, 120, 130, 140]


@pytest.mark.parametrize(
    ("method", "ratio", "status"),
    [
        ("cagr-ratio", (1.4**0.25 - 1) / (2**0.2 - 1), "limited_progress"),
        ("eustat", (1.4**0.25 - 1) / (2**0.2 - 1), "moderate_deterioration"),
        ("unsd-projection", (140 * 1.4**0.25 - 100) / 100, "some_progress"),
        ("dns-weather", (200 - 150) / 60, "cloud"),
        ("escap-status", 0.4, "progress"),
        ("plan-completion", 0.7, "not_fulfilled"),
    ],
)
def test_what_a_level_gets(method: str, ratio: float, status: str) -> None:
    result = said(method, LEVEL, SERIES)
    assert (result.ratio, result.status) == (pytest.approx(ratio), status)


def test_a_fault_of_the_source_is_marked() -> None:
    # 58 % of the required pace, the right way: EUSTAT calls it deterioration
    result = said("eustat", LEVEL, SERIES)
    assert (result.why, result.score) == (
        (Why("source_fault"),),
        pytest.approx(5 / 1.2 * ((1.4**0.25 - 1) / (2**0.2 - 1) + 0.6) - 5),
    )


def test_each_method_takes_its_own_base_year() -> None:
    aim = target(at_least=200, by=2025, first=2021)
    late = [NAN, 100, 110, 121]
    assert said("cagr-ratio", aim, late).ratio == pytest.approx(0.1 / (2**0.25 - 1))
    before = judged(aim, [90, NAN, 100, 110, 121], first=2019, methods=("eustat",)).methods[-1]
    assert before.ratio == pytest.approx(0.1 / (2**0.25 - 1))  # 2021 comes before 2019
    assert said("cagr-ratio", aim, [NAN, NAN, 100]).status == "not_available"
    printed = target(at_least=200, by=2025, baseline=Baseline(2020, 100.0))
    assert said("escap-status", printed, [90, 140]).ratio == 0.4


def test_cuts_totals_and_years() -> None:
    cut = target(fall_by=0.17, over=(2021, 2025))
    index = [100, 98, 96.5, 95.13]
    log = said("log-progress", cut, index)
    assert (log.ratio, log.status) == (pytest.approx(0.268, abs=0.0005), "behind_schedule")
    assert said("plan-completion", cut, index).ratio == pytest.approx(0.9513 / 0.83)
    assert said("cagr-ratio", cut, index).ratio == pytest.approx((1 - 0.9513 ** (1 / 3)) / (1 - 0.83**0.2))
    points = target(rise_by=2.0, mode="points", over=(2021, 2025))
    assert said("escap-status", points, [30, 30.5, 31], unit=PERCENT).ratio == pytest.approx(0.5)
    total = target(kind="total", at_least=500, over=(2021, 2025))
    assert said("to-date", total, [NAN, 100, 110], unit=WHOLE).ratio == pytest.approx(1.05)
    assert said("plan-completion", total, [NAN, 100, 110]).ratio == pytest.approx(0.42)
    yearly = target(kind="each", at_least=100, each=(2021, 2025))
    assert said("to-date", yearly, [NAN, 100, 150]).status == "above"
    assert said("plan-completion", yearly, [NAN, 100, 150]).ratio == 1.5
    stones = target(at_least=500, by=2025, milestones={2021: 100, 2022: 200})
    assert said("to-date", stones, [50, 50, 120, 350]).ratio == pytest.approx(170 / 300)
    assert said("to-date", stones, [50]).status == "not_available"
    assert said("unsd-projection", target(kind="multiple", at_least=2, by=2025), SERIES).ratio == pytest.approx(
        0.5229, abs=1e-4
    )


def test_a_range_and_less_is_better() -> None:
    assert said("escap-status", target(between=(3, 4), by=2025, better=-1), [5, 4.5], unit=PERCENT).ratio == 0.5
    assert said("dns-weather", target(kind="each", at_most=10, each=(2021, 2025)), [9, 9, 9, 9, 9]).status == "sun"


@pytest.mark.parametrize("method", [m.id for m in METHODS])
def test_where_a_method_does_not_apply_it_says_so(method: str) -> None:
    direction = said(method, target(direction=1, over=(2021, 2025)), [100.0])
    assert direction.status == "not_available"
    assert (direction.ratio, direction.score) == (None, None)
    growth = said(method, target(kind="growth", at_least=0.06, over=(2021, 2025)), SERIES)
    assert growth.why == (Why("method_not_applicable"),)
    assert said(method, LEVEL, [NAN, NAN]).why == (Why("single_point"),)


def test_a_zero_base_stops_logarithms_and_rates() -> None:
    assert said("log-progress", LEVEL, [0, 10]).why == (Why("method_not_applicable"),)
    assert said("plan-completion", target(fall_by=0.1, over=(2021, 2025)), [0, 10]).why == (
        Why("method_not_applicable"),
    )
