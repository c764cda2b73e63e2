"""A marked copy: what is added, and that everything else is as it was."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from fzplan.diagnostics import FileRef, Severity
from fzplan.reports.marking import book, listing, marked
from tests.office import SOFFICE, office
from tests.reports.marking.books import STYLES, at, note, opened, parts_of, raw, rich, sheet_of

if TYPE_CHECKING:
    from pathlib import Path

SHEET = '<worksheet xmlns="{{main}}">{}</worksheet>'
RED, ORANGE, YELLOW, BLUE = "FFFF9999", "FFFFC28A", "FFFFEB84", "FFCFE2F3"


def colour(cell: object) -> str:
    return cell.fill.fgColor.rgb if cell.fill.fill_type else ""  # type: ignore[attr-defined, no-any-return]


def test_a_marked_cell_keeps_its_figure_its_format_and_its_comment() -> None:
    notes = [note(at(2, 2)), note(at(3, 2), Severity.VERIFY), note(at(5, 2), Severity.INFO)]
    copy = marked(rich(), notes, "zh")
    sheet, values = opened(copy)["表"], opened(copy, data_only=True)["表"]
    cell = sheet["B2"]
    assert (cell.value, cell.number_format, cell.font.italic, colour(cell)) == (0.999, "0.0%", True, RED)
    assert cell.comment.text == "原批注\n\n【强制 FZ600 R01】\n女性 999人，应 ≤ 40人\n处理：核对"
    assert sheet["D10"].comment.text == "另一条"
    assert (sheet["B3"].value, values["B3"].value, colour(sheet["B3"])) == ("=B2*2", 1.998, YELLOW)
    assert sheet["B3"].comment.text.startswith("【核实 FZ600 R01】")
    assert values["B4"].value == 7
    assert (sheet["B5"].value, colour(sheet["B5"])) == (None, BLUE)
    assert not colour(sheet["C2"])


def test_every_part_that_needs_no_change_is_the_same_to_the_byte() -> None:
    before = parts_of(rich())
    after = parts_of(marked(rich(), [note(at(2, 2)), note(at(4, 2))], "zh"))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
    }  # fmt: skip
    assert set(after) - set(before) == {"xl/worksheets/sheet3.xml"}
    kept = {"xl/charts/chart1.xml", "xl/media/image1.png", "xl/tables/table1.xml", "xl/chartsheets/sheet1.xml"}
    assert kept <= set(before)
    drawing = after["xl/drawings/vmlDrawing1.vml"]
    ids = re.findall(rb'<v:shape id="([^"]+)"', drawing)
    assert len(ids) == len(set(ids)) == 3  # two that were there, one for B4; B2 has its own
    assert after["xl/worksheets/sheet1.xml"].count(b"<legacyDrawing ") == 1


def test_macros_stay() -> None:
    parts = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 macros"}
    content = raw(SHEET.format("<sheetData/>"), **{name.replace("/", "__"): part for name, part in parts.items()})
    assert parts_of(marked(content, [note(at(1, 1))], "zh"))["xl/vbaProject.bin"] == parts["xl/vbaProject.bin"]


def test_the_list_leads_to_the_cells() -> None:
    notes = [note(at(2, 2)), note(FileRef("data/年报.xlsx", "表")), note(at(2, 2, sheet="没有"), message="=1+1")]
    workbook = opened(marked(rich(), notes, "zh"))
    assert workbook.sheetnames == ["表", "审核问题", "图", "审核问题2"]
    page = workbook["审核问题2"]
    assert [cell.value for cell in page[2]][:6] == ["序号", "级别", "编号", "审核关系", "工作表", "单元格"]
    assert [cell.value for cell in page[3]][:6] == [1, "强制", "FZ600", "R01", "表", "B2"]
    assert page["F3"].hyperlink.location == "'表'!B2"
    assert page["F4"].hyperlink is None
    assert page["F5"].hyperlink is None
    assert (page["I5"].value, page["I5"].data_type) == ("=1+1", "s")
    assert colour(page["B3"]) == RED
    assert "共 3 处，列出 3 处" in page["A1"].value
    assert page.page_setup.orientation == "landscape"
    assert opened(marked(rich(), notes, "en")).sheetnames[-1] == "Findings"


def test_the_worst_gives_the_colour_and_all_are_said() -> None:
    notes = [note(at(1, 1), Severity.INFO), note(at(1, 1, 2, 3), Severity.CONFIRM), note(at(2, 3), Severity.ERROR)]
    sheet = sheet_of(SHEET.format("<sheetData/>"), *notes)
    assert [[colour(cell) for cell in row] for row in sheet["A1:C2"]] == [[ORANGE] * 3, [ORANGE, ORANGE, RED]]
    assert [line for line in sheet["A1"].comment.text.split("\n") if "【" in line] == [
        "【准强制 FZ600 R01】",
        "【提示 FZ600 R01】",
    ]


def test_a_place_that_is_settled_says_so() -> None:
    settled = note(at(1, 1), standing="已说明")._replace(is_open=False)
    assert settled.text("zh").startswith("【强制 FZ600 R01】（已说明）\n")
    assert settled.text("en").startswith("[强制 FZ600 R01] (已说明)\n")
    assert "help: 核对" in settled.text("en")
    assert note(at(1, 1), remedy="").text("zh").endswith("40人")


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        ("<sheetData/>", {}),
        ("<sheetData></sheetData>", {}),
        ('<sheetData><row r="2"/></sheetData>', {}),
        ('<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="5"><c r="D5"><v>9</v></c></row></sheetData>', {"A1": 1, "D5": 9}),
        ('<sheetData><row r="2"><c r="A2"><v>1</v></c><c r="E2" s="1"><v>2</v></c></row></sheetData>', {"A2": 1, "E2": 2}),
        ("<sheetData><row/><row><c><v>1</v></c><c/><c><v>3</v></c></row></sheetData>", {"A2": 1, "C2": 3}),
        ('<sheetData><row r="2" s="1" customFormat="1"><c r="B2" t="inlineStr"><is><t>a>b</t></is></c></row></sheetData>', {"B2": "a>b"}),
        ("<cols><col min='2' max='3' style='1'/></cols><sheetData/><extLst/>", {}),
    ],
)  # fmt: skip
def test_cells_are_put_where_there_were_none(rows: str, values: dict[str, object]) -> None:
    sheet = sheet_of(SHEET.format(rows), note(at(2, 2, 3, 3)))
    seen = {cell.coordinate: cell.value for row in sheet for cell in row if cell.value is not None}
    assert seen == values
    assert {cell.coordinate for row in sheet for cell in row if colour(cell)} == {"B2", "B3", "C2", "C3"}
    assert [row[0].row for row in sheet.iter_rows()] == list(range(1, sheet.max_row + 1))
    percent = {cell.coordinate for row in sheet["B2:C3"] for cell in row if cell.number_format == "0.00%"}
    assert percent == ({"C2"} if "customFormat" in rows else {"B2", "B3", "C2", "C3"} if "<cols>" in rows else set())


def test_prefixes_and_the_strict_standard_are_kept() -> None:
    """A writer may give every element a prefix; ISO 29500 strict has other namespaces."""
    sheet = sheet_of(
        '<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1"/></x:sheetData></x:worksheet>', note(at(1, 1))
    )
    assert (colour(sheet["A1"]), sheet["A1"].comment.author) == (RED, "fzplan")
    strict = {"main": book.MAINS[book.STRICT], "office": book.STRICT}
    copy = parts_of(marked(raw(SHEET.format("<sheetData/>"), **strict), [note(at(1, 1))], "zh"))
    added = b"".join(copy[name] for name in ("xl/comments1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml"))
    assert b"purl.oclc.org" in added
    assert b"schemas.openxmlformats.org/spreadsheetml" not in added


@pytest.mark.parametrize(
    "styles",
    [
        None,
        '<styleSheet xmlns="{main}"><fills/><cellXfs/></styleSheet>',
        STYLES.replace("<xf numFmtId", "<xf><alignment/></xf><xf numFmtId", 1),
    ],
)
def test_styles_of_any_kind(styles: str | None) -> None:
    copy = marked(
        raw(SHEET.format('<sheetData><row r="1"><c r="A1" s="77"/></row></sheetData>'), styles=styles),
        [note(at(1, 1))],
        "zh",
    )
    assert RED.encode() in parts_of(copy)["xl/styles.xml"]
    assert parts_of(copy)["[Content_Types].xml"].count(b"/xl/styles.xml") == 1
    if styles is None or "font" in styles:
        assert colour(opened(copy).worksheets[0]["A1"]) == RED


def test_a_drawing_that_office_has_not_written_is_left_alone() -> None:
    """Cells are coloured; the comment stands in the list alone."""
    parts = parts_of(rich())
    parts["xl/drawings/vmlDrawing1.vml"] = b"<xml><v:shape/></xml>"
    from tests.reports.marking.books import zipped

    copy = parts_of(marked(zipped(parts), [note(at(4, 2))], "zh"))
    assert copy["xl/drawings/vmlDrawing1.vml"] == b"<xml><v:shape/></xml>"
    assert copy["xl/comments1.xml"] == parts["xl/comments1.xml"]
    assert copy["xl/worksheets/sheet1.xml"] != parts["xl/worksheets/sheet1.xml"]


def test_a_drawing_of_buttons_takes_the_comments_too() -> None:
    """A form control has the same kind of drawing, and no comments."""
    parts = parts_of(rich())
    head = "xmlns:v='urn:schemas-microsoft-com:vml' xmlns:o='urn:o' xmlns:x='urn:x'"
    parts["xl/drawings/vmlDrawing1.vml"] = f"<xml {head}><v:shape id='button'><br></v:shape></xml>".encode()
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    parts[relations] = re.sub(rb"<Relationship [^>]*/comments\"[^>]*/>", b"", parts[relations])
    from tests.reports.marking.books import zipped

    copy = parts_of(marked(zipped(parts), [note(at(4, 2))], "zh"))
    drawing = copy["xl/drawings/vmlDrawing1.vml"]
    assert b"<br>" in drawing
    assert b'_x0000_s1025"' in drawing
    assert b'id="_x0000_t202"' in drawing
    assert b'ref="B4"' in copy["xl/comments2.xml"]


def test_comments_without_a_drawing_get_one() -> None:
    parts = parts_of(rich())
    parts["xl/worksheets/sheet1.xml"] = re.sub(rb"<legacyDrawing [^>]*>", b"", parts["xl/worksheets/sheet1.xml"])
    from tests.reports.marking.books import zipped

    copy = parts_of(marked(zipped(parts), [note(at(4, 2))], "zh"))
    assert b'ref="B4"' in copy["xl/comments1.xml"]
    assert re.search(rb"<legacyDrawing [^>]*/><legacyDrawingHF ", copy["xl/worksheets/sheet1.xml"])


def test_a_copy_has_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "FILLED", 5)
    monkeypatch.setattr(book, "COMMENTED", 2)
    monkeypatch.setattr(listing, "LISTED", 3)
    notes = [note(at(row, 1, row, 2)) for row in range(1, 5)]
    copy = opened(marked(raw(SHEET.format("<sheetData/>")), notes, "en"))
    cells = [cell for row in copy.worksheets[0] for cell in row]
    assert sum(bool(colour(cell)) for cell in cells) == 5
    assert sum(bool(cell.comment) for cell in cells) == 2
    assert copy.worksheets[1].max_row == 2 + 3
    assert "4 places, 3 listed" in copy.worksheets[1]["A1"].value


def test_text_that_xml_cannot_have_is_left_out() -> None:
    evil = note(at(1, 1), message='<&>"\x00\x0b\ud800\ufffe]]>')
    copy = opened(marked(raw(SHEET.format("<sheetData/>")), [evil], "zh"))
    assert '<&>"]]>' in copy.worksheets[0]["A1"].comment.text
    assert copy.worksheets[1]["I3"].value == '<&>"]]>'


def test_the_same_notes_give_the_same_bytes() -> None:
    content = rich()
    first = marked(content, [note(at(2, 2))], "zh")
    time.sleep(2.1)
    assert marked(content, [note(at(2, 2))], "zh") == first


@office
def test_libreoffice_opens_a_marked_copy(tmp_path: Path) -> None:
    assert SOFFICE
    place = tmp_path / "copy.xlsx"
    place.write_bytes(marked(rich(), [note(at(2, 2)), note(at(4, 2)), note(at(8, 1, 9, 3))], "zh"))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path), str(place)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = (tmp_path / "copy.fods").read_text(encoding="utf-8")
    assert len(re.findall("<office:annotation ", text)) == 4  # B2 and D10 as before, B4 and A8 new
    assert "原批注" in text
    assert text.count("女性 999人") == 3 + 3
    assert 'xlink:href="#表.B4"' in text or 'xlink:href="#&apos;表&apos;.B4"' in text
    assert text.count("draw:image") >= 2
    assert "ff9999" in text


def test_a_large_sheet_is_marked_in_seconds() -> None:
    """300,000 cells: the walk looks at each, and only the marked ones are changed."""
    row = "".join(f"<c><v>{k}</v></c>" for k in range(30))
    xml = SHEET.format("<sheetData>" + f"<row>{row}</row>" * 10_000 + "</sheetData>")
    begun = time.process_time()
    copy = marked(raw(xml), [note(at(9_000, 3))], "zh")
    assert time.process_time() - begun < (6 if sys.gettrace() is None else 20)
    assert b'<c s="' in parts_of(copy)["xl/worksheets/sheet1.xml"]
