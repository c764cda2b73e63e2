"""What was computed, on the same grid as what was printed: arrays for the judges, single numbers with their reasons."""

from __future__ import annotations

from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from fzplan import periods
from fzplan.cube.groups import grouped
from fzplan.cube.lineage import lineage, summed_up
from fzplan.formula import array
from fzplan.formula.readings import Prior
from fzplan.formula.typed import is_level
from fzplan.frozen import frozen
from fzplan.model.results import Value, Why
from fzplan.observations import quality_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from fzplan.cube.grid import Cell
    from fzplan.cube.table import Cube
    from fzplan.formula import Frame, Typed
    from fzplan.model.plan import Plan
    from fzplan.observations import Observation
    from fzplan.periods import Period

WHOLE: Mapping[str, str] = MappingProxyType({})
"""`by` of the totals."""


@frozen
class Values:
    """Every indicator on the grid of the cube; figures of measures are found under their names as well.

    `formulas` holds what the formulas gave before printed figures stood in where an input was missing;
    `cube.computed` the arrays as used.
    """

    plan: Plan
    cube: Cube
    formulas: Mapping[str, NDArray[np.float64]]
    earlier: dict[int, Values] = field(default_factory=dict, repr=False, compare=False)
    """The values of the first months of each year, once asked for (`computing.up_to`)."""

    @property
    def as_of(self) -> Period | None:
        """Return the period up to which figures are known; None where nobody said."""
        return self.cube.as_of

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years of the first axis of every array."""
        return self.cube.years

    def array(self, name: str) -> NDArray[np.float64]:
        """Return an indicator or measure in its own unit: (years, n1, n2, …), NaN where it is not known."""
        return self.cube.values(name)

    def series(self, name: str, by: Mapping[str, str] = WHOLE) -> NDArray[np.float64]:
        """Return the yearly figures of one member (default: the total) or of a group of members.

        A group is computed from the sums of its members; what is not declared is all NaN.
        """
        group = grouped(self, by)
        return self._read(self.array(name) if group is None else group.figures(name), by if group is None else group.by)

    def prior(self, name: str, by: Mapping[str, str] = WHOLE) -> NDArray[np.float64]:
        """Return 上年同期 at the index of the LATER year: of the same return, or of a formula whose names all have it.

        A formula that reaches into other years, or over other indicators, has none.
        """
        group = grouped(self, by)
        frame: Frame = self.cube if group is None else group
        indicator = self.plan.indicators.get(name)
        formula = indicator.formula if indicator else None
        if formula is not None and not is_level(formula):
            return np.full(len(self.years), np.nan)
        found = frame.prior(name) if formula is None else array(formula, Prior(frame))
        return self._read(np.where(np.isfinite(found), found, np.nan), by if group is None else group.by)

    def evaluate(self, typed: Typed, by: Mapping[str, str] = WHOLE) -> NDArray[np.float64]:
        """Return the yearly figures of a formula used as a bound, in the formula's own unit.

        What the formula selects or sums itself has no members of its own and holds for every member.
        """
        group = grouped(self, by)
        found = array(typed, self.cube if group is None else group)
        cell = self.cube.grid.cell_of(by if group is None else group.by)
        if cell is None:
            return np.full(len(self.years), np.nan)
        at = tuple(0 if length == 1 else p for p, length in zip(cell, found.shape[1:], strict=True))
        figures = _series(found, at)
        return np.where(np.isfinite(figures), figures, np.nan)

    def value(self, name: str, year: int, by: Mapping[str, str] = WHOLE) -> Value:
        """Return one figure with its quality, edition and inputs, or with the reasons why there is none."""
        period = periods.year(year)
        group = grouped(self, by)
        cell = self.cube.grid.cell_of(by if group is None else group.by)
        if cell is None or year not in self.years:
            missing = Why("missing_input", (("name", name), ("period", str(period))))
            return Value(name, period, by, None, why=(missing,))
        t = year - self.years[0]
        number = float(self.series(name, by)[t])
        found = lineage(self, name, t, cell) if group is None else summed_up(self, group.traced(name, t, cell))
        return Value(
            id=name,
            period=period,
            by=by,
            value=None if np.isnan(number) else number,
            status=found.status,
            quality=found.quality,
            basis=found.basis,
            edition=found.edition,
            why=found.why,
            inputs=found.inputs,
        )

    def printed_span(self, name: str, span: Period, by: Mapping[str, str] = WHOLE) -> Value | None:
        """Return the figure printed for exactly these years together, None where there is none."""
        cell = self.cube.grid.cell_of(by)
        sources = self.cube.long_sources(name, span)
        if cell is None or any(at >= length for at, length in zip(cell, sources.shape, strict=True)):
            return None
        source = int(sources[cell])
        if source < 0:
            return None
        seen = self.cube.observations[source]
        return Value(
            name, span, by, seen.value, status=seen.status, quality=quality_of(seen), basis=seen.basis,
            edition=seen.edition, inputs=(source,),
        )  # fmt: skip

    def prints(self, inputs: Iterable[int]) -> tuple[Observation, ...]:
        """Return the observations behind values."""
        return tuple(self.cube.observations[i] for i in inputs)

    def is_computed(self, name: str, t: int, cell: Cell) -> bool:
        """Tell whether a figure came out of its formula (else it was printed, or is missing)."""
        found = self.formulas.get(name)
        if found is None or any(at >= length for at, length in zip(cell, found.shape[1:], strict=True)):
            return False
        return not np.isnan(found[t, *cell])

    def frame(self, names: Iterable[str] = ()) -> pd.DataFrame:
        """Return indicators (default: all) as a tidy frame: indicator, period, dimensions, value, unit, quality.

        A row a figure; what is not known has no row.
        """
        import pandas as pd

        dimensions = self.cube.dimensions
        rows = []
        for name in names or self.plan.indicators:
            found = self.array(name)
            quantity = self.plan.quantity(name)
            unit = quantity.unit.text if quantity else ""
            for t, *at in np.argwhere(~np.isnan(found)).tolist():
                members = (names_[k] for names_, k in zip(self.cube.grid.members, at, strict=True))
                quality = lineage(self, name, t, tuple(at)).quality
                rows.append((name, str(self.cube.periods[t]), *members, found[t, *at], unit, quality))
        return pd.DataFrame(rows, columns=["indicator", "period", *dimensions, "value", "unit", "quality"])

    def _read(self, figures: NDArray[np.float64], by: Mapping[str, str]) -> NDArray[np.float64]:
        cell = self.cube.grid.cell_of(by)
        if cell is None or any(at >= length for at, length in zip(cell, figures.shape[1:], strict=True)):
            return np.full(len(self.years), np.nan)
        return _series(figures, cell)


def _series(figures: NDArray[np.float64], cell: Cell) -> NDArray[np.float64]:
    index: tuple[slice | int, ...] = (slice(None), *cell)
    found: NDArray[np.float64] = figures[index]
    return found
