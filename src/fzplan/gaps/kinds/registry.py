"""Which rule judges which target: the one place that knows all kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.gaps.kinds.against import above, match
from fzplan.gaps.kinds.band import band
from fzplan.gaps.kinds.change import change
from fzplan.gaps.kinds.direction import direction
from fzplan.gaps.kinds.each import each
from fzplan.gaps.kinds.growth import growth
from fzplan.gaps.kinds.level import level
from fzplan.gaps.kinds.total import total

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.gaps.kinds.case import Case
    from fzplan.gaps.readings import Reading

RULES: dict[str, Callable[[Reading], Case]] = {
    "reach": level,
    "range": level,
    "each": each,
    "total": total,
    "growth": growth,
    "change": change,
    "multiple": level,
    "direction": direction,
    "match": match,
}


def case_of(reading: Reading) -> Case:
    """Return the case of a reading, by the kind of its target."""
    target = reading.target
    if target.kind == "match":
        return match(reading)
    if reading.against is not None and target.kind in ("reach", "each"):
        return above(reading)
    if target.band and target.kind == "range":
        return band(reading)
    if target.time == "each" and target.kind in ("reach", "range"):
        return each(reading)
    return RULES[target.kind](reading)
