"""Which cells belong to one table: a body of numbers, the rows of names above it, and what else stands around.

A table ends where a row of names stands over its columns of numbers again, or where its columns end. Side by side are
tables whose second begins with a column of labels of its own. In: a `Sight`. Out: `Block`s; rows, columns 0-based.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.returns.grid import text_of
from fzplan.returns.labels import fold
from fzplan.returns.surveying.heads import Head, head_above, is_codes, is_counters, is_years
from fzplan.returns.surveying.sight import FIGURES, NAMES, NUMBER, PERIOD, SYMBOL, TEXT, UNIT, YEAR

if TYPE_CHECKING:
    from fzplan.returns.surveying.sight import Sight

CORNERS = frozenset("指标 地区 项目 年份 年度 时间 指标名称 行业 类别".split())  # noqa: SIM905
"""Words over a column of labels that begin a header of years."""
FEWEST = 2
"""Numbers that make a table; a lone number on a cover page is none."""


class Block(NamedTuple):
    """One table: its columns, its header, the rows of its body, and the rows above and below that speak of it."""

    left: int
    right: int
    head: Head
    body: tuple[int, ...]
    above: tuple[int, ...]
    """Rows of title, unit line and filing lines."""
    below: tuple[int, ...]
    """Rows of notes and sign-off."""
    beside: bool = False
    """It stands beside another one."""

    @property
    def top(self) -> int:
        """Return the first row of the table: that of its header where it has one of its own."""
        names = () if self.head.borrowed else self.head.names
        return min((*names, *self.head.codes, *self.head.units, *self.body))

    @property
    def bottom(self) -> int:
        """Return the last row of the body."""
        return self.body[-1]


def blocks(sight: Sight) -> tuple[Block, ...]:
    """Return the tables of a sheet, from the top down, side by side from the left."""
    found: list[Block] = []
    for block in _stacked(sight, 0, sight.width - 1, 0, sight.height - 1):
        parts = _parts(sight, block)
        if len(parts) == 1:
            found.append(block)
            continue
        first, last = min((*block.above, block.top)), max((block.bottom, *block.below))
        for left, right in parts:
            found += [part._replace(beside=True) for part in _stacked(sight, left, right, first, last)]
    return tuple(found)


def _stacked(sight: Sight, left: int, right: int, top: int, bottom: int) -> list[Block]:
    """Return the tables that stand one under the other within these columns and rows."""
    found: list[Block] = []
    row, floor = top, top
    while row <= bottom:
        if not _is_data(sight, row, left, right):
            row += 1
            continue
        head = head_above(sight, row, floor, left, right)
        if not head.names and found and found[-1].head.names:
            head = head._replace(names=found[-1].head.names, borrowed=True)
        last = _end(sight, row, bottom, left, right, head)
        block = _block(sight, head, (floor, row, last), (left, right))
        if block is not None:
            found.append(block)
            floor = max((block.bottom, *block.below)) + 1
        row = last + 1
    return found


def _is_data(sight: Sight, row: int, left: int, right: int) -> bool:
    """Tell whether a row holds numbers that are neither years nor the numbering of columns."""
    cells = sight.within(row, left, right)
    if not any(kind in FIGURES for kind in cells.values()) or is_counters(sight, row, left, right):
        return False
    return not _names_numbers(sight, row, cells)


def _names_numbers(sight: Sight, row: int, cells: dict[int, str]) -> bool:
    """Tell whether a row is a header with numbers among its names (Median, Mean, 10, 20, 25): words over numbers."""
    words = [c for c, kind in cells.items() if kind == TEXT]
    if len(words) < 3 or row + 1 >= sight.height:
        return False
    below = range(row + 1, min(row + 6, sight.height))
    over = [c for c in words if any(sight.rows[r].get(c) in FIGURES for r in below)]
    return len({sight.grid.text(row, c) for c in over}) >= 2


def _end(sight: Sight, first: int, bottom: int, left: int, right: int, head: Head) -> int:
    """Return the last row before the next table begins."""
    figures: set[int] = set()
    heading = _texts(sight, head.names[-1], left, right) if head.names else []
    row = first
    while row <= bottom:
        cells = sight.within(row, left, right)
        if _is_data(sight, row, left, right):
            figures |= {c for c, kind in cells.items() if kind in FIGURES}
        elif row > first and cells and _restarts(sight, row, (left, right), figures, heading):
            return row - 1
        row += 1
    return bottom


def _restarts(sight: Sight, row: int, sides: tuple[int, int], figures: set[int], heading: list[str]) -> bool:
    """Tell whether a row without numbers is the header of another table: names stand where numbers stood."""
    cells = sight.within(row, *sides)
    texts = _texts(sight, row, *sides)
    over = [c for c, kind in cells.items() if c in figures and kind in NAMES]
    if len(texts) > 1 and over and (texts == heading or texts[:1] == heading[:1]):
        return True
    if len(over) < 2 or SYMBOL in cells.values():
        return False
    if is_codes(sight, row, over):
        return 2 * len(over) >= len(figures)
    if {cells[c] for c in over} == {UNIT}:
        return 2 * len(over) >= len(figures)  # the unit of a second panel
    if any(cells[c] == YEAR for c in over) and (
        not is_years(sight, row, over) or (min(cells) not in over and texts[0] not in CORNERS)
    ):
        return False
    return len({sight.grid.text(row, c) for c in over}) > 1 and 2 * len(over) >= len(figures)


def _texts(sight: Sight, row: int, left: int, right: int) -> list[str]:
    return [fold(sight.grid.text(row, c)) for c in sight.within(row, left, right)]


def _block(sight: Sight, head: Head, rows: tuple[int, int, int], sides: tuple[int, int]) -> Block | None:
    """Put a table together from its header and the rows up to its end; None where it has too few numbers."""
    floor, first, last = rows
    own = () if head.borrowed else head.names
    start = max((*own, *head.codes, *head.units), default=first - 1) + 1
    data = [r for r in range(start, last + 1) if any(k in FIGURES for k in sight.within(r, *sides).values())]
    first_filled = min(
        (min(sight.within(r, *sides)) for r in range(start, last + 1) if sight.within(r, *sides)), default=0
    )
    figures = sum(k in FIGURES and c > first_filled for r in data for c, k in sight.within(r, *sides).items())
    if figures < FEWEST:
        return None
    end = _tail(sight, data[-1], last, sides)
    body = tuple(r for r in range(min(start, head.headings or start), end + 1) if sight.within(r, *sides))
    filled = {c for r in (*body, *own) for c in sight.within(r, *sides)}
    left = min(c for r in body for c in sight.within(r, *sides))  # a heading over an empty first column is no label
    top = min((*own, *head.codes, *head.units, body[0]))
    above = tuple(r for r in range(floor, top) if sight.within(r, *sides))
    below = tuple(r for r in range(end + 1, last + 1) if sight.within(r, *sides))
    return Block(left, max(filled), head, body, above, _until_next(sight, below, sides))


def _tail(sight: Sight, last_data: int, last: int, sides: tuple[int, int]) -> int:
    """Return the last row of the body: names without numbers, or symbols, may follow the last number."""
    row = last_data
    width = len(sight.within(last_data, *sides))
    while row < last:
        cells = sight.within(row + 1, *sides)
        kinds = set(cells.values())
        symbols = sum(kind == SYMBOL for kind in cells.values())
        label = len(cells) == 1 and width > 1 and _is_label(sight, row + 1, min(cells))
        if not (kinds and kinds <= {SYMBOL, TEXT, PERIOD} and symbols >= 1 and symbols >= len(cells) - 2) and not label:
            break
        row += 1
    return row


def _is_label(sight: Sight, row: int, column: int) -> bool:
    """Tell whether a lone cell right under the body names a row that has no numbers."""
    text = sight.grid.text(row, column)
    under = sight.within(row + 1, 0, sight.width) if row + 1 < sight.height else {}
    return (
        column == min(sight.rows[row - 1], default=-1)
        and sight.grid.kind(row) == "single"
        and len(text) <= 24
        and not any(mark in text for mark in "：:。©《")
        and not (under and len(under) > 1)
        and (row, column) not in sight.grid.spans
    )


def _until_next(sight: Sight, below: tuple[int, ...], sides: tuple[int, int]) -> tuple[int, ...]:
    """Leave the title and the unit line of the next table to it: what follows the last note."""
    notes = [r for r in below if sight.grid.kind(r) in ("note", "sign_off")]
    last = notes[-1] if notes else -1
    kept = [r for r in below if r <= last]
    if below and below[-1] == max(r for r in range(sight.height) if sight.within(r, *sides)):
        return below
    return tuple(kept)


def _parts(sight: Sight, block: Block) -> list[tuple[int, int]]:
    """Return the columns of the tables that stand side by side: each has labels of its own, then numbers."""
    kinds = {c: sight.column(c, block.body) for c in range(block.left, block.right + 1)}
    figures = {c for c, seen in kinds.items() if sum(k in FIGURES or k == SYMBOL for k in seen) * 2 > len(seen) > 0}
    cuts = [block.left]
    for column in range(block.left + 1, block.right + 1):
        if column in figures or not kinds[column] or not any(c in figures for c in range(cuts[-1], column)):
            continue
        if any(c in figures for c in range(column + 1, block.right + 1)) and _opens(sight, block, column, kinds):
            cuts.append(column)
    ends = [*(c - 1 for c in cuts[1:]), block.right]
    return list(zip(cuts, ends, strict=True))


def _opens(sight: Sight, block: Block, column: int, kinds: dict[int, list[str]]) -> bool:
    """Tell whether a column of labels inside a table begins another: after a gap, or under the first one's heading."""
    seen = kinds[column]
    if sum(k in (TEXT, PERIOD, YEAR) for k in seen) * 3 < 2 * len(seen):
        return False
    if sum(k == NUMBER for k in seen):
        return False
    gap = not kinds[column - 1] and not any(sight.rows[r].get(column - 1) for r in block.head.names)
    heads = [fold(text_of(sight.grid.label(r, column))) for r in block.head.names]
    own = [fold(text_of(sight.grid.label(r, block.left))) for r in block.head.names]
    return gap or (any(heads) and heads == own)
