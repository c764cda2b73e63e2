"""What holds for functions whatever the numbers, and that each is documented."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzplan.formula import array
from fzplan.formula.functions import FUNCTIONS, REGISTRY
from fzplan.formula.functions.cagr import sum_rate
from tests.formula.given import Numbers, typed

SPEC = Path(__file__).parents[2] / "docs" / "spec"


def last(text: str, levels: list[float]) -> float:
    frame = Numbers({"总收入": levels, "利润": levels}, start=2020, length=len(levels))
    return float(array(typed(text), frame)[-1, 0, 0])


RATE = st.floats(-0.5, 1.0).map(lambda rate: round(rate, 4))
LEVEL = st.floats(0.01, 1e9)


@given(LEVEL, RATE, st.integers(1, 10))
def test_cagr_is_the_inverse_of_growing(base: float, rate: float, years: int) -> None:
    levels = [base * (1 + rate) ** i for i in range(years + 1)]
    assert last("cagr(总收入, since=2020)", levels) == pytest.approx(100 * rate, rel=1e-9, abs=1e-9)
    assert last("cagr(总收入, since=2020, mean=sum)", levels) == pytest.approx(100 * rate, rel=1e-9, abs=1e-9)


@given(st.floats(1, 1000), st.lists(st.floats(1, 1000), min_size=1, max_size=8))
def test_the_rate_of_the_sum_method_solves_its_equation(base: float, levels: list[float]) -> None:
    growth = 1 + float(sum_rate(np.array([base]), [np.array([level]) for level in levels])[0])
    assert sum(base * growth**i for i in range(1, len(levels) + 1)) == pytest.approx(sum(levels), rel=1e-9)


@given(st.lists(LEVEL, min_size=3, max_size=6), st.floats(0.001, 1000))
def test_rates_do_not_depend_on_the_scale(levels: list[float], scale: float) -> None:
    scaled = [level * scale for level in levels]
    for text in ("growth(总收入)", "cagr(总收入, since=2020)", "index(总收入, 2020)", "cagr(总收入, 2020, mean=sum)"):
        assert last(text, scaled) == pytest.approx(last(text, levels), rel=1e-9, abs=1e-9)


@given(st.lists(LEVEL, min_size=2, max_size=6))
def test_the_product_of_yearly_growth_is_the_index(levels: list[float]) -> None:
    product = 1.0
    for before, after in pairwise(levels):
        product *= after / before
    assert last("index(总收入, 2020)", levels) == pytest.approx(100 * product, rel=1e-9)


@given(st.lists(LEVEL, min_size=2, max_size=6))
def test_a_running_sum_grows_by_the_flow(levels: list[float]) -> None:
    assert last("cumulative(总收入, since=2020)", levels) == pytest.approx(sum(levels))
    grown = last("cumulative(总收入, since=2020) - cumulative(总收入, since=2020)@-1", levels)
    assert grown == pytest.approx(levels[-1], abs=1e-12 * sum(levels))  # two sums are subtracted


@given(st.lists(st.floats(0, 1e6), min_size=3, max_size=3))
def test_shares_of_a_partition_add_up(zones: list[float]) -> None:
    total = sum(zones)
    frame = Numbers({"总收入": [[total, *zones]]}, length=1)
    shares = array(typed("share(总收入, over=园区)"), frame)[0, 1:, 0]
    if total > 0:
        assert float(shares.sum()) == pytest.approx(100)
    ranks = sorted(array(typed("rank(总收入, over=园区)"), frame)[0, 1:, 0])
    assert ranks[0] == 1
    assert float(array(typed("topn(总收入, 3, over=园区)"), frame)[0, 0, 0]) == pytest.approx(total)


@pytest.mark.parametrize("function", REGISTRY, ids=lambda function: function.name)
def test_every_function_is_complete(function: object) -> None:
    from fzplan.formula.functions.signature import Function

    assert isinstance(function, Function)
    assert FUNCTIONS[function.name] is function
    assert function.title.zh
    assert function.title.en
    assert function.signature.startswith(f"{function.name}(")
    for page in ("formula.md", "formula.en.md"):
        assert function.name in (SPEC / page).read_text(encoding="utf-8")
    assert function.rowwise or function.time or function.members or function.reducing
    assert bool(function.reducing) == ("reducing" in function.styles)
