"""Aggregates as the program computes them are those of narwhals on pandas, whatever the records (decision 0022)."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.returns.test_rowwise import Fields

from fzplan import formula
from fzplan.returns.rowwise import reduced

FORMULAS = (
    "count()", "count(收入 >= 10亿元)", "count(收入 < 10亿元 and 人数 > 20人)", "count(not 收入 >= 10亿元 or 人数 = 20人)",
    "count(5亿元 <= 收入 < 20亿元)", "sum(收入)", "sum(收入 - 费用)", "sum(收入) - sum(费用)", "sum(费用) / sum(人数)",
    "mean(收入)", "min(费用)", "max(费用)", "median(人数)", "count_distinct(人数)", "sum(abs(费用))", "-sum(收入)",
    'count(状态 = "已完成")', 'count(状态 != "在建" and 收入 > 0千元)',
)  # fmt: skip
AMOUNTS = st.one_of(
    st.none(),
    st.sampled_from([0.0, 500_000.0, 1_000_000.0, 2_000_000.0]),
    st.floats(-1e7, 1e7).map(lambda x: round(x, 2)),
)
RECORDS = st.lists(
    st.tuples(AMOUNTS, AMOUNTS, st.one_of(st.none(), st.integers(0, 60).map(float)), st.sampled_from(["已完成", "在建"])),
    min_size=1, max_size=30,
)  # fmt: skip


@cache
def typed(text: str) -> formula.Typed:
    found, faults = formula.check(formula.parse(text), Fields())  # type: ignore[arg-type]
    assert found is not None, faults
    return found


def by_narwhals(text: str, columns: dict[str, list[Any]], rows: list[int]) -> float | None:
    """Return the value of one group as narwhals computes it on pandas.

    The columns are of the nullable kind: in plain float64 a condition on a missing value is false, and its `not` true.
    """
    frame = pd.DataFrame({name: [values[i] for i in rows] for name, values in columns.items()})
    numbers = dict.fromkeys(("收入", "费用", "人数"), "Float64")
    found = nw.from_native(frame.astype(numbers)).select(formula.lazy(typed(text)).alias("value"))["value"].item()
    return None if found is None or found is pd.NA or math.isnan(found) else float(found)


@pytest.mark.parametrize("text", FORMULAS)
@settings(max_examples=25, deadline=None)
@given(records=RECORDS, cut=st.integers(0, 30))
def test_closures_and_narwhals_agree(text: str, records: list[tuple[Any, ...]], cut: int) -> None:
    columns = dict(zip(("收入", "费用", "人数", "状态"), map(list, zip(*records, strict=True)), strict=True))
    every = list(range(len(records)))
    groups = [group for group in (every, every[:cut], every[cut:]) if group]
    for group, ours in zip(groups, reduced(typed(text), columns, groups), strict=True):
        theirs = by_narwhals(text, columns, group)
        assert (ours is None) == (theirs is None), (text, ours, theirs)
        if ours is not None:
            assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-6)
