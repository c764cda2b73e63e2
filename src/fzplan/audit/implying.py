"""What claims imply for a quantity: one statement a claim, with the printed figure where there is one; intersected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.audit.definitions import variants
from fzplan.audit.prints import Prints, behind_of
from fzplan.formula import spans
from fzplan.model.claims import Implied, Statement, Trial

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.cube.table import Cube
    from fzplan.figures import Interval
    from fzplan.formula import Typed
    from fzplan.model.claims import Claim, Definition, Implication, Quantity
    from fzplan.model.plan import Plan

PRINTED = ""
"""In place of a claim's id: the statement of the print itself."""


def implied(plan: Plan, cube: Cube) -> tuple[Implied, ...]:
    """Return every quantity that claims imply, in the order of the plan file, with all that is said of it."""
    said: dict[Quantity, list[tuple[Claim, Implication]]] = {}
    for claim in plan.claims:
        for implication in claim.implies:
            said.setdefault(implication.quantity, []).append((claim, implication))
    return tuple(_quantity(cube, quantity, pairs) for quantity, pairs in said.items())


def _quantity(cube: Cube, quantity: Quantity, said: list[tuple[Claim, Implication]]) -> Implied:
    statements = [statement(cube, claim, implication) for claim, implication in said]
    statements += printed(cube, quantity)
    known = [s.interval for s in statements if s.interval is not None]
    return Implied(quantity, said[0][1].unit.text, tuple(statements), intersection(known))


def statement(cube: Cube, claim: Claim, implication: Implication) -> Statement:
    """Return what one claim implies, under its own definition and under the others."""
    source = Prints(cube, given=claim.given)
    interval, value = valued(cube, claim, implication, source)
    others = variants(implication.formula, cube.plan.head.baseline) if implication.formula else ()
    tried = (_tried(cube, claim, name, tree) for name, tree in others)
    return Statement(
        claim=claim.id,
        value=value,
        interval=interval,
        tried=tuple(t for t in tried if t.interval is not None),
        why=source.why(implication.formula) if interval is None and implication.formula else (),
        quality=source.quality,
        inputs=tuple(sorted(source.used)),
    )


def valued(cube: Cube, claim: Claim, implication: Implication, source: Prints) -> tuple[Interval | None, float | None]:
    """Return the interval that a claim implies, as `source` reads the prints, and the point."""
    if implication.formula is None:
        assert implication.figure is not None
        return implication.figure.interval, implication.figure.value
    year = cube.plan.head.baseline
    point = Prints(cube, "point", claim.given).of(implication.formula, year)
    return source.of(implication.formula, year), point.low if point else None


def _tried(cube: Cube, claim: Claim, name: Definition, tree: Typed) -> Trial:
    year = cube.plan.head.baseline
    point = Prints(cube, "point", claim.given).of(tree, year)
    interval = Prints(cube, given=claim.given).of(tree, year)
    return Trial(name, point.low if point else None, interval, "nothing_printed")


def printed(cube: Cube, quantity: Quantity) -> list[Statement]:
    """Return the statement of the print of a quantity, where there is one."""
    behind = behind_of(cube, quantity, quantity.period)
    if not behind:
        return []
    intervals, points = Prints(cube), Prints(cube, "point")
    interval = intervals.figure(quantity.name, quantity.period, quantity.by, "", "")
    point = points.figure(quantity.name, quantity.period, quantity.by, "", "")
    value = point.low if point else None
    return [Statement(PRINTED, value, interval, quality=intervals.quality, inputs=tuple(sorted(behind)))]


def intersection(known: Iterable[Interval]) -> Interval | None:
    """Return what lies in all intervals; None where nothing does."""
    found: Interval | None = spans.EVERYTHING
    for interval in known:
        found = None if found is None else found.common(interval)
    return found
