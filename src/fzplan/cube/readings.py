"""The other ways to read a measure on the same grid: January to date, 上年同期, one interval off the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.cube.choice import interval_of, rank
from fzplan.cube.layers import NONE, Layer, shape_of
from fzplan.periods import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from fzplan.cube.choice import Choice, Interval, Taste
    from fzplan.cube.grid import Cell, Grid
    from fzplan.model.plan import Kind
    from fzplan.observations import Observation

DECEMBER = YEAR - 1
PRIOR = "prior"
TO_DATE = "to_date"


def month_reached(choice: Choice, kind: Kind | None) -> int:
    """Return the newest month that January-to-date figures reach, 0 for January; December where there are none.

    Every year is read up to the same month, so that 1—9月 is held against 1—9月 and never against a year.
    """
    instants = kind in ("stock", "fixed")
    reached = max(
        (start + max(months, 1) - 1 for series in choice.values() for start, months in series
         if (months == 0 if instants else start % YEAR == 0 and 0 < months <= YEAR)),
        default=DECEMBER,
    )  # fmt: skip
    return reached % YEAR


def lay_prior(
    indexes: Iterable[int],
    current: Layer,
    grid: Grid,
    observations: Sequence[Observation],
    taste: Taste,
    months: int = YEAR,
) -> Layer:
    """Lay the re-reported figure of (the first `months` of) year t − 1 at t, where the return of t also gives it.

    `indexes` are the comparable observations of the measure. 同比 is the pair of ONE return: a figure of a later
    edition is not held against the 上年同期 of an earlier one.
    """
    paired: dict[tuple[int, Cell], int] = {}
    for index in indexes:
        seen = observations[index]
        t, fits = _year_of(interval_of(seen.period, None), grid, months)
        cell = grid.cell(seen.members)
        if cell is None or not 0 < t + 1 < len(grid.years) or not fits:
            continue
        rival = paired.get((t + 1, cell))
        if _one_return(current.behind(t + 1, cell), index, observations, taste) and (
            rival is None or rank(index, seen, taste) > rank(rival, observations[rival], taste)
        ):
            paired[t + 1, cell] = index
    return lay_exact(paired, grid, observations)


def lay_exact(found: dict[tuple[int, Cell], int], grid: Grid, observations: Sequence[Observation]) -> Layer:
    """Lay single observations on the grid, each at its year and cell."""
    sources = np.full(shape_of((cell for _, cell in found), grid), NONE, dtype=np.int64)
    values = np.full(sources.shape, np.nan)
    for (t, cell), index in found.items():
        values[t, *cell] = observations[index].value
        sources[t, *cell] = index
    return Layer(values, sources)


def printed_for(choice: Choice, wanted: Interval, grid: Grid) -> NDArray[np.int64]:
    """Return the observation of exactly one interval, one a member: shape (n1, n2, …), −1 where there is none."""
    found = {
        cell: series[wanted]
        for members, series in choice.items()
        if wanted in series and (cell := grid.cell(members)) is not None
    }
    sources = np.full(shape_of(found, grid)[1:], NONE, dtype=np.int64)
    for cell, index in found.items():
        sources[cell] = index
    return sources


def _year_of(interval: Interval, grid: Grid, months: int) -> tuple[int, bool]:
    """Return the position of an interval's year, and whether it is its first `months` (a stock: their end)."""
    t, into = divmod(interval[0] - grid.start, YEAR)
    return t, (into, interval[1]) in ((0, months), (months - 1, 0))


def _one_return(behind: tuple[int, ...], index: int, observations: Sequence[Observation], taste: Taste) -> bool:
    """Tell whether a figure and its 上年同期 stand in one file; a figure set by the user keeps the pair."""
    if len(behind) != 1:
        return False
    return behind[0] in taste.overridden or observations[behind[0]].file == observations[index].file
