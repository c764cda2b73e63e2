"""Old workbooks: Excel 97 and 95, code pages that lie, formats that scale, encryption; two readers agree on them."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
import xlrd
from tests.returns.old_books import BIFF5, BIFF8, Value, encrypted, old_book, record

from fzplan.diagnostics import FileRef
from fzplan.returns.cells import figure
from fzplan.returns.readers.door import Reading, of_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.returns.readers.book import Book

    Table = Mapping[str, Sequence[Sequence[Value]]]

TABLE: Table = {
    "主要指标": [["指标", "单位", "2021年"], ["总收入", "亿元", 7205.3], ["Rebfläche in Zürich", None, -1.0]],
    "乙": [["注：数据为快报数"]],
}


def reading(data: bytes) -> Reading:
    return of_bytes(data, FileRef("a.xls"), ".xls")


def book(data: bytes) -> Book:
    found = reading(data)
    assert found.book is not None, found.findings
    return found.book


def cells(found: Book) -> dict[str, list[list[object]]]:
    return {sheet.name: [[None if v == "" else v for v in row] for row in sheet.rows] for sheet in found.sheets}


def padded(table: Table) -> dict[str, list[list[object]]]:
    return {name: [[*row, *[None] * (max(map(len, rows)) - len(row))] for row in rows] for name, rows in table.items()}


def of_xlrd(data: bytes) -> dict[str, list[list[object]]]:
    opened = xlrd.open_workbook(file_contents=data)
    return {s.name: [[None if v == "" else v for v in s.row_values(r)] for r in range(s.nrows)] for s in opened}


@pytest.mark.parametrize("codepage", [1200, 1252, 936, 0x8000])
def test_texts_of_excel_97_are_unicode_whatever_is_declared(codepage: int) -> None:
    data = old_book(TABLE, codepage=codepage)
    assert cells(book(data)) == padded(TABLE) == of_xlrd(data)
    assert reading(data).findings == ()


def test_excel_95_with_chinese_code_page() -> None:
    chinese: Table = {"主要指标": [["指标", "2021年"], ["总收入", 7205.3]]}
    data = old_book(chinese, version=BIFF5, codepage=936, stored="gbk")
    assert cells(book(data)) == of_xlrd(data) == chinese
    assert book(data).kind == "xls"


@pytest.mark.parametrize("version", [BIFF5, BIFF8])
def test_chinese_stored_under_a_western_code_page_is_decoded_again(version: int) -> None:
    chinese: Table = {"主要指标": [["指标名称", "2021年"], ["总收入（亿元）", 7205.3], ["其中：出口", 12.0]]}
    found = reading(old_book(chinese, version=version, codepage=1252, stored="gbk"))
    assert found.book is not None
    assert cells(found.book) == chinese
    (finding,) = found.findings
    assert finding.code == "FZ350"
    assert dict(finding.facts)["count"] == 5  # the name of the sheet, 指标名称, 2021年, 总收入（亿元）, 其中：出口


@pytest.mark.parametrize("word", ["Rebfläche", "Zürich", "Île-de-France", "ÉÀ", "größe öß", "©®"])
def test_western_letters_stay_as_they_are(word: str) -> None:
    western: Table = {"Data": [[word, 1.0], ["Total", 2.0]]}
    assert cells(book(old_book(western, version=BIFF5, codepage=1252, stored="cp1252"))) == western


def test_formats_and_indents() -> None:
    table: Table = {"Sheet1": [["a", 0.135], ["b", 40513000.0], ["c", 1.5]]}
    data = old_book(
        table,
        formats=[("0.0%", 0), ("#,##0,", 0), ("General", 3)],
        styles={(0, 1): 1, (1, 1): 2, (1, 0): 3},
    )
    facts = book(data).sheets[0].facts
    shown = [figure(table["Sheet1"][r][1], facts.format(r, 1)) for r in range(3)]
    assert [(f.value, f.unit) for f in shown if f] == [(13.5, "%"), (40513.0, ""), (1.5, "")]
    assert [facts.indent(r, 0) for r in range(3)] == [0, 3, 0]
    xfs = xlrd.open_workbook(file_contents=data, formatting_info=False)
    assert xfs.sheet_by_index(0).cell_value(1, 1) == 40513000.0


def test_formats_of_excel_95() -> None:
    table: Table = {"Sheet1": [["a", 0.135]]}
    data = old_book(table, version=BIFF5, codepage=1252, stored="cp1252", formats=[("0.0%", 0)], styles={(0, 1): 1})
    assert book(data).sheets[0].facts.format(0, 1) == (1, 2, "%")


def test_the_default_password_opens_an_old_workbook() -> None:
    found = book(encrypted(TABLE, "VelvetSweatshop"))
    assert cells(found) == padded(TABLE)
    assert found.default_password


def test_another_password_does_not() -> None:
    found = reading(encrypted(TABLE, "secret"))
    assert [f.code for f in found.findings] == ["FZ310"]


def test_excel_95_with_a_password_is_not_opened() -> None:
    data = old_book(TABLE, version=BIFF5, codepage=936, stored="gb18030")
    at = data.index(record(0x0042, struct.pack("<H", 936)))
    locked = data[:at] + record(0x002F, b"\1\2") + data[at + 6 :]  # as long as the code page that it replaces
    assert [f.code for f in reading(locked).findings] == ["FZ310"]


@pytest.mark.parametrize(
    "claim",
    [
        record(0x0203, struct.pack("<HHHd", 0, 60000, 0, 1.0)),
        record(0x0200, struct.pack("<IIHHH", 44, 36, 0, 26, 0)),
    ],
)
def test_claims_beyond_the_format(claim: bytes) -> None:
    assert [f.code for f in reading(old_book(TABLE, extra=claim)).findings] == ["FZ311"]


def test_records_without_a_container_are_of_excel_4() -> None:
    found = reading(b"\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00")
    assert [f.code for f in found.findings] == ["FZ314"]
    assert "Excel 4.0" in found.findings[0].message("zh")
