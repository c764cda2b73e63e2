"""Observations → cube: what was known at a day, on the grid of the plan, with the user's own figures put in."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from fzplan import periods
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
    plan: Plan, extraction: Extraction, as_of: Period | date | None = None, overrides: Sequence[Override] = ()
) -> tuple[Cube, tuple[Diagnostic, ...]]:
    """Lay what the returns say on the grid of years × members.

    Args:
        plan: Declares measures, kinds, dimensions and whom to prefer.
        extraction: What was read.
        as_of: Only what was published by then exists, of periods that had ended: by the end of a period, or by the
            evening of a day. A figure without a day of publication counts as known once its period has ended.
        overrides: Figures to use in place of what was read (marked `assumed`).

    Returns:
        The cube, and findings about parts of a year that nobody said how to combine and about faulty overrides.
    """
    reported = len(extraction.observations)
    seen_at = ended(as_of) if isinstance(as_of, date) else as_of
    last_day = as_of if isinstance(as_of, date) else closing(as_of) if as_of else None
    together, findings = assumed(plan, extraction, [Override(*o) for o in overrides])
    visible: dict[str, list[int]] = {}
    comparable: dict[str, list[int]] = {}
    for index, seen in enumerate(together.observations):
        if index >= reported or seen_at is None or last_day is None or known(seen, seen_at, last_day):
            shelf = comparable if seen.basis == "comparable" else visible
            shelf.setdefault(seen.measure, []).append(index)
    cube = Cube(
        plan=plan,
        extraction=together,
        grid=spanning(plan, together.observations),
        visible={name: tuple(indexes) for name, indexes in visible.items()},
        comparable={name: tuple(indexes) for name, indexes in comparable.items()},
        overridden=frozenset(range(reported, len(together.observations))),
        as_of=seen_at,
    )
    return cube, (*findings, *kinds_needed(cube))


def known(seen: Observation, as_of: Period, day: date) -> bool:
    """Tell whether a figure existed on a day: its period was over by then, and it was not published later."""
    return seen.period.last <= as_of.last and (seen.published is None or seen.published <= day)


def was_known(seen: Observation, moment: Period | date) -> bool:
    """Tell whether a figure existed by the end of a period, or by the evening of a day."""
    if isinstance(moment, date):
        return known(seen, ended(moment), moment)
    return known(seen, moment, closing(moment))


def ended(day: date) -> Period:
    """Return the last month that is over in the evening of a day.

    >>> str(ended(date(2023, 6, 30))), str(ended(date(2023, 6, 29)))
    ('2023-06', '2023-05')
    """
    tomorrow = day + timedelta(days=1)
    return periods.month(tomorrow.year, tomorrow.month).shifted(-1)


def closing(period: Period) -> date:
    """Return the last day of a period.

    >>> closing(periods.quarter(2024, 1)), closing(periods.year(2023).instant)
    (datetime.date(2024, 3, 31), datetime.date(2023, 12, 31))
    """
    year, month = divmod(period.last + 1, YEAR)
    return date(year, month + 1, 1) - timedelta(days=1)


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
