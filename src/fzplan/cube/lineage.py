"""From one figure back to the cells it came from: the trace of its formula, grown through other indicators.

Nothing of it is stored: a trace is walked again for the one number that somebody asks about.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fzplan.cube.layers import NONE
from fzplan.formula import Reason, Trace, trace
from fzplan.model.results import Why
from fzplan.observations import edition_rank, quality_of, worst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.cube.grid import Cell
    from fzplan.cube.values import Values
    from fzplan.observations import Observation

STATUS_ORDER = ("F", "E", "P", "D", "B")
"""Statuses that a result takes over from any of its inputs, the weightiest first."""


class Lineage(NamedTuple):
    """What one figure was made of, or why it could not be."""

    inputs: tuple[int, ...] = ()
    quality: str = "published"
    edition: str = ""
    status: str = "A"
    basis: str = "published"
    """``comparable`` also of a growth by 上年同期 of the same return; ``nominal`` of one over two published figures."""
    why: tuple[Why, ...] = ()


def lineage(values: Values, name: str, t: int, cell: Cell) -> Lineage:
    """Return what the figure of an indicator or measure was made of; `why` where there is none."""
    fault = fault_of(values, name)
    if fault is not None:
        return Lineage(why=(Why(fault.code, fault.facts),))
    told = traced(values, name, t, cell)
    found = summed_up(values, told)
    if told.value is not None and name in values.formulas and not values.is_computed(name, t, cell):
        lacking = next((leaf for leaf in leaves(calculation(values, name, t, cell)) if lacks(leaf)), None)
        return found._replace(why=(Why("printed_not_computed", facts_of(lacking) if lacking else ()),))
    return found


def fault_of(values: Values, name: str) -> Reason | None:
    """Return why nothing is computed of an indicator whose formula is faulty."""
    indicator = values.plan.indicators.get(name)
    if indicator is None or indicator.fault is None:
        return None
    return Reason("faulty_formula", (("rule", indicator.fault.code), ("place", indicator.fault.place)))


def summed_up(values: Values, told: Trace) -> Lineage:
    """Return what is said of a whole trace."""
    inputs = tuple(dict.fromkeys(leaf.observation for leaf in leaves(told) if leaf.observation >= 0))
    found = made_of([values.cube.observations[i] for i in inputs], inputs)
    growths = list(_growths(told))
    if growths:
        found = found._replace(basis="comparable" if all(map(_is_paired, growths)) else "nominal")
    return found if told.value is not None else found._replace(why=reasons(values, told))


def _growths(told: Trace) -> Iterator[Trace]:
    """Yield every growth on the year before that a figure was made of."""
    if told.op == "growth" and told.value is not None:
        yield told
    for child in told.children:
        yield from _growths(child)


def _is_paired(growth: Trace) -> bool:
    """Tell whether a growth is 本期 over 上年同期 of one return, on one list of units, not over what was published."""
    return any(leaf.reading == "prior" for leaf in leaves(growth))


def made_of(seen: list[Observation], inputs: tuple[int, ...]) -> Lineage:
    """Return what is said of a figure made of these observations: the worst quality, the least final edition."""
    if not seen:
        return Lineage()
    statuses = {o.status for o in seen}
    only = statuses.pop() if len(statuses) == 1 else ""
    return Lineage(
        inputs=inputs,
        quality=worst([quality_of(o) for o in seen]),
        edition=min((o.edition for o in seen), key=edition_rank),
        status=only or next((status for status in STATUS_ORDER if status in statuses), "A"),
        basis="comparable" if all(o.basis == "comparable" for o in seen) else "published",
    )


def traced(values: Values, name: str, t: int, cell: Cell) -> Trace:
    """Return the whole trace of a figure as it is used: its formula, or the observations that print it."""
    if name in values.formulas and (values.is_computed(name, t, cell) or not values.cube.behind(name, t, cell)):
        return calculation(values, name, t, cell)
    return reported(values, name, t, cell)


def calculation(values: Values, name: str, t: int, cell: Cell) -> Trace:
    """Return the trace of an indicator's formula, also where a printed figure is used in its place."""
    formula = values.plan.indicators[name].formula
    assert formula is not None
    return grown(values, trace(formula, values.cube, (t, *cell)))


def grown(values: Values, told: Trace) -> Trace:
    """Continue a trace where it ends at a computed indicator or at a year made of parts."""
    if told.children:
        return replace(told, children=tuple(grown(values, child) for child in told.children))
    cell = values.cube.grid.cell_of(told.by)
    if not told.name or told.period is None or cell is None or told.period.year not in values.years:
        return told
    t = told.period.year - values.years[0]
    if told.name in values.formulas and not told.reading and not told.form:
        return replace(told, op="formula", observation=NONE, children=(traced(values, told.name, t, cell),))
    if told.observation < NONE:
        op = "mean" if values.cube.kind(told.name) == "average" else "sum"
        return replace(told, op=op, observation=NONE, children=parts(values, told, t, cell))
    apart = _apart(values, told, t, cell) if lacks(told) else None
    return told if apart is None else replace(told, why=(apart,))


def _apart(values: Values, told: Trace, t: int, cell: Cell) -> Reason | None:
    """Return that members report what is lacking in total: no figure is missing then, only that they add up."""
    figures = values.cube.layer(told.name, told.reading, told.form).figures[t]
    for axis, dimension in enumerate(values.cube.dimensions):
        if cell[axis] == 0 and figures.shape[axis] > 1:
            row = np.moveaxis(figures, axis, -1)
            at = tuple(p for k, p in enumerate(cell) if k != axis)
            beside = tuple(0 if n == 1 else p for p, n in zip(at, row.shape, strict=False))
            if np.isfinite(row[beside][1:]).any():
                total = f"sum({_written(told.name)}, over={_written(dimension)})"
                facts = (("name", told.name), ("period", str(told.period)), ("of", dimension), ("formula", total))
                return Reason("members_only", facts)
    return None


def _written(name: str) -> str:
    """Return a name as a formula writes it: one with other signs than letters and digits in 「」."""
    return name if name.isidentifier() else f"「{name}」"


def reported(values: Values, name: str, t: int, cell: Cell, reading: str = "", form: str = "") -> Trace:
    """Return the trace of a figure that is read: one observation, or the parts of a year; else the reason."""
    cube = values.cube
    quantity = values.plan.quantity(name)
    period = cube.periods[t]
    unit = quantity.unit.text if quantity else ""
    source = cube.observation(name, t, cell, reading, form)
    if source == NONE:
        missing = Reason("missing_input", (("name", name), ("period", str(period))))
        told = Trace(name, None, unit, op="name", name=name, period=period, by=cube.grid.by(cell), why=(missing,))
        return grown(values, told)
    value = float(cube.layer(name, reading, form).figures[t, *cell])
    told = Trace(
        label=name,
        value=value,
        unit=unit,
        op="name",
        name=name,
        period=period,
        by=cube.grid.by(cell),
        observation=source,
        reading=reading,
        form=form,
    )
    return told if source >= 0 else grown(values, told)


def parts(values: Values, told: Trace, t: int, cell: Cell) -> tuple[Trace, ...]:
    """Return the quarters or months that a year was made of."""
    quantity = values.plan.quantity(told.name)
    return tuple(
        replace(
            told,
            label=f"{told.name} {seen.period}",
            value=seen.value,
            unit=quantity.unit.text if quantity else "",
            factor=Fraction(1),
            period=seen.period,
            observation=index,
        )
        for index in values.cube.behind(told.name, t, cell, told.reading, told.form)
        for seen in (values.cube.observations[index],)
    )


def leaves(told: Trace) -> Iterator[Trace]:
    """Yield the ends of a trace, from left to right."""
    if not told.children:
        yield told
    for child in told.children:
        yield from leaves(child)


def lacks(leaf: Trace) -> bool:
    """Tell whether a leaf is a figure that nobody reported."""
    return leaf.value is None and bool(leaf.name)


def reasons(values: Values, told: Trace) -> tuple[Why, ...]:
    """Return why a figure could not be computed: each cause once, what was missing before what was impossible."""
    found = dict.fromkeys(_missing(values, leaf) for leaf in leaves(told) if lacks(leaf))
    for part in _unknown(told):
        if part.children:
            found |= dict.fromkeys(Why(*reason) for reason in part.why if reason.code != "missing_input")
    return tuple(found)


def _missing(values: Values, leaf: Trace) -> Why:
    other = next((reason for reason in leaf.why if reason.code != "missing_input"), None)
    if other is not None:
        return Why(*other)
    as_of = values.cube.as_of
    late = as_of is not None and leaf.period is not None and leaf.period.last > as_of.last
    return Why("not_due" if late else "missing_input", facts_of(leaf))


def facts_of(leaf: Trace) -> tuple[tuple[str, object], ...]:
    """Return what is said of a figure that is missing: its name, its period and, of a member, which one."""
    facts: tuple[tuple[str, object], ...] = (("name", leaf.name), ("period", str(leaf.period)))
    return (*facts, ("by", "、".join(leaf.by.values()))) if leaf.by else facts


def _unknown(told: Trace) -> Iterator[Trace]:
    if told.value is None:
        yield told
        for child in told.children:
            yield from _unknown(child)
