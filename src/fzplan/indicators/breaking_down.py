"""Every indicator by the members of each dimension, as reports of zones and industries show them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from fzplan.cube.lineage import lineage
from fzplan.model import disclosure
from fzplan.model.results import Breakdown
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from fzplan.cube import Values
    from fzplan.model.disclosure import Reason
    from fzplan.model.plan import Plan
    from fzplan.model.results import Value


def breakdowns(
    plan: Plan,
    values: Values,
    dimensions: Iterable[str] | None = None,
    withheld: Mapping[int, Reason] | None = None,
) -> tuple[Breakdown, ...]:
    """Return each indicator that is known for a member of a dimension (default: of any), one dimension at a time.

    What rests on an observation that is `withheld` (`model.disclosure`) is withheld too.
    """
    wanted = tuple(plan.dimensions) if dimensions is None else tuple(dimensions)
    secret = disclosure.withheld(plan, values.cube.extraction.observations) if withheld is None else withheld
    return tuple(found for dimension in wanted for found in _of(plan, values, dimension, secret))


def by_members(
    values: Values, found: Iterable[Breakdown], withheld: Mapping[int, Reason] | None = None
) -> tuple[Value, ...]:
    """Return the figures of breakdowns with all that is known of each; of a missing or withheld one the reason."""
    plan, seen = values.plan, values.cube.extraction.observations
    secret = disclosure.withheld(plan, seen) if withheld is None else withheld
    return tuple(
        _shown(values.value(b.indicator, year, {b.dimension: member}), secret if (member, year) in b.withheld else None)
        for b in found
        for member in b.members
        for year in b.years
    )


def _shown(value: Value, secret: Mapping[int, Reason] | None) -> Value:
    if secret is None:
        return value
    why = disclosure.why_of(value.inputs, secret)
    return replace(value, value=None, low=None, high=None, status="Q", why=why, inputs=())


def _of(plan: Plan, values: Values, dimension: str, secret: Mapping[int, Reason]) -> Iterator[Breakdown]:
    at = values.cube.dimensions.index(dimension)
    members = plan.dimensions[dimension].members
    for name in plan.indicators:
        found = values.array(name)
        if found.shape[1 + at] == 1:
            continue
        whole: tuple[int | slice, ...] = tuple(slice(None) if k == at else 0 for k in range(found.ndim - 1))
        table: NDArray[np.float64] = found[slice(None), *whole]
        known = np.flatnonzero(~np.isnan(table[:, 1:]).all(axis=1))
        if not len(known):
            continue
        span = range(int(known[0]), int(known[-1]) + 1)
        yield Breakdown(
            dimension=dimension,
            indicator=name,
            years=tuple(values.years[t] for t in span),
            whole=_figures(table, span, 0),
            members={member: _figures(table, span, k) for k, member in enumerate(members, start=1)},
            withheld=frozenset(
                (member, values.years[t])
                for member in (TOTAL, *members)
                for t in span
                if _is_withheld(values, name, t, {} if member == TOTAL else {dimension: member}, secret)
            ),
        )


def _figures(table: NDArray[np.float64], span: range, k: int) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(table[t, k]) else float(table[t, k]) for t in span)


def _is_withheld(values: Values, name: str, t: int, by: Mapping[str, str], secret: Mapping[int, Reason]) -> bool:
    """Tell whether a figure rests on a withheld observation."""
    cell = values.cube.grid.cell_of(by)
    return bool(secret) and cell is not None and not secret.keys().isdisjoint(lineage(values, name, t, cell).inputs)
