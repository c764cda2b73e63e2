"""Workbooks to be marked: as Excel writes them, and as nobody should."""

from __future__ import annotations

import base64
import io
import warnings
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import xlsxwriter

from fzplan.diagnostics import CellRef, FileRef, Severity
from fzplan.reports.marking import Note, marked

if TYPE_CHECKING:
    from collections.abc import Mapping

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STYLES = (
    '<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="10" fillId="0"/></cellXfs>'
    "</styleSheet>"
)


def note(address: CellRef | FileRef, severity: Severity = Severity.ERROR, **more: str) -> Note:
    """Return a note at a place."""
    cells: dict[str, str | int] = {
        "level": severity.label.zh, "code": "FZ600", "check": "R01", "sheet": address.sheet,
        "cell": address.address if isinstance(address, CellRef) else "", "entity": "乙", "period": "2021",
        "message": "女性 999人，应 ≤ 40人", "remedy": "核对", "standing": "待处理", **more,
    }  # fmt: skip
    return Note(address, severity, cells)


def at(row: int, column: int, last_row: int = 0, last_column: int = 0, sheet: str = "表") -> CellRef:
    return CellRef("data/年报.xlsx", sheet, row, column, last_row, last_column)


def rich() -> bytes:
    """Return a workbook with all that is lost when a library writes a file anew."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("表")
    percent, bold = book.add_format({"num_format": "0.0%", "italic": True}), book.add_format({"bold": True})
    sheet.set_column(4, 4, 12, percent)
    sheet.set_row(6, 20, percent)
    sheet.write_row(0, 0, ["指标", "2021年", "2022年"])
    sheet.write_rich_string(1, 0, "女", bold, "性")
    sheet.write_number(1, 1, 0.999, percent)
    sheet.write_formula(2, 1, "=B2*2", None, 1.998)
    sheet.write_formula(3, 1, "='[other.xlsx]表'!A1", None, 7)
    sheet.write_comment(1, 1, "原批注", {"author": "填表人"})
    sheet.write_comment(9, 3, "另一条")
    sheet.insert_image(12, 1, "a.png", {"image_data": io.BytesIO(PNG)})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=表!$B$2:$C$2"})
    sheet.insert_chart(14, 1, chart)
    sheet.conditional_format("B2:C3", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("C2", {"validate": "list", "source": ["甲", "乙"]})
    sheet.add_table(20, 0, 22, 2, {"data": [[1, 2, 3], [4, 5, 6]]})
    sheet.set_header("&C&G", {"image_center": "a.png", "image_data_center": io.BytesIO(PNG)})
    book.add_worksheet("审核问题").write(0, 0, "已有的")
    bars = book.add_chart({"type": "bar"})
    bars.add_series({"values": "=表!$B$2:$C$2"})
    book.add_chartsheet("图").set_chart(bars)
    book.define_name("合计", "=表!$B$2")
    book.close()
    return content.getvalue()


def raw(sheet: str, *, styles: str | None = STYLES, main: str = MAIN, office: str = OFFICE, **more: bytes) -> bytes:
    """Return a workbook of one sheet, 表, from the XML of its `worksheet` element; `more` replaces parts."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    related = "" if styles is None else f'<Relationship Id="s" Type="{office}/styles" Target="styles.xml"/>'
    parts: dict[str, bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/><Override PartName="/xl/worksheets/'
        f'sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="表" sheetId="1" r:id="a"/>'
        "</sheets></workbook>".encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}<Relationship Id="a" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
        "xl/worksheets/sheet1.xml": sheet.format(main=main, office=office).encode(),
        **({} if styles is None else {"xl/styles.xml": styles.format(main=main).encode()}),
    }  # fmt: skip
    return zipped({**parts, **{name.replace("__", "/"): content for name, content in more.items()}})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 2, 2, 2, 2, 2)), part)
    return content.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(content: bytes, **more: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # it says what it would lose, if it wrote the file
        return openpyxl.load_workbook(io.BytesIO(content), **more)


def sheet_of(xml: str, *notes: Note, **more: Any) -> Any:
    """Return the one sheet of a raw workbook, marked and opened again."""
    return opened(marked(raw(xml, **more), notes, "zh")).worksheets[0]
