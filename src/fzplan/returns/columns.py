"""What the columns of a table are: the names over each, its role, what it names, and which columns are labels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.returns import pattern, spans, times
from fzplan.returns.cells import number_like
from fzplan.returns.grid import Grid, text_of
from fzplan.returns.header import HEADS, is_list, telling, unit_stated
from fzplan.returns.labels import read, unit
from fzplan.returns.naming import role_word
from fzplan.returns.symbols import is_code, meaning

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.model.plan import Form
    from fzplan.returns.keys import Key
    from fzplan.returns.naming import Names


_ITSELF = frozenset(["绝对值", "绝对数", "绝对额", "绝对量", "总量", "总额", "数值", "数额", "金额"])
"""What says under a name that the figure is meant itself, and not its growth beside it."""
OTHERWISE = 0.2
"""Share of the cells of a column of figures that may be something else: a heading that comes again, a symbol."""


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
    if below and (centred := _centred(grid, row, below[0], column)) is not None:
        return centred
    leaf = next((text for r in below if (text := grid.text(r, column))), "")
    blank = grid.anchors.get((row, column))
    stair = read(leaf).child or (blank is not None and grid.spans[blank][1] > blank[1])
    own = {r: grid.anchors.get((r, column)) for r in header if r < row and grid.text(r, column)}
    while column > grid.left and any(grid.text(r, column) for r in below):
        column -= 1
        if any(anchor is None or grid.anchors.get((r, column)) != anchor for r, anchor in own.items()):
            return ""  # a column that has a name of its own further up is in no group of its neighbour
        anchor = grid.anchors.get((row, column))
        text = grid.text(row, column)
        if anchor and grid.spans[anchor][0] > row:
            # one heading over all rows is that of a group's total where the blank beside it is a step of a staircase
            return text if stair and column > grid.left and not role_word(text) else ""
        if text:
            return text if any(grid.text(r, column) for r in below) else ""
    return ""


def _centred(grid: Grid, row: int, below: int, column: int) -> str | None:
    """Return the outer name of a column where names stand over the middle of their groups without being merged.

    The first group begins before its name, and the names under it come again: 2022 2023 | 2022 2023. None elsewhere.
    """
    leaves = {c: text for c in range(grid.left, grid.right + 1) if (text := grid.text(below, c))}
    named = {c: text for c in leaves if (text := grid.text(row, c)) and (row, c) not in grid.anchors}
    first = next((c for c in leaves if c not in named and (row, c) not in grid.anchors), None)
    again = next((c for c in leaves if first is not None and c > first and leaves[c] == leaves[first]), None)
    if first is None or again is None or not named or min(named) < first or column < first:
        return None
    begin = column - (column - first) % (again - first)
    inside = [text for c, text in named.items() if begin <= c < begin + again - first]
    return inside[0] if len(inside) == 1 else ""


def role_of(path: tuple[str, ...], names: Names) -> str:
    """Return the role of a column: what the innermost or outermost word over it says, or ``""``."""
    if len({role for text in path if (role := names.role(text)) in HEADS}) > 1:
        return ""  # the corner of a table says what each row of its header names: 指标, 地区, 单位
    role = names.role(path[-1]) or names.role(path[0])
    return role if role and not any(names.quantities.find(text) for text in path) else ""


def column_keys(
    grid: Grid, units: tuple[int, ...], paths: Mapping[int, tuple[str, ...]], form: Form, names: Names
) -> dict[int, Key]:
    """Return what each column names, with the unit that a row of units under the header gives it."""
    doubtful = spans.seasons(path[-1] for path in paths.values() if path)
    sure = {c: path for c, path in paths.items() if not path or path[-1] not in doubtful}
    keys = {c: found for c, path in sure.items() if (found := _column_key(path, form, names)) is not None}
    for column, found in keys.items():
        below = next((text for row in units if (text := grid.text(row, column))), "")
        if below and not found.unit:
            keys[column] = replace(found, unit=unit_stated(below))
    return _beside(keys)


def _beside(keys: dict[int, Key]) -> dict[int, Key]:
    """Give each bare 上年同期 the interval of the period left of it: that of 本月, or that of 1—本月.

    Where none stands left of it, the one to its right is meant: 上年同期 | 1—本月.
    """
    readings = [found for _, found in sorted(keys.items()) if found.reading]
    left = next((k for k in readings if k.reading and not k.reading.lag), None)
    for column, found in sorted(keys.items()):
        reading = found.reading
        if reading is None:
            continue
        if reading.relative == "same" and left is not None and left.reading is not None:
            keys[column] = replace(found, reading=reading.beside(left.reading))
        elif not reading.lag:
            left = found
    return keys


def _column_key(path: tuple[str, ...], form: Form, names: Names) -> Key | None:
    """Return what a column names; units are levels of their own, or brackets of outer ones."""
    if form.columns and "unit" in map(pattern.sole, form.columns.levels):
        seated = names.along(form.columns, path) if path else None
        if seated is not None:
            return seated
    if len(path) > 1 and read(path[-1]).key in _ITSELF and names.along(form.columns, path) is None:
        stated, found = read(path[-1]).bracket, _column_key(path[:-1], form, names)
        return replace(found, unit=stated) if found and unit(names.plan.units, stated) else found
    units = [
        text
        for text in path
        if not text.isdigit()
        and times.read(text) is None
        and unit(names.plan.units, text)
        and text not in names.quantities  # 1月 is no unit
    ]
    bare = tuple(text for text in path if text not in units) if len(units) < len(path) else path
    found = names.along(form.columns, bare) if bare else None
    if found is not None and not found.measure and any(map(times.derived, bare[:-1])):
        return None  # 累计 under 比上年同期增长（%）
    if found is None or found.unit or unit(names.plan.units, found.bracket):
        return found
    stated = units[-1] if len(bare) < len(path) else outer_unit(path[:-1], found.measure, names)
    return replace(found, unit=stated.strip("()（）")) if stated else found


def outer_unit(outer: tuple[str, ...], measure: str, names: Names) -> str:
    """Return the unit in brackets behind the nearest outer name that has one: 专利申请数(件) over 发明专利.

    主要指标（亿元） over 企业数 says nothing of 企业数: a unit that cannot be the measure's is another's.
    """
    quantity = names.plan.quantity(measure or str(names.form.fixed.get("measure", "")))
    for text in reversed(outer):
        stated = unit(names.plan.units, read(text).bracket)
        if stated is not None and quantity is not None and stated.compatible(quantity.unit):
            return read(text).bracket
    return ""


def label_and_data(
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


def beside_the_value(
    grid: Grid, form: Form, names: Names, body: tuple[int, ...], paths: Mapping[int, tuple[str, ...]],
    labels: tuple[int, ...], data: tuple[int, ...],
) -> tuple[tuple[int, ...], tuple[int, ...]]:  # fmt: skip
    """Move columns of a list that hold figures besides its value from labels to data, where nothing names them.

    Of 本期 | 上年同期 the first is the value: what leans on the value, or is computed from it, stands beside it.
    """
    levels = form.rows.levels if form.rows else ()
    named = telling(levels)
    if not data or named != tuple(level for level in levels if pattern.sole(level) != "unit"):
        return labels, data  # a level takes any text: numbers may be names
    figures = []
    for column in labels:
        cells = [cell for row in body if (cell := grid.cell(row, column)) not in ("", None)][:20]
        read_by = any(names.level(level, (text_of(cell),)) is not None for level in named for cell in cells)
        if cells and all(map(number_like, cells)) and not read_by and not role_word("".join(paths[column][-1:])):
            figures.append(column)
    every = [*figures, *data]
    value = next((c for c in reversed(every) if not any(map(_leans, paths[c]))), data[0])
    if role_word("".join(paths[data[0]][-1:])) == "value":
        value = data[0]
    return tuple(c for c in labels if c not in every), (value, *(c for c in every if c != value))


def _leans(text: str) -> bool:
    reading = times.read(text)
    return times.derived(text) or (reading is not None and bool(reading.lag))


def numbers_are_data(
    grid: Grid, form: Form, names: Names, body: tuple[int, ...], labels: tuple[int, ...], data: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Move columns of numbers that no row level reads from labels to data: their heading is merely not declared."""
    every = form.rows.levels if form.rows else ()
    levels = telling(every)
    if not levels:
        return labels, data
    free = levels[-1] != every[-1]  # the last level takes any text: only columns beyond the levels are no labels
    while len(labels) > 1 and data and labels[-1] < data[0]:
        if free and sum(any(grid.text(row, c) for row in body) for c in labels) <= len(every):
            break
        cells = [cell for row in body if (cell := grid.cell(row, labels[-1])) not in ("", None)]
        figures = [cell for cell in cells if not (isinstance(cell, str) and (is_code(cell) or meaning(cell)))]
        if not figures or sum(not number_like(cell) for cell in figures) > OTHERWISE * len(figures):
            break
        looked = figures[:20]
        named = sum(any(names.level(level, (text_of(cell),)) is not None for level in levels) for cell in looked)
        if 2 * named > len(looked) and not free:  # 1980 hectares among them are no year
            break
        labels, data = labels[:-1], (labels[-1], *data)
    return labels, data
