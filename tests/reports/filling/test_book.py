"""The office's own workbook filled: what is written, what is kept, what is told."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import LineChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName

from fzplan.reports import Settings, filling
from tests.office import office, recalculated
from tests.reports.outcomes import INCOME, OUTCOME, PLAN, PUBLISHED

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.results import Outcome

HEAD = {"A1": "{{plan.name}}（{{as_of}}）", "A2": "{{banner}}"}


def made(cells: dict[str, Any], names: dict[str, str] | None = None) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表 1"
    for address, value in cells.items():
        sheet[address] = value
    for name, refers in (names or {}).items():
        book.defined_names[name] = DefinedName(name, attr_text=refers)
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def filled(book: openpyxl.Workbook | bytes, outcome: Outcome = OUTCOME, lang: str = "zh") -> tuple[Any, list[str]]:
    """Return the first sheet of the filled workbook (None: it was not written) and what was told."""
    content = book if isinstance(book, bytes) else saved(book)
    done, told = filling.filled(outcome, Settings(lang), content, "模板.xlsx")  # type: ignore[arg-type]
    sheet = None if done is None else openpyxl.load_workbook(io.BytesIO(done), rich_text=True).worksheets[0]
    return sheet, [f"{d.at} {d.code} {d.message(lang)}" for d in told]  # type: ignore[arg-type]


def test_numbers_stay_numbers_and_texts_are_rounded() -> None:
    book = made({**HEAD, "B3": "{{总收入.2024}}", "B4": "收入{{ 总收入.2024 }}亿元，{{total_income.verdict}}"})
    book.active["B3"].number_format = "#,##0.00"  # type: ignore[index]
    book.active["B3"].fill = PatternFill("solid", fgColor="FFFF00")  # type: ignore[index]
    sheet, told = filled(book)
    assert told == []
    assert sheet["A1"].value == "丰台园“十四五”发展规划（2024年）"
    assert sheet["A2"].value == "示例数据，非统计资料，不得引用"
    assert sheet["B3"].value == 8466.0
    assert (sheet["B3"].number_format, sheet["B3"].fill.fgColor.rgb) == ("#,##0.00", "00FFFF00")
    assert sheet["B4"].value == "收入8466.0亿元，滞后"


def test_named_cells_are_filled_wherever_they_are() -> None:
    names = {
        "总收入_2024": "'表 1'!$B$3", "total_income_verdict": "'表 1'!$C$3", "total_income.gap": "'表 1'!$F$9",
        "plan_name": "'表 1'!$A$12", "汇总区": "'表 1'!$A$1:$C$3", "total_income_owner": "'表 1'!$D$3:$E$3",
        "总收入_2020": "'表 1'!$A$3",
    }  # fmt: skip
    book = made({**HEAD, "B3": 0, "Z3": "后"}, names)
    book.active.merge_cells("D3:E3")  # type: ignore[union-attr]
    sheet, told = filled(book)
    assert told == []
    found = [sheet[address].value for address in ("A3", "B3", "C3", "D3", "Z3", "F9", "A12")]
    assert found == [6648.7, 8466.0, "滞后", "统计科", "后", -1534.0, "丰台园“十四五”发展规划"]


def test_what_has_no_figure_stays_empty_and_the_reason_is_told() -> None:
    book = made({**HEAD, "B3": "{{劳均产出.2024}}", "B4": "为{{劳均产出.2024}}", "B5": "{{income_per_employee.gap}}"})
    sheet, told = filled(book)
    assert [sheet[f"B{row}"].value for row in (3, 4, 5)] == [None, "为（无数据）", "—"]
    assert told == [
        "模板.xlsx:表 1!B3 FZ923 {{劳均产出.2024}} 没有数，此处留空：缺从业人员平均人数2024年数据",
        "模板.xlsx:表 1!B4 FZ923 {{劳均产出.2024}} 没有数，此处为“（无数据）”：缺从业人员平均人数2024年数据",
        "模板.xlsx:表 1!B5 FZ923 {{income_per_employee.gap}} 没有数，此处为“—”：缺从业人员平均人数2024年数据",
    ]


def test_every_slip_is_told_in_one_run_and_nothing_is_written() -> None:
    sheet, told = filled(
        made({**HEAD, "B3": "{{总收人.2024}}", "C4": "{{总收入.2042}}与{{}}", "D5": '="到"&"{{as_of}}"'})
    )
    assert sheet is None
    assert told == [
        "模板.xlsx:表 1!B3 FZ921 模板中的 {{总收人.2024}} 没有对应的数：规划文件没有这个名称",
        "模板.xlsx:表 1!C4 FZ921 模板中的 {{}} 没有对应的数：规划文件没有这个名称",
        "模板.xlsx:表 1!C4 FZ921 模板中的 {{总收入.2042}} 没有对应的数：没有这个年份、成员或项目",
        "模板.xlsx:表 1!D5 FZ922 模板中的 {{as_of}} 不能使用：公式里的占位符不填；让公式引用填了数的单元格",
    ]


def test_a_measure_is_told_from_a_name_that_is_none() -> None:
    assert filled(made({**HEAD, "B3": "{{研发费用.2024}}"}))[1] == [
        "模板.xlsx:表 1!B3 FZ921 模板中的 {{研发费用.2024}} 没有对应的数：这是原始指标，模板只填指标和目标"
    ]


def test_names_that_cannot_be_filled_are_left_alone_and_told() -> None:
    names = {
        "总收人_2024": "'表 1'!$B$3", "总收入_2024": "'表 1'!$B$4:$C$4", "total_income_gap": "'表 1'!$B$5",
        "我的_合计": "'表 1'!$B$6", "某_2024": "'表 1'!$B$6",
    }  # fmt: skip
    sheet, told = filled(made({**HEAD, "B3": 1, "B4": 2, "B5": "=1+1", "B6": 4}, names))
    assert [sheet[f"B{row}"].value for row in (3, 4, 5, 6)] == [1, 2, "=1+1", 4]
    assert told == [
        "模板.xlsx FZ924 名称 total_income_gap 未填写：它指向的单元格有公式",
        "模板.xlsx FZ924 名称 总收人_2024 未填写：规划文件没有这个名称",
        "模板.xlsx FZ924 名称 总收入_2024 未填写：它指向多个单元格",
    ]


def test_what_comes_from_data_is_never_a_formula() -> None:
    evil = replace(INCOME, owner='=HYPERLINK("http://x")', remarks={2024: "@SUM(1)<&>"})
    plan = replace(PLAN, indicators={**PLAN.indicators})
    outcome = replace(
        OUTCOME, plan=plan, assessments=(replace(OUTCOME.assessments[0], target=evil), *OUTCOME.assessments[1:])
    )
    sheet, _ = filled(made({**HEAD, "B3": "{{total_income.owner}}", "B4": "{{total_income.remark}}"}), outcome)
    assert (sheet["B3"].value, sheet["B3"].data_type) == ('=HYPERLINK("http://x")', "s")
    assert sheet["B4"].value == "@SUM(1)<&>"


def test_formats_within_a_text_charts_and_formulas_are_kept() -> None:
    rich = CellRichText("收入", TextBlock(InlineFont(b=True), "{{总收入.2024}}"), "亿元")
    parted = CellRichText("收入{{总收", TextBlock(InlineFont(b=True), "入.2024}}"), "亿元")
    book = made({**HEAD, "A3": rich, "A4": parted, "B3": "{{总收入.2024}}", "B4": "=B3*2"})
    chart = LineChart()
    chart.add_data(Reference(book.active, min_col=2, min_row=3, max_row=4))  # type: ignore[arg-type]
    book.active.add_chart(chart, "H2")  # type: ignore[union-attr]
    content = saved(book)
    done, told = filling.filled(OUTCOME, Settings("zh"), content, "模板.xlsx")
    assert done is not None
    assert told == ()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(io.BytesIO(done)) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["xl/worksheets/sheet1.xml"]  # the library asks for computing on opening by itself
    sheet = openpyxl.load_workbook(io.BytesIO(done), rich_text=True).worksheets[0]
    assert [str(part) for part in sheet["A3"].value] == ["收入", "8466.0", "亿元"]
    assert sheet["A3"].value[1].font.b
    assert sheet["A4"].value == "收入8466.0亿元"
    assert sheet["B4"].value == "=B3*2"


def test_stored_results_of_formulas_are_forgotten_and_computed_on_opening() -> None:
    content = saved(made({**HEAD, "B3": "{{总收入.2024}}", "B4": "=B3*2"}))
    stale = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stale, "w") as target:
        for name in source.namelist():
            target.writestr(
                name,
                source.read(name)
                .replace(b"<f>B3*2</f><v></v>", b"<f>B3*2</f><v>7</v>")
                .replace(b"<f>B3*2</f><v />", b"<f>B3*2</f><v>7</v>"),
            )
    assert b"<v>7</v>" in zipfile.ZipFile(stale).read("xl/worksheets/sheet1.xml")
    done, _ = filling.filled(OUTCOME, Settings("zh"), stale.getvalue(), "模板.xlsx")
    assert done is not None
    with zipfile.ZipFile(io.BytesIO(done)) as archive:
        assert b"<v>7</v>" not in archive.read("xl/worksheets/sheet1.xml")
        assert b'fullCalcOnLoad="1"' in archive.read("xl/workbook.xml")


def test_the_same_template_gives_the_same_bytes() -> None:
    content = saved(made({**HEAD, "B3": "{{总收入.2024}}"}))
    assert filling.filled(OUTCOME, Settings(), content, "a.xlsx") == filling.filled(
        OUTCOME, Settings(), content, "a.xlsx"
    )


def test_a_template_says_what_the_data_are() -> None:
    book = made({"B3": "{{总收入.2024}}"})
    sheet, told = filled(book, lang="en")
    assert sheet is None
    assert told == [
        "模板.xlsx FZ925 the template has no place that says: ILLUSTRATIVE DATA — not official statistics, do not quote"
    ]
    published = replace(PUBLISHED, values=(replace(OUTCOME.values[1], quality="published"),))
    sheet, told = filled(
        made({"B3": "{{总收入.2024}}", "B2": "{{banner}}", "B4": "{{总收入.2020}}"}),
        replace(published, values=OUTCOME.values[:1]),
    )
    assert sheet is None  # of 2024 nothing is known there
    sheet, told = filled(made({"B4": "{{总收入.2020}}"}), replace(published, values=OUTCOME.values[:1]))
    assert (sheet["B4"].value, told) == (6648.7, [])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK", "它不是 .xlsx 或 .xlsm 工作簿"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "它是 Excel 97—2003 格式（.xls）或加了密码"),
        (saved(made({"A1": "表头"})), "没有任何可填之处（{{占位符}} 或可认的名称）"),
    ],
    ids=["no zip", "password", "nothing"],
)
def test_a_template_that_cannot_be_used(content: bytes, reason: str) -> None:
    sheet, told = filled(content, PUBLISHED)
    assert sheet is None
    assert told == [f"模板.xlsx FZ920 模板不能用：{reason}"]


def test_placeholders_outside_the_cells_are_refused() -> None:
    book = made({**HEAD, "B3": "{{总收入.2024}}"})
    book.active.oddHeader.center.text = "{{as_of}}"  # type: ignore[union-attr]
    assert filled(book)[1] == ["模板.xlsx:表 1 FZ922 模板中的 {{…}} 不能使用：只填单元格；页眉、页脚、批注和文本框不填"]
    book = made({**HEAD, "B3": "{{总收入.2024}}"})
    book.active["B3"].comment = Comment("{{as_of}}", "统计科")  # type: ignore[index]
    assert len(filled(book)[1]) == 1


def written(*, calc: bool = True, prefix: bool = False) -> bytes:
    """Return a workbook as Excel writes it: shared strings, parts of texts with formats of their own."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("表 1")
    bold = book.add_format({"bold": True})
    sheet.write_string("A1", "{{banner}}")
    sheet.write_rich_string("B2", "收入", bold, "{{总收入.2024}}", "亿元 & ", "其他")
    sheet.write_string("D2", "{{total_income.verdict}}")
    sheet.write_formula("D4", '=B4&"x"', None, "旧")
    sheet.write_blank("A6", None, bold)
    book.define_name("总收入_2020", "='表 1'!$C$2")
    book.define_name("total_income_gap", "='表 1'!$C$5")
    book.define_name("total_income_unit", "='表 1'!$H$6")
    book.define_name("total_income_owner", "='表 1'!$C$9")
    book.define_name("total_income_section", "=没有!$C$9")
    book.define_name("total_income.name", "='表 1'!$C$9")  # the same cell again
    book.close()
    changed = io.BytesIO()
    with zipfile.ZipFile(content) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/workbook.xml" and not calc:
                part = re.sub(b"<calcPr[^>]*/>", b"", part)
            if name == "xl/sharedStrings.xml" and prefix:
                part = (
                    part.replace(b"<si>", b"<x:si>")
                    .replace(b"</si>", b"</x:si>")
                    .replace(b"<sst ", b'<sst xmlns:x="x" ')
                )
            target.writestr(name, part)
    return changed.getvalue()


@pytest.mark.parametrize("calc", [True, False])
def test_a_workbook_as_excel_writes_it(calc: bool) -> None:
    done, told = filling.filled(OUTCOME, Settings("zh"), written(calc=calc), "模板.xlsx")
    assert done is not None
    assert [f"{d.code} {d.facts['written']}" for d in told] == ["FZ924 total_income_section"]
    sheet = openpyxl.load_workbook(io.BytesIO(done), rich_text=True).worksheets[0]
    assert [str(part) for part in sheet["B2"].value] == ["收入", "8466.0", "亿元 & ", "其他"]
    assert sheet["B2"].value[1].font.b
    assert [sheet[a].value for a in ("A1", "C2", "D2", "C5", "H6", "C9")] == [
        "示例数据，非统计资料，不得引用", 6648.7, "滞后", -1534.0, "亿元", "总收入",
    ]  # fmt: skip
    assert sheet["D4"].value == '=B4&"x"'
    with zipfile.ZipFile(io.BytesIO(done)) as archive:
        assert archive.read("xl/workbook.xml").count(b'fullCalcOnLoad="1"') == 1
        assert "旧" not in archive.read("xl/worksheets/sheet1.xml").decode()


def test_parts_that_do_not_follow_the_standard_are_refused() -> None:
    assert filled(written(prefix=True))[1] == ["模板.xlsx FZ920 模板不能用：文件内部结构不合规范"]
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written())) as source, zipfile.ZipFile(content, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml"))
    assert filled(content.getvalue())[1] == ["模板.xlsx FZ920 模板不能用：它不是 .xlsx 工作簿，或含有宏"]


def test_a_damaged_sheet_is_told() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written())) as source, zipfile.ZipFile(content, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'<row r="2"', b'<row r="two"'))
    assert filled(content.getvalue())[1] == ["模板.xlsx FZ920 模板不能用：文件内部结构不合规范"]


@office
def test_the_office_program_computes_with_what_was_filled(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    book = made({**HEAD, "B3": "{{总收入.2024}}", "B4": "=B3*2"}, {"total_income_gap": "'表 1'!$B$5"})
    done, _ = filling.filled(OUTCOME, Settings(), saved(book), "模板.xlsx")
    assert done is not None
    (tmp_path / "in" / "a.xlsx").write_bytes(done)
    sheet = openpyxl.load_workbook(
        recalculated(tmp_path / "in", tmp_path / "out") / "a.xlsx", data_only=True
    ).worksheets[0]
    assert [sheet[f"B{row}"].value for row in (3, 4, 5)] == [8466.0, 16932.0, -1534.0]
