"""The style `row`: a figure of one record; no reductions, no conditions in place of figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping  # noqa: TC003  (fields of a dataclass)
from dataclasses import dataclass

import pytest

from fzplan.formula import Style, Symbol, check, parse
from fzplan.formula.rows import Columns, evaluated
from fzplan.observations import Records
from fzplan.units import UNITS, Units


@dataclass
class Scope:
    symbols: Mapping[str, Symbol]
    units: Units = UNITS
    style: Style = "row"
    first: int | None = None

    def symbol(self, name: str) -> Symbol | None:
        return self.symbols.get(name)

    def names(self) -> Iterable[str]:
        return self.symbols

    def dimension(self, name: str) -> None:  # noqa: ARG002  (of the protocol)
        return None


FIELDS = Scope({"投资": Symbol("投资", UNITS.parse("万元"), "flow"), "用地": Symbol("用地", UNITS.parse("亩"), "flow")})
ROWS = Records("申报", 0, 0, {"投资": [3000.0, 100.0, None], "用地": [6.0, 0.0, 1.0]}, [None] * 3, {}, [2, 3, 4])


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("投资 / 用地", "万元/亩", 500.0),
        ("投资 / 用地", "亿元/公顷", 0.75),  # 500 万元 / 亩 = 0.05 亿元 / (1/15 公顷)
        ("min(投资, 2000万元) / 用地", "万元/亩", 2000 / 6),
        ("若 用地 > 5亩 则 投资 否则 0万元", "亿元", 0.3),
    ],
)
def test_one_figure_a_record(text: str, unit: str, expected: float) -> None:
    typed, faults = check(parse(text), FIELDS, UNITS.parse(unit))
    assert not faults
    assert typed is not None
    assert evaluated(typed, Columns(ROWS))[0] == pytest.approx(expected)


def test_nothing_comes_of_a_missing_figure_or_a_divisor_of_nought() -> None:
    typed, _ = check(parse("投资 / 用地"), FIELDS)
    assert typed is not None
    found = evaluated(typed, Columns(ROWS))
    assert [bool(value != value) for value in found.tolist()] == [False, True, True]  # noqa: PLR0124  (NaN)


@pytest.mark.parametrize("text", ["sum(投资)", "投资 > 0万元", "count()"])
def test_what_is_no_figure_of_one_record_is_refused(text: str) -> None:
    typed, faults = check(parse(text), FIELDS)
    assert typed is None
    assert {fault.rule.code for fault in faults} <= {"FZ213", "FZ210", "FZ211"}
    assert faults


@pytest.mark.parametrize(("sign", "expected"), [("=", [1.0, 0.0, None]), ("≠", [0.0, 1.0, None])])
def test_texts_of_records_are_compared_and_a_missing_one_is_not(sign: str, expected: list[float | None]) -> None:
    fields = Scope({"级别": Symbol("级别", UNITS.parse("1"), None, content="text"), **FIELDS.symbols})
    rows = Records("申报", 0, 0, {"级别": ["甲", "乙", None], "投资": [3.0, 5.0, 7.0]}, [None] * 3, {}, [2, 3, 4])
    typed, faults = check(parse(f'若 级别 {sign} "甲" 则 1万元 否则 0万元'), fields)
    assert not faults
    assert typed is not None
    found = evaluated(typed, Columns(rows)).tolist()
    assert [None if value != value else value for value in found] == expected  # noqa: PLR0124  (NaN)
