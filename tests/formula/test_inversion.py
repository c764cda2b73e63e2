"""Formulas read backwards over intervals: one operator a case, arithmetic beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from fzplan.formula import spans
from fzplan.formula.inversion import SOLVERS, occurrences, solved
from tests.formula.given import typed

if TYPE_CHECKING:
    from fzplan.figures import Interval
    from fzplan.formula.intervals import By
    from fzplan.periods import Period


@dataclass(frozen=True)
class Points:
    figures: dict[str, float]

    def figure(self, name: str, period: Period, by: By, reading: str, form: str) -> Interval | None:
        assert period.year == 2025
        assert (by, reading, form) == ((), "", "")
        return spans.point(self.figures[name]) if name in self.figures else None


@pytest.mark.parametrize(
    ("text", "unknown", "result", "known", "expected"),
    [
        ("总收入 / 从业人员", "从业人员", 400, {"总收入": 10000}, 25),  # 10000 亿元 / 400 万元/人 = 25 万人
        ("总收入 / 从业人员", "总收入", 400, {"从业人员": 25}, 10000),
        ("总收入 + 利润", "利润", 10, {"总收入": 7}, 3),
        ("总收入 - 利润", "总收入", 10, {"利润": 3}, 13),
        ("总收入 - 利润", "利润", 10, {"总收入": 13}, 3),
        ("总收入 * 占比", "占比", 5, {"总收入": 50}, 10),  # 10 %
        ("-(总收入 - 利润)", "利润", 10, {"总收入": 7}, 17),
        ("(总收入 / 利润) ^ 2", "利润", 4, {"总收入": 6}, 3),
    ],
)
def test_the_missing_name(text: str, unknown: str, result: float, known: dict[str, float], expected: float) -> None:
    want = "万元/人" if "从业人员" in text else "亿元" if "占比" in text else ""
    found = solved(typed(text, want), unknown, spans.point(result), Points(known), 2025)
    assert found is not None
    assert found.low == pytest.approx(expected)
    assert found.high == pytest.approx(expected)


def test_what_is_not_read_backwards() -> None:
    assert solved(typed("max(总收入, 利润)"), "利润", spans.point(5), Points({"总收入": 3}), 2025) is None
    assert solved(typed("总收入 / 利润"), "总收入", spans.point(5), Points({}), 2025) is None
    assert solved(typed("总收入 * 利润"), "总收入", spans.point(5), Points({"利润": 0}), 2025) is None


def test_occurrences() -> None:
    assert occurrences(typed("总收入 / (总收入 + 利润)"), "总收入") == 2


def test_an_exponent_is_never_solved_for() -> None:
    assert SOLVERS["^"][1](spans.point(8.0), spans.point(2.0)) is None
