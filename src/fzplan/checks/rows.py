"""Relations between the fields of one record: held against every row of every sheet of the form.

The place is the cell of the first field on the left side, beside it the cells of the other fields that the comparison
reads. Tolerance `auto`: half a step of each column as it is printed, through the tree one field at a time (for sums
exactly interval arithmetic, for quotients to first order).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from fzplan import periods
from fzplan.checks import codes, wording
from fzplan.checks.clauses import Clause, clauses
from fzplan.checks.columns import decimals
from fzplan.checks.judging import SIGMAS, UNIFORM, Allowance
from fzplan.checks.tally import Failure, Gap, Tally
from fzplan.diagnostics import About, CellRef, Related, Text
from fzplan.figures import with_unit
from fzplan.formula import names, words
from fzplan.formula.arithmetic import compared, tidy
from fzplan.formula.rows import Columns, evaluated
from fzplan.formula.typed import walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from fzplan.checks.causes import Causes
    from fzplan.checks.judging import Outcome
    from fzplan.diagnostics import Diagnostic
    from fzplan.formula import Typed
    from fzplan.model.checks import Check
    from fzplan.model.plan import Plan
    from fzplan.observations import Records, Sources

    Array = NDArray[np.float64]
    Rows = NDArray[np.intp]


def examined(check: Check, plan: Plan, records: Sequence[Records], sources: Sources, known: Causes) -> Tally:
    """Hold one check against every row of its form."""
    found = Tally(check)
    for sheet in (r for r in records if r.form == check.form and len(r)):
        columns = Columns(sheet)
        part = 0
        for relation in check.relations:
            for clause in clauses(relation):
                _Examination(check, relation, clause, part, plan, columns, sources, known, found).run()
                part += 1
    return found


@dataclass
class _Examination:
    """One comparison over the rows of one sheet."""

    check: Check
    relation: Typed
    clause: Clause
    part: int
    plan: Plan
    columns: Columns
    sources: Sources
    known: Causes
    found: Tally

    @property
    def records(self) -> Records:
        return self.columns.records

    @cached_property
    def numbers(self) -> list[str]:
        """Return the fields of figures that the comparison reads."""
        read = {
            leaf.symbol.id for leaf in walk(self.clause.whole) if leaf.symbol and leaf.symbol.content == "number"
        }  # fmt: skip
        return sorted(read)

    @cached_property
    def figures(self) -> Columns:
        """Return the columns, with 0 for what is missing where `missing: zero` asks for it."""
        if self.check.missing != "zero":
            return self.columns
        return Columns(self.records, {name: np.nan_to_num(self.columns.number(name), nan=0.0) for name in self.numbers})

    def run(self) -> None:
        """Count what holds; look into what does not, and into what cannot be told."""
        state = np.broadcast_to(evaluated(self.clause.whole, self.figures), (len(self.records),))
        expected = np.zeros(len(self.records), dtype=bool)
        for name in self.numbers:
            expected |= ~np.isnan(self.columns.number(name))
        expected |= ~np.isnan(state)
        self.found.passed += int(np.count_nonzero((state == 1) & expected))
        failing = np.flatnonzero((state == 0) & expected)
        if len(failing):
            self.fail(failing) if self.clause.sign else self.unmet(failing)
        self.gaps(np.flatnonzero(np.isnan(state) & expected))

    def fail(self, rows: Rows) -> None:
        """Tell of the rows whose sides are farther apart than their print allows for."""
        some = self.some(rows)
        left, right = (np.broadcast_to(evaluated(s, some), rows.shape) for s in (self.clause.left, self.clause.right))
        limit, likely = self.allowed(some, left)
        fails = ~_agree(left, self.clause.sign, right, limit)
        doubtful = ~_agree(left, self.clause.sign, right, likely) & ~fails
        self.found.passed += int(np.count_nonzero(~fails & ~doubtful))
        for k in np.flatnonzero(fails | doubtful).tolist():
            outcome: Outcome = "fail" if fails[k] else "implausible"
            rule, severity = wording.ruled(self.check, outcome)
            sides, allowed = (float(left[k]), float(right[k])), Allowance(float(limit[k]), float(likely[k]))
            where = self.where(int(rows[k]))
            facts = wording.compared(self.check, self.relation, self.clause, where, sides, allowed, rule)
            at, *beside = self.cells(int(rows[k]))
            about = self.about(int(rows[k]), sides)
            self.found.failures.append(
                Failure(self.check, self.part, rule, severity, at.at, facts, tuple(beside), about=about)
            )

    def unmet(self, rows: Rows) -> None:
        """Tell of the rows for which a condition without sides does not hold."""
        read = sorted(names(self.clause.whole))
        for row in rows.tolist():
            shown = [Text(*[f"{name} {v}"] * 2) for name in read if (v := self.written(name, row)) is not None]
            facts = wording.unmet(self.check, self.relation, self.where(row), shown)
            at, *beside = self.cells(row)
            self.found.failures.append(
                Failure(
                    self.check, self.part, codes.UNMET, self.check.level, at.at, facts, tuple(beside),
                    about=self.about(row),
                )
            )  # fmt: skip

    def gaps(self, rows: Rows) -> None:
        """Tell of the rows that lack a figure: because of a finding in the row, or because it is not filled in."""
        spoiled = self.spoiled(rows)
        for row, cause in spoiled.items():
            self.found.gaps.append(Gap(self.lack(row), cause, self.place(row)))
        rest = [row for row in rows.tolist() if row not in spoiled]
        if rest:
            self.found.gaps.append(Gap(self.lack(rest[0]), None, self.place(rest[0]), len(rest)))

    def spoiled(self, rows: Rows) -> dict[int, Diagnostic]:
        """Return the rows with a finding of their own."""
        if self.sheet not in self.known.cells:
            return {}
        found = ((row, self.known.of_cell(self.place(row))) for row in rows.tolist())
        return {row: cause for row, cause in found if cause is not None}

    def some(self, rows: Rows) -> Columns:
        """Return the figures of some rows."""
        return Columns(self.records, {name: self.figures.number(name)[rows] for name in self.numbers}, rows)

    def allowed(self, some: Columns, left: Array) -> tuple[Array, Array]:
        """Return for each row how far the sides may be apart, and how far they hardly ever are."""
        tolerance = self.check.tolerance
        if tolerance.kind != "auto":
            fixed = np.full(left.shape, tolerance.value) * (np.abs(left) if tolerance.kind == "relative" else 1.0)
            return fixed, fixed
        limit, variance = np.zeros(left.shape), np.zeros(left.shape)
        apart = self.apart(some)
        for name in sorted(names(self.clause.test)):
            half = self.halves.get(name, 0.0)
            if half:
                moved = Columns(self.records, {**some.numbers, name: some.number(name) + half}, some.rows)
                step = np.abs(self.apart(moved) - apart)
                limit += step
                variance += step * step / UNIFORM
        return limit, np.minimum(limit, SIGMAS * np.sqrt(variance))

    def apart(self, columns: Columns) -> Array:
        """Return left side − right side."""
        return evaluated(self.clause.left, columns) - evaluated(self.clause.right, columns)

    @cached_property
    def halves(self) -> dict[str, float]:
        """Return half a step of each field as printed; what is counted one by one is exact."""
        found = {}
        for leaf in walk(self.clause.test):
            if leaf.symbol is not None and leaf.symbol.content == "number":
                digits = decimals(self.columns.number(leaf.symbol.id))
                unit = leaf.symbol.unit
                exact = digits is None or (unit.is_count and unit.factor == 1 and digits == 0)
                found[leaf.symbol.id] = 0.0 if exact or digits is None else 0.5 * 10.0**-digits
        return found

    def lack(self, row: int) -> Text:
        """Return what a row does not have."""
        missing = [n for n in sorted(names(self.clause.whole)) if self.written(n, row) is None]
        if not missing:
            return Text("算不出数（如除数为 0）", "it has no number (as of a division by zero)")
        return Text(f"缺 {'、'.join(missing)}", f"{', '.join(missing)} is missing")

    def written(self, name: str, row: int) -> object:
        """Return what a row says in a field; None where it says nothing."""
        column = self.records.columns.get(name) or self.records.members.get(name)
        value = column[row] if column else None
        return wording.said(value) if isinstance(value, float) else value or None

    def where(self, row: int) -> Text:
        return wording.place_words(self.records.period[row], {}, self.entity(row))

    def about(self, row: int, sides: tuple[float, ...] = ()) -> About:
        """Return what a comparison is about; a condition without sides is void when any of its fields changes."""
        period = self.records.period[row]
        read = sides or [self.written(name, row) for name in sorted(names(self.clause.whole))]
        return About(
            form=self.check.form,
            entity=self.entity(row),
            measure=self.measure,
            period=periods.text(period) if period else "",
            value=wording.figures_said(read),
        )

    def entity(self, row: int) -> str:
        """Return the key of a record."""
        return str(self.keys[row] or "") if self.keys else ""

    @cached_property
    def keys(self) -> list[Any]:
        """Return the keys of all records; none where the form has no column of them."""
        return self.records.columns.get(self.plan.forms[self.check.form].key, [])

    @cached_property
    def measure(self) -> str:
        """Return the comparison in words."""
        return words(self.clause.test, "zh")

    @cached_property
    def read(self) -> list[tuple[str, int, str]]:
        """Return the fields that the comparison reads, left side first: name, column and unit."""
        leaves = [leaf.symbol for side in (self.clause.test, self.clause.whole) for leaf in walk(side) if leaf.symbol]
        units = {leaf.id: leaf.unit.text if leaf.content == "number" else "" for leaf in leaves}
        seats = self.records.seats
        return [(name, seats[name], "" if unit == "1" else unit) for name, unit in units.items() if name in seats]

    @cached_property
    def sheet(self) -> tuple[str, str]:
        """Return the file and the sheet of the records."""
        return self.sources.files[self.records.file], self.sources.sheets[self.records.sheet]

    def cells(self, row: int) -> list[Related]:
        """Return the cells of a record that a comparison reads, with what stands there; else the whole record."""
        file, sheet = self.sheet
        found = []
        for name, column, unit in self.read:
            value = self.written(name, row)
            said = f"{name} {with_unit(str(value), unit)}" if value is not None else name
            found.append(Related(CellRef(file, sheet, self.records.row[row], column), Text(said, said)))
        return found or [Related(self.place(row), Text("", ""))]

    def place(self, row: int) -> CellRef:
        """Return the range of a record."""
        records, number = self.records, self.records.row[row]
        return CellRef(*self.sheet, number, records.first_column, number, records.last_column)


def _agree(left: Array, sign: str, right: Array, apart: Array) -> NDArray[np.bool_]:
    """Tell for each row whether a comparison holds when its sides may be so far apart (`judging.agree`)."""
    if sign == "=":
        return _agree(left, "≤", right, apart) & _agree(left, "≥", right, apart)
    moved = left - apart if sign in ("<", "≤") else left + apart
    found: NDArray[np.bool_] = compared(tidy(left if sign == "≠" else moved), sign, tidy(right)) == 1
    return found
