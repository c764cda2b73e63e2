"""The plan's figures as samples: every printed interval of every member, with the same interval a year before.

A name is read as it is printed, months and quarters included; a formula on the grid of years. Where the return gives
上年同期 itself, that is the year before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fzplan import periods
from fzplan.checks import wording
from fzplan.checks.samples.sample import NONE, Sample, rounded
from fzplan.cube.choice import interval_of
from fzplan.cube.lineage import grown, leaves
from fzplan.diagnostics import About, CellRef, Related, Text
from fzplan.formula import array, breaks, trace, words
from fzplan.formula.nodes import Name
from fzplan.formula.typed import walk
from fzplan.observations import TOTAL
from fzplan.periods import YEAR, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from fzplan.checks.room import Room
    from fzplan.checks.samples.sample import Flags
    from fzplan.cube import Cube
    from fzplan.cube.choice import Interval
    from fzplan.diagnostics import Diagnostic
    from fzplan.formula import Trace, Typed
    from fzplan.model.checks import Check
    from fzplan.units import Unit

Members = tuple[str, ...]


class Point(NamedTuple):
    """One figure: where it is of, and the observation that prints it (−1: it is computed)."""

    members: Members
    period: Period
    value: float
    source: int = NONE
    prior: int = NONE
    """The observation of 上年同期 in the same return."""


def sample(of: Typed, check: Check, room: Room, group: str = "") -> Sample:
    """Return one formula over the plan's figures; `group`: the dimension whose members are one group a period."""
    plain = isinstance(of.node, Name) and of.symbol is not None and of.symbol.id not in room.values.formulas
    points = sorted(_printed(of, room.cube) if plain else _computed(of, room), key=lambda p: (p.members, p.period))
    zero = check.missing == "zero"
    now = np.array([0.0 if zero and np.isnan(p.value) else p.value for p in points], dtype=np.float64)
    previous, hole = _linked(points, breaks(of))
    before = np.where(previous != NONE, now[previous] if len(now) else now, np.nan)
    paired = [room.cube.observations[p.prior].value if p.prior != NONE else np.nan for p in points]
    before = np.where(np.isnan(np.array(paired, dtype=np.float64)), before, paired)
    moments = np.array([p.period.start * 1000 + p.period.months for p in points], dtype=np.intp)
    groups, labels = _groups(points, room.cube, group)
    absent = np.isnan(now)
    broken = np.isnan(before) & ~absent & (hole | (previous != NONE))
    return Sample(
        of, now, before, previous, absent, broken, moments, groups, labels, _digits(points, room.cube),
        _Teller(of, check, room, points, previous),
    )  # fmt: skip


def _printed(of: Typed, cube: Cube) -> Iterator[Point]:
    """Yield every print of a name that counts, up to a year long."""
    assert isinstance(of.node, Name)
    assert of.symbol is not None
    name, form = of.symbol.id, of.node.form
    pairs = _comparable(name, cube)
    for members, series in cube.choice(name, form).items():
        if cube.grid.cell(members) is None:
            continue
        for (start, months), index in series.items():
            if months <= YEAR:
                prior = pairs.get((members, (start - YEAR, months), cube.observations[index].file), NONE)
                yield Point(members, Period(start, months), cube.observations[index].value, index, prior)


def _comparable(name: str, cube: Cube) -> dict[tuple[Members, Interval, int], int]:
    """Return the figures of 上年同期 by members, interval and file: a pair is of one return."""
    kind = cube.kind(name)
    found: dict[tuple[Members, Interval, int], int] = {}
    for index in cube.comparable.get(name, ()):
        seen = cube.observations[index]
        found.setdefault((seen.members, interval_of(seen.period, kind), seen.file), index)
    return found


def _computed(of: Typed, room: Room) -> Iterator[Point]:
    """Yield a formula in every year and for every member of which one of its figures is reported."""
    cube = room.values.cube
    found = array(of, cube)
    for t, *cell in np.argwhere(~np.isnan(found) | _reported(of, cube, found.shape)).tolist():
        members = tuple(names[k] for names, k in zip(cube.grid.members, cell, strict=True))
        value = float(found[t, *cell])
        yield Point(members, cube.periods[t], value if np.isfinite(value) else np.nan)


def _reported(of: Typed, cube: Cube, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return where at least one of the figures of a formula is reported."""
    found = np.zeros(shape, dtype=bool)
    for leaf in walk(of):
        if isinstance(leaf.node, Name) and leaf.symbol is not None:
            here = ~np.isnan(cube.values(leaf.symbol.id, leaf.node.reading, leaf.node.form))
            found[tuple(slice(length) for length in here.shape)] |= here[tuple(slice(length) for length in shape)]
    return found


def _linked(points: list[Point], parted: Iterable[int]) -> tuple[NDArray[np.intp], Flags]:
    """Return for each point that of the year before, and whether a hole is in its place; a break parts a series."""
    known = {(p.members, p.period): k for k, p in enumerate(points)}
    first: dict[tuple[Members, int, int], int] = {}
    previous, hole = np.full(len(points), NONE, dtype=np.intp), np.zeros(len(points), dtype=bool)
    years = tuple(parted)
    for k, p in enumerate(points):
        begun = first.setdefault((p.members, p.period.start % YEAR, p.period.months), p.period.start)
        if any(p.period.year - 1 < year <= p.period.year for year in years):
            continue
        previous[k] = known.get((p.members, p.period.shifted(-YEAR)), NONE)
        hole[k] = previous[k] == NONE and begun < p.period.start
    return previous, hole


def _groups(points: list[Point], cube: Cube, group: str) -> tuple[NDArray[np.intp], list[str]]:
    """Return the number of the group of each point: one period, the members of one dimension, all else the same."""
    codes, labels = np.full(len(points), NONE, dtype=np.intp), []
    if group:
        axis = cube.dimensions.index(group)
        numbers: dict[tuple[Period, Members], int] = {}
        for k, p in enumerate(points):
            if p.members[axis] != TOTAL:
                others = (*p.members[:axis], *p.members[axis + 1 :])
                codes[k] = numbers.setdefault((p.period, others), len(numbers))
        labels = [group] * len(numbers)
    return codes, labels


def _digits(points: list[Point], cube: Cube) -> Flags:
    seen = [(p, cube.observations[p.source] if p.source != NONE else None) for p in points]
    return np.array([o is None or abs(p.value) >= 10.0 ** (1 - o.decimals) for p, o in seen], dtype=bool)


@dataclass
class _Teller:
    """What is said of one figure of the plan."""

    of: Typed
    check: Check
    room: Room
    points: list[Point]
    previous: NDArray[np.intp]
    traced: dict[int, list[Trace]] = field(default_factory=dict)

    def cells(self, k: int) -> list[Related]:
        p = self.points[k]
        if p.source != NONE:
            return [self._printed(p.source)]
        known = (leaf for leaf in self._leaves(k) if leaf.value is not None and leaf.observation >= 0)
        return list(dict.fromkeys(self._printed(leaf.observation) for leaf in known))

    def beside(self, k: int) -> list[Related]:
        if self.points[k].prior != NONE:
            return [self._printed(self.points[k].prior)]
        earlier = int(self.previous[k])
        return self.cells(earlier) if earlier != NONE else []

    def where(self, k: int) -> Text:
        return wording.place_words(self.points[k].period, self._by(k))

    def before(self, k: int) -> Text:
        period = self.points[k].period.shifted(-YEAR)
        return Text(periods.words(period, "zh"), periods.words(period, "en"))

    def year(self, k: int) -> int | None:
        return self.points[k].period.year

    def about(self, k: int) -> About:
        p = self.points[k]
        first = self.room.cube.observations[p.source] if p.source != NONE else None
        return About(
            first.form if first else "", wording.members_said(self._by(k)), words(self.of, "zh"),
            periods.text(p.period), first.basis if first else "",
        )  # fmt: skip

    def cause(self, k: int) -> Diagnostic | None:
        places = (related.at for related in (*self.cells(k), *self.beside(k)))
        return next((d for at in places if (d := self.room.known.of_cell(at)) is not None), None)

    def missing(self, k: int) -> Diagnostic | None:
        """Return the finding at a cell of the formula, or where the figure of this year or the last would stand."""
        p = self.points[k]
        names = sorted({leaf.symbol.id for leaf in walk(self.of) if leaf.symbol is not None})
        end = p.period.last - (0 if np.isnan(p.value) else YEAR)
        asked = (self.room.known.of_missing(name, end, p.members) for name in names)
        return next((d for d in asked if d is not None), self.cause(k))

    def slip(self, k: int, factor: str) -> Diagnostic | None:
        """Return the finding of a unit slip (FZ385) by this factor at the figure, or at the one of the year before."""
        at = [related.at for related in (*self.cells(k), *self.beside(k)) if isinstance(related.at, CellRef)]
        alike = (d for d in self.room.findings if d.code == SLIP and d.facts.get("factor") == factor)
        return next((d for d in alike if any(_told_at(d, place) for place in at)), None)

    def unit(self, k: int) -> Unit:
        source = self.points[k].source
        written = self.room.cube.observations[source].unit if source != NONE else ""
        return (self.room.plan.units.find(written) if written else None) or self.of.type.unit

    def lack(self, k: int) -> Text:
        p = self.points[k]
        if np.isnan(p.value):
            leaf = next((one for one in self._leaves(k) if one.value is None and one.name), None)
            if leaf is None:
                return Text("算不出数（如除数为 0）", "it has no number (as of a division by zero)")
            name, period = leaf.name, leaf.period or p.period
        else:
            name, period = words(self.of, "zh"), p.period.shifted(-YEAR)
        member = "、".join(m for m in p.members if m != TOTAL)
        name = f"{name}[{member}]" if member else name
        return Text(
            f"缺 {name} {periods.words(period, 'zh')}数据", f"{name} of {periods.words(period, 'en')} is missing"
        )

    def _by(self, k: int) -> dict[str, str]:
        named = zip(self.room.cube.dimensions, self.points[k].members, strict=True)
        return {dimension: member for dimension, member in named if member != TOTAL}

    def _leaves(self, k: int) -> list[Trace]:
        if k not in self.traced:
            values, p = self.room.values, self.points[k]
            cell = values.cube.grid.cell(p.members)
            assert cell is not None
            told = trace(self.of, values.cube, (p.period.year - values.years[0], *cell))
            self.traced[k] = list(leaves(grown(values, told)))
        return self.traced[k]

    def _printed(self, index: int) -> Related:
        o = self.room.cube.observations[index]
        quantity = self.room.plan.quantity(o.measure)
        member = "、".join(m for m in o.members if m != TOTAL)
        name = f"{o.measure}[{member}]" if member else o.measure
        shown = wording.said(rounded(o.value), quantity.unit.text if quantity else "")
        zh, en = periods.words(o.period, "zh"), periods.words(o.period, "en")
        return Related(self.room.cube.place(index), Text(f"{name} {zh} {shown}", f"{name} {en}: {shown}"))


SLIP = "FZ385"


def _told_at(finding: Diagnostic, place: CellRef) -> bool:
    """Tell whether a finding of slips is about a cell: it stands there, or several of its row or column move alike."""
    at = finding.at
    if not isinstance(at, CellRef) or (at.file, at.sheet) != (place.file, place.sheet):
        return False
    rows, columns = (at.row, at.last_row or at.row), (at.column, at.last_column or at.column)
    down, along = rows[0] <= place.row <= rows[1], columns[0] <= place.column <= columns[1]
    return (down and along) or (bool(finding.facts["more"].zh) and (down or along))
