"""The vocabulary as a document template sees it: names, and lists to loop over (docs/templates.md).

In: a vocabulary. Out: for each name its shape, which templates are held against before they are filled, and its texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.model import words
from fzplan.reports import lines, wording
from fzplan.reports.filling import targets
from fzplan.reports.filling.entries import Entry, reasons

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.model.results import Assessment, DeliverableResult
    from fzplan.reports.filling.vocabulary import Record, Vocabulary

Shape = Any
"""None: a text. A mapping: what has a year, a member or a field after it. A `ListOf`: what is looped over."""
TASK = ("id", "name", "owner", "by", "state", "verdict", "date", "evidence", "why")
DEFINITION = ("name", "unit", "formula", "note")
QUICK, SLOW = ("achieved_early", "ahead"), ("behind", "missed")
LOOP = dict.fromkeys(("index", "first", "last", "length"))


class ListOf(NamedTuple):
    """A list, and what its items have."""

    item: Shape


def item_of_target() -> dict[str, Shape]:
    """Return what a target in a list has: its number, its fields and its years."""
    return {"no": None, **dict.fromkeys(targets.FIELDS)}


def lists() -> dict[str, ListOf]:
    """Return the lists that a template may loop over."""
    one = item_of_target()
    several = dict.fromkeys(("targets", "quick", "lagging", "not_assessable"), ListOf(one))
    return {
        **several,
        "groups": ListOf({"section": None, "targets": ListOf(one)}),
        "deliverables": ListOf(dict.fromkeys(TASK)),
        "definitions": ListOf(dict.fromkeys(DEFINITION)),
    }


def shape(entry: Entry | Record) -> Shape:
    """Return the shape of an entry of the vocabulary."""
    return None if isinstance(entry, Entry) else {key: shape(inner) for key, inner in entry.items()}


def texts(entry: Entry | Record) -> Any:
    """Return an entry as a template reads it: years are whole numbers there."""
    if isinstance(entry, Entry):
        return entry.text
    return {int(key) if key.isdecimal() else key: texts(inner) for key, inner in entry.items()}


def values(vocabulary: Vocabulary, names: Iterable[str]) -> dict[str, Any]:
    """Return what the names of a template stand for."""
    wanted, found = set(names), dict[str, Any]()
    if wanted & set(lists()):
        found |= _lists(vocabulary)
    for name in sorted(wanted - set(found)):
        record = vocabulary.record(name)
        found[name] = "" if record is None else texts(record)
    return found


def _lists(vocabulary: Vocabulary) -> dict[str, list[Mapping[str, Any]]]:
    outcome, lang = vocabulary.outcome, vocabulary.lang
    items = [(a, _target(vocabulary, number, a)) for number, a in enumerate(outcome.assessments, start=1)]
    by_id = {a.target.id: item for a, item in items}
    return {
        "targets": [item for _, item in items],
        "quick": [item for a, item in items if a.verdict in QUICK],
        "lagging": [item for a, item in items if a.verdict in SLOW],
        "not_assessable": [item for a, item in items if a.verdict == "not_assessable"],
        "groups": [
            {"section": group.section, "targets": [by_id[line.assessment.target.id] for line in group.lines]}
            for group in lines.groups(outcome, lang)
        ],
        "deliverables": [_task(vocabulary, d) for d in outcome.deliverables],
        "definitions": [
            {"name": wording.name(i, lang), "unit": i.unit.text, "formula": wording.formula(i, lang), "note": i.note}
            for i in outcome.plan.indicators.values()
        ],
    }


def _target(vocabulary: Vocabulary, number: int, a: Assessment) -> dict[str, Any]:
    return {"no": str(number), **texts(targets.record(vocabulary.outcome, a, vocabulary.lang))}


def _task(vocabulary: Vocabulary, d: DeliverableResult) -> Mapping[str, str]:
    plan, lang = vocabulary.outcome.plan, vocabulary.lang
    declared = next(one for one in plan.deliverables.values() if one.id == d.id)
    return {
        "id": d.id,
        "name": d.name,
        "owner": declared.owner,
        "by": str(declared.by or ""),
        "state": d.reported or words.STATES[d.state].of(lang),
        "verdict": words.verdict(d.verdict, lang, plan.labels),
        "date": d.date.isoformat() if d.date else "",
        "evidence": d.evidence,
        "why": reasons(plan, d.why, lang),
    }
