"""What the computed figures show to be wrong with the reported ones: holes, misprints, impossible divisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fzplan.cube.assembly import ranges, used
from fzplan.cube.lineage import lineage
from fzplan.diagnostics import Related, Text
from fzplan.figures import Interval, decimals_of, printed, rounded, shown, tidy
from fzplan.indicators.broken import broken, shrinking
from fzplan.indicators.codes import HOLE, PRINTED_DIFFERS
from fzplan.periods import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from fzplan.cube import Cube, Values
    from fzplan.cube.grid import Cell
    from fzplan.diagnostics import Diagnostic
    from fzplan.observations import Observation
    from fzplan.periods import Period


def findings(values: Values) -> tuple[Diagnostic, ...]:
    """Return every finding about the figures that the plan's formulas use."""
    return (*holes(values), *misprints(values), *broken(values), *shrinking(values))


def holes(values: Values) -> Iterator[Diagnostic]:
    """Find years without a figure between two with one, from the base year on."""
    cube = values.cube
    first = max(0, values.plan.head.baseline - cube.years[0])
    for name in sorted(used(values.plan) - values.formulas.keys()):
        if name not in cube.visible or cube.kind(name) == "fixed":
            continue
        missing = inside(~np.isnan(cube.layer(name).figures[first:]))
        years_of: dict[Cell, list[int]] = {}
        for t, *at in np.argwhere(missing).tolist():
            years_of.setdefault(tuple(at), []).append(t + first)
        grouped: dict[tuple[int, ...], list[Cell]] = {}
        for cell, years in sorted(years_of.items()):
            grouped.setdefault(tuple(years), []).append(cell)
        for holes_at, cells in grouped.items():
            yield _hole(cube, name, holes_at, cells)


def inside(known: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return where a series is interrupted: unknown, with something known before and after (axis 0).

    >>> inside(np.array([False, True, False, False, True, False])).nonzero()[0].tolist()
    [2, 3]
    """
    before = np.logical_or.accumulate(known, axis=0)
    after = np.logical_or.accumulate(known[::-1], axis=0)[::-1]
    return ~known & before & after


def _hole(cube: Cube, name: str, years: tuple[int, ...], cells: list[Cell]) -> Diagnostic:
    cell = cells[0]
    before = next(index for t in range(years[0] - 1, -1, -1) for index in cube.behind(name, t, cell)[:1])
    after = next(index for t in range(years[-1] + 1, len(cube.years)) for index in cube.behind(name, t, cell)[:1])
    return HOLE(
        cube.place(before),
        Related(cube.place(after), Text("其后的数", "the figure after it")),
        name=name,
        members=member_list(cube, cells),
        years=ranges([cube.years[t] for t in years]),
    )


def member_list(cube: Cube, cells: list[Cell]) -> Text:
    """Return the members of some cells in brackets; nothing where the total is among them."""
    if any(not any(cell) for cell in cells):
        return Text("", "")
    named = ["/".join(cube.grid.by(cell).values()) for cell in cells]
    more = len(named) - 3
    shown_zh, shown_en = "、".join(named[:3]), ", ".join(named[:3])
    if more > 0:
        return Text(f"（{shown_zh}等 {len(named)} 个）", f" ({shown_en} and {more} more)")
    return Text(f"（{shown_zh}）", f" ({shown_en})")


def misprints(values: Values) -> Iterator[Diagnostic]:
    """Compare each printed figure of a computed indicator at its printed decimals."""
    cube = values.cube
    for name, found in values.formulas.items():
        if name not in cube.visible:
            continue
        sources = cube.layer(name).sources
        shared = tuple(slice(min(a, b)) for a, b in zip(found.shape, sources.shape, strict=True))
        both = (sources[shared] >= 0) & ~np.isnan(found[shared])
        for t, *at in np.argwhere(both).tolist():
            index = int(sources[t, *at])
            seen, ours = cube.observations[index], float(found[t, *at])
            if seen.quality != "assumed" and not agrees(seen, ours, cube) and not _is_what_if(values, name, t, at):
                yield _misprint(values, name, cube.periods[t], index, ours)


def agrees(seen: Observation, computed: float, cube: Cube) -> bool:
    """Tell whether a computed figure is what was printed, at the printed decimals and with its bound."""
    if seen.bound == "≈":
        return True
    if seen.bound == "=":
        rule = cube.plan.head.rounding
        if rounded(tidy(computed), seen.decimals, rule) == rounded(seen.value, seen.decimals, rule):
            return True
    stands_for = printed(seen.value, seen.decimals, seen.bound)
    return stands_for.meets(Interval(tidy(computed), tidy(computed), closed_high=True))


def _is_what_if(values: Values, name: str, t: int, at: list[int]) -> bool:
    """Tell whether a figure rests on one that the user set: it is meant to differ from the print."""
    return not values.cube.overridden.isdisjoint(lineage(values, name, t, tuple(at)).inputs)


def _misprint(values: Values, name: str, period: Period, index: int, ours: float) -> Diagnostic:
    cube, seen = values.cube, values.cube.observations[index]
    indicator = values.plan.indicators[name]
    decimals = max(seen.decimals, decimals_of(seen.value), 0)
    inputs = lineage(values, name, cube.periods.index(period), cube.grid.cell(seen.members) or ()).inputs
    return PRINTED_DIFFERS(
        cube.place(index),
        *(Related(cube.place(i), Text("公式的分项", "an input of the formula")) for i in inputs[:4]),
        name=name,
        period=Text(words(period, "zh"), words(period, "en")),
        unit=indicator.unit.text,
        printed=shown(seen.value, decimals),
        computed=shown(ours, decimals + 1, values.plan.head.rounding),
    )
