"""审核: the plan's `checks:` held against what the returns say; every finding names the cells (docs/spec/checks.md).

In: a plan, the cube of its figures, the records of its entity forms, what reading them found. Out: diagnostics.
May import: cube, model and what lies below; never another room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.checks.causes import causes
from fzplan.checks.codes import NOT_COMPUTED
from fzplan.checks.folding import folded
from fzplan.checks.gaps import untold
from fzplan.diagnostics import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fzplan.cube import Cube
    from fzplan.diagnostics import Diagnostic
    from fzplan.model.checks import Reckoning
    from fzplan.model.plan import Plan
    from fzplan.observations import Records


def run(
    plan: Plan, cube: Cube, records: Sequence[Records], findings: Iterable[Diagnostic] = ()
) -> tuple[Diagnostic, ...]:
    """Evaluate every check of the plan, in every period, for every member and record that has data.

    `findings` are those of reading the files: what needs a cell that one of them has made unusable is not evaluable
    because of it, and no finding of its own.
    """
    from fzplan.checks import rows, tables
    from fzplan.checks.prints import Steps

    known = causes(findings, cube)
    values = tables.valued(plan, cube)
    steps = Steps(cube)
    found: list[Diagnostic] = []
    for check in plan.checks:
        if not check.relations:
            found.append(NOT_COMPUTED(check.at, check=check.id, kind=check.kind, outcome="not_evaluable"))
            continue
        if check.form:
            tally = rows.examined(check, plan, records, cube.extraction.sources, known)
        else:
            tally = tables.examined(check, values, steps, known)
        found += folded(tally.failures)
        found += untold(tally)
    return ordered(found)


def explain(
    plan: Plan, cube: Cube, records: Sequence[Records], wanted: str, findings: Iterable[Diagnostic] = ()
) -> Reckoning | None:
    """Evaluate one check and show its arithmetic; None where the plan has no such check, or it is not computed."""
    from fzplan.checks import rows, tables
    from fzplan.checks.prints import Steps
    from fzplan.checks.reckoning import reckoned

    check = next((c for c in plan.checks if c.id == wanted and c.relations), None)
    if check is None:
        return None
    known = causes(findings, cube)
    if check.form:
        return reckoned(rows.examined(check, plan, records, cube.extraction.sources, known))
    return reckoned(tables.examined(check, tables.valued(plan, cube), Steps(cube), known, showing=True))


__all__ = ["explain", "run"]
