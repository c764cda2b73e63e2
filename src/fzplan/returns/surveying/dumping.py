"""The canonical text of a workbook, for `git diff`: one cell a line, in the order of sheets, rows and columns.

In: a `Book`. Out: text. Texts are quoted as in JSON, so that spaces, line breaks and numbers as text are seen; numbers
are written with the fewest digits that give the same number. Merged ranges, hidden lines and number formats that change
what is shown have lines of their own.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from fzplan.diagnostics import CellRef, column_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.returns.readers.book import Book, Cell, Sheet


def text_of_book(book: Book) -> str:
    """Return a whole workbook as text."""
    return "".join(f"{line}\n" for sheet in book.sheets for line in _sheet(sheet))


def _sheet(sheet: Sheet) -> Iterator[str]:
    facts = sheet.facts
    yield f"=== {json.dumps(sheet.name, ensure_ascii=False)}{'' if sheet.visible else ' hidden'} ==="
    if facts.hidden_rows:
        yield f"hidden rows {' '.join(str(r + 1) for r in sorted(facts.hidden_rows))}"
    if facts.hidden_columns:
        yield f"hidden columns {' '.join(column_letters(c + 1) for c in sorted(facts.hidden_columns))}"
    for r0, c0, r1, c1 in sorted(sheet.merges):
        yield f"merged {CellRef('', '', r0 + 1, c0 + 1, r1 + 1, c1 + 1).address}"
    outside = sorted({*facts.errors, *facts.uncached})
    places = {(r, c) for r, row in enumerate(sheet.rows) for c, cell in enumerate(row) if cell not in ("", None)}
    for row, column in sorted(places | set(outside)):
        yield f"{column_letters(column + 1)}{row + 1}\t{_cell(sheet, row, column)}"


def _cell(sheet: Sheet, row: int, column: int) -> str:
    """Return what stands in a cell: an error, a formula without its value, or the value and how it is shown."""
    facts, place = sheet.facts, (row, column)
    if place in facts.errors:
        return facts.errors[place]
    if place in facts.uncached:
        return f"={facts.uncached[place].removeprefix('=')}"
    value = sheet.rows[row][column]
    shown = facts.format(row, column)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and (shown.power or shown.unit):
        scale = f" ×10^{shown.power}" if shown.power else ""
        return f"{_value(value)}{scale}{f' {json.dumps(shown.unit, ensure_ascii=False)}' if shown.unit else ''}"
    return _value(value)


def _value(value: Cell) -> str:
    r"""Return a value as text that no other value has.

    >>> [_value(v) for v in ("12", 12.0, 0.1, True, dt.date(2021, 3, 5), "a\nb")]
    ['"12"', '12', '0.1', 'true', '2021-03-05', '"a\\nb"']
    """
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else str(value)
