"""A cell among its neighbours: row label, column heading, the cells beside it, a caret; nobody must open the workbook.

In: grids, or the places of findings in files that were read. Out: a few lines of text no wider than `WIDEST` columns,
aligned on a screen that draws Chinese two columns wide.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import CellRef, column_letters
from fzplan.figures import tidy
from fzplan.formula.faults import width
from fzplan.returns.cells import number_like
from fzplan.returns.grid import Grid, text_of
from fzplan.returns.readers import door

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from pathlib import Path

    from fzplan.observations import Extraction
    from fzplan.returns.readers.limits import Limits

WIDEST = 74
"""Columns of a line: with its indent it fits a console of 80."""
CELL = 16
"""Columns of one cell; a longer text is cut."""
BESIDE = 2
"""Cells shown to the left and to the right."""
TALLEST = 3
"""Rows of a block that are shown."""
DRAWN = 50
"""Cells of one table that are drawn while it is read: no report shows more of one kind."""
SMALL = 500_000
"""Bytes of a file that is read again for an excerpt: a larger one takes longer than its excerpt is worth."""
TOGETHER = 1_000_000
"""Bytes of all files that are read again in one run."""
FAR = 60
"""Rows above a cell, and from the top of the sheet, in which its heading is looked for."""
CUT = ".."


class Window(NamedTuple):
    """What is shown, 0-based: the heading's row (−1: none), the columns of labels, the block that is meant."""

    header: int
    labels: tuple[int, ...]
    top: int
    left: int
    bottom: int
    right: int


def excerpt(grid: Grid, row: int, column: int, header: int, labels: tuple[int, ...]) -> str:
    """Return a cell among its neighbours, by the heading and the labels of the table that it was read in."""
    return drawn(grid, Window(header, labels, row, column, row, column))


def excerpts(
    places: Iterable[CellRef], seen: Extraction, files: Mapping[str, Path], limits: Limits
) -> dict[CellRef, str]:
    """Return the excerpts of cells; `files` are the paths by their names in places. Each file is read once at most.

    `seen` tells the rows of figures, which are no headings. What cannot be read again, or is large, has no excerpt:
    the place says where to look.
    """
    by_file: dict[str, list[CellRef]] = {}
    for place in places:
        if place.row and place.file in files:
            by_file.setdefault(place.file, []).append(place)
    found: dict[CellRef, str] = {}
    room = TOGETHER
    for file, wanted in by_file.items():
        size = _size(files[file])
        if size > min(SMALL, room):
            continue
        room -= size
        book = door.read(files[file], file, limits).book
        sheets = {sheet.name: Grid(sheet) for sheet in book.sheets} if book else {}
        bodies = {name: _body(seen, file, name) for name in {place.sheet for place in wanted}}
        for place in wanted:
            grid = _grid(sheets, place)
            if grid is not None:
                found[place] = drawn(grid, located(grid, place, bodies[place.sheet]))
    return found


def _body(seen: Extraction, file: str, sheet: str) -> frozenset[int]:
    """Return the 0-based rows of a sheet that hold figures."""
    files, sheets = seen.sources.files, seen.sources.sheets
    if file not in files or sheet not in sheets:
        return frozenset()
    at = files.index(file), sheets.index(sheet)
    rows = {o.row - 1 for o in seen.observations if (o.file, o.sheet) == at}
    for records in seen.records:
        if (records.file, records.sheet) == at:
            rows.update(row - 1 for row in records.row)
    return frozenset(rows)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return SMALL + 1


def _grid(sheets: Mapping[str, Grid], place: CellRef) -> Grid | None:
    """Return the sheet of a place; a text file has one, which places do not name."""
    return sheets.get(place.sheet) or (next(iter(sheets.values()), None) if not place.sheet else None)


def located(grid: Grid, place: CellRef, body: Container[int] = frozenset()) -> Window:
    """Return what to show of a place of which nothing but its address is known.

    The heading is the nearest row above that holds no figures, is mostly words and says something over the cell; the
    label is the first text of the row.
    """
    top, left = place.row - 1, place.column - 1
    bottom, right = (place.last_row or place.row) - 1, (place.last_column or place.column) - 1
    above = (*range(top - 1, max(-1, top - 1 - FAR), -1), *range(min(top, FAR) - 1, -1, -1))
    header = next((row for row in above if row not in body and _is_heading(grid, row, left)), -1)
    labels = (c for c, value in grid.filled(top) if c < left and isinstance(value, str) and not number_like(value))
    return Window(header, tuple(islice(labels, 1)), top, left, bottom, right)


def _is_heading(grid: Grid, row: int, column: int) -> bool:
    if not grid.text(row, column):
        return False
    filled = grid.distinct(row)
    numbers = sum(number_like(value) and not _is_year(value) for _, value in filled)
    return 3 * numbers <= len(filled)


def _is_year(value: object) -> bool:
    """Tell whether a number over a column can be a year."""
    return isinstance(value, (int, float)) and 1900 <= value <= 2100 and value == int(value)


def drawn(grid: Grid, window: Window) -> str:
    """Return the lines: letters of the columns, heading, the row above, the block with its caret, the row below.

    >>> from fzplan.returns.readers.book import Sheet
    >>> sheet = Sheet("表", [["指标", "2020年", "2021年"], ["总收入", 10.5, "人"], ["利润", 1.0, 2.0]])
    >>> print(drawn(Grid(sheet), Window(0, (0,), 1, 2, 1, 2)))
      | A      B      C
    1 | 指标   2020年 2021年
    2 | 总收入 10.5   人
      |               ^^
    3 | 利润   1      2
    """
    last = min(window.bottom, window.top + TALLEST - 1)
    rows = [row for row in range(window.top - 1, last + 2) if 0 <= row < len(grid.sheet.rows) and row > window.header]
    shown = [*([window.header] if window.header >= 0 else []), *rows]
    gutter = len(str(shown[-1] + 1)) if shown else 1
    columns = _columns(grid, window, shown, WIDEST - gutter - len(" |"))
    room = [max(width(text) for text in (column_letters(c + 1), *texts.values())) for c, texts in columns.items()]
    lines = [_line("", gutter, [column_letters(c + 1) for c in columns], room)]
    for row in shown:
        texts = [said[row] for said in columns.values()]
        if any(texts):
            lines.append(_line(str(row + 1), gutter, texts, room))
        if row == last:
            lines.append(_line("", gutter, _carets(window, last, columns), room))
    return "\n".join(lines)


def _carets(window: Window, last: int, columns: Mapping[int, Mapping[int, str]]) -> list[str]:
    """Return the carets below a block: in each of its columns as many as its widest cell takes."""
    block = range(window.top, last + 1)
    return [
        "^" * max(1, *(width(texts.get(row, "")) for row in block)) if window.left <= c <= window.right else ""
        for c, texts in columns.items()
    ]


def _columns(grid: Grid, window: Window, rows: list[int], room: int) -> dict[int, dict[int, str]]:
    """Return what the columns say in these rows: of the label and the block, then of the neighbours as they fit."""
    wanted = [*window.labels[-1:], *range(window.left, window.right + 1)]
    for step in range(1, BESIDE + 1):
        wanted += [window.left - step, window.right + step]
    kept: dict[int, dict[int, str]] = {}
    for column in dict.fromkeys(wanted):
        if room <= 0 or not grid.left <= column <= min(grid.right, grid.width - 1):
            continue
        texts = {row: _text(grid, row, column) for row in rows}
        wide = max(width(text) for text in (column_letters(column + 1), *texts.values())) + 1
        if wide <= room:
            kept[column] = texts
            room -= wide
    return dict(sorted(kept.items()))


def _line(number: str, gutter: int, cells: list[str], room: list[int]) -> str:
    placed = (cell + " " * (wide - width(cell)) for cell, wide in zip(cells, room, strict=True))
    return f"{number:>{gutter}} | {' '.join(placed)}".rstrip()


def _text(grid: Grid, row: int, column: int) -> str:
    """Return what a cell shows: an error by its name, a formula without a value as it is written."""
    facts = grid.sheet.facts
    value = grid.label(row, column)
    stored = facts.errors.get((row, column)) or facts.uncached.get((row, column))
    text = stored or text_of(tidy(value) if isinstance(value, float) else value)
    return _short(" ".join(text.split()))


def _short(text: str) -> str:
    """Return a text of `CELL` columns at most.

    >>> _short("其中：科学研究和技术服务业")
    '其中：科学研究..'
    """
    if width(text) <= CELL:
        return text
    kept = text[: CELL - len(CUT)]
    while width(kept) > CELL - len(CUT):
        kept = kept[:-1]
    return kept + CUT
