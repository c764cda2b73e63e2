"""Many plans as JSON, version 1 (docs/many-plans.md, docs/overview.schema.json).

In: an `Overview`. Out: text, the same bytes for the same input; floats unrounded; a figure that is not known is null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.diagnostics import Severity
from fzplan.model.overviews import RANKINGS
from fzplan.reports import findings, json
from fzplan.reports.json import BETTER
from fzplan.reports.overview.lines import COUNTED

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.overviews import Cell, Overview, PlanRun, RankBy, Row
    from fzplan.reports.formats import Settings


def render(overview: Overview, settings: Settings, rank_by: RankBy) -> str:  # noqa: ARG001  (both ranks are given)
    """Return one JSON object."""
    return json.dump(document(overview, settings.lang), settings.encoding)


def document(overview: Overview, lang: Lang) -> dict[str, Any]:
    """Return the document as plain data."""
    return {
        "fzplan": json.VERSION,
        "plans": [_plan(name, run, lang) for name, run in zip(overview.names, overview.plans, strict=True)],
        "targets": [_row(overview, row, lang) for row in overview.rows],
    }


def _plan(name: str, run: PlanRun, lang: Lang) -> dict[str, Any]:
    found: dict[str, Any] = {"file": run.file, "name": name, "computed": run.as_of is not None}
    found |= json.filled(as_of=periods.text(run.as_of) if run.as_of else None, bug=run.bug or None)
    found["targets"] = len(run.entries)
    found["verdicts"] = {verdict: run.verdicts.get(verdict, 0) for verdict in COUNTED}
    found["findings"] = {s.code: run.findings.get(s.code, 0) for s in sorted(Severity, reverse=True)}
    found["diagnostics"] = findings.records(run.told, lang)
    return found


def _row(overview: Overview, row: Row, lang: Lang) -> dict[str, Any]:
    found: dict[str, Any] = {"id": row.id, "indicator": row.label.zh}
    found |= json.filled(en=row.label.en if row.label.en != row.label.zh else None)
    found |= {"by": dict(row.members), "kind": row.kind, "better": BETTER[row.better], "unit": row.unit.text}
    found |= json.filled(period=periods.text(row.period) if row.period else None)
    found["ranked"] = {by: row.ranked[by] for by in RANKINGS}
    found["plans"] = [_cell(overview, cell, lang) for cell in row.cells]
    return found


def _cell(overview: Overview, cell: Cell, lang: Lang) -> dict[str, Any]:
    entry = cell.entry
    found: dict[str, Any] = {
        "plan": overview.plans[cell.plan].file,
        "id": entry.target,
        "indicator": entry.indicator,
        "actual": cell.actual,
        "attainment": entry.attainment,
        "verdict": entry.verdict,
        "verdict_label": entry.label.of(lang),
        "quality": entry.quality,
        "target": entry.value,
        "target_unit": entry.unit.text,
        "target_label": entry.goal.of(lang),
        "gap": entry.gap,
        "rank": cell.ranks.get("actual"),
        "attainment_rank": cell.ranks.get("attainment"),
    }
    found |= json.filled(at=periods.text(entry.period) if entry.period else None)
    found["unranked"] = {by: why.code for by, why in cell.unranked.items()}
    found["unranked_label"] = {by: why.text(lang) for by, why in cell.unranked.items()}
    return found | json.filled(why_label=entry.why.of(lang) or None)
