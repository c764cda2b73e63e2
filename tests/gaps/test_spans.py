"""Rates over a span, limits with unknown years, milestones below the base: the arithmetic in a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from fzplan.model.results import Why
from fzplan.periods import year
from tests.gaps.plans import NAN, PERCENT, Bound, codes, formula, judged, target

if TYPE_CHECKING:
    from typing import Any

RATES: dict[str, Any] = {"unit": PERCENT, "kind": "rate"}


def other_rates(**options: Any) -> Any:
    """Return a target of average growth above that of GDP, which the values give as a series of rates."""
    gdp = formula("GDP增长", kind="rate")
    return target(kind="growth", more_than=Bound(formula=gdp, text="GDP增长"), over=(2021, 2025), first=2021, **options)


def test_average_growth_above_that_of_another_indicator_is_taken_over_the_same_years() -> None:
    # (1.087 · 1.042 · 1.057)^(1/3) − 1 = 6.184 %, (1.084 · 1.03 · 1.052)^(1/3) − 1 = 5.509 %: 12 % beyond it
    gdp = np.array([2.3, 8.4, 3.0, 5.2])
    a = judged(other_rates(), [2.5, 8.7, 4.2, 5.7], formulas={"GDP增长": gdp}, **RATES)
    assert (a.verdict, a.other, a.unit) == ("ahead", "GDP增长", "%")
    assert a.actual == pytest.approx(100 * ((1.087 * 1.042 * 1.057) ** (1 / 3) - 1))
    assert a.value == pytest.approx(100 * ((1.084 * 1.03 * 1.052) ** (1 / 3) - 1))
    assert a.gap == pytest.approx(a.actual - a.value)
    # a year of slower growth of its own does not decide: 8.7 and 2.0 make 5.297 % beside 8.4 and 3.0, 5.665 %
    slower = judged(other_rates(), [2.5, 8.7, 2.0], formulas={"GDP增长": gdp[:3]}, **RATES)
    assert slower.verdict == "behind"
    level = judged(other_rates(), [2.5, 8.6, 3.0], formulas={"GDP增长": gdp[:3]}, **RATES)
    assert level.verdict == "on_track"  # 5.763 % beside 5.665 %: more, by less than a tenth


def test_a_hole_in_either_series_of_rates_makes_the_average_not_assessable() -> None:
    own = judged(other_rates(), [2.5, 8.7, NAN, 5.7], formulas={"GDP增长": np.array([2.3, 8.4, 3.0, 5.2])}, **RATES)
    assert (own.verdict, codes(own)) == ("not_assessable", ["missing_input", "hole"])
    other = judged(other_rates(), [2.5, 8.7, 4.2, 5.7], formulas={"GDP增长": np.array([2.3, NAN, 3.0, 5.2])}, **RATES)
    assert other.verdict == "not_assessable"
    assert other.why == (Why("missing_input", (("name", "GDP增长"), ("period", "2021"))),)


def test_in_step_by_average_growth() -> None:
    # (1.081 · 1.029)^(1/2) − 1 = 5.468 %, (1.084 · 1.03)^(1/2) − 1 = 5.665 %: 0.197 apart
    gdp = {"formulas": {"GDP增长": np.array([2.3, 8.4, 3.0])}}
    aim = {"kind": "match", "near": "GDP增长", "near_formula": formula("GDP增长", kind="rate"), "averaged": True}
    a = judged(target(**aim, tolerance=0.5, over=(2021, 2025)), [2.1, 8.1, 2.9], **gdp, **RATES)
    assert (a.verdict, a.actual, a.value) == (
        "on_track",
        pytest.approx(5.46796, abs=1e-5),
        pytest.approx(5.66551, abs=1e-5),
    )
    assert a.gap == pytest.approx(-0.19755, abs=1e-5)
    strict = judged(target(**aim, tolerance=0.1, over=(2021, 2025)), [2.1, 8.1, 2.9], **gdp, **RATES)
    assert strict.verdict == "behind"
    hole = judged(target(**aim, tolerance=0.5, over=(2021, 2025)), [2.1, NAN, 2.9], **gdp, **RATES)
    assert (hole.verdict, hole.actual) == ("not_assessable", None)


def test_the_figure_printed_for_exactly_the_span_stands_in_for_a_chain_with_a_hole() -> None:
    cut = target(fall_by=0.135, over=(2021, 2025))
    a = judged(cut, [NAN, NAN, NAN, NAN, NAN], spans={2023: -7.3, 2024: -11.6}, **RATES)
    assert (a.period, a.actual, a.planned) == (year(2024), -11.6, pytest.approx(-10.8))  # 13.5 · 4/5
    assert (a.verdict, a.ratio) == ("on_track", pytest.approx(11.6 / 10.8))
    assert (codes(a), a.quality) == (["printed_span"], "unconfirmed")
    third = judged(cut, [NAN] * 5, year=2023, spans={2023: -7.3, 2024: -11.6}, **RATES)
    assert (third.verdict, third.ratio) == ("on_track", pytest.approx(7.3 / 8.1))  # 0.901: just within a tenth
    rate = target(kind="growth", more_than=0.07, over=(2021, 2025))
    whole = judged(rate, [NAN, NAN, 7.7, NAN, NAN, NAN], spans={2025: 9.1}, **RATES)
    assert (whole.verdict, whole.actual, whole.gap) == ("achieved", pytest.approx(9.1), pytest.approx(2.1))


def test_a_whole_chain_counts_before_the_printed_figure() -> None:
    a = judged(target(fall_by=0.135, over=(2021, 2025)), [NAN, -2.7, -0.1], spans={2022: -9.9}, **RATES)
    assert (a.actual, codes(a)) == (pytest.approx(100 * (0.973 * 0.999 - 1)), [])


def test_a_yearly_ceiling_needs_no_year_that_cannot_change_its_verdict() -> None:
    ceiling = target(kind="each", less_than=5.5, each=(2021, 2025))
    now = judged(ceiling, [NAN, NAN, 5.6], unit=PERCENT)
    assert (now.verdict, now.missed) == ("behind", (2022,))
    assert now.why == (Why("year_unknown", (("year", 2021),)),)
    later = judged(ceiling, [NAN, NAN, 5.6, 5.2], unit=PERCENT)
    assert (later.verdict, later.missed) == ("on_track", (2022,))
    every = judged(
        target(kind="each", less_than=5.5, each=(2021, 2025), reading="every"), [NAN, NAN, 5.2], unit=PERCENT
    )
    assert every.verdict == "not_assessable"  # 2021 may have broken it
    broken = target(kind="each", less_than=5.5, each=(2021, 2025), reading="every")
    assert judged(broken, [NAN, 5.6, NAN, 5.2], unit=PERCENT).verdict == "behind"  # whatever 2022 brought
    average = target(kind="each", less_than=5.5, each=(2021, 2025), reading="average")
    assert judged(average, [NAN, NAN, 5.6], unit=PERCENT).verdict == "not_assessable"


def test_a_milestone_below_the_base_is_held_by_its_level() -> None:
    # 87.0 before, 85.6 due in 2022 and 86.2 in 2023, 87.5 at the end: no ratio of a step back
    air = target(at_least=87.5, by=2025, milestones={2022: 85.6, 2023: 86.2})
    held = judged(air, [87.0, 87.5, 86.5], unit=PERCENT)
    assert (held.verdict, held.planned, held.ratio) == ("on_track", pytest.approx(85.6), None)
    assert held.outlook == "likely"  # 1.0 left of the 1.9 that the plan leaves
    below = judged(air, [87.0, 87.5, 86.5, 85.5], unit=PERCENT)
    assert (below.verdict, codes(below)) == ("behind", ["milestone_missed"])
    between = judged(target(at_least=87.5, by=2025, path={2023: 86.2}), [87.0, 87.0, 86.9, 86.1], unit=PERCENT)
    assert between.verdict == "behind"


def test_an_unconfirmed_target_makes_its_verdict_unconfirmed() -> None:
    assert judged(target(at_least=10, by=2025, quality="unconfirmed"), [5, 6]).quality == "unconfirmed"
    assert (
        judged(target(at_least=10, by=2025, quality="unconfirmed"), [5, 6], quality={2021: "implied"}).quality
        == "implied"
    )


def test_methods_of_levels_read_a_chain_of_rates_as_an_index() -> None:
    # 0.973 · 0.999 = 0.972027: a fall of 2.7973 % of the 13.5 % due in five years
    cut = target(fall_by=0.135, over=(2021, 2025))
    a = judged(cut, [-0.1, -2.7, -0.1], methods=("log-progress", "escap-status"), **RATES)
    said = {m.id: m for m in a.methods}
    assert said["log-progress"].ratio == pytest.approx(np.log(0.972027) / np.log(0.865))
    assert said["escap-status"].ratio == pytest.approx(2.7973 / 13.5)
    hole = judged(cut, [-0.1, -2.7, -0.1, NAN, NAN, -5.1], methods=("escap-status",), **RATES)
    assert (hole.verdict, hole.methods[-1].ratio) == ("not_assessable", pytest.approx(2.7973 / 13.5))  # up to 2022
    spans = judged(cut, [NAN] * 5, spans={2024: -11.6}, methods=("escap-status",), **RATES)
    assert spans.methods[-1].ratio == pytest.approx(11.6 / 13.5)
