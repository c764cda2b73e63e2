"""Where one sign or one number of a judgement could be another: what stands exactly on its edge, and beside it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from fzplan import gaps
from fzplan.gaps.decomposition import schedules
from fzplan.gaps.kinds.case import difference
from fzplan.gaps.methods import (
    dns_weather,
    escap_status,
    eustat,
    plan_completion,
    plan_linear,
    to_date,
    unsd_projection,
)
from fzplan.gaps.methods.given import given
from fzplan.gaps.methods.rated import closeness
from fzplan.gaps.methods.registry import _nearest
from fzplan.gaps.projecting import Goal, projections
from tests.gaps.plans import NAN, PERCENT, WHOLE, Bound, codes, formula, judged, plan_of, target, values_of

# —— the yearly decomposition ——


def rows(aim: object, series: list[float], name: str) -> list[float | None]:
    (found,) = gaps.schedule(plan_of(aim), values_of(series), None)  # type: ignore[arg-type]
    return [getattr(row, name) for row in found.rows]


def test_the_path_is_named() -> None:
    (growth,) = gaps.schedule(plan_of(target(kind="growth", at_least=0.06, over=(2021, 2025))), values_of([100, 107]))
    assert growth.path == "geometric"
    (met,) = gaps.schedule(plan_of(target(at_least=100, by=2025)), values_of([100, 90]))
    assert met.path == "keep"  # the base is the target


def test_a_total_begins_at_nothing() -> None:
    assert rows(target(kind="total", at_least=12, over=(2021, 2025)), [NAN, 2], "planned") == pytest.approx(
        [2.4, 4.8, 7.2, 9.6, 12]
    )


def test_a_missed_year_is_made_up_in_the_others() -> None:
    aim = target(kind="each", at_least=10, each=(2021, 2025))
    assert rows(aim, [NAN, 9, 10], "required")[2:] == pytest.approx([31 / 3] * 3)  # (5·10 − 9 − 10) ÷ 3
    assert judged(aim, [NAN, 9, 10]).pace_required == pytest.approx(31 / 3)
    assert judged(aim, [NAN, 9, 10, 10, 10, 10]).pace_required is None


def test_whole_things_are_made_up_in_whole_things() -> None:
    aim = target(kind="each", at_least=10, each=(2021, 2025))
    (found,) = gaps.schedule(plan_of(aim, unit=WHOLE), values_of([NAN, 9, 10]), None)
    assert [row.required for row in found.rows][2:] == [11, 11, 11]  # 31 ÷ 3, and no third of one


def test_a_hole_in_the_first_year_is_a_hole() -> None:
    a = judged(target(kind="each", at_least=3, each=(2021, 2025)), [5, NAN, 7], year=2021)
    assert (a.verdict, codes(a)[0]) == ("not_assessable", "missing_input")


def test_what_is_a_little_above_its_target_is_kept_at_the_target() -> None:
    assert rows(target(at_least=200, by=2025), [100, 200.5], "required")[1:] == [200] * 4


# —— the kinds ——


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (1000000.1, 1000000.0, 0.1),  # 0.09999999997671694 by the machine
        (1.23456789e-5, 1e-5, 2.3456789e-6),
        (100.3, 100.0, 0.3),
    ],
)
def test_a_difference_has_twelve_digits_of_the_larger(one: float, other: float, expected: float) -> None:
    assert difference(one, other) == expected


def test_in_step_without_a_tolerance_is_the_same_rate() -> None:
    aim = target(kind="match", near="GDP", near_formula=formula("GDP", kind="rate"), averaged=True, over=(2021, 2025))
    rates: dict[str, object] = {"unit": PERCENT, "kind": "rate"}
    same = judged(aim, [2.0, 5.0, 5.0], formulas={"GDP": np.array([2.0, 5.0, 5.0])}, **rates)
    apart = judged(aim, [2.0, 5.0, 5.0], formulas={"GDP": np.array([2.0, 5.5, 5.5])}, **rates)  # half a point
    assert (same.verdict, apart.verdict) == ("on_track", "behind")
    assert apart.shortfall == pytest.approx(0.5)


def test_a_change_in_the_year_before_the_last_still_needs_a_pace() -> None:
    a = judged(target(rise_by=1.0, mode="amount", over=(2021, 2025)), [78, 78.2, 78.4, 78.6, 78.7])
    assert a.pace_required == pytest.approx(0.3)  # 1 − 0.7, in the one year left


def test_a_change_that_stands_still_is_not_slipping() -> None:
    assert judged(target(fall_by=0.135, over=(2021, 2025)), [200, 197, 170, 170]).why == ()
    slower = judged(target(rise_by=0.10, over=(2021, 2025)), [100, 105, 112, 112.5])  # met, and half a point better
    assert slower.why == ()


def test_the_trend_of_a_chain_of_rates() -> None:
    a = judged(target(fall_by=0.135, over=(2021, 2025)), [NAN, -2.7, -0.1, -0.5], unit=PERCENT, kind="rate")
    so_far = 100 * (0.973 * 0.999 * 0.995 - 1)  # −3.28 % in three years
    assert a.projections["average"].value == pytest.approx(so_far / 3 * 5)  # type: ignore[attr-defined]


def test_growth_by_sums_looks_ahead() -> None:
    aim = target(kind="growth", at_least=0.10, over=(2021, 2025), mean="sum")
    slow, even = (judged(aim, [100 * g**i for i in range(3)]) for g in (1.05, 1.1))
    assert (slow.verdict, slow.outlook) == ("behind", "unlikely")
    assert (even.verdict, even.outlook) == ("on_track", "likely")


def test_the_trend_of_a_total() -> None:
    aim = target(kind="total", at_least=50, over=(2021, 2025))
    a = judged(aim, [NAN, 10, 10, 10, 8])
    assert a.projections["average"] == (47.5, 2026)  # 38 in four years: 9.5 a year, 50 in the sixth
    assert judged(aim, [NAN, 10, 10, 10, 10, 10]).projections == {}


def test_the_end_reached_before_a_milestone_is_reached() -> None:
    assert judged(target(at_least=10000, by=2025, milestones={2023: 8000}), [6000, 6500, 10100]).verdict == (
        "achieved_early"
    )


def test_the_margin_of_a_value_on_its_cut_is_nought_without_a_sign() -> None:
    on_the_cut = judged(target(at_least=200, by=2025), [100, 118])  # 18 of the 20 due: 0.9
    assert on_the_cut.margin == 0
    assert math.copysign(1, on_the_cut.margin) == 1


def test_a_missed_milestone_of_a_binding_target_breaks_nothing_yet() -> None:
    aim = target(at_least=10000, by=2025, milestones={2023: 8000}, nature="binding")
    late = judged(aim, [6000, 6500, 7000, 7800])
    assert (late.verdict, late.missed) == ("behind", (2023,))
    assert not gaps.breached(late)


def test_two_years_are_a_span() -> None:
    aim = target(fall_by=0.135, over=(2021, 2025))
    a = judged(aim, [NAN] * 3, spans={2022: -3.0}, unit=PERCENT, kind="rate")
    assert a.actual == pytest.approx(-3.0)


def test_the_next_year_may_be_the_first_that_meets_the_target() -> None:
    found = projections(
        np.array([2020.0, 2021, 2022]), np.array([0.0, 10, 20]), Goal(30, "≥", 2025), constant_rate=True
    )
    assert found["average"] == (50, 2023)  # from nought in equal steps: 10 a year, no rate


# —— the methods ——


def test_more_is_better_in_the_weather_unless_told() -> None:
    series = [10.0, 12, 14, 16, 18, 20]
    found = dns_weather.reach(series, 2020, 40, 2025)
    assert float(found.ratio) == pytest.approx((40 - 30) / (40 - 20))


@pytest.mark.parametrize(
    ("value", "status"), [(20, "achieved"), (50, "progress"), (80, "stagnation"), (90, "regression")]
)
def test_escap(value: float, status: str) -> None:
    assert str(escap_status.evaluate(80, value, 20, better=-1).status) == status


@pytest.mark.parametrize(
    ("value", "status", "score"),
    [  # from 100 to 121 in two years: 10 % a year; after one year the ratio is the growth ÷ 10 %
        (125.0, 0, 5.0),
        (114.0, 0, 5.0),
        (110.0, 0, 5 / 0.7 * 0.4),
        (107.0, 1, 5 / 0.7 * 0.1),
        (102.0, 3, 5 / 1.2 * 0.8 - 5),
        (95.0, 4, 5 / 1.2 * 0.1 - 5),
        (92.0, 4, -5.0),
    ],
)
def test_eustat_to_a_target(value: float, status: int, score: float) -> None:
    found = eustat.evaluate(100.0, 2015, value, 2016, 121.0, 2017)
    assert (str(found.status), float(found.score)) == (eustat.WORDS[status], pytest.approx(score))


@pytest.mark.parametrize(("value", "status"), [(63, "over_fulfilled"), (56, "fulfilled"), (50, "not_fulfilled")])
def test_fulfilled(value: float, status: str) -> None:
    assert str(plan_completion.level(value, 56).status) == status


def test_equal_steps() -> None:
    assert str(plan_linear.evaluate(100.0, 150.0, 200.0, 1.0).status) == "missed"
    assert str(plan_linear.evaluate(100.0, 200.0, 200.0, 1.0).status) == "achieved"
    ahead = plan_linear.evaluate(100.0, 160.0, 200.0, 0.5)  # 60 of 50
    assert (float(ahead.ratio), float(ahead.score)) == (pytest.approx(1.2), 100.0)


@pytest.mark.parametrize(("done", "status"), [(116, "above"), (115, "on_scope"), (85, "on_scope"), (84, "below")])
def test_to_date(done: float, status: str) -> None:
    assert str(to_date.evaluate([done - 50.0, 50.0], [50.0, 50.0]).status) == status


def test_growth_without_a_target() -> None:
    assert float(unsd_projection.evaluate(100.0, 2015, 110.25, 2017).ratio) == pytest.approx(0.05)  # 1.05² = 1.1025


def test_the_limit_is_felt_from_both_sides() -> None:
    assert closeness(np.array([50.0, 150.0]), np.array(100.0)) == pytest.approx(1 - 0.5**4.44)


def test_the_base_of_a_method_lies_before_the_year() -> None:
    aim = target(at_least=200, by=2025)
    found = given(plan_of(aim), values_of([100, 110]), aim, None)
    assert found is not None
    assert _nearest(found)[:3] == (2020, 2019, 2018)


def test_a_chain_without_a_figure_after_its_base_gives_a_method_nothing() -> None:
    aim = target(fall_by=0.135, over=(2021, 2025))
    assert given(plan_of(aim, unit=PERCENT, kind="rate"), values_of([3.0, NAN]), aim, None) is None


# —— limits of nought, bands before their end, years of another indicator ——


@pytest.mark.parametrize(("series", "verdict"), [([-1, NAN, 1], "on_track"), ([1, NAN, -1], "behind")])
def test_a_floor_of_nought_is_decided_by_the_latest_year(series: list[float], verdict: str) -> None:
    """Whatever the base was: a floor of 0 is kept, not reached, so the year without a figure changes nothing."""
    a = judged(target(kind="each", at_least=0, each=(2021, 2025)), series)
    assert (a.verdict, codes(a)[:1]) == (verdict, ["year_unknown"])


def test_the_top_of_a_band_of_a_total_counts_at_its_end() -> None:
    aim = target(kind="total", between=(40, 50), over=(2021, 2025), band=True)
    assert judged(aim, [NAN, 30, 25]).verdict == "achieved_early"  # 55: something may come back
    assert judged(aim, [NAN, 30, 25, 0, 0, 0]).verdict == "missed"
    assert judged(aim, [NAN, 30, 25, 0, 0, -6]).verdict == "achieved"  # 49
    assert judged(target(kind="total", between=(40, 50), over=(2021, 2025)), [NAN, 30, 25, 0, 0, 0]).verdict == (
        "achieved"
    )


def test_the_years_of_a_target_against_another_indicator() -> None:
    aim = target(at_least=Bound(formula=formula("乙"), text="乙"), by=2023)
    other = {"乙": np.array([1.0, 2, 3])}
    values = values_of([2.0, 3, 4], formulas=other)
    (schedule,) = schedules(plan_of(aim), values, None)  # type: ignore[arg-type]
    assert [(row.year, row.planned) for row in schedule.rows] == [(2021, 2), (2022, 3), (2023, None)]


def test_the_years_out_of_step_begin_with_the_first() -> None:
    aim = target(kind="match", near="乙", near_formula=formula("乙"), tolerance=0.5, each=(2021, 2025))
    a = judged(aim, [9.0, 9, 5, 9, 5], unit=PERCENT, formulas={"乙": np.full(5, 5.0)})
    assert a.missed == (2021, 2023)  # not 2020, the year before; not 2022, which is in step


@pytest.mark.parametrize(
    ("first", "series", "rates", "bound"),
    [
        (2019, [7.0, 7, 4, 9], [90.0, 90, 2, 3], 100 * (math.sqrt(1.02 * 1.03) - 1)),  # 2019 and 2020 are not read
        (2021, [4.0, 9], [2.0, 3], 100 * (math.sqrt(1.02 * 1.03) - 1)),
        (2022, [9.0], [3.0], None),  # the figures begin after the first year of the span
    ],
)
def test_the_average_of_another_indicator_is_of_the_same_years(
    first: int, series: list[float], rates: list[float], bound: float | None
) -> None:
    aim = target(kind="match", near="乙", near_formula=formula("乙", kind="rate"), averaged=True, over=(2021, 2025))
    a = judged(aim, series, first=first, unit=PERCENT, kind="rate", formulas={"乙": np.array(rates)})
    assert a.value == (None if bound is None else pytest.approx(bound))
    assert (a.verdict == "not_assessable") is (bound is None)
