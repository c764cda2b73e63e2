"""Conservation of cells: every number-like cell of a matched workbook has exactly one fate, and each fate a reason.

In: marks made while reading a sheet. Out: an `Account` whose parts add up to the number-like cells.
"""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING

from fzplan.observations import Account
from fzplan.returns.cells import number_like
from fzplan.returns.symbols import MEANINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from fzplan.diagnostics import FileRef
    from fzplan.returns.readers.book import Cell, Sheet

OBSERVATION, RECORD, HEADER = "observation", "record", "header"

Fates = dict[tuple[int, int], str]
"""What became of single cells."""

_READ = frozenset({OBSERVATION, "repeated", "copy", "contested"}) | MEANINGS
"""Fates of cells that were read, so they count even where their text (6648.7亿元, x) is not number-like."""
_RANK = {OBSERVATION: 3, RECORD: 2, HEADER: 1}


class Ledger:
    """The fates of the cells of one sheet; several forms may read it, and being read counts before being left aside."""

    def __init__(self, sheet: Sheet, far: Iterable[Cell] = ()) -> None:
        """`far`: cells that were taken off the sheet, for they stand far away from everything else."""
        self.sheet, self.far = sheet, tuple(far)
        self.forms: list[str] = []
        self._fates: Fates = {}
        self._rows: dict[int, Mapping[int, str]] = {}
        self._floats: dict[int, tuple[Mapping[int, str], tuple[int, ...]]] = {}
        """By the identity of a mapping of `_rows`, which is kept, lest another one takes its place."""
        self._rest = "other_sheet"

    def mark(self, row: int, column: int, fate: str) -> None:
        """Note what became of a cell; a stronger fate is never overwritten."""
        before = self._fates.get((row, column))
        if before is None or _RANK.get(fate, 0) > _RANK.get(before, 0):
            self._fates[row, column] = fate

    @property
    def marked(self) -> bool:
        """Tell whether anything was noted of any cell."""
        return bool(self._fates or self._rows)

    def noted(self) -> Fates:
        """Return what was noted of single cells."""
        return self._fates.copy()

    def adopt(self, fates: Fates) -> None:
        """Note of the cells of a sheet without a mark what became of those of another one, laid out alike."""
        self._fates = fates.copy()

    def fate(self, row: int, column: int) -> str:
        """Return what became of a cell so far."""
        return self._fates.get((row, column)) or self._rows.get(row, {}).get(column, self._rest)

    def move(self, row: int, column: int, fate: str) -> None:
        """Correct the fate of a cell that was read and then left aside."""
        self._fates[row, column] = fate

    def mark_rows(self, rows: Iterable[int], columns: Iterable[int], fate: str) -> None:
        """Note what became of the cells where these rows and columns cross."""
        wanted, stored = tuple(columns), self.sheet.rows
        for row in rows:
            cells = stored[row] if row < len(stored) else []
            if cells.count("") == len(cells):
                continue
            for column in wanted:
                if column < len(cells) and cells[column] != "":
                    self.mark(row, column, fate)

    def block(self, rows: Iterable[int], fates: Mapping[int, str], floats: Collection[int] = ()) -> None:
        """Note the fates of whole rows by column: a hundred thousand records share one mapping.

        In the columns `floats` every one of these rows has a number, so none has to be looked at to be counted.
        """
        self._floats[id(fates)] = fates, tuple(sorted(floats))
        for row in rows:
            before = self._rows.get(row)
            self._rows[row] = fates if before is None else _stronger(before, fates)

    def forget_records(self, fate: str) -> None:
        """Turn the records of the sheet into cells left aside: the sheet proved to be a copy."""
        self._rows = {
            row: {c: fate if before == RECORD else before for c, before in fates.items()}
            for row, fates in self._rows.items()
        }

    def rest(self, reason: str) -> None:
        """Say why the cells without a mark were left aside."""
        self._rest = reason

    def account(self, place: FileRef) -> Account:
        """Count the number-like cells by their fate."""
        counts = self._count_blocks()
        fates, rest, blocked = self._fates, self._rest, self._rows
        self._correct_blocks(counts)
        for r, row in enumerate(self.sheet.rows):
            if r in blocked or row.count("") == len(row):
                continue
            for c, cell in enumerate(row):
                if cell == "" or cell is None:
                    continue
                fate = fates.get((r, c))
                if number_like(cell) or fate in _READ:
                    counts[fate or rest] += 1
        counts["outside"] += sum(map(number_like, self.far))
        counts = +counts
        read = {name: counts.pop(name, 0) for name in (OBSERVATION, RECORD, HEADER)}
        total = sum(read.values()) + sum(counts.values())
        return Account(
            place, tuple(self.forms), total, read[OBSERVATION], read[RECORD], read[HEADER], dict(sorted(counts.items()))
        )

    def _correct_blocks(self, counts: Counter[str]) -> None:
        """Move the cells of record rows that another form read as printed figures."""
        for (r, c), fate in self._fates.items():
            before = self._rows.get(r, {}).get(c, "")
            if r not in self._rows or _RANK.get(fate, 0) <= _RANK.get(before, 0):
                continue
            numeric = number_like(self.sheet.rows[r][c])
            counts[before] -= numeric
            counts[fate] += numeric or fate == OBSERVATION

    def _count_blocks(self) -> Counter[str]:
        """Count the rows of records column by column: one fate a column, so no cell is looked up."""
        counts: Counter[str] = Counter()
        groups: dict[tuple[tuple[tuple[int, str], ...], tuple[int, ...]], list[list[Cell]]] = {}
        signatures: dict[int, tuple[tuple[tuple[int, str], ...], tuple[int, ...]]] = {}
        for r, fates in self._rows.items():
            if id(fates) not in signatures:
                signatures[id(fates)] = tuple(fates.items()), self._floats.get(id(fates), (fates, ()))[1]
            groups.setdefault(signatures[id(fates)], []).append(self.sheet.rows[r])
        for (group, floats), rows in groups.items():
            fate_of = dict(group)
            for c in range(min(map(len, rows))):
                if c in floats:
                    counts[fate_of[c]] += len(rows)
                    continue
                cells = list(map(itemgetter(c), rows))
                numbers = Counter(map(type, cells))[float]
                if numbers < len(cells):
                    numbers += _number_like([cell for cell in cells if type(cell) is not float])
                counts[fate_of[c]] += numbers
        return counts


def _number_like(cells: list[Cell]) -> int:
    """Count the number-like cells of a column; where values are repeated (codes, zones) each is looked at once."""
    distinct = set(cells)
    if 2 * len(distinct) > len(cells):
        return sum(map(number_like, cells))
    return sum(n for cell, n in Counter(cells).items() if number_like(cell))


def _stronger(one: Mapping[int, str], other: Mapping[int, str]) -> dict[int, str]:
    """Return by column the stronger fate of two forms that read the same rows."""
    return {
        c: max((one.get(c, ""), other.get(c, "")), key=lambda fate: _RANK.get(fate, 0) if fate else -1)
        for c in {*one, *other}
    }
