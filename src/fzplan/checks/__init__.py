"""审核: the plan's `checks:` held against what the returns say; every finding names the cells (docs/spec/checks.md).

In: a plan, the cube of its figures, the records of its entity forms, what reading them found. Out: the three outcomes
of every check counted, and diagnostics. May import: cube, model and what lies below; never another room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.checks.folding import folded
from fzplan.checks.gaps import untold
from fzplan.checks.kinds import examined
from fzplan.checks.reckoning import counted, reckoned
from fzplan.diagnostics import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from fzplan.cube import Cube
    from fzplan.diagnostics import Diagnostic
    from fzplan.model.checks import Reckoning
    from fzplan.model.findings import Counted
    from fzplan.model.plan import Plan
    from fzplan.model.returns_due import FormReturns
    from fzplan.model.snapshots import Snapshot
    from fzplan.observations import Extraction, Records


NONE: Mapping[str, Snapshot] = {}


def run(
    plan: Plan,
    cube: Cube,
    records: Sequence[Records],
    findings: Iterable[Diagnostic] = (),
    as_of: date | None = None,
    earlier: Mapping[str, Snapshot] = NONE,
) -> tuple[tuple[Counted, ...], tuple[Diagnostic, ...]]:
    """Evaluate every check of the plan, in every period, for every member and record that has data.

    `findings` are those of reading the files: what needs a cell that one of them has made unusable is not evaluable
    because of it, and no finding of its own. `as_of` is the day that decides what is overdue;
    `earlier` are the runs that published history is held against, by the name that the plan gives them.
    """
    from fzplan.checks.room import Room

    room = Room(plan, cube, tuple(records), tuple(findings), as_of=as_of, earlier=earlier)
    found: list[Diagnostic] = []
    outcomes = []
    for check in plan.checks:
        tally = examined(check, room)
        outcomes.append(counted(tally))
        found += folded(tally.failures)
        found += untold(tally)
    return tuple(outcomes), ordered(found)


def rehearse(plan: Plan) -> tuple[Diagnostic, ...]:
    """Try the examples of the plan's checks; return a finding for each that comes out otherwise."""
    if not any(check.examples for check in plan.checks):
        return ()
    from fzplan.checks import rehearsal

    return rehearsal.findings(plan)


def without_rules(
    plan: Plan, extraction: Extraction, as_of: date | None = None
) -> tuple[tuple[FormReturns, ...], tuple[Diagnostic, ...]]:
    """Return which returns were filed, and what is found without any rule: keys with a wrong check, returns overdue."""
    from fzplan.checks import built_in

    filed = built_in.returns(plan, extraction, as_of)
    found = [*built_in.keys(plan, extraction), *built_in.overdue(plan, filed, as_of)]
    return filed, ordered(found)


def explain(
    plan: Plan,
    cube: Cube,
    records: Sequence[Records],
    wanted: str,
    findings: Iterable[Diagnostic] = (),
    earlier: Mapping[str, Snapshot] = NONE,
    as_of: date | None = None,
) -> Reckoning | None:
    """Evaluate one check and show its arithmetic; None where the plan has no such check."""
    from fzplan.checks.room import Room

    check = next((c for c in plan.checks if c.id == wanted), None)
    if check is None:
        return None
    room = Room(plan, cube, tuple(records), tuple(findings), showing=True, earlier=earlier, as_of=as_of)
    return reckoned(examined(check, room))


__all__ = ["explain", "rehearse", "run", "without_rules"]
