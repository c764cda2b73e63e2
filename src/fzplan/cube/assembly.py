"""Observations → cube: what was known at a day, on the grid of the plan, with the user's own figures put in."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from fzplan.cube.codes import KIND_NEEDED
from fzplan.cube.grid import spanning
from fzplan.cube.layers import yearly
from fzplan.cube.overrides import Override, assumed
from fzplan.cube.table import Cube
from fzplan.cube.tiling import sum_parts
from fzplan.diagnostics import FileRef, Related, Text
from fzplan.formula import names
from fzplan.periods import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Plan
    from fzplan.observations import Extraction, Observation
    from fzplan.periods import Period


def build(
    plan: Plan, extraction: Extraction, as_of: Period | None = None, overrides: Sequence[Override] = ()
) -> tuple[Cube, tuple[Diagnostic, ...]]:
    """Lay what the returns say on the grid of years × members.

    Args:
        plan: Declares measures, kinds, dimensions and whom to prefer.
        extraction: What was read.
        as_of: Only what was published by the end of this period, of periods that had ended, exists then; a figure
            without a day of publication counts as known once its period has ended.
        overrides: Figures to use in place of what was read (marked `assumed`).

    Returns:
        The cube, and findings about parts of a year that nobody said how to combine and about faulty overrides.
    """
    reported = len(extraction.observations)
    together, findings = assumed(plan, extraction, [Override(*o) for o in overrides])
    visible: dict[str, list[int]] = {}
    comparable: dict[str, list[int]] = {}
    for index, seen in enumerate(together.observations):
        if index >= reported or as_of is None or known(seen, as_of):
            shelf = comparable if seen.basis == "comparable" else visible
            shelf.setdefault(seen.measure, []).append(index)
    cube = Cube(
        plan=plan,
        extraction=together,
        grid=spanning(plan, together.observations),
        visible={name: tuple(indexes) for name, indexes in visible.items()},
        comparable={name: tuple(indexes) for name, indexes in comparable.items()},
        overridden=frozenset(range(reported, len(together.observations))),
        as_of=as_of,
    )
    return cube, (*findings, *kinds_needed(cube))


def known(seen: Observation, as_of: Period) -> bool:
    """Tell whether a figure existed at the end of `as_of`: its period was over, and it was not published later."""
    published = seen.published
    if published and published.year * YEAR + published.month - 1 > as_of.last:
        return False
    return seen.period.last <= as_of.last


def kinds_needed(cube: Cube) -> Iterator[Diagnostic]:
    """Find years that could be made of their parts, if only the plan said how the measure combines."""
    for name in sorted(used(cube.plan)):
        quantity = cube.plan.quantity(name)
        if quantity is None or quantity.kind is not None:
            continue
        years, parts = untiled(cube, name)
        if not years:
            continue
        cells = [Related(cube.place(i), Text("分期数", "a part of the year")) for i in parts[:1]]
        places = [str(cube.place(i)) for i in parts[:3]]
        at = quantity.at or FileRef(cube.plan.file)
        yield KIND_NEEDED(at, *cells, name=name, years=ranges(years), parts=Text("、".join(places), ", ".join(places)))


def untiled(cube: Cube, name: str) -> tuple[list[int], tuple[int, ...]]:
    """Return the years without a figure that parts of them tile, and the parts of the first."""
    found: dict[int, tuple[int, ...]] = {}
    for series in cube.choice(name).values():
        laid = {t for t, _ in yearly(series, None, cube.grid)}
        for t, number in enumerate(cube.years):
            parts = () if t in laid else sum_parts(series, number * YEAR)
            if parts:
                found.setdefault(number, parts)
    return sorted(found), found[min(found)] if found else ()


def used(plan: Plan) -> set[str]:
    """Return the names that are read from returns for the plan's indicators."""
    read = {i.id for i in plan.indicators.values() if i.formula is None}
    for indicator in plan.indicators.values():
        if indicator.formula is not None:
            read |= names(indicator.formula)
    return read


def ranges(years: Sequence[int]) -> str:
    """Return years as people write them.

    >>> ranges([2018, 2020, 2021, 2022])
    '2018、2020—2022'
    """
    runs = [[y for _, y in run] for _, run in groupby(enumerate(years), key=lambda pair: pair[1] - pair[0])]
    return "、".join(f"{run[0]}—{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
