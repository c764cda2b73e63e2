"""Reads a filled-in 审核清单 back: what an office says of each place, by the heads of the columns.

In: the path of a workbook. Out: `Explanation` values, or the finding that says why there are none. Columns may have
been moved, hidden or added, rows sorted or removed; a row without an explanation says nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef, FileRef, listed
from fzplan.model.audit_list import COLUMNS, SHEET
from fzplan.model.findings import Explanation
from fzplan.returns.cells import figure
from fzplan.returns.grid import Grid, text_of
from fzplan.returns.labels import fold
from fzplan.returns.list_codes import NO_LIST
from fzplan.returns.printed import as_printed
from fzplan.returns.readers import door

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.returns.readers.book import Sheet

SEARCHED = 30
"""Rows in which the header is looked for."""
NEEDED = ("rule", "stamp", "reason")
FIGURES = ("found", "expected")
DAYS = ("date", "expires")


def explanations(path: Path, shown: str) -> tuple[tuple[Explanation, ...] | None, tuple[Diagnostic, ...]]:
    """Read the explanations of a workbook, which findings call `shown`; None where it is no such list."""
    reading = door.read(path, shown)
    if reading.book is None:
        return None, reading.findings
    for sheet in sorted(reading.book.sheets, key=lambda sheet: sheet.name not in SHEET):
        grid = Grid(sheet)
        for row in range(grid.top, min(grid.bottom, grid.top + SEARCHED) + 1):
            columns = _columns(grid, row)
            if columns.keys() >= {*NEEDED}:
                return tuple(_entries(grid, row + 1, columns, shown)), reading.findings
    names = [column.head for column in COLUMNS if column.key in NEEDED]
    columns_ = type(names[0])(listed(n.zh for n in names).zh, listed(n.en for n in names).en)
    return None, (*reading.findings, NO_LIST(FileRef(shown), file=shown, columns=columns_))


def _columns(grid: Grid, row: int) -> dict[str, int]:
    """Return where the columns of the list stand, if this row is its header."""
    heads = {fold(name).casefold(): column.key for column in COLUMNS for name in (*column.head, column.key)}
    found: dict[str, int] = {}
    for at, value in grid.distinct(row):
        key = heads.get(fold(text_of(value)).casefold())
        if key is not None:
            found.setdefault(key, at)
    return found


def _entries(grid: Grid, first: int, columns: Mapping[str, int], shown: str) -> Iterator[Explanation]:
    for row in range(first, grid.bottom + 1):
        said = {key: _said(grid.sheet, row, at, key) for key, at in columns.items()}
        if not (said["rule"] and said["stamp"] and said["reason"]):
            continue
        at = CellRef(shown, grid.sheet.name, row + 1, columns["reason"] + 1)
        kept = ("rule", "entity", "period", "stamp", "reason", "by", "confirmed", "date", "expires")
        figures = " / ".join(text for key in FIGURES if (text := said.get(key, "")))
        yield Explanation(**{key: said.get(key, "") for key in kept}, at=at, figures=figures)


def _said(sheet: Sheet, row: int, column: int, key: str) -> str:
    """Return a cell as text on one line: a day as 2026-03-01, a figure as it is printed."""
    cells = sheet.rows[row] if row < len(sheet.rows) else []
    cell = cells[column] if column < len(cells) else None
    if isinstance(cell, dt.date):
        return cell.isoformat()[:10]
    if key in FIGURES and isinstance(cell, float):
        seen = figure(cell, sheet.facts.format(row, column))
        return as_printed(cell, seen) if seen is not None else text_of(cell)
    text = " ".join(text_of(cell).split())
    return _day(text) if key in DAYS else text


def _day(text: str) -> str:
    """Return a day as 2026-03-01, whatever stands between its numbers; what is none as it stands.

    >>> _day("2026/3/1"), _day("2026年3月1日"), _day("20260301"), _day("三月")
    ('2026-03-01', '2026-03-01', '2026-03-01', '三月')
    """
    parts = "".join(c if c.isdigit() else " " for c in text).split()
    if len(parts) == 1 and len(parts[0]) == 8:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    try:
        return dt.date(*map(int, parts)).isoformat()
    except (TypeError, ValueError):
        return text
