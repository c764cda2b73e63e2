"""OpenDocument workbooks: what odfpy and LibreOffice write is read, with its facts; repetitions cannot be a bomb."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from odf.number import Number, NumberStyle, PercentageStyle
from odf.number import Text as NumberText
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import ParagraphProperties, Style
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P
from tests.builders import workbook

from fzplan.diagnostics import FileRef
from fzplan.returns.readers.door import Reading, of_bytes, read
from fzplan.returns.readers.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.returns.readers.book import Sheet

office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")


def text(words: str, **given: object) -> TableCell:
    cell = TableCell(valuetype="string", **given)
    cell.addElement(P(text=words))
    return cell


def number(value: float, shown: str, kind: str = "float", **given: object) -> TableCell:
    cell = TableCell(valuetype=kind, value=value, **given)
    cell.addElement(P(text=shown))
    return cell


def row(*cells: TableCell, **given: object) -> TableRow:
    made = TableRow(**given)
    for cell in cells:
        made.addElement(cell)
    return made


def document() -> bytes:
    """Return a table as odfpy writes it: merged title, percentage, thousands, indent, an error, a hidden row."""
    doc = OpenDocumentSpreadsheet()
    percent = PercentageStyle(name="N1")
    percent.addElement(Number(decimalplaces=1, minintegerdigits=1))
    percent.addElement(NumberText(text="%"))
    thousands = NumberStyle(name="N2")
    thousands.addElement(Number(decimalplaces=0, displayfactor=1000, grouping="true"))
    for made in (percent, thousands):
        doc.automaticstyles.addElement(made)
    styles = {"percent": {"datastylename": "N1"}, "thousands": {"datastylename": "N2"}, "deep": {}}
    for name, given in styles.items():
        cell_style = Style(name=name, family="table-cell", **given)
        if name == "deep":
            cell_style.addElement(ParagraphProperties(marginleft="0.706cm"))  # two steps of 10 points
        doc.automaticstyles.addElement(cell_style)
    table = Table(name="主要指标")
    table.addElement(TableColumn(numbercolumnsrepeated=2))
    table.addElement(TableColumn(numbercolumnsrepeated=1, visibility="collapse"))
    table.addElement(row(text("题目", numbercolumnsspanned=3), CoveredTableCell(numbercolumnsrepeated=2)))
    table.addElement(row(text("占比"), number(0.135, "13.5%", "percentage", stylename="percent")))
    table.addElement(row(text("其中", stylename="deep"), number(40513000, "40513", stylename="thousands")))
    error = TableCell(formula="of:=1/0", valuetype="string")
    error.addElement(P(text="#DIV/0!"))
    table.addElement(row(text("错"), error, TableCell(formula="of:=[.B1]"), visibility="collapse"))
    table.addElement(row(TableCell(numbercolumnsrepeated=1000), numberrowsrepeated=100_000))
    doc.spreadsheet.addElement(table)
    stored = io.BytesIO()
    doc.write(stored)
    return stored.getvalue()


def first(reading: Reading) -> Sheet:
    assert reading.book is not None, reading.findings
    return reading.book.sheets[0]


def test_what_odfpy_writes_is_read_with_its_facts() -> None:
    sheet = first(of_bytes(document(), FileRef("a.ods"), ".ods"))
    assert [r[:2] for r in sheet.rows[:3]] == [["题目", ""], ["占比", 0.135], ["其中", 40513000]]
    assert sheet.merges == ((0, 0, 0, 2),)
    facts = sheet.facts
    assert facts.format(1, 1) == (1, 2, "%")
    assert facts.format(2, 1)[:2] == (0, -3)
    assert [facts.indent(r, 0) for r in range(4)] == [0, 0, 2, 0]
    assert facts.errors == {(3, 1): "#DIV/0!"}
    assert facts.uncached == {(3, 2): "=[.B1]"}
    assert facts.hidden_rows == {3}
    assert facts.hidden_columns == {2}


def changed(old: bytes, new: bytes, part: str = "content.xml") -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document())) as source, zipfile.ZipFile(stored, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            assert name != part or old in content
            target.writestr(name, content.replace(old, new) if name == part else content)
    return stored.getvalue()


BOMBS = {
    "a figure repeated to the end of the sheet": (
        b'<table:table-row><table:table-cell office:value-type="string"><text:p>\xe5\x8d\xa0',
        (
            b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" '
            b'table:number-columns-repeated="16384"><text:p>\xe5\x8d\xa0'
        ),
        "FZ317",
    ),
    "a document type": (
        b"<office:document-content",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><office:document-content",
        "FZ311",
    ),
    "XML that ends in the middle": (b"</office:spreadsheet>", b"", "FZ311"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_one_finding(name: str) -> None:
    old, new, code = BOMBS[name]
    found = of_bytes(changed(old, new), FileRef("a.ods"), ".ods")
    assert [f.code for f in found.findings] == [code]
    assert found.book is None


def test_the_limit_of_cells_counts_what_is_used_only() -> None:
    assert of_bytes(document(), FileRef("a.ods"), ".ods", Limits(cells=12)).book is not None  # 4 rows × 3 columns
    found = of_bytes(document(), FileRef("a.ods"), ".ods", Limits(cells=11))
    assert "--max-cells" in found.findings[0].help("zh")


def test_a_document_with_a_password() -> None:
    locked = changed(
        b"<manifest:file-entry", b"<manifest:encryption-data/><manifest:file-entry", "META-INF/manifest.xml"
    )
    assert [f.code for f in of_bytes(locked, FileRef("a.ods"), ".ods").findings] == ["FZ310"]


@office
@pytest.mark.parametrize(("suffix", "filter_"), [("ods", "calc8"), ("xls", "MS Excel 97")])
def test_what_libreoffice_saves_is_read_alike(tmp_path: Path, suffix: str, filter_: str) -> None:
    grid = "指标 | 2021年\n总收入 | 7205.3\n占比 | 0.135{0.0%}\n日期 | 2021-03-05\n错 | #DIV/0!\n比 | 12.5{#,##0.00}"
    path = workbook(tmp_path / "a.xlsx", {"主要指标": grid, "乙": "1"})
    made = tmp_path / "made"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    subprocess.run(
        [*command, f"{suffix}:{filter_}", "--outdir", str(made), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    original, saved = first(read(path, "a.xlsx")), first(read(made / f"a.{suffix}", f"a.{suffix}"))
    assert saved.name == original.name
    assert saved.rows == original.rows
    assert saved.facts.errors == original.facts.errors == {(4, 1): "#DIV/0!"}
    assert saved.facts.format(2, 1) == original.facts.format(2, 1) == (1, 2, "%")
    assert saved.facts.format(5, 1) == original.facts.format(5, 1) == (2, 0, "")
