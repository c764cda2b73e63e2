"""The codes in one field of one sheet of records: each with its cell, its period and the entity it is of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan import periods
from fzplan.checks.code_verdicts import plain
from fzplan.checks.wording import place_words
from fzplan.diagnostics import About, CellRef, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.observations import Records, Sources
    from fzplan.periods import Period

EMPTY = frozenset(("", "-", "—", "——", "–", "/", "无", "暂无", "…"))
"""What stands in a cell where there is no code."""


@dataclass(frozen=True, eq=False)
class Entries:
    """One field of one sheet."""

    records: Records
    sources: Sources
    field: str
    key: str

    @property
    def there(self) -> bool:
        """Tell whether the sheet has a column for the field."""
        return self.field in self.records.columns

    @property
    def head(self) -> CellRef:
        """Return the first record, where the column is missing."""
        return self.at(self.field, 0)

    def at(self, field: str, row: int) -> CellRef:
        """Return the cell of a field; all cells of the record where the sheet has no such column."""
        sheet = self.records
        file, name = self.sources.files[sheet.file], self.sources.sheets[sheet.sheet]
        column = self._seats.get(field)
        if column is None:
            return CellRef(file, name, sheet.row[row], sheet.first_column, sheet.row[row], sheet.last_column)
        return CellRef(file, name, sheet.row[row], column)

    @cached_property
    def _seats(self) -> dict[str, int]:
        return dict(self.records.seats)

    def column(self, field: str) -> list[Any]:
        """Return the values of another field, or the members that its codes stand for."""
        found: Any = self.records.columns.get(field) or self.records.members.get(field)
        return found or [None] * len(self.records)

    def entries(self) -> Iterator[Entry]:
        """Yield the code of every record; "" where there is none."""
        stored = self.records.stored.get(self.field, {})
        for row, value in enumerate(self.records.columns[self.field]):
            cell = stored.get(self.records.row[row]) if stored else None
            cell = value if cell is None and isinstance(value, float) else cell
            code = value if type(value) is str else plain(value)
            yield Entry(self, row, "" if code in EMPTY else code, cell)


class Entry(NamedTuple):
    """One code; `stored` is its cell where that says more than the text, else None."""

    sheet: Entries
    row: int
    code: str
    stored: object

    @property
    def at(self) -> CellRef:
        """Return its cell."""
        return self.sheet.at(self.sheet.field, self.row)

    @property
    def period(self) -> Period | None:
        """Return the period of its record."""
        return self.sheet.records.period[self.row]

    @property
    def year(self) -> int | None:
        """Return the year of its record."""
        return self.period.year if self.period else None

    @property
    def entity(self) -> str:
        """Return the key of its record."""
        return plain(self.sheet.column(self.sheet.key)[self.row])

    @property
    def where(self) -> Text:
        """Return period and entity as the beginning of a sentence; a key is its own entity."""
        return place_words(self.period, {}, "" if self.sheet.field == self.sheet.key else self.entity)

    @property
    def about(self) -> About:
        """Return what a finding at this code is about."""
        period = periods.text(self.period) if self.period else ""
        return About(self.sheet.records.form, self.entity, self.sheet.field, period, value=self.code)
