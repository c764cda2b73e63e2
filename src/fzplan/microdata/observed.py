"""The parts of groups put together to observations: one a measure, period and combination of members."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from fzplan.figures import decimals_of
from fzplan.formula import finished
from fzplan.microdata.behind import largest, respondents
from fzplan.microdata.grouping import groups
from fzplan.observations import TOTAL, Observation
from fzplan.periods import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from fzplan.formula import Typed
    from fzplan.microdata.behind import Guard
    from fzplan.microdata.grouping import Axes, Group, Grouped
    from fzplan.model.plan import Aggregate, Form, Plan

COUNTING = ("count", "count_distinct")


class Origin(NamedTuple):
    """Where the records came from: number of the first table, and what was said of all of them."""

    file: int
    edition: str
    published: date | None
    quality: str


def observations(
    plan: Plan, form: Form, axes: Axes, found: Grouped, origin: Origin, guarded: Guard
) -> Iterator[Observation]:
    """Yield the observations of a form; a count of no records is 0, any other figure of none is missing."""
    every = tuple(groups(axes, found))
    for aggregate in form.aggregates:
        quantity = plan.quantity(aggregate.measure)
        if quantity is None or aggregate.formula is None:
            continue
        formula = aggregate.formula
        factor = formula.type.unit.factor_to(quantity.unit) if formula.type.unit.compatible(quantity.unit) else 1
        values = [(group, _value(formula, found, group)) for group in every]
        decimals = max((decimals_of(v) for _, v in values if v is not None and not v.is_integer()), default=0)
        counting = aggregate.text.lstrip().startswith(COUNTING)
        for group, value in values:
            rows = found.rows.get(group, 0)
            if value is None or not (rows or counting):
                continue
            yield Observation(
                measure=aggregate.measure,
                period=of_kind(group[0], quantity.kind),
                members=_members(plan, axes, group),
                value=value if factor == 1 else value * factor.numerator / factor.denominator,
                unit=quantity.unit.text if factor == 1 else formula.type.unit.text,
                factor=float(factor),
                decimals=decimals - round(math.log10(Fraction(factor))),
                edition=origin.edition,
                published=origin.published,
                quality=origin.quality,
                form=form.id,
                file=origin.file,
                rows=max(1, rows),
                respondents=respondents(formula, found, group, guarded),
                largest=largest(formula, found, group, guarded, float(factor)),
                raw=_raw(form, aggregate),
            )


def _value(formula: Typed, found: Grouped, group: Group) -> float | None:
    """Return the value of a formula for a group; what counts, counts nothing as 0."""

    def part_of(part: object) -> float | None:
        key, kind = part.key, part.kind  # type: ignore[attr-defined]
        return found.parts[key].get(group, 0.0 if kind in ("rows", "held", "given", "distinct") else None)

    return finished(formula, part_of)


def _members(plan: Plan, axes: Axes, group: Group) -> tuple[str, ...]:
    named = dict(zip(axes.dimensions, group[1], strict=True))
    return tuple(named.get(d, TOTAL) for d in plan.dimensions)


def _raw(form: Form, aggregate: Aggregate) -> str:
    """Return the formula as `explain` shows it, with the filter of the form."""
    return f"{aggregate.text}（{form.where_text}）" if form.where_text else aggregate.text
