"""A comparison as plain data: the contract of docs/diff.md, described by docs/diff.schema.json.

Codes do not change with the language. What a side does not have is absent, never null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.model import words
from fzplan.reports import findings, json, wording
from fzplan.reports.changes import since
from fzplan.reports.changes.figures import difference, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.diagnostics import Lang
    from fzplan.model.changes import ChangedObservation, Figure, Flip, MovedIndicator
    from fzplan.model.results import Why
    from fzplan.model.snapshots import Snapshot
    from fzplan.reports.changes.page import Page
    from fzplan.reports.formats import Settings


def render(page: Page, settings: Settings) -> str:
    """Return the comparison as one JSON object."""
    return json.dump(document(page, settings.lang), settings.encoding)


def document(page: Page, lang: Lang) -> dict[str, Any]:
    """Return the document of the contract."""
    changes = page.changes
    found = {
        "plan": [
            _present(part=one.part, id=one.id, key=one.key, before=one.before, after=one.after) for one in changes.plan
        ],
        "files": [_present(file=one.file, before=one.before, after=one.after) for one in changes.files],
        "observations": [_observation(one) for one in changes.observations],
        "indicators": [_indicator(page, one, lang) for one in changes.indicators],
        "verdicts": _flips(page, changes.verdicts, lang),
        "outlooks": _flips(page, changes.outlooks, lang),
        "deliverables": _flips(page, changes.deliverables, lang),
    }
    return {
        "fzplan": json.VERSION,
        "before": _side(page.before, page.names[0], page.errors[0]),
        "after": _side(page.after, page.names[1], page.errors[1]),
        "differs": bool(changes),
        "counts": {name: count for name, count in since.counts(changes).items() if page.told(name)},
        **{name: part for name, part in found.items() if page.told(name)},
    }


def _side(run: Snapshot, name: str, errors: int | None) -> dict[str, Any]:
    return {
        "name": name,
        "plan": _present(name=run.name, file=run.file, sha256=run.sha256),
        "as_of": periods.text(run.as_of),
        "options": _present(as_of=run.options.as_of, year=run.options.year),
        "program": run.program,
        **json.filled(errors=errors),
    }


def _observation(one: ChangedObservation) -> dict[str, Any]:
    before, after = (None if side is None else side.value for side in (one.before, one.after))
    return {
        "measure": one.measure,
        "period": periods.text(one.period),
        "by": dict(one.by),
        "basis": one.basis,
        "unit": one.unit,
        "change": one.kind,
        **({"before": _figure(one.before)} if one.before else {}),
        **({"after": _figure(one.after)} if one.after else {}),
        **_difference(before, after, one.unit),
    }


def _figure(side: Figure) -> dict[str, Any]:
    return {
        "value": side.value,
        "place": str(side.place),
        **findings.place(side.place),
        "edition": side.edition,
        "quality": side.quality,
        **_present(published=side.published, printed_unit=side.unit),
        "counts": side.counts,
    }


def _indicator(page: Page, one: MovedIndicator, lang: Lang) -> dict[str, Any]:
    return {
        "id": one.id,
        "period": periods.text(one.period),
        "by": dict(one.by),
        "unit": one.unit,
        **json.filled(before=one.before, after=one.after),
        **_difference(one.before, one.after, one.unit),
        **_why("before", one.why_before, lang, page.before.labels),
        **_why("after", one.why_after, lang, page.after.labels),
    }


def _difference(before: float | None, after: float | None, unit: str) -> dict[str, Any]:
    found = difference(before, after)
    if found is None:
        return {}
    points = {"difference_unit": wording.gap_unit(unit, "zh")}
    return {"difference": found, **points, **json.filled(percent=percent(before, after, unit))}


def _flips(page: Page, flips: Iterable[Flip], lang: Lang) -> list[dict[str, Any]]:
    known = {one.id: one for side in (page.before, page.after) for one in side.targets}
    found = []
    for flip in flips:
        target = known.get(flip.id)
        found.append(
            {
                "id": flip.id,
                **({"indicator": target.indicator, "by": dict(target.by)} if target else {}),
                **_coded("before", flip.before, lang, page.before.labels),
                **_coded("after", flip.after, lang, page.after.labels),
                **_why("before", flip.why_before, lang, page.before.labels),
                **_why("after", flip.why_after, lang, page.after.labels),
            }
        )
    return found


def _coded(side: str, code: str, lang: Lang, labels: Mapping[str, str]) -> dict[str, Any]:
    return {side: code, f"{side}_label": words.verdict(code, lang, labels)} if code else {}


def _why(side: str, reasons: tuple[Why, ...], lang: Lang, labels: Mapping[str, str]) -> dict[str, Any]:
    if not reasons:
        return {}
    told = [words.why(reason, lang, labels) for reason in reasons]
    return {f"why_{side}": [reason.code for reason in reasons], f"why_{side}_label": told}


def _present(**texts: str) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}
