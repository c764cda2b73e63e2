"""The number of a trace as an Excel formula, computed again by the small spreadsheet of the tests: quick, no office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan.formula import trace
from fzplan.formula.live import live
from tests.formula.given import ZONES, typed
from tests.formula.spreadsheet import value
from tests.formula.test_live import FORMULAS, START, YEARS, frame

if TYPE_CHECKING:
    from fzplan.formula import Trace

ARRAYS = ("mean=sum", "topn(", "count(over")
"""Their texts hold constants of arrays, which the small spreadsheet does not know, or read no cell."""
MORE = (
    "若 1亿元 < 利润 < 50亿元 则 总收入 否则 -利润",
    "若 非 (利润 > 50亿元) 或 总收入 > 90亿元 则 1亿元 否则 2亿元",
    "研发费用 + 利润 / 3",
    "growth(总收入 - 研发费用)",
    "cagr(总收入 / 从业人员, periods=3)",
    "利润 ^ 2 / 总收入",
)


def written(text: str, seed: int, zone: str = "") -> tuple[str | None, Trace, dict[str, object]]:
    """Return the text of a formula of the last year, its trace, and the figures in the cells that the text names."""
    numbers, cells = frame(seed), {}

    def cell(told: Trace) -> str | None:
        if not told.name or told.value is None or told.period is None or told.children:
            return None
        place = (0, *(1 + ZONES.index(member) for member in told.by.values()))[-1]
        cells[f"B{len(cells) + 1}"] = float(numbers.values(told.name)[told.period.year - START, place, 0])
        return f"B{len(cells)}"

    told = trace(typed(text), numbers, (YEARS - 1, 1 + ZONES.index(zone) if zone else 0, 0))
    return live(told, START + YEARS - 1, {"园区": zone} if zone else {}, cell), told, cells


@pytest.mark.parametrize("text", [text for text in (*FORMULAS, *MORE) if not any(part in text for part in ARRAYS)])
def test_the_text_computes_the_number_again(text: str) -> None:
    tried = 0
    for seed in range(4):
        for zone in ("", "西区"):
            formula, told, cells = written(text, seed, zone)
            if told.value is not None:
                assert formula is not None
                assert float(value(formula, cells)) == pytest.approx(told.value, rel=1e-12)  # type: ignore[arg-type]
                tried += 1
    assert tried >= 4


def test_the_text_of_the_largest_two() -> None:
    formula, _, _ = written("topn(总收入, 2, over=园区)", 1)
    assert formula == "SUMPRODUCT(LARGE(CHOOSE({1,2,3},B1,B2,B3),{1,2}))"
    one, _, _ = written("topn(总收入, 1, over=园区)", 1)
    assert one == "SUMPRODUCT(LARGE(CHOOSE({1,2,3},B1,B2,B3),{1}))"
    all_, _, _ = written("topn(总收入, 9, over=园区)", 1)
    assert all_ == "SUMPRODUCT(LARGE(CHOOSE({1,2,3},B1,B2,B3),{1,2,3}))"


def test_the_text_of_a_growth_by_sums() -> None:
    """RATE for the root of Σ(1+g)^i = Σa ÷ a₀, then one step of Newton: (Σ(1+g)^i − Σa ÷ a₀) over Σ i·(1+g)^(i−1)."""
    formula, _, _ = written("cagr(总收入, since=2022, mean=sum)", 1)
    near = "RATE(2,-B1,0,B2+B3,1)"
    assert formula == (
        f"(100*({near}-(SUMPRODUCT((1+{near})^{{1,2}})-(B2+B3)/B1)/SUMPRODUCT({{1,2}}*(1+{near})^{{0,1}})))"
    )


def test_what_reads_no_cell_stays_a_number() -> None:
    assert written("count(over=园区)", 1)[0] is None
