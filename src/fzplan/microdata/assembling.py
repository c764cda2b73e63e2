"""All tables of a form as one frame: each lot scanned, its columns looked at, its fields prepared, then united."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.diagnostics import FileRef, listed
from fzplan.formula.faults import did_you_mean
from fzplan.microdata import codes
from fzplan.microdata.engines import Scan
from fzplan.microdata.labels import members_of
from fzplan.microdata.prepared import faults, narrowed, prepared, texts, united
from fzplan.microdata.wanted import predicates, wanted
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.microdata.engines import Engine
    from fzplan.microdata.wanted import Wanted
    from fzplan.model.microdata import Table
    from fzplan.model.plan import Form, Plan

SHOWN = 20
"""Columns told in one finding."""
Lot = tuple["Table", ...]
"""Tables that are stored alike, and whose names say the same of all their records."""


class Assembled(NamedTuple):
    """The records of a form, and what they are grouped by."""

    frame: Any
    dimensions: tuple[str, ...]
    """In the order of the plan."""
    date: str
    """The column of dates, "" where names say the period."""
    fields: tuple[str, ...]


def assembled(
    plan: Plan, engine: Engine, form: Form, tables: Sequence[Table], *, every: bool = False
) -> tuple[Assembled | None, list[Diagnostic]]:
    """Return the records of a form; None with findings where a table lacks something.

    `every`: with all fields that the form declares, and not only those that its formulas need.
    """
    findings: list[Diagnostic] = []
    found: list[tuple[Any, Wanted, Lot]] = []
    connection = plan.connections.get(tables[0].connection)
    for columns, lot in _lots(tables, [engine.columns(table, connection) for table in tables]):
        frame, wants, told = _scanned(plan, engine, form, lot, columns, every=every)
        findings += told
        if frame is not None:
            found.append((frame, wants, lot))
    if findings or not found:
        return None, findings
    frames = [
        prepared(frame, form, wants, lot[0], _members(plan, engine, form, frame, wants, lot[0]))
        for frame, wants, lot in found
    ]
    shared = set.intersection(*({*wants.dimensions, *lot[0].members} for _, wants, lot in found))
    kept = tuple(d for d in plan.dimensions if d in shared)
    fields = tuple(dict.fromkeys(f.id for _, wants, _ in found for f in wants.fields))
    return Assembled(united(frames), kept, next((w.date for _, w, _ in found if w.date), ""), fields), []


def _scanned(
    plan: Plan, engine: Engine, form: Form, lot: Lot, columns: frozenset[str], *, every: bool
) -> tuple[Any, Wanted, list[Diagnostic]]:
    known = columns | lot[0].constants.keys()
    wants = wanted(plan, form, known, every=every)
    if missing := [d for table in lot for d in _missing(form, table, known, wants)]:
        return None, wants, missing
    stored = tuple(c for c in wants.columns if c not in lot[0].constants)
    figures = frozenset(f.column for f in wants.fields if f.is_figure)
    pushed = tuple(p for p in predicates(form, wants) if p.column in stored)
    frame = engine.scan(Scan(lot, stored, figures, pushed, plan.connections.get(lot[0].connection)))
    frame = narrowed(frame, pushed)
    return frame, wants, faults(frame, wants, lot[0], FileRef(lot[0].shown))


def _missing(form: Form, table: Table, names: frozenset[str], wants: Wanted) -> list[Diagnostic]:
    known = listed(sorted(names)[:SHOWN], more=len(names) > SHOWN)
    at = FileRef(table.shown)
    return [
        codes.NO_COLUMN(at, column=column, form=form.id, nearest=did_you_mean(column, names), known=known)
        for column in wants.columns
        if column not in names
    ]


def _members(
    plan: Plan, engine: Engine, form: Form, frame: Any, wants: Wanted, table: Table
) -> dict[str, dict[str | None, str]]:
    """Return what the texts of the fields that formulas compare with members stand for."""
    fields = {f.id: f for f in wants.fields}
    answers = engine.rows([texts(frame, fields[name], table) for name, _ in wants.named])
    read = {}
    for (name, dimension), rows in zip(wants.named, answers, strict=True):
        find = members_of(form, plan.dimensions[dimension])
        read[name] = {raw: member for (raw,) in rows if (member := find(raw)) != TOTAL}
    return read


def _lots(tables: Sequence[Table], columns: Sequence[Mapping[str, str]]) -> list[tuple[frozenset[str], Lot]]:
    """Return the tables in lots that are scanned together, each with its columns; a database gives one at a time.

    Files whose columns stand in another order or are of other types are other lots: engines would take one for
    the other, or refuse.
    """
    found: dict[tuple[object, ...], list[Table]] = defaultdict(list)
    names: dict[tuple[object, ...], frozenset[str]] = {}
    for table, own in zip(tables, columns, strict=True):
        said = (table.period, tuple(sorted(table.members.items())), tuple(sorted(table.constants.items())))
        alone = (table.shown,) if table.kind == "database" else ()
        like = (table.kind, *said, *alone, tuple(own.items()))
        found[like].append(table)
        names[like] = frozenset(own)
    return [(names[like], tuple(lot)) for like, lot in found.items()]
