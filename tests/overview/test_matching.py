"""Which targets mean the same, who is ranked and why not: plans as their runs leave them."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzplan import overview, periods
from fzplan.diagnostics import Text
from fzplan.model.overviews import Cell, Entry, Overview, PlanRun
from fzplan.units import UNITS

NOTHING = Text("", "")


def entry(target: str, actual: float | None = 1.0, unit: str = "亿元", year: int = 2024, **more: Any) -> Entry:
    given: dict[str, Any] = {
        "indicator": target, "members": {}, "kind": "reach", "better": 1, "goal": NOTHING, "verdict": "on_track",
        "label": NOTHING, "period": periods.year(year), "attainment": 1.0,
    }  # fmt: skip
    return Entry(target=target, actual=actual, unit=UNITS.parse(unit), **{**given, **more})


def plans(*entries: tuple[Entry, ...]) -> Overview:
    return overview.compare([PlanRun(f"{n}/targets.yaml", f"规划{n}", entries=each) for n, each in enumerate(entries)])


def rows(found: Overview) -> dict[str, list[int]]:
    return {row.id: [cell.plan for cell in row.cells] for row in found.rows}


def only(found: Overview) -> tuple[Cell, ...]:
    (row,) = found.rows
    return row.cells


def test_by_id_then_name_then_english_label() -> None:
    found = plans(
        (entry("total_income", indicator="总收入", en="Total income"),),
        (entry("总收入"),),
        (entry("营业收入", en="total income"),),
        (entry("total_income", indicator="园区收入"),),
        (entry("别的"),),
    )
    assert rows(found) == {"total_income": [0, 1, 2, 3], "别的": [4]}


def test_a_name_that_means_two_targets_in_a_plan_joins_nothing() -> None:
    twice = (entry("a", indicator="总收入"), entry("b", indicator="总收入"))
    assert rows(plans(twice, (entry("总收入"),))) == {"a": [0], "b": [0], "总收入": [1]}


def test_no_plan_stands_twice_in_a_row() -> None:
    found = plans(
        (entry("a", indicator="甲", en="x"), entry("b", indicator="乙")),
        (entry("a", indicator="乙"),),
        (entry("丙", en="x"),),
    )
    assert rows(found) == {"a": [0, 1, 2], "b": [0]}


def test_members_and_kinds_keep_targets_apart() -> None:
    found = plans(
        (entry("rail", indicator="收入", members={"产业": "轨道交通"}), entry("all", indicator="收入")),
        (entry("其他", indicator="收入"),), (entry("增速", indicator="收入", kind="growth", unit="%"),),
    )  # fmt: skip
    assert rows(found) == {"rail": [0], "all": [0, 1], "增速": [2]}


def test_ties_share_a_rank_and_the_next_is_skipped() -> None:
    found = plans(*((entry("a", value),) for value in (3.0, 5.0, 0.1 + 0.2, 3.0, 0.3)))
    assert [cell.ranks["actual"] for cell in only(found)] == [2, 1, 4, 2, 4]
    assert found.rows[0].ranked["actual"] == 5


def test_less_is_better_and_units_are_converted() -> None:
    found = plans(
        (entry("能耗", 2.0, "亿元", better=-1),), (entry("能耗", 10000.0, "万元", better=-1),),
        (entry("能耗", 3.0, better=-1),),
    )  # fmt: skip
    assert [(cell.actual, cell.ranks["actual"]) for cell in only(found)] == [(2.0, 2), (1.0, 1), (3.0, 3)]


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (entry("a", None), "no_value"),
        (entry("a", 1.0, "人"), "other_unit"),
        (entry("a", 1.0, kind="total"), "other_kind"),
        (entry("a", 1.0, better=-1), "other_direction"),
        (entry("a", 1.0, year=2023), "other_period"),
    ],
)
def test_why_a_plan_has_no_rank(other: Entry, code: str) -> None:
    cells = only(plans((entry("a"),), (other,)))
    assert cells[1].unranked["actual"].code == code
    assert cells[1].unranked["actual"].text("zh") != cells[1].unranked["actual"].text("en")
    assert cells[1].ranks == {}
    assert cells[0].ranks["actual"] == 1


def test_without_attainment_there_is_the_other_rank() -> None:
    cells = only(plans((entry("a"),), (entry("a", 2.0, attainment=None),)))
    assert [dict(cell.ranks) for cell in cells] == [{"actual": 2, "attainment": 1}, {"actual": 1}]
    assert cells[1].unranked["attainment"].code == "no_attainment"


def test_nobody_has_a_figure() -> None:
    found = plans((entry("a", None),), (entry("a", None),))
    assert found.rows[0].period is None
    assert {cell.unranked["actual"].code for cell in only(found)} == {"no_value"}


def test_plans_of_one_name_are_told_apart() -> None:
    runs = [PlanRun("东/targets.yaml", "规划"), PlanRun("西/targets.yaml", "规划"), PlanRun("x.yaml", "别的", "短")]
    assert overview.compare(runs).names == ("规划（东）", "规划（西）", "短")


@given(st.lists(st.sampled_from([1.0, 2.0, 2.5, 3.0]), min_size=1, max_size=8))
def test_ranks_are_one_more_than_how_many_are_better(values: list[float]) -> None:
    cells = only(plans(*((entry("a", value),) for value in values)))
    assert [cell.ranks["actual"] for cell in cells] == [1 + sum(v > own for v in values) for own in values]


def test_the_order_of_plans_changes_no_rank() -> None:
    every = [(entry("a", float(n % 3)),) for n in range(4)]
    for order in permutations(range(4)):
        cells = only(plans(*(every[k] for k in order)))
        found = {order[cell.plan]: cell.ranks["actual"] for cell in cells}
        assert found == {0: 3, 1: 2, 2: 1, 3: 3}
