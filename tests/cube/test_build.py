"""Which print of a figure counts, how a year is made of its parts, what was known at a day, what-if."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cube.samples import ZONES, computing, extraction, measure, plan, seen

from fzplan import cube, periods
from fzplan.observations import Observation

if TYPE_CHECKING:
    from fzplan.observations import Observation

nan = float("nan")
SPAN = (2020, 2021, 2023)


def laid(kind: str | None, *observations: Observation, reading: str = "", **build: object) -> list[float]:
    """Return the yearly figures of 总收入, whatever else is asked."""
    declared = plan(measure("总收入", kind=kind), span=SPAN)
    built, _ = cube.build(declared, extraction(*observations), **build)  # type: ignore[arg-type]
    return [round(v, 9) for v in built.values("总收入", reading).tolist()]


def test_a_year_is_the_printed_twelve_months_and_a_missing_one_is_never_zero() -> None:
    found = laid("flow", seen("总收入", 2020, 100), seen("总收入", 2022, 121))
    assert found == pytest.approx([100, nan, 121, nan], nan_ok=True)


def test_the_grid_reaches_every_year_that_is_observed() -> None:
    declared = plan(measure("总收入"), span=SPAN)
    built, _ = cube.build(declared, extraction(seen("总收入", 2016, 1), seen("总收入", "2024-Q1", 1)))
    assert built.years == tuple(range(2016, 2025))


QUARTERS = [seen("总收入", f"2021-Q{q}", value) for q, value in enumerate((10.1, 20.2, 30.3, 40.4), start=1)]


def test_four_quarters_make_the_year_of_a_flow() -> None:
    assert laid("flow", *QUARTERS)[1] == 101.0  # 10.1 + 20.2 + 30.3 + 40.4


def test_four_quarters_make_the_year_of_an_average_by_their_mean() -> None:
    assert laid("average", *QUARTERS)[1] == 25.25  # 101 / 4


@pytest.mark.parametrize("kind", ["rate", "ratio", None])
def test_parts_of_a_rate_a_ratio_or_an_undeclared_kind_make_no_year(kind: str | None) -> None:
    assert np.isnan(laid(kind, *QUARTERS)[1])


def test_a_quarter_is_never_the_difference_of_two_cumulatives() -> None:
    january = periods.to_date(2021, 9)
    found = laid("flow", seen("总收入", january, 60), seen("总收入", "2021-S1", 30), seen("总收入", "2021-Q3", 31))
    assert np.isnan(found[1])


def test_the_fewest_parts_are_taken() -> None:
    found = laid("flow", *QUARTERS, seen("总收入", "2021-S1", 31), seen("总收入", "2021-S2", 71))
    assert found[1] == 102  # the half-years, not the quarters


def test_averages_of_unequal_length_are_not_averaged() -> None:
    found = laid("average", seen("总收入", "2021-S1", 31), seen("总收入", "2021-Q3", 1), seen("总收入", "2021-Q4", 2))
    assert np.isnan(found[1])


@pytest.mark.parametrize("period", [periods.year(2021), periods.year(2021).instant, periods.month(2021, 12)])
def test_a_stock_is_the_figure_at_the_end_of_the_year_however_it_is_headed(period: periods.Period) -> None:
    assert laid("stock", seen("总收入", period, 7))[1] == 7


def test_a_fixed_figure_holds_until_replaced_and_not_before_its_date() -> None:
    found = laid("fixed", seen("总收入", 2021, 17.63), seen("总收入", "2023-06", 20))
    assert found == pytest.approx([nan, 17.63, 17.63, 20], nan_ok=True)


def chosen(*prints: Observation, **options: object) -> float:
    declared = plan(measure("总收入", **options), span=SPAN)
    built, _ = cube.build(declared, extraction(*prints))
    return float(built.values("总收入")[1])


def test_the_higher_edition_wins_then_the_newer() -> None:
    flash = seen("总收入", 2021, 1, edition="快报", published=date(2022, 9, 1))
    annual = seen("总收入", 2021, 2, published=date(2022, 4, 1))
    corrected = seen("总收入", 2021, 3, edition="年报", published=date(2022, 5, 1))
    assert chosen(flash, annual, corrected) == 3
    assert chosen(flash, annual) == 2


def test_prefer_names_forms_or_editions_and_comes_first() -> None:
    flash = seen("总收入", 2021, 1, edition="快报", form="月报")
    annual = seen("总收入", 2021, 2, edition="年报", form="企业年报")
    assert chosen(flash, annual, prefer=("月报",)) == 1
    assert chosen(flash, annual, prefer=("最终核实", "快报")) == 1


def test_an_invented_figure_never_displaces_a_reported_one() -> None:
    invented = seen("总收入", 2021, 1, edition="普查修订", quality="illustrative")
    assert chosen(invented, seen("总收入", 2021, 2, edition="预计", quality="provisional")) == 2


def test_a_signed_table_comes_before_an_aggregate_of_records() -> None:
    assert chosen(seen("总收入", 2021, 1, rows=2000, published=date(2022, 5, 1)), seen("总收入", 2021, 2)) == 2


def test_a_comparable_figure_of_last_year_is_no_rival_of_the_published_one() -> None:
    declared = plan(measure("总收入", kind="flow"), span=SPAN)
    built, _ = cube.build(
        declared,
        extraction(
            seen("总收入", 2020, 100),
            seen("总收入", 2021, 110, file=1),
            seen("总收入", 2020, 104, file=1, basis="comparable"),
            seen("总收入", 2022, 120, file=2, edition="最终核实"),
            seen("总收入", 2021, 119, file=3, basis="comparable"),
        ),
    )
    assert built.values("总收入")[:2].tolist() == [100, 110]
    assert built.prior("总收入").tolist() == pytest.approx([nan, 104, nan, nan], nan_ok=True)  # 2022: another return
    assert built.observation("总收入", 1, (), "prior") == 2


def test_to_date_reads_every_year_up_to_the_same_month() -> None:
    found = laid(
        "flow",
        seen("总收入", 2021, 100),
        seen("总收入", periods.to_date(2021, 9), 70),
        seen("总收入", periods.to_date(2022, 9), 77),
        seen("总收入", periods.to_date(2022, 6), 50),
        reading="to_date",
    )
    assert found == pytest.approx([nan, 70, 77, nan], nan_ok=True)


def test_an_interval_off_the_grid_is_read_as_printed() -> None:
    declared = plan(measure("总收入", kind="rate"), span=SPAN)
    built, _ = cube.build(declared, extraction(seen("总收入", periods.years(2021, 2023), 6.5)))
    assert float(built.long("总收入", periods.years(2021, 2023))) == 6.5
    assert np.isnan(built.long("总收入", periods.years(2021, 2022)))


def test_a_form_can_be_read_alone() -> None:
    declared = plan(measure("总收入"), span=SPAN)
    built, _ = cube.build(
        declared, extraction(seen("总收入", 2021, 1, form="年报"), seen("总收入", 2021, 2, form="月报"))
    )
    assert built.values("总收入", form="月报")[1] == 2


def test_members_stand_behind_the_total_and_the_total_is_not_made_of_them() -> None:
    declared = plan(measure("总收入", kind="flow"), measure("面积"), dimensions=(ZONES,), span=SPAN)
    told = extraction(
        seen("总收入", 2021, 1, "东区"), seen("总收入", 2021, 2, "西区"), seen("面积", 2021, 9), dimensions=("园区",)
    )
    built, _ = cube.build(declared, told)
    assert built.members("园区") == ("_T", "东区", "西区")
    assert built.values("总收入")[1].tolist() == pytest.approx([nan, 1, 2], nan_ok=True)
    assert built.values("面积").shape == (4, 1)
    assert built.observation("面积", 1, (2,)) == -1


def test_as_of_hides_what_was_not_yet_over_or_not_yet_published() -> None:
    figures = [
        seen("总收入", 2020, 1, published=date(2021, 4, 1)),
        seen("总收入", 2021, 2, published=date(2022, 4, 1)),
        seen("总收入", 2021, 2.5, published=date(2023, 4, 1)),
        seen("总收入", 2022, 3),
    ]
    assert laid("flow", *figures, as_of=periods.month(2022, 6)) == pytest.approx([1, 2, nan, nan], nan_ok=True)
    assert laid("flow", *figures, as_of=periods.month(2022, 3)) == pytest.approx([1, nan, nan, nan], nan_ok=True)
    assert laid("flow", *figures, as_of=periods.year(2022)) == pytest.approx([1, 2, 3, nan], nan_ok=True)


def test_a_day_sees_what_was_published_that_day_and_months_that_are_over() -> None:
    figures = [
        seen("总收入", 2021, 1, published=date(2022, 1, 17)),
        seen("总收入", 2021, 2, published=date(2022, 1, 20)),
    ]
    assert laid("flow", *figures, as_of=date(2022, 1, 17))[1] == 1
    assert laid("flow", *figures, as_of=date(2022, 1, 20))[1] == 2
    assert np.isnan(laid("flow", seen("总收入", 2021, 1), as_of=date(2021, 12, 30))[1])
    assert laid("flow", seen("总收入", 2021, 1), as_of=date(2021, 12, 31))[1] == 1


def test_an_override_replaces_the_figure_and_is_marked_assumed() -> None:
    declared = plan(measure("总收入", kind="flow"), span=SPAN)
    told = extraction(seen("总收入", 2021, 100, edition="普查修订"))
    built, findings = cube.build(declared, told, None, [("总收入", periods.year(2021), {}, 8200000, "万元")])
    assert findings == ()
    assert built.values("总收入")[1] == 820  # 8,200,000 万元 = 820 亿元
    assert built.observations[built.observation("总收入", 1, ())].quality == "assumed"
    assert str(built.place(1)) == "--set 总收入@2021=8200000万元"


@pytest.mark.parametrize(
    ("override", "code"),
    [
        (("总收人", periods.year(2021), {}, 1.0, ""), "FZ502"),
        (("总收入", periods.year(2021), {"省份": "东区"}, 1.0, ""), "FZ502"),
        (("总收入", periods.year(2021), {"园区": "南区"}, 1.0, ""), "FZ502"),
        (("总收入", periods.year(2021), {}, 1.0, "万人"), "FZ503"),
        (("总收入", periods.year(2021), {}, 1.0, "亿圆圆"), "FZ503"),
    ],
)
def test_an_override_that_cannot_be_used_is_a_finding(override: tuple[object, ...], code: str) -> None:
    declared = plan(measure("总收入"), dimensions=(ZONES,), span=SPAN)
    built, (finding,) = cube.build(declared, extraction(dimensions=("园区",)), None, [override])  # type: ignore[list-item]
    assert finding.code == code
    assert finding.message("zh") != finding.message("en")
    assert built.observations == ()


def test_a_tidy_frame_has_a_row_a_figure_with_its_place() -> None:
    declared = plan(measure("总收入", kind="flow"), dimensions=(ZONES,), span=SPAN)
    told = extraction(seen("总收入", 2021, 1.5, "东区", quality="illustrative"), dimensions=("园区",))
    (row,) = cube.build(declared, told)[0].frame("总收入").to_dict("records")
    assert row == {
        "period": "2021", "园区": "东区", "value": 1.5, "quality": "illustrative", "place": "data/0.xlsx:表!B2"
    }  # fmt: skip


PRINTS = st.builds(
    lambda year, value, edition, quality, file: seen(
        "总收入", year, value, edition=edition, quality=quality, file=file, column=3 + file
    ),
    st.sampled_from(["2021", "2022", "2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4", "2021-S1", "2022-09"]),
    st.integers(0, 50).map(float),
    st.sampled_from(["", "快报", "年报", "普查修订"]),
    st.sampled_from(["published", "provisional", "illustrative"]),
    st.integers(0, 3),
)


@given(st.lists(PRINTS, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_reading_never_matters(prints: list[Observation], random: object) -> None:
    placed = [o._replace(row=n + 2) for n, o in enumerate(prints)]
    shuffled = list(placed)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert np.array_equal(laid("flow", *placed), laid("flow", *shuffled), equal_nan=True)


@given(st.lists(PRINTS, min_size=1, max_size=8), st.integers(2019 * 12, 2025 * 12), st.integers(0, 24))
def test_what_is_known_only_grows_with_time(prints: list[Observation], month: int, later: int) -> None:
    """With one print a key, a figure known at a day is known, and the same, at any later day."""
    first = {(o.period, o.measure): o for o in prints}.values()
    early = laid("flow", *first, as_of=periods.Period(month, 1))
    late = laid("flow", *first, as_of=periods.Period(month + later, 1))
    whole = [(a, b) for a, b in zip(early, late, strict=True) if not np.isnan(a)]
    assert all(not np.isnan(b) for _, b in whole)


@given(st.lists(st.integers(1, 11), unique=True, max_size=5), st.randoms(use_true_random=False))
def test_any_cut_of_a_year_adds_up_to_it(cuts: list[int], random: object) -> None:
    edges = [0, *sorted(cuts), 12]
    parts = [seen("总收入", periods.Period(2021 * 12 + a, b - a), float(b - a)) for a, b in pairwise(edges)]
    random.shuffle(parts)  # type: ignore[attr-defined]
    assert laid("flow", *parts)[1] == 12


def test_a_stock_to_date_is_the_figure_at_the_end_of_the_newest_month() -> None:
    ends = [seen("总收入", periods.month(year, month).instant, value) for year, month, value in
            ((2021, 9, 7), (2021, 12, 8), (2022, 9, 9))]  # fmt: skip
    assert laid("stock", *ends, reading="to_date") == pytest.approx([nan, 7, 9, nan], nan_ok=True)
    assert laid("stock", *ends) == pytest.approx([nan, 8, nan, nan], nan_ok=True)


def test_a_comparable_figure_of_part_of_a_year_pairs_with_no_year() -> None:
    declared = plan(measure("总收入", kind="flow"), span=SPAN)
    told = extraction(seen("总收入", 2022, 1), seen("总收入", "2021-Q1", 1, basis="comparable"))
    assert np.isnan(cube.build(declared, told)[0].prior("总收入")).all()


def test_a_year_made_of_quarters_has_no_pair() -> None:
    declared = plan(measure("总收入", kind="flow"), span=SPAN)
    told = extraction(*QUARTERS, seen("总收入", 2020, 1, basis="comparable"))
    assert np.isnan(cube.build(declared, told)[0].prior("总收入")).all()


def test_a_formula_indicator_is_not_set_directly() -> None:
    declared = computing((measure("总收入"),), {"收入": ("亿元", "总收入")}, span=SPAN)
    _, (finding,) = cube.build(declared, extraction(), None, [("收入", periods.year(2021), {}, 1, "")])
    assert finding.code == "FZ502"
    assert "公式" in finding.message("zh")
