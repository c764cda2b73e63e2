"""Relations between the fields of one record: every row, at the cell that is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import Checked

PLAN = """
measures: {总收入: {unit: 亿元, kind: flow}}
forms:
  企业年报:
    files: "企业*.xlsx"
    rows: entity
    key: 名称
    period: 2021
    fields:
      收入: {column: 营业收入, unit: 万元}
      技术: {column: 技术收入, unit: 万元}
      产品: {column: 产品收入, unit: 万元}
      人数: {column: 人数, unit: 人}
      女性: {column: 女性, unit: 人}
      片区: {column: 片区}
    aggregate: {总收入: sum(收入)}
checks:
"""
HEADER = "名称 | 营业收入 | 技术收入 | 产品收入 | 人数 | 女性 | 片区"


def grid(*rows: str) -> str:
    return "\n".join((HEADER, *rows))


def test_the_cell_that_is_judged_is_named_and_its_entity(checked: Callable[..., Checked]) -> None:
    text = PLAN + "  - {id: R1, within: 女性 <= 人数}\n"
    rows = grid("甲 | 10.00 | 4.00 | 6.00 | 40 | 20 | 东", "乙 | 10.00 | 4.00 | 6.00 | 40 | 999 | 东")
    (found,) = checked(text, {"企业": rows}).found
    assert str(found.at) == "data/企业.xlsx:表!F3"
    assert [f"{r.at} {r.label.zh}" for r in found.related] == ["data/企业.xlsx:表!E3 人数 40人"]
    assert found.message("zh") == ("R1 2021年 乙 女性 999人，应 ≤ 人数 40人；差额 959人，允许差 0人")
    assert found.message("en").startswith("R1 2021, 乙: 女性 999人, should be ≤ 人数 40人; difference 959人")


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("甲 | 10.00 | 4.00 | 6.00 | 1 | 1 | 东", []),
        ("甲 | 10.01 | 4.00 | 6.00 | 1 | 1 | 东", []),  # three halves of 0.01: 0.015
        ("甲 | 10.02 | 4.00 | 6.00 | 1 | 1 | 东", ["FZ600"]),
        ("甲 | 10.02 | 4.00 |  | 1 | 1 | 东", ["FZ603"]),
    ],
)
def test_a_sum_of_fields_allows_for_rounding(checked: Callable[..., Checked], row: str, codes: list[str]) -> None:
    """The column has two decimals as most of its figures show, also where a row happens to end in 0."""
    others = ["乙 | 3.46 | 1.23 | 2.23 | 1 | 1 | 东", "丙 | 5.79 | 2.34 | 3.45 | 1 | 1 | 东"]
    text = PLAN + "  - {id: R1, sum: {total: 收入, parts: [技术, 产品]}}\n"
    assert [d.code for d in checked(text, {"企业": grid(row, *others)}).found] == codes


def test_far_off_but_possible_is_to_be_verified(checked: Callable[..., Checked]) -> None:
    """Ten terms printed to 0.01: 11 halves are 0.055, four deviations 4 × 0.005 × √(11/3) = 0.0383; 0.05 lies between."""
    names = [f"项{k}" for k in range(10)]
    fields = ", ".join(f"{n}: {{column: {n}, unit: 万元}}" for n in ("合计", *names))
    text = f"""
    measures: {{总数: {{unit: 万元, kind: flow}}}}
    forms: {{企业: {{files: "企业*.xlsx", rows: entity, key: 名称, period: 2021, fields: {{{fields}}}, aggregate: {{总数: sum(合计)}}}}}}
    checks: [{{id: R1, sum: {{total: 合计, parts: [{", ".join(names)}]}}}}]
    """
    header = " | ".join(("名称", "合计", *names))
    row = " | ".join(["1.11"] * 10)
    for total, expected in (("11.13", []), ("11.15", ["verify FZ601"]), ("11.16", ["error FZ600"])):
        found = checked(text, {"企业": f"{header}\n甲 | {total} | {row}\n乙 | 11.11 | {row}"}).found
        assert [f"{d.severity.code} {d.code}" for d in found] == list(expected), total


def test_texts_and_conditions(checked: Callable[..., Checked]) -> None:
    text = (
        PLAN
        + '  - {id: R1, within: 若 片区 = "东" 则 收入 >= 5万元}\n  - {id: R2, within: 片区 = "东" 或 片区 = "西"}\n'
    )
    rows = grid("甲 | 4.00 | 1 | 1 | 1 | 1 | 东", "乙 | 4.00 | 1 | 1 | 1 | 1 | 西", "丙 | 9.00 | 1 | 1 | 1 | 1 | 南")
    found = checked(text, {"企业": rows}).found
    assert [(str(d.at).rsplit("!", 1)[1], d.code, d.facts["check"]) for d in found] == [
        ("B2", "FZ600", "R1"), ("G4", "FZ602", "R2"),
    ]  # fmt: skip
    assert "片区 南" in found[1].message("zh")


def test_a_row_with_a_finding_of_its_own_is_not_evaluable_because_of_it(checked: Callable[..., Checked]) -> None:
    text = PLAN + "  - {id: R1, within: 女性 <= 人数}\n"
    result = checked(text, {"企业": grid("甲 | 1 | 1 | 0 | #DIV/0! | 20 | 东", "乙 | 1 | 1 | 0 | 40 | 20 | 东")})
    assert [d.code for d in result.reading if d.severity.code == "error"] == ["FZ403"]
    (found,) = result.found
    assert found.message("zh").endswith("：因 FZ403 data/企业.xlsx:表!E2")


def test_adjacent_rows_are_one_finding_that_lists_them(checked: Callable[..., Checked]) -> None:
    text = PLAN + "  - {id: R1, within: 女性 <= 人数}\n"
    rows = [f"企业{k} | 1 | 1 | 0 | 10 | {n} | 东" for k, n in enumerate((11, 12, 9, 13))]
    first, second = checked(text, {"企业": grid(*rows)}).found
    assert (str(first.at), str(second.at)) == ("data/企业.xlsx:表!F2:F3", "data/企业.xlsx:表!F5")
    assert [r.label.zh for r in first.related] == [
        "2021年 企业0 女性 11人，应 ≤ 人数 10人", "2021年 企业1 女性 12人，应 ≤ 人数 10人", "人数 10人", "人数 10人",
    ]  # fmt: skip
