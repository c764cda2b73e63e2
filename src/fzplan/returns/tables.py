"""Where the tables of a sheet stand: title, unit line, header block, label columns, body, notes, sign-off.

Located by words, not by coordinates: the form's patterns say which names to look for, and the form may pin
`header:`, `labels:` and `range:` where the guess is wrong. In: a `Grid` and `Names`. Out: `Table`s.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from fzplan.frozen import frozen
from fzplan.regex import regex
from fzplan.returns import footnotes, header_rows, times
from fzplan.returns.columns import beside_the_value, column_keys, label_and_data, numbers_are_data, path_over, role_of
from fzplan.returns.grid import ENGLISH_UNIT_LINE, UNIT_LINE, Grid, lines, text_of
from fzplan.returns.header import (
    header_block,
    is_dimension,
    is_headed,
    is_list,
    is_lone_heading,
    known,
    starts,
    telling,
)
from fzplan.returns.labels import fold, read
from fzplan.returns.labels import unit as unit_in
from fzplan.returns.side_by_side import parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.model.plan import Form
    from fzplan.returns.keys import Key
    from fzplan.returns.naming import Names


_SAID = regex(r"单位(?:均|都)?[为是:]\s*(?P<units>[^\s,。;:]{1,12})")
"""What a note says of the unit: 金额单位为万元。"""


_GROWTH = regex(r"(?!.*[及和与、]).*(?:增长速度|增长率|增速|增长情况|增幅)(?:表|情况)?(?:\(%\))?")
"""A title of growth alone: without a unit its figures are percentages, and no levels."""


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
    above: tuple[int, ...] = ()
    """Rows of the lines above it, which no earlier table holds."""
    keys: Mapping[int, Key] = field(default_factory=dict)
    """What each data column names (columns whose names fit the pattern)."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """Footnotes below the table by the mark that is stuck to a name: b, 1, 2."""


class Sought(NamedTuple):
    """What tables are looked for by."""

    form: Form
    names: Names
    noted: tuple[tuple[int, str, str], ...]
    """The lines of the sheet that begin with a mark, looked through once."""


def locate(grid: Grid, form: Form, names: Names) -> tuple[Table, ...]:
    """Return the tables of a sheet that fit the form, from the top down, and from the left to the right."""
    return _located(grid, grid.top, [], Sought(form, names, footnotes.marked_lines(grid)))


def _located(grid: Grid, row: int, above: list[int], sought: Sought, *, part: bool = False) -> tuple[Table, ...]:
    """`part`: one of several tables side by side, whose header may be a single name."""
    form, names = sought.form, sought.names
    tables: list[Table] = []
    while row <= grid.bottom:
        lone = part and not tables and grid.kind(row) == "single" and starts(grid, row, form, names)
        if not lone and not _begins(grid, row, form, names, first=not tables):
            above.append(row)
            row += 1
            continue
        table = _table(grid, row, above, sought)
        last = max(table.bottom, row)  # a header without a body is a table of one row
        beside = parts(grid, range(row, last + 1), form, names)
        if len(beside) == 1:
            tables.append(table)
        for one in beside if len(beside) > 1 else ():
            tables += _located(one, row, list(above), sought, part=True)
        row, above = last + 1, []
    return tuple(tables)


def _begins(grid: Grid, row: int, form: Form, names: Names, *, first: bool) -> bool:
    """Tell whether a table begins in this row: the form says where the first one does, or its names are met."""
    if form.header is not None and first:
        return row == max(form.header - 1, grid.top if form.header_last else 0)  # it may stand above `range:`
    kind = grid.kind(row)
    return (kind == "row" or (kind == "single" and is_lone_heading(grid, row, form, names))) and starts(
        grid, row, form, names
    )


def _table(grid: Grid, start: int, above: list[int], sought: Sought) -> Table:
    form, names, noted = sought
    recognised = start
    if form.header is None and not is_list(form):
        start = header_rows.top(grid, start, above[0] if above else start, form)
    header, codes, units, end = header_block(grid, start, recognised, form, names)
    body, notes, bottom = _body(grid, end, header, form, names)
    paths = {c: path_over(grid, header, c) for c in range(grid.left, grid.right + 1)}
    roles = {c: role for c, path in paths.items() if path and (role := role_of(path, names))}
    marks = footnotes.footnotes(noted, max((r for r in body if grid.numbers(r)), default=end) + 1)
    keys = {} if is_list(form) else column_keys(grid, units, paths, form, names)
    if marks and not is_list(form):
        unread = {c: footnotes.bare(path, marks) for c, path in paths.items() if c not in keys}
        keys = dict(sorted({**keys, **column_keys(grid, units, unread, form, names)}.items()))
    labels, data = label_and_data(grid, form, paths, roles, keys, body)
    if form.labels is None and not is_list(form):
        labels, data = numbers_are_data(grid, form, names, body, labels, data)
    if is_list(form):
        labels, data = beside_the_value(grid, form, names, body, paths, labels, data)
    titles = lines(grid, above)
    line = next((found["units"] for text in reversed(titles) if (found := UNIT_LINE.search(fold(text)))), "")
    line = line or next((unit for text in reversed(titles) if (unit := _of_title(text, names))), "")
    english = (found["units"] for text in titles if (found := ENGLISH_UNIT_LINE.fullmatch(fold(text))))
    line = line or next((units for units in english if _all_units(units, names)), "")
    line = line or _inside(
        grid, range(start, min(body, default=end)), [paths[c] for c in labels if roles.get(c) != "period"], names
    )
    line = line or next((found["units"] for r in notes if (found := _SAID.search(fold(grid.text(r, grid.left))))), "")
    line = line or ("%" if any(_GROWTH.fullmatch(fold(text)) for text in titles) else "")
    return Table(
        start, header, codes, units, body, notes, bottom, paths, roles, labels, data, titles, line, tuple(above),
        {c: k for c, k in keys.items() if c in data}, marks,
    )  # fmt: skip


def _inside(grid: Grid, header: range, corner: list[tuple[str, ...]], names: Names) -> str:
    """Return the units that a line inside the header gives, or brackets behind the heading of the labels."""
    texts = [text_of(value) for row in header for _, value in grid.distinct(row)]
    line = next((found["units"] for text in texts if (found := UNIT_LINE.search(fold(text)))), "")
    return line or next((units for path in corner for text in path if (units := _of_title(text, names))), "")


def _of_title(text: str, names: Names) -> str:
    """Return the units that stand in brackets behind a title: 2023年主要指标（万元、人）."""
    inner = read(text).bracket
    return ",".join(filter(None, re.split("[,、;]", inner))) if _all_units(inner, names) else ""


def _all_units(text: str, names: Names) -> bool:
    return all(unit_in(names.plan.units, part) for part in re.split("[,、;]", text) if part)


def _body(
    grid: Grid, first: int, header: tuple[int, ...], form: Form, names: Names
) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """Return body rows, note rows, and the last row that belongs to the table."""
    heading = [fold(text_of(value)) for _, value in grid.distinct(header[0])]
    body: list[int] = []
    notes: list[int] = []
    row, signed = first, False
    while row <= grid.bottom:
        kind = grid.kind(row)
        below = notes and kind in ("single", "identification") and not grid.numbers(row)
        signed = signed or kind == "sign_off"
        if kind == "row" and _restarts(grid, row, heading, form, names):
            break
        if below or kind in ("sign_off", "note"):
            notes.append(row)
        elif kind in ("row", "single"):
            if notes and kind == "row" and not grid.numbers(row) and not signed:
                break
            signed = signed and not _goes_on(grid, row, form, names)
            (notes if signed else body).append(row)  # below the signatures stand telephone numbers and days
        row += 1
    while body and row <= grid.bottom and grid.kind(body[-1]) == "single" and not grid.numbers(body[-1]):
        row = body.pop()  # the title of the next table is no heading of this one
    return tuple(body), tuple(notes), row - 1


def _goes_on(grid: Grid, row: int, form: Form, names: Names) -> bool:
    """Tell whether the body goes on below a signature that slipped into it: figures of a name that the form reads."""
    first = text_of(grid.distinct(row)[0][1])
    levels = telling(form.rows.levels) if form.rows is not None else ()
    return bool(grid.numbers(row)) and any(names.level(level, (first,)) is not None for level in levels)


def _restarts(grid: Grid, row: int, heading: list[str], form: Form, names: Names) -> bool:
    """Tell whether another table begins inside the body: the heading again, or a row of names where numbers were."""
    filled = grid.distinct(row)
    texts = [fold(text_of(value)) for _, value in filled]
    if texts == heading or is_list(form):
        return texts == heading
    numbers = grid.numbers(row)
    if numbers and not (all(times.read(grid.cell(row, c)) for c in numbers) and is_headed(grid, row, form, names)):
        return False
    again = texts[0] == heading[0] and len(texts) > 1  # the heading of the labels once more: 续表 with other columns
    if again or (not numbers and 2 * len(set(texts) & set(heading)) > len(heading) > 2):
        return True  # or most of the heading, under another title: 16岁以上, then 16—64岁
    first = text_of(filled[0][1])
    named = form.rows is not None and any(names.level(level, (first,)) for level in telling(form.rows.levels))
    if named and not is_dimension(
        first, form, names
    ):  # 园区 is the total of its rows, and the heading of another table
        return False
    beside = [text_of(value) for _, value in filled[1:]]
    return len(beside) >= 1 and all(known(text, form, names) for text in beside)
