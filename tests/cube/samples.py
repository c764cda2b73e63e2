"""Small plans and extractions in a line each, so that a test shows its figures beside its expectation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.formula import Symbol, check, parse
from fzplan.model.plan import Dimension, Head, Indicator, Measure, Plan
from fzplan.observations import TOTAL, Extraction, Observation, Sources
from fzplan.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.formula import Style
    from fzplan.periods import Period

ZONES = Dimension("园区", ("东区", "西区"), {"东区": "东区", "西区": "西区"}, partition=True)


def plan(*quantities: Measure | Indicator, dimensions: tuple[Dimension, ...] = (), span: tuple[int, int, int]) -> Plan:
    """Return a plan of (baseline, first, last) with these measures and indicators."""
    baseline, first, last = span
    return Plan(
        head=Head("规划", baseline, first, last),
        units=UNITS,
        dimensions={d.id: d for d in dimensions},
        measures={q.id: q for q in quantities if isinstance(q, Measure)},
        indicators={q.id: q for q in quantities if isinstance(q, Indicator)},
        order=tuple(q.id for q in quantities if isinstance(q, Indicator)),
    )


def measure(name: str, unit: str = "亿元", **options: Any) -> Measure:
    """Return a measure."""
    return Measure(name, UNITS.parse(unit), **options)


def seen(name: str, period: str | int | Period, value: float, *members: str, **attributes: Any) -> Observation:
    """Return an observation; the period is a year, SDMX text or a `Period`."""
    when = periods.year(period) if isinstance(period, int) else period
    when = periods.parse(when) if isinstance(when, str) else when
    assert when is not None
    return Observation(name, when, members, value, **attributes)


def extraction(*observations: Observation, dimensions: tuple[str, ...] = ()) -> Extraction:
    """Return an extraction of one file; members that are not given are totals, rows follow the order given."""
    filled = tuple(
        o._replace(
            members=o.members + (TOTAL,) * (len(dimensions) - len(o.members)),
            row=o.row or row,
            column=o.column or 2,
        )
        for row, o in enumerate(observations, start=2)
    )
    files = tuple(f"data/{n}.xlsx" for n in range(1 + max((o.file for o in filled), default=0)))
    return Extraction(dimensions, filled, sources=Sources(files, ("表",), ()))


class Names:
    """The scope of a sample plan."""

    units = UNITS
    style: Style = "indicator"

    def __init__(self, known: Mapping[str, Measure | Indicator], dimensions: tuple[Dimension, ...], first: int) -> None:
        self.known = known
        self.dimensions = {d.id: d for d in dimensions}
        self.first = first

    def symbol(self, name: str) -> Symbol | None:
        found = self.known.get(name)
        if found is None:
            return None
        breaks = tuple(b.at for b in found.breaks)
        return Symbol(name, found.unit, found.kind, breaks, dimensions=tuple(self.dimensions))

    def names(self) -> Iterable[str]:
        return self.known

    def dimension(self, name: str) -> Dimension | None:
        return self.dimensions.get(name)


def computing(
    measures: tuple[Measure, ...],
    formulas: Mapping[str, tuple[str, str]],
    *,
    dimensions: tuple[Dimension, ...] = (),
    span: tuple[int, int, int],
) -> Plan:
    """Return a plan whose indicators have (unit, formula); "" is no formula. A name comes before what uses it."""
    known: dict[str, Measure | Indicator] = {m.id: m for m in measures}
    for name, (unit, formula) in formulas.items():
        wanted = UNITS.parse(unit)
        typed = None
        if formula:
            typed, faults = check(parse(formula), Names(known, dimensions, span[1]), wanted)
            assert typed is not None, faults
        known[name] = Indicator(name, wanted, typed, formula)
    return plan(*known.values(), dimensions=dimensions, span=span)
