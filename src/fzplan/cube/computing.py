"""Every formula of the plan, in the order of their dependencies, over all years and members at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from fzplan import periods
from fzplan.cube.layers import padded
from fzplan.cube.values import Values
from fzplan.formula import array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.cube.table import Cube
    from fzplan.formula import Typed
    from fzplan.model.plan import Plan


def computed(plan: Plan, cube: Cube) -> Values:
    """Compute every indicator that has a formula, in its own unit.

    The computed figure is used; where an input is missing the printed one stands in, also as an input of other
    indicators.
    """
    used: dict[str, NDArray[np.float64]] = {}
    formulas: dict[str, NDArray[np.float64]] = {}
    growing = replace(cube, computed=used)
    for name in plan.order or tuple(plan.indicators):
        formula = plan.indicators[name].formula
        if plan.indicators[name].fault is not None:
            used[name] = _frozen(np.full((len(cube.years), *(1 for _ in cube.dimensions)), np.nan))
        if formula is None:
            continue
        formulas[name] = _frozen(_finite(growing, formula))
        used[name] = _frozen(_with_printed(formulas[name], cube, name))
    return Values(plan, growing, formulas)


def up_to(values: Values, months: int) -> Values:
    """Return the values of the first `months` of each year: 6 for January to June (stocks: the end of June).

    The periods of the grid are those intervals, so that reasons and traces name them.
    """
    if months not in values.earlier:
        cube = values.cube
        grid = replace(cube.grid, periods=tuple(periods.to_date(year, months) for year in cube.years))
        values.earlier[months] = computed(values.plan, replace(cube, grid=grid, months=months, _choices={}, _layers={}))
    return values.earlier[months]


def _finite(cube: Cube, formula: Typed) -> NDArray[np.float64]:
    found = array(formula, cube)
    found[~np.isfinite(found)] = np.nan
    return found


def _with_printed(found: NDArray[np.float64], cube: Cube, name: str) -> NDArray[np.float64]:
    if name not in cube.visible:
        return found
    printed = cube.layer(name).figures
    extent = np.broadcast_shapes(found.shape, printed.shape)
    ours, theirs = padded(found, extent), padded(printed, extent)
    return np.where(np.isnan(ours), theirs, ours)


def _frozen(figures: NDArray[np.float64]) -> NDArray[np.float64]:
    figures.setflags(write=False)
    return figures
