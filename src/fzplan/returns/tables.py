"""Where the tables of a sheet stand: title, unit line, header block, label columns, body, notes, sign-off.

Located by words, not by coordinates: the form's patterns say which names to look for, and the form may pin
`header:`, `labels:` and `range:` where the guess is wrong. In: a `Grid` and `Names`. Out: `Table`s.
"""

from __future__ import annotations

import re
from dataclasses import field, replace
from typing import TYPE_CHECKING

from fzplan.frozen import frozen
from fzplan.returns import pattern, times
from fzplan.returns.cells import ABSENT, BELOW_UNIT, number_like
from fzplan.returns.grid import UNIT_LINE, Grid, text_of
from fzplan.returns.labels import fold, key, read, unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.model.plan import Form
    from fzplan.returns.naming import Key, Names

_ORDINALS = "甲乙丙丁戊己庚辛壬癸"
_CODE = re.compile(r"[A-Za-z]{1,3}\d+(?:_\d+)*")
_COUNTER = re.compile(r"[(（]?(\d{1,3})[)）]?")
_HEADS = frozenset({"measure", "unit", "value", "period", "code"})
"""Roles whose words stand in headers only."""


@frozen
class Table:
    """One table of a sheet; rows and columns are 0-based."""

    top: int
    header: tuple[int, ...]
    """Header rows that carry names."""
    codes: tuple[int, ...]
    """Rows of column codes under the header: 甲 乙 丙 1 2, or QC02 QC05_0."""
    units: tuple[int, ...]
    """Rows of units under the header."""
    body: tuple[int, ...]
    notes: tuple[int, ...]
    bottom: int
    paths: Mapping[int, tuple[str, ...]]
    """The names over each column, outer to inner."""
    roles: Mapping[int, str]
    labels: tuple[int, ...]
    data: tuple[int, ...]
    title: tuple[str, ...] = ()
    unit_line: str = ""
    keys: Mapping[int, Key] = field(default_factory=dict)
    """What each data column names (columns whose names fit the pattern)."""


def locate(grid: Grid, form: Form, names: Names) -> tuple[Table, ...]:
    """Return the tables of a sheet that fit the form, from the top down."""
    tables: list[Table] = []
    row = grid.top
    above: list[int] = []
    while row <= grid.bottom:
        pinned = form.header is not None and not tables
        if (
            (row == form.header - 1)
            if pinned and form.header
            else (grid.kind(row) == "row" and _starts(grid, row, form, names))
        ):
            table = _table(grid, row, above, form, names)
            tables.append(table)
            row, above = table.bottom + 1, []
        else:
            above.append(row)
            row += 1
    return tuple(tables)


def _starts(grid: Grid, row: int, form: Form, names: Names) -> bool:
    """Tell whether a header begins here: several names, at least one known, and no number but years and codes."""
    filled = grid.distinct(row)
    if is_counted(grid, row, form, names):
        return True
    if any(number_like(value) and times.read(value) is None for _, value in filled):
        return False
    if any(names.role(text_of(value)) in _HEADS for _, value in filled):
        return True
    known = [column for column, value in filled if _known(text_of(value), form, names)]
    # one known name alone may be the year of a title: its merges, or what stands under it, decide
    merged = any((row, c) in grid.anchors for c in known) or any(
        grid.spans[a][0] > row for c, _ in filled if (a := grid.anchors.get((row, c)))
    )
    return (
        len(known) > 1
        or (bool(known) and merged)
        or any(number_like(grid.cell(row + down, c)) for c in known for down in (1, 2))
    )


def is_counted(grid: Grid, row: int, form: Form, names: Names) -> bool:
    """Tell whether a row is the numbers of months, quarters or days that the form reads there: 1 2 3 … 12."""
    inner = form.columns.levels[-1] if form.columns else ""
    if pattern.sole(inner) not in ("month", "quarter", "day"):
        return False
    filled = [value for _, value in grid.distinct(row)]
    texts = [text_of(value) for value in filled]
    if len(texts) < 2 or not all(map(number_like, filled)):
        return False  # a row with a label of its own is data
    if any(names.level(inner, (text,)) is None for text in texts):
        return False
    return [float(text) for text in texts] == sorted({float(text) for text in texts})


def _known(text: str, form: Form, names: Names) -> bool:
    if names.role(text) in _HEADS:
        return True
    if form.columns and any(names.level(level, (text,)) is not None for level in _telling(form.columns.levels)):
        return True
    fields = pattern.fields(form.rows.levels) if form.rows else ()
    return any(key(read(text).text) == key(name) for name in fields if name in names.plan.dimensions)


def _telling(levels: tuple[str, ...]) -> tuple[str, ...]:
    """Return the levels that recognise a name: one that takes any text tells nothing."""
    return tuple(
        level for level in levels if pattern.sole(level) not in ("_", "note", "unit", "value", "entity", "task")
    )


def is_list(form: Form) -> bool:
    """Tell whether the form is a list: every name in a column of its own, one column of values."""
    return form.columns is not None and form.columns.levels in (("{value}",), ("value",))


def _table(grid: Grid, start: int, above: list[int], form: Form, names: Names) -> Table:
    header, codes, units, end = _header_block(grid, start, form, names)
    body, notes, bottom = _body(grid, end, header, form, names)
    paths = {c: path_over(grid, header, c) for c in range(grid.left, grid.right + 1)}
    roles = {c: role for c, path in paths.items() if path and (role := _role(path, names))}
    keys = {} if is_list(form) else _column_keys(grid, units, paths, form, names)
    labels, data = _columns(grid, form, paths, roles, keys, body)
    if form.labels is None and not is_list(form):
        labels, data = _numbers_are_data(grid, form, names, body, labels, data)
    titles = tuple(text_of(value) for r in above for _, value in grid.distinct(r))
    line = next((found["units"] for text in reversed(titles) if (found := UNIT_LINE.search(fold(text)))), "")
    return Table(
        start, header, codes, units, body, notes, bottom, paths, roles, labels, data, titles, line,
        {c: k for c, k in keys.items() if c in data},
    )  # fmt: skip


def _header_block(
    grid: Grid, start: int, form: Form, names: Names
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], int]:
    """Return name rows, code rows, unit rows, and the first row under the header."""
    header, codes = [start], list[int]()
    units = list[int]()
    covered = max(
        (grid.spans[a][0] for c, _ in grid.distinct(start) if (a := grid.anchors.get((start, c)))), default=start
    )
    row = start + 1
    own_units = form.columns is not None and "unit" in map(pattern.sole, form.columns.levels)
    while row <= grid.bottom:
        if len(header) == 1 and is_counted(grid, row, form, names) and not is_counted(grid, start, form, names):
            header.append(row)
        elif is_code_row(grid, row):
            codes.append(row)
        elif is_unit_row(grid, row, names):
            kept = header if own_units else units
            kept.append(row)
        elif row <= covered or _continues(grid, row, form, names):
            header.append(row)
        else:
            break
        row += 1
    return tuple(header), tuple(codes), tuple(units), row


def _continues(grid: Grid, row: int, form: Form, names: Names) -> bool:
    """Tell whether a row still belongs to the header: names only, in the columns of data."""
    filled = grid.distinct(row)
    if (
        is_list(form)
        or not filled
        or grid.kind(row) not in ("row", "single")
        or filled[0][0] == filled[-1][0] == grid.left
    ):
        return False
    if form.rows and any(names.level(level, (text_of(filled[0][1]),)) for level in _telling(form.rows.levels)):
        return False
    texts = [value for _, value in filled if not (times.read(value) is not None)]
    if any(number_like(value) for value in texts):
        return False
    beside = [text_of(value) for column, value in filled if column > grid.left]
    return bool(beside) and not all(text in BELOW_UNIT or text.lower() in ABSENT for text in beside)


def is_code_row(grid: Grid, row: int) -> bool:
    """Tell whether a row is 甲 乙 丙 1 2 3, (1) (2) (3), or QC02 QC05_0: never data."""
    texts = [text_of(value) for _, value in grid.distinct(row)]
    if len(texts) < 2:
        return False
    letters = [t for t in texts if t in _ORDINALS]
    counters = [int(found[1]) for t in texts if (found := _COUNTER.fullmatch(t))]
    if len(letters) + len(counters) == len(texts) and (letters or len(counters) > 2):
        return counters == list(range(counters[0], counters[0] + len(counters))) if counters else bool(letters)
    coded = sum(bool(_CODE.fullmatch(t)) for t in texts)
    return coded >= 2 and coded >= len(texts) - 2 and not any(number_like(v) for _, v in grid.distinct(row))


def is_unit_row(grid: Grid, row: int, names: Names) -> bool:
    """Tell whether a row under the header holds nothing but units."""
    texts = [text_of(value) for _, value in grid.distinct(row)]
    known = [t for t in texts if t not in names.quantities and unit(names.plan.units, t) is not None]
    return len(known) >= 1 and all(t in known or t in ("-", "—", "单位", "计量单位") for t in texts)


def _body(
    grid: Grid, first: int, header: tuple[int, ...], form: Form, names: Names
) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """Return body rows, note rows, and the last row that belongs to the table."""
    heading = [fold(text_of(value)) for _, value in grid.distinct(header[0])]
    body: list[int] = []
    notes: list[int] = []
    row = first
    while row <= grid.bottom:
        kind = grid.kind(row)
        below = notes and kind in ("single", "identification") and not grid.numbers(row)
        if below or kind in ("sign_off", "note"):
            notes.append(row)
        elif kind in ("row", "single"):
            texts = [fold(text_of(value)) for _, value in grid.distinct(row)]
            if kind == "row" and (texts == heading or (not is_list(form) and _restarts(grid, row, form, names))):
                break
            if notes and kind == "row" and not grid.numbers(row):
                break
            body.append(row)
        row += 1
    while body and row <= grid.bottom and grid.kind(body[-1]) == "single" and not grid.numbers(body[-1]):
        row = body.pop()  # the title of the next table is no heading of this one
    return tuple(body), tuple(notes), row - 1


def _restarts(grid: Grid, row: int, form: Form, names: Names) -> bool:
    """Tell whether another table begins inside the body: a row of names where numbers were."""
    if grid.numbers(row) and not all(times.read(grid.cell(row, c)) for c in grid.numbers(row)):
        return False
    filled = grid.distinct(row)
    if form.rows and any(names.level(level, (text_of(filled[0][1]),)) for level in _telling(form.rows.levels)):
        return False
    beside = [text_of(value) for _, value in filled[1:]]
    return len(beside) >= 1 and all(_known(text, form, names) for text in beside)


def path_over(grid: Grid, header: tuple[int, ...], column: int) -> tuple[str, ...]:
    """Return the names over a column, outer to inner, a merged name once."""
    path: list[str] = []
    for row in header:
        text = grid.text(row, column) or _begun(grid, header, row, column)
        anchor = grid.anchors.get((row, column))
        if text and not (path and anchor and anchor[0] < row):
            path.append(text)
    return tuple(path)


def _begun(grid: Grid, header: tuple[int, ...], row: int, column: int) -> str:
    """Return the outer name that a blank header cell goes on with: it stands over the first column of its group."""
    below = [r for r in header if r > row]
    while column > grid.left and any(grid.text(r, column) for r in below):
        column -= 1
        anchor = grid.anchors.get((row, column))
        if anchor and grid.spans[anchor][0] > row:
            return ""  # a column whose one heading covers all rows begins no group
        text = grid.text(row, column)
        if text:
            return text if any(grid.text(r, column) for r in below) else ""
    return ""


def _role(path: tuple[str, ...], names: Names) -> str:
    if len({role for text in path if (role := names.role(text)) in _HEADS}) > 1:
        return ""  # the corner of a table says what each row of its header names: 指标, 地区, 单位
    role = names.role(path[-1]) or names.role(path[0])
    return role if role and not any(names.quantities.find(text) for text in path) else ""


def _column_keys(
    grid: Grid, units: tuple[int, ...], paths: Mapping[int, tuple[str, ...]], form: Form, names: Names
) -> dict[int, Key]:
    """Return what each column names, with the unit that a row of units under the header gives it."""
    keys = {c: found for c, path in paths.items() if (found := _column_key(path, form, names)) is not None}
    for column, found in keys.items():
        below = next((text for row in units if (text := grid.text(row, column))), "")
        if below and not found.unit:
            keys[column] = replace(found, unit=below.strip("()（）"))
    return keys


def _column_key(path: tuple[str, ...], form: Form, names: Names) -> Key | None:
    """Return what a column names; levels that are nothing but a unit give the unit."""
    if form.columns and "unit" in map(pattern.sole, form.columns.levels):
        seated = names.along(form.columns, path) if path else None
        if seated is not None:
            return seated
    units = [text for text in path if unit(names.plan.units, text) and text not in names.quantities]
    bare = tuple(text for text in path if text not in units) if len(units) < len(path) else path
    found = names.along(form.columns, bare) if bare else None
    if found is None or not units or len(bare) == len(path):
        return found
    return replace(found, unit=found.unit or units[-1].strip("()（）"))


def _columns(
    grid: Grid, form: Form, paths: Mapping[int, tuple[str, ...]], roles: Mapping[int, str],
    keys: Mapping[int, Key], body: tuple[int, ...],
) -> tuple[tuple[int, ...], tuple[int, ...]]:  # fmt: skip
    """Return label columns and data columns; columns with a role (unit, code …) are neither, except in a list."""
    below = {c for r in body for c, _ in grid.filled(r)}
    numeric = {c for r in body for c in grid.numbers(r)}
    used = [c for c in paths if paths[c] or c in below]
    if is_list(form):
        value = next((c for c in used if roles.get(c) == "value"), None)
        if value is None:
            value = next((c for c in reversed(used) if not roles.get(c) and c in numeric), None)
        return tuple(c for c in used if c != value), () if value is None else (value,)
    aside = {c for c in used if roles.get(c) in ("unit", "code", "serial", "note", "value") and c not in keys}
    if form.labels is not None:
        labels = tuple(c for c in used if c < form.labels and c not in aside)
        return labels, tuple(c for c in used if c >= form.labels and c not in aside)
    first = min((c for c in keys if roles.get(c) not in ("measure", "period")), default=None)
    if first is None:
        first = next(
            (c for c in used if c not in aside and c > grid.left and c in numeric),
            grid.right + 1,
        )
    labels = tuple(c for c in used if c < first and c not in aside)
    return labels, tuple(c for c in used if c >= first and c not in aside)


def _numbers_are_data(
    grid: Grid, form: Form, names: Names, body: tuple[int, ...], labels: tuple[int, ...], data: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Move columns of numbers that no row level reads from labels to data: their heading is merely not declared."""
    levels = _telling(form.rows.levels) if form.rows else ()
    if not levels or levels[-1] != (form.rows.levels[-1] if form.rows else ""):
        return labels, data
    while len(labels) > 1 and data and labels[-1] < data[0]:
        cells = [cell for row in body if (cell := grid.cell(row, labels[-1])) not in ("", None)]
        if not cells or not all(number_like(cell) for cell in cells):
            break
        if any(names.level(level, (text_of(cell),)) is not None for level in levels for cell in cells[:5]):
            break
        labels, data = labels[:-1], (labels[-1], *data)
    return labels, data
