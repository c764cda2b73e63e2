"""Rates over a span: the mean or the chain of yearly ones, or the figure printed for exactly these years.

A chain needs every year; where one is missing, the figure that was printed for the span stands in for it (average
growth as a rate a year, a rise or fall as the cumulative change), and a reason says so. The average growth of another
indicator is taken over the same years. In: readings, values. Out: readings. Source: docs/spec/verdicts.md.
May import: gaps.readings, gaps.growth, model, cube.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from fzplan import periods
from fzplan.formula import names
from fzplan.gaps.growth import by_level
from fzplan.model.results import Why

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from fzplan.cube import Values
    from fzplan.formula import Typed
    from fzplan.gaps.readings import Reading
    from fzplan.model.plan import Plan, Target
    from fzplan.model.results import Value

    Numbers = NDArray[np.float64]

SHORTEST = 2
"""Years of a span: one year has its yearly figure."""


def printed(values: Values, target: Target, base_year: int) -> Mapping[int, Value]:
    """Return what is printed for the years from the base on, by their last year."""
    found = {
        year: values.printed_span(target.indicator, periods.years(base_year + 1, year), target.members)
        for year in values.years
        if year - base_year >= SHORTEST
    }
    return {year: value for year, value in found.items() if value is not None and value.value is not None}


def is_of_span(target: Target) -> bool:
    """Tell whether a target asks for the rate of a whole span, not of single years."""
    relative = target.change is not None and target.change.mode == "relative"
    return target.kind == "growth" or (target.kind == "change" and relative) or is_averaged(target)


def is_averaged(target: Target) -> bool:
    """Tell whether a target compares the average growth of two indicators."""
    return target.kind == "match" and target.averaged


def with_span(reading: Reading, found: Mapping[int, Value]) -> Reading:
    """Return the reading with the figure printed for its span, where the chain of its years has a hole."""
    value = found.get(reading.at)
    whole = np.isfinite(reading.between(reading.base_year + 1, reading.at)).all()
    if value is None or whole or reading.target.mean == "sum":
        return reading
    years = f"{reading.base_year + 1}—{reading.at}"
    return replace(reading, printed=value).with_why(Why("printed_span", (("span", years),)))


def average(series: Numbers, percent: float) -> float:
    """Return the geometric mean of yearly rates as a fraction; NaN where a year is missing.

    >>> round(100 * average(np.array([8.4, 3.0, 5.2]), 0.01), 3)
    5.51
    """
    chain = np.array(np.prod(1.0 + series * percent))
    return float(by_level(np.array(1.0), chain, len(series))) if len(series) else np.nan


def beside(reading: Reading, formula: Typed, other: Numbers, plan: Plan) -> Reading:
    """Return the reading with the average growth of another indicator over the same years as its bound (a fraction)."""
    since = reading.base_year + 1 - reading.years[0]  # the figures end with the year judged
    mean = average(other[since:], reading.percent) if since >= 0 else np.nan
    known = tuple(name for name in sorted(names(formula)) if plan.quantity(name))
    return replace(reading, against=other, bound=mean, others=known)


def lacking(reading: Reading) -> tuple[int, ...]:
    """Return the years of the span for which the other indicator has no figure."""
    assert reading.against is not None
    years = range(reading.base_year + 1, reading.at + 1)
    known = {y for y, v in zip(reading.years, reading.against, strict=True) if np.isfinite(v)}
    return tuple(year for year in years if year not in known)
