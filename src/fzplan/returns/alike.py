"""Returns of one form are mostly laid out alike: what was found out of one sheet holds for the next, save its numbers.

The skeleton of a sheet is all that locating and naming look at: every cell with its kind, merges, hidden parts, styles,
but not the figures in the body of its tables. A sheet with the skeleton of one before it takes over that one's tables,
what rows and columns name, and the key, unit and notes of each cell; only the figures are read.

A figure is left out of the skeleton where no value that it may have changes what a table is: a number that is no year
and no name of the plan, in a row that begins with a word, in a column that names something. Everything else must be
equal. What is remembered belongs to one extraction.
"""

from __future__ import annotations

import math
import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from fzplan.regex import regex
from fzplan.returns import pattern
from fzplan.returns.cells import number_like
from fzplan.returns.grid import text_of
from fzplan.returns.header import is_list, telling
from fzplan.returns.labels import fold, key, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.model.plan import Indicator, Measure
    from fzplan.periods import Period
    from fzplan.returns.accounts import Fates
    from fzplan.returns.collecting import Filing
    from fzplan.returns.conversions import Shared
    from fzplan.returns.grid import Grid
    from fzplan.returns.keys import Key
    from fzplan.returns.naming import Names
    from fzplan.returns.readers.book import Cell, Facts, NumberFormat, Sheet
    from fzplan.returns.tables import Table
    from fzplan.returns.times import Reported

KEPT = 8
"""Skeletons of one form that are remembered, the latest first; 0 remembers nothing, with the same results."""
_PRINTED = regex(r"[-+]?[\d.]+(?:[eE][-+]?\d+)?")
"""How the text of a number may look."""
_COUNTER = regex(r"[(（]?\d{1,3}[)）]?(?:\s*[=＝].*)?|[A-Za-z甲乙丙丁戊己庚辛壬癸]")
"""What may count columns instead of naming a row."""
LARGEST = 10_000
"""Cells of a sheet whose layout is worth remembering: larger ones are rarely alike, and few."""
_YEARS = (1800.0, 2100.0)
_DATES = (1000.0, 10_000.0)
"""Numbers whose digits may be read as a year, or as a year and a month: 2020.5."""


class Slot(NamedTuple):
    """What is known of a cell before its number is read."""

    quantity: Measure | Indicator
    period: Period
    whole: Key
    members: tuple[str, ...]
    """By dimension of the plan; "" where names of file or sheet say it."""
    basis: str
    notes: tuple[int, ...]
    shown: NumberFormat
    stuck: str
    """The unit that the format shows."""


@dataclass(slots=True)
class Part:
    """One table as it was read: filled in by the first sheet of its skeleton, used by the others."""

    table: Table
    complete: bool = False
    """Filled in, and nothing was told of the one file alone."""
    reported: Reported | None = None
    notes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    unnamed: list[int] = field(default_factory=list)
    """Data columns that name nothing, or that the form leaves aside."""
    rows: list[tuple[int, Key | None, str]] = field(default_factory=list)
    slots: dict[tuple[int, int], Slot] = field(default_factory=dict)
    conversions: Shared = field(default_factory=dict)


class Layout:
    """A skeleton with what was found out of it."""

    __slots__ = ("_figures", "_free", "_kinds", "_rows", "_sheet", "fates", "parts")

    def __init__(self, grid: Grid, tables: Sequence[Table], figures: _Figures) -> None:
        sheet = grid.sheet
        self.parts = [Part(table) for table in tables]
        self.fates: Fates = {}
        """What became of each cell of the first sheet."""
        self._sheet, self._figures = sheet, figures
        self._free = {row: columns for table in tables for row, columns in _free(table, grid, figures)}
        self._rows = [self._bare(row, cells) for row, cells in enumerate(sheet.rows)]
        self._kinds = [list(map(type, cells)) for cells in sheet.rows]

    def fits(self, sheet: Sheet) -> bool:
        """Tell whether another sheet has this skeleton."""
        mine, own, other = self._sheet, self._sheet.facts, sheet.facts
        if len(sheet.rows) != len(mine.rows) or sheet.merges != mine.merges or _is_odd(other):
            return False
        if (other.hidden_rows, other.hidden_columns) != (own.hidden_rows, own.hidden_columns):
            return False
        for row, cells in enumerate(sheet.rows):
            if list(map(type, cells)) != self._kinds[row] or self._bare(row, cells) != self._rows[row]:
                return False
        return other.styles.equal(own.styles)

    def _bare(self, row: int, cells: list[Cell]) -> list[Cell]:
        """Return a row without its figures; one that may be more than a figure stays."""
        free = self._free.get(row)
        if not free:
            return cells
        bare = cells.copy()
        for column in free:
            if bare[column] in self._figures:
                bare[column] = None
        return bare


class _Figures:
    """The numbers that can be no names: neither of the plan nor of a period."""

    __slots__ = ("_dated", "_named")

    def __init__(self, named: frozenset[float], *, dated: bool) -> None:
        self._named, self._dated = named, dated

    def __contains__(self, cell: Cell) -> bool:
        if type(cell) is not float or not math.isfinite(cell) or cell in self._named:
            return False
        whole = cell.is_integer()
        if self._dated and (whole or _DATES[0] <= cell < _DATES[1]):
            return False
        return not (whole and _YEARS[0] <= cell < _YEARS[1])


class Alike:
    """The layouts that one extraction met."""

    def __init__(self) -> None:
        self._met: dict[tuple[object, ...], deque[Layout]] = {}
        self._figures: dict[str, _Figures | None] = {}

    def known(self, filing: Filing) -> Layout | None:
        """Return the layout of an earlier sheet that this one has, if there is one."""
        if filing.ledger.marked:
            return None
        return next((one for one in self._met.get(_context(filing), ()) if one.fits(filing.grid.sheet)), None)

    def learn(self, filing: Filing, tables: Sequence[Table]) -> Layout | None:
        """Begin the layout of a sheet whose tables were located; None where numbers might name something."""
        form, grid = filing.form.id, filing.grid
        if form not in self._figures:
            self._figures[form] = _figures(filing.names)
        figures = self._figures[form]
        large = grid.height * grid.width > LARGEST
        if figures is None or not tables or large or filing.textual or filing.ledger.marked:
            return None
        if _is_odd(grid.sheet.facts):
            return None
        if len({table.top for table in tables}) < len(tables):  # side by side: the whole was looked at as one table
            return None
        return Layout(grid, tables, figures)

    def keep(self, filing: Filing, layout: Layout) -> None:
        """Remember a layout whose sheet has been read."""
        layout.fates = filing.ledger.noted()
        self._met.setdefault(_context(filing), deque(maxlen=KEPT)).appendleft(layout)


def _is_odd(facts: Facts) -> bool:
    """Tell whether cells of a sheet have something to be told that their values do not show."""
    return bool(facts.errors or facts.uncached or facts.links)


def _context(filing: Filing) -> tuple[object, ...]:
    """Return what besides the sheet decides how it is read: the form, and what the names say, save the members."""
    said = filing.context
    return (
        filing.form.id, filing.textual, said.measure, said.reading, said.parts, said.unit, said.bracket, said.edition,
        said.published, said.quality, said.note, said.interval, said.translated,
    )  # fmt: skip


def _figures(names: Names) -> _Figures | None:
    """Return the numbers that name nothing to this form; None where its patterns may read any number."""
    form, plan = names.form, names.plan
    axes = (*(form.rows.levels if form.rows else ()), *(form.columns.levels if form.columns else ()))
    if is_list(form) or form.panels == "join" or any(map(str.isdigit, "".join(form.symbols))):
        return None
    if any(level != "{_}" and not _is_wordy(level) for level in telling(axes)):
        return None
    every = [*form.names, *form.skip, *form.readings, *plan.dimensions]
    quantities: tuple[Measure | Indicator, ...] = (*plan.measures.values(), *plan.indicators.values())
    every += [text for q in quantities for text in (q.id, *q.aliases, q.en)]
    every += [name for dimension in plan.dimensions.values() for name in (*dimension.names, dimension.en)]
    texts = {text for name in every if name for text in (fold(name), key(name), read(name).key)}
    named = frozenset(float(text) for text in texts if _PRINTED.fullmatch(text) and text.count(".") < 2)
    rows = form.rows.levels if form.rows else ()
    return _Figures(named, dated=not pattern.PERIOD_PARTS.isdisjoint(pattern.fields(rows)))


def _is_wordy(level: str) -> bool:
    """Tell whether a level cannot be met by a bare number: it is one field, or has words of its own."""
    own = re.sub(r"\{[^{}]*\}", "", level)
    return ("*" not in own and any(map(str.isalpha, own))) or pattern.sole(level) not in ("", "published")


def _free(table: Table, grid: Grid, figures: _Figures) -> list[tuple[int, tuple[int, ...]]]:
    """Return by row the columns whose figures say nothing of the layout."""
    named = [c for c in table.keys if table.roles.get(c) not in ("measure", "period")]
    if not named:
        return []
    columns = [c for c in table.data if c >= min(named) and not table.roles.get(c)]
    heading = {fold(text_of(value)) for row in table.header for _, value in grid.distinct(row)}
    found = []
    for row in table.body:
        free = tuple(c for c in columns if grid.cell(row, c) in figures and (row, c) not in grid.anchors)
        first = next((value for _, value in grid.filled(row)), "")
        if free and _is_name(first) and fold(text_of(first)) not in heading:
            found.append((row, free))
    return found


def _is_name(cell: Cell) -> bool:
    """Tell whether a cell that begins a row is a word: no number, no counter, no code."""
    return isinstance(cell, str) and not number_like(cell) and not _COUNTER.fullmatch(cell.strip())
