"""Months, quarters and other parts of a year as a cube of one period: the same relations hold for a monthly return."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from fzplan.cube.choice import interval_of
from fzplan.cube.layers import NONE
from fzplan.cube.readings import printed_for
from fzplan.cube.table import Cube
from fzplan.formula import names
from fzplan.formula.typed import is_level
from fzplan.frozen import frozen
from fzplan.periods import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from fzplan.cube.grid import Cell
    from fzplan.formula import Typed
    from fzplan.periods import Period


@frozen
class PartCube(Cube):
    """A cube whose one period is a part of a year: every figure is the one printed for exactly that period."""

    def values(self, name: str, reading: str = "", form: str = "") -> NDArray[np.float64]:
        """Return the figures printed for the period; no other reading has any."""
        sources = self._sources(name, reading, form)
        figures = np.full(sources.shape, np.nan)
        for at in np.argwhere(sources != NONE).tolist():
            figures[tuple(at)] = self.observations[sources[tuple(at)]].value
        return figures[np.newaxis]

    def observation(self, name: str, t: int, cell: Cell, reading: str = "", form: str = "") -> int:
        """Return the observation behind one cell."""
        sources = self._sources(name, reading, form)
        inside = t == 0 and all(at < length for at, length in zip(cell, sources.shape, strict=True))
        return int(sources[cell]) if inside else NONE

    def behind(self, name: str, t: int, cell: Cell, reading: str = "", form: str = "") -> tuple[int, ...]:
        """Return the observation behind one cell, if there is one."""
        found = self.observation(name, t, cell, reading, form)
        return () if found == NONE else (found,)

    def _sources(self, name: str, reading: str, form: str) -> NDArray[np.int64]:
        sources = printed_for(self.choice(name, form), interval_of(self.periods[0], self.kind(name)), self.grid)
        return np.full_like(sources, NONE) if reading else sources


def parts(cube: Cube, relation: Typed) -> Iterator[PartCube]:
    """Yield a cube for every part of a year that prints one of the figures of a relation.

    A relation with another year or over an indicator's formula has no figures there; nor has one of fixed years.
    """
    read = names(relation)
    computed = (i for name in read if (i := cube.plan.indicators.get(name)) and i.formula is not None)
    if not is_level(relation) or any(computed):
        return
    stocks = all(cube.kind(name) in ("stock", "fixed") for name in read)
    printed = {cube.observations[i].period for name in read for i in cube.visible.get(name, ())}
    choices = cube._choices  # noqa: SLF001  (which print of several counts is the same in every period)
    for period in sorted(period for period in printed if _is_part(period, stocks=stocks)):
        grid = replace(cube.grid, years=(period.year,), periods=(period,))
        yield PartCube(
            plan=cube.plan, extraction=cube.extraction, grid=grid, visible=cube.visible, comparable=cube.comparable,
            overridden=cube.overridden, as_of=cube.as_of, _choices=choices,
        )  # fmt: skip


def _is_part(period: Period, *, stocks: bool) -> bool:
    """Tell whether a figure of this period is none of a whole year; an instant counts where all are instants."""
    if period.months == 0:
        return stocks and (period.start + 1) % YEAR != 0
    return period.months < YEAR and not (stocks and (period.last + 1) % YEAR == 0)
