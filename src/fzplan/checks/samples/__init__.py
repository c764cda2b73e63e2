"""One figure at many places, as arrays: of records or of the plan's figures, each beside its year before.

In: a formula of a check, the room of checks. Out: a `Sample`: kinds judge its arrays, and ask it about the few places
that they tell of. `records.py` and `figures.py` make one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.checks.room import Room
    from fzplan.checks.samples.sample import Sample
    from fzplan.model.checks import Check


def samples(check: Check, room: Room, group: str = "") -> Iterator[Sample]:
    """Yield a sample for each formula that a check reads; `group`: the field or dimension that parts its places."""
    if check.form:
        from fzplan.checks.samples.records import Roll

        roll = Roll(check, room, group)
        yield from (roll.sample(of) for of in check.reads)
    else:
        from fzplan.checks.samples import figures

        yield from (figures.sample(of, check, room, group) for of in check.reads)
