"""As of a month inside a year: what is judged at that date, and what stands beside the last complete year.

Stocks, and totals over the span, are judged at the date; all else on the last complete year, with the figure of
January to date beside it. A January–June flow is never held against a year's level (docs/spec/as-of.md).
In: plan, values, target. Out: a `Reading`, a `ToDate`. May import: gaps.collecting, gaps.decomposition, cube.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fzplan import periods
from fzplan.cube.computing import up_to
from fzplan.figures import tidy
from fzplan.formula import names
from fzplan.formula.typed import is_level
from fzplan.gaps.collecting import breaks_of, read
from fzplan.gaps.decomposition import schedule
from fzplan.gaps.kinds.case import difference
from fzplan.gaps.readings import PERCENT, PartOfYear, Reading, Unreadable
from fzplan.model.results import ToDate, Why
from fzplan.periods import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.cube import Values
    from fzplan.model.plan import Kind, Plan, Target

INSTANTS = frozenset({"stock", "fixed"})
AT_ITS_DATE = frozenset({"reach", "range", "multiple", "change", "direction", "growth"})
"""Kinds of targets that a stock is judged by at any date; each-year targets wait for the end of the year."""
PLANNED = frozenset({"reach", "range", "multiple", "growth", "each", "total"})
"""Kinds whose annual decomposition gives a year the figure that a flow of that year should have."""


class Part(NamedTuple):
    """The newest part of the unfinished year that has a figure: its months, and the values of those months."""

    year: int
    months: int
    values: Values

    @property
    def at(self) -> int:
        """Return the position of the year."""
        return self.year - self.values.years[0]


def read_now(plan: Plan, values: Values, target: Target, year: int | None) -> Reading | Unreadable:
    """Return what the judge reads: at the date where the target allows it, else on the last complete year."""
    part = newest(plan, values, target, year)
    if part is not None and judged_at_its_date(plan, target):
        figure = float(part.values.series(target.indicator, target.members)[part.at])
        return read(plan, values, target, year, PartOfYear(part.year, part.months, figure))
    reading = read(plan, values, target, year)
    if isinstance(reading, Unreadable) or unfinished(values, target, year) != reading.at + 1:
        return reading
    return reading.with_why(Why("last_full_year", (("year", reading.at),)))


def to_date(plan: Plan, values: Values, target: Target, year: int | None) -> ToDate | None:
    """Return January to date of an indicator that is no stock, with its growth and its share of the year's plan."""
    part = newest(plan, values, target, year)
    if part is None or is_instant(plan, target.indicator):
        return None
    seen = part.values.value(target.indicator, part.year, target.members)
    assert seen.value is not None
    unit = plan.indicators[target.indicator].unit.text
    shares = unit in PERCENT
    before, comparable = _year_before(plan, part, target)
    growth = _growth(seen.value, before, shares=shares)
    told_by = growth is not None and not comparable
    earlier = part.values.value(target.indicator, part.year - 1, target.members).inputs if told_by else ()
    planned = _planned(plan, values, target, part.year)
    return ToDate(
        period=periods.to_date(part.year, part.months),
        value=tidy(seen.value),
        unit=unit,
        growth=growth,
        growth_unit="百分点" if shares else "%",
        basis=None if growth is None else "comparable" if comparable else "nominal",
        planned=planned,
        share_of_plan=tidy(seen.value / planned) if planned is not None and planned > 0 else None,
        quality=seen.quality,
        edition=seen.edition,
        inputs=tuple(dict.fromkeys((*seen.inputs, *earlier))),
    )


def newest(plan: Plan, values: Values, target: Target, year: int | None) -> Part | None:
    """Return the newest part of the unfinished year that has a figure; None as of a whole year.

    A formula that reaches into other years has none: its January to date would be no figure of this year.
    """
    now, as_of = unfinished(values, target, year), values.as_of
    if now is None or as_of is None or now not in values.years or not of_one_year(plan, target.indicator):
        return None
    for months in range(as_of.last % YEAR + 1, 0, -1):
        part = Part(now, months, up_to(values, months))
        if np.isfinite(part.values.series(target.indicator, target.members)[part.at]):
            return part
    return None


def unfinished(values: Values, target: Target, year: int | None) -> int | None:
    """Return the year inside which figures end; None as of a whole year, for another `year`, after the target's."""
    as_of = values.as_of
    if as_of is None or (as_of.last + 1) % YEAR == 0 or year not in (None, as_of.year):
        return None
    return None if 0 < target.last < as_of.year else as_of.year


def judged_at_its_date(plan: Plan, target: Target) -> bool:
    """Tell whether a target is judged inside a year: totals over the span, and what is made of stocks alone."""
    if target.kind == "total":
        return True
    computed = any(bound is not None and bound.formula is not None for bound in (target.bound, target.high))
    by_itself = target.kind in AT_ITS_DATE and target.time != "each" and not computed
    return by_itself and target.mean == "geometric" and is_instant(plan, target.indicator)


def is_instant(plan: Plan, name: str) -> bool:
    """Tell whether a figure stands at an instant: a stock, or a formula over nothing but stocks."""
    return set(_kinds(plan, name)) <= INSTANTS


def of_one_year(plan: Plan, name: str) -> bool:
    """Tell whether a figure is made of its own period alone: no formula behind it reaches into other years."""
    formula = plan.indicators[name].formula if name in plan.indicators else None
    return formula is None or (is_level(formula) and all(of_one_year(plan, other) for other in sorted(names(formula))))


def _kinds(plan: Plan, name: str) -> Iterator[Kind | None]:
    """Yield the kinds of the figures that returns print for a quantity."""
    quantity = plan.quantity(name)
    formula = plan.indicators[name].formula if name in plan.indicators else None
    assert quantity is not None
    if formula is None:
        yield quantity.kind
        return
    for other in sorted(names(formula)):
        yield from _kinds(plan, other)


def _year_before(plan: Plan, part: Part, target: Target) -> tuple[float, bool]:
    """Return the same months of the year before, and whether one return gives both (同口径); NaN across a break."""
    pair = float(part.values.prior(target.indicator, target.members)[part.at])
    if np.isfinite(pair):
        return pair, True
    if part.at == 0 or any(b.at == part.year for b in breaks_of(plan, target.indicator)):
        return np.nan, False
    return float(part.values.series(target.indicator, target.members)[part.at - 1]), False


def _growth(value: float, before: float, *, shares: bool) -> float | None:
    if not np.isfinite(before):
        return None
    if shares:
        return difference(value, before)
    return tidy(100.0 * difference(value, before) / before) if before > 0 else None


def _planned(plan: Plan, values: Values, target: Target, year: int) -> float | None:
    """Return what the year should bring by the target's path; None for what does not add up over the year."""
    indicator = plan.indicators[target.indicator]
    kind = indicator.formula.type.kind if indicator.formula is not None else indicator.kind
    if target.kind not in PLANNED or (kind != "flow" and target.kind != "total"):
        return None
    row = next((row for row in schedule(plan, values, target, None).rows if row.year == year), None)
    if row is None:
        return None
    return row.planned_new if target.kind == "total" else row.planned
