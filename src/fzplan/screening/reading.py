"""Figures of one record: the value of a formula, the fields it came from with their cells, and why there is none.

In: a tree checked in the style `row` and the sheets of one form. Out: `Reading`s. Reckoned a sheet at a time.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from fzplan.diagnostics import CellRef, FileRef, Text
from fzplan.formula import words
from fzplan.formula.nodes import Binary
from fzplan.formula.rows import Columns, evaluated
from fzplan.formula.typed import walk
from fzplan.model.screens import Input, Reading, Reason
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from fzplan.formula import Symbol, Typed
    from fzplan.model.plan import Form
    from fzplan.observations import Records, Sources
    from fzplan.periods import Period


@dataclass(frozen=True)
class Record:
    """One row of a sheet: one entity in one period."""

    sheet: Sheet
    at: int

    @property
    def entity(self) -> str:
        """Return the key as it is written."""
        return _written(self.sheet.records.columns[self.sheet.form.key][self.at])

    @property
    def key(self) -> tuple[str, Period | None]:
        """Return what a commitment and an actual figure have in common."""
        return spelt_alike(self.entity), self.period

    @property
    def period(self) -> Period | None:
        """Return the period that the record is of."""
        return self.sheet.records.period[self.at]

    @property
    def members(self) -> Mapping[str, str]:
        """Return its member of each dimension; of those that the plan does not name, none."""
        found = {name: members[self.at] for name, members in self.sheet.records.members.items()}
        return {name: member for name, member in found.items() if member != TOTAL}

    def unnamed(self, dimension: str) -> bool:
        """Tell whether the cell of a dimension is empty."""
        sheet = self.sheet.records
        return dimension not in sheet.members or sheet.row[self.at] in sheet.unnamed.get(dimension, frozenset())

    def text(self, name: str) -> str:
        """Return a field as text, "" where the sheet has none."""
        column = self.sheet.records.columns.get(name)
        return _written(column[self.at]) if column else ""

    def place(self, name: str) -> CellRef | FileRef:
        """Return the cell of a field (of a dimension too); the sheet where it has no such column."""
        return self.sheet.place(name, self.at)

    def reading(self, typed: Typed) -> Reading:
        """Return the value of a formula with its inputs, or why there is none."""
        value = float(self.sheet.values(typed)[self.at])
        inputs = tuple(self._input(symbol) for symbol in self.sheet.read(typed))
        quality = self.sheet.records.quality
        if math.isfinite(value):
            return Reading(value, inputs, quality=quality)
        return Reading(None, inputs, tuple(self._reasons(typed, inputs)), quality)

    def _input(self, symbol: Symbol) -> Input:
        name, records = symbol.id, self.sheet.records
        column = records.columns.get(name)
        member = records.members.get(name)
        value = column[self.at] if column else member[self.at] if member else None
        value = None if value in ("", TOTAL) else value
        return Input(name, value, symbol.unit.text if symbol.content == "number" else "", self.place(name))

    def _reasons(self, typed: Typed, inputs: tuple[Input, ...]) -> Iterator[Reason]:
        lacking = [one for one in inputs if one.value is None]
        for one in lacking:
            code = "missing_field" if isinstance(one.place, CellRef) else "missing_column"
            yield Reason(code, {"field": one.field, "place": str(one.place)})
        if lacking:
            return
        naught = [part.children[1] for part in walk(typed) if isinstance(part.node, Binary) and part.node.sign == "/"]
        zero = [divisor for divisor in naught if self.sheet.values(divisor)[self.at] == 0]
        for divisor in zero:
            yield Reason("zero_divisor", {"divisor": Text(words(divisor, "zh"), words(divisor, "en"))})
        if not zero:
            yield Reason("not_computable", {})


@dataclass
class Sheet:
    """The records of one sheet, with the formulas that were computed over them."""

    form: Form
    records: Records
    sources: Sources
    _values: dict[int, tuple[Typed, NDArray[np.float64]]] = field(default_factory=dict)
    _read: dict[int, tuple[Symbol, ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Record]:
        return (Record(self, at) for at in range(len(self.records)))

    def values(self, typed: Typed) -> NDArray[np.float64]:
        """Return a formula over all rows; computed once (the tree is kept, so that its id stays its own)."""
        if id(typed) not in self._values:
            found = np.broadcast_to(evaluated(typed, Columns(self.records)), (len(self.records),))
            self._values[id(typed)] = (typed, found)
        return self._values[id(typed)][1]

    def read(self, typed: Typed) -> tuple[Symbol, ...]:
        """Return the fields that a formula reads, in its order, each once; of a formula that `values` knows."""
        if id(typed) not in self._read:
            found = {part.symbol.id: part.symbol for part in walk(typed) if part.symbol is not None}
            self._read[id(typed)] = tuple(found.values())
        return self._read[id(typed)]

    def place(self, name: str, at: int) -> CellRef | FileRef:
        """Return the cell of a field in a row; the sheet where it has no such column."""
        file, sheet = self.sources.files[self.records.file], self.sources.sheets[self.records.sheet]
        seats = self.records.seats
        named = next((column.id for column in self.form.columns_of if column.dimension == name), name)
        seat = seats.get(name) or seats.get(named)
        return CellRef(file, sheet, self.records.row[at], seat) if seat else FileRef(file, sheet)


def spelt_alike(text: str) -> str:
    """Return a key so that two spellings of it are one: without spaces and full-width characters.

    >>> spelt_alike("Ｐ 01 "), spelt_alike("1001")
    ('P01', '1001')
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def _written(value: object) -> str:
    """Return a text or a code as text: 1637.0 is 1637."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
