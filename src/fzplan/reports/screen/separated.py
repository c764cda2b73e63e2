"""Screens as CSV: a line a standard or commitment, figures in full, the cells they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.model.screens import RESULTS
from fzplan.reports import separated
from fzplan.reports.screen import lines

if TYPE_CHECKING:
    from fzplan.model.screens import Screened, Screening
    from fzplan.reports.formats import Settings
    from fzplan.reports.separated import Cell

FIXED = (
    "screen", "entity", "name", "period", "indicator", "unit", "against", "comparator", "limit", "value", "difference",
    "difference_percent", "result", "quality", "why", "inputs", "limit_inputs",
)  # fmt: skip
"""Codes and column names are the same in every language."""


def render(screening: Screening, settings: Settings, failing: bool) -> bytes:  # noqa: FBT001  (one signature for all formats)
    """Return the table; a column a dimension stands behind the period."""
    dimensions = [d for d in screening.plan.dimensions if any(d in line.members for line in screening.lines)]
    wanted = RESULTS if not failing else ("fails",)
    rows = [_row(line, dimensions, settings) for line in screening.lines if line.result in wanted]
    return separated.table([*FIXED[:4], *dimensions, *FIXED[4:]], rows)


def _row(line: Screened, dimensions: list[str], settings: Settings) -> list[Cell]:
    when = periods.text(line.period) if line.period else ""
    return [
        line.screen.id, line.entity, line.name, when, *(line.members.get(d, "") for d in dimensions),
        line.indicator.id, line.indicator.unit.text, line.against, line.comparator, line.limit.value,
        line.actual.value, line.difference, line.difference_percent, line.result, line.quality,
        lines.why(line, settings.lang), lines.inputs(line, settings.lang),
        lines.inputs(line, settings.lang, of_limit=True),
    ]  # fmt: skip
