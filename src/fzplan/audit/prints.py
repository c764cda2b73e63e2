"""What stands behind a name: the observation printed for it, as an interval; else its formula, else nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from fzplan import figures
from fzplan.cube.layers import NONE
from fzplan.diagnostics import Text
from fzplan.formula import spans, words
from fzplan.formula.intervals import interval
from fzplan.model.claims import Quantity
from fzplan.model.results import Why
from fzplan.observations import quality_of, worst
from fzplan.periods import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.cube.table import Cube
    from fzplan.figures import Interval
    from fzplan.formula import Typed
    from fzplan.formula.intervals import By
    from fzplan.model.claims import Figure
    from fzplan.observations import Observation
    from fzplan.periods import Period

Reading = Literal["point", "interval"]


@dataclass
class Prints:
    """A source of intervals for one evaluation; it remembers what was read and what was missing.

    `reading` "point" takes every print at its value. `given` are figures stated in the plan file, `exact` figures
    held at one value, `cut` the quantities whose print is taken as cut off instead of rounded.
    """

    cube: Cube
    reading: Reading = "interval"
    given: Mapping[Quantity, Figure] = field(default_factory=dict)
    exact: Mapping[Quantity, float] = field(default_factory=dict)
    cut: frozenset[Quantity] = frozenset()
    used: set[int] = field(default_factory=set)
    read: dict[Quantity, None] = field(default_factory=dict)
    """The printed quantities read, in the order of the formula."""
    lacking: dict[Quantity, None] = field(default_factory=dict)

    def figure(self, name: str, period: Period, by: By, reading: str, form: str) -> Interval | None:
        """Return what the print of a figure stands for (see `formula.intervals.Source`)."""
        key = Quantity(name, 0, 0)  # a number that the formula quotes has no year
        if key not in self.given:
            key = Quantity(name, period.start // YEAR, period.last // YEAR, tuple(sorted(by)))
        if key in self.exact:
            self.read[key] = None
            return spans.point(self.exact[key])
        if key in self.given:
            self.read[key] = None
            return self._stated(self.given[key], key)
        behind = behind_of(self.cube, key, period, reading, form)
        if behind:
            self.used |= set(behind)
            self.read[key] = None
            return self._combined([self.cube.observations[i] for i in behind], key)
        found = self._computed(key, period)
        if found is None:
            self.lacking[key] = None
        return found

    def of(self, typed: Typed, year: int) -> Interval | None:
        """Return the interval of a formula."""
        return interval(typed, self, year)

    def why(self, typed: Typed) -> tuple[Why, ...]:
        """Return why a formula gave nothing: what was missing, else that it has no bounds."""
        missing = tuple(Why("missing_input", (("name", _named(q)), ("period", str(q.period)))) for q in self.lacking)
        return missing or (Why("not_a_number", (("name", Text(words(typed, "zh"), words(typed, "en"))),)),)

    @property
    def quality(self) -> str:
        """Return the worst quality of what was read."""
        return worst([quality_of(self.cube.observations[i]) for i in self.used])

    def _stated(self, figure: Figure, key: Quantity) -> Interval:
        if self.reading == "point":
            return spans.point(figure.value)
        return figure.truncated if key in self.cut else figure.interval

    def _combined(self, seen: list[Observation], key: Quantity) -> Interval:
        parts = [self._printed(o, cut=key in self.cut) for o in seen]
        found = spans.total(parts)
        return spans.scaled(found, 1 / len(parts)) if self.cube.kind(key.name) == "average" else found

    def _printed(self, o: Observation, *, cut: bool) -> Interval:
        if self.reading == "point" or self._counted(o):
            return spans.point(o.value)
        return (figures.truncated if cut else figures.printed)(o.value, o.decimals, o.bound)

    def _counted(self, o: Observation) -> bool:
        """Tell whether a print is exact: things counted one by one and printed to the last one."""
        quantity = self.cube.plan.quantity(o.measure)
        if quantity is None or not quantity.unit.is_count or o.bound != "=":
            return False
        return math.isclose(float(quantity.unit.factor) * 10.0**-o.decimals, 1.0) or bool(o.rows)

    def _computed(self, key: Quantity, period: Period) -> Interval | None:
        indicator = self.cube.plan.indicators.get(key.name)
        if indicator is None or indicator.formula is None or not period.is_year:
            return None
        return interval(indicator.formula, self, period.year, key.by)


def _named(quantity: Quantity) -> str:
    members = "、".join(member for _, member in quantity.by)
    return f"{quantity.name}[{members}]" if members else quantity.name


def behind_of(cube: Cube, key: Quantity, period: Period, reading: str = "", form: str = "") -> tuple[int, ...]:
    """Return the observations that print a figure: of a year, or of exactly the years together."""
    cell = cube.grid.cell_of(dict(key.by))
    if cell is None:
        return ()
    if period.is_year:
        t = period.year - cube.years[0]
        return cube.behind(key.name, t, cell, reading, form)
    sources = cube.long_sources(key.name, period)
    inside = all(at < length for at, length in zip(cell, sources.shape, strict=True))
    source = int(sources[cell]) if inside else NONE
    return () if source == NONE else (source,)


def places(cube: Cube, indexes: Iterable[int]) -> tuple[str, ...]:
    """Return where observations stand."""
    return tuple(str(cube.place(i)) for i in indexes)
