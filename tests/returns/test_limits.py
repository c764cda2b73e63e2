"""Limits on bytes, cells and seconds; archives that lie about their size; what is refused is one finding."""

from __future__ import annotations

import io
import struct
import threading
import time
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from tests.builders import workbook
from tests.returns.plans import form, measure, plan

from fzplan.diagnostics import FileRef
from fzplan.returns import Limits, extract
from fzplan.returns.readers.door import of_bytes, read
from fzplan.returns.readers.faults import SlowError
from fzplan.returns.readers.patience import within

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic

GRID = {"甲": "指标 | 单位 | 2021年\n总收入 | 亿元 | 7205.3"}


def refusal(data: bytes, limits: Limits | None = None, suffix: str = ".xlsx") -> Diagnostic:
    found = of_bytes(data, FileRef(f"a{suffix}"), suffix, limits or Limits())
    assert found.book is None
    (finding,) = found.findings
    return finding


def test_too_many_bytes(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", GRID)
    (finding,) = read(path, "a.xlsx", Limits(size=1000)).findings
    assert finding.code == "FZ317"
    assert "--max-size" in finding.help("zh")
    assert read(path, "a.xlsx", Limits(size=100_000)).book is not None


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".html"])
def test_too_many_cells(tmp_path: Path, suffix: str) -> None:
    texts = {
        ".csv": "指标,单位,2021年\n总收入,亿元,7205.3\n".encode(),
        ".html": "<table><tr><td>指标<td>单位<td>2021年<tr><td>总收入<td>亿元<td>7205.3</table>".encode(),
    }
    data = texts.get(suffix) or workbook(tmp_path / "a.xlsx", GRID).read_bytes()
    assert of_bytes(data, FileRef("a"), suffix, Limits(cells=6)).book is not None
    finding = refusal(data, Limits(cells=5), suffix)
    assert finding.code == "FZ317"
    assert "--max-cells" in finding.help("en")


def test_too_slow_a_file_does_not_keep_the_others_waiting(tmp_path: Path) -> None:
    rows = "\n".join(f"企业{n} | {n} | {n + 1} | {n + 2}" for n in range(60_000))
    workbook(tmp_path / "data" / "大.xlsx", {"甲": rows})
    workbook(tmp_path / "data" / "小.xlsx", GRID)
    p = plan(measure("总收入", "亿元"), forms={"年报": form("*.xlsx")})
    extraction, findings = extract(p, [tmp_path / "data"], tmp_path, limits=Limits(seconds=0.05))
    assert [o.value for o in extraction.observations] == [7205.3]
    slow = [f for f in findings if f.code == "FZ352"]
    assert [str(f.at) for f in slow] == ["data/大.xlsx"]
    assert "0.05" in slow[0].message("zh")
    assert "--max-seconds" in slow[0].help("zh")


def test_waiting_only_so_long() -> None:
    held = threading.Event()
    started = time.monotonic()
    with pytest.raises(SlowError):
        within(0.05, lambda: held.wait(30))
    assert time.monotonic() - started < 5
    held.set()
    assert within(5, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 // 0)
    assert within(5, threading.current_thread) is within(5, threading.current_thread)  # one thread for all


def archive(*parts: tuple[str, bytes]) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts:
            made.writestr(name, data)
    return stored.getvalue()


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as made:
        return {name: made.read(name) for name in made.namelist()}


def lying(data: bytes, part: str, size: int, crc: int) -> bytes:
    """Write another size and checksum of a part into the headers of an archive."""
    changed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        local = made.getinfo(part).header_offset
    central = data.index(b"PK\1\2")
    while data[central + 46 : central + 46 + len(part)] != part.encode():
        central = data.index(b"PK\1\2", central + 1)
    for at in (local + 14, central + 16):
        changed[at : at + 4] = struct.pack("<I", crc)
        changed[at + 8 : at + 12] = struct.pack("<I", size)
    return bytes(changed)


def test_a_bomb_by_what_it_declares(tmp_path: Path) -> None:
    parts = parts_of(workbook(tmp_path / "a.xlsx", GRID))
    bomb = archive(*parts.items(), ("xl/media/zeros.bin", bytes(20_000_000)))
    assert len(bomb) < 50_000
    assert refusal(bomb, Limits(size=10_000_000)).code == "FZ317"


def test_a_bomb_that_declares_less_than_it_holds(tmp_path: Path) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    parts = parts_of(workbook(tmp_path / "a.xlsx", GRID))
    honest = parts[sheet]
    parts[sheet] = honest + b" " * 5_000_000
    bomb = lying(archive(*parts.items()), sheet, len(honest), zlib.crc32(honest))
    with zipfile.ZipFile(io.BytesIO(bomb)) as opened:
        assert opened.read(sheet) == honest  # the library believes what is declared
    finding = refusal(bomb)
    assert finding.code == "FZ311"
    assert "bytes declared" in finding.message("en")
    assert "压缩结构不完整" in finding.message("zh")


def test_a_document_type_is_refused_in_any_part(tmp_path: Path) -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY b "hahaha"><!ENTITY c "&b;&b;&b;">]>'
    parts = parts_of(workbook(tmp_path / "a.xlsx", GRID))
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"):
        head, found, rest = parts[part].partition(b"?>")
        finding = refusal(archive(*{**parts, part: head + found + laughs + rest}.items()))
        assert finding.code == "FZ311"
        assert part in finding.message("zh")


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    data = workbook(tmp_path / "a.xlsx", GRID).read_bytes()
    locked = bytearray(data)
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(mark)
        while at >= 0:
            locked[at + flags] |= 1
            at = data.find(mark, at + 1)
    assert refusal(bytes(locked)).code == "FZ310"


def test_an_unknown_compression(tmp_path: Path) -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_LZMA) as made:
        for name, part in parts_of(workbook(tmp_path / "a.xlsx", GRID)).items():
            made.writestr(name, part)
    assert refusal(stored.getvalue()).code == "FZ311"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_twice_and_names_that_leave_the_archive(tmp_path: Path) -> None:
    parts = parts_of(workbook(tmp_path / "a.xlsx", GRID))
    far = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    twice = archive(("xl/worksheets/sheet1.xml", far), *parts.items())
    assert refusal(twice).code == "FZ317"  # whichever of the two the engine takes
    outside = archive(*parts.items(), ("../../outside.xml", b"<a/>"), ("/etc/outside.xml", b"<a/>"))
    book = of_bytes(outside, FileRef("a.xlsx"), ".xlsx").book
    assert book is not None
    assert book.sheets[0].rows[1][2] == 7205.3
    assert not (tmp_path.parent.parent / "outside.xml").exists()


def test_macros_and_links_to_other_workbooks_are_left_alone(tmp_path: Path) -> None:
    parts = parts_of(workbook(tmp_path / "a.xlsx", {"甲": "指标 | 2021年\n总收入 | =[1]Sheet1!A1 => 7205.3"}))
    link = b'<externalLink><externalBook r:id="rId1"/></externalLink>'
    target = b'<Relationships><Relationship Id="rId1" Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/></Relationships>'
    data = archive(
        *parts.items(),
        ("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 no macro is ever run"),
        ("xl/externalLinks/externalLink1.xml", link),
        ("xl/externalLinks/_rels/externalLink1.xml.rels", target),
    )
    book = of_bytes(data, FileRef("a.xlsm"), ".xlsm").book
    assert book is not None
    assert book.sheets[0].rows[1] == ["总收入", 7205.3]  # the value that was saved


def test_a_page_of_nothing_but_spans() -> None:
    cells = "<td colspan=1000 rowspan=1000>1</td>" * 40
    page = f"<table><tr>{cells}</tr>{'<tr>' * 1000}</table>"
    assert "1001 × 40000" in refusal(page.encode(), suffix=".html").message("zh")


def test_one_long_line_among_many_short_ones() -> None:
    data = b"1\n" * 20_000 + b"," * 20_000 + b"\n"
    assert refusal(data, suffix=".csv").code == "FZ317"


def test_a_quote_that_is_never_closed() -> None:
    data = b'a,"b\n' + b"1,2\n" * 60_000
    finding = refusal(data, suffix=".csv")
    assert finding.code == "FZ311"
    assert "引号" in finding.message("zh")
