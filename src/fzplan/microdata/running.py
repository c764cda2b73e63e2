"""The tables of each form, read by one engine and added up."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, listed, ordered
from fzplan.microdata import codes
from fzplan.microdata.guarding import attempted, engines_for, started
from fzplan.model.microdata import Aggregated
from fzplan.observations import worst

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fzplan.diagnostics import Diagnostic, Text
    from fzplan.formula import Part
    from fzplan.microdata.behind import Guard
    from fzplan.microdata.engines import Engine
    from fzplan.microdata.grouping import Grouped
    from fzplan.model.microdata import Table
    from fzplan.model.plan import Form, Plan
    from fzplan.observations import Observation

    Made = tuple[list[Observation], list[Diagnostic]]

SHOWN = 5
"""Labels told in one finding."""


def run(plan: Plan, tables: Sequence[Table], asked: str, *, connect: bool) -> tuple[Aggregated, tuple[Diagnostic, ...]]:
    """Return what the engines made of the tables, form by form; see `aggregate`."""
    files = tuple(dict.fromkeys(table.shown for table in tables))
    chosen, findings = engines_for(tables, asked, connect=connect)
    observations: list[Observation] = []
    for name, own in chosen:
        with started(name, own, findings) as engine:
            if engine is None:
                continue
            for form, layer in layers(plan, own):
                made, faults = _of_form(plan, engine, form, layer, files)
                findings += faults
                observations += made
    return Aggregated(tuple(observations), files), ordered(findings)


def _of_form(plan: Plan, engine: Engine, form: Form, tables: Sequence[Table], files: Sequence[str]) -> Made:
    """Return the observations of one form, or the findings that say why there are none."""
    place = files.index(tables[0].shown)
    made, faults = attempted(engine, tables, lambda: _computed(plan, engine, form, tables, place))
    return (made[0], [*faults, *made[1]]) if made else ([], faults)


def _computed(plan: Plan, engine: Engine, form: Form, tables: Sequence[Table], file: int) -> Made:
    from fzplan.microdata.assembling import assembled
    from fzplan.microdata.behind import guard
    from fzplan.microdata.grouping import Axes, grouped
    from fzplan.microdata.labels import members_of
    from fzplan.microdata.observed import Origin, observations

    records, faults = assembled(plan, engine, form, tables)
    if records is None:
        return [], faults
    kept = {d: plan.dimensions[d] for d in records.dimensions}
    axes = Axes(
        tuple(kept), {d: members_of(form, of) for d, of in kept.items()}, {d: of.members for d, of in kept.items()}
    )
    guarded, repeated = guard(plan, form, engine, records.frame)
    found = grouped(engine, records.frame, axes, _parts(form, guarded), guarded.key)
    at = FileRef(tables[0].shown)
    told = list(_told(plan, form, found, records.date, at))
    if repeated:
        told.append(codes.KEY_REPEATED(at, key=form.key, count=repeated))
    quality = worst([form.quality or "published", *(table.quality for table in tables)])
    origin = Origin(file, tables[0].edition, tables[0].published, quality)
    return list(observations(plan, form, axes, found, origin, guarded)), told


def _told(plan: Plan, form: Form, found: Grouped, date: str, at: FileRef) -> Iterator[Diagnostic]:
    """Yield what the records say that the plan does not know: members, periods."""
    by_code = {c.dimension for c in form.columns_of if c.by == "code"}
    for d, labels in found.strange.items():
        if labels and (d not in by_code or plan.dimensions[d].partition):
            yield codes.UNKNOWN_MEMBER(at, dimension=d, labels=_first(labels), count=sum(labels.values()))
    if found.undated:
        count = sum(found.undated.values())
        yield codes.NO_PERIOD(at, labels=_first(found.undated), count=count, column=date or form.period or "—")


def _first(labels: Mapping[str, int]) -> Text:
    return listed([label or "—" for label in list(labels)[:SHOWN]], more=len(labels) > SHOWN)


def layers(plan: Plan, tables: Sequence[Table]) -> list[tuple[Form, tuple[Table, ...]]]:
    """Return the tables of each form; another edition or day of publication is another set of figures."""
    found: dict[tuple[str, str, str], list[Table]] = defaultdict(list)
    for table in tables:
        found[table.form, table.edition, str(table.published or "")].append(table)
    return [(plan.forms[form], tuple(own)) for (form, _, _), own in found.items()]


def _parts(form: Form, guarded: Guard) -> tuple[Part, ...]:
    """Return what has to be known of every group, each once."""
    from fzplan.formula import parts
    from fzplan.microdata.behind import parts_behind

    formulas = [a.formula for a in form.aggregates if a.formula is not None]
    several = [part for f in formulas for part in (*parts(f), *parts_behind(f, guarded))]
    return tuple({part.key: part for part in several}.values())
