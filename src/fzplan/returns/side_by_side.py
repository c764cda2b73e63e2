"""Tables that stand side by side under one header line: the columns in which each of them begins.

A second table begins where the heading of the labels stands once more (指标 | 2023年 | 指标 | 2023年), or behind a
blank column where the labels of the form begin anew. Blank columns inside a table are mere spacing.
In: a `Grid` and the row of the header. Out: one `Grid` a table.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from fzplan.returns import times
from fzplan.returns.cells import number_like
from fzplan.returns.grid import Grid, text_of
from fzplan.returns.header import is_list, telling
from fzplan.returns.labels import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.model.plan import Form
    from fzplan.returns.naming import Names

LOOKED_AT = 200
"""Rows below the header that are looked at."""
MOSTLY = 0.8
"""Share of the cells of a column that name something in the rows' pattern, if it is a column of labels."""


def parts(grid: Grid, rows: range, form: Form, names: Names) -> tuple[Grid, ...]:
    """Return the grid of each table whose header is in the first of `rows`; the whole grid where there is one."""
    filled = grid.distinct(rows[0])
    if is_list(form) or len(filled) < 2:
        return (grid,)
    below = rows[1:LOOKED_AT]
    first = filled[0][0]
    heading = fold(text_of(filled[0][1])) if _is_labels(grid, below, first) else ""
    begins = [
        c
        for c, value in filled[1:]
        if (heading and fold(text_of(value)) == heading and _is_labels(grid, below, c))
        or _labels_anew(grid, rows[:LOOKED_AT], c, form, names)
    ]
    again = [c for c, value in filled[1:] if not heading and fold(text_of(value)) == fold(text_of(filled[0][1]))]
    begins += [c - 1 for c in again if _is_unheaded(grid, rows[0], below, c - 1)]  # labels without a heading
    if not begins:
        return (grid,)
    edges = [grid.left, *sorted(set(begins)), grid.right + 1]
    return tuple(Grid(grid.sheet, (grid.top, left, rows[-1], right - 1)) for left, right in pairwise(edges))


def _is_labels(grid: Grid, below: range, column: int) -> bool:
    """Tell whether a column holds labels: words or years, and no figures."""
    cells = [cell for r in below if (cell := grid.cell(r, column)) not in ("", None)]
    named = sum(not number_like(cell) or times.read(cell) is not None for cell in cells)
    return bool(cells) and named >= MOSTLY * len(cells)


def _is_unheaded(grid: Grid, row: int, below: range, column: int) -> bool:
    return column > grid.left and not grid.text(row, column) and _is_labels(grid, below, column)


def _labels_anew(grid: Grid, rows: Sequence[int], column: int, form: Form, names: Names) -> bool:
    """Tell whether a column behind a blank one holds labels of the form."""
    head, *below = rows
    if form.rows is None or any(grid.label(r, column - 1) not in ("", None) for r in rows):
        return False
    levels = telling(form.rows.levels)
    if not levels or names.along(form.columns, (grid.text(head, column),)) is not None:
        return False
    texts = [text for r in below if (text := grid.text(r, column))]
    known = sum(any(names.level(level, (text,)) is not None for level in levels) for text in texts)
    return len(texts) > 1 and known >= MOSTLY * len(texts)
