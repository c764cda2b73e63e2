"""A formula and its linear form have the same value, whatever figures are put in."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzplan.formula import array
from fzplan.plan.check_lint.linear import linear
from tests.formula.given import SYMBOLS, Numbers, typed

if TYPE_CHECKING:
    from fzplan.formula import Typed

NAMES = ("总收入", "研发费用", "利润")  # 亿元, 万元, 亿元
TERMS = st.one_of(
    st.sampled_from(NAMES),
    st.tuples(st.sampled_from(NAMES), st.integers(1, 9)).map(lambda t: f"{t[0]} * {t[1]}"),
    st.tuples(st.integers(1, 9), st.sampled_from(NAMES)).map(lambda t: f"{t[0]} * {t[1]}"),
    st.tuples(st.sampled_from(NAMES), st.sampled_from([2, 4, 5])).map(lambda t: f"{t[0]} / {t[1]}"),
    st.integers(0, 99).map(lambda n: f"{n}亿元"),
    st.sampled_from(["5000万元", "0.5亿元"]),
)


@st.composite
def sums(draw: st.DrawFn) -> str:
    """Return a sum of terms with brackets and signs, in 亿元 or 万元."""
    text = draw(TERMS)
    for _ in range(draw(st.integers(0, 4))):
        sign, more = draw(st.sampled_from("+-")), draw(TERMS)
        text = f"({text}) {sign} {more}" if draw(st.booleans()) else f"{more} {sign} ({text})"
    return f"-({text})" if draw(st.booleans()) else text


@given(sums(), st.tuples(*[st.integers(-1000, 1000)] * 3))
def test_the_linear_form_has_the_same_value(text: str, figures: tuple[int, int, int]) -> None:
    formula: Typed = typed(text)
    frame = Numbers({name: [float(figure)] for name, figure in zip(NAMES, figures, strict=True)})
    base = {name: Fraction(figure) * SYMBOLS[name].unit.factor for name, figure in zip(NAMES, figures, strict=True)}
    found = linear(formula)
    value = found.constant + sum(c * base[key[0]] for key, c in found.terms.items())
    assert float(value) == pytest.approx(float(array(formula, frame).flat[0]), rel=1e-9, abs=1e-6)
