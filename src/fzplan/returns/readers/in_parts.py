"""A large sheet of an .xlsx read some thousand rows at a time, so that only these are in memory twice.

The engine lays a whole sheet out before it hands it over: of 100,000 × 30 cells 200 MB beside what is kept. Here it is
given one workbook after the other, each with the next rows of the sheet; what it makes of a cell stays its own affair.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from fzplan.regex import regex
from fzplan.returns.readers.archives import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fzplan.returns.readers.archives import Archive, Part
    from fzplan.returns.readers.book import Cell, Merges

LARGE = 32_000_000
"""Bytes of a sheet from which it is read in parts."""
PART = 1_000_000
"""Bytes of one part; no fewer than those of the shared texts, which each part has with it."""
DISTINCT = 500
"""Different texts up to which those of a column are kept once."""
_DATA = regex(rb"<sheetData\s*>")
_KEPT = ("[content_types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")
_SHARED = "xl/sharedstrings.xml"
_HEAD = 1 << 16
"""Bytes in which the rows begin."""


class UnevenError(Exception):
    """A sheet that is not as programs write large ones: rows or cells without addresses, names with a prefix."""


def rows_of(archive: Archive, part: Part, index: int) -> tuple[list[list[Cell]], Merges]:
    """Return the rows of a sheet, the `index`-th of its workbook, as the engine gives them, and the merged ranges.

    Raises UnevenError where it cannot be cut between its rows, and what the engine raises.
    """
    from python_calamine import CalamineWorkbook

    rows: list[list[Cell]] = []
    merges: Merges = ()
    texts: dict[int, dict[str, str]] = {}
    for content in _workbooks(archive, part):
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(index)
        merges = tuple((r0, c0, r1, c1) for (r0, c0), (r1, c1) in sheet.merged_cell_ranges or ())
        if sheet.start is None:
            continue
        row, column = sheet.start
        rows += ([] for _ in range(row - len(rows)))
        read: list[list[Cell]] = sheet.to_python()  # type: ignore[assignment]
        _share(read, texts)
        rows += ([*[""] * column, *cells] for cells in read) if column else read
    width = max(map(len, rows), default=0)
    for line in rows:
        line.extend([""] * (width - len(line)))
    return rows, merges


def _share(read: list[list[Cell]], texts: dict[int, dict[str, str]]) -> None:
    """Keep equal texts of a column once, where it has few different ones: codes, places, kinds."""
    for column, first in enumerate(read[0]):
        known = texts.setdefault(column, {})
        if type(first) is not str or len(known) > DISTINCT:
            continue
        for line in read:
            cell = line[column]
            if type(cell) is str:
                line[column] = known.setdefault(cell, cell)


def _workbooks(archive: Archive, part: Part) -> Iterator[bytes]:
    """Yield small workbooks that have the rows of a sheet in turn; other sheets are named in them and not there."""
    kept = {archive.named[name].filename: archive.read(name) for name in (*_KEPT, _SHARED) if name in archive}
    shared = archive.named.get(_SHARED)
    size = max(PART, shared.file_size if shared else 0)
    for xml in _cut(pieces(archive.data, part), size):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as small:
            for name, source in kept.items():
                small.writestr(name, source)
            small.writestr(part.filename, xml)
        yield content.getvalue()


def _cut(read: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Yield a sheet in parts of about `size` bytes, each a whole sheet; the last has what follows the rows."""
    head, waiting, length = b"", [], 0
    for piece in read:
        waiting.append(piece)
        length += len(piece)
        if not head:
            text = b"".join(waiting)
            found = _DATA.search(text, 0, _HEAD)
            if found is None and len(text) >= _HEAD:
                raise UnevenError
            if found is None:
                continue
            head, waiting = text[: found.end()], [text[found.end() :]]
        if length >= size:
            text = b"".join(waiting)
            end = text.rfind(b"<row ")
            if end > 0:
                yield _placed(head + text[:end] + b"</sheetData></worksheet>")
            waiting, length = [text[max(end, 0) :]], len(text) - max(end, 0)
    yield _placed(head + b"".join(waiting))


def _placed(xml: bytes) -> bytes:
    """Return the XML of a part if all its rows and cells say where they are: else they count from the part's begin."""
    rows, cells = xml.count(b"<row r="), xml.count(b"<c r=")
    if rows != xml.count(b"<row") or cells != xml.count(b"<c ") + xml.count(b"<c>") + xml.count(b"<c/>"):
        raise UnevenError
    return xml
