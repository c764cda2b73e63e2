"""Edges where a slip would change a verdict: ceilings, sums, half-years, margins, rates, bounds of methods."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from fzplan import periods
from fzplan.gaps.growth import by_sum
from fzplan.gaps.judging import hold
from fzplan.gaps.kinds.case import difference
from fzplan.gaps.margins import margin
from fzplan.gaps.methods import cagr_ratio, dns_weather, escap_status, eustat, unsd_projection
from fzplan.gaps.moments import _growth, unfinished
from fzplan.gaps.projecting import Goal, projections
from tests.gaps.plans import NAN, PERCENT, WHOLE, Why, codes, formula, judged, target

if TYPE_CHECKING:
    from types import ModuleType

    from fzplan.gaps.kinds.case import Judge

# —— ceilings of which nothing is used, sums, moments, horizons ——


@pytest.mark.parametrize(
    ("ceiling", "series"),
    [
        (10, [NAN, 0, 0]),
        (10, [NAN, -1]),  # more came back than was used
        (0, [NAN, 0, 0, 0]),  # 零新增: none so far, and none allowed
        (0, [NAN, 2, -3]),
    ],
)
def test_nothing_used_is_within_any_ceiling(ceiling: float, series: list[float]) -> None:
    aim = target(kind="total", at_most=ceiling, over=(2021, 2025))
    mirrored = target(kind="total", at_least=-ceiling, over=(2021, 2025))
    for one, figures in ((aim, series), (mirrored, [-figure for figure in series])):
        a = judged(one, figures)
        assert a.verdict == "ahead"
        assert a.outlook == ("likely" if len(series) > 2 else None)  # the first year foretells nothing


@pytest.mark.parametrize(
    ("used", "verdict", "outlook"),
    [  # 10 in five years: 4 allowed in two; k = (used ÷ 4) ÷ ((10 − used) ÷ 6)
        (3.6, "ahead", "likely"),  # 4 ÷ 3.6 = 1.11; k = 0.9 ÷ 1.07
        (3.8, "on_track", "likely"),  # 1.05; 0.95 ÷ 1.03
        (4.4, "on_track", "effort"),  # 0.91; 1.1 ÷ 0.93 = 1.18
        (4.6, "behind", "effort"),  # 0.87; 1.15 ÷ 0.9 = 1.28
        (5.2, "behind", "unlikely"),  # 0.77; 1.3 ÷ 0.8 = 1.63
        (10.5, "behind", "unlikely"),  # burst
    ],
)
def test_what_is_used_of_a_ceiling(used: float, verdict: str, outlook: str) -> None:
    a = judged(target(kind="total", at_most=10, over=(2021, 2025)), [NAN, 2, used - 2])
    assert (a.verdict, a.outlook) == (verdict, outlook)


@pytest.mark.parametrize(("second", "outlook"), [(116.5, "unlikely"), (117.5, "effort")])
def test_the_outlook_of_growth_by_sums(second: float, outlook: str) -> None:
    """Beyond the base of 100 a year: 31 due after two years (10 + 21), 171.561 in five.

    105 + 116.5 is 21.5 beyond: k = (150.061 ÷ 140.561) ÷ (21.5 ÷ 31) = 1.54; 22.5: (149.061 ÷ 140.561) ÷ (22.5 ÷ 31)
    = 1.46.
    """
    a = judged(target(kind="growth", at_least=0.10, over=(2021, 2025), mean="sum"), [100, 105, second])
    assert (a.verdict, a.outlook) == ("behind", outlook)


@pytest.mark.parametrize("month", range(1, 13))
def test_a_year_is_unfinished_until_december(month: int) -> None:
    values = SimpleNamespace(as_of=periods.month(2023, month))
    open_year = None if month == 12 else 2023
    for last in (0, 2023, 2025):
        for year in (None, 2023):
            assert unfinished(values, target(by=last), year) == open_year  # type: ignore[arg-type]
    assert unfinished(values, target(by=2022), None) is None  # type: ignore[arg-type] # the target's time is over
    assert unfinished(values, target(by=2025), 2022) is None  # type: ignore[arg-type] # another year is judged
    assert unfinished(SimpleNamespace(as_of=None), target(by=2025), None) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("goal", "year"),
    [
        (Goal(105, "≥", 2025), 2125),  # one a year from 0 in 2020: a century after the target's year
        (Goal(106, "≥", 2025), None),
        (Goal(101, "≥", 2010), 2121),  # the target's year is past: a century from the last figure
        (Goal(102, "≥", 2010), None),
    ],
)
def test_a_century_is_looked_ahead(goal: Goal, year: int | None) -> None:
    found = projections(np.array([2020.0, 2021]), np.array([0.0, 1]), goal, constant_rate=False)
    assert found["average"].year == year


@pytest.mark.parametrize("years", [[2020.0, 2021, 2022], [2020, 2021, 2022.5]])
def test_what_was_met_before_is_not_foretold(years: list[float]) -> None:
    found = projections(np.array(years), np.array([40.0, 30, 15]), Goal(18, "≥", 2025), constant_rate=False)
    assert [one.year for one in found.values()] == [None, None, None]


def test_the_year_in_which_half_a_year_on_a_target_is_met() -> None:
    found = projections(np.array([2020.0, 2022.5]), np.array([0.0, 25]), Goal(29, "≥", 2025), constant_rate=False)
    assert found["average"] == found["last"] == (50, 2023)  # 10 a year: 30 at the end of 2023, 50 of 2025


def test_a_bound_of_a_range_is_missed_by_its_distance() -> None:
    a = judged(target(between=(4.5, 8), by=2025), [6.0, 5.8, 5.6, 5.4, 5.2, 5.0], first=2015, methods=("dns-weather",))
    (weather,) = a.methods
    # 0.2 less every year: 4.0 in 2025, short of 4.5 by the 0.5 that lies between it and today's 5.0
    assert (weather.ratio, weather.status) == (pytest.approx(1.0), "thunderstorm")


@pytest.mark.parametrize(("figure", "verdict"), [(79, "behind"), (80, "on_track")])
def test_a_milestone_in_its_own_year(figure: float, verdict: str) -> None:
    aim = target(at_least=100, by=2025, milestones={2023: 80})  # 50 + 3/5 · 50 = 80 is due as well: 29 ÷ 30 keeps pace
    assert judged(aim, [50, 60, 70, figure]).verdict == verdict


# —— the margin: a search that must end at the cut ——


def below(cut: float) -> Judge:
    """Return a judge with one cut: what is below it, and what reaches it."""
    return lambda values: hold(np.asarray(values) >= cut, over=True)


@pytest.mark.parametrize("change", [900.0, -900.0, 0.5, -0.123456789, 1e-6])
def test_the_margin_is_the_way_to_the_cut(change: float) -> None:
    found = margin(below(1.0 + change), 1.0, scale=1.0)
    assert found == pytest.approx(change, rel=1e-10, abs=1e-9)  # ten digits


def test_a_verdict_that_a_thousand_times_the_value_does_not_change_has_no_margin() -> None:
    assert margin(below(1500.0), 1.0, scale=1.0) is None
    assert margin(below(20011.0), 10.0, scale=1.0, whole=True) is None


def test_a_cut_just_above_the_value() -> None:
    found = margin(lambda values: hold(np.asarray(values) > 1.0, over=True), 1.0, scale=1.0)
    assert found == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("change", [*range(1, 40), 777, 778, 9999])
def test_a_margin_in_whole_things_is_exact(change: int) -> None:
    assert margin(below(10.0 + change), 10.0, scale=1.0, whole=True) == change
    assert margin(below(10.0 - change + 0.5), 10.0, scale=1.0, whole=True) == -change


def test_the_margin_of_a_binding_yearly_target_is_what_the_latest_year_lacks() -> None:
    aim = target(kind="each", at_least=10, each=(2021, 2025), nature="binding")
    assert judged(aim, [NAN, 10, 9]).margin == pytest.approx(1)  # with 10 no year has fallen short
    assert judged(aim, [NAN, 9, 9]).margin is None  # 2021 stays short whatever 2022 brings


# —— rates, fits and spans ——


@pytest.mark.parametrize(("level", "outlook"), [(115.0, "unlikely"), (117.0, "effort")])
def test_the_outlook_of_growth(level: float, outlook: str) -> None:
    """10 % a year from 100: 121 due after two years, 161.051 in five; in logarithms 0.1906 of 0.4766.

    115: (0.3368 ÷ 0.2859) ÷ (0.1398 ÷ 0.1906) = 1.61; 117: (0.3195 ÷ 0.2859) ÷ (0.1570 ÷ 0.1906) = 1.36.
    """
    a = judged(target(kind="growth", at_least=0.10, over=(2021, 2025)), [100, 108, level])
    assert (a.verdict, a.outlook) == ("behind", outlook)


def test_growth_is_ahead_by_its_ratio_and_not_by_whole_units() -> None:
    aim = target(kind="growth", at_least=0.10, over=(2021, 2025))
    assert judged(aim, [10, 11, 12.5]).verdict == "ahead"  # 2.5 of the 2.1 due: 1.19, though not one unit more


def test_the_average_growth_of_the_year_before_stands_beside() -> None:
    a = judged(target(kind="growth", at_least=0.10, over=(2021, 2025)), [100, 110, 121, 160])
    assert a.previous == pytest.approx(10)  # from 100 to 121 in two years


def test_two_average_rates_over_the_same_years() -> None:
    aim = target(kind="match", near="GDP", near_formula=formula("GDP", kind="rate"), averaged=True, over=(2021, 2025))
    a = judged(aim, [2.0, 8.7, 4.2], unit=PERCENT, kind="rate", formulas={"GDP": np.array([2.0, 8.4, 3.0])})
    # √(1.087 · 1.042) is 1.06426, √(1.084 · 1.03) is 1.05665
    assert a.shortfall == pytest.approx(100 * (math.sqrt(1.087 * 1.042) - math.sqrt(1.084 * 1.03)))


def test_a_year_before_the_first_figure_is_no_hole() -> None:
    aim = target(kind="growth", at_least=0.05, over=(2021, 2025))
    rates: dict[str, object] = {"unit": PERCENT, "kind": "rate"}
    assert codes(judged(aim, [NAN, NAN, 3, 3], **rates)) == ["missing_input"]
    assert codes(judged(aim, [NAN, 3, NAN, 3], **rates)) == ["missing_input", "hole"]


def test_a_line_through_five_years() -> None:
    years, values = np.arange(2019.0, 2024), np.array([0.0, 2, 1, 3, 4])
    found = projections(years, values, Goal(5, "≥", 2025), constant_rate=False)
    # about 2021 and 2: slope (0 · −2 + 2 · −1 + 3 · 1 + 4 · 2) ÷ 10 = 0.9, in 2023 3.8, in 2025 5.6, 5 in 2025
    assert found["fit"] == (pytest.approx(5.6), 2025)


@pytest.mark.parametrize(("figures", "outlook"), [([100, 101, 102], None), ([100, 101, 102, 103], "unlikely")])
def test_a_fifth_of_ten_years_is_too_early_for_an_outlook(figures: list[float], outlook: str | None) -> None:
    assert judged(target(at_least=200, by=2030), figures).outlook == outlook


# —— more of the methods ——


@pytest.mark.parametrize(
    ("series", "status"),
    [([10.0, 11, 9, 10], "cloud"), ([10.0, 9, 11, 10], "thunderstorm")],  # no change on average; up, down at last
)
def test_a_direction_that_stands_still_on_average(series: list[float], status: str) -> None:
    assert str(dns_weather.directional(series).status) == status


def test_the_upper_bound_of_a_range_is_missed_by_its_distance() -> None:
    series = [5.0, 5.5, 6.0, 6.5, 7.0, 7.5]
    (weather,) = judged(target(between=(4.5, 8), by=2025), series, first=2015, methods=("dns-weather",)).methods
    # 0.5 more every year: 10 in 2025, 2 above the 8 that lies 0.5 above today's 7.5
    assert (weather.ratio, weather.status) == (pytest.approx(4.0), "thunderstorm")


def test_no_growth_is_limited_progress() -> None:
    assert str(cagr_ratio.evaluate(100, 2015, 100, 2020, 150, 2025).status) == "limited_progress"


def test_a_missing_base_is_no_base_already_met() -> None:
    assert str(escap_status.evaluate(NAN, 50, 20).why) == ""
    assert str(escap_status.evaluate(20, 50, 20).why) == "base_already_met"


# —— years without a figure, the year before the last, whole things ——


@pytest.mark.parametrize(
    ("aim", "series", "verdict"),
    [
        ({"at_least": 10}, [12, NAN, 11], "on_track"),  # a floor that the base met: the latest year decides
        ({"at_least": 10}, [8, NAN, 11], "not_assessable"),  # one that had to be reached: the average is unknown
        ({"at_least": 0.5}, [0.4, NAN, 0.6], "not_assessable"),
        ({"at_least": 10}, [NAN, NAN, 11], "not_assessable"),
        ({"at_least": 10}, [12, NAN, 11, 11, 11, 11], "not_assessable"),  # the years are over, and one is unknown
        ({"at_most": 10}, [12, NAN, 9], "on_track"),
        ({"at_most": 10}, [12, NAN, 11], "behind"),
    ],
)
def test_a_yearly_limit_with_an_unknown_year(aim: dict[str, float], series: list[float], verdict: str) -> None:
    assert judged(target(kind="each", each=(2021, 2025), **aim), series).verdict == verdict


def test_what_the_last_year_needs() -> None:
    a = judged(target(kind="each", at_least=10, each=(2021, 2025)), [NAN, 9, 10, 10, 9])
    assert a.pace_required == pytest.approx(12)  # 5 · 10 − 38


def test_half_a_thing_short_is_no_weak_year() -> None:
    aim = target(kind="each", at_least=2.5, each=(2021, 2025))
    assert judged(aim, [NAN, 3, 2], unit=WHOLE).verdict == "on_track"  # 2 of 2.5 is 0.8, but not one thing short
    assert judged(aim, [NAN, 3, 2]).verdict == "behind"


def test_a_rise_by_whole_things_is_short_by_one_at_least() -> None:
    aim = target(rise_by=4, mode="amount", over=(2021, 2025))  # 1.6 due after two years
    assert judged(aim, [10, 10, 11], unit=WHOLE).verdict == "on_track"
    assert judged(aim, [10, 10, 11]).verdict == "behind"  # 1 ÷ 1.6


def test_pace_so_far() -> None:
    assert judged(target(at_least=150, by=2025), [100, 105, 112]).pace_achieved == pytest.approx(6)  # 12 in two years


# —— the other path, the top of a range, sums that have no root ——


@pytest.mark.parametrize(
    ("options", "series", "sensitive"),
    [
        # 0.42 due in equal steps: 0.2 ÷ 0.32 is behind; 0.1 · 9^(2/5) = 0.24 at a constant rate: ahead
        ({"at_least": 0.9}, [0.1, 0.2, 0.3], True),
        ({"at_least": 0.9, "milestones": {2024: 0.7}}, [0.1, 0.2, 0.3], False),  # the plan says its way
        ({"at_most": 0}, [10, 8, 6], False),  # no constant rate leads to 0
    ],
)
def test_where_the_path_decides(options: dict[str, object], series: list[float], *, sensitive: bool) -> None:
    assert ("path_sensitive" in codes(judged(target(by=2025, **options), series))) is sensitive


@pytest.mark.parametrize(("figure", "above"), [(4, False), (4.1, True)])
def test_the_top_of_a_range_is_in_it(figure: float, *, above: bool) -> None:
    assert ("above_range" in codes(judged(target(between=(3, 4), by=2025), [2.4, 3, figure]))) is above


def test_sums_without_and_with_a_root() -> None:
    assert np.isnan(by_sum(np.array(100.0), np.array(0.0), 3))
    falling = by_sum(np.array(100.0), np.array(87.5), 3)  # 0.5 + 0.5² + 0.5³ = 0.875
    assert float(falling) == pytest.approx(-0.5)


def test_growth_of_nothing_and_from_below_nothing() -> None:
    assert _growth(5.0, 0.0, shares=False) is None
    assert _growth(5.0, -1.0, shares=False) is None
    assert _growth(5.0, 4.0, shares=False) == pytest.approx(25)
    assert _growth(5.0, 0.0, shares=True) == 5  # percentage points


def test_at_its_limit_what_grows_or_stands_scores_full() -> None:
    assert float(cagr_ratio.evaluate(100, 2015, 100, 2020, limit=100).score) == 5.0


def test_a_kept_level_that_rises_slowly_is_sun() -> None:
    assert str(dns_weather.constant([4.0, 4.5, 5.0, 5.5], 5).status) == "sun"


def test_the_average_growth_of_the_first_year_stands_beside_the_second() -> None:
    aim = target(kind="growth", at_least=0.10, over=(2021, 2025))
    assert judged(aim, [100, 110, 150]).previous == pytest.approx(10)
    assert judged(aim, [100, 110]).previous is None


def test_a_figure_printed_and_not_computed_is_said_once_and_alone() -> None:
    told = {2022: (Why("printed_not_computed"), Why("nominal"))}
    found = codes(judged(target(at_least=200, by=2025), [100, 120, 140], why=told))
    assert [code for code in found if code != "path_sensitive"] == ["printed_not_computed"]


def test_missed_and_rising_slowly_is_cloud() -> None:
    assert str(dns_weather.constant([4.0, 4.5, 5.0, 5.5], 8).status) == "cloud"


@pytest.mark.parametrize(
    ("method", "status"),
    [(eustat, "significant_progress"), (cagr_ratio, "substantial_progress"), (unsd_projection, "on_track")],
)
def test_a_ratio_of_exactly_095_is_in_the_upper_class(method: ModuleType, status: str) -> None:
    found = method.evaluate(1, 2015, 20, 2016, 21, 2016)  # 19 of 20
    assert (float(found.ratio), str(found.status)) == (0.95, status)


def test_a_negative_base_grows_by_its_size() -> None:
    found = cagr_ratio.evaluate(-100, 2015, -80, 2020, -50, 2025)
    # 0.8^(1/5) − 1 = −4.36 % a year of the −6.70 % (0.5^(1/10) − 1) that lead to −50
    assert float(found.ratio) == pytest.approx((1 - 0.8**0.2) / (1 - 0.5**0.1))


def test_an_unknown_year_is_named_as_missing_or_as_unknown() -> None:
    floor = target(kind="each", at_least=10, each=(2021, 2025))
    assert "year_unknown" in codes(judged(floor, [12, NAN, 11]))
    for series in ([8, NAN, 11], [NAN, NAN, 11]):
        assert "year_unknown" not in codes(judged(floor, series))
        assert "missing_input" in codes(judged(floor, series))


def test_whole_margins_far_from_the_value_are_exact() -> None:
    for change in range(30000, 30040):
        assert margin(below(1e6 + change), 1e6, scale=1.0, whole=True) == change


def test_noise_in_the_thirteenth_digit_is_no_difference() -> None:
    assert difference(1 + 4e-12, 1.0) == 0
    assert difference(1 + 4e-11, 1.0) == pytest.approx(4e-11)


def test_a_bound_that_is_kept_by_half_a_point_is_sun() -> None:
    assert str(dns_weather.bound([5.0] * 6, 2020, 4.5, 2025).status) == "sun"  # 5.0 stays above 4.5 until 2025
