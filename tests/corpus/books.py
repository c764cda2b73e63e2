"""A grid with edits to an .xlsx or an .xls; what a grid cannot say is done by a hook on the workbook being written."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Any

from tests.builders import ERRORS, FORMATTED, NUMBER, cells, merges, workbook
from tests.returns.old_books import BIFF8, container, record, records

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.returns.old_books import Value

CODES = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


def place(address: str) -> tuple[int, int]:
    """Return the 0-based row and column of an address."""
    found = _ADDRESS.fullmatch(address)
    assert found
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def edited(grid: str, edits: Mapping[str, str]) -> list[list[str]]:
    """Return the cells of a grid with some of them replaced; ``+3`` puts a row in before row 3, ``-3`` takes it out."""
    rows = cells(grid)
    for address, text in edits.items():
        if address[0] == "+":
            rows.insert(int(address[1:]) - 1, [cell.strip() for cell in text.split("|")])
        elif address[0] == "-":
            del rows[int(address[1:]) - 1]
        else:
            row, column = place(address)
            rows += [[] for _ in range(row + 1 - len(rows))]
            rows[row] += [""] * (column + 1 - len(rows[row]))
            rows[row][column] = text
    return rows


def xlsx(path: Path, sheets: Mapping[str, list[list[str]]], finish: Callable[[Any, Any], None] | None = None) -> Path:
    """Write an .xlsx; `finish` is handed the workbook and its first sheet before it is closed."""
    grids = {name: "\n".join(" | ".join(row) for row in rows) for name, rows in sheets.items()}
    return workbook(path, grids, finish)


def xls(path: Path, sheets: Mapping[str, list[list[str]]], extra: bytes = b"", hidden: tuple[str, ...] = ()) -> Path:
    """Write an .xls; `extra` are further records of every sheet, `hidden` names sheets that are not shown."""
    values: dict[str, list[list[Value]]] = {}
    odd = b""
    for name, rows in sheets.items():
        values[name] = [[_value(cell) for cell in row] for row in rows]
        odd += b"".join(_odd(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row))
        merged = [(r, last[0], c, last[1]) for (r, c), last in merges(rows).items()]
        if merged:
            odd += record(0x00E5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<4H", *m) for m in merged))
    formats = [("yyyy-mm-dd", 0)]
    styles = {
        (r, c): 1 for r, row in enumerate(next(iter(sheets.values()))) for c, cell in enumerate(row) if _day(cell)
    }
    stream = records(values, version=BIFF8, formats=formats, styles=styles, extra=odd + extra, hidden=hidden)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(container(stream))
    return path


def hidden_row(row: int) -> bytes:
    """Return the record that hides a row (0-based)."""
    return record(0x0208, struct.pack("<8H", row, 0, 6, 255, 0, 0, 0x0020, 15))


def hidden_column(column: int) -> bytes:
    """Return the record that hides a column (0-based)."""
    return record(0x007D, struct.pack("<6H", column, column, 2048, 0, 1, 0))


def _value(cell: str) -> Value:
    formatted = FORMATTED.fullmatch(cell)
    if not cell or cell in ("<", "^") or cell in ERRORS or (cell.startswith("=") and not cell.startswith("==")):
        return None
    if cell.startswith("'"):
        return cell[1:]
    if formatted:
        return float(formatted["number"])
    return float(cell) if NUMBER.fullmatch(cell) else float(_day(cell)) if _day(cell) else cell


def _day(cell: str) -> int:
    import datetime as dt

    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", cell)
    return (dt.date(*map(int, found.groups())) - dt.date(1899, 12, 30)).days if found else 0


def _odd(row: int, column: int, cell: str) -> bytes:
    """Return the record of an error cell or of a formula: a reference to A1, with or without a value."""
    if cell in ERRORS:
        return record(0x0205, struct.pack("<3HBB", row, column, 0, CODES[cell], 1))
    if not cell.startswith("=") or cell.startswith("=="):
        return b""
    value = cell.partition(" => ")[2]
    result = struct.pack("<d", float(value)) if value else b"\x03\0\0\0\0\0\xff\xff"
    tokens = struct.pack("<BHH", 0x44, 0, 0xC000)
    return record(0x0006, struct.pack("<3H", row, column, 0) + result + bytes(6) + struct.pack("<H", 5) + tokens)
