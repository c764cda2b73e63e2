"""The values of a plan with what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.cube.computing import computed
from fzplan.indicators.findings import findings

if TYPE_CHECKING:
    from fzplan.cube import Cube, Values
    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Plan


def evaluate(plan: Plan, cube: Cube) -> tuple[Values, tuple[Diagnostic, ...]]:
    """Compute every indicator that has a formula, in its own unit; return what is wrong with the figures too."""
    values = computed(plan, cube)
    return values, findings(values)
