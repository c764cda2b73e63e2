"""Formulas over records as narwhals expressions, row by row; a missing value stays missing."""

from __future__ import annotations

from dataclasses import replace

import narwhals as nw
import pandas as pd
import pytest

from fzplan.formula import lazy
from tests.formula.given import SYMBOLS, Names, typed

KNOWN = {**SYMBOLS, "产业": replace(SYMBOLS["级别"], id="产业")}
FILTER, ROW = Names(style="filter", symbols=KNOWN), Names(style="row", symbols=KNOWN)
FRAME = pd.DataFrame(
    {
        "总收入": [5.0, 20.0, None, 15.0],
        "利润": [1.0, -2.0, 3.0, 0.0],
        "研发费用": [1000.0, 20000.0, 5.0, 0.0],
        "级别": ["国家级", "市级", None, "国家级"],
        "产业": ["轨道交通", "航空航天", "轨道交通", None],
    }
).astype({"总收入": "Float64", "级别": "string", "产业": "string"})


def values(text: str, names: Names, want: str = "") -> list[object]:
    found = nw.from_native(FRAME).select(v=lazy(typed(text, want, names)))["v"].to_list()
    return [None if pd.isna(v) else v for v in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("总收入 >= 15亿元", [False, True, None, True]),
        ("总收入 > 0 且 非 利润 < 0", [True, False, None, True]),
        ("级别 = “国家级”", [True, False, None, True]),
        ("级别 ≠ “国家级” 且 总收入 > 0", [False, True, None, False]),
        ("产业 = 轨道交通", [True, False, True, None]),
        ("0 < 利润 ≤ 3亿元", [True, False, True, False]),
        ("利润 = 0 或 利润 ≠ 0", [True, True, True, True]),
        ("若 总收入 > 10亿元 则 利润 ≥ 0", [True, False, True, True]),  # an unknown condition, a true consequence
    ],
)
def test_conditions(text: str, expected: list[bool | None]) -> None:
    found = values(text, FILTER)
    assert [None if v is None else bool(v) for v in found] == expected


@pytest.mark.parametrize(
    ("text", "want", "expected"),
    [
        ("研发费用", "亿元", [0.1, 2.0, 0.0005, 0]),
        ("abs(利润)", "", [1, 2, 3, 0]),
        ("round(总收入 / 3, 0)", "", [2, 7, None, 5]),
        ("-利润", "", [-1, 2, -3, 0]),
        ("利润 / 总收入", "%", [20, -10, None, 0]),
        ("利润 / (利润 - 利润)", "", [None, None, None, None]),  # division by nothing has no value
        ("若 利润 > 0 则 利润 否则 利润 * 2", "", [1, -4, 3, 0]),
        ("min(总收入, 利润)", "", [1, -2, None, 0]),
        ("max(总收入, 利润, 研发费用)", "", [5, 20, None, 15]),
    ],
)
def test_figures(text: str, want: str, expected: list[float | None]) -> None:
    found = values(text, ROW, want)
    assert found == [None if v is None else pytest.approx(v) for v in expected]


def test_a_filter_keeps_rows() -> None:
    kept = nw.from_native(FRAME).filter(lazy(typed("利润 * 0.1 * 3 >= 利润 * 0.3 且 总收入 > 100000万元", "", FILTER)))
    assert kept["总收入"].to_list() == [20, 15]
