"""Screens as JSON, version 1 (docs/screen.md, docs/screen.schema.json).

In: a `Screening`. Out: text, the same bytes for the same input; floats unrounded; a figure that is not known is null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.diagnostics import CellRef
from fzplan.model.screens import RESULTS
from fzplan.reports import findings, json, wording
from fzplan.reports.screen import lines

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.screens import Input, Screen, Screened, Screening, Standard
    from fzplan.reports.formats import Settings


def render(screening: Screening, settings: Settings, failing: bool) -> str:  # noqa: FBT001  (one signature for all formats)
    """Return one JSON object."""
    return json.dump(document(screening, settings.lang, failing=failing), settings.encoding)


def document(screening: Screening, lang: Lang, *, failing: bool = False) -> dict[str, Any]:
    """Return the document as plain data."""
    return {
        "fzplan": json.VERSION,
        "plan": json.plan_head(screening.plan),
        "screens": [_screen(screening, screen, lang, failing=failing) for screen in screening.screens],
        "diagnostics": findings.records(screening.diagnostics, lang),
    }


def _screen(screening: Screening, screen: Screen, lang: Lang, *, failing: bool) -> dict[str, Any]:
    own = [line for line in screening.lines if line.screen is screen and (not failing or line.result == "fails")]
    found: dict[str, Any] = {"id": screen.id, "form": screen.form}
    found |= json.filled(committed=screen.committed or None, section=screen.section or None, note=screen.note or None)
    found["standards"] = [_standard(one, screen) for one in screen.standards]
    found["counts"] = {
        side: {result: number.get(result, 0) for result in RESULTS}
        for side, number in lines.counts(screening, screen).items()
    }
    found["results"] = [_line(line, lang) for line in own]
    return found


def _standard(one: Standard, screen: Screen) -> dict[str, Any]:
    found: dict[str, Any] = {
        "indicator": one.indicator,
        "comparator": one.comparator,
        "value": one.value,
        "unit": screen.indicators[one.indicator].unit.text,
        "for": dict(one.members),
        "quality": one.quality,
        "line": one.at.line,
    }
    return found | json.filled(quote=one.quote or None, section=one.section or None, note=one.note or None)


def _line(line: Screened, lang: Lang) -> dict[str, Any]:
    unit = line.indicator.unit.text
    found: dict[str, Any] = {"entity": line.entity, "name": line.name}
    found |= json.filled(period=periods.text(line.period) if line.period else None)
    found |= {
        "by": dict(line.members),
        "indicator": line.indicator.id,
        "unit": unit,
        "against": line.against,
        "comparator": line.comparator,
        "value": line.actual.value,
        "limit": line.limit.value,
        "difference": line.difference,
        "difference_unit": wording.gap_unit(unit, "zh"),
        "difference_percent": line.difference_percent,
        "result": line.result,
        "result_label": line.label(lang),
        "quality": line.quality,
        "why": [reason.code for reason in line.why],
        "why_label": [reason.text(lang) for reason in line.why],
        "inputs": [_input(one) for one in line.actual.inputs],
    }
    found |= json.filled(place=str(line.place))
    if line.against == "commitment":
        found["limit_inputs"] = [_input(one) for one in line.limit.inputs]
    if line.standard is not None:
        found["standard"] = line.screen.standards.index(line.standard)
    return found


def _input(one: Input) -> dict[str, Any]:
    found: dict[str, Any] = {"field": one.field, "value": one.value, "unit": one.unit, "place": str(one.place)}
    found |= {"file": one.place.file, "sheet": one.place.sheet}
    return found | ({"cell": one.place.address} if isinstance(one.place, CellRef) else {})
