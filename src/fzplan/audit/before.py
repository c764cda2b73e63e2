"""Targets beside what was achieved before the plan: over as many years as the target spans, or in the base year.

In: a plan, the prints, what claims imply for the years before. Out: one `Ambition` a target with a reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.audit.jointly import printed
from fzplan.audit.prints import Prints, behind_of
from fzplan.figures import compare
from fzplan.model.claims import Ambition, Quantity

if TYPE_CHECKING:
    from typing import Literal

    from fzplan.cube.table import Cube
    from fzplan.model.claims import Implied
    from fzplan.model.plan import Plan, Target


class Reference(NamedTuple):
    """What a target is held against."""

    value: float
    bound: str
    kind: Literal["level", "mean", "total"]
    quantity: Quantity
    claim: str = ""


def ambitions(plan: Plan, cube: Cube, statements: tuple[Implied, ...]) -> tuple[Ambition, ...]:
    """Return the targets that have a figure of the years before to be held against, in the order of the plan."""
    return tuple(
        _held(cube, target, reference)
        for target in plan.targets
        if target.bound is not None and target.bound.value is not None
        if (reference := _reference(cube, target, statements)) is not None
    )


def _reference(cube: Cube, target: Target, statements: tuple[Implied, ...]) -> Reference | None:
    by = tuple(sorted(target.members.items()))
    if target.kind == "total":
        return _span(cube, target, by, statements)
    if target.kind == "each" and (whole := _span(cube, target, by, statements)):
        return whole._replace(value=whole.value / (target.last - target.first + 1), kind="mean")
    if target.kind not in ("reach", "range", "each"):
        return None
    year = cube.plan.head.baseline
    return _single(cube, Quantity(target.indicator, year, year, by))


def _span(
    cube: Cube, target: Target, by: tuple[tuple[str, str], ...], statements: tuple[Implied, ...]
) -> Reference | None:
    """Return the total of as many years before the target, printed for them together or implied by a claim."""
    length = target.last - target.first + 1
    quantity = Quantity(target.indicator, target.first - length, target.first - 1, by)
    behind = behind_of(cube, quantity, quantity.period)
    if behind:
        o = cube.observations[behind[0]]
        return Reference(o.value, o.bound, "total", quantity)
    said = next((one for one in statements if one.quantity == quantity), None)
    first = next((s for s in said.statements if s.value is not None), None) if said else None
    if first is None or first.value is None or first.interval is None:
        return None
    vague = first.interval.low == first.value and not first.interval.closed_low
    return Reference(first.value, ">" if vague else "=", "total", quantity, first.claim)


def _single(cube: Cube, quantity: Quantity) -> Reference | None:
    behind = behind_of(cube, quantity, quantity.period)
    if len(behind) == 1:
        o = cube.observations[behind[0]]
        return Reference(o.value, o.bound, "level", quantity)
    value = printed(cube, quantity)
    if value is None:
        found = Prints(cube, "point").figure(quantity.name, quantity.period, quantity.by, "", "")
        value = found.low if found else None
    return None if value is None else Reference(value, "=", "level", quantity)


def _held(cube: Cube, target: Target, reference: Reference) -> Ambition:
    assert target.bound is not None
    assert target.bound.value is not None
    low = target.bound.value
    high = target.high.value if target.high and target.high.value is not None else low
    quantity = cube.plan.quantity(target.indicator)
    short = compare(low, "<", reference.value) if target.better > 0 else compare(high, ">", reference.value)
    return Ambition(
        target=target.id,
        indicator=target.indicator,
        low=low,
        high=high,
        unit=quantity.unit.text if quantity else "",
        reference=reference.value,
        bound=reference.bound,
        kind=reference.kind,
        period=reference.quantity.period,
        below=short,
        claim=reference.claim,
    )
