"""Rows of common targets with ranks, in the better direction, among figures of one period and one kind."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.diagnostics import Text
from fzplan.figures import tidy
from fzplan.model import words
from fzplan.model.overviews import RANKINGS, Cell, Overview, Row, Unranked
from fzplan.overview.matching import matched

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.model.overviews import Entry, PlanRun
    from fzplan.overview.matching import Seat
    from fzplan.periods import Period


def compared(plans: Sequence[PlanRun]) -> Overview:
    """Return the plans with their common rows."""
    rows = tuple(_row(plans, seats) for seats in matched(plans))
    return Overview(tuple(plans), rows, _names(plans))


def _names(plans: Sequence[PlanRun]) -> tuple[str, ...]:
    own = [run.short or run.name or run.file for run in plans]
    return tuple(
        name if own.count(name) == 1 else f"{name}（{PurePath(run.file).parent.as_posix()}）"
        for name, run in zip(own, plans, strict=True)
    )


def _row(plans: Sequence[PlanRun], seats: Sequence[Seat]) -> Row:
    entries = {p: plans[p].entries[e] for p, e in seats}
    first = entries[seats[0][0]]
    period = max((e.period for e in entries.values() if e.period and e.actual is not None), key=_end, default=None)
    figures = {p: _converted(entry, first) for p, entry in entries.items()}
    unfit = {p: _unfit(entry, first, period) for p, entry in entries.items()}
    ranks: dict[str, Mapping[int, int]] = {}
    unranked: dict[str, dict[int, Unranked]] = {}
    for by in RANKINGS:
        lacking = {p: why for p, why in unfit.items() if why}
        if by == "attainment":
            lacking |= {
                p: Unranked("no_attainment") for p, e in entries.items() if e.attainment is None and p not in lacking
            }
        values = {p: entries[p].attainment if by == "attainment" else figures[p] for p in entries if p not in lacking}
        ranks[by] = _ranked(
            {p: v for p, v in values.items() if v is not None}, 1 if by == "attainment" else first.better
        )
        unranked[by] = lacking
    cells = tuple(
        Cell(p, entry, figures[p], {by: ranks[by][p] for by in RANKINGS if p in ranks[by]},
             {by: unranked[by][p] for by in RANKINGS if p in unranked[by]})
        for p, entry in entries.items()
    )  # fmt: skip
    return Row(
        id=first.target, label=Text(first.indicator, first.en or first.indicator), members=first.members,
        unit=first.unit, kind=first.kind, better=first.better, period=period, cells=cells,
        ranked={by: len(found) for by, found in ranks.items()},
    )  # fmt: skip


def _ranked(values: Mapping[int, float], better: int) -> dict[int, int]:
    """Return competition ranks: one more than there are better figures, at 12 significant digits.

    >>> _ranked({0: 3.0, 1: 5.0, 2: 0.1 + 0.2, 3: 3.0, 4: 0.3}, 1), _ranked({0: 3.0, 1: 5.0}, -1)
    ({0: 2, 1: 1, 2: 4, 3: 2, 4: 4}, {0: 1, 1: 2})
    """
    keys = {plan: -better * tidy(value) for plan, value in values.items()}
    places: dict[float, int] = {}
    for place, key in enumerate(sorted(keys.values()), start=1):
        places.setdefault(key, place)
    return {plan: places[key] for plan, key in keys.items()}


def _converted(entry: Entry, first: Entry) -> float | None:
    if entry.actual is None or not entry.unit.compatible(first.unit):
        return None
    factor = entry.unit.factor_to(first.unit)
    return entry.actual if factor == 1 else float(entry.actual * factor.numerator / factor.denominator)


def _unfit(entry: Entry, first: Entry, period: Period | None) -> Unranked | None:
    """Return why a figure cannot be ranked among the others of its row."""
    if entry.actual is None or entry.period is None or period is None:
        return Unranked("no_value")
    if not entry.unit.compatible(first.unit):
        return Unranked("other_unit", *(Text(e.unit.text, e.unit.text) for e in (entry, first)))
    if entry.kind != first.kind:
        return Unranked("other_kind", words.KINDS[entry.kind])
    if entry.better != first.better:
        return Unranked("other_direction")
    if entry.period != period:
        own, row = (Text(periods.words(p, "zh"), periods.words(p, "en")) for p in (entry.period, period))
        return Unranked("other_period", own, row)
    return None


def _end(period: Period) -> tuple[int, int]:
    return period.last, period.months
