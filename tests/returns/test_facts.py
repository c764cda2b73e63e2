"""Facts of cells that their values do not show: formats, indents, hidden parts, error cells, in any dialect of XML."""

from __future__ import annotations

import pickle
import re
import struct
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from tests.builders import workbook
from tests.returns.test_readers import record, stream

from fzplan.returns.readers import biff, sheet_xml
from fzplan.returns.readers.door import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.returns.readers.book import Sheet

GRID = """
    指标   | 2021年        | 2022年
    总收入 | 0.135{0.0%}   | #DIV/0!
    其中   | =A1*2         | 40513000{#,##0,}
    """


def first_sheet(path: Path) -> Sheet:
    reading = read(path, path.name)
    assert reading.book is not None, reading.findings
    return reading.book.sheets[0]


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


SHEET = "xl/worksheets/sheet1.xml"
DIALECTS: dict[str, Callable[[bytes], bytes]] = {
    "as Excel writes it": lambda xml: xml,
    "names with a prefix": lambda xml: re.sub(rb"<(/?)(?=\w)", rb"<\1x:", xml).replace(b"xmlns=", b"xmlns:x=", 1),
    "cells without addresses": lambda xml: re.sub(rb'(<c\b)([^>]*?) r="[A-Z]+\d+"', rb"\1\2", xml),
    "style before address": lambda xml: re.sub(rb'<c (r="\w+") (s="\d+")', rb"<c \2 \1", xml),
    "on many lines": lambda xml: xml.replace(b"<c ", b"\n  <c\n "),
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_facts_are_found_in_any_dialect(tmp_path: Path, dialect: str) -> None:
    sheet = first_sheet(rewritten(workbook(tmp_path / "a.xlsx", {"甲": GRID}), SHEET, DIALECTS[dialect]))
    assert sheet.rows[1][:2] == ["总收入", 0.135]
    facts = sheet.facts
    assert facts.format(1, 1) == (1, 2, "%")
    assert facts.format(2, 2).power == -3
    assert facts.errors == {(1, 2): "#DIV/0!"}
    assert facts.uncached == {(2, 1): "=A1*2"}


def indented(path: Path, rows: int = 4) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("甲")
    levels = [book.add_format({"indent": n}) for n in range(3)]
    for row in range(rows):
        sheet.write_string(row, 0, f"行{row}", levels[row % 3])
        sheet.write_number(row, 1, row)
    book.close()
    return path


def test_indents_of_xlsx(tmp_path: Path) -> None:
    facts = first_sheet(indented(tmp_path / "a.xlsx")).facts
    assert [facts.indent(row, 0) for row in (2, 0, 3, 1)] == [2, 0, 0, 1]
    assert facts.indent(2, 1) == facts.indent(99, 99) == 0


def test_styles_of_a_long_sheet_are_found_in_any_order(tmp_path: Path) -> None:
    facts = first_sheet(indented(tmp_path / "a.xlsx", rows=30_000)).facts
    assert [facts.indent(row, 0) for row in (29_999, 5, 29_998, 14_001, 30_000)] == [2, 2, 1, 0, 0]


def test_a_book_goes_to_another_process(tmp_path: Path) -> None:
    book = read(indented(tmp_path / "a.xlsx"), "a.xlsx").book
    assert book is not None
    assert book.sheets[0].facts.indent(1, 0) == 1
    sent = pickle.loads(pickle.dumps(book))
    assert sent.sheets[0].rows == book.sheets[0].rows
    assert sent.sheets[0].facts.indent(2, 0) == 2


def style(code: int, indent: int) -> bytes:
    """Return an XF record of Excel 97: font, format, flags, alignment, rotation, indent, the rest."""
    return record(0x00E0, struct.pack("<HHHBBB11x", 0, code, 0, 0, 0, indent))


def test_indents_and_hidden_parts_of_old_workbooks() -> None:
    styles = style(0, 0) + style(10, 2)  # built-in format 10 is 0.00%
    label = record(0x00FD, struct.pack("<HHHI", 7, 0, 1, 0))
    number = record(0x027E, struct.pack("<HHHi", 7, 1, 1, 4))
    hidden = record(0x0208, struct.pack("<HHHHHHHH", 7, 0, 2, 255, 0, 0, 0x20, 0))
    narrow = record(0x007D, struct.pack("<HHHHHH", 3, 4, 0, 0, 1, 0))
    (facts,) = biff.walk(stream(narrow, hidden, label, number, first=styles)).facts
    assert [facts.indent(7, 0), facts.indent(7, 1), facts.indent(7, 2)] == [2, 2, 0]
    assert facts.format(7, 1) == (2, 2, "%")
    assert facts.hidden_rows == {7}
    assert facts.hidden_columns == {3, 4}


def test_the_reach_of_a_sheet() -> None:
    near = b'<sheetData><row r="3"><c r="A3"><v>1</v></c><c r="CZ3"><v>1</v></c></row></sheetData>'
    assert sheet_xml.scanned([near]).height * sheet_xml.scanned([near]).width <= 99_999 * 104
    assert sheet_xml.extent([near]) == (3, 104)
    for far in (b'r="DA3"', b'r="xfd3"', b'r="A100000"', b'r="RRR3"'):
        scan = sheet_xml.scanned([near.replace(b'r="CZ3"', far)])
        exact = sheet_xml.extent([near.replace(b'r="CZ3"', far)])
        assert scan.height >= exact[0]
        assert scan.width >= exact[1]
    loose = b'<row r="70000"><c><v>1</v></c><c><v>1</v></c></row><row><c/></row>'
    assert not sheet_xml.scanned([loose]).addressed
    assert sheet_xml.extent(sheet_xml.addressed([loose])) == (70001, 2)


@pytest.mark.long
@pytest.mark.parametrize("name", ["OECD.xlsx", "WPP2019_F01_LOCATIONS.xlsx"])
def test_indents_of_real_workbooks_are_those_of_another_reader(name: str) -> None:
    import openpyxl

    folder = Path(__file__).parents[3] / "shared" / "workbooks"
    path = next(iter(folder.rglob(name)), None) if folder.is_dir() else None
    if path is None:
        pytest.skip("the shared workbooks are not beside the checkout")
    book, other = read(path, name).book, openpyxl.load_workbook(path)
    assert book is not None
    cells = 0
    for sheet in book.sheets:
        for row in other[sheet.name].iter_rows():
            for cell in row:
                indent = int(cell.alignment.indent or 0) if cell.value is not None else 0
                cells += indent > 0
                assert cell.value is None or sheet.facts.indent(cell.row - 1, cell.column - 1) == indent
    assert cells > 1000
