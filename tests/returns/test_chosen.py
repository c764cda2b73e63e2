"""`where:` and `formula:` of forms of records: which records count, and what is computed of each before they are added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests import builders
from tests.returns.reading import read

from fzplan.plan import load

if TYPE_CHECKING:
    from pathlib import Path

    from tests.returns.reading import Read

PLAN = """
fzplan: 1
plan: {{name: 试验, baseline: 2020, span: 2021-2025}}
dimensions: {{园区: {{members: {{东区: {{}}, 西区: {{}}}}}}}}
measures:
  总收入: {{unit: 万元, kind: flow}}
  净收入: {{unit: 万元, kind: flow}}
  户均: {{unit: 万元, kind: flow}}
  人均: {{unit: 万元/人, kind: flow}}
  主体数: {{unit: 家, kind: flow}}
  盈利数: {{unit: 家, kind: flow}}
indicators: {{}}
forms:
  年报:
    files: "*.xlsx"
    rows: entity
    key: 代码
    period: year(年份)
    {where}
    fields:
      收入: {{column: 收入, unit: 千元}}
      支出: {{column: 支出, unit: 万元}}
      人数: {{column: 人数, unit: 人}}
      净额: {{formula: 收入 - 支出, unit: 千元}}
      两倍: {{formula: 净额 * 2, unit: 千元}}
      状态: {{column: 状态}}
      园区: {{column: 园区}}
    aggregate: {{{aggregate}}}
"""
ROWS = """
    年份 | 代码 | 园区 | 收入 | 支出 | 人数 | 状态
    2023 | 甲 | 东区 | 50 | 6 | 5 | 在营
    2024 | 甲 | 东区 | 100 | 2 | 10 | 在营
    2024 | 乙 | 东区 | 60 | 1 | 5 | 停业
    2024 | 丙 | 西区 | 30 | 4 | 5 | 在营
    2024 | 丁 |  | 10 |  | 1 | 在营
    2025 | 甲 | 东区 |  | 3 | 2 | 停业
"""
# 净额 in 千元, 支出 being in 万元: 2023 甲 50 − 60 = −10; 2024 甲 100 − 20 = 80, 乙 60 − 10 = 50, 丙 30 − 40 = −10;
# 丁 and 甲 of 2025 lack one of the two and have none
NET = "净收入: sum(净额)"


def aggregated(folder: Path, aggregate: str, where: str = "", rows: str = ROWS) -> Read:
    path = builders.plan(folder, PLAN.format(aggregate=aggregate, where=f"where: {where}" if where else ""))
    plan, faults = load(path)
    assert plan is not None
    assert not faults, [d.facts for d in faults]
    return read(folder, plan, {"a.xlsx": rows})


def test_a_computed_field_adds_up(tmp_path: Path) -> None:
    found = aggregated(tmp_path, NET).values
    assert found["净收入 2023"] == -1  # −10 千元
    assert found["净收入 2024"] == 12  # 80 + 50 − 10 = 120 千元
    assert found["净收入 2024 东区"] == 13  # 80 + 50
    assert found["净收入 2024 西区"] == -1
    assert "净收入 2025" not in found  # nothing is not 0


def test_a_field_computed_of_a_computed_field(tmp_path: Path) -> None:
    found = aggregated(tmp_path, "净收入: sum(两倍), 户均: mean(两倍)").values
    assert found["净收入 2024"] == 24  # 2 × 120 千元
    assert found["户均 2024"] == pytest.approx(8)  # 240 千元 of the three that have one
    assert found["户均 2024 东区"] == 13  # (160 + 100) / 2 千元


def test_ratios_and_conditions_of_computed_fields(tmp_path: Path) -> None:
    found = aggregated(tmp_path, "人均: sum(净额) / sum(人数), 盈利数: count(净额 > 0)").values
    assert found["人均 2024"] == pytest.approx(12 / 21)  # 丁 has no 净额, but one employee
    assert found["人均 2024 东区"] == pytest.approx(13 / 15)
    assert found["盈利数 2024"] == 2
    assert found["盈利数 2024 西区"] == 0
    assert found["盈利数 2025"] == 0


def test_records_that_do_not_count(tmp_path: Path) -> None:
    found = aggregated(tmp_path, "总收入: sum(收入), 主体数: count()", '状态 = "在营"').values
    assert found["总收入 2024"] == 14  # 100 + 30 + 10 千元
    assert found["总收入 2024 东区"] == 10
    assert found["主体数 2024"] == 3
    assert found["主体数 2024 东区"] == 1
    assert found["主体数 2024 西区"] == 1  # 丁 is of no member: in the whole alone
    assert "总收入 2025" not in found


def test_a_condition_on_a_computed_field(tmp_path: Path) -> None:
    found = aggregated(tmp_path, f"{NET}, 主体数: count()", "净额 > 5万元").values
    assert found["净收入 2024"] == 8  # 甲 alone: 50 千元 is not more than 5万元
    assert found["主体数 2024"] == 1
    assert "净收入 2023" not in found


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ('园区 = "东区"', 2),
        ('园区 != "东区"', 2),  # 丙 of 西区, and 丁 of none
        ('园区 = ""', 1),
        ('园区 = "东区" and 净额 > 6万元', 1),
        ("人数 >= 5人", 3),
        ("收入 >= 0", 4),
        ("净额 >= -1万元", 3),  # 丁 has none: a condition on nothing does not hold
    ],
)
def test_conditions(where: str, count: int, tmp_path: Path) -> None:
    found = aggregated(tmp_path, "主体数: count()", f"'{where}'").values
    assert found["主体数 2024"] == count


def test_who_is_behind_a_figure_is_of_those_that_count(tmp_path: Path) -> None:
    found = aggregated(tmp_path, f"总收入: sum(收入), {NET}", '状态 = "在营"')
    for name, respondents in (("总收入 2024", 3), ("净收入 2024", 2)):  # 丁 has no 净额
        one = found.one(name)
        assert (one.rows, one.respondents) == (3, respondents)
    assert "在营" in found.one("总收入 2024").raw  # the condition is told where the number is explained
    assert found.place("总收入 2024") == "data/a.xlsx:Sheet1!D3:D6"
    (records,) = found.extraction.records
    assert len(records) == 6  # all were read; checks look at them all


def test_a_workbook_without_the_column_of_a_formula(tmp_path: Path) -> None:
    rows = "\n".join(" | ".join(line.split(" | ")[:4]) for line in ROWS.strip().splitlines())
    found = aggregated(tmp_path, f"总收入: sum(收入), {NET}", "", rows)
    assert found.values["总收入 2024"] == 20  # (100 + 60 + 30 + 10) 千元
    assert "净收入 2024" not in found.values
    assert "FZ335" in found.codes
