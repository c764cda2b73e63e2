"""What cannot be marked: other kinds of files, and hostile ones."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from fzplan.reports.marking import UnmarkableError, marked
from fzplan.reports.marking.faults import DAMAGED, LARGE, OLD, OTHER
from tests.reports.marking.books import STYLES, at, note, parts_of, raw, rich, zipped

SHEET = '<worksheet xmlns="{{main}}">{}</worksheet>'
BINARY = (
    b'<Relationships><Relationship Id="r" Type="http://x/officeDocument" Target="xl/workbook.bin"/></Relationships>'
)
"""What an .xlsb says of itself."""
PLAIN = SHEET.format('<sheetData><row r="1"><c r="A1"/></row></sheetData>')


def without(content: bytes, *names: str) -> bytes:
    return zipped({name: part for name, part in parts_of(content).items() if name not in names})


def twice(content: bytes) -> bytes:
    target = BytesIO(content)
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    return target.getvalue()


def locked(content: bytes) -> bytes:
    """Set the bit of encryption of the first part in the directory."""
    at_ = content.index(b"PK\x01\x02") + 8
    return content[:at_] + b"\x01" + content[at_ + 1 :]


def broken(content: bytes) -> bytes:
    """Change a byte of the sheet that is stored as it is, so that its checksum is wrong."""
    return content.replace(b"<sheetData>", b"<sheetDAta>")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), OLD),
        ("指标,2021\n女性,9".encode("gbk"), OTHER),
        (b"", OTHER),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}), OTHER),
        (without(raw(PLAIN), "_rels/.rels"), OTHER),
        (raw(PLAIN, _rels__x=b"", **{"_rels/.rels": BINARY}), OTHER),
        (without(raw(PLAIN), "xl/worksheets/sheet1.xml"), DAMAGED),
        (twice(raw(PLAIN)), DAMAGED),
        (locked(raw(PLAIN)), DAMAGED),
        (broken(raw(PLAIN)), DAMAGED),
        (raw("<worksheet><sheetData></worksheet>"), DAMAGED),
        (raw('<!DOCTYPE a [<!ENTITY b "c">]>' + PLAIN), DAMAGED),
        (raw('<?xml version="1.0" encoding="GBK"?>' + PLAIN), DAMAGED),
        (raw(SHEET.format('<sheetData><row r="2"/><row r="1"/></sheetData>')), DAMAGED),
        (raw(SHEET.format('<sheetData><row r="1"><c r="B1"/><c r="A1"/></row></sheetData>')), DAMAGED),
        (raw(PLAIN, styles='<styleSheet xmlns="{main}"/>'), DAMAGED),
        (raw(PLAIN, xl__workbook_x=b"").replace(b"<sheets>", b"<sheetz>"), DAMAGED),
    ],
)  # fmt: skip
def test_what_is_no_workbook_of_this_kind(content: bytes, reason: object) -> None:
    with pytest.raises(UnmarkableError) as error:
        marked(content, [note(at(1, 1))], "zh")
    assert error.value.reason == reason


def test_a_file_that_expands_too_far() -> None:
    with pytest.raises(UnmarkableError) as error:
        marked(rich(), [note(at(1, 1))], "zh", limit=2_000_000 // 1000)
    assert error.value.reason.zh == LARGE.zh.format(limit=0)


def test_numbers_and_addresses_that_are_none_are_counted_instead() -> None:
    """A row `r="x"` is the next row, a cell `r=""` the next cell."""
    xml = SHEET.format('<sheetData><row r="x"><c r="" s="y"/></row></sheetData>')
    assert (
        b'<c r="" s="' in parts_of(marked(raw(xml, styles=STYLES), [note(at(1, 1))], "zh"))["xl/worksheets/sheet1.xml"]
    )
