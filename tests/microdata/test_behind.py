"""Who is behind an aggregate of a table: respondents by key, their largest contributions; every number by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from fzplan import microdata, periods, plan
from fzplan.model.microdata import Table
from tests.builders import plan as written

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.observations import Observation

PLAN = """
plan: {{name: 示例, baseline: 2020, span: 2021-2025}}
measures:
  总收入: {{unit: 亿元, kind: flow}}
  户均收入: {{unit: 亿元, kind: ratio}}
  最大收入: {{unit: 亿元, kind: ratio}}
  前两户: {{unit: 亿元, kind: flow}}
  企业数: {{unit: 家, kind: flow}}
forms:
  年报:
    files: "*.parquet"
    rows: entity
    period: 2024
    {more}
    fields: {{收入: {{column: 收入, unit: 亿元}}}}
    aggregate:
      总收入: sum(收入)
      户均收入: mean(收入)
      最大收入: max(收入)
      前两户: topn(收入, 2)
      企业数: count()
disclosure: {{p_percent: 10}}
"""
ROWS = {"代码": ["A", "A", "B", "C", "D"], "收入": [10.0, 5.0, 0.0, 3.0, None]}


def observed(folder: Path, more: str, engine: str) -> dict[str, Observation]:
    path = folder / "a.parquet"
    pd.DataFrame(ROWS).to_parquet(path)
    loaded, faults = plan.load(written(folder, PLAN.format(more=more)))
    assert loaded is not None
    assert not [d for d in faults if d.severity.code == "error"]
    found, _ = microdata.aggregate(
        loaded, [Table("年报", "parquet", "a.parquet", path, period=periods.year(2024))], engine
    )
    return {o.measure: o for o in found.observations}


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
def test_respondents_are_keys(tmp_path: Path, engine: str) -> None:
    found = observed(tmp_path, "key: 代码", engine)
    assert found["总收入"].value == 18  # 10 + 5 + 0 + 3
    assert found["总收入"].respondents == 2  # A and C: B reports 0, D nothing
    assert found["总收入"].largest == (15.0, 3.0)  # A's two records together, then C
    assert found["户均收入"].value == 4.5  # 18 ÷ 4
    assert found["户均收入"].largest == (3.75, 0.75)  # 15 ÷ 4, 3 ÷ 4
    assert (found["最大收入"].value, found["最大收入"].respondents) == (10, 1)
    assert (found["前两户"].value, found["前两户"].respondents) == (15, 1)  # 10 + 5, and both are A's
    assert (found["企业数"].value, found["企业数"].respondents) == (5, 4)  # five records of A, B, C, D


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_without_a_key_each_record_is_one(tmp_path: Path, engine: str) -> None:
    found = observed(tmp_path, "note: 无键", engine)
    assert found["总收入"].respondents == 3  # 10, 5 and 3
    assert found["总收入"].largest == (10.0, 5.0)
    assert found["前两户"].respondents == 1  # 18 − 15 is the third one's figure
    assert found["企业数"].respondents == 5


def test_nobody_is_behind_a_register(tmp_path: Path) -> None:
    found = observed(tmp_path, "source: administrative", "pandas")
    assert {o.respondents for o in found.values()} == {0}
    assert {o.largest for o in found.values()} == {()}
