"""What the formulas of a form need of its tables: columns, figures among them, and what a source may filter by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.formula import Typed, names
from fzplan.formula.nodes import Binary, Compare, Literal, Name, String
from fzplan.microdata.engines import Predicate, inner
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.model.plan import Column, Form, Plan

YEAR_OF = regex(r"year\((?P<column>.+)\)")
ROOM = 1e-9
"""Relative room that a pushed-down comparison leaves for float noise; the filter proper decides."""


class Field(NamedTuple):
    """A column that formulas or groups need."""

    id: str
    column: str
    is_figure: bool


class Wanted(NamedTuple):
    """What is read of each table of a form."""

    fields: tuple[Field, ...]
    dimensions: dict[str, Field]
    """Dimension → the column that says the member."""
    date: str = ""
    """The column whose year is the period, or ""."""
    named: tuple[tuple[str, str], ...] = ()
    """Fields that formulas compare with members, each with its dimension."""
    derived: tuple[Column, ...] = ()
    """Fields computed from others that are needed, each after what it is computed from."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns to read, each once."""
        dated = (self.date,) if self.date else ()
        return tuple(dict.fromkeys((*(f.column for f in (*self.fields, *self.dimensions.values())), *dated)))


def wanted(plan: Plan, form: Form, known: frozenset[str], *, every: bool = False) -> Wanted:
    """Return what a form needs; `known`: the columns of its tables, for fields that may have several names.

    `every`: all the fields it declares, whether a formula needs them or not.
    """
    needed = {name for a in form.aggregates if a.formula for name in names(a.formula)}
    needed |= names(form.where) if form.where else set()
    declared = {c.id: c for c in form.columns_of}
    for c in reversed(form.columns_of):
        if c.formula is not None and c.id in needed:
            needed |= names(c.formula)
    declared_key = form.key in declared
    if declared_key:
        needed.add(form.key)
    if every:
        needed |= {c.id for c in form.columns_of if not c.dimension}
    computed = tuple(c for c in form.columns_of if c.formula is not None and c.id in needed)
    dated = YEAR_OF.fullmatch(form.period)
    own = [declared[name] for name in sorted(needed) if name in declared]
    others = [name for name in sorted(needed) if name not in declared]
    fields = [Field(c.id, c.column, c.unit is not None or c.id in plan.measures) for c in own if c.formula is None]
    fields += [Field(name, _named(plan, name, known), name in plan.measures) for name in others]
    if form.key and not declared_key and key_of(form) not in others:
        fields.append(Field(key_of(form), _named(plan, form.key, known), form.key in plan.measures))
    dimensions = {c.dimension: Field(c.id, c.column, is_figure=False) for c in form.columns_of if c.dimension}
    compared = tuple((c.id, c.dimension) for c in own if c.dimension)
    return Wanted(tuple(fields), dimensions, dated["column"] if dated else "", compared, computed)


def key_of(form: Form) -> str:
    """Return what the key of a form is called in frames: a field, else a column under its `inner` name."""
    return form.key if form.key in {c.id for c in form.columns_of} else inner(form.key)


def _named(plan: Plan, name: str, known: frozenset[str]) -> str:
    """Return under which of its names a measure stands in the tables."""
    quantity = plan.measures.get(name)
    spellings = (name, *quantity.aliases, quantity.en) if quantity else (name,)
    return next((spelling for spelling in spellings if spelling in known), name)


def predicates(form: Form, found: Wanted) -> tuple[Predicate, ...]:
    """Return what `where:` says of single columns, as far as a source can evaluate it.

    A member has several names and codes in the tables: what is said of it stays with the filter proper.
    """
    if form.where is None:
        return ()
    members = {name for name, _ in found.named}
    columns = {f.id: f for f in found.fields if f.id not in members}
    return tuple(p for part in _together(form.where) for p in _simple(part, columns))


def _together(typed: Typed) -> Iterator[Typed]:
    """Yield the conditions that all have to hold."""
    if isinstance(typed.node, Binary) and typed.node.sign == "and":
        for child in typed.children:
            yield from _together(child)
    else:
        yield typed


def _simple(typed: Typed, columns: dict[str, Field]) -> Iterator[Predicate]:
    if not isinstance(typed.node, Compare) or len(typed.children) != 2:
        return
    (left, right), (sign,) = typed.children, typed.node.signs
    if isinstance(right.node, Name):
        left, right, sign = right, left, {"<": ">", "≤": "≥", ">": "<", "≥": "≤"}.get(sign, sign)
    field = columns.get(left.symbol.id) if left.symbol and isinstance(left.node, Name) else None
    if field is None:
        return
    if isinstance(right.node, String) and sign == "=" and not field.is_figure:
        yield Predicate(field.column, "=", right.node.text)
    if isinstance(right.node, Literal) and field.is_figure:
        value = right.node.value * float(right.factor) / float(left.factor)
        room = ROOM * abs(value)
        if sign in ("=", ">", "≥"):
            yield Predicate(field.column, ">=", value - room)
        if sign in ("=", "<", "≤"):
            yield Predicate(field.column, "<=", value + room)
