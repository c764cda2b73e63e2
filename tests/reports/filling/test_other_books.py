"""Templates that other programs write, and such as are made to do harm: filled whole, or refused at once."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from fzplan.reports import Settings, filling
from tests.reports.filling.parts import MAIN, cells, rows, text, workbook
from tests.reports.outcomes import OUTCOME

LONG = "长" * 32_760


def filled(content: bytes) -> tuple[bytes | None, list[str]]:
    done, told = filling.filled(OUTCOME, Settings("zh"), content, "模板.xlsx")
    if done is not None:
        openpyxl.load_workbook(io.BytesIO(done))  # one sheet, its rows and cells once each
    return done, [f"{d.code} {d.message('zh')}" for d in told]


@pytest.mark.parametrize(
    ("rows_of_template", "expected"),
    [
        # a text that is stored as the result of a formula, without one
        ('<row r="2"><c r="A2" t="str"><v>{{总收入.2024}}</v></c></row>', '<c r="A2"><v>8466.0</v></c>'),
        ('<row r="2"><c r="a2" s="0" t="str"><v>{{总收入.2024}}</v></c></row>', '<c r="A2" s="0"><v>8466.0</v></c>'),
        # pinyin above the characters is none of the text
        (text('<t>{{总收入.2024}}</t><rPh sb="2" eb="3"><t>zǒng</t></rPh>'), '<c r="A2"><v>8466.0</v></c>'),
        (
            text("<t><![CDATA[<甲>{{总收入.2024}}]]></t>"),
            '<is><t xml:space="preserve">&lt;甲&gt;8466.0</t></is>',
        ),
        (
            text('<r><t xml:space="preserve"/></r><r><t>甲{{总收入.2024}}</t></r>'),
            '<is><r><t xml:space="preserve"/></r><r><t xml:space="preserve">甲8466.0</t></r></is>',
        ),
        # a formula that spills says so by `cm`; its stored result goes
        (
            '<row r="2"><c r="A2" cm="1"><f t="array" ref="A2:A3">_xlfn.SORT(B1:B2)</f><v>3</v></c></row>',
            '<c r="A2" cm="1"><f t="array" ref="A2:A3">_xlfn.SORT(B1:B2)</f></c>',
        ),
        # braces that are never closed
        (text("<t>{{" + " " * 32_000 + "{{as_of}}</t>"), " 2024年</t>"),
    ],
)
def test_cells_as_other_programs_write_them(rows_of_template: str, expected: str) -> None:
    done, told = filled(workbook(cells(rows_of_template)))
    assert done is not None
    assert told == []
    assert expected in rows(done)


def test_tags_with_prefixes_are_read() -> None:
    item = "<x:is><x:t>截至{{as_of}}</x:t></x:is>"
    row = f'<x:row r="1"><x:c r="A1" t="inlineStr">{item}</x:c><x:c r="B1" t="s"><x:v>0</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{row}</x:sheetData></x:worksheet>'
    done, told = filled(workbook(sheet, strings="<si><r><t>{{banner}}</t></r></si>"))
    assert done is not None
    assert told == []
    first = openpyxl.load_workbook(io.BytesIO(done)).worksheets[0]
    assert [first["A1"].value, first["B1"].value] == ["截至2024年", "示例数据，非统计资料，不得引用"]


def test_several_named_cells_in_a_row_without_any() -> None:
    names = {"总收入_2024": "表!$A$2", "total_income_gap": "表!$C$2", "总收入_2020": "表!$B$2"}
    done, told = filled(workbook(cells('<row r="2" ht="30" customHeight="1"/>'), **names))
    assert done is not None
    assert told == []
    assert rows(done) == (
        '<row r="2" ht="30" customHeight="1"><c r="A2"><v>8466.0</v></c><c r="B2"><v>6648.7</v></c>'
        '<c r="C2"><v>-1534.0</v></c></row>'
    )


def test_several_named_cells_of_an_empty_sheet() -> None:
    names = {"banner": "表!$A$1", "总收入_2024": "表!$A$3", "总收入_2020": "表!$B$2"}
    done, told = filled(workbook("<sheetData/>", **names))
    assert done is not None
    assert told == []
    assert rows(done) == '<row r="2"><c r="B2"><v>6648.7</v></c></row><row r="3"><c r="A3"><v>8466.0</v></c></row>'


@pytest.mark.parametrize(
    ("refers", "reason"),
    [
        ("表!$A:$A", "指向多个单元格"),
        ("表:表2!$A$2", "指向多个单元格"),
        ("[1]表!$A$2", "不指向本工作簿中的单元格"),
        ("#REF!", "不指向本工作簿中的单元格"),
        ("表!$A$1048577", "不指向本工作簿中的单元格"),
        ("表!$XFE$2", "不指向本工作簿中的单元格"),
    ],
)
def test_names_that_are_no_single_cell_are_left_alone(refers: str, reason: str) -> None:
    done, told = filled(workbook(cells(), 总收入_2024=refers))
    assert done is not None
    assert told == [f"FZ924 名称 总收入_2024 未填写：它{reason}"]
    assert rows(done) == ""


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    """32 760 characters and two names of a plan of 12 are 32 784, over 32 767."""
    done, told = filled(workbook(cells(text(f"<t>{LONG}{{{{plan.name}}}}{{{{plan.name}}}}</t>"))))
    assert done is None
    assert told == ["FZ922 模板中的 {{plan.name}} 不能使用：填好后超过一个单元格的 32767 个字"]


def test_what_looks_like_the_code_of_a_character_is_text() -> None:
    named = replace(OUTCOME, plan=replace(OUTCOME.plan, head=replace(OUTCOME.plan.head, name="甲_x0041_")))
    content = workbook(cells(text("<t>_x000A_{{plan.name}}</t>")))
    done, _ = filling.filled(named, Settings("zh"), content, "模板.xlsx")
    assert done is not None
    assert "_x000A_甲_x005F_x0041_</t>" in rows(done)  # the line break of the template stays one


@pytest.mark.parametrize(
    "sheet",
    [
        "<sheetPr/>",  # no cells at all
        cells(text("<t>甲</t>"), text("<t>乙</t>")),  # one cell twice
    ],
)
def test_sheets_that_do_not_follow_the_standard_are_refused(sheet: str) -> None:
    assert filled(workbook(sheet))[1] == ["FZ920 模板不能用：文件内部结构不合规范"]


def test_a_sheet_that_expands_to_millions_of_elements_is_refused() -> None:
    assert filled(workbook(cells("<c/>" * 1_000_000)))[1] == ["FZ920 模板不能用：其中一个部分有 1000000 个以上的元素"]


def test_names_of_any_length_are_left_alone() -> None:
    done, told = filled(workbook(cells(), **{"总收入_" * 2_000 + "2024": "表!$A$2"}))
    assert done is not None
    assert told == []
