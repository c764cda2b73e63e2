"""年度分解: what is due each year, what was done, and what each remaining year still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from fzplan import gaps
from fzplan.gaps.whole import largest_remainder
from fzplan.model.plan import Bound, Break
from tests.gaps.plans import NAN, PERCENT, WHOLE, formula, plan_of, target, values_of

if TYPE_CHECKING:
    from fzplan.model.plan import Target
    from fzplan.model.schedules import Schedule


def schedule(aim: Target, series: list[float], year: int | None = None, **options: object) -> Schedule:
    (found,) = gaps.schedule(plan_of(aim, **options), values_of(series), year)  # type: ignore[arg-type]
    return found


def column(found: Schedule, name: str) -> list[float | None]:
    return [getattr(row, name) for row in found.rows]


def test_a_level_by_equal_steps() -> None:
    found = schedule(target(at_least=200, by=2025), [100, 110, 140])
    assert column(found, "planned") == pytest.approx([120, 140, 160, 180, 200])
    assert column(found, "actual") == [110, 140, None, None, None]
    assert column(found, "lag") == [-10, 0, None, None, None]
    assert column(found, "required") == [None, None, pytest.approx(160), pytest.approx(180), 200]
    assert (found.path, found.unit) == ("linear", "亿元")


def test_a_level_by_constant_growth_and_milestones() -> None:
    path = schedule(target(at_least=100 * 1.1**5, by=2025, path="geometric"), [100, 105])
    assert column(path, "planned") == pytest.approx([100 * 1.1**i for i in range(1, 6)])
    assert schedule(target(at_least=161.051, by=2025, path="geometric"), [100, 110]).rows[0].lag == 0  # no float noise
    needed = (100 * 1.1**5 / 105) ** 0.25
    assert column(path, "required")[1:] == pytest.approx([105 * needed**i for i in range(1, 5)])
    stones = schedule(target(at_least=10000, by=2025, milestones={2023: 8000}), [6000, 6500])
    assert stones.path == "milestones"
    assert column(stones, "planned") == pytest.approx([6000 + 2000 / 3, 6000 + 4000 / 3, 8000, 9000, 10000])
    assert column(stones, "required")[1:] == pytest.approx([7250, 8000, 9000, 10000])
    table = schedule(target(at_least=10000, by=2025, path={2023: 7000.0}), [6000, 6500])
    assert (table.path, column(table, "planned")[2]) == ("table", 7000)


def test_a_total_in_whole_units_by_the_largest_remainder() -> None:
    found = schedule(target(kind="total", at_least=12, over=(2021, 2025)), [NAN, 2, 3], unit=WHOLE)
    assert column(found, "planned_new") == [3, 3, 2, 2, 2]
    assert column(found, "planned") == [3, 6, 8, 10, 12]
    assert column(found, "actual") == [2, 5, None, None, None]
    assert column(found, "actual_new") == [2, 3, None, None, None]
    assert column(found, "lag") == [-1, -1, None, None, None]
    assert column(found, "required") == [None, None, 3, 2, 2]  # 7 are missing
    money = schedule(target(kind="total", at_least=12, over=(2021, 2025)), [NAN, 2, 3])
    assert column(money, "required")[2:] == pytest.approx([7 / 3] * 3)
    done = schedule(target(kind="total", at_least=12, over=(2021, 2025)), [NAN, 2, 3, 3, 3, 3], unit=WHOLE)
    assert column(done, "required") == [None] * 5


def test_every_year_and_average_growth() -> None:
    yearly = schedule(target(kind="each", at_least=3000, each=(2021, 2025)), [NAN, 3120, 2874], unit=WHOLE)
    assert (yearly.path, column(yearly, "lag")[:2]) == ("yearly", [120, -126])
    assert column(yearly, "required")[2:] == [3002, 3002, 3002]  # (5·3000 − 3120 − 2874) / 3 lifts the average
    good = schedule(target(kind="each", at_least=3000, each=(2021, 2025)), [NAN, 3120, 3001], unit=WHOLE)
    assert column(good, "required")[2:] == [3000, 3000, 3000]  # what was done beyond it frees no later year
    strict = target(kind="each", at_least=3000, each=(2021, 2025), reading="every")
    assert column(schedule(strict, [NAN, 3120, 2874], unit=WHOLE), "required")[2:] == [3000, 3000, 3000]
    growth = schedule(target(kind="growth", at_least=0.06, over=(2021, 2025)), [100, 107])
    assert column(growth, "planned") == pytest.approx([100 * 1.06**i for i in range(1, 6)])
    rates = schedule(target(kind="growth", at_least=0.06, over=(2021, 2025)), [NAN, 7.0], unit=PERCENT, kind="rate")
    assert (rates.unit, column(rates, "planned"), column(rates, "lag")[0]) == ("%", [6, 6, 6, 6, 6], 1)


def test_changes_multiples_and_ranges_end_at_their_level() -> None:
    assert column(schedule(target(fall_by=0.3, over=(2021, 2025)), [90, 85]), "planned")[-1] == pytest.approx(63)
    points = target(rise_by=2.0, mode="points", over=(2021, 2025))
    assert column(schedule(points, [30, 30.5], unit=PERCENT), "planned")[-1] == 32
    assert column(schedule(target(kind="multiple", at_least=1.5, by=2025), [100, 110]), "planned")[-1] == 150
    assert column(schedule(target(between=(3, 4), by=2025), [2.5, 2.6], unit=PERCENT), "planned")[-1] == 3
    assert column(schedule(target(between=(3, 4), by=2025, better=-1), [5, 4.9], unit=PERCENT), "planned")[-1] == 4


def test_without_a_base_only_the_end_is_known() -> None:
    found = schedule(target(at_least=200, by=2025), [NAN, NAN, 150])
    assert [(row.year, row.planned) for row in found.rows] == [(2025, 200)]
    stones = schedule(target(at_least=200, by=2025, milestones={2023: 180}), [NAN, NAN, 150])
    assert [(row.year, row.planned) for row in stones.rows] == [(2023, 180), (2024, 190), (2025, 200)]


def test_before_any_return_the_plan_alone_is_decomposed() -> None:
    new = schedule(target(at_least=200, by=2025), [100])
    assert column(new, "planned") == column(new, "required") == pytest.approx([120, 140, 160, 180, 200])
    assert (new.base, new.base_year, new.goal, new.why[0].code) == (100, 2020, 200, "not_due")
    total = schedule(target(kind="total", at_least=12, over=(2021, 2025)), [NAN], unit=WHOLE)
    assert column(total, "planned") == [3, 6, 8, 10, 12]
    assert column(total, "required") == [3, 3, 2, 2, 2]
    growth = schedule(target(kind="growth", at_least=0.06, over=(2021, 2025)), [100])
    assert column(growth, "required") == pytest.approx([100 * 1.06**i for i in range(1, 6)])
    nothing = schedule(target(at_least=200, by=2025), [NAN, NAN])
    assert [(r.year, r.planned, r.actual) for r in nothing.rows] == [(2025, 200, None)]
    assert nothing.why[0].code == "missing_input"


def test_figures_across_a_break_are_not_shown_beside_the_plan() -> None:
    broken = schedule(target(at_least=200, by=2025), [100, 110, 300], breaks=(Break(2022, "口径调整"),))
    assert column(broken, "planned") == pytest.approx([120, 140, 160, 180, 200])
    assert (set(column(broken, "actual")), broken.why[0].code) == ({None}, "not_comparable")


def test_a_hole_leaves_the_other_years_of_a_total() -> None:
    found = schedule(target(kind="total", at_least=12, over=(2021, 2025)), [NAN, 2, NAN, 3])
    assert column(found, "actual_new") == [2, None, 3, None, None]
    assert column(found, "actual") == [2, None, None, None, None]
    assert (set(column(found, "required")), found.why[0].code) == ({None}, "missing_input")


def test_what_has_no_number_is_not_decomposed() -> None:
    assert gaps.schedule(plan_of(target(direction=1, over=(2021, 2025))), values_of([1, 2])) == ()  # type: ignore[arg-type]


def test_what_is_met_is_kept() -> None:
    kept = schedule(target(at_most=3, by=2025), [2.5, 2.7])  # the base is under the ceiling: nothing to be worsened
    assert (kept.path, column(kept, "planned")) == ("keep", [3] * 5)
    early = schedule(target(at_least=200, by=2025), [100, 120, 210])
    assert column(early, "required") == [None, None, 200, 200, 200]
    stone = schedule(target(at_least=200, by=2025, milestones={2023: 150}), [100, 120, 210])
    assert column(stone, "required") == [None, None, 150, 200, 200]


def test_whole_things_stand_at_whole_levels() -> None:
    found = schedule(target(at_least=80, by=2025), [69, 70, 73], unit=WHOLE)
    assert column(found, "planned") == [72, 74, 76, 78, 80]  # steps of 2.2
    assert column(found, "required")[2:] == [76, 78, 80]  # 7 in 3 years: 3, 2, 2
    fewer = schedule(target(at_most=60, by=2025), [69, 68], unit=WHOLE)
    assert column(fewer, "planned") == [68, 66, 64, 62, 60]  # steps of −1.8: −1 where the remainder is largest, first
    stones = schedule(target(at_least=80, by=2025, milestones={2023: 70}), [69], unit=WHOLE)
    assert column(stones, "planned") == [70, 70, 70, 75, 80]


def test_whole_things_from_a_broken_number_stay_as_computed() -> None:
    found = schedule(target(at_least=80, by=2025), [69.5], unit=WHOLE)
    assert column(found, "planned") == pytest.approx([71.6, 73.7, 75.8, 77.9, 80])


def test_what_has_no_goal_has_no_rows() -> None:
    times = schedule(target(kind="multiple", at_least=1.5, by=2025), [NAN, 110])
    assert (times.rows, times.goal, times.why[0].code) == ((), None, "missing_input")


def test_growth_that_is_over_or_has_a_hole_needs_nothing() -> None:
    over = schedule(target(kind="growth", at_least=0.06, over=(2021, 2023)), [100, 107, 115, 120])
    assert (column(over, "required"), column(over, "actual")) == ([None] * 3, [107, 115, 120])
    rates = target(kind="growth", at_least=0.06, over=(2021, 2024))
    hole = schedule(rates, [NAN, 7.0, NAN, 6.0], unit=PERCENT, kind="rate")
    assert (column(hole, "required"), column(hole, "planned")) == ([None] * 4, [6] * 4)


def test_growth_by_sums_and_series_of_rates() -> None:
    by_sum = target(kind="growth", at_least=0.1, over=(2021, 2023), mean="sum")
    found = schedule(by_sum, [100, 120])
    assert column(found, "planned") == pytest.approx([110, 121, 133.1])
    second, third = (value or 0 for value in column(found, "required")[1:])
    assert 120 + second + third == pytest.approx(110 + 121 + 133.1)  # the sum is what counts
    assert second / 120 == pytest.approx(third / second)
    rates = schedule(target(kind="growth", at_least=0.06, over=(2021, 2023)), [NAN, 7.0], unit=PERCENT, kind="rate")
    last = column(rates, "required")[1] or 0
    assert 1.07 * (1 + last / 100) ** 2 == pytest.approx(1.06**3)
    gone = schedule(by_sum, [100, 900])  # more than the sum of all three years: nothing is left to need
    assert column(gone, "required") == [None, None, None]


def test_a_relative_change_of_a_series_of_rates_is_its_chain() -> None:
    found = schedule(target(fall_by=0.1, over=(2021, 2022)), [NAN, -4.0], unit=PERCENT, kind="rate")
    assert (found.unit, column(found, "planned"), column(found, "actual")) == (
        "%",
        [-5, -10],
        [pytest.approx(-4), None],
    )
    assert column(found, "required") == [None, pytest.approx(-10)]


def test_a_bound_that_is_another_indicator_is_known_as_far_as_that_is() -> None:
    aim = target(at_least=Bound(formula=formula("乙"), text="乙"), over=(2021, 2023))
    values = values_of([5, 6, 7], formulas={"乙": np.array([5.0, 5.5, 7.5])})
    (found,) = gaps.schedule(plan_of(aim, unit=PERCENT), values, None)  # type: ignore[arg-type]
    assert (column(found, "planned"), column(found, "lag")) == ([5.5, 7.5, None], [0.5, -0.5, None])


@pytest.mark.parametrize(
    ("parts", "total", "whole"),
    [([2.4] * 5, 12, (3, 3, 2, 2, 2)), ([0.6] * 5, 3, (1, 1, 1, 0, 0)), ([0.5, 1.9, 0.6], 3, (0, 2, 1)), ([], 0, ())],
)
def test_whole_parts_sum_to_the_total(parts: list[float], total: int, whole: tuple[int, ...]) -> None:
    assert largest_remainder(parts, total) == whole
