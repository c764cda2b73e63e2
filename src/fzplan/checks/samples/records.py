"""The records of a form as samples: every row of every sheet, with the record of the same entity a year before."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from fzplan import periods
from fzplan.checks import wording
from fzplan.checks.columns import decimals
from fzplan.checks.samples.sample import NONE, Sample, rounded
from fzplan.diagnostics import About, CellRef, Related, Text
from fzplan.formula import words
from fzplan.formula.nodes import Name
from fzplan.formula.rows import Columns, evaluated
from fzplan.formula.typed import walk
from fzplan.observations import TOTAL, edition_rank

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.checks.room import Room
    from fzplan.checks.samples.sample import Array, Codes, Flags
    from fzplan.diagnostics import Diagnostic
    from fzplan.formula import Typed
    from fzplan.model.checks import Check
    from fzplan.observations import Records
    from fzplan.periods import Period
    from fzplan.units import Unit

YEAR = 12_000
"""A year in the code of a period: months × 1000 + length."""
WIDEST = 10**9
"""More than any code of a period."""


class Roll:
    """All records of one form: which are of the same entity, of the same period, of the same group."""

    def __init__(self, check: Check, room: Room, group: str = "") -> None:
        self.check, self.room, self.group = check, room, group
        sheets = [Columns(r) for r in room.records if r.form == check.form and len(r)]
        self.sheets = sorted(sheets, key=lambda c: (edition_rank(c.records.edition), str(c.records.published or "")))
        self.starts = [0, *accumulate(len(c.records) for c in self.sheets)]

    def locate(self, k: int) -> tuple[Columns, int]:
        """Return the sheet and the index of a record."""
        at = bisect_right(self.starts, k) - 1
        return self.sheets[at], k - self.starts[at]

    @cached_property
    def moments(self) -> Codes:
        """Return the code of the period of each record, −1 where its date is missing."""
        found = (
            p.start * 1000 + p.months if p is not None else NONE for c in self.sheets for p in c.records.period
        )  # fmt: skip
        return np.fromiter(found, dtype=np.intp, count=self.starts[-1])

    @cached_property
    def previous(self) -> Codes:
        """Return the record of the same entity a year before, of the highest edition; −1 for none."""
        found = np.full(self.starts[-1], NONE, dtype=np.intp)
        key = self.room.plan.forms[self.check.form].key
        if not key or not np.isin(self.moments - YEAR, self.moments[self.moments >= 0]).any():
            return found
        entities = _codes([v for c in self.sheets for v in _texts(c.records, key)])
        dated = np.flatnonzero((entities >= 0) & (self.moments >= 0))
        codes = entities[dated] * WIDEST + self.moments[dated]
        order = np.argsort(codes, kind="stable")
        ranked, wanted = codes[order], codes - YEAR
        at = np.searchsorted(ranked, wanted, side="right") - 1
        met = (at >= 0) & (ranked[at] == wanted)
        found[dated[met]] = dated[order[at[met]]]
        return found

    @cached_property
    def grouped(self) -> tuple[Codes, list[str]]:
        """Return the number of the group of each record (period and field), and the names of the groups."""
        if self.group:
            texts = [v for c in self.sheets for v in _texts(c.records, self.group)]
            fields = _codes(texts)
        else:
            texts, fields = [], np.zeros(self.starts[-1], dtype=np.intp)
        known = np.flatnonzero((fields >= 0) & (self.moments >= 0))
        found = np.full(len(fields), NONE, dtype=np.intp)
        pairs, first, inverse = np.unique(
            self.moments[known] * (int(fields.max(initial=0)) + 1) + fields[known],
            return_index=True, return_inverse=True,
        )  # fmt: skip
        found[known] = inverse
        names = [texts[known[k]] for k in first.tolist()] if self.group else [""] * len(pairs)
        return found, names

    def sample(self, of: Typed) -> Sample:
        """Return a formula over all records."""
        zero = self.check.missing == "zero"
        read = sorted({p.symbol.id for p in walk(of) if p.symbol is not None and p.symbol.content == "number"})
        now = self._joined([np.broadcast_to(evaluated(of, c), (len(c.records),)) for c in self.sheets])
        filled = self._joined([_any_filled(c, read) for c in self.sheets]).astype(bool)
        now = np.where(np.isfinite(now), now, np.nan)
        if zero:
            now = np.where(np.isnan(now) & filled, 0.0, now)
        linked = self.previous != NONE
        before = np.where(linked, now[self.previous], np.nan)
        absent = np.isnan(now) & filled
        broken = (np.isnan(now) != np.isnan(before)) & linked & ~absent
        groups, labels = self.grouped
        return Sample(
            of, now, before, self.previous, absent, broken, self.moments, groups, labels, self._digits(of, now),
            _Teller(self, of, now, read),
        )  # fmt: skip

    def _joined(self, parts: list[Any]) -> Array:
        return np.concatenate([np.asarray(part, dtype=np.float64) for part in parts]) if parts else np.zeros(0)

    def _digits(self, of: Typed, now: Array) -> Flags:
        places = decimals(now) if isinstance(of.node, Name) else None
        return np.ones(len(now), dtype=bool) if places is None else ~(np.abs(now) < 10.0 ** (1 - places))


@dataclass
class _Teller:
    """What is said of one record."""

    roll: Roll
    of: Typed
    now: Array
    read: list[str]

    @cached_property
    def units(self) -> dict[str, str]:
        """Return the unit of each field that the formula reads."""
        return {p.symbol.id: p.symbol.unit.text for p in walk(self.of) if p.symbol is not None}

    def cells(self, k: int) -> list[Related]:
        columns, row = self.roll.locate(k)
        sheet = columns.records
        found = ((name, _number(sheet, name, row)) for name in self.read)
        shown = [f"{name} {wording.said(rounded(v), self.units[name])}" for name, v in found if v is not None]
        period, entity = self._period(k), self._entity(k)
        where = wording.place_words(period, {}, entity)
        return [Related(self._place(k), Text(where.zh + "、".join(shown), where.en + ", ".join(shown)))]

    def beside(self, k: int) -> list[Related]:
        earlier = int(self.roll.previous[k])
        return self.cells(earlier) if earlier != NONE else []

    def where(self, k: int) -> Text:
        return wording.place_words(self._period(k), {}, self._entity(k))

    def before(self, k: int) -> Text:
        period = self._period(int(self.roll.previous[k]))
        assert period is not None
        return Text(periods.words(period, "zh"), periods.words(period, "en"))

    def year(self, k: int) -> int | None:  # noqa: ARG002  (records are shown under no year)
        return None

    def about(self, k: int) -> About:
        period = self._period(k)
        moment = periods.text(period) if period else ""
        return About(self.roll.check.form, self._entity(k), words(self.of, "zh"), moment)

    def cause(self, k: int) -> Diagnostic | None:  # noqa: ARG002
        """Return nothing: a cell of records that has an error has no figure."""
        return None

    def missing(self, k: int) -> Diagnostic | None:
        """Return the finding in the row of a record, or in that of the year before."""
        linked = [k, *([int(self.roll.previous[k])] if self.roll.previous[k] != NONE else [])]
        causes = (self.roll.room.known.of_cell(self._row(n)) for n in linked if np.isnan(self.now[n]))
        return next((cause for cause in causes if cause is not None), None)

    def slip(self, k: int, factor: str) -> Diagnostic | None:  # noqa: ARG002
        """Return nothing: the reading does not look for slips in records, only in what they add up to."""
        return None

    def unit(self, k: int) -> Unit:  # noqa: ARG002  (of all records)
        return self.of.type.unit

    def lack(self, k: int) -> Text:
        lacking = [name for name in self.read if self._is_missing(k, name)]
        if lacking:
            return Text(f"缺 {'、'.join(lacking)}", f"{', '.join(lacking)} is missing")
        earlier = int(self.roll.previous[k])
        if earlier != NONE and np.isnan(self.now[earlier]) and not np.isnan(self.now[k]):
            lacking = [name for name in self.read if self._is_missing(earlier, name)] or self.read
            return Text(f"上年缺 {'、'.join(lacking)}", f"{', '.join(lacking)} of the year before is missing")
        return Text("算不出数（如除数为 0）", "it has no number (as of a division by zero)")

    def _is_missing(self, k: int, name: str) -> bool:
        columns, row = self.roll.locate(k)
        return _number(columns.records, name, row) is None

    def _period(self, k: int) -> Period | None:
        columns, row = self.roll.locate(k)
        return columns.records.period[row]

    def _entity(self, k: int) -> str:
        columns, row = self.roll.locate(k)
        named = columns.records.columns.get(self.roll.room.plan.forms[self.roll.check.form].key)
        return str(named[row] or "") if named else ""

    def _place(self, k: int) -> CellRef:
        """Return the cell of a field; of a formula of several the row."""
        at, columns = self._row(k), self.roll.locate(k)[0]
        seat = columns.records.seats.get(self.read[0]) if len(self.read) == 1 else None
        return at if seat is None else CellRef(at.file, at.sheet, at.row, seat)

    def _row(self, k: int) -> CellRef:
        columns, row = self.roll.locate(k)
        sheet, sources = columns.records, self.roll.room.sources
        file, name = sources.files[sheet.file], sources.sheets[sheet.sheet]
        return CellRef(file, name, sheet.row[row], sheet.first_column, sheet.row[row], sheet.last_column)


def _texts(records: Records, name: str) -> list[str]:
    """Return a field of texts or codes, "" where it is empty: 1637.0 is 1637."""
    found: Any = records.members.get(name) or records.columns.get(name) or [None] * len(records)
    return ["" if v in (None, "", TOTAL) else str(int(v)) if _is_whole(v) else str(v).strip() for v in found]


def _is_whole(value: object) -> bool:
    return isinstance(value, float) and value.is_integer()


def _codes(texts: list[str]) -> Codes:
    """Return a number for each text, the same for the same; −1 for none."""
    numbers: dict[str, int] = {"": NONE}
    found = [numbers.setdefault(text, len(numbers) - 1) for text in texts]
    return np.array(found, dtype=np.intp)


def _any_filled(columns: Columns, read: list[str]) -> NDArray[np.bool_]:
    found = np.zeros(len(columns.records), dtype=bool)
    for name in read:
        found |= ~np.isnan(columns.number(name))
    return found


def _number(records: Records, name: str, row: int) -> float | None:
    value = records.columns[name][row] if name in records.columns else None
    return float(value) if isinstance(value, (int, float)) else None
