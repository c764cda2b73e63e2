"""Readers: two engines agree cell by cell; facts of cells that values do not show; encodings."""

from __future__ import annotations

import datetime as dt
import math
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.builders import workbook

from fzplan.returns.cells import figure
from fzplan.returns.readers import biff, delimited
from fzplan.returns.readers.door import read

if TYPE_CHECKING:
    from fzplan.returns.readers.book import Book, Cell

GRID = """
    题 目 | < | < | <
    指标 | 2020 | '2021 | 日期
    总收入 | 6648.7{0.00} | 0.135{0.0%} | 2021-03-05
    ^ | '６６４８．７ | -1e-7 | =A1 => 12
    错 | #DIV/0! | =B3*2 | #N/A
    大数 | 12345678901 | 40513000{#,##0,} | '空 格
    """


def test_two_engines_agree_on_every_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"甲": GRID, "乙": "1 | 2\n | 3", "空": ""})
    assert not differences(path)


def differences(path: Path) -> list[tuple[str, int, int, Cell, object]]:
    """Return the cells in which calamine and openpyxl differ: sheet, row, column, both values."""
    import openpyxl

    book = read(path, path.name).book
    assert book is not None
    other = openpyxl.load_workbook(path, read_only=True, data_only=True)
    found = []
    for sheet in book.sheets:
        other[sheet.name].reset_dimensions()  # some writers state a used range of one cell
        rows = [list(row) for row in other[sheet.name].iter_rows(values_only=True)]
        for r in range(max(len(rows), len(sheet.rows))):
            width = max(len(rows[r]) if r < len(rows) else 0, len(sheet.rows[r]) if r < len(sheet.rows) else 0)
            for c in range(width):
                ours, theirs = _at(sheet.rows, r, c), _at(rows, r, c)
                ours = sheet.facts.errors.get((r, c), ours)
                if not _same(ours, theirs):
                    found.append((sheet.name, r + 1, c + 1, ours, theirs))
    return found


def _at(rows: list[list[Cell]], r: int, c: int) -> Cell:
    value = rows[r][c] if r < len(rows) and c < len(rows[r]) else ""
    return "" if value is None else value


def _same(ours: object, theirs: object) -> bool:
    """Compare two readings: dates with dates, numbers as floats, line ends and Excel's escapes folded."""
    if isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
        return math.isclose(ours, theirs, rel_tol=1e-15, abs_tol=0)
    if isinstance(theirs, dt.datetime) and type(ours) is dt.date:
        return theirs.date() == ours
    if isinstance(ours, str) and isinstance(theirs, str):
        return _folded(ours) == _folded(theirs)
    return ours == theirs


def _folded(text: str) -> str:
    return text.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n").strip()


def sheet_of(tmp_path: Path) -> Book:
    book = read(workbook(tmp_path / "a.xlsx", {"甲": GRID}), "a.xlsx").book
    assert book is not None
    return book


def test_facts_of_cells(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path).sheets[0]
    assert sheet.facts.errors == {(4, 1): "#DIV/0!", (4, 3): "#N/A"}
    assert sheet.facts.uncached == {(4, 2): "=B3*2"}
    assert sheet.facts.format(2, 1)[:2] == (2, 0)
    assert sheet.facts.format(2, 2) == (1, 2, "%")
    assert sheet.facts.format(5, 2)[:2] == (0, -3)
    assert sheet.facts.format(1, 1) == (None, 0, "")
    assert sheet.merges == ((0, 0, 0, 3), (2, 0, 3, 0))
    assert sheet.rows[2][3] == dt.date(2021, 3, 5)


def test_hidden_rows_columns_and_sheets(tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("甲")
    sheet.write(2, 3, 1.5)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(3, 4, None, None, {"hidden": True})
    book.add_worksheet("乙").hide()
    book.close()
    found = read(tmp_path / "a.xlsx", "a.xlsx").book
    assert found is not None
    assert found.sheets[0].facts.hidden_rows == {2}
    assert found.sheets[0].facts.hidden_columns == {3, 4}
    assert [s.visible for s in found.sheets] == [True, False]


def test_delimited_text() -> None:
    assert delimited.decoded("﻿总收入".encode()) == ("总收入", "utf-8")
    assert delimited.decoded("总收入".encode("gb18030")) == ("总收入", "gb18030")
    assert delimited.decoded("总收入".encode("utf-16")) == ("总收入", "utf-16-le")
    assert delimited.decoded(b"\xff\xfa\x00") is None
    book = delimited.book_of('指标;"2020;年"\n总收入;1\n', "utf-8", 100)
    assert book.sheets[0].rows == [["指标", "2020;年"], ["总收入", "1"]]


def test_a_workbook_by_another_name_is_told_by_its_content(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"甲": "1"})
    renamed = path.rename(tmp_path / "a.et")
    found = read(renamed, "a.et").book
    assert found is not None
    assert found.kind == "xlsx"


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def stream(*cells: bytes, first: bytes = b"") -> bytes:
    """Return a workbook stream of one worksheet: globals, then the sheet, as MS-XLS lays them out."""
    bof, eof = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)), record(0x000A, b"")
    formats = record(0x041E, struct.pack("<HHB", 164, 6, 0) + b"#,##0,") + record(0x00E0, struct.pack("<HH16x", 0, 164))
    before = len(bof) + len(formats) + len(first) + 4 + 8 + len(eof)
    sheet = record(0x0085, struct.pack("<IBBBB", before, 0, 0, 0, 0))
    return bof + first + formats + sheet + eof + bof + b"".join(cells) + eof


def test_facts_of_old_workbooks() -> None:
    error = record(0x0205, struct.pack("<HHHBB", 4, 1, 0, 7, 1))
    formula = record(0x0006, struct.pack("<HHH", 5, 2, 0) + b"\x02\x00\x2a\x00\x00\x00\xff\xff" + b"\0" * 6)
    number = record(0x0203, struct.pack("<HHHd", 2, 3, 0, 40513000.0))
    several = record(0x00BD, struct.pack("<HHHiHiH", 6, 0, 0, 4, 0, 8, 1))
    walked = biff.walk(stream(error, formula, number, several))
    (facts,) = walked.facts
    assert facts.errors == {(4, 1): "#DIV/0!", (5, 2): "#N/A"}
    assert [facts.format(*cell).power for cell in ((2, 3), (6, 0), (6, 1), (9, 9))] == [-3, -3, -3, 0]
    assert not walked.encrypted
    assert not walked.far


def test_old_workbooks_that_must_not_be_opened() -> None:
    assert biff.walk(stream(first=record(0x002F, b"\1\0"))).encrypted
    assert biff.walk(stream(record(0x0203, struct.pack("<HHHd", 0, 60000, 0, 1.0)))).far
    assert biff.walk(stream(first=record(0x00FC, struct.pack("<II", 2**31, 2**31)))).far
    assert biff.walk(stream(record(0x0200, struct.pack("<IIHHH", 44, 36, 0, 26, 0)))).far
    assert biff.walk(b"\x09\x08\xff\xff").facts == []


@pytest.mark.parametrize("name", ["table-a02.xls"])
def test_a_scaled_format_of_a_real_old_workbook(name: str) -> None:
    folder = Path(__file__).parents[3] / "shared" / "workbooks"
    path = next(iter(folder.rglob(name)), None) if folder.is_dir() else None
    if path is None:
        pytest.skip("the shared workbooks are not beside the checkout")
    book = read(path, name).book
    assert book is not None
    sheet = book.sheets[0]
    shown = [
        figure(value, sheet.facts.format(r, c))
        for r, row in enumerate(sheet.rows)
        for c, value in enumerate(row)
        if value == 40513000
    ]
    assert shown
    assert {seen.value for seen in shown if seen} == {40513.0}
