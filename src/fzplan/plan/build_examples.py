"""`examples:`: given figures in declared units, the expected one, the year computed; unusable ones are told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Text
from fzplan.formula import names
from fzplan.model.claims import Figure, Quantity
from fzplan.model.plan import Example
from fzplan.plan import build_audit, numbers
from fzplan.plan.build_quantities import unknown
from fzplan.plan.codes import BAD_YEAR, EXAMPLE_UNUSABLE
from fzplan.plan.draft import folded
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fzplan.model.plan import Head, Indicator, Measure
    from fzplan.plan.draft import Draft
    from fzplan.plan.fileformat import ExampleFile, PlanFile
    from fzplan.plan.formulas import PlanScope
    from fzplan.plan.places import Path
    from fzplan.units import Unit

LATEST = regex(r"@.*?(?P<year>[12]\d{3})\s*$")
NO_FORMULA = Text("该指标没有公式，数直接取自报表", "it has no formula: its figures are read from the returns")


class ExampleRoom(NamedTuple):
    """What all examples of a plan are built with."""

    draft: Draft
    scope: PlanScope
    head: Head
    measures: Mapping[str, Measure]
    indicators: Mapping[str, Indicator]


def examples(file: PlanFile, room: ExampleRoom) -> tuple[Example, ...]:
    """Return the examples that can be tried; the others are reported."""
    found = (_example(spec, ("examples", k), room) for k, spec in enumerate(file.examples))
    return tuple(example for example in found if example)


def _example(spec: ExampleFile, path: Path, room: ExampleRoom) -> Example | None:
    name, draft = folded(spec.indicator), room.draft
    known = (*room.measures, *room.indicators, *draft.faulty)
    strangers = list(_strangers(spec, path, known, draft))
    if strangers or name in draft.faulty or name not in known:
        return None
    indicator = room.indicators.get(name)
    if indicator is None or indicator.formula is None:
        draft.report(EXAMPLE_UNUSABLE, (*path, "indicator"), indicator=name, formula="—", reason=NO_FORMULA)
        return None
    year = _year(spec, path, room)
    given = _given(spec, path, room, indicator, year) if year else None
    expect = _figure(spec.expect, (*path, "expect"), room, indicator)
    tolerance = None
    if spec.tolerance is not None:
        tolerance = _figure(spec.tolerance, (*path, "tolerance"), room, indicator, points=True)
        if tolerance is None:
            return None
    if given is None or expect is None or year is None:
        return None
    at = draft.places.value((*path, "expect"))
    return Example(
        indicator=name,
        year=year,
        given=given,
        expect=expect,
        at=at,
        tolerance=_allowed(tolerance, expect),
        note=spec.note,
        excerpt=draft.places.excerpt(at),
    )


def _strangers(spec: ExampleFile, path: Path, known: tuple[str, ...], draft: Draft) -> Iterator[str]:
    """Yield, and report, the names that the plan does not declare."""
    if folded(spec.indicator) not in known:
        unknown(draft, (*path, "indicator"), spec.indicator, Text("指标", "indicator"), known)
        yield spec.indicator
    for written in spec.given:
        name = written.partition("@")[0].partition("[")[0].partition("［")[0]
        if folded(name) not in known:
            unknown(draft, (*path, "given", written), name, Text("指标", "measure"), known, at_key=True)
            yield name


def _year(spec: ExampleFile, path: Path, room: ExampleRoom) -> int | None:
    """Return the year computed: as written, else the latest year among the given figures, else the base year."""
    if spec.year is not None:
        year = numbers.year(spec.year)
        if year is None:
            expected = Text("一个年份", "a year")
            room.draft.report(BAD_YEAR, (*path, "year"), key="year", found=spec.year, expected=expected)
        return year
    named = [int(found["year"]) for found in map(LATEST.search, spec.given) if found]
    return max(named, default=room.head.baseline)


def _given(
    spec: ExampleFile, path: Path, room: ExampleRoom, indicator: Indicator, year: int
) -> dict[Quantity, Figure] | None:
    """Return the given figures in declared units; None where one of them was reported."""
    dated = build_audit.ClaimRoom(room.draft, room.scope, replace(room.head, baseline=year))
    reads = read_by(indicator, room.indicators)
    found: dict[Quantity, Figure] = {}
    sound = True
    for written, value in spec.given.items():
        at = (*path, "given", written)
        named = build_audit.quantity_of(written, at, dated)
        figure = _stated(value, at, room, indicator, named[1]) if named else None
        if named is None or figure is None:
            sound = False
        elif named[0].name not in reads:
            reason = Text(f"公式没有用到 {written}", f"the formula does not read {written}")
            sound = _refused(room, at, indicator, reason, at_key=True)
        elif named[0] in found:
            label = named[0].label
            reason = Text(f"{label} 给了两次；用 year: 写明算哪一年", f"{label} is given twice; say `year:`")
            sound = _refused(room, at, indicator, reason, at_key=True)
        else:
            found[named[0]] = figure
    return found if sound else None


def read_by(indicator: Indicator, indicators: Mapping[str, Indicator]) -> set[str]:
    """Return the ids that a formula reads, itself or through the formulas of what it reads."""
    found: set[str] = set()
    waiting = [indicator]
    while waiting:
        formula = waiting.pop().formula
        fresh = (names(formula) if formula is not None else set()) - found
        found |= fresh
        waiting += [indicators[name] for name in fresh if name in indicators]
    return found


def _figure(
    written: object, path: Path, room: ExampleRoom, indicator: Indicator, *, points: bool = False
) -> Figure | None:
    """Return a figure in the unit it is written with, which converts to that of the indicator; else report it."""
    found = numbers.figure(written)
    if found is None:
        _no_number(written, path, room, indicator)
        return None
    unit = room.draft.unit(found.unit, path) if found.unit else indicator.unit
    if unit is None:
        return None
    alike = unit.compatible(indicator.unit) or (points and unit.dimensions == indicator.unit.dimensions)
    if not alike:
        _other_unit(written, path, room, indicator, indicator.unit)
        return None
    return Figure(room.draft.places.raw(path) or str(written), float(found.value), found.decimals, unit)


def _stated(written: object, path: Path, room: ExampleRoom, indicator: Indicator, unit: Unit) -> Figure | None:
    """Return a given figure in the declared unit of what it is a figure of."""
    found = numbers.figure(written)
    if found is None:
        _no_number(written, path, room, indicator)
        return None
    own = room.draft.unit(found.unit, path) if found.unit else unit
    if own is None:
        return None
    if not own.compatible(unit):
        _other_unit(written, path, room, indicator, unit)
        return None
    raw = room.draft.places.raw(path) or str(written)
    return Figure(raw, float(found.value * own.factor_to(unit)), found.decimals, unit)


def _allowed(tolerance: Figure | None, expect: Figure) -> float | None:
    if tolerance is None:
        return None
    return abs(tolerance.value * float(tolerance.unit.factor / expect.unit.factor))


def _no_number(written: object, path: Path, room: ExampleRoom, indicator: Indicator) -> None:
    reason = Text(f"“{written}”不是一个数", f"'{written}' is not a number")
    _refused(room, path, indicator, reason)


def _other_unit(written: object, path: Path, room: ExampleRoom, indicator: Indicator, unit: Unit) -> None:
    reason = Text(
        f"“{written}”的单位不能换算成 {unit.text}", f"the unit of '{written}' does not convert to {unit.text}"
    )
    _refused(room, path, indicator, reason)


def _refused(room: ExampleRoom, path: Path, indicator: Indicator, reason: Text, *, at_key: bool = False) -> bool:
    """Report why an example cannot be used; return False."""
    report = room.draft.report_key if at_key else room.draft.report
    report(EXAMPLE_UNUSABLE, path, indicator=indicator.id, formula=indicator.formula_text, reason=reason)
    return False
