"""Tables as comma-separated text: UTF-8 with its mark, so that Excel and WPS read the Chinese; CRLF as RFC 4180 says.

A text that begins like a formula has an apostrophe before it: nothing that a return says is run by whoever opens it.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that spreadsheets take for a formula."""
Cell = str | float | bool | None


def table(heads: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """Return heads and rows, every text guarded; numbers in full, nothing for None.

    >>> table(["名称", "数"], [["=A1", 8466.0], ["总收入", None]]).decode("utf-8-sig").splitlines()
    ['名称,数', "'=A1,8466.0", '总收入,']
    """
    guarded_rows = ((guarded(cell) for cell in row) for row in rows)
    return text([*map(guarded, heads)], guarded_rows).encode("utf-8-sig")


def text(heads: Iterable[Cell], rows: Iterable[Iterable[Cell]]) -> str:
    """Return heads and rows as they are, for formats whose readers take texts as codes."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue()


def guarded(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula.

    >>> guarded("=cmd|'/c calc'!A1"), guarded("总收入"), guarded(-12)
    ("'=cmd|'/c calc'!A1", '总收入', -12)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
