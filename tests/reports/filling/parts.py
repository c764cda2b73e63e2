"""Workbooks as other programs and ill will write them: the XML of one sheet and of its strings by hand."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCUMENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FIRST = '<row r="1"><c r="A1" t="inlineStr"><is><t>{{banner}}</t></is></c></row>'


def workbook(sheet: str, strings: str = "", **names: str) -> bytes:
    """Return a workbook of the sheet 表 with that content; `strings` are shared ones, `names` those of cells."""
    defined = "".join(f'<definedName name="{name}">{refers}</definedName>' for name, refers in names.items())
    root = sheet if sheet.startswith("<x:") else f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{DOCUMENT}.sheet.main+xml"/>'
            f'<Override PartName="/xl/sheet.xml" ContentType="{DOCUMENT}.worksheet+xml"/>'
            f'<Override PartName="/xl/strings.xml" ContentType="{DOCUMENT}.sharedStrings+xml"/></Types>',
        )
        archive.writestr("_rels/.rels", _relations(officeDocument="xl/workbook.xml"))
        archive.writestr("xl/_rels/workbook.xml.rels", _relations(worksheet="sheet.xml", sharedStrings="strings.xml"))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="表" sheetId="1" r:id="worksheet"/>'
            f"</sheets><definedNames>{defined}</definedNames></workbook>",
        )
        archive.writestr("xl/sheet.xml", root)
        archive.writestr("xl/strings.xml", f'<sst xmlns="{MAIN}">{strings}</sst>')
    return content.getvalue()


def cells(*rows: str) -> str:
    """Return the data of a sheet whose first row has the banner."""
    return f"<sheetData>{FIRST}{''.join(rows)}</sheetData>"


def text(item: str, address: str = "A2") -> str:
    """Return a row with one cell that has that string item."""
    return f'<row r="{address[1:]}"><c r="{address}" t="inlineStr"><is>{item}</is></c></row>'


def rows(content: bytes) -> str:
    """Return the rows of the sheet below the first one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/sheet.xml").decode().partition("</row>")[2].removesuffix("</sheetData></worksheet>")


def _relations(**targets: str) -> str:
    found = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'
