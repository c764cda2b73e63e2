"""Workbooks that want to do harm, through the whole program: an exit code, a sentence, and nothing else happens."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests import builders
from tests.cli.runs import PLAN
from tests.security import samples
from tests.security.runs import fzplan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of processes are of POSIX")
FORM = 'files: "*.xlsx"'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    builders.plan(tmp_path, PLAN.replace(FORM, 'files: "*"'))
    (tmp_path / "data").mkdir()
    (tmp_path / "secret.txt").write_text(samples.SECRET, encoding="utf-8")
    return tmp_path


@pytest.fixture
def honest(tmp_path: Path) -> dict[str, bytes]:
    return samples.parts(tmp_path)


@pytest.mark.parametrize(
    ("bomb", "found"), [(samples.nested, "8466"), (samples.overlapping, "FZ317"), (samples.leading_out, "8466")]
)
def test_archives(bomb: Callable[[dict[str, bytes]], bytes], found: str, home: Path, honest: dict[str, bytes]) -> None:
    """What is nested or leads out is never unpacked, so the sheet beside it is read; what expands too far is not."""
    (home / "data" / "a.xlsx").write_bytes(bomb(honest))
    before = {path for path in home.rglob("*") if "__pycache__" not in path.parts}
    told = fzplan(*(["check"] if found == "FZ317" else ["explain", "总收入", "2024"]), cwd=home)
    assert found in told.said
    assert {path for path in home.rglob("*") if "__pycache__" not in path.parts} == before
    assert not (home.parent / "evil.txt").exists()


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", samples.SHEET, "xl/styles.xml"])
def test_entities_of_a_part(part: str, home: Path, honest: dict[str, bytes]) -> None:
    (home / "data" / "a.xlsx").write_bytes(samples.with_entities(honest, part, home / "secret.txt"))
    done = fzplan("check", cwd=home)
    assert "FZ311" in done.said
    assert done.code == 1
    assert samples.SECRET not in done.said


@pytest.mark.parametrize(("kind", "name"), [("xml", "a.xls"), ("html", "b.xls")])
def test_entities_of_a_document(kind: str, name: str, home: Path) -> None:
    (home / "data" / name).write_bytes(samples.flat(kind, home / "secret.txt"))
    assert samples.SECRET not in fzplan("check", cwd=home).said
    assert samples.SECRET not in fzplan("inspect", "data", "--dump", cwd=home).said


CELL = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
SHEETS = {
    "sparse": (CELL.format(1, "A") + CELL.format(1_048_576, "XFD")).encode(),
    "outside": (CELL.format(1, "A") + CELL.format(99_999_999, "ZZZZZZ")).encode(),
    "merged": b'<row r="1"><c r="A1" t="str"><v>x</v></c></row></sheetData><mergeCells count="1">'
    b'<mergeCell ref="A1:XFD1048576"/></mergeCells><sheetData>',
    "long": b'<row r="1"><c r="A1" t="str"><v>'
    + b" " * 40_000
    + b"\xe5\x8d\x95\xe4\xbd\x8d:" * 9000
    + b"</v></c></row>",
    "deep": b'<row r="1"><c r="A1"><f>' + b"(" * 100_000 + b"</f><v>1</v></c></row>",
    "nan": b'<row r="1"><c r="A1"><v>1e999</v></c><c r="B1"><v>NaN</v></c><c r="C1"><v>9'
    + b"9" * 5000
    + b"</v></c></row>",
}


@pytest.mark.parametrize("name", SHEETS)
def test_sheets(name: str, home: Path, honest: dict[str, bytes]) -> None:
    (home / "data" / "a.xlsx").write_bytes(samples.of_cells(honest, SHEETS[name]))
    builders.workbook(home / "data" / "right.xlsx", samples.GRID)
    assert fzplan("inspect", "data", cwd=home).code in (0, 1)
    assert "8466" in fzplan("explain", "总收入", "2024", cwd=home).said  # the other file is read all the same


def test_a_folder_that_leads_into_itself_and_files_that_never_end(home: Path) -> None:
    builders.workbook(home / "data" / "right.xlsx", samples.GRID)
    (home / "data" / "again").symlink_to(home / "data", target_is_directory=True)
    (home / "data" / "self.xlsx").symlink_to("self.xlsx")
    (home / "data" / "zero.xlsx").symlink_to("/dev/zero")
    os.mkfifo(home / "data" / "pipe.xlsx")
    assert "8466" in fzplan("explain", "总收入", "2024", cwd=home).said
    assert fzplan("check", cwd=home).code in (0, 1)
    assert fzplan("inspect", "data", cwd=home).code in (0, 1)


@pytest.mark.long
def test_plain_text_without_end_of_line_or_cell(home: Path) -> None:
    (home / "data" / "a.csv").write_bytes("指标,2024年\n总收入,".encode() + b"9" * 5_000_000)
    (home / "data" / "b.csv").write_bytes(b'"' + b"a,\n" * 1_000_000)
    (home / "data" / "c.csv").write_bytes(b"," * 3_000_000)
    assert fzplan("check", cwd=home).code in (1, 2)
