"""Every formula of the plan, in the order of their dependencies, over all years and members at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from fzplan.cube import Values
from fzplan.cube.layers import padded
from fzplan.formula import array
from fzplan.indicators.findings import findings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fzplan.cube import Cube
    from fzplan.diagnostics import Diagnostic
    from fzplan.formula import Typed
    from fzplan.model.plan import Plan


def evaluate(plan: Plan, cube: Cube) -> tuple[Values, tuple[Diagnostic, ...]]:
    """Compute every indicator that has a formula.

    The computed figure is used; where an input is missing the printed one stands in, also as an input of other
    indicators. Returns arrays in each indicator's unit, and what is wrong with the figures.
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
        formulas[name] = _frozen(computed(growing, formula))
        used[name] = _frozen(_with_printed(formulas[name], cube, name))
    values = Values(plan, growing, formulas)
    return values, findings(values)


def computed(cube: Cube, formula: Typed) -> NDArray[np.float64]:
    """Return a formula over the grid in its own unit; what is not a finite number is missing."""
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
