"""Overview: many plans side by side, their common targets found and ranked.

In: what was kept of each plan's run. Out: rows and ranks. May import: model, periods, figures, units and the ground
floor. Nothing of the plans themselves is kept: 200 plans fit where one does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.model.overviews import Overview, PlanRun


def compare(plans: Sequence[PlanRun]) -> Overview:
    """Put plans side by side; the result depends on their order alone, not on how they were run."""
    from fzplan.overview import comparing

    return comparing.compared(plans)


__all__ = ["compare"]
