"""`checks:`: every name, unit and word of a relation is looked at when the plan is loaded, and told where it stands."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from fzplan.diagnostics import Severity
from fzplan.formula import words
from fzplan.model.checks import Tolerance

if TYPE_CHECKING:
    from collections.abc import Callable

MEASURES = """
measures:
  合计数: {unit: 亿元, kind: flow}
  甲项: {unit: 亿元, kind: flow}
  乙项: {unit: 万元, kind: flow}
  人数: {unit: 人, kind: stock}
  女性: {unit: 人, kind: stock}
"""
CHECKS = """
checks:
  - {id: R1, within: 女性 <= 人数, note: 说明}
  - {id: R2, level: confirm, sum: {total: 合计数, parts: [甲项, 乙项]}}
  - {id: R3, level: verify, of_which: {total: 合计数, items: [甲项, 乙项]}, tolerance: 1%}
  - {id: R4, level: info, within: 若 人数 > 0 则 女性 < 人数, tolerance: 5}
"""
FORM = """
forms:
  名册:
    files: "名册*.xlsx"
    rows: entity
    fields: {收入: {column: A1, unit: 千元}, 支出: {column: A2, unit: 万元}, 姓名: {column: 姓名}, 户数: {column: 户数, unit: 家}}
    aggregate: {合计数: sum(收入)}
"""


def test_three_kinds_become_typed_relations(load: Callable[..., Any]) -> None:
    found = load(MEASURES + CHECKS)
    assert found.codes == ["FZ642"]  # R4, which allows 5, follows from R1, which allows nothing
    r1, r2, r3, r4 = found.plan.checks
    assert [c.level for c in (r1, r2, r3, r4)] == [Severity.ERROR, Severity.CONFIRM, Severity.VERIFY, Severity.INFO]
    assert [words(r, "zh") for r in r1.relations] == ["女性 ≤ 人数"]
    assert [words(r, "zh") for r in r2.relations] == ["合计数 = 甲项 + 乙项"]
    assert [words(r, "zh") for r in r3.relations] == ["甲项 ≤ 合计数", "乙项 ≤ 合计数"]
    assert (r1.tolerance, r2.tolerance) == (Tolerance("absolute", 0.0), Tolerance("auto"))
    assert (r3.tolerance, r4.tolerance) == (Tolerance("relative", 0.01), Tolerance("absolute", 5.0))
    assert (r1.note, r1.at.line > 1, r1.text) == ("说明", True, "女性 <= 人数")
    # 乙项 is declared in 万元: its part of the sum is converted into 亿元 by one exact factor
    assert r2.relations[0].children[1].children[1].factor == Fraction(1, 10000)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("{id: R1, within: 女性 <= «人员}", "FZ202"),
        ("{id: R1, within: «女性 + 人数}", "FZ213"),
        ("{id: R1, within: 女性 <= «甲项}", "FZ204"),
        ("{id: R1, sum: {total: 合计数, parts: [甲项, «人数]}}", "FZ204"),
        ("{id: R1, sum: {total: 合计数, parts: [甲项, «丙项]}}", "FZ202"),
        ("{id: R1, sum: {total: 合计数, parts: [甲项], «part: 乙项}}", "FZ115"),
        ("{id: R1, «sum: {total: 合计数}}", "FZ129"),
        ("{id: R1, «sum: {total: 合计数, parts: []}}", "FZ129"),
        ("{id: R1, of_which: {total: «合计, items: [甲项]}}", "FZ202"),
        ("{id: R1, within: 女性 <= 人数, tolerance: «许多}", "FZ117"),
        ("{id: R1, within: 女性 <= 人数, tolerance: «5亿元}", "FZ117"),
        ("{id: R1, within: 女性 <= 人数, «within2: 1}", "FZ115"),
    ],
)
def test_a_mistake_is_told_where_it_stands(load: Callable[..., Any], entry: str, code: str) -> None:
    line = f"checks: [{entry}]"
    found = load(MEASURES + line.replace("«", "") + "\n")
    assert [(c, k) for _, c, k in found.places] == [(line.index("«") + 1, code)], found.words


def test_relations_of_records_name_the_fields_of_one_form(load: Callable[..., Any]) -> None:
    found = load(MEASURES + FORM + "checks: [{id: R1, within: 支出 <= 收入}]\n")
    assert found.words == []
    (check,) = found.plan.checks
    assert check.form == "名册"
    assert check.relations[0].children[1].factor == Fraction(1, 10)  # 千元 → 万元, the unit of the left side
    for entry, codes in (
        ("within: 支出 <= 甲项", ["FZ202"]),
        ("sum: {total: 收入, parts: [支出]}", []),
        ("sum: {total: 收入, parts: [支出, 户数]}", ["FZ204"]),
        ("sum: {total: 收入, parts: [支出 <= 收入]}", ["FZ213"]),
        ("of_which: {total: 收入, items: [支出, 收入 /]}", ["FZ201"]),
    ):
        assert load(MEASURES + FORM + f"checks: [{{id: R1, {entry}}}]\n").codes == codes
