"""An outcome as the public may have it: no figure that gives a respondent away, no file of the office.

In: an outcome and a language. Out: an outcome with less in it; every report can be drawn from it. Rules:
docs/html.md. What is withheld is not assessable there, with the reason; the verdict would tell of the figure.
"""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.model.disclosure import WITHHELD as REASON
from fzplan.model.disclosure import withheld_in
from fzplan.model.results import Assessment
from fzplan.observations import TOTAL, Sources

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.plan import Target
    from fzplan.model.results import Breakdown, Outcome, Value
    from fzplan.observations import Extraction, Observation

    Key = tuple[str, tuple[tuple[str, str], ...]]

WITHHELD = (REASON,)
SOURCE = Text("来源{}", "source {}")
"""What stands in place of the name of a file: its number in the list of sources."""


def for_public(outcome: Outcome, lang: Lang) -> Outcome:
    """Return the outcome without confidential figures, findings, evidence, names and cells of files."""
    secret = frozenset(withheld_in(outcome))
    resting = {_key(v.id, v.by) for v in outcome.values if secret.intersection(v.inputs)}
    hidden = _hidden(outcome, secret, resting)
    others = {_key(a.target.indicator, a.target.members) for a in outcome.assessments if a.target.id in hidden}
    breakdowns = tuple(_breakdown(b) for b in outcome.breakdowns)
    split = {(_key(b.indicator, {b.dimension: m}), year) for b in breakdowns for m, year in b.withheld}

    def shown(v: Value) -> Value:
        key = _key(v.id, v.by)
        is_secret = key in resting | others or (key, v.period.year) in split or REASON in v.why
        return _withheld(v) if is_secret else v

    told = {(*_key(v.id, v.by), v.period) for v in (*outcome.values, *outcome.members) if shown(v).why == WITHHELD}
    secret |= {k for k, o in enumerate(outcome.extraction.observations) if (*_place(outcome, o), o.period) in told}
    kept = of_records(outcome.extraction)
    names = {file: SOURCE.of(lang).format(k) for k, file in enumerate(outcome.extraction.sources.files, start=1)}
    return replace(
        outcome,
        plan=replace(outcome.plan, file=PurePath(outcome.plan.file).name),
        extraction=_nameless(outcome.extraction, names, secret),
        values=tuple(map(shown, outcome.values)),
        members=tuple(map(shown, outcome.members)),
        assessments=tuple(
            Assessment(a.target, a.unit, why=WITHHELD, quality=a.quality) if a.target.id in hidden else a
            for a in outcome.assessments
        ),
        schedules=tuple(s for s in outcome.schedules if s.target.id not in hidden),
        scores=() if hidden else outcome.scores,
        breakdowns=breakdowns,
        deliverables=tuple(replace(d, place=None, evidence="") for d in outcome.deliverables),
        digests={names[file]: digest for file, digest in outcome.digests.items() if file in names and file not in kept},
        diagnostics=(),
        changes=None,
        withheld={},
    )


def one_for_public(
    outcome: Outcome, value: Value, assessments: Sequence[Assessment], lang: Lang
) -> tuple[Outcome, Value, tuple[Assessment, ...]]:
    """Return one figure with its trace and what it means for targets, as the public may have it.

    `outcome` has the values of all indicators: what a target rests on is known by them.
    """
    shown = for_public(replace(outcome, values=(*outcome.values, value)), lang)
    known = {a.target.id: a for a in shown.assessments}
    return shown, shown.values[-1], tuple(known[a.target.id] for a in assessments)


def of_records(read: Extraction) -> frozenset[str]:
    """Return the files that records were read from. By its digest a guess at such a file could be put to the test.

    Of tables only aggregates are kept, which name the first of several files; no cells of theirs are accounted for.
    """
    files = read.sources.files
    found = {files[part.file] for part in read.records} | {files[o.file] for o in read.observations if o.rows}
    return frozenset(found | ({*files} - {a.place.file for a in read.accounts} if found else set()))


def _key(id_: str, by: Mapping[str, str]) -> Key:
    return id_, tuple(sorted(by.items()))


def _place(outcome: Outcome, o: Observation) -> Key:
    """Return what a printed figure of an indicator is a figure of."""
    return _key(o.measure, {d: m for d, m in zip(outcome.extraction.dimensions, o.members, strict=False) if m != TOTAL})


def _hidden(outcome: Outcome, secret: frozenset[int], resting: Collection[Key]) -> frozenset[str]:
    """Return the targets that rest on a confidential figure, and those that would tell it by subtraction."""
    found = {
        a.target.id
        for a in outcome.assessments
        if secret.intersection((*a.inputs, *a.bound_inputs, *(a.to_date.inputs if a.to_date else ())))
        or _key(a.target.indicator, a.target.members) in resting
        or _key(a.target.near, a.target.members) in resting
    }
    return frozenset(found | _companions(outcome, found))


def _companions(outcome: Outcome, hidden: Collection[str]) -> set[str]:
    """Return for each hidden member of a partition that stands alone one more: total less the others would tell it."""
    split: dict[tuple[str, str], list[Target]] = {}
    for target in (a.target for a in outcome.assessments):
        for dimension in target.members if len(target.members) == 1 else ():
            split.setdefault((target.indicator, dimension), []).append(target)
    found: set[str] = set()
    for (_, dimension), targets in split.items():
        declared = outcome.plan.dimensions.get(dimension)
        secret = {t.members[dimension] for t in targets if t.id in hidden}
        rest = sorted({t.members[dimension] for t in targets} - secret)
        if declared and declared.partition and secret and len(rest) == len(declared.members) - 1:
            found |= {t.id for t in targets if t.members[dimension] == rest[0]}
    return found


def _withheld(v: Value) -> Value:
    """Return a value that says only that it is withheld; what was missing anyway keeps its reason."""
    if v.value is None and not v.inputs and REASON not in v.why:
        return v
    return replace(v, value=None, low=None, high=None, status="Q", why=WITHHELD, inputs=(), trace=None)


def _breakdown(b: Breakdown) -> Breakdown:
    """Return a breakdown without the figures that are withheld; what protects them is among those already."""

    def shown(name: str, row: Sequence[float | None]) -> tuple[float | None, ...]:
        pairs = zip(b.years, row, strict=True)
        return tuple(None if (name, year) in b.withheld else figure for year, figure in pairs)

    return replace(b, whole=shown(TOTAL, b.whole), members={name: shown(name, row) for name, row in b.members.items()})


def _nameless(extraction: Extraction, names: Mapping[str, str], secret: frozenset[int]) -> Extraction:
    """Return what was read without files, sheets, cells and records: figures, forms and counts stay."""
    sources = Sources(tuple(names.values()), tuple("" for _ in extraction.sources.sheets), extraction.sources.notes)
    return replace(
        extraction,
        observations=tuple(_observation(o, k in secret) for k, o in enumerate(extraction.observations)),
        records=(),
        tasks=(),
        sources=sources,
        accounts=tuple(
            replace(a, place=replace(a.place, file=names[a.place.file], sheet=""))
            for a in extraction.accounts
            if a.place.file in names
        ),
        unmatched=(),
    )


def _observation(o: Observation, secret: bool) -> Observation:  # noqa: FBT001  (called above alone)
    nowhere = o._replace(row=0, column=0, last_row=0, last_column=0, respondents=0, largest=())
    return nowhere._replace(value=math.nan, raw="", rows=0, status="Q") if secret else nowhere
