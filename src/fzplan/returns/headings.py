"""Header lines of sheets with one row an entity or a task: found by the columns a form wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.returns import header_rows
from fzplan.returns.columns import path_over
from fzplan.returns.grid import Grid, text_of
from fzplan.returns.header import is_code_row, is_unit_row
from fzplan.returns.labels import key, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.model.plan import Form
    from fzplan.returns.naming import Names

SEARCHED = 60
"""Rows in which a header is looked for."""


class Heading(NamedTuple):
    """The header of a sheet of records; rows and columns are 0-based."""

    rows: tuple[int, ...]
    codes: tuple[int, ...]
    units: tuple[int, ...]
    first: int
    """The first row of the body."""
    paths: Mapping[int, tuple[str, ...]]
    by_name: Mapping[str, int]
    """Every way of naming a column (label, path, code) → column; the first of two equal ones."""
    twice: Mapping[str, int]
    """How many columns a name has that several have: 其中：增值税."""

    def find(self, *names: str) -> int | None:
        """Return the column of the first of these names that the header has."""
        return next((self.by_name[key(name)] for name in names if key(name) in self.by_name), None)

    def unit(self, grid: Grid, column: int) -> str:
        """Return the unit that the header states of a column: its own row of units, or brackets behind its label."""
        own = next((text for row in self.units if (text := grid.text(row, column))), "")
        return own or next(
            (label.bracket for text in reversed(self.paths[column]) if (label := read(text)).bracket), ""
        )


def heading_of(grid: Grid, form: Form, names: Names, wanted: Iterable[str]) -> Heading | None:
    """Return the header in which most of the wanted columns stand, or None where none of them is named."""
    named = [name for name in wanted if name]
    looked_for = {key(part) for name in named for part in (name, name.split(" > ")[-1])}
    start = form.header - 1 if form.header is not None else _best(grid, looked_for)
    if start is None or start > grid.bottom:
        return None
    covered = max(
        (grid.spans[a][0] for c, _ in grid.distinct(start) if (a := grid.anchors.get((start, c)))), default=start
    )
    paths_wanted = form.header is None and any(" > " in name for name in named)
    first = header_rows.top(grid, start, grid.top, form) if paths_wanted else start
    rows = list(range(first, covered + 1))
    codes, units, row = _under(grid, covered + 1, names)
    paths = {c: path_over(grid, tuple(rows), c) for c in range(grid.left, grid.right + 1)}
    paths = {c: _with_parent(c, path, paths) for c, path in paths.items()}
    by_name, twice = _names(grid, paths, codes)
    return Heading(tuple(rows), tuple(codes), tuple(units), row, paths, by_name, twice)


def _under(grid: Grid, row: int, names: Names) -> tuple[list[int], list[int], int]:
    """Return the rows of codes and of units under the names, and the first row after them.

    Two rows with the same running numbers, A 0 1 and B 0 1, are records: nobody numbers the columns twice.
    """
    codes: list[int] = []
    units: list[int] = []
    seen: dict[tuple[str, ...], int] = {}
    while row <= grid.bottom:
        if is_code_row(grid, row):
            numbers = tuple(t for _, v in grid.distinct(row) if (t := text_of(v)).isdecimal())
            if numbers and numbers in seen:
                first = seen[numbers]
                return [r for r in codes if r < first], [r for r in units if r < first], first
            seen[numbers] = row
            codes.append(row)
        elif is_unit_row(grid, row, names):
            units.append(row)
        else:
            break
        row += 1
    return codes, units, row


def _best(grid: Grid, looked_for: set[str]) -> int | None:
    """Return the row that names most of the wanted columns; where nothing is wanted, the first row of several texts."""
    best, most = None, 0
    for row in range(grid.top, min(grid.bottom + 1, grid.top + SEARCHED)):
        filled = grid.distinct(row)
        texts = [text_of(value) for _, value in filled]
        hits = sum(key(text) in looked_for or read(text).key in looked_for for text in texts)
        if not looked_for and len(texts) > 1 and all(isinstance(value, str) for _, value in filled):
            return row
        if hits > most:
            best, most = row, hits
    return best


def _with_parent(column: int, path: tuple[str, ...], paths: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the path of a column headed 其中：… under the column it is a part of: the next one to the left."""
    if len(path) != 1 or not read(path[0]).child:
        return path
    for left in range(column - 1, -1, -1):
        other = paths.get(left, ())
        if other and not read(other[-1]).child:
            return (*other, *path)
    return path


def _names(grid: Grid, paths: Mapping[int, tuple[str, ...]], codes: list[int]) -> tuple[dict[str, int], dict[str, int]]:
    """Return name → column, and the names that several columns have, with their number."""
    found: dict[str, list[int]] = {}
    for column, path in paths.items():
        if not path:
            continue
        label = read(path[-1])
        whole, bare = " > ".join(path), " > ".join(read(text).text for text in path)
        for name in {path[-1], label.text, label.key, whole, bare, *(grid.text(row, column) for row in codes)}:
            columns = found.setdefault(key(name), []) if name else []
            if column not in columns:
                columns.append(column)
    return {name: columns[0] for name, columns in found.items()}, {
        name: len(columns) for name, columns in found.items() if len(columns) > 1
    }
