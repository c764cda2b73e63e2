"""The checks on a blank return: where each stands, with which tolerance, and what its formula answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests import builders
from tests.formula import spreadsheet

from fzplan import plan as plan_room
from fzplan.returns.blanking import books, judging
from fzplan.returns.extract import vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.plan import Plan

PLAN = """
fzplan: 1
plan: {name: 测试规划, baseline: 2020, span: 2021-2022}
dimensions: {园区: {members: [东区, 西区], partition: true}}
measures:
  总收入: {unit: 亿元, kind: flow, decimals: 1}
  甲收入: {unit: 亿元, kind: flow, decimals: 1}
  乙收入: {unit: 万元, kind: flow}
  职工: {unit: 人, kind: stock}
forms:
  年报: {files: "年报.xlsx", rows: measure, columns: year}
  分区: {files: "分区.xlsx", rows: measure, columns: "{园区}", period: 2021}
  千元: {files: "千元.xlsx", rows: "{园区}", columns: year, measure: 乙收入, unit: 千元}
  名册:
    files: "名册.xlsx"
    rows: entity
    fields: {收入: {column: A1, unit: 千元}, 支出: {column: A2, unit: 千元}, 利润: {column: A3, unit: 千元}, 人数: {column: 人数, unit: 人}}
    aggregate: {总收入: sum(收入)}
checks:
"""
HERE = {"年报": "'年报'!", "分区": "'分区'!", "千元": "'千元'!"}


def written(tmp_path: Path, check: str, form: str) -> tuple[Plan, Any]:
    plan, findings = plan_room.load(builders.plan(tmp_path, PLAN + f"  - {{id: R1, {check}}}\n"))
    assert plan is not None
    assert [f.message("zh") for f in findings] == []
    layouts, _ = books.layouts(plan, vocabulary(plan), tuple(plan.forms))
    return plan, layouts[f"{form}.xlsx"][0]


def outcomes(tmp_path: Path, check: str, form: str, cells: dict[str, float]) -> dict[str, object]:
    """Return the outcome of each place, the cells given by their addresses on the sheet of the form."""
    plan, page = written(tmp_path, check, form)
    known = {f"'{form}'!{cell}": value for cell, value in cells.items()}
    return {
        one.place: spreadsheet.value(one.result, known) if one.result else ""
        for one in judging.judged(plan, page, "zh")
    }


# rows of 年报: 总收入 6, 甲收入 7, 乙收入 8, 职工 9; columns 2021 C, 2022 D
@pytest.mark.parametrize(
    ("check", "cells", "wanted"),
    [
        ("within: 甲收入 <= 总收入", {"C6": 5, "C7": 5}, ["通过", "未填"]),
        ("within: 甲收入 <= 总收入", {"C6": 5, "C7": 5.1, "D6": 1, "D7": 0}, ["不通过", "通过"]),
        ("within: 甲收入 <= 总收入, tolerance: 0.1", {"C6": 5, "C7": 5.1, "D6": 5, "D7": 5.2}, ["通过", "不通过"]),
        ("within: 甲收入 <= 总收入, tolerance: 1000万元", {"C6": 5, "C7": 5.1, "D6": 5, "D7": 5.2}, ["通过", "不通过"]),
        # 1 % of the left side, 甲收入: 0.991 and 0.99
        ("within: 甲收入 = 总收入, tolerance: 1%", {"C6": 100, "C7": 99.1, "D6": 100, "D7": 99}, ["通过", "不通过"]),
        ("within: 甲收入 = 总收入, tolerance: auto", {"C6": 5, "C7": 5.1, "D6": 5, "D7": 5.2}, ["通过", "不通过"]),
        ("within: 总收入 / 职工 > 0, tolerance: 1%", {"C6": 1, "C7": 0, "D6": 1, "D7": 2}, ["无法判断", "通过"]),
        ("within: 总收入 >= 总收入@2021", {"C6": 2, "D6": 1}, ["通过", "不通过"]),
        # 2021 has no year before it on the sheet: nothing stands there
        ("within: 总收入 >= 总收入@-1", {"C6": 2, "D6": 1}, ["不通过"]),
        # 乙收入 in 万元 has no printed decimals declared: nothing is allowed for
        ("sum: {total: 总收入, parts: [甲收入, 乙收入]}", {"C6": 5, "C7": 4, "C8": 10000}, ["通过", "未填"]),
        ("sum: {total: 总收入, parts: [甲收入, 乙收入]}", {"C6": 5, "C7": 4, "C8": 10001}, ["不通过", "未填"]),
    ],
)
def test_a_table(tmp_path: Path, check: str, cells: dict[str, float], wanted: list[str]) -> None:
    assert list(outcomes(tmp_path, check, "年报", cells).values()) == wanted


# columns of 分区: 合计 C, 东区 D, 西区 E
@pytest.mark.parametrize(
    ("check", "cells", "wanted"),
    [
        ("within: 甲收入 <= 总收入", {"D6": 1, "D7": 2}, {"合计": "未填", "东区": "不通过", "西区": "未填"}),
        ('within: "总收入 >= 总收入[园区=东区]"', {"C6": 3, "D6": 2}, {"合计": "通过", "东区": "通过", "西区": "未填"}),
        (
            'within: "总收入 = sum(总收入, over=园区)"',
            {"C6": 3, "D6": 2, "E6": 1},
            {"合计": "通过", "东区": "不通过", "西区": "不通过"},
        ),
        ("within: growth(总收入) < 50%", {}, {"": ""}),
    ],
)
def test_members(tmp_path: Path, check: str, cells: dict[str, float], wanted: dict[str, str]) -> None:
    assert outcomes(tmp_path, check, "分区", cells) == wanted


def test_the_unit_of_the_sheet_is_converted(tmp_path: Path) -> None:
    """乙收入 is declared in 万元 and printed in 千元: 15 on the sheet is 1.5."""
    found = outcomes(tmp_path, "within: 乙收入 <= 1.5万元", "千元", {"B6": 15, "B7": 16})
    assert [found["2021年 合计"], found["2021年 东区"], found["2021年 西区"]] == ["通过", "不通过", "未填"]


@pytest.mark.parametrize(
    ("check", "cells", "wanted"),
    [
        ("within: 支出 <= 收入", {"A7": 5.0, "B7": 6.0}, "不通过"),
        ("of_which: {total: 收入, items: [支出, 利润]}", {"A7": 5.0, "B7": 5.0, "C7": 6.0}, "不通过"),
        ("of_which: {total: 收入, items: [支出, 利润]}", {"A7": 5.0, "B7": 6.0, "C7": 5.0}, "不通过"),
        ("of_which: {total: 收入, items: [支出, 利润]}", {"A7": 5.0, "B7": 5.0, "C7": 5.0}, "通过"),
        ("of_which: {total: 收入, items: [支出, 利润]}", {"A7": 5.0, "B7": 5.0}, "未填"),
    ],
)
def test_records(tmp_path: Path, check: str, cells: dict[str, float], wanted: str) -> None:
    plan, page = written(tmp_path, check, "名册")
    assert [f.id for f in page.fields] == ["收入", "支出", "利润", "人数"]
    ((found, formula),) = judging.of_row(plan, page, 6, "zh")
    assert found.id == "R1"
    assert spreadsheet.value(formula.replace("COUNTA($A7:$D7)=0", "FALSE"), cells) == wanted
    assert judging.judged(plan, page, "zh") == []


def test_records_of_declared_measures(tmp_path: Path) -> None:
    """Without `fields:` the columns are measures by their own names, and so are the relations."""
    text = PLAN.replace(
        "checks:",
        "  职工册: {files: 职工册.xlsx, rows: entity, key: 单位, period: 2021, aggregate: {职工: sum(职工)}}\nchecks:",
    )
    plan, findings = plan_room.load(builders.plan(tmp_path, text + "  - {id: R1, within: 职工 >= 1人}\n"))
    assert plan is not None
    assert [f.message("zh") for f in findings] == []
    (page,) = books.layouts(plan, vocabulary(plan), ("职工册",))[0]["职工册.xlsx"]
    assert [f.head for f in page.fields] == ["单位", "职工（人）", "园区"]
    row = page.body[0]
    ((_, formula),) = judging.of_row(plan, page, row, "zh")
    assert (
        spreadsheet.value(formula.replace(f"COUNTA($A{row + 1}:$C{row + 1})=0", "FALSE"), {f"B{row + 1}": 0.0})
        == "不通过"
    )
