"""What targets ask together: 10000 亿元 and 400 万元/人 ask for 25 万人, whether the plan says so or not.

In: a plan and the prints. Out: one `TargetImplied` a quantity and set of targets: the level in the target year if
every target is met exactly, and the growth a year that leads there from the base. Targets are taken at their stated
numbers, not as rounded prints; a range gives both ends. Worked numbers: docs/audit.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from fzplan.audit.prints import Prints
from fzplan.figures import Interval
from fzplan.formula import names, spans
from fzplan.formula.inversion import occurrences, solved
from fzplan.model.claims import Quantity, TargetImplied

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.cube.table import Cube
    from fzplan.formula.intervals import By
    from fzplan.model.plan import Indicator, Plan, Target
    from fzplan.periods import Period


class Level(NamedTuple):
    """A level asked for in a year, by which targets, solved from which indicator ("": its own target)."""

    interval: Interval
    targets: tuple[str, ...]
    indicator: str = ""


@dataclass(frozen=True)
class Asked:
    """A source of intervals made of the levels that targets ask for."""

    levels: Mapping[str, Level]

    def figure(self, name: str, period: Period, by: By, reading: str, form: str) -> Interval | None:
        """Return the level of a name (see `formula.intervals.Source`); members, parts of years: nothing."""
        return (
            None
            if by or reading or form or not period.is_year or name not in self.levels
            else self.levels[name].interval
        )


def asked(plan: Plan, cube: Cube) -> tuple[TargetImplied, ...]:
    """Return what the targets of each year ask of every quantity, those stated first."""
    years = sorted({t.last for t in plan.targets if t.time in ("by", "over")})
    return tuple(_told(cube, name, year, level) for year in years for name, level in _levels(plan, cube, year).items())


def _levels(plan: Plan, cube: Cube, year: int) -> dict[str, Level]:
    found: dict[str, Level] = {}
    for target in plan.targets:
        interval = level(cube, target) if target.last == year and not target.members else None
        if interval is not None:
            found.setdefault(target.indicator, Level(interval, (target.id,)))
    stated = len(found)
    while True:
        for indicator in plan.indicators.values():
            found |= _solved(indicator, found, year)
        if len(found) == stated:
            return found
        stated = len(found)


def level(cube: Cube, target: Target) -> Interval | None:
    """Return the level that one target asks for in its last year; None for one that asks for no level."""
    if target.bound is None or target.bound.value is None:
        return None
    if target.kind == "reach" and target.time == "by":
        return spans.point(target.bound.value)
    if target.kind == "range" and target.time == "by" and target.high and target.high.value is not None:
        return Interval(target.bound.value, target.high.value, closed_high=True)
    if target.kind == "growth" and target.mean == "geometric":
        base = _base_of(cube, target)
        grown = (1 + target.bound.value) ** (target.last - target.first + 1)
        return spans.point(base * grown) if base is not None else None
    if target.kind == "multiple":
        base = _base_of(cube, target)
        return spans.point(base * target.bound.value) if base is not None else None
    return None


def _base_of(cube: Cube, target: Target) -> float | None:
    if target.baseline and target.baseline.value is not None:
        return target.baseline.value
    year = target.baseline.year if target.baseline else target.first - 1
    return printed(cube, Quantity(target.indicator, year, year))


def _solved(indicator: Indicator, levels: Mapping[str, Level], year: int) -> dict[str, Level]:
    """Return the one name of an indicator's formula (or the indicator itself) that all the others fix."""
    formula = indicator.formula
    if formula is None or len(names(formula)) < 2:
        return {}
    used = sorted(names(formula))
    unknown = [name for name in used if name not in levels]
    if indicator.id not in levels or len(unknown) != 1 or occurrences(formula, unknown[0]) != 1:
        return {}
    known = [indicator.id, *(name for name in used if name in levels)]
    found = solved(formula, unknown[0], levels[indicator.id].interval, Asked(levels), year)
    targets = tuple(dict.fromkeys(t for name in known for t in levels[name].targets))
    return {unknown[0]: Level(found, targets, indicator.id)} if found else {}


def _told(cube: Cube, name: str, year: int, one: Level) -> TargetImplied:
    plan = cube.plan
    quantity, start = plan.quantity(name), plan.head.baseline
    base, derived = _start(cube, name, one, start)
    ratio = quantity is not None and quantity.unit.is_ratio
    return TargetImplied(
        quantity=Quantity(name, year, year),
        unit=quantity.unit.text if quantity else "",
        targets=one.targets,
        low=one.interval.low,
        high=one.interval.high,
        base=base,
        base_year=start,
        base_implied=derived,
        growth=None if base is None or ratio else _growth(base, one.interval, year - start),
    )


def _growth(base: float, wanted: Interval, years: int) -> tuple[float, float] | None:
    """Return the growth a year that leads from the base to both ends, in per cent; of a ratio it would mislead."""
    if base <= 0 or wanted.low <= 0 or years < 1:
        return None
    low, high = (100 * ((end / base) ** (1 / years) - 1) for end in (wanted.low, wanted.high))
    return low, high


def _start(cube: Cube, name: str, one: Level, year: int) -> tuple[float | None, bool]:
    """Return the base of a quantity, and whether it is implied: from the same formula at the base year, else printed.

    Where the plan prints the ratio but not its denominator, the formula read backwards gives the base that the plan
    itself implies; a figure from elsewhere would mix two definitions.
    """
    if one.indicator:
        indicator = cube.plan.indicators[one.indicator]
        result = printed(cube, Quantity(indicator.id, year, year))
        if indicator.formula is not None and result is not None:
            found = solved(indicator.formula, name, spans.point(result), Prints(cube, "point"), year)
            if found is not None:
                return found.low, True
        return printed(cube, Quantity(name, year, year)), False
    target = next(t for t in cube.plan.targets if t.id == one.targets[0])
    if target.baseline and target.baseline.value is not None and target.baseline.year == year:
        return target.baseline.value, False
    own = printed(cube, Quantity(name, year, year))
    if own is not None:
        return own, False
    computed = Prints(cube, "point").figure(name, Quantity(name, year, year).period, (), "", "")
    return (computed.low if computed else None), computed is not None


def printed(cube: Cube, quantity: Quantity) -> float | None:
    """Return the printed figure of a quantity, never a computed one."""
    from fzplan.audit.prints import behind_of

    if not behind_of(cube, quantity, quantity.period):
        return None
    found = Prints(cube, "point").figure(quantity.name, quantity.period, quantity.by, "", "")
    return found.low if found else None
