from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan import changes, periods
from fzplan.model.changes import Changes, Flip
from fzplan.model.plan import Deliverable, Dimension
from fzplan.model.results import Assessment, DeliverableResult, Outcome, Value
from tests.cube.samples import ZONES, extraction, measure, plan, seen
from tests.gaps.plans import plan_of, target

if TYPE_CHECKING:
    from fzplan.observations import Observation

MONEY = measure("总收入", kind="flow")
SPAN = (2020, 2021, 2025)


def outcome(*observations: Observation, dimensions: tuple[Dimension, ...] = (), **more: object) -> Outcome:
    declared = plan(MONEY, dimensions=dimensions, span=SPAN)
    read = extraction(*observations, dimensions=tuple(d.id for d in dimensions))
    return Outcome(declared, periods.year(2024), read, **more)  # type: ignore[arg-type]


def judged(verdict: str, outlook: str | None, value: float | None = None, id_: str = "t") -> Outcome:
    declared = plan_of(replace(target(at_least=100, by=2025), id=id_))
    assessment = Assessment(declared.targets[0], "亿元", verdict=verdict, outlook=outlook)  # type: ignore[arg-type]
    values = (Value("x", periods.year(2024), {}, value),)
    return Outcome(declared, periods.year(2024), extraction(), values, (assessment,))


def test_equal_outcomes_differ_in_nothing() -> None:
    one = outcome(seen("总收入", 2023, 8000.0))
    assert changes.compare(one, one) == Changes()
    assert not changes.compare(one, one)


def test_a_changed_an_added_and_a_removed_figure_with_both_places() -> None:
    before = outcome(seen("总收入", 2022, 7000.0), seen("总收入", 2023, 8000.0))
    after = outcome(seen("总收入", 2023, 8200.0), seen("总收入", 2024, 9000.0))
    removed, changed, added = changes.compare(before, after).observations
    assert (str(removed.period), removed.after) == ("2022", None)
    assert (str(added.period), added.before) == ("2024", None)
    assert changed.before is not None
    assert changed.after is not None
    assert (changed.before.value, str(changed.before.place)) == (8000.0, "data/0.xlsx:表!B3")
    assert (changed.after.value, str(changed.after.place)) == (8200.0, "data/0.xlsx:表!B2")
    assert (changed.measure, changed.unit, changed.basis) == ("总收入", "亿元", "published")


def test_the_figure_that_counts_is_compared() -> None:
    flash = seen("总收入", 2023, 8000.0, edition="快报")
    before, after = outcome(flash), outcome(flash, seen("总收入", 2023, 8100.0, edition="年报"))
    [changed] = changes.compare(before, after).observations
    assert changed.before is not None
    assert changed.after is not None
    assert (changed.before.edition, changed.after.edition) == ("快报", "年报")
    assert changed.kind == "edition"


def test_a_figure_that_does_not_count_is_told_as_such() -> None:
    annual = seen("总收入", 2023, 8100.0, edition="年报")
    lower = outcome(annual, seen("总收入", 2023, 7900.0, edition="预计"))
    [added] = changes.compare(outcome(annual), lower).observations
    assert added.after is not None
    assert (added.kind, added.after.value, added.after.counts) == ("added", 7900.0, False)


def test_a_figure_in_another_cell_or_with_float_noise_has_not_changed() -> None:
    before = outcome(seen("总收入", 2023, 0.3), seen("总收入", 2024, 1.0))
    after = outcome(seen("总收入", 2024, 1.0), seen("总收入", 2023, 0.1 + 0.2))
    assert not changes.compare(before, after)


def test_members_and_bases_are_kept_apart_and_sorted() -> None:
    before = outcome(dimensions=(ZONES,))
    after = outcome(
        seen("总收入", 2023, 3.0, "西区"),
        seen("总收入", 2023, 9.0),
        seen("总收入", 2022, 2.0, "西区", basis="comparable"),
        seen("总收入", 2022, 1.0, "东区"),
        seen("未声明", 2022, 1.0),
        dimensions=(ZONES,),
    )
    found = changes.compare(before, after).observations
    assert [(o.measure, str(o.period), dict(o.by), o.basis, o.unit) for o in found] == [
        ("总收入", "2023", {}, "published", "亿元"),
        ("总收入", "2022", {"园区": "东区"}, "published", "亿元"),
        ("总收入", "2022", {"园区": "西区"}, "comparable", "亿元"),
        ("总收入", "2023", {"园区": "西区"}, "published", "亿元"),
        ("未声明", "2022", {}, "published", ""),
    ]


def test_an_override_displaces_what_was_read() -> None:
    read = seen("总收入", 2023, 8000.0, edition="普查修订")
    after = outcome(read, seen("总收入", 2023, 8200.0, quality="assumed", file=1), what_if=(1,))
    [changed] = changes.compare(outcome(read), after).observations
    assert changed.after is not None
    assert (changed.after.value, changed.after.quality) == (8200.0, "assumed")


def test_moved_indicators_and_flips() -> None:
    found = changes.compare(judged("on_track", "effort", 96.0), judged("behind", "unlikely", 80.0))
    [moved] = found.indicators
    assert (moved.id, str(moved.period), moved.unit, moved.before, moved.after) == ("x", "2024", "亿元", 96.0, 80.0)
    assert found.verdicts == (Flip("t", "on_track", "behind"),)
    assert found.outlooks == (Flip("t", "effort", "unlikely"),)
    assert changes.compare(judged("behind", None, None), judged("behind", None, 1.0)).indicators[0].before is None


def test_targets_of_one_side_only() -> None:
    found = changes.compare(judged("behind", None, id_="old"), judged("missed", None, id_="new"))
    assert found.verdicts == (Flip("new", "", "missed"), Flip("old", "behind", ""))
    assert found.outlooks == ()


def test_an_indicator_of_the_earlier_plan_only_comes_last() -> None:
    before, after = judged("behind", None, 1.0), outcome()
    [moved] = changes.compare(before, after).indicators
    assert (moved.id, moved.before, moved.after, moved.unit) == ("x", 1.0, None, "亿元")


def test_states_of_deliverables() -> None:
    task = Deliverable("d", "超算")
    states = [
        replace(outcome(), deliverables=(DeliverableResult(task.id, task.name, state, "on_track"),))
        for state in ("open", "done")
    ]
    assert changes.compare(*states).deliverables == (Flip("d", "open", "done"),)


def test_the_order_of_reading_changes_nothing() -> None:
    figures = [seen("总收入", year, float(year), row=year) for year in (2021, 2022, 2023)]
    later = seen("总收入", 2023, 1.0, row=2030, edition="最终核实")
    one = changes.compare(outcome(*figures), outcome(*figures, later))
    assert one == changes.compare(outcome(*figures[::-1]), outcome(later, *figures[::-1]))
