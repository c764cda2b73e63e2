"""Intervals of formulas: worked numbers, and that no result of values within the leaves ever falls outside."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fzplan.figures import Interval, compare, printed
from fzplan.formula import array, spans
from fzplan.formula.intervals import interval
from tests.formula.given import ZONES, Numbers, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.formula.intervals import By
    from fzplan.periods import Period


@dataclass(frozen=True)
class Known:
    """Intervals by name, year and member of 园区."""

    figures: Mapping[tuple[str, int, str], Interval]

    def figure(self, name: str, period: Period, by: By, reading: str, form: str) -> Interval | None:
        assert not reading + form
        return self.figures.get((name, period.year, dict(by).get("园区", "")))


def of(**figures: tuple[float, int]) -> Known:
    """Intervals of printed figures of 2020: value and decimals."""
    return Known({(name, 2020, ""): printed(*figure) for name, figure in figures.items()})


def ends(text: str, source: Known, want: str = "") -> tuple[float, float] | None:
    found = interval(typed(text, want), source, 2020)
    return None if found is None else (round(found.low, 4), round(found.high, 4))


def test_quotient() -> None:
    # 6648.65 / 17.635 = 377.0145, 6648.75 / 17.625 = 377.2340
    assert ends("总收入 / 园区面积", of(总收入=(6648.7, 1), 园区面积=(17.63, 2))) == (377.0145, 377.2340)


def test_units_are_converted_once() -> None:
    # 161.85 / 6648.75 = 2.4343 %, 161.95 / 6648.65 = 2.4358 %; 研发费用 in 万元
    source = of(总收入=(6648.7, 1), 研发费用=(1619000, -3))
    assert ends("研发费用 / 总收入", source, "%") == (2.4343, 2.4358)


def test_growth_between_two_printed_levels() -> None:
    # (2364.85 / 1558.75)^(1/4) − 1 = 10.9831 %, (2364.95 / 1558.65)^(1/4) − 1 = 10.9860 %
    source = Known({("总收入", 2020, ""): printed(2364.9, 1), ("总收入", 2016, ""): printed(1558.7, 1)})
    assert ends("cagr(总收入, since=2016, until=2020)", source) == (10.9831, 10.9860)
    assert ends("(总收入@2020 / 总收入@2016) ^ (1 / 4) - 1", source, "%") == (10.9831, 10.9860)


def test_vague_figures_have_no_upper_end() -> None:
    source = Known({("企业数", 2020, ""): printed(1100, 0, ">"), ("占比", 2020, ""): printed(7, 0)})
    found = interval(typed("企业数 / 占比"), source, 2020)
    assert found is not None
    assert found.high == math.inf
    assert found.low == pytest.approx(1100 / 7.5)  # 家 a per cent
    assert not found.closed_low


def test_open_ends_are_kept() -> None:
    """1.5 and 1.6 times of one figure meet at 1.55 only, which the first leaves out."""
    once, twice = (spans.over(spans.point(6648.7), printed(times, 1)) for times in (1.5, 1.6))
    assert once is not None
    assert twice is not None
    assert once.low == twice.high
    assert once.common(twice) is None


def test_a_missing_figure_gives_nothing() -> None:
    assert interval(typed("总收入 + 利润"), of(总收入=(1, 0)), 2020) is None
    assert interval(typed("cagr(总收入, since=2016)"), of(总收入=(1, 0)), 2020) is None


def test_a_break_stops_growth() -> None:
    source = Known({("断点收入", year, ""): spans.point(100.0) for year in (2020, 2023)})
    assert interval(typed("cagr(断点收入, since=2020, until=2023)"), source, 2023) is None


def test_a_divisor_that_may_be_zero_gives_nothing() -> None:
    assert interval(typed("总收入 / 利润"), of(总收入=(1, 0), 利润=(0, 0)), 2020) is None


@pytest.mark.parametrize(
    ("condition", "expected"),
    [("总收入 > 5亿元", (2.0, 2.0)), ("总收入 > 20亿元", (1.0, 1.0)), ("总收入 > 10亿元", (1.0, 2.0))],
)
def test_an_open_condition_gives_both_answers(condition: str, expected: tuple[float, float]) -> None:
    assert ends(f"若 {condition} 则 2亿元 否则 1亿元", of(总收入=(10, 0))) == expected


FORMULAS = (
    "总收入 + 利润 * 2 - 研发费用", "总收入 / 利润", "利润 * 总收入", "-(总收入 - 利润) / 总收入", "总收入 ^ 2 / 利润",
    "(总收入 / 利润) ^ (1 / 3) - 1", "(总收入 / 利润) ^ -2", "abs(总收入 - 利润)", "(总收入 - 利润) ^ 2",
    "cagr(总收入, since=2020)", "cagr(总收入, since=2020, mean=sum)", "index(总收入, 2020)", "change(总收入, 2020)",
    "growth(总收入)", "mean_stock(期末人员)", "cumulative(总收入, since=2020)", "chain(增速, since=2020)",
    "round(总收入, 0)", "min(总收入, 利润)", "max(总收入, 利润, 研发费用)", "real(现价收入, 价格指数)",
    "pull(利润, 总收入)", "若 总收入 > 利润 则 总收入 否则 利润", "总收入@2021 / 总收入@-1",
    "若 总收入 > 利润 且 利润 = 利润 或 非 总收入 <= 利润 则 1 否则 2",
)  # fmt: skip
MEMBERS = ("sum(总收入, over=园区)", "mean(总收入, over=园区)", "min(总收入, over=园区)", "max(总收入, over=园区)",
           "share(总收入[园区=东区], over=园区)", "count(总收入 > 50亿元, over=园区)", "topn(总收入, 2, over=园区)",
           "总收入[园区 in 两区]")  # fmt: skip
NAMES = ("总收入", "利润", "研发费用", "期末人员", "增速", "现价收入", "价格指数")
YEARS = range(2020, 2024)
PARTS = st.tuples(st.floats(0.5, 100), st.floats(0, 3), st.floats(0, 1))
"""Low end, width, and where within it the true value lies."""


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, min_size=28, max_size=28), st.sampled_from(FORMULAS))
def test_results_lie_within_the_interval(parts: list[tuple[float, float, float]], text: str) -> None:
    figures = {}
    data = {}
    for k, name in enumerate(NAMES):
        mine = parts[4 * k : 4 * k + 4]
        figures |= {
            (name, y, ""): Interval(a, a + w, closed_high=True) for y, (a, w, _) in zip(YEARS, mine, strict=True)
        }
        data[name] = [a + w * at for a, w, at in mine]
    inside(text, Known(figures), Numbers(data))


@settings(max_examples=40, deadline=None)
@given(st.lists(PARTS, min_size=16, max_size=16), st.sampled_from(MEMBERS))
def test_results_over_members_lie_within_the_interval(parts: list[tuple[float, float, float]], text: str) -> None:
    members = ("", *ZONES)
    cells = [(year, member) for year in YEARS for member in members]
    both = list(zip(cells, parts, strict=True))
    figures = {("总收入", y, m): Interval(a, a + w, closed_high=True) for (y, m), (a, w, _) in both}
    values = np.array([a + w * at for a, w, at in parts]).reshape(4, 4, 1)
    inside(text, Known(figures), Numbers({"总收入": values}))


def inside(text: str, source: Known, frame: Numbers) -> None:
    tree = typed(text)
    found = interval(tree, source, 2023)
    result = float(array(tree, frame)[-1].flat[0])
    if found is None:
        return
    assert not math.isnan(result)
    assert compare(found.low, "≤", result)
    assert compare(result, "≤", found.high)


@pytest.mark.parametrize("text", [*FORMULAS, *MEMBERS])
def test_exact_figures_give_the_result_of_the_arrays(text: str) -> None:
    data = {
        name: np.array([[60.0 + 7 * k + y + 10 * m for m in range(4)] for y in range(4)])
        for k, name in enumerate(NAMES)
    }
    figures = {
        (name, 2020 + y, member): spans.point(float(found[y, m]))
        for name, found in data.items()
        for y in range(4)
        for m, member in enumerate(("", *ZONES))
    }
    found = interval(typed(text), Known(figures), 2023)
    over = "over" in text or "[" in text
    frame = Numbers({name: f.reshape(4, 4, 1) if over else f[:, 0] for name, f in data.items()})
    assert found is not None
    assert found.low == pytest.approx(float(array(typed(text), frame)[-1].flat[0]), rel=1e-12)
    assert found.high == found.low


def test_what_has_no_interval() -> None:
    source = of(总收入=(6648.7, 1), 园区面积=(17.63, 2), 利润=(3, 0))
    assert ends("contribution(利润, of=总收入)", source) is None  # reads the year before, which nobody printed
    assert ends("若 总收入 > 6648.7亿元 则 利润 否则 总收入", source) == (2.5, 6648.75)  # it may hold or not
    assert ends("若 总收入 > 1亿元 则 利润 否则 总收入", source) == (2.5, 3.5)


def test_conditions_and_exact_figures() -> None:
    certain, open_ = of(总收入=(6648.7, 1), 利润=(3, 0)), of(总收入=(3.2, 1), 利润=(3, 0))
    implied = interval(typed("若 总收入 > 1亿元 则 利润 > 总收入"), certain, 2020)
    assert implied == Interval(
        0.0, 0.0, closed_high=True
    )  # it holds that income is above 1, not that profit is above it
    perhaps = interval(typed("若 总收入 > 1亿元 则 利润 > 总收入"), open_, 2020)
    assert perhaps == Interval(0.0, 1.0, closed_high=True)  # 3.15…3.25 against 2.5…3.5
    exact = Known(
        {
            (n, y, ""): spans.point(v)
            for n, y, v in (("利润", 2019, 2), ("利润", 2020, 3), ("总收入", 2019, 10), ("总收入", 2020, 14))
        }
    )
    assert ends("contribution(利润, of=总收入)", exact) == (25.0, 25.0)  # (3 − 2) / (14 − 10)
