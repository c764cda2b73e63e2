"""The cube: every measure on one grid, each figure with the observation it came from. It is what formulas read."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

import numpy as np

from fzplan.cube.choice import Taste, choose, interval_of
from fzplan.cube.layers import NONE, Layer, lay, padded
from fzplan.cube.readings import PRIOR, TO_DATE, lay_prior, month_reached, printed_for
from fzplan.diagnostics import FileRef
from fzplan.frozen import frozen
from fzplan.observations import quality_of, worst
from fzplan.periods import YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from fzplan.cube.choice import Choice
    from fzplan.cube.grid import Cell, Grid
    from fzplan.diagnostics import Place
    from fzplan.model.plan import Kind, Plan
    from fzplan.observations import Extraction, Observation
    from fzplan.periods import Period


@frozen
class Cube:
    """Observations on the grid of years × members; implements the `Frame` that formulas read.

    Arrays are (years, n1, n2, …) in the declared unit of the measure, NaN where nothing is known; a dimension
    never observed for a measure has length 1. `visible` and `comparable` hold, for each measure, the indexes of
    the observations that count at all. Readings other than the yearly one are laid when first asked for.
    """

    plan: Plan
    extraction: Extraction
    grid: Grid
    visible: Mapping[str, tuple[int, ...]]
    comparable: Mapping[str, tuple[int, ...]]
    overridden: frozenset[int] = frozenset()
    as_of: Period | None = None
    months: int = YEAR
    """The first months of each year that are read: 12, or 6 for January to June (a stock: the end of June)."""
    computed: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    """Arrays of indicators, which are read before any printed figure of the same name."""
    _choices: dict[tuple[str, str], Choice] = field(default_factory=dict, repr=False)
    _layers: dict[tuple[str, str, str], Layer] = field(default_factory=dict, repr=False)

    @property
    def observations(self) -> tuple[Observation, ...]:
        """Return every observation, those that were set by the user last."""
        return self.extraction.observations

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years of the grid."""
        return self.grid.years

    @property
    def periods(self) -> tuple[Period, ...]:
        """Return the years of the grid as periods: consecutive and equally long."""
        return self.grid.periods

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Return the plan's dimensions, in the order of the array axes."""
        return self.grid.dimensions

    def members(self, dimension: str) -> tuple[str, ...]:
        """Return the members of a dimension in the order of its axis, the total first."""
        return self.grid.members[self.grid.dimensions.index(dimension)]

    def values(self, name: str, reading: str = "", form: str = "") -> NDArray[np.float64]:
        """Return the figures of a measure or indicator, one a year and member.

        `reading`: "" for the year, `to_date` for January up to the newest month known, `prior` for 上年同期;
        `form`: as that form alone reports it.
        """
        if name in self.computed and not reading and not form:
            return self.computed[name]
        return self.layer(name, reading, form).figures

    def prior(self, name: str) -> NDArray[np.float64]:
        """Return 上年同期 at the index of the LATER period, from the very return that gives its figure; else NaN."""
        return padded(self.layer(name, PRIOR).figures, self.layer(name).figures.shape)

    def long(self, name: str, period: Period) -> NDArray[np.float64]:
        """Return the figures printed for exactly `period`, any interval off the grid: shape (n1, n2, …)."""
        sources = self.long_sources(name, period)
        found = np.full(sources.shape, np.nan)
        for at in np.argwhere(sources != NONE).tolist():
            found[tuple(at)] = self.observations[sources[tuple(at)]].value
        return padded(found, self.layer(name).figures.shape[1:])

    def long_sources(self, name: str, period: Period) -> NDArray[np.int64]:
        """Return the observation behind each figure of `long`, −1 where there is none."""
        return printed_for(self.choice(name), interval_of(period, self.kind(name)), self.grid)

    def observation(self, name: str, t: int, cell: Cell, reading: str = "", form: str = "") -> int:
        """Return the observation behind one cell; −1 where there is none, below −1 for a year made of parts."""
        layer = self.layer(name, reading, form)
        return layer.source(t, cell) if 0 <= t < len(self.years) else NONE

    def behind(self, name: str, t: int, cell: Cell, reading: str = "", form: str = "") -> tuple[int, ...]:
        """Return every observation behind one cell: several where a year is made of its quarters or months."""
        layer = self.layer(name, reading, form)
        return layer.behind(t, cell) if 0 <= t < len(self.years) else ()

    def layer(self, name: str, reading: str = "", form: str = "") -> Layer:
        """Return the figures of a measure with the source of each."""
        key = (name, reading, form)
        if key not in self._layers:
            self._layers[key] = self._laid(name, reading, form)
        return self._layers[key]

    def choice(self, name: str, form: str = "") -> Choice:
        """Return the winning observation of every interval and member of a measure."""
        if (name, form) not in self._choices:
            indexes = self.visible.get(name, ())
            if form:
                indexes = tuple(i for i in indexes if self.observations[i].form == form)
            self._choices[name, form] = choose(indexes, self.observations, self.kind(name), self.taste(name))
        return self._choices[name, form]

    def taste(self, name: str) -> Taste:
        """Return what decides between several prints of one figure of a measure."""
        quantity = self.plan.quantity(name)
        return Taste(quantity.prefer if quantity else (), self.extraction.sources, self.overridden)

    def kind(self, name: str) -> Kind | None:
        """Return the declared kind of a measure or indicator."""
        quantity = self.plan.quantity(name)
        return quantity.kind if quantity else None

    def place(self, index: int) -> Place:
        """Return where an observation stands; for one set by the user, the words it was set with."""
        seen = self.observations[index]
        if index in self.overridden:
            return FileRef(self.extraction.sources.files[seen.file])
        return self.extraction.sources.place(seen)

    def frame(self, name: str) -> pd.DataFrame:
        """Return the yearly figures of a measure as a tidy frame, one row a figure, with quality and place."""
        import pandas as pd

        layer = self.layer(name)
        rows = []
        for t, *at in np.argwhere(layer.sources != NONE).tolist():
            cell = tuple(at)
            behind = layer.behind(t, cell)
            rows.append(
                (
                    str(self.periods[t]),
                    *(names[k] for names, k in zip(self.grid.members, cell, strict=True)),
                    layer.figures[t, *cell],
                    worst([quality_of(self.observations[i]) for i in behind]),
                    "；".join(str(self.place(i)) for i in behind),
                )
            )
        return pd.DataFrame(rows, columns=["period", *self.dimensions, "value", "quality", "place"])

    def _laid(self, name: str, reading: str, form: str) -> Layer:
        kind, choice = self.kind(name), self.choice(name, form)
        if reading == PRIOR:
            indexes = self.comparable.get(name, ())
            taste = self.taste(name)
            return lay_prior(indexes, self.layer(name), self.grid, self.observations, taste, self.months)
        months = month_reached(choice, kind) + 1 if reading == TO_DATE else self.months
        return lay(choice, kind, self.grid, self.observations, months)
