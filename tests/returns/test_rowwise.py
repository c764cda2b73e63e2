"""Formulas over records; each expected value is counted by hand from the columns at the top."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from fzplan import formula
from fzplan.returns.rowwise import reduced
from fzplan.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COLUMNS: dict[str, list[Any]] = {
    "收入": [1_000_000.0, 2_000_000.0, 500_000.0, None],  # 千元: 10, 20 and 5 亿元
    "费用": [100_000.0, 50_000.0, None, 10_000.0],
    "人数": [100.0, 50.0, 20.0, 10.0],
    "状态": ["已完成", "在建", "已完成", ""],
    "代码": [1637.0, None, "1637", 902.0],
}
ROWS = [[0, 1, 2, 3]]


@dataclass
class Fields:
    """The scope of a form with records, as the plan's loader makes it."""

    units: Any = UNITS
    style: str = "record"
    first: int = 2020
    symbols: Mapping[str, formula.Symbol] = field(
        default_factory=lambda: {
            "收入": formula.Symbol("收入", UNITS.parse("千元"), "flow"),
            "费用": formula.Symbol("费用", UNITS.parse("千元"), "flow"),
            "人数": formula.Symbol("人数", UNITS.parse("人"), "flow"),
            "状态": formula.Symbol("状态", UNITS.parse("1"), content="text"),
            "代码": formula.Symbol("代码", UNITS.parse("1"), content="text"),
        }
    )

    def symbol(self, name: str) -> formula.Symbol | None:
        return self.symbols.get(name)

    def names(self) -> Iterable[str]:
        return self.symbols

    def dimension(self, _: str) -> None:
        return None


def value(text: str) -> float | None:
    typed, faults = formula.check(formula.parse(text), Fields())  # type: ignore[arg-type]
    assert typed is not None, [f.facts for f in faults]
    (found,) = reduced(typed, COLUMNS, ROWS)
    return found


EXPECTED = {
    "count()": 4,
    "count(收入 >= 10亿元)": 2,
    "count(收入 > 10亿元)": 1,
    "count(收入 = 10亿元)": 1,
    "count(收入 != 10亿元)": 2,
    "count(收入 >= 10亿元 and 人数 < 100人)": 1,
    "count(收入 >= 10亿元 or 人数 = 20人)": 3,
    "count(not 收入 >= 10亿元)": 1,
    "count(5亿元 <= 收入 < 20亿元)": 2,
    'count(状态 = "已完成")': 2,
    'count(代码 = "1637")': 2,  # stored as a number and as text
    'count(代码 != "1637")': 1,
    "sum(收入)": 3_500_000,
    "sum(收入 - 费用)": 2_850_000,  # 900,000 + 1,950,000; the two incomplete rows are left out
    "mean(人数)": 45,
    "min(人数)": 10,
    "max(人数)": 100,
    "median(人数)": 35,  # between 20 and 50
    "count_distinct(人数)": 4,
    "sum(费用) / sum(人数)": 160_000 / 180,
    "sum(abs(人数))": 180,
}


@pytest.mark.parametrize("text", EXPECTED)
def test_a_formula_over_records(text: str) -> None:
    assert value(text) == pytest.approx(EXPECTED[text], rel=1e-12)


def test_groups_of_no_rows_have_no_sum_but_a_count() -> None:
    for text, expected in (("sum(收入)", None), ("mean(收入)", None), ("count()", 0), ("count(收入 > 0千元)", 0)):
        typed, _ = formula.check(formula.parse(text), Fields())  # type: ignore[arg-type]
        assert typed is not None
        assert reduced(typed, COLUMNS, [[]]) == [expected]
