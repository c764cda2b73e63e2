"""`code:` over workbooks: each wrong code at its cell, told as what it is and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan.checks.code_verdicts import LONGEST, Judge
from fzplan.model.check_specs import CodeRule
from fzplan.plan.check_specs import expressions
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.checks.conftest import Checked

FORM = """
measures: {总收入: {unit: 亿元, kind: flow}}
dimensions: {园区: {members: {东区: {codes: ["01"]}, 西区: {aliases: [西部]}}}}
forms:
  企业:
    files: "企业{year}.xlsx"
    rows: entity
    key: 代码
    fields: {收入: {column: 收入, unit: 亿元}, 名称: 名称, 区: 所在, 园区: 所在}
    aggregate: {总收入: sum(收入)}
"""


def test_a_credit_code_is_told_by_what_is_wrong_with_it(checked: Callable[..., Checked]) -> None:
    found = checked(
        FORM + "checks: [{id: K1, note: 按执照, code: {field: 代码, rule: 统一社会信用代码}}]",
        {
            "企业2024": """
            代码 | 名称 | 所在 | 收入
            91350100M000100Y43 | 甲 | 东区 | 1
            91350100M000100Y4Y | 乙 | 东区 | 1
            91350100M000100Y | 丙 | 东区 | 1
            '91350100m000100Y43 | 丁 | 东区 | 1
            9.135010000001E+17 | 戊 | 东区 | 1
            """
        },
    )
    assert found.lines == [
        (
            "data/企业2024.xlsx:表!A3: error FZ615 K1 2024年 代码 “91350100M000100Y4Y”："
            "校验码不符，第 18 位按前 17 位应为 3，现为 Y（按执照）"
        ),
        "data/企业2024.xlsx:表!A4: error FZ616 K1 2024年 代码 “91350100M000100Y”：应有 18 位，现有 16 位（按执照）",
        "data/企业2024.xlsx:表!A5: error FZ617 K1 2024年 代码 “91350100m000100Y43”：有小写字母，应写作 91350100M000100Y43（按执照）",
        (
            "data/企业2024.xlsx:表!A6: error FZ617 K1 2024年 代码 “9.135010000001e+17”："
            "以数值录入，Excel 只保留 15 位有效数字，后几位已丢失（按执照）"
        ),
    ]
    assert found.found[2].help("zh") == "改成所示的写法。"
    assert found.found[3].help("en") == "enter it again as text, from the document it is from."
    about = found.found[0].instances[0].about
    assert (about.form, about.entity, about.measure, about.period, about.value) == (
        "企业", "91350100M000100Y4Y", "代码", "2024", "91350100M000100Y4Y",
    )  # fmt: skip


def test_spaces_at_the_ends_of_a_right_code_are_info(checked: Callable[..., Checked], tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "data" / "企业2024.xlsx"
    path.parent.mkdir()
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("表")
        for r, row in enumerate((["代码", "名称", "所在", "收入"], ["91350100M000100Y43 ", "甲", "东区", 1])):
            sheet.write_row(r, 0, row)
    found = checked(FORM + "checks: [{id: K1, code: {field: 代码, rule: credit}}]", {})
    assert found.lines == [
        "data/企业2024.xlsx:表!A2: info FZ617 K1 2024年 代码 “91350100M000100Y43 ”：首尾有空格，应写作 91350100M000100Y43"
    ]


LIST = """
    代码 | 名称 | 所在 | 收入
    A1 | 甲 | 0106 | 1
    A2 | 乙 | 106 | 1
    A3 | 丙 | 0199 | 1
    A4 | 丁 | — | 1
    """


def test_a_list_knows_lost_noughts_and_the_nearest_code(checked: Callable[..., Checked]) -> None:
    found = checked(
        FORM + 'checks: [{id: K1, code: {field: 区, list: ["0106", "0107"]}}]',
        {"企业2024": LIST.replace("0106", "'0106").replace("0199", "'0107").replace("'0107", "'0117")},
    )
    assert found.lines[:2] == [
        "data/企业2024.xlsx:表!C3: error FZ617 K1 2024年 A2 区 “106”：以数值录入，丢了开头的 0，应写作 0106",
        "data/企业2024.xlsx:表!C4: error FZ618 K1 2024年 A3 区 “0117”：不在所列代码中，最接近的是 0107",
    ]
    assert found.found[0].message("en").endswith("lost its leading noughts, write 0106")
    assert found.lines[2].startswith("targets.yaml:") and "缺 区" in found.lines[2]  # noqa: PT018


def test_a_file_beside_the_plan_is_a_list(checked: Callable[..., Checked], tmp_path: Path) -> None:
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "区.csv").write_text("代码,名称\n0106,甲\n106,乙\n", encoding="gb18030")
    found = checked(
        FORM + "checks: [{id: K1, missing: skip, code: {field: 区, list: codes/区.csv}}]", {"企业2024": LIST}
    )
    assert found.lines == ["data/企业2024.xlsx:表!C4: error FZ618 K1 2024年 A3 区 “199”：不在 codes/区.csv 中"]


def test_a_dimension_is_a_list_of_names_and_beginnings_of_codes(checked: Callable[..., Checked]) -> None:
    rows = LIST.replace("0106", "'0106").replace("| 106", "| 西部").replace("0199", "北区")
    found = checked(FORM + "checks: [{id: K1, missing: skip, code: {field: 区, list: 园区}}]", {"企业2024": rows})
    assert [line for line in found.lines if "FZ6" in line] == [
        "data/企业2024.xlsx:表!C4: error FZ618 K1 2024年 A3 区 “北区”：不在 园区 中"
    ]


def test_an_expression_has_to_match_the_whole_code(checked: Callable[..., Checked]) -> None:
    rows = f"""
        代码 | 名称 | 所在 | 收入
        GR2024001 | 甲 | 东区 | 1
        GR2024001x | 乙 | 东区 | 1
        {"G" * 65} | 丙 | 东区 | 1
        """
    found = checked(FORM + r"checks: [{id: K1, code: {field: 代码, pattern: 'GR20\d{5}|G+'}}]", {"企业2024": rows})
    assert found.failing == ["data/企业2024.xlsx:表!A3:A4 error FZ619"]
    assert found.found[0].related[1].label.zh.endswith("超过 64 个字符")
    assert LONGEST == expressions.LONGEST


def test_one_code_has_one_name_in_all_years(checked: Callable[..., Checked]) -> None:
    head = "代码 | 名称 | 所在 | 收入\n"
    found = checked(
        FORM + "checks: [{id: K1, level: verify, code: {field: 代码, determines: 名称}}]",
        {
            "企业2022": head + "A1 | 甲公司 | 东区 | 1\nA2 | 乙 | 东区 | 1",
            "企业2023": head + "A1 | 甲 公司 | 东区 | 1\nA2 |  | 东区 | 1",
            "企业2024": head + "A1 | 丙公司 | 东区 | 1\nA2 | 乙 | 东区 | 1",
        },
    )
    assert found.lines == [
        "data/企业2024.xlsx:表!B2: verify FZ620 K1 2024年 代码 “A1”：名称为“丙公司”，别处为“甲公司”（2 处）"
    ]
    assert str(found.found[0].related[0].at) == "data/企业2022.xlsx:表!B2"


def test_a_code_stands_once_in_a_period(checked: Callable[..., Checked]) -> None:
    head = "代码 | 名称 | 所在 | 收入\n"
    found = checked(
        FORM + "checks: [{id: K1, code: {field: 名称, unique: true}}]",
        {
            "企业2023": head + "A1 | 甲 | 东区 | 1",
            "企业2024": head + "A1 | 甲 | 东区 | 1\nA2 | 乙 | 东区 | 1\nA3 | 甲 | 东区 | 1",
        },
    )
    assert found.lines == [
        "data/企业2024.xlsx:表!B4: error FZ621 K1 2024年 A3 名称 “甲”：同一期内重复，另见 data/企业2024.xlsx:表!B2"
    ]


def test_a_sheet_without_the_column_is_not_evaluable(checked: Callable[..., Checked]) -> None:
    rows = "代码 | 所在 | 收入\nA1 | 东区 | 1\nA2 | 东区 | 1"
    found = checked(FORM + "checks: [{id: K1, code: {field: 名称, pattern: 甲}}]", {"企业2024": rows})
    (line,) = found.lines
    assert "FZ603" in line
    assert "有 2 处无法审核" in line


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        ("组织机构代码", "M000100Y-4", "M000100Y-5"),
        ("identity", "11010519491231002X", "110105194912310021"),
        ("行政区划代码", "110108", "190108"),
        ("industry", "C3714", "I3714"),
    ],
)
def test_every_standard_is_held(rule: str, right: str, wrong: str, checked: Callable[..., Checked]) -> None:
    rows = f"代码 | 名称 | 所在 | 收入\nA1 | '{right} | 东区 | 1\nA2 | '{wrong} | 东区 | 1"
    found = checked(FORM + f"checks: [{{id: K1, code: {{field: 名称, rule: {rule}}}}}]", {"企业2024": rows})
    (one,) = found.found
    assert str(one.at) == "data/企业2024.xlsx:表!B3"
    assert one.message("en").startswith(f"K1 2024, A2: 名称 “{wrong}”: ")


def test_the_same_code_is_looked_at_once() -> None:
    judge = Judge(CodeRule("企业", "代码", "credit"))
    assert judge(None, "91350100M000100Y4Y") is judge(None, "91350100M000100Y4Y")
    assert judge(None, "91350100M000100Y43") is None
    assert judge("91350100M000100Y43", "91350100M000100Y43") is None


def test_codes_stored_as_numbers_are_read_as_written(checked: Callable[..., Checked]) -> None:
    rows = "代码 | 名称 | 所在 | 收入\nA1 | 3720 | 东区 | 1\nA2 | 4813 | 东区 | 1"
    found = checked(FORM + "checks: [{id: K1, code: {field: 名称, rule: industry}}]", {"企业2024": rows})
    assert found.lines == []
    assert builders.cells(rows)[1][1] == "3720"
