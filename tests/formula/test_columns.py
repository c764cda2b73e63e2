"""Formulas over records as narwhals expressions: three engines' traps, and the same numbers as the arrays."""

from __future__ import annotations

import math

import narwhals as nw
import pandas as pd
import pytest

from fzplan.formula import lazy
from tests.formula.given import SYMBOLS, Names, typed

RECORD = Names(style="record", symbols={**SYMBOLS, "产业": SYMBOLS["级别"]})
FILTER = Names(style="filter")
FRAME = pd.DataFrame(
    {
        "总收入": [5.0, 20.0, None, 15.0],
        "利润": [1.0, -2.0, 3.0, 0.0],
        "研发费用": [1000.0, 20000.0, 5.0, 0.0],
        "级别": ["国家级", "市级", None, "国家级"],
        "产业": ["轨道交通", "航空航天", "轨道交通", None],
        "断点收入": [None, None, None, None],
    }
).astype({"断点收入": "float64"})


def reduced(text: str, want: str = "") -> float | None:
    found = nw.from_native(FRAME).select(v=lazy(typed(text, want, RECORD))).item()
    return None if found is None or math.isnan(found) else float(found)


@pytest.mark.parametrize(
    ("text", "want", "expected"),
    [
        ("count()", "", 4),
        ("count(总收入 >= 15亿元)", "", 2),
        ("count(总收入 > 0 且 非 利润 < 0)", "", 2),
        ("count(级别 = “国家级”)", "", 2),
        ("count(级别 ≠ “国家级” 且 总收入 > 0)", "", 1),
        ("count(产业 = 轨道交通)", "", 2),
        ("count(0 < 利润 ≤ 3亿元)", "", 2),
        ("count(利润 = 0 或 利润 ≠ 0)", "", 4),
        ("count(若 总收入 > 10亿元 则 利润 ≥ 0)", "", 3),  # an unknown condition with a true consequence holds
        ("sum(总收入)", "万元", 400000),
        ("sum(研发费用)", "亿元", 2.1005),
        ("sum(断点收入)", "", None),  # nothing is known, so nothing is not 0
        ("mean(总收入)", "", 40 / 3),
        ("min(利润)", "", -2),
        ("max(利润)", "", 3),
        ("median(总收入)", "", 15),
        ("quantile(总收入, 0.5)", "", 15),
        ("count_distinct(级别)", "", 2),  # an empty cell is no level
        ("sum(abs(利润))", "", 6),
        ("sum(round(总收入 / 3, 0))", "", 14),  # 2 + 7 + 5
        ("sum(-利润)", "", -2),
        ("sum(利润) / sum(总收入)", "%", 5),
        ("sum(利润) / sum(利润 - 利润)", "", None),
        ("sum(利润 * 利润)", "", 14),
        ("sum(若 利润 > 0 则 利润 否则 利润 * 2)", "", 0),
        ("sum(研发费用) * 2 / 3", "万元", 14003.3333333333),
    ],
)
def test_reductions(text: str, want: str, expected: float | None) -> None:
    assert reduced(text, want) == (None if expected is None else pytest.approx(expected))


def test_a_filter_keeps_rows() -> None:
    kept = nw.from_native(FRAME).filter(lazy(typed("利润 * 0.1 * 3 >= 利润 * 0.3 且 总收入 > 100000万元", "", FILTER)))
    assert kept["总收入"].to_list() == [20, 15]
