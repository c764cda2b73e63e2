"""What holds for every series: better values never judged worse, mirrors and scales judged alike, no contradiction."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fzplan.figures import compare as compare_one
from fzplan.gaps.comparing import compare
from tests.gaps.plans import MONEY, NAN, PERCENT, WHOLE, judged, target

RANK = {"achieved_early": 0, "achieved": 0, "ahead": 1, "on_track": 2, "behind": 3, "missed": 4, "not_assessable": 5}
quick = settings(max_examples=25, deadline=None)
sizes = st.floats(1, 1000).map(lambda x: round(x, 3))
later = st.lists(sizes, min_size=0, max_size=3)
KINDS = (
    {"kind": "reach", "path": "linear", "by": 2025},
    {"kind": "reach", "path": "geometric", "by": 2025},
    {"kind": "total", "over": (2021, 2025)},
    {"kind": "each", "each": (2021, 2025)},
    {"kind": "each", "each": (2021, 2025), "reading": "every"},
)
kinds = st.sampled_from(KINDS)


def alike(one: float | None, other: float | None) -> bool:
    return one is other is None or bool(one == pytest.approx(other, rel=1e-9))


@quick
@given(kinds, sizes, sizes, later, sizes, sizes)
def test_a_better_value_is_never_judged_worse(
    kind: dict[str, object], base: float, goal: float, between: list[float], one: float, other: float
) -> None:
    low, high = sorted((one, other))
    aim = target(at_least=goal, **kind)
    worse, better = (judged(aim, [base, *between, x]) for x in (low, high))
    assert RANK[better.verdict] <= RANK[worse.verdict]


@quick
@given(sizes, st.floats(0.01, 0.2), later, sizes, sizes, st.sampled_from(["geometric", "sum"]))
def test_faster_growth_is_never_judged_worse(
    base: float, rate: float, between: list[float], one: float, other: float, mean: str
) -> None:
    low, high = sorted((one, other))
    aim = target(kind="growth", at_least=rate, over=(2021, 2025), mean=mean)
    worse, better = (judged(aim, [base, *between, x]) for x in (low, high))
    assert RANK[better.verdict] <= RANK[worse.verdict]


@quick
@given(kinds, sizes, sizes, later, sizes)
def test_a_mirrored_series_gets_the_same_verdict(
    kind: dict[str, object], base: float, goal: float, between: list[float], last: float
) -> None:
    series = [base, *between, last]
    up = judged(target(at_least=goal, **kind), series)
    down = judged(target(at_most=-goal, **kind), [-x for x in series])
    assert (up.verdict, up.outlook, up.missed) == (down.verdict, down.outlook, down.missed)
    assert alike(up.ratio, down.ratio)
    assert up.shortfall == pytest.approx(down.shortfall)


@quick
@given(kinds, sizes, sizes, later, sizes, st.sampled_from([1e-4, 0.01, 1000.0, 1e8]))
def test_the_unit_decides_nothing(
    kind: dict[str, object], base: float, goal: float, between: list[float], last: float, scale: float
) -> None:
    series = [base, *between, last]
    plain = judged(target(at_least=goal, **kind), series)
    scaled = judged(target(at_least=goal * scale, **kind), [x * scale for x in series])
    assert (plain.verdict, plain.outlook) == (scaled.verdict, scaled.outlook)
    assert alike(plain.ratio, scaled.ratio)


@quick
@given(kinds, sizes, sizes, st.lists(sizes, min_size=1, max_size=6), st.booleans())
def test_no_verdict_contradicts_itself(
    kind: dict[str, object],
    base: float,
    goal: float,
    values: list[float],
    whole: bool,
) -> None:
    series = [float(round(x)) for x in (base, *values)] if whole else [base, *values]
    a = judged(target(at_least=float(round(goal)) if whole else goal, **kind), series, unit=WHOLE if whole else MONEY)
    assert not (a.verdict == "on_track" and a.outlook == "unlikely")
    assert not (a.verdict in ("ahead", "achieved_early") and a.outlook in ("unlikely", "effort") and a.ratio is None)
    if len(values) >= 5:
        assert (a.verdict in ("achieved", "missed"), a.outlook) == (True, None)
    if len(values) == 1:
        assert a.outlook is None


@quick
@given(kinds, sizes, sizes, later, sizes)
def test_the_margin_flips_the_verdict(
    kind: dict[str, object], base: float, goal: float, between: list[float], last: float
) -> None:
    aim, series = target(at_least=goal, **kind), [base, *between, last]
    a = judged(aim, series)
    assume(a.margin is not None and abs(a.margin) > 1e-6)
    assert a.margin is not None
    inside = judged(aim, [*series[:-1], last + a.margin * (1 - 1e-6)])
    outside = judged(aim, [*series[:-1], last + a.margin * (1 + 1e-6)])
    assert (inside.verdict == a.verdict, outside.verdict == a.verdict) == (True, False)
    assert a.critical == (abs(a.margin) <= 0.01 * last)


@quick
@given(sizes, st.floats(0.001, 0.3))
def test_a_series_on_its_constant_growth_path_is_on_track_every_year(base: float, rate: float) -> None:
    path = [base * (1 + rate) ** i for i in range(6)]
    aim = target(at_least=path[-1], by=2025, path="geometric")
    growth = target(kind="growth", at_least=rate, over=(2021, 2025))
    for years in range(2, 6):
        assert judged(aim, path[:years]).verdict == "on_track"
        assert judged(growth, path[:years]).verdict == "on_track"
    assert (judged(aim, path).verdict, judged(growth, path).verdict) == ("achieved", "achieved")


@quick
@given(sizes, st.floats(-1e-10, 1e-10), st.sampled_from(["≥", ">", "≤", "<", "="]))
def test_arrays_compare_as_single_numbers_do(number: float, off: float, comparator: str) -> None:
    other = number * (1 + off)
    assert bool(compare(np.array(number), comparator, np.array(other))) == compare_one(number, comparator, other)


@pytest.mark.parametrize(
    ("value", "at_least", "more_than"),
    [
        (550.0, "achieved", "missed"),
        (550.0 + 1e-10, "achieved", "missed"),  # the thirteenth digit
        (550.0 - 1e-10, "achieved", "missed"),
        (550.000000001, "achieved", "achieved"),  # the twelfth
        (549.999999999, "missed", "missed"),
    ],
)
def test_the_boundary_stands_at_twelve_digits(value: float, at_least: str, more_than: str) -> None:
    series = [377.1, 400, 450, 500, 520, value]
    assert judged(target(at_least=550, by=2025), series).verdict == at_least
    assert judged(target(more_than=550, by=2025), series).verdict == more_than


@quick
@given(st.lists(st.integers(0, 6), min_size=1, max_size=4), st.integers(1, 12))
def test_the_margin_of_a_count_is_a_whole_number(counts: list[int], goal: int) -> None:
    a = judged(target(kind="total", at_least=goal, over=(2021, 2025)), [NAN, *map(float, counts)], unit=WHOLE)
    assert a.margin is None or a.margin == round(a.margin)


def test_a_margin_of_shares_is_in_points() -> None:
    # 2.44 → 3 in five years; after four 2.888 is due: 3.12 meets the target and loses it below 3
    a = judged(target(between=(3, 4), by=2025), [2.44, 2.6, 2.8, 2.9, 3.12], unit=PERCENT)
    assert (a.margin, a.critical) == (pytest.approx(-0.12), False)
