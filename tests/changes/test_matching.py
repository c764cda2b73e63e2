"""Printed figures before and after: what is told, and what is no change."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzplan import changes, periods
from fzplan.model.changes import ChangedObservation, Changes
from fzplan.model.results import Outcome
from fzplan.model.snapshots import Snapshot
from fzplan.observations import EDITIONS, Observation
from fzplan.units import UNITS
from tests.changes.test_compare import outcome
from tests.cube.samples import extraction, measure, plan, seen

STAFF = measure("年末从业人员", "万人", kind="stock")


def told(before: Outcome, after: Outcome) -> list[tuple[str, float | None, float | None]]:
    found = changes.compare(before, after).observations
    return [(o.kind, o.before and o.before.value, o.after and o.after.value) for o in found]


def test_a_row_inserted_above_changes_nothing() -> None:
    before = outcome(seen("总收入", 2023, 8000.0, row=5), seen("总收入", 2024, 8466.0, row=6))
    after = outcome(seen("总收入", 2023, 8000.0, row=6), seen("总收入", 2024, 8466.0, row=9))
    assert told(before, after) == []


def test_another_edition_of_the_figure_that_counts_is_told_even_with_the_same_value() -> None:
    flash, annual = seen("总收入", 2024, 8466.0, edition="快报"), seen("总收入", 2024, 8466.0, edition="年报")
    assert told(outcome(flash), outcome(annual)) == [("edition", 8466.0, 8466.0)]
    assert told(outcome(flash), outcome(flash, annual)) == [("edition", 8466.0, 8466.0)]
    assert told(outcome(flash, annual), outcome(flash)) == [("edition", 8466.0, 8466.0)]


def test_a_later_day_of_publication_is_another_print() -> None:
    first = seen("总收入", 2024, 8466.0, published=dt.date(2025, 2, 1))
    later = first._replace(value=8470.0, published=dt.date(2025, 12, 1))
    assert told(outcome(first), outcome(first, later)) == [("edition", 8466.0, 8470.0)]


def test_the_same_figure_published_again_is_no_change() -> None:
    first = seen("总收入", 2024, 8466.0, published=dt.date(2025, 2, 1))
    again = first._replace(published=dt.date(2025, 12, 1))
    assert told(outcome(first), outcome(again)) == []
    assert told(outcome(first), outcome(first, again)) == []


def test_an_edition_that_is_not_stated_is_the_annual_one() -> None:
    unstated, annual = seen("总收入", 2024, 8466.0), seen("总收入", 2024, 8466.0, edition="年报")
    assert told(outcome(unstated), outcome(annual)) == []
    assert told(outcome(unstated), outcome(annual._replace(value=8470.0))) == [("changed", 8466.0, 8470.0)]


def test_earlier_prints_of_several_days_are_each_told_once() -> None:
    days = [seen("总收入", 2024, 8460.0 + n, published=dt.date(2025, n, 1), row=n) for n in (1, 2, 3)]
    mended = [one._replace(value=one.value - 100) for one in days]
    assert told(outcome(*days), outcome(*mended[::-1])) == [
        ("changed", 8463.0, 8363.0), ("changed", 8461.0, 8361.0), ("changed", 8462.0, 8362.0),
    ]  # fmt: skip
    moved = outcome(days[2], days[1]._replace(value=8400.0, published=dt.date(2025, 1, 15)))
    assert told(outcome(days[2], days[1]), moved) == [("edition", 8462.0, 8400.0)]


def test_a_print_that_does_not_count_is_corrected_where_it_stands() -> None:
    annual = seen("总收入", 2024, 8466.0, edition="年报")
    before = outcome(annual, seen("总收入", 2024, 8400.0, edition="快报"))
    after = outcome(annual, seen("总收入", 2024, 8410.0, edition="快报"))
    [found] = changes.compare(before, after).observations
    assert (found.kind, found.before and found.before.value, found.after and found.after.counts) == (
        "changed", 8400.0, False,
    )  # fmt: skip


def test_one_more_copy_that_agrees_is_no_change_and_one_that_contradicts_is_new() -> None:
    one = seen("总收入", 2024, 8466.0)
    assert told(outcome(one), outcome(one, one._replace(file=1))) == []
    assert told(outcome(one), outcome(one, one._replace(file=1, value=8500.0))) == [("added", None, 8500.0)]
    both = outcome(one, one._replace(file=1, value=8500.0))
    mended = outcome(one, one._replace(file=1, value=8600.0))
    assert told(both, mended) == [("changed", 8500.0, 8600.0)]


def test_a_stock_under_a_year_and_at_its_end_is_one_figure() -> None:
    declared = plan(STAFF, span=(2020, 2021, 2025))
    sides = [
        Outcome(declared, periods.year(2024), extraction(seen("年末从业人员", when, 22.8)))
        for when in (periods.year(2024), periods.year(2024).instant)
    ]
    assert told(*sides) == []


@pytest.mark.parametrize(("value", "expected"), [(84660000.0, []), (84670000.0, [("changed", 84660000.0, 84670000.0)])])
def test_figures_are_compared_in_the_unit_that_the_later_plan_declares(
    value: float, expected: list[tuple[str, float, float]]
) -> None:
    # 8466 亿元 = 8466 × 10000 万元 = 84660000 万元
    before = outcome(seen("总收入", 2024, 8466.0))
    rescaled = plan(measure("总收入", "万元", kind="flow"), span=(2020, 2021, 2025))
    after = replace(before, plan=rescaled, extraction=extraction(seen("总收入", 2024, value)))
    found = changes.compare(before, after)
    assert told(before, after) == expected
    assert [(one.id, one.key, one.before, one.after) for one in found.plan] == [("总收入", "unit", "亿元", "万元")]


def test_the_unit_as_printed_is_kept_beside_a_figure_that_changed() -> None:
    before = outcome(seen("总收入", 2024, 8466.0, unit="亿元"))
    after = outcome(seen("总收入", 2024, 0.8466, unit="万元", factor=1e-4))
    [found] = changes.compare(before, after).observations
    assert found.before is not None
    assert found.after is not None
    assert (found.before.unit, found.after.unit) == ("亿元", "万元")
    assert told(before, outcome(seen("总收入", 2024, 8466.0, unit="千元", factor=1e-5))) == []


FIGURES = st.builds(
    lambda year, value, edition, file, row, basis: seen(
        "总收入", year, float(value), edition=edition, file=file, row=row, basis=basis
    ),
    st.integers(2021, 2023), st.integers(0, 3), st.sampled_from(["", *EDITIONS]), st.integers(0, 2),
    st.integers(1, 9), st.sampled_from(["published", "comparable"]),
)  # fmt: skip
SIDES = st.lists(FIGURES, max_size=8, unique_by=lambda o: (o.file, o.row))


def mirrored(one: ChangedObservation) -> tuple[object, ...]:
    return one.measure, one.period, one.basis, one.after, one.before


@given(SIDES)
def test_nothing_differs_from_itself_in_any_order(figures: list[Observation]) -> None:
    assert changes.compare(outcome(*figures), outcome(*figures[::-1])) == Changes()


@given(SIDES, SIDES)
def test_what_one_way_tells_the_other_way_tells_mirrored(old: list[Observation], new: list[Observation]) -> None:
    there = changes.compare(outcome(*old), outcome(*new)).observations
    back = changes.compare(outcome(*new), outcome(*old)).observations
    assert sorted(map(repr, map(mirrored, there))) == sorted(
        repr((o.measure, o.period, o.basis, o.before, o.after)) for o in back
    )


@given(SIDES, SIDES)
def test_equal_prints_are_no_change_and_different_ones_are_told(old: list[Observation], new: list[Observation]) -> None:
    def prints(side: list[Observation]) -> set[tuple[object, ...]]:
        return {(o.period, o.basis, o.edition or "年报", o.value) for o in side}

    found = changes.compare(outcome(*old), outcome(*new)).observations
    assert bool(found) == (prints(old) != prints(new))


@given(SIDES)
def test_a_snapshot_comes_back_as_it_was_kept(figures: list[Observation]) -> None:
    kept = changes.take(outcome(*figures))
    again = changes.load(changes.dump(kept))
    assert isinstance(again, Snapshot)
    assert again == kept
    assert changes.dump(again) == changes.dump(kept)
    assert not changes.differences(kept, again)


def test_units_that_measure_other_things_are_not_converted() -> None:
    before = outcome(seen("总收入", 2024, 8466.0))
    people = replace(before, plan=plan(measure("总收入", "人"), span=(2020, 2021, 2025)))
    assert told(before, people) == []
    assert UNITS.parse("人").dimensions != UNITS.parse("亿元").dimensions
    assert [one.key for one in changes.compare(before, people).plan] == ["unit", "kind"]
