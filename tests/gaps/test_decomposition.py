"""年度分解: what is due each year, what was done, and what each remaining year still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan import gaps
from fzplan.gaps.decomposition import Schedule, largest_remainder
from tests.gaps.plans import NAN, PERCENT, WHOLE, plan_of, target, values_of

if TYPE_CHECKING:
    from fzplan.model.plan import Target


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
    assert column(yearly, "required")[2:] == [3000, 3000, 3000]
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


def test_what_cannot_be_read_has_no_rows_and_a_reason() -> None:
    found = schedule(target(at_least=200, by=2025), [NAN, NAN])
    assert (found.rows, found.why[0].code) == ((), "missing_input")
    assert gaps.schedule(plan_of(target(direction=1, over=(2021, 2025))), values_of([1, 2])) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "total", "whole"),
    [([2.4] * 5, 12, (3, 3, 2, 2, 2)), ([0.6] * 5, 3, (1, 1, 1, 0, 0)), ([0.5, 1.9, 0.6], 3, (0, 2, 1)), ([], 0, ())],
)
def test_whole_parts_sum_to_the_total(parts: list[float], total: int, whole: tuple[int, ...]) -> None:
    assert largest_remainder(parts, total) == whole
