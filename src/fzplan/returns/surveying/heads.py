"""Which rows above a body of numbers are its header: names over the columns, codes, units; what is further up is title.

In: a `Sight` and the first row of numbers. Out: a `Head`. Blank rows within a header are allowed; a title ends it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from fzplan.regex import regex
from fzplan.returns import times
from fzplan.returns.grid import UNIT_LINE, text_of
from fzplan.returns.header import is_code_row
from fzplan.returns.labels import fold
from fzplan.returns.surveying.sight import FIGURES, NAMES, NUMBER, SYMBOL, UNIT, YEAR

if TYPE_CHECKING:
    from fzplan.returns.surveying.sight import Sight

GAP = 3
"""Blank rows that may stand within a header, or between it and the numbers."""
LOOKED_AT = 40
"""Rows of a body from which its columns of numbers are known."""
LONG = 12
"""Characters of a heading of labels; what is longer is a title."""
_CODE = regex(r"[A-Z][A-Z0-9_]{1,11}")
_UNIT_WORDS = frozenset({"单位", "计量单位", "unit", "units"})


class Head(NamedTuple):
    """The rows of a header, 0-based."""

    names: tuple[int, ...]
    codes: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    borrowed: bool = False
    """The names stand over the table above: this one has none of its own."""
    headings: int = 0
    """The first row under the header where it names rows without numbers; 0 where there is none."""


class _Look(NamedTuple):
    """What is known while the rows above a body are looked through, from the bottom up."""

    sight: Sight
    left: int
    right: int
    figures: frozenset[int]
    """Columns in which the first rows of the body have numbers."""

    def cells(self, row: int) -> dict[int, str]:
        return self.sight.within(row, self.left, self.right)

    def over(self, row: int) -> list[int]:
        """Return the columns of numbers over which a name stands in this row, merged ones included."""
        grid = self.sight.grid
        named = {c for c, kind in self.cells(row).items() if kind in NAMES}
        merged = {c for c in self.figures if (a := grid.anchors.get((row, c))) and a[1] in named | {c}}
        return sorted((named & self.figures) | merged)


def head_above(sight: Sight, first: int, floor: int, left: int, right: int) -> Head:
    """Return the header of the body that begins with row `first`; nothing above `floor` belongs to it."""
    look = _Look(sight, left, right, _figures(sight, first, left, right))
    names: list[int] = []
    codes: list[int] = []
    units: list[int] = []
    gap, gaps, heading = 0, 0, 0
    for row in range(first - 1, floor - 1, -1):
        if not look.cells(row):
            gap, gaps = gap + 1, gaps + 1
            if gap > GAP:
                break
            continue
        sort = _sort(look, row, gap, named=bool(names))
        if sort == "title":
            break
        if sort == "heading":
            heading = row
            continue
        {"names": names, "codes": codes, "units": units}[sort].append(row)
        gap = 0
    if codes and names and 2 * _told_apart(look, names) < len(look.figures):
        names, codes = sorted([*names, *codes], reverse=True), []  # weeks 1 2 3 … are names where nothing else is
    return Head(tuple(sorted(names)), tuple(sorted(codes)), tuple(sorted(units)), headings=heading if names else 0)


def _told_apart(look: _Look, names: list[int]) -> int:
    """Return how many columns of numbers have a name of their own."""
    return len({c for row in names for c in look.cells(row) if c in look.figures})


def _figures(sight: Sight, first: int, left: int, right: int) -> frozenset[int]:
    found: set[int] = set()
    for row in range(first, min(first + LOOKED_AT, sight.height)):
        cells = sight.within(row, left, right)
        if not any(kind in FIGURES for kind in cells.values()):
            if len(cells) > 2 and SYMBOL not in cells.values():
                break
            continue
        first = min(c for c, kind in cells.items() if kind in FIGURES)
        found |= {c for c, kind in cells.items() if kind in FIGURES or (kind == SYMBOL and c > first)}
    return frozenset(found)


def _sort(look: _Look, row: int, gap: int, *, named: bool) -> str:
    """Return what a row above the numbers is: names, codes, units, heading (of rows below), or title."""
    sight, cells, over = look.sight, look.cells(row), look.over(row)
    if _is_filing(look, row):
        return "title"
    if is_counters(sight, row, look.left, look.right) or is_codes(sight, row, over):
        return "codes"
    if over and _is_units(sight, row, cells):
        return "units"
    alone = len(cells) == 1
    leading = look.left in cells and not _spread(look, row)
    if not named:
        titled = alone and len(look.figures) > 1 and (leading or _wide(look, row))
        return "heading" if not over else "title" if titled and gap else "names"
    if (alone and (leading or gap or _wide(look, row))) or _speaks_of_all(look, row, gap, leading=leading):
        return "title"
    return "names"


def _speaks_of_all(look: _Look, row: int, gap: int, *, leading: bool) -> bool:
    """Tell whether a row above a header has too few names over the columns to be of it: it speaks of the table."""
    columns, cells, grid = len(look.figures), look.cells(row), look.sight.grid
    over, texts = look.over(row), {fold(grid.text(row, c)) for c in cells}
    if len(texts) == 1 and len(cells) > 2:
        return True  # the title, printed again for each page
    if len(cells) == 1 and min(cells) == max(look.figures, default=-1) and columns > 2:
        return True  # the place of a unit line
    long = len(fold(grid.text(row, look.left))) > LONG and (row, look.left) not in grid.spans
    if leading and long and len(over) <= 1 and columns > 3:
        return True
    if not gap:
        return False
    return len(over) < 2 or (leading and 2 * len(over) < columns) or (gap > 1 and 3 * len(over) < columns)


def _spread(look: _Look, row: int) -> bool:
    """Tell whether the first cell of a row is merged over columns of numbers."""
    end = look.sight.grid.spans.get((row, look.left))
    return end is not None and any(look.left < c <= end[1] for c in look.figures)


def _wide(look: _Look, row: int) -> bool:
    """Tell whether the one cell of a row is merged over most of the table: a title."""
    column = min(look.cells(row))
    end = look.sight.grid.spans.get((row, column))
    used = max(look.figures, default=look.right) - look.left + 1
    return end is not None and (end[1] - column + 1) * 3 >= 2 * used


def _is_filing(look: _Look, row: int) -> bool:
    """Tell whether a row holds the unit line or the lines of identification above a table."""
    if look.sight.grid.kind(row) in ("identification", "mark"):
        return True
    texts = [fold(text_of(look.sight.grid.cell(row, c))) for c in look.cells(row)]
    return len(texts) <= 3 and any(UNIT_LINE.search(text) for text in texts)


def _is_units(sight: Sight, row: int, cells: dict[int, str]) -> bool:
    """Tell whether a row holds nothing but units, or announces them with the word."""
    first = sight.grid.text(row, min(cells)).lower()
    rest = [kind for c, kind in cells.items() if c != min(cells)]
    if first in _UNIT_WORDS:
        return True
    marked = [fold(sight.grid.text(row, c)) for c in cells]
    return (
        UNIT in cells.values()
        and all(kind == UNIT or text in ("-", "—") for kind, text in zip(cells.values(), marked, strict=True))
        and bool(rest or cells)
    )


def is_counters(sight: Sight, row: int, left: int, right: int) -> bool:
    """Tell whether a row numbers the columns: 甲 乙 1 2 3, or 1 2 3 over every column of numbers."""
    cells = sight.within(row, left, right)
    if len(cells) < 2 or sum(kind in (NUMBER, YEAR) for kind in cells.values()) < 2:
        return False
    if left == 0 and right >= sight.width - 1 and is_code_row(sight.grid, row):
        return True
    numbers = [text_of(sight.grid.cell(row, c)) for c, kind in cells.items() if kind in (NUMBER, YEAR)]
    counted = numbers if len(numbers) == len(cells) else numbers[-(len(cells) - 1) :]
    tail = counted if counted and counted[0] == "1" else counted[1:]
    return len(tail) > 2 and tail == [str(k) for k in range(1, len(tail) + 1)] and len(tail) >= len(cells) - 2


def is_codes(sight: Sight, row: int, over: list[int]) -> bool:
    """Tell whether the names over the numbers are all codes: QC02 QC05_0, MGSL MGSF."""
    texts = [sight.grid.text(row, c) for c in over]
    return (
        len(texts) > 2
        and all(_CODE.fullmatch(t) for t in texts)
        and len(set(texts)) == len(texts)
        and (sum(any(ch.isdigit() for ch in t) for t in texts) * 2 >= len(texts) or min(map(len, texts)) > 3)
        and not all(times.read(t) for t in texts)
    )


def is_years(sight: Sight, row: int, columns: list[int]) -> bool:
    """Tell whether numbers that may be years stand in order, as over the columns of a table."""
    years = [int(float(sight.grid.text(row, c))) for c in columns if sight.rows[row][c] == YEAR]
    steps = [b - a for a, b in pairwise(years)]
    return len(years) > 1 and (all(0 < s <= 25 for s in steps) or all(-25 <= s < 0 for s in steps))
