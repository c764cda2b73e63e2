"""XML spreadsheets of Excel 2003 named .xls."""

from __future__ import annotations

import datetime as dt

import pytest

from fzplan.diagnostics import FileRef
from fzplan.returns.readers.door import of_bytes
from fzplan.returns.readers.limits import Limits

BOOK = """<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="主要指标"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">题目</Data></Cell><Cell><Data ss:Type="String">单位</Data></Cell></Row>
<Row ss:Index="3" ss:Hidden="1"><Cell><Data ss:Type="String">总收入</Data></Cell>
<Cell><Data ss:Type="Number">7205.3</Data></Cell><Cell ss:Index="4"><Data ss:Type="Error">#DIV/0!</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="DateTime">2021-03-05T00:00:00.000</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_cells_stand_where_their_index_says(encoding: str) -> None:
    found = of_bytes(BOOK.format(encoding=encoding).encode(encoding), FileRef("a.xls"), ".xls")
    assert found.book is not None, found.findings
    assert [f.code for f in found.findings] == ["FZ313"]
    (sheet,) = found.book.sheets
    assert sheet.name == "主要指标"
    assert sheet.rows == [
        ["题目", "", "单位", ""],
        ["", "", "", ""],
        ["总收入", 7205.3, "", ""],
        ["", dt.date(2021, 3, 5), "", ""],
    ]
    assert sheet.merges == ((0, 0, 0, 1),)
    assert sheet.facts.errors == {(2, 3): "#DIV/0!"}
    assert sheet.facts.hidden_rows == {2}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('ss:Index="4"', 'ss:Index="9999999"', "FZ317"),
        ("</Workbook>", "", "FZ311"),
        ("<Workbook", '<!DOCTYPE a [<!ENTITY b "c">]><Workbook', "FZ311"),
    ],
)
def test_what_cannot_be_read_is_one_finding(old: str, new: str, code: str) -> None:
    page = BOOK.format(encoding="utf-8").replace(old, new)
    found = of_bytes(page.encode(), FileRef("a.xls"), ".xls", Limits(cells=1_000_000))
    assert [f.code for f in found.findings] == [code]
