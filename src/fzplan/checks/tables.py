"""Relations between printed figures: held against the cube, in every period and for every member that has data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fzplan import periods
from fzplan.checks import codes, wording
from fzplan.checks.clauses import Clause, clauses
from fzplan.checks.judging import Allowance, fixed, judged
from fzplan.checks.part_years import parts
from fzplan.checks.prints import Steps, allowance
from fzplan.checks.tally import Failure, Gap, Tally
from fzplan.cube.computing import computed
from fzplan.cube.layers import NONE
from fzplan.cube.lineage import grown, leaves
from fzplan.cube.values import Values
from fzplan.diagnostics import About, Related, Text
from fzplan.formula import array, names, trace, words
from fzplan.formula.nodes import Name
from fzplan.formula.typed import is_level, is_pinned, walk
from fzplan.model.checks import Holding
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.checks.causes import Causes
    from fzplan.cube import Cube
    from fzplan.formula import Frame, Trace, Typed
    from fzplan.model.checks import Check
    from fzplan.model.plan import Plan
    from fzplan.periods import Period

Cell = tuple[int, ...]
UNBOUNDED = Allowance(float("inf"), 0.0)
"""Of a formula whose rounding errors have no bounds: a difference can only be verified."""


def valued(plan: Plan, cube: Cube) -> Values:
    """Return the figures that checks read: the formulas are computed where a check names one of their indicators."""
    read = {name for check in plan.checks if not check.form for of in check.reads for name in names(of)}
    formulas = [name for name in read if name in plan.indicators and plan.indicators[name].formula is not None]
    return computed(plan, cube) if formulas else Values(plan, cube, {})


def examined(check: Check, values: Values, steps: Steps, known: Causes, *, showing: bool = False) -> Tally:
    """Hold one check against the figures of the plan; `showing` keeps the comparisons that pass as well."""
    found = Tally(check, holdings=[] if showing else None)
    part = 0
    for relation in check.relations:
        grids = [values, *(Values(values.plan, cube, {}) for cube in parts(values.cube, relation))]
        for clause in clauses(relation):
            for grid in grids:
                _Examination(check, relation, clause, part, grid, steps, known, found).run()
            part += 1
    return found


@dataclass
class _Zeroed:
    """A frame in which a missing figure is 0, as `missing: zero` asks for."""

    cube: Cube

    def __getattr__(self, name: str) -> object:
        return getattr(self.cube, name)

    def values(self, name: str, reading: str = "", form: str = "") -> NDArray[np.float64]:
        """Return the figures of a name, 0 where there is none."""
        return np.nan_to_num(self.cube.values(name, reading, form), nan=0.0)


@dataclass
class _Examination:
    """One comparison over the whole grid."""

    check: Check
    relation: Typed
    clause: Clause
    part: int
    values: Values
    steps: Steps
    known: Causes
    found: Tally

    @property
    def cube(self) -> Cube:
        return self.values.cube

    @property
    def frame(self) -> Frame:
        return _Zeroed(self.cube) if self.check.missing == "zero" else self.cube  # type: ignore[return-value]

    def run(self) -> None:
        """Count what holds; look into what does not, and into what cannot be told."""
        state = array(self.clause.whole, self.frame)
        expected = self.expected(state.shape)
        self.found.passed += int(np.count_nonzero((state == 1) & expected))
        if self.found.holdings is not None and self.clause.sign:
            for cell in np.argwhere((state == 1) & expected).tolist():
                self.hold(tuple(cell))
        for cell in np.argwhere((state == 0) & expected).tolist():
            self.fail(tuple(cell))
        for cell in np.argwhere(np.isnan(state) & expected).tolist():
            self.gap(tuple(cell))

    def expected(self, shape: tuple[int, ...]) -> NDArray[np.bool_]:
        """Return where at least one of the figures is reported; a formula of fixed years is looked at once."""
        found = np.zeros(shape, dtype=bool)
        if is_pinned(self.clause.whole):
            found[-1] = True
            return found
        for leaf in walk(self.clause.whole):
            if isinstance(leaf.node, Name) and leaf.symbol is not None:
                figures = self.cube.values(leaf.symbol.id, leaf.node.reading, leaf.node.form)
                here: NDArray[np.bool_] = ~np.isnan(figures)
                for axis, length in enumerate(shape[1:], start=1):
                    if here.shape[axis] > length:
                        here = np.any(here, axis=axis, keepdims=True)
                found[tuple(slice(length) for length in here.shape)] |= here
        return found

    def fail(self, cell: Cell) -> None:
        """Tell of a comparison that does not hold as printed: unless the print allows for it, or a cell is spoiled."""
        if not self.clause.sign:
            self.unmet(cell)
            return
        left, right = (self.told(side, cell) for side in (self.clause.left, self.clause.right))
        if left.value is None or right.value is None:
            return
        if self.is_sum_of_parts(cell):
            return
        allowed = self.allowed(cell, left.value)
        outcome = judged(left.value, self.clause.sign, right.value, allowed)
        if outcome == "pass":
            self.found.passed += 1
            if self.found.holdings is not None:
                self.hold(cell)
            return
        cells = self.cells(left, right)
        if self.spoiled(cells):
            return
        rule, severity = wording.ruled(self.check, outcome)
        sides = (left.value, right.value)
        facts = wording.compared(self.check, self.relation, self.clause, self.where(cell), sides, allowed, rule)
        at, related = (cells[0].at, tuple(cells[1:])) if cells else (self.check.at, ())
        about = self.about(cell, [left, right])
        self.found.failures.append(
            Failure(self.check, self.part, rule, severity, at, facts, related, self.year(cell), about)
        )

    def is_sum_of_parts(self, cell: Cell) -> bool:
        """Tell whether a year is made of its months or quarters alone, each of which is held by itself."""
        if not is_level(self.relation):
            return False
        read = [leaf for leaf in leaves(trace(self.clause.test, self.frame, cell)) if leaf.name]
        return bool(read) and all(leaf.observation < NONE for leaf in read)

    def hold(self, cell: Cell) -> None:
        """Keep a comparison that passes, with its arithmetic; one whose condition does not apply has none."""
        assert self.found.holdings is not None
        left, right = (self.told(side, cell) for side in (self.clause.left, self.clause.right))
        if left.value is None or right.value is None:
            return
        allowed, where = self.allowed(cell, left.value), self.where(cell)
        sides = (left.value, right.value)
        facts = wording.compared(self.check, self.relation, self.clause, where, sides, allowed, codes.FAILS)
        cells = self.cells(left, right)
        at, related = (cells[0].at, tuple(cells[1:])) if cells else (self.check.at, ())
        self.found.holdings.append(Holding(self.year(cell), at, wording.held(facts), "pass", related))

    def unmet(self, cell: Cell) -> None:
        """Tell of a condition without sides that does not hold."""
        told = self.told(self.clause.whole, cell)
        cells = self.cells(told)
        if self.spoiled(cells):
            return
        facts = wording.unmet(self.check, self.relation, self.where(cell), [c.label for c in cells])
        at, related = (cells[0].at, tuple(cells[1:])) if cells else (self.check.at, ())
        self.found.failures.append(
            Failure(
                self.check, self.part, codes.UNMET, self.check.level, at, facts, related, self.year(cell),
                self.about(cell, [told]),
            )
        )  # fmt: skip

    def gap(self, cell: Cell) -> None:
        """Tell what is missing; a figure of a year before its series begins is not."""
        if self.check.missing == "skip" and not self.known.cells:
            return  # nothing is said of it
        told = self.told(self.clause.whole, cell)
        lacking = [leaf for leaf in leaves(told) if leaf.value is None and leaf.name]
        if any(self.begins_later(leaf, cell) for leaf in lacking):
            return
        cells = self.cells(told)
        beside = cells[0].at if cells else None
        for leaf in lacking:
            members = tuple(leaf.by.get(dimension, TOTAL) for dimension in self.cube.dimensions)
            period = leaf.period or self.cube.periods[cell[0]]
            cause = self.known.of_missing(leaf.name, period.last, members)
            if cause is not None:
                self.found.gaps.append(Gap(_lack(leaf), cause, beside))
                return
        lack = _lack(lacking[0]) if lacking else _reason(told)
        self.found.gaps.append(Gap(lack, None, beside, label=_alone(cells[0].label, lack) if cells else None))

    def begins_later(self, leaf: Trace, cell: Cell) -> bool:
        """Tell whether a figure of another year is asked for of which the series has nothing so early."""
        if leaf.period is None or leaf.period.year == self.cube.years[cell[0]]:
            return False
        figures = self.cube.values(leaf.name, leaf.reading, leaf.form)
        at = self.cube.grid.cell_of(leaf.by)
        if at is None or any(k >= length for k, length in zip(at, figures.shape[1:], strict=True)):
            return False
        index: tuple[slice | int, ...] = (slice(None), *at)
        series: NDArray[np.float64] = figures[index]
        known = np.flatnonzero(~np.isnan(series))
        return not len(known) or leaf.period.year < self.cube.years[int(known[0])]

    def spoiled(self, cells: list[Related]) -> bool:
        """Tell whether a cell has a finding of its own: the comparison is then no second one, but not evaluable."""
        for related in cells:
            cause = self.known.of_cell(related.at)
            if cause is not None:
                self.found.gaps.append(Gap(related.label, cause, related.at))
                return True
        return False

    def allowed(self, cell: Cell, left: float) -> Allowance:
        """Return how far the sides may be apart at a cell."""
        if self.check.tolerance.kind != "auto":
            return fixed(self.check.tolerance, left)
        year, by = self.cube.years[cell[0]], tuple(sorted(self.cube.grid.by(cell[1:]).items()))
        zero = self.check.missing == "zero"
        return allowance(self.clause, self.cube, self.steps, year, by, zero=zero) or UNBOUNDED

    def told(self, typed: Typed, cell: Cell) -> Trace:
        return grown(self.values, trace(typed, self.frame, cell))

    def cells(self, *told: Trace) -> list[Related]:
        """Return the cells behind figures, each once, with what stands there."""
        found: dict[Related, None] = {}
        for leaf in (leaf for one in told for leaf in leaves(one)):
            if leaf.value is not None and leaf.observation >= 0:
                found[Related(self.cube.place(leaf.observation), _label(leaf))] = None
        return list(found)

    def about(self, cell: Cell, told: list[Trace]) -> About:
        """Return what a comparison is about, with the figures it has read."""
        read = [leaf for one in told for leaf in leaves(one) if leaf.value is not None and leaf.observation >= 0]
        first = self.cube.observations[read[0].observation] if read else None
        return About(
            form=first.form if first else "",
            entity=wording.members_said(self.cube.grid.by(cell[1:])),
            measure=words(self.clause.test, "zh"),
            period="" if is_pinned(self.clause.whole) else periods.text(self.cube.periods[cell[0]]),
            basis=first.basis if first else "",
            value=wording.figures_said(leaf.value for leaf in read),
        )

    def year(self, cell: Cell) -> int | None:
        return None if is_pinned(self.clause.whole) else self.cube.years[cell[0]]

    def where(self, cell: Cell) -> Text:
        pinned = is_pinned(self.clause.whole)
        return wording.place_words(None if pinned else self.cube.periods[cell[0]], self.cube.grid.by(cell[1:]))


def _label(leaf: Trace) -> Text:
    assert leaf.value is not None
    figure = wording.said(leaf.value, leaf.unit)
    name, period = _named(leaf), _said(leaf.period)
    return Text(f"{name} {period.zh} {figure}", f"{name} {period.en}: {figure}")


def _lack(leaf: Trace) -> Text:
    name, period = _named(leaf), _said(leaf.period)
    return Text(f"缺 {name} {period.zh}数据", f"{name} of {period.en} is missing")


def _alone(figure: Text, lack: Text) -> Text:
    """Return what is said of a figure that has nothing to be held against: the cell that is named is its own."""
    return Text(f"{figure.zh}，{lack.zh}", f"{figure.en}; {lack.en}")


def _reason(told: Trace) -> Text:
    """Return why there is no number although all figures are there."""
    codes_met = {reason.code for reason in told.why}
    if "not_comparable" in codes_met:
        return Text("口径调整，前后不可比", "figures before and after a break are not comparable")
    return Text("算不出数（如除数为 0）", "it has no number (as of a division by zero)")


def _named(leaf: Trace) -> str:
    members = "、".join(leaf.by.values())
    named = f"{leaf.form}.{leaf.name}" if leaf.form else leaf.name
    return f"{named}[{members}]" if members else named


def _said(period: Period | None) -> Text:
    if period is None:
        return Text("", "")
    return Text(periods.words(period, "zh"), periods.words(period, "en"))
