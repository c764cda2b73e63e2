"""The binary workbooks of Excel (.xlsb): values, facts, merges; two readers agree; claims that cannot be."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pyxlsb
from tests.returns.binary_books import Value, binary_book, record

from fzplan.returns.readers.door import read
from fzplan.returns.readers.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

TABLE: dict[str, list[list[Value]]] = {
    "主要指标": [["指标", "2021年", "2022年"], ["总收入", 7205.3, 8000.0], ["占比", 0.135, "#DIV/0!"]],
    "乙": [["注"]],
}


def test_values_and_facts(tmp_path: Path) -> None:
    merge = record(177, struct.pack("<I", 1)) + record(176, struct.pack("<IIII", 0, 1, 0, 0)) + record(178)
    path = binary_book(
        tmp_path / "a.xlsb",
        TABLE,
        formats=[("0.0%", 0), ("General", 2)],
        styles={(2, 1): 1, (2, 0): 2},
        hidden_row=2,
        extra=merge,
    )
    found = read(path, "a.xlsb")
    assert found.book is not None, found.findings
    assert found.book.kind == "xlsb"
    sheet = found.book.sheets[0]
    assert sheet.rows == [["指标", "2021年", "2022年"], ["总收入", 7205.3, 8000.0], ["占比", 0.135, ""]]
    assert sheet.facts.errors == {(2, 2): "#DIV/0!"}
    assert sheet.facts.format(2, 1) == (1, 2, "%")
    assert [sheet.facts.indent(r, 0) for r in range(3)] == [0, 0, 2]
    assert sheet.facts.hidden_rows == {2}
    assert sheet.merges == ((0, 0, 1, 0),)
    assert [s.name for s in found.book.sheets] == list(TABLE)


def test_another_reader_agrees(tmp_path: Path) -> None:
    path = binary_book(tmp_path / "a.xlsb", TABLE)
    with pyxlsb.open_workbook(str(path)) as book, book.get_sheet("主要指标") as sheet:
        rows = [[cell.v for cell in row] for row in sheet.rows()]
    assert rows[:2] == TABLE["主要指标"][:2]
    assert rows[2][:2] == ["占比", 0.135]


def test_a_stray_cell_at_the_far_end(tmp_path: Path) -> None:
    path = binary_book(tmp_path / "a.xlsb", {"甲": [[1.0]]}, extra=b"")
    assert read(path, "a.xlsb", Limits(cells=100)).book is not None
    far = binary_book(tmp_path / "b.xlsb", {"甲": [[1.0]]}, place=(1_048_575, 16_383))
    (finding,) = read(far, "b.xlsb").findings
    assert finding.code == "FZ317"
    assert "1048576 × 16384" in finding.message("zh")
    assert str(finding.at) == "b.xlsb:甲"
