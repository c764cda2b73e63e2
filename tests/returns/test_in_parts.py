"""A large sheet read in parts is the sheet that the engine reads at once."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from fzplan.returns.readers import archives, door, in_parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fzplan.returns.readers.book import Book


def written(path: Path, *, inline: bool) -> Path:
    """Write two sheets: rows with gaps, columns that begin late, dates, truth, errors, formulas, merges."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": inline})
    for name in ("一", "二"):
        sheet = book.add_worksheet(name)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row in range(3, 400):
            if row % 50 == 0 or 200 < row < 260:
                continue
            sheet.write(row, 2, f"园区{row % 3}" if row % 2 else "<row r=&甲")
            sheet.write(row, 3, row / 7)
            sheet.write_boolean(row, 4, row % 2 == 0)
            sheet.write_datetime(row, 5, dt.datetime(2020, 1, 1) + dt.timedelta(days=row), day)  # noqa: DTZ001
            if row % 10 == 0:
                sheet.write_formula(row, 6, "=1/0", None, "#DIV/0!")
            if row == 333:
                sheet.write(row, 9, "far")
        if not inline:
            sheet.merge_range(0, 0, 1, 3, "标题")
    book.close()
    return path


def fine_grained(monkeypatch: pytest.MonkeyPatch, *, large: int, part: int) -> None:
    """Let small sheets come in pieces of 500 bytes, and be cut."""

    def small(data: bytes, one: archives.Part) -> Iterator[bytes]:
        for piece in archives.pieces(data, one):
            yield from (piece[k : k + 500] for k in range(0, len(piece), 500))

    monkeypatch.setattr(in_parts, "pieces", small)
    monkeypatch.setattr(in_parts, "LARGE", large)
    monkeypatch.setattr(in_parts, "PART", part)


def read(path: Path, monkeypatch: pytest.MonkeyPatch, *, large: int, part: int = 700) -> Book:
    fine_grained(monkeypatch, large=large, part=part)
    book = door.read(path, path.name).book
    assert book is not None
    return book


@pytest.fixture
def uncut(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the sheets that were read at once after all."""
    from fzplan.returns.readers import engine

    names: list[str] = []
    whole = engine._whole

    def noted(workbook: object, index: int, limits: object) -> object:
        names.append(str(index))
        return whole(workbook, index, limits)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "_whole", noted)
    return names


@pytest.mark.parametrize("inline", [True, False])
@pytest.mark.parametrize("part", [1, 700, 5_000, 10_000_000])
def test_the_same_cells_merges_and_facts(
    inline: bool, part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uncut: list[str]
) -> None:
    path = written(tmp_path / "a.xlsx", inline=inline)
    whole = read(path, monkeypatch, large=10**9)
    assert uncut == ["0", "1"]
    cut = read(path, monkeypatch, large=1, part=part)
    assert uncut == ["0", "1"], "none was read at once this time"
    assert cut == whole
    assert [list(map(type, row)) for row in cut.sheets[0].rows] == [list(map(type, r)) for r in whole.sheets[0].rows]


def test_only_the_large_sheets_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uncut: list[str]) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for rows in (1, 500, 1):
        sheet = book.add_worksheet()
        for row in range(rows):
            sheet.write(row, 0, row)
    book.close()
    read(path, monkeypatch, large=10_000)
    assert uncut == ["0", "2"]


def altered(path: Path, pattern: str, by: str) -> Path:
    """Return a copy of a workbook with the XML of its sheets altered."""
    copy = path.with_name(f"_{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            sheet = name.startswith("xl/worksheets/sheet")
            target.writestr(name, re.sub(pattern, by, text.decode()).encode() if sheet else text)
    return copy


@pytest.mark.parametrize(
    ("pattern", "by"),
    [
        (r'<row r="\d+"', "<row"),  # rows count down
        (r'<c r="[A-Z]+\d+"', "<c"),  # cells count to the right
        (r"<(/?)(worksheet|sheetData|row|c|v|is|t|f)\b(?! xmlns)", r"<\1x:\2"),  # names with a prefix
        (r'<c r="([A-Z]+\d+)"([^<>]*)>', r'<c\2 r="\1">'),  # the address stands last
    ],
)
def test_a_sheet_that_cannot_be_cut_is_read_at_once(
    pattern: str, by: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uncut: list[str]
) -> None:
    path = altered(written(tmp_path / "a.xlsx", inline=True), pattern, by)
    if ":" in by:
        path = altered(
            path, "<worksheet ", '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        )
    fine_grained(monkeypatch, large=1, part=700)
    door.read(path, path.name)
    assert uncut[:1] == ["0"]


def test_a_part_that_is_no_sheet_to_the_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comment may hold what looks like a row: the cut falls into it, and the sheet is read at once."""
    comment = '<!-- <row r="9"><c r="A9"> </c> -->' + "<!-- " + "x" * 900 + " -->"
    path = altered(written(tmp_path / "a.xlsx", inline=True), r"(<row r=\"300\")", comment + r"\1")
    whole = read(path, monkeypatch, large=10**9)
    assert read(path, monkeypatch, large=1, part=50) == whole


def test_texts_that_repeat_are_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = read(written(tmp_path / "a.xlsx", inline=True), monkeypatch, large=1)
    column = [row[2] for row in cut.sheets[0].rows if row[2]]
    assert len({id(text) for text in column}) == len(set(column)) == 4
    monkeypatch.setattr(in_parts, "DISTINCT", 0)
    assert read(tmp_path / "a.xlsx", monkeypatch, large=1) == cut


def test_an_empty_sheet_has_no_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.add_worksheet("空").write_blank(5, 5, None, book.add_format({"bold": True}))
    book.add_worksheet("有").write(0, 0, 1)
    book.close()
    cut = read(tmp_path / "a.xlsx", monkeypatch, large=1)
    assert [sheet.rows for sheet in cut.sheets] == [[], [[1.0]]]
