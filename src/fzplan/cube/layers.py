"""One measure laid on the grid: a float64 array and, cell for cell, where each figure comes from."""

from __future__ import annotations

from math import fsum, prod
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fzplan.cube.tiling import equal_parts, sum_parts
from fzplan.periods import YEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from fzplan.cube.choice import Choice, Series
    from fzplan.cube.grid import Cell, Grid
    from fzplan.model.plan import Kind
    from fzplan.observations import Observation

NONE = -1
"""The source of a cell without a figure."""


class Layer(NamedTuple):
    """Both arrays are (years, n1, n2, …); a dimension never observed for the measure has length 1 (its total).

    `sources` holds the observation's index, `NONE`, or ``-2 - k`` where the figure is made of `parts[k]`.
    """

    figures: NDArray[np.float64]
    sources: NDArray[np.int64]
    parts: tuple[tuple[int, ...], ...] = ()

    def behind(self, t: int, cell: Cell) -> tuple[int, ...]:
        """Return the observations behind one cell; a position beyond an axis of length 1 has none."""
        source = self.source(t, cell)
        if source >= 0:
            return (source,)
        return self.parts[-2 - source] if source < NONE else ()

    def source(self, t: int, cell: Cell) -> int:
        """Return the source of one cell."""
        inside = all(at < length for at, length in zip(cell, self.sources.shape[1:], strict=True))
        return int(self.sources[t, *cell]) if inside else NONE


def lay(
    chosen: Choice, kind: Kind | None, grid: Grid, observations: Sequence[Observation], months: int = YEAR
) -> Layer:
    """Lay the figures of one measure on the grid, by the rule of its kind: of each year its first `months`."""
    cells = {members: cell for members in chosen if (cell := grid.cell(members)) is not None}
    shape = shape_of(cells.values(), grid)
    values = np.full(prod(shape), np.nan)
    sources = np.full(prod(shape), NONE, dtype=np.int64)
    size = len(values) // shape[0]
    parts: list[tuple[int, ...]] = []
    at: list[int] = []
    found: list[float] = []
    where: list[int] = []
    for members, cell in cells.items():
        offset = _flat(cell, shape[1:])
        for t, behind in yearly(chosen[members], kind, grid, months):
            at.append(t * size + offset)
            found.append(combined([observations[i].value for i in behind], kind))
            where.append(behind[0] if len(behind) == 1 else -2 - len(parts))
            if len(behind) > 1:
                parts.append(behind)
    values[at] = found
    sources[at] = where
    return Layer(values.reshape(shape), sources.reshape(shape), tuple(parts))


def shape_of(cells: Iterable[Cell], grid: Grid) -> tuple[int, ...]:
    """Return the shape of a layer: a dimension of which only the total is known has length 1."""
    broken = [False] * len(grid.dimensions)
    for cell in cells:
        for k, at in enumerate(cell):
            broken[k] = broken[k] or at > 0
    lengths = (len(names) if is_broken else 1 for names, is_broken in zip(grid.members, broken, strict=True))
    return (len(grid.years), *lengths)


def yearly(series: Series, kind: Kind | None, grid: Grid, months: int = YEAR) -> list[tuple[int, tuple[int, ...]]]:
    """Return the year's position and the observations behind its first `months`, for each year that has a figure."""
    if kind == "fixed":
        return _carried(series, grid, months)
    years = [(t, grid.start + t * YEAR) for t in range(len(grid.years))]
    exact: dict[int, tuple[int, ...]] = {t: (series[start, months],) for t, start in years if (start, months) in series}
    if len(exact) == len(series):  # nothing but whole years: by far the most frequent return
        return list(exact.items())
    rule = _PARTS.get(kind or "")
    found = {}
    for t, start in years:
        instant = series.get((start + months - 1, 0))
        whole = exact.get(t) or (() if instant is None else (instant,))
        behind = whole or (rule(series, start, months) if rule else ())
        if behind:
            found[t] = behind
    return list(found.items())


_PARTS: dict[str, Callable[[Series, int, int], tuple[int, ...]]] = {"flow": sum_parts, "average": equal_parts}


def combined(figures: list[float], kind: Kind | None) -> float:
    """Return the year's figure of its parts: an average is their mean, a flow their (exactly rounded) sum."""
    if len(figures) == 1:
        return figures[0]
    return fsum(figures) / len(figures) if kind == "average" else fsum(figures)


def padded(figures: NDArray[np.float64], extent: tuple[int, ...]) -> NDArray[np.float64]:
    """Return the figures in a larger extent, NaN beyond their own: a total is never repeated for the members.

    >>> padded(np.array([[5.0], [6.0]]), (2, 3)).tolist()
    [[5.0, nan, nan], [6.0, nan, nan]]
    """
    if figures.shape == extent:
        return figures
    filled = np.full(extent, np.nan)
    filled[tuple(slice(length) for length in figures.shape)] = figures
    return filled


def _carried(series: Series, grid: Grid, months: int) -> list[tuple[int, tuple[int, ...]]]:
    """Hold each dated value until a later one replaces it; before the first there is none."""
    dated = sorted(series)
    found: list[tuple[int, tuple[int, ...]]] = []
    for t in range(len(grid.years)):
        end = grid.start + t * YEAR + months
        known = [interval for interval in dated if interval[0] + max(interval[1], 1) <= end]
        if known:
            found.append((t, (series[known[-1]],)))
    return found


def _flat(cell: Cell, shape: tuple[int, ...]) -> int:
    offset = 0
    for at, length in zip(cell, shape, strict=True):
        offset = offset * length + at
    return offset
