"""Single records of tables: those of a period and members, the largest first where a figure is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw

from fzplan.formula import lazy
from fzplan.microdata.assembling import assembled
from fzplan.microdata.guarding import attempted, engines_for, started
from fzplan.microdata.labels import members_of, period_of
from fzplan.microdata.prepared import PERIOD, different
from fzplan.microdata.running import layers
from fzplan.microdata.wanted import key_of
from fzplan.model.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.microdata.engines import Engine
    from fzplan.model.listing import Wish
    from fzplan.model.microdata import Table
    from fzplan.model.plan import Form, Plan

FIGURE = "·figure"


def listed(
    plan: Plan, tables: Sequence[Table], wish: Wish, asked: str, *, connect: bool
) -> tuple[list[Listing], list[Diagnostic]]:
    """Return the records of each set of tables of the form that is wished for."""
    own = [table for table in tables if table.form == wish.form]
    chosen, findings = engines_for(own, asked, connect=connect)
    found: list[Listing] = []
    for name, several in chosen:
        with started(name, several, findings) as engine:
            if engine is None:
                continue
            for form, layer in layers(plan, several):
                made, faults = _attempted(plan, engine, form, layer, wish)
                findings += faults
                found += [made] if made else []
    return found, findings


def _attempted(
    plan: Plan, engine: Engine, form: Form, tables: Sequence[Table], wish: Wish
) -> tuple[Listing | None, list[Diagnostic]]:
    made, faults = attempted(engine, tables, lambda: _listing(plan, engine, form, tables, wish))
    return (made[0], [*faults, *made[1]]) if made else (None, faults)


def _listing(
    plan: Plan, engine: Engine, form: Form, tables: Sequence[Table], wish: Wish
) -> tuple[Listing | None, list[Diagnostic]]:
    records, faults = assembled(plan, engine, form, tables, every=True)
    if records is None:
        return None, faults
    if not wish.members.keys() <= {*records.dimensions}:
        return None, []  # nothing says which member they are of
    frame = records.frame.with_columns(nw.col(PERIOD).cast(nw.String))
    if wish.period is not None:
        frame = _of(engine, frame, PERIOD, lambda raw: wish.of(period_of(raw)))
    for dimension, member in wish.members.items():
        find = members_of(form, plan.dimensions[dimension])
        frame = _of(engine, frame, f"·{dimension}", _is(find, member))
    names = tuple(f"·{d}" for d in records.dimensions)
    grouping = {c.id for c in form.columns_of if c.dimension in records.dimensions}
    own = (name for name in records.fields if name not in grouping)
    fields = tuple(dict.fromkeys((*((key_of(form),) if form.key else ()), *own)))
    kept = (PERIOD, *names, *fields)
    if wish.figure is not None:
        frame = frame.with_columns(lazy(wish.figure).alias(FIGURE)).filter(~nw.col(FIGURE).is_null())
        first = frame.select(*kept, FIGURE).sort(FIGURE, descending=True, nulls_last=True).head(wish.limit)
    else:
        first = frame.select(*kept).sort(fields[0] if fields else PERIOD, nulls_last=True).head(wish.limit)
    (((total,),), rows) = engine.rows([frame.select(nw.len()), first])
    heads = ("period", *records.dimensions, *(form.key if name == key_of(form) else name for name in fields))
    return Listing(heads, tuple(map(tuple, rows)), int(total), FIGURE if wish.figure else ""), []


def _is(find: Callable[[str | None], str], member: str) -> Callable[[str | None], bool]:
    return lambda raw: find(raw) == member


def _of(engine: Engine, frame: Any, column: str, holds: Callable[[str | None], bool]) -> Any:
    """Return the records whose label in a column means what is asked for."""
    (found,) = engine.rows([different(frame, column)])
    return frame.filter(nw.col(column).is_in([raw for (raw,) in found if raw is not None and holds(raw)]))
