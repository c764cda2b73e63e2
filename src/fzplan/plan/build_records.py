"""What is particular to forms with one row an entity: fields, filters, aggregates, and the databases they stand in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Text
from fzplan.formula import Symbol
from fzplan.model.microdata import Connection
from fzplan.model.plan import Aggregate, Column
from fzplan.plan import formulas
from fzplan.plan.build_quantities import unknown
from fzplan.plan.codes import FIELD_SOURCE, OPEN_SECRET
from fzplan.plan.draft import folded
from fzplan.regex import regex
from fzplan.units import ONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.formula import Typed
    from fzplan.model.plan import Form, Kind
    from fzplan.plan.build_forms import FormRoom
    from fzplan.plan.draft import Draft
    from fzplan.plan.fileformat import PlanFile
    from fzplan.plan.formformat import FormFile
    from fzplan.plan.places import Path

ADDITIVE = ("flow", "stock", "average", "fixed")
YEAR_OF = regex(r"\s*year\s*\((?P<column>[^()]+)\)\s*")
PASSWORD = regex(r"://[^/@]*:(?!\$\{FZPLAN_[A-Z0-9_]+\}@)[^/@]+@|\$\{(?!FZPLAN_[A-Z0-9_]+\})")
"""A password written out, or a variable that is not ours to read."""


def connections(file: PlanFile, draft: Draft) -> dict[str, Connection]:
    """Return the databases by id; one whose address says a secret is told and left out."""
    found = {}
    for name, spec in file.connections.items():
        path = ("connections", name)
        if PASSWORD.search(spec.url):
            draft.report(OPEN_SECRET, (*path, "url"), connection=name)
        else:
            found[folded(name)] = Connection(folded(name), spec.url, draft.places.key(path))
    return found


def columns(spec: FormFile, path: Path, room: FormRoom) -> tuple[Column, ...]:
    """Return the fields of an entity form: those that stand in a column, then those computed from others."""
    stored = tuple(
        c for k, v in spec.fields.items() if not v.formula and (c := _column(k, v, (*path, "fields", k), room))
    )
    for k, v in spec.fields.items():
        if not v.formula:
            continue
        at = (*path, "fields", k)
        if v.column or v.dimension or v.by:
            room.draft.report_key(FIELD_SOURCE, at, field=k)
            continue
        unit = room.draft.unit(v.unit, (*at, "unit")) if v.unit else None
        if v.unit and unit is None:
            continue
        scope = record_scope(spec, stored, room)
        typed = formulas.typed(room.draft, v.formula, (*at, "formula"), replace(scope, style="row"), unit)
        if typed is not None:
            place = room.draft.places.key(at)
            stored = (*stored, Column(folded(k), "", unit or typed.type.unit, formula=typed, at=place))
    return stored


def _column(name: str, spec: Any, path: Path, room: FormRoom) -> Column | None:
    """Return a field that stands in a column: its heading, and its unit or its dimension."""
    if not spec.column:
        room.draft.report_key(FIELD_SOURCE, path, field=name)
        return None
    unit = room.draft.unit(spec.unit, (*path, "unit")) if spec.unit else None
    dimension = folded(spec.dimension) or (folded(name) if folded(name) in room.dimensions else "")
    if dimension and dimension not in room.dimensions:
        unknown(room.draft, (*path, "dimension"), dimension, Text("分组", "dimension"), room.dimensions)
        return None
    if spec.unit and unit is None:
        return None
    return Column(folded(name), spec.column, unit, dimension, spec.by or "name", at=room.draft.places.key(path))


def where(spec: FormFile, path: Path, columns_: tuple[Column, ...], room: FormRoom) -> Typed | None:
    """Return the condition that records have to meet, checked; None without one, or where it is faulty."""
    if not spec.where:
        return None
    scope = replace(record_scope(spec, columns_, room), style="filter")
    return formulas.typed(room.draft, spec.where, (*path, "where"), scope)


def aggregates(spec: FormFile, path: Path, columns_: tuple[Column, ...], room: FormRoom) -> tuple[Aggregate, ...]:
    """Return the measures that are made of the records."""
    found: list[Aggregate] = []
    for name, text in spec.aggregate.items():
        at = (*path, "aggregate", name)
        quantity = room.quantity(folded(name))
        if quantity is None and folded(name) not in room.draft.faulty:
            unknown(room.draft, at, name, Text("指标", "measure"), room.quantities, at_key=True)
        kind = quantity.kind if quantity and quantity.kind in ADDITIVE else "flow"
        scope = record_scope(spec, columns_, room, kind)
        typed = formulas.typed(room.draft, text, at, scope, quantity.unit if quantity else None)
        if typed and quantity:
            found.append(Aggregate(quantity.id, typed, text, room.draft.places.value(at)))
    return tuple(found)


def record_scope(
    spec: FormFile, columns: tuple[Column, ...], room: FormRoom, kind: Kind | None = "flow"
) -> formulas.PlanScope:
    """Return the names that the formulas of an entity form may use: its fields, its key, its date, the measures.

    A field is of the kind of the measure that is made of it; one in % is a ratio, which no formula may sum.
    """
    symbols = dict(room.symbols)
    dated = YEAR_OF.fullmatch(str(spec.period or ""))
    if dated:
        symbols[folded(dated["column"])] = Symbol(folded(dated["column"]), ONE, content="date")
    if spec.key_:
        symbols[folded(spec.key_)] = Symbol(folded(spec.key_), ONE, content="text")
    for c in columns:
        known = symbols.get(c.id)
        if c.unit is not None:
            symbols[c.id] = Symbol(c.id, c.unit, "ratio" if c.unit.is_ratio else kind)
        elif c.dimension or known is None:
            symbols[c.id] = Symbol(c.id, ONE, content="text")
    return formulas.PlanScope(room.draft.units, symbols, room.dimensions, "record")


def record_scopes(file: PlanFile, built: Mapping[str, Form], room: FormRoom) -> dict[str, formulas.PlanScope]:
    """Return the names of each form with records: what `checks:` may say of one record."""
    scopes: dict[str, formulas.PlanScope] = {}
    for name, spec in file.forms.items():
        form = built.get(folded(name))
        if form and form.entity:
            scope = record_scope(spec, form.columns_of, room)
            own = {c.id for c in form.columns_of} or set(scope.symbols)
            scopes[form.id] = replace(scope, symbols={n: s for n, s in scope.symbols.items() if n in own})
    return scopes
