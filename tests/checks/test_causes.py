"""A relation whose figure could not be read is not evaluable because of that cell, in layouts where nothing is beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import Checked

PLAN = """
dimensions: {园区: {members: [东区, 西区]}}
measures: {女性: {unit: 人, kind: stock}, 人数: {unit: 人, kind: stock}}
forms: {年报: {files: "年报*.xlsx", FORM, unit: 人}}
checks: [{id: R1, within: 女性 <= 人数}]
"""


@pytest.mark.parametrize(
    ("form", "grid", "cell"),
    [
        ('rows: "{measure} > {period}", columns: value',
         "指标 | 时间 | 数值\n女性 | 2021年 | abc\n人数 | 2021年 | 40", "C2"),
        ('rows: "{园区}", columns: "{measure}", period: 2021', "园区 | 女性 | 人数\n东区 | #DIV/0! | 40\n西区 | 3 | 5", "B2"),
        ("rows: measure, columns: period", "指标 | 2021年6月\n女性 | 10-15\n人数 | 40", "B2"),
    ],
)  # fmt: skip
def test_the_cell_is_the_cause(checked: Callable[..., Checked], form: str, grid: str, cell: str) -> None:
    told = checked(PLAN.replace("FORM", form), {"年报": grid})
    (found,) = told.found
    assert (found.code, [str(r.at) for r in found.related]) == ("FZ603", [f"data/年报.xlsx:表!{cell}"])
    assert f"data/年报.xlsx:表!{cell}" in found.message("zh")


def test_another_period_is_none(checked: Callable[..., Checked]) -> None:
    text = PLAN.replace("FORM", 'rows: "{measure} > {period}", columns: value')
    told = checked(text, {"年报": "指标 | 时间 | 数值\n女性 | 2021年 | abc\n人数 | 2022年 | 40"})
    assert [d.message("zh") for d in told.found] == [
        "审核关系 R1 有 1 处无法审核（另有 0 处通过、0 处不通过）：缺 女性 2022年数据"
    ]
