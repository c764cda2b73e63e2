"""The judging rules, kind by kind: the series and the target beside the verdict, the arithmetic in a comment."""

from __future__ import annotations

import numpy as np
import pytest

from fzplan.gaps.projecting import Goal, projections
from fzplan.model.plan import Break
from tests.gaps.plans import (
    MONEY,
    NAN,
    PERCENT,
    WHOLE,
    Baseline,
    Bound,
    Why,
    codes,
    formula,
    judged,
    target,
)


def words(aim: object, series: list[float], **options: object) -> tuple[str, str | None]:
    assessment = judged(aim, series, **options)  # type: ignore[arg-type]
    return assessment.verdict, assessment.outlook


# —— reach ——


def test_a_level_on_the_way() -> None:
    # b 6648.7, T 10000, four of five years: planned 6648.7·(10000/6648.7)^0.8 = 9216.1, and 9329.7 on the line
    a = judged(target(at_least=10000, by=2025, path="geometric"), [6648.7, 7000, 7500, 8000, 9216.2])
    assert (a.verdict, a.outlook) == ("on_track", "likely")
    assert a.planned == pytest.approx(6648.7 * (10000 / 6648.7) ** 0.8)
    assert a.progress == pytest.approx((9216.2 - 6648.7) / (10000 - 6648.7))
    assert a.time_share == pytest.approx(0.8)
    assert (a.gap, a.shortfall) == (pytest.approx(-783.8), pytest.approx(783.8))
    assert a.gap_percent == pytest.approx(-7.838)
    assert a.attainment == pytest.approx(0.92162)
    assert a.pace_achieved == pytest.approx(np.log(9216.2 / 6648.7) / 4)
    assert a.pace_required == pytest.approx(np.log(10000 / 9216.2))
    assert (a.methods[0].id, a.methods[0].ratio, a.methods[0].status) == ("plan-linear", a.ratio, "on_track")


@pytest.mark.parametrize("path", ["linear", "geometric"])
@pytest.mark.parametrize(
    ("ratio", "verdict"), [(1.10, "ahead"), (1.0999, "on_track"), (0.90, "on_track"), (0.8999, "behind")]
)
def test_the_cuts_stand_on_their_numbers(path: str, ratio: float, verdict: str) -> None:
    planned = 150.0 if path == "linear" else 100 * 2**0.5
    value = 100 + ratio * (planned - 100)  # two of four years from 100 to 200
    assert judged(target(at_least=200, by=2024, last=2024, path=path), [100, 120, value]).verdict == verdict


def test_less_is_better() -> None:
    # from 100 down to 80; after four of five years 84 is due
    assert words(target(at_most=80, by=2025), [100, 96, 92, 88, 84]) == ("on_track", "likely")
    assert words(target(at_most=80, by=2025), [100, 99, 98, 97, 96]) == ("behind", "unlikely")
    a = judged(target(at_most=80, by=2025), [100, 96, 92, 88, 79])
    assert (a.verdict, a.attainment) == ("achieved_early", pytest.approx(80 / 79))


def test_met_before_its_date_and_slipping() -> None:
    a = judged(target(at_least=100, by=2025), [80, 90, 110, 105])
    assert (a.verdict, a.outlook, codes(a)) == ("achieved_early", "likely", ["slipping"])
    lost = judged(target(at_least=100, by=2025), [80, 90, 110, 95])
    assert lost.verdict == "ahead"  # 15 of the 12 due, and no longer met


def test_strictly_more_is_not_as_much() -> None:
    assert judged(target(more_than=550, by=2025), [377.1, 400, 450, 500, 520, 550]).verdict == "missed"
    assert judged(target(at_least=550, by=2025), [377.1, 400, 450, 500, 520, 550]).verdict == "achieved"
    assert judged(target(more_than=0.3, by=2025), [0.1, 0.1, 0.1, 0.1, 0.1, 0.1 + 0.2]).verdict == "missed"


def test_in_and_after_the_target_year() -> None:
    aim = target(at_least=100, by=2023, last=2023)
    series = [50, 60, 70, 90, 120]
    assert [judged(aim, series, year=y).verdict for y in (2022, 2023, 2024)] == ["behind", "missed", "missed"]
    past = judged(aim, series)
    assert (past.verdict, past.actual, codes(past), past.outlook) == ("missed", 90, ["target_past"], None)


def test_the_full_value_or_the_rounded_one() -> None:
    aim = target(at_least=Bound(550.0, decimals=1), by=2025)
    series = [377.1, 400, 450, 500, 520, 549.96]
    assert judged(aim, series).verdict == "missed"
    assert judged(aim, series, judge="rounded_value").verdict == "achieved"
    strict = target(more_than=Bound(550.0, decimals=1), by=2025)
    assert judged(strict, [*series[:-1], 550.04]).verdict == "achieved"
    assert judged(strict, [*series[:-1], 550.04], judge="rounded_value").verdict == "missed"


def test_a_declared_path_is_the_plan() -> None:
    aim = target(at_least=100, by=2025, path={2021: 10.0, 2022: 20.0, 2023: 30.0, 2024: 40.0})
    a = judged(aim, [0, 10, 20, 30])
    assert (a.planned, a.ratio, a.effort, a.verdict, a.outlook) == (30, 1, 1, "on_track", "likely")


def test_counts_differ_by_whole_units() -> None:
    # from 10 to 14 in four years: 11, 12, 13 due; a tenth of a unit decides nothing
    aim = target(at_least=14, by=2024, last=2024)
    assert words(aim, [10, 11, 12], unit=WHOLE) == ("on_track", "likely")
    assert words(aim, [10, 11, 13], unit=WHOLE) == ("ahead", "likely")
    assert words(aim, [10, 10, 11], unit=WHOLE) == ("behind", "unlikely")


# —— base ——


def test_a_base_that_meets_the_target_is_kept() -> None:
    aim = target(at_least=1000, by=2025)
    kept = judged(aim, [1200, 1100, 1300, 1250])
    assert (kept.verdict, kept.outlook) == ("on_track", "likely")
    assert codes(kept) == ["base_already_met", "base_beyond_target", "slipping"]
    assert judged(aim, [1200, 990, 1300]).missed == (2021,)
    assert judged(aim, [1200, 990, 1300]).verdict == "on_track"
    assert words(aim, [1200, 1100, 990]) == ("behind", "effort")
    assert codes(judged(aim, [1000, 1100, 1300])) == ["base_already_met"]
    assert judged(aim, [1200, 1100, 990, 1300, 1300, 1300]).verdict == "achieved"


def test_a_missing_base_year_is_replaced_by_the_next() -> None:
    a = judged(target(at_least=200, by=2025), [NAN, 100, 125, 150])
    assert codes(a) == ["base_year_substituted", "path_sensitive"]
    assert (a.base, a.base_period.year, a.progress) == (100, 2021, 0.5)  # type: ignore[union-attr]


def test_one_point_is_no_way() -> None:
    a = judged(target(at_least=200, by=2025), [NAN, NAN, 125])
    assert (a.verdict, codes(a), a.actual) == ("not_assessable", ["single_point"], 125)
    earlier = judged(target(at_least=200, by=2025), [90, NAN, NAN, 125], first=2019)
    assert (earlier.verdict, codes(earlier)) == ("not_assessable", ["missing_input"])
    assert judged(target(at_least=100, by=2025), [NAN, NAN, 125]).verdict == "achieved_early"
    assert judged(target(at_least=100, by=2025), [NAN] * 5 + [125]).verdict == "achieved"
    assert judged(target(at_least=200, by=2025), [NAN] * 5 + [125]).verdict == "missed"


def test_the_printed_base_stays_after_a_revision() -> None:
    aim = target(at_least=100, by=2025, baseline=Baseline(2020, 50.0))
    a = judged(aim, [60.0, 65, 70, 85])
    (why,) = a.why
    # with 50: 35 of the 30 due; with 60: 25 of 24 due
    assert (a.base, why.code, dict(why.facts)["revised"], dict(why.facts)["verdict"]) == (
        50,
        "base_revised",
        60,
        "on_track",
    )
    assert a.verdict == "ahead"
    assert codes(judged(target(at_least=100, by=2025, baseline=Baseline(2020, 50.0)), [50.4, 65, 70, 85])) == []


def test_a_geometric_path_needs_a_sign() -> None:
    zero = judged(target(at_least=100, by=2025, path="geometric"), [0, 25, 50])
    assert (codes(zero), zero.verdict, zero.planned, zero.pace_required) == (["base_zero"], "ahead", 40, None)
    across = judged(target(at_least=100, by=2025, path="geometric"), [-100, -50, 0])
    assert (codes(across), across.planned) == (["sign_change"], -20)
    fallen = judged(target(at_least=200, by=2025, path="geometric"), [100, 50, -10])
    assert (fallen.verdict, fallen.outlook, fallen.pace_achieved) == ("behind", "unlikely", None)


def test_the_other_path_is_named_where_it_differs() -> None:
    # 8 % a year: on its own path exactly; on the straight line 17.0 % of the way instead of 20 %
    a = judged(target(at_least=100 * 1.08**5, by=2025, path="geometric"), [100, 108])
    (why,) = a.why
    assert why == Why("path_sensitive", (("path", "linear"), ("verdict", "behind")))
    share = judged(target(at_least=100 * 1.08**5, by=2025, path="geometric"), [100, 108], unit=PERCENT)
    assert codes(share) == []


# —— range, band ——


def test_the_floor_of_a_range_is_the_pass_mark() -> None:
    aim = target(between=(3, 4), by=2025)
    a = judged(aim, [2.44, 2.6, 2.8, 2.9, 3.12], unit=PERCENT)
    assert (a.verdict, a.low, a.high, a.value, a.gap_percent) == ("achieved_early", 3, 4, None, None)
    above = judged(aim, [2.44, 2.6, 2.8, 2.9, 4.2, 4.3], unit=PERCENT)
    assert (above.verdict, codes(above)) == ("achieved", ["above_range"])
    assert judged(target(between=(3, 4), by=2025, better=-1), [5, 4.8, 4.6, 4.4, 4.2, 4.0]).verdict == "achieved"
    assert judged(target(between=(3, 4), by=2025, better=-1), [3.5, 3.6]).high == 4


def test_a_band_is_inside_or_outside() -> None:
    aim = target(between=(95, 105), by=2025, band=True)
    assert words(aim, [90, 94, 97]) == ("on_track", "likely")
    out = judged(aim, [100, 100, 107.5])
    assert (out.verdict, out.outlook, out.gap, out.shortfall) == ("behind", "effort", 2.5, 2.5)
    below = judged(aim, [100, 100, 94])
    assert (below.gap, below.shortfall) == (-1, 1)
    assert judged(aim, [100] * 5 + [105.0]).verdict == "achieved"
    each = target(kind="range", each=(2021, 2025), between=(95, 105), band=True)
    assert (judged(each, [NAN, 90, 100]).verdict, judged(each, [NAN, 90, 100]).missed) == ("on_track", (2021,))
    every = target(kind="range", each=(2021, 2025), between=(95, 105), band=True, reading="every")
    assert judged(every, [NAN, 90, 100]).verdict == "behind"


# —— total ——


def test_a_total_counts_whole_units() -> None:
    aim = target(kind="total", at_least=500, over=(2021, 2025))
    a = judged(aim, [NAN, 100, 110, 114, 120], unit=WHOLE)  # 444 of the 400 due
    assert (a.verdict, a.actual, a.planned, a.progress) == ("ahead", 444, 400, 0.888)
    assert (a.ratio, a.pace_required, a.previous) == (pytest.approx(1.11), 56, 324)
    assert judged(target(kind="total", at_least=12, over=(2021, 2025)), [NAN, 2], unit=WHOLE).planned == 2  # of 2.4


@pytest.mark.parametrize("low", [3, 4, 5])
def test_nobody_is_behind_for_nothing_in_the_first_year(low: int) -> None:
    a = judged(target(kind="total", between=(low, low + 2), over=(2021, 2025)), [NAN, 0], unit=WHOLE)
    assert (a.verdict, a.outlook) == ("on_track" if low < 5 else "behind", None)  # of 5, one is due


def test_a_count_with_nothing_missing_is_never_unlikely() -> None:
    # 1 of 3 after three of five years: 1.8 are due, that is one whole unit
    a = judged(target(kind="total", at_least=3, over=(2021, 2025)), [NAN, 0, 1, 0], unit=WHOLE)
    assert (a.verdict, a.outlook, a.planned, a.effort) == ("on_track", "effort", 1, pytest.approx(3.0))


def test_a_total_with_a_hole_or_a_cap() -> None:
    hole = judged(target(kind="total", at_least=6, over=(2021, 2025)), [NAN, 3, NAN, 1])
    assert (hole.verdict, hole.why[0]) == ("not_assessable", Why("missing_input", (("name", "x"), ("period", "2022"))))
    cap = target(kind="total", at_most=100, over=(2021, 2025))
    assert words(cap, [NAN, 18, 18]) == ("ahead", "likely")  # 36 of the 40 allowed: 1.11
    assert words(cap, [NAN, 20, 20]) == ("on_track", "likely")
    assert words(cap, [NAN, 22, 22]) == ("on_track", "effort")  # 44: pace 22, allowed from now 18.7: k 1.18
    assert words(cap, [NAN, 60, 50]) == ("behind", "unlikely")
    assert words(cap, [NAN, 60, 40]) == ("behind", "unlikely")
    assert words(cap, [NAN, 60]) == ("behind", None)
    assert [judged(cap, [NAN, 20, 20, 20, 20, x]).verdict for x in (20, 21)] == ["achieved", "missed"]
    above = judged(target(kind="total", between=(10, 15), over=(2021, 2025)), [NAN, 8, 8])
    assert (above.verdict, codes(above)) == ("achieved_early", ["above_range"])
    band = target(kind="total", between=(10, 15), over=(2021, 2025), band=True)
    assert judged(band, [NAN, 8, 8, 0, 0, 0]).verdict == "missed"


# —— each ——

PATENTS = [NAN, 3120, 2874, 3301, 3402]


def test_each_year_by_the_average_or_by_every_year() -> None:
    average = judged(target(kind="each", at_least=3000, each=(2021, 2025)), PATENTS, unit=WHOLE)
    assert (average.verdict, average.missed, average.ratio) == ("on_track", (2022,), pytest.approx(3174.25 / 3000))
    every = judged(target(kind="each", at_least=3000, each=(2021, 2025), reading="every"), PATENTS, unit=WHOLE)
    assert (every.verdict, every.outlook, every.margin) == ("behind", "unlikely", None)
    binding = target(kind="each", at_least=3000, each=(2021, 2025), nature="binding")
    assert judged(binding, PATENTS, unit=WHOLE).verdict == "behind"
    assert words(binding, [NAN, 3300, 3300], unit=WHOLE) == ("ahead", "likely")
    assert words(binding, [NAN, 3300], unit=WHOLE) == ("ahead", None)
    assert [judged(binding, [NAN, 3000, 3000, 3000, 3000, x]).verdict for x in (3000, 2999)] == ["achieved", "missed"]


def test_each_year_is_not_ahead_after_a_missed_year_and_a_weak_last_year_is_behind() -> None:
    aim = target(kind="each", at_least=100, each=(2021, 2025))
    assert judged(aim, [NAN, 99, 150, 150]).verdict == "on_track"  # mean 133
    assert judged(aim, [NAN, 150, 150, 89]).verdict == "behind"  # mean 130, the last below 90
    assert judged(aim, [NAN, 150, 150, 90]).verdict == "on_track"
    assert judged(aim, [NAN, 120, 120, 120]).verdict == "ahead"
    few = target(kind="each", at_least=2, each=(2021, 2025))
    assert judged(few, [NAN, 3, 3, 1], unit=WHOLE).verdict == "behind"
    assert judged(few, [NAN, 2, 2, 2], unit=WHOLE).verdict == "on_track"
    assert [judged(aim, [NAN, 90, 110, 100, 100, x]).verdict for x in (100, 99)] == ["achieved", "missed"]
    ranged = judged(target(kind="range", each=(2021, 2025), between=(100, 120)), [NAN, 110, 130])
    assert (ranged.low, ranged.high, ranged.verdict) == (100, 120, "ahead")


def test_a_ceiling_every_year_is_kept() -> None:
    aim = target(kind="each", at_most=3, each=(2021, 2025))
    earlier = judged(aim, [NAN, 2.5, 3.2, 2.9], unit=PERCENT)
    assert (earlier.verdict, earlier.outlook, earlier.missed) == ("on_track", "likely", (2022,))
    assert words(aim, [NAN, 2.5, 2.9, 3.2]) == ("behind", "effort")
    every = target(kind="each", at_most=3, each=(2021, 2025), reading="every")
    assert judged(every, [NAN, 2.5, 3.2, 2.9]).verdict == "behind"
    average = target(kind="each", at_most=3, each=(2021, 2025), reading="average")
    assert judged(average, [NAN, 2.5, 3.2, 3.3]).verdict == "on_track"  # mean 3.0


def test_a_yearly_floor_that_the_base_already_meets_is_kept_never_ahead() -> None:
    aim = target(kind="each", at_least=1000, each=(2021, 2025))
    far = judged(aim, [2364.9, 2541.6, 2702.8, 2915.6])  # 2.7 times the floor is no progress towards it
    assert (far.verdict, far.outlook, far.ratio, codes(far)) == ("on_track", "likely", None, ["base_already_met"])
    assert words(aim, [999.0, 2541.6, 2702.8, 2915.6]) == ("ahead", "likely")  # it was not met before
    broken = judged(aim, [1000.0, 1100, 900])
    assert (broken.verdict, broken.missed) == ("behind", (2022,))
    earlier = judged(aim, [1000.0, 900, 1100])
    assert (earlier.verdict, earlier.missed) == ("on_track", (2021,))
    binding = target(kind="each", at_least=1000, each=(2021, 2025), nature="binding")
    assert judged(binding, [1000.0, 900, 1100]).verdict == "behind"  # every year counts, and it stays so
    assert [judged(aim, [1000.0, 800, 800, 1100, 1100, x]).verdict for x in (1200, 1100)] == ["achieved", "missed"]


# —— growth ——


def test_average_growth_by_level() -> None:
    aim = target(kind="growth", at_least=0.06, over=(2021, 2025), baseline=Baseline(2020, 39.9))
    a = judged(aim, [NAN, 42, 45, 48, 39.9 * 1.063**4])
    assert (a.unit, a.value, a.actual, a.gap) == ("%", 6, pytest.approx(6.3), pytest.approx(0.3))
    assert (a.verdict, a.progress, a.gap_percent) == ("on_track", None, None)
    # what 2025 needs: 1.06^5 / 1.063^4 − 1 = 4.81 %
    assert np.expm1(a.pace_required or 0) == pytest.approx(1.06**5 / 1.063**4 - 1)
    assert a.previous == pytest.approx(100 * ((48 / 39.9) ** (1 / 3) - 1))
    end = [39.9 * 1.06**i for i in range(6)]
    assert judged(aim, end).verdict == "achieved"
    assert judged(aim, [*end[:-1], end[-1] * 0.999999]).verdict == "missed"
    assert judged(aim, [39.9, 42, 60, 70]).verdict == "ahead"  # never achieved before the end


def test_average_growth_by_sum() -> None:
    # 100 → 150, 120, 133.1: by sums 15.5 %, by level 10.0 %
    series = [100, 150, 120, 133.1]
    by_sum = judged(target(kind="growth", at_least=0.12, over=(2021, 2025), mean="sum"), series)
    by_level = judged(target(kind="growth", at_least=0.12, over=(2021, 2025)), series)
    assert (by_sum.actual, by_level.actual) == (pytest.approx(15.5, abs=0.05), pytest.approx(10.0))
    assert (by_sum.verdict, by_level.verdict) == ("ahead", "behind")
    assert (by_sum.pace_required, by_sum.previous) == (None, None)
    hole = judged(target(kind="growth", at_least=0.12, over=(2021, 2025), mean="sum"), [100, NAN, 120, 133.1])
    assert (hole.verdict, codes(hole)) == ("not_assessable", ["missing_input", "hole"])


def test_growth_of_a_rate_is_the_mean_of_its_chain() -> None:
    aim = target(kind="growth", at_least=0.06, over=(2021, 2025))
    a = judged(aim, [NAN, 8.0, 5.0, 6.0], unit=PERCENT, kind="rate")
    assert a.actual == pytest.approx(100 * ((1.08 * 1.05 * 1.06) ** (1 / 3) - 1))
    assert (a.verdict, a.base) == ("on_track", None)
    sums = judged(
        target(kind="growth", at_least=0.05, over=(2021, 2025), mean="sum"), [NAN, 5, 5, 5], unit=PERCENT, kind="rate"
    )
    assert (sums.actual, sums.verdict) == (pytest.approx(5.0), "on_track")


def test_growth_that_cannot_be_computed() -> None:
    aim = target(kind="growth", at_least=0.06, over=(2021, 2025))
    assert codes(judged(aim, [0, 5, 6])) == ["base_zero"]
    assert codes(judged(aim, [-3, 5, 6])) == ["base_negative"]
    assert codes(judged(aim, [3, 5, -6])) == ["sign_change"]
    assert codes(judged(aim, [NAN, 5])) == ["missing_input"]
    assert codes(judged(aim, [10, 11, 12], breaks=(Break(2022, "口径调整"),))) == ["not_comparable"]


def test_a_limit_on_growth_is_kept() -> None:
    ceiling = target(kind="growth", at_most=0.03, over=(2021, 2025))
    assert words(ceiling, [100, 102, 104]) == ("on_track", "likely")
    assert words(ceiling, [100, 104, 109]) == ("behind", "effort")
    ranged = judged(target(kind="growth", between=(0.05, 0.06), over=(2021, 2025)), [100, 107, 114])
    assert (ranged.low, ranged.high, ranged.value, codes(ranged)) == (5, 6, None, ["above_range"])
    band = target(kind="growth", between=(0.05, 0.06), over=(2021, 2025), band=True)
    assert judged(band, [100 * 1.07**i for i in range(6)]).verdict == "missed"


# —— change, multiple ——


def test_a_cut_in_per_cent_is_judged_in_points() -> None:
    a = judged(target(fall_by=0.135, over=(2021, 2025)), [200, 197, 194, 185.4])  # −7.3 %
    assert (a.value, a.actual, a.planned) == (-13.5, pytest.approx(-7.3), pytest.approx(-8.1))
    assert (a.verdict, a.outlook, a.unit) == ("on_track", "effort", "%")  # 7.3 / 8.1 = .901; k = 1.27
    assert (a.gap, a.shortfall, a.gap_percent) == (pytest.approx(6.2), pytest.approx(6.2), None)
    done = judged(target(fall_by=0.135, over=(2021, 2025)), [200, 197, 170, 172])
    assert (done.verdict, codes(done)) == ("achieved_early", ["slipping"])
    assert codes(judged(target(fall_by=0.135, over=(2021, 2025)), [0, 5])) == ["base_zero"]
    assert codes(judged(target(fall_by=0.135, over=(2021, 2025)), [NAN, 5])) == ["missing_input"]


def test_a_cut_of_a_rate_is_its_chain() -> None:
    # yearly −2.7, −0.1, −0.5 %: together .973·.999·.995 − 1 = −3.28 %
    a = judged(target(fall_by=0.135, over=(2021, 2025)), [NAN, -2.7, -0.1, -0.5], unit=PERCENT, kind="rate")
    assert (a.actual, a.verdict) == (pytest.approx(-3.28, abs=0.005), "behind")
    hole = judged(target(fall_by=0.135, over=(2021, 2025)), [NAN, -2.7, NAN, -0.5], unit=PERCENT, kind="rate")
    assert codes(hole) == ["missing_input"]


def test_points_and_amounts_are_differences() -> None:
    share = judged(target(rise_by=2.0, mode="points", over=(2021, 2025)), [30, 31, 31.2], unit=PERCENT)
    assert (share.unit, share.value, share.actual) == ("百分点", 2, pytest.approx(1.2))
    years = judged(target(rise_by=1.0, mode="amount", over=(2021, 2025)), [78, 78.2, 78.4])
    assert (years.unit, years.actual, years.planned) == ("亿元", pytest.approx(0.4), pytest.approx(0.4))
    rate = judged(target(fall_by=0.19, over=(2021, 2025), path="geometric"), [100, 95, 90])
    assert rate.planned == pytest.approx(100 * (0.81**0.4 - 1))
    assert rate.pace_achieved == pytest.approx(np.log(0.9) / 2)


def test_a_multiple_of_the_base() -> None:
    a = judged(target(kind="multiple", at_least=1.5, by=2025), [100, 112, 120])
    assert (a.value, a.planned, a.verdict) == (150, 120, "on_track")
    zero = judged(target(kind="multiple", at_least=1.5, by=2025), [0, 112, 120])
    assert (zero.verdict, codes(zero)) == ("not_assessable", ["base_zero"])


# —— against another indicator, direction, monitor ——


def test_above_another_indicator() -> None:
    aim = target(more_than=Bound(formula=formula("国内生产总值增长"), text="国内生产总值增长"), by=2025)
    other = {"国内生产总值增长": np.array([NAN, 5.0, 5.0, 4.0])}
    ahead = judged(aim, [NAN, 6, 6, 4.4], unit=PERCENT, formulas=other)
    assert (ahead.verdict, ahead.other, ahead.value, ahead.gap) == ("ahead", "国内生产总值增长", 4, pytest.approx(0.4))
    assert words(aim, [NAN, 6, 6, 4.3], unit=PERCENT, formulas=other) == ("on_track", "likely")
    assert words(aim, [NAN, 6, 6, 4.0], unit=PERCENT, formulas=other) == ("behind", "effort")
    each = target(kind="each", more_than=aim.bound, each=(2021, 2025))
    missed = judged(each, [NAN, 4, 6, 6], unit=PERCENT, formulas=other)
    assert (missed.verdict, missed.missed) == ("on_track", (2021,))
    late = judged(aim, [NAN, 6, 6, 4.4], unit=PERCENT, formulas={"国内生产总值增长": np.array([NAN, 5.0, 5.0, NAN])})
    assert (late.verdict, codes(late)) == ("not_assessable", ["missing_input"])


def test_a_bound_that_is_a_pinned_formula_is_a_number() -> None:
    aim = target(at_least=Bound(formula=formula("2 * 总收入@2020", MONEY), text="2 * 总收入@2020"), by=2025)
    a = judged(aim, [100, 120, 140], formulas={"2 * 总收入@2020": np.array([200.0, 200.0, 200.0])})
    assert (a.value, a.planned, a.other) == (200, 140, "")
    rate = target(kind="growth", at_least=Bound(formula=formula("目标增速"), text="目标增速"), over=(2021, 2025))
    g = judged(rate, [100, 106, 112.36], formulas={"目标增速": np.array([6.0, 6.0, 6.0])})
    assert (g.value, g.verdict) == (pytest.approx(6.0), "on_track")


def test_another_indicator_that_did_not_change_is_still_another_indicator() -> None:
    aim = target(
        kind="each", more_than=Bound(formula=formula("国内生产总值增长"), text="国内生产总值增长"), each=(2021, 2025)
    )
    a = judged(aim, [5, 4.5, 4.4], unit=PERCENT, formulas={"国内生产总值增长": np.array([4.0, 4.0, 4.0])})
    assert (a.verdict, a.other, a.value) == ("ahead", "国内生产总值增长", 4.0)  # 0.4 is a tenth of 4.0


def test_a_pinned_formula_without_a_figure() -> None:
    aim = target(at_least=Bound(formula=formula("2 * 总收入@2020", MONEY), text="2 * 总收入@2020"), by=2025)
    a = judged(aim, [100, 120], formulas={"2 * 总收入@2020": np.array([NAN, NAN])})
    assert (a.verdict, codes(a)) == ("not_assessable", ["missing_input"])


def test_in_step_within_a_tolerance() -> None:
    aim = target(kind="match", near="工资", near_formula=formula("工资"), tolerance=0.5, each=(2021, 2025))
    other = {"工资": np.array([5.0, 5.0, 5.0])}
    near = judged(aim, [5, 6, 5.5], unit=PERCENT, formulas=other)
    assert (near.verdict, near.missed, near.shortfall) == ("on_track", (2021,), 0)
    far = judged(aim, [5, 5, 5.6], unit=PERCENT, formulas=other)
    assert (far.verdict, far.shortfall, far.gap) == ("behind", pytest.approx(0.1), pytest.approx(0.6))


def test_a_direction_is_never_completed() -> None:
    aim = target(direction=1, over=(2021, 2025))
    up = [64.5, 65, 66, 65.5]
    assert words(aim, up, unit=PERCENT) == ("on_track", None)
    assert codes(judged(aim, up, unit=PERCENT)) == ["slipping"]
    assert words(aim, [64.5, 65, 64], unit=PERCENT) == ("behind", None)
    flat = judged(aim, [64.5, 65, 64.54], unit=PERCENT, decimals=1)
    assert (flat.verdict, codes(flat)) == ("behind", ["flat"])
    assert judged(aim, [64.5, 65, 64.6], unit=PERCENT, decimals=1).verdict == "on_track"
    full = target(direction=1, over=(2021, 2025), limit=100.0)
    assert judged(full, [100.0, 100.0], unit=PERCENT).verdict == "on_track"
    end = judged(aim, [64.5, 65, 66, 67, 68, 69], unit=PERCENT)
    assert (end.verdict, codes(end)) == ("not_assessable", ["direction_only"])
    assert judged(aim, [64.5, 65, 66, 67, 68, 64], unit=PERCENT).verdict == "missed"
    assert codes(judged(aim, [NAN, NAN, 66], unit=PERCENT)) == ["single_point"]
    down = target(direction=-1, over=(2021, 2025))
    assert judged(down, [10, 9], unit=PERCENT).verdict == "on_track"


def test_a_monitored_figure_is_shown_and_not_judged() -> None:
    aim = target(kind="monitor", monitor="没有定义", time="none")
    a = judged(aim, [1, 2, 3])
    assert (a.verdict, a.actual, codes(a)) == ("monitored", 3, ["no_number"])
    assert judged(aim, [NAN]).actual is None


# —— milestones, members, amendments, missing data ——


def test_the_next_milestone_and_the_last_both_count() -> None:
    aim = target(at_least=10000, by=2025, milestones={2023: 8000})
    assert words(aim, [6000, 6700, 7400]) == ("on_track", "likely")  # 1400 of the 1333 due
    missed = judged(aim, [6000, 6500, 7000, 7800])
    assert (missed.verdict, codes(missed), missed.missed) == ("behind", ["milestone_missed"], (2023,))
    assert judged(aim, [6000, 6500, 7000, 8000]).verdict == "on_track"
    assert judged(aim, [6000, 6500, 7000, 10000]).verdict == "achieved_early"
    assert judged(aim, [6000, 6500]).outlook is None
    assert words(aim, [6000, 6100, 6300]) == ("behind", "unlikely")
    steep = target(at_least=10000, by=2025, milestones={2023: 6300})
    assert judged(steep, [6000, 6100, 6190, 6300, 8000]).verdict == "on_track"


def test_a_member_has_its_own_series() -> None:
    from fzplan import gaps
    from tests.gaps.plans import FakeValues, plan_of

    aim = target(kind="each", at_least=1000, each=(2021, 2025), members={"产业": "轨道交通"})
    values = FakeValues((2020, 2021), {"x": np.array([1.0, 1.0]), "x[轨道交通]": np.array([NAN, 2400.0])})
    (a,), _ = gaps.assess(plan_of(aim), values)  # type: ignore[arg-type]
    assert (a.actual, a.verdict) == (2400, "ahead")


@pytest.mark.parametrize(
    ("amended", "values"),
    [
        ({"since": 2023, "at_least": "0.018万亿元", "source": "中期评估"}, [200, 180]),
        ({"since": 2023, "was": 150}, [150, 200]),
    ],
)
def test_an_amended_target_holds_from_its_year(amended: dict[str, object], values: list[float]) -> None:
    aim = target(at_least=200, by=2025, amended=amended)
    series = [100, 110, 120, 130]
    assert [judged(aim, series, year=year).value for year in (2022, 2023)] == pytest.approx(values)
    assert codes(judged(aim, series, year=2023))[0] == "amended"


def test_what_is_missing_is_named() -> None:
    aim = target(at_least=200, by=2025)
    reason = Why("missing_input", (("name", "研发费用"), ("period", "2022")))
    hole = judged(aim, [100, 120, NAN, 150], year=2022, why={2022: (reason,)})
    assert (hole.verdict, hole.why) == ("not_assessable", (reason,))
    assert judged(aim, [100, 120, NAN, 150], year=2022).why[0].code == "missing_input"
    nothing = judged(aim, [NAN, NAN])
    assert (nothing.verdict, nothing.actual, codes(nothing)) == ("not_assessable", None, ["missing_input"])
    due = judged(aim, [100, 120], year=2023)
    assert (due.verdict, codes(due), due.actual) == ("not_assessable", ["not_due"], 120)
    before = judged(aim, [100, NAN, NAN])
    assert (before.verdict, codes(before)) == ("not_assessable", ["not_due", "single_point"])
    ranged = judged(target(between=(3, 4), by=2025), [NAN])
    assert (ranged.low, ranged.high, ranged.value) == (3, 4, None)


def test_what_cannot_be_judged_is_shown_in_its_own_unit() -> None:
    growth = judged(target(kind="growth", at_least=0.06, over=(2021, 2025)), [100, 106], year=2023)
    assert (growth.unit, growth.value, growth.actual, growth.verdict) == ("%", 6, None, "not_assessable")
    points = judged(target(rise_by=2.0, mode="points", over=(2021, 2025)), [30, 31], unit=PERCENT, year=2023)
    assert (points.unit, points.actual) == ("百分点", None)
    double = judged(target(kind="multiple", at_least=2, by=2025), [100, 106], year=2023)
    assert (double.value, double.actual) == (None, 106)


def test_a_base_inside_the_span_shortens_it() -> None:
    # "2016–2020 年年均" on the base 2016 is four years
    aim = target(kind="growth", at_least=0.10, over=(2021, 2025), baseline=Baseline(2021))
    assert judged(aim, [NAN, 100, 110, 121]).actual == pytest.approx(10.0)
    assert codes(judged(aim, [NAN, 100])) == ["not_due", "single_point"]
    late = target(at_least=200, by=2025, baseline=Baseline(2025))
    assert codes(judged(late, [100, 110, 120])) == ["no_span"]


def test_a_formula_without_a_value_is_no_bound() -> None:
    rate = target(kind="growth", at_least=Bound(formula=formula("目标增速"), text="目标增速"), over=(2021, 2025))
    a = judged(rate, [100, 106], formulas={"目标增速": np.array([NAN, NAN])})
    assert (a.verdict, codes(a), a.other) == ("not_assessable", ["missing_input"], "目标增速")


def test_a_multiple_of_nothing_is_not_missed_at_the_end() -> None:
    zero = judged(target(kind="multiple", at_least=1.5, by=2025), [0, 1, 2, 3, 4, 5])
    assert (zero.verdict, zero.actual) == ("not_assessable", 5)


def test_a_break_is_not_crossed() -> None:
    broken = (Break(2022, "经济普查"),)
    assert codes(judged(target(at_least=200, by=2025), [100, 120, 140], breaks=broken)) == ["not_comparable"]
    assert codes(judged(target(kind="total", at_least=9, over=(2021, 2025)), [NAN, 2, 2], breaks=broken)) == [
        "not_comparable"
    ]
    assert judged(target(kind="each", at_least=9, each=(2021, 2025)), [NAN, 9, 10], breaks=broken).verdict == "on_track"
    late = target(at_least=200, by=2025, baseline=Baseline(2022))
    assert judged(late, [100, 120, 140, 160], breaks=broken).verdict == "on_track"


def test_quality_edition_and_inputs_come_with_the_verdict() -> None:
    aim = target(at_least=200, by=2025, proxy="以营业收入代替")
    a = judged(aim, [100, 120, 140], quality={2020: "implied"}, edition={2022: "快报"})
    assert (a.quality, a.edition, a.inputs) == ("implied", "快报", (2020, 2022))
    assert codes(a)[1:] == ["proxy", "provisional"]
    total = judged(target(kind="total", at_least=9, over=(2021, 2025)), [NAN, 2, 2], quality={2021: "provisional"})
    assert (total.inputs, total.quality) == ((2021, 2022), "provisional")


def test_one_point_has_no_trend() -> None:
    assert projections(np.array([2020.0, 2021]), np.array([NAN, 3]), Goal(5, "≥", 2025), constant_rate=False) == {}


def test_three_trends_lead_to_the_target_year() -> None:
    a = judged(target(at_least=200, by=2025), [100, 110, 130])
    assert a.projections["average"] == (175, 2027)  # 15 a year from 130
    assert a.projections["last"] == (190, 2026)  # 20 a year
    assert a.projections["fit"].value == pytest.approx(113.3333 + 15 + 15 * 3, abs=1e-3)  # type: ignore[attr-defined]
    assert (a.projected, a.projected_year) == (175, 2027)


def test_a_hole_inside_the_series_is_named_beside_the_missing_figure() -> None:
    aim = target(kind="total", at_least=50, over=(2021, 2025))
    found = judged(aim, [5, 10, NAN, 12])  # 2020, 2021, nothing for 2022, 2023
    assert (found.verdict, codes(found)) == ("not_assessable", ["missing_input", "hole"])
    assert found.why[-1] == Why("hole", (("year", 2022),))
