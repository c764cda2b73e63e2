"""An outcome reduced to what the next run is held against: a `Snapshot`, the same for the same input.

Printed figures are sorted by key and place, values and targets stand in the order of the plan: the order in which files
were read leaves no trace.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from fzplan.changes.defining import definitions
from fzplan.cube.assembly import was_known
from fzplan.cube.choice import Taste, choose, interval_of
from fzplan.model.snapshots import Computed, Judged, Options, Quantity, Seen, Snapshot, Task
from fzplan.observations import TOTAL, quality_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from fzplan.model.plan import Indicator, Measure
    from fzplan.model.results import Assessment, Outcome, Value
    from fzplan.model.snapshots import By
    from fzplan.periods import Period

NOTHING: Mapping[str, str] = {}


def take(
    outcome: Outcome,
    *,
    program: str = "",
    sha256: str = "",
    files: Mapping[str, str] = NOTHING,
    options: Options = Options(),  # noqa: B008  (an immutable value)
    as_of: Period | date | None = None,
) -> Snapshot:
    """Return the snapshot of an outcome; `sha256` of the plan file and `files` (name → SHA-256) are the caller's.

    An outcome without `values` gives a snapshot without values. Of a run `as_of` a moment only what was known by then
    is in it.
    """
    plan = outcome.plan
    quantities: dict[str, Measure | Indicator] = {**plan.measures, **plan.indicators}
    return Snapshot(
        name=plan.head.name,
        file=PurePath(plan.file).name,
        sha256=sha256,
        program=program,
        lang=plan.head.lang,
        rounding=plan.head.rounding,
        as_of=outcome.as_of,
        options=options,
        labels=dict(plan.labels),
        files=dict(sorted(files.items())),
        quantities={name: _quantity(quantity) for name, quantity in quantities.items()},
        definitions=definitions(plan),
        observations=_seen(outcome, as_of),
        values=tuple(_computed(value) for value in outcome.values),
        targets=tuple(_judged(assessment) for assessment in outcome.assessments),
        tasks=tuple(Task(d.id, d.name, d.state) for d in outcome.deliverables),
    )


def _computed(value: Value) -> Computed:
    return Computed(value.id, _by(value.by), value.period, value.value, value.why if value.value is None else ())


def _judged(a: Assessment) -> Judged:
    why = a.why if a.verdict == "not_assessable" else ()
    return Judged(a.target.id, a.target.indicator, _by(a.target.members), a.verdict, a.outlook or "", why)


def _quantity(quantity: Measure | Indicator) -> Quantity:
    unit = quantity.unit
    dimensions = " ".join(f"{name}^{power}" for name, power in unit.dimensions) + (" point" if unit.point else "")
    return Quantity(unit.text, str(unit.factor), dimensions, quantity.decimals, quantity.en)


def _by(members: Mapping[str, str]) -> By:
    return tuple(sorted(members.items()))


def _seen(outcome: Outcome, as_of: Period | date | None) -> tuple[Seen, ...]:
    """Return every printed figure, told whether it counts among those of its measure, period, members and basis."""
    extraction = outcome.extraction
    shelves: dict[tuple[str, str], list[int]] = {}
    for index, one in enumerate(extraction.observations):
        if as_of is not None and not was_known(one, as_of):
            continue
        shelves.setdefault((one.measure, one.basis), []).append(index)
    found = []
    for (measure, _), indexes in shelves.items():
        quantity = outcome.plan.quantity(measure)
        kind = quantity.kind if quantity else None
        taste = Taste(quantity.prefer if quantity else (), extraction.sources, frozenset(outcome.what_if))
        chosen = choose(indexes, extraction.observations, kind, taste)
        counting = {index for series in chosen.values() for index in series.values()}
        for index in indexes:
            one = extraction.observations[index]
            start, months = interval_of(one.period, kind)
            named = zip(extraction.dimensions, one.members, strict=True)
            found.append(
                Seen(
                    measure=measure,
                    by=tuple(sorted((dimension, member) for dimension, member in named if member != TOTAL)),
                    start=start,
                    months=months,
                    basis=one.basis,
                    edition=one.edition,
                    published=one.published.isoformat() if one.published else "",
                    value=one.value,
                    unit=one.unit,
                    quality=quality_of(one),
                    counts=index in counting,
                    place=extraction.sources.place(one),
                )
            )
    return tuple(sorted(found, key=lambda one: (*one[:7], one.place, one.value)))
