"""Many plans as CSV: a line a plan and target, figures in full, both ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.model.overviews import RANKINGS
from fzplan.reports import separated

if TYPE_CHECKING:
    from fzplan.model.overviews import Cell, Overview, RankBy, Row
    from fzplan.reports import separated as written
    from fzplan.reports.formats import Settings

HEADS = (
    "target", "indicator", "by", "unit", "better", "plan", "file", "period", "actual", "goal", "attainment", "verdict",
    "quality", "rank", "ranked", "attainment_rank", "attainment_ranked", "why",
)  # fmt: skip


def render(overview: Overview, settings: Settings, rank_by: RankBy) -> bytes:  # noqa: ARG001  (both ranks are given)
    """Return the table."""
    rows = (_line(overview, row, cell, settings) for row in overview.rows for cell in row.cells)
    return separated.table(HEADS, rows)


def _line(overview: Overview, row: Row, cell: Cell, settings: Settings) -> list[written.Cell]:
    entry, lang = cell.entry, settings.lang
    reasons = dict.fromkeys(cell.unranked[by].text(lang) for by in RANKINGS if by in cell.unranked)
    ranks = [each for by in RANKINGS for each in (cell.ranks.get(by), row.ranked[by])]
    return [
        row.id, row.label.of(lang), "、".join(row.members.values()), row.unit.text, "up" if row.better > 0 else "down",
        overview.names[cell.plan], overview.plans[cell.plan].file, periods.text(entry.period) if entry.period else "",
        cell.actual, entry.goal.of(lang), entry.attainment, entry.verdict, entry.quality, *ranks,
        "；".join(filter(None, [*reasons, entry.why.of(lang)])),
    ]  # fmt: skip
