"""The door of the room: every claim recomputed, every implication intersected, the targets taken together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.audit.before import ambitions
from fzplan.audit.clashing import contradictions
from fzplan.audit.definitions import variants
from fzplan.audit.findings import found
from fzplan.audit.implying import implied
from fzplan.audit.jointly import asked
from fzplan.audit.judging import judged, slip, verdict
from fzplan.audit.prints import Prints
from fzplan.model.claims import Audit, ClaimResult, Trial

if TYPE_CHECKING:
    from fzplan.cube.table import Cube
    from fzplan.diagnostics import Diagnostic
    from fzplan.formula import Typed
    from fzplan.model.claims import Claim, Definition
    from fzplan.model.plan import Plan


def recompute(plan: Plan, cube: Cube) -> tuple[Audit, tuple[Diagnostic, ...]]:
    """Audit the claims and targets of a plan against what was printed; nothing is taken from computed indicators."""
    statements = implied(plan, cube)
    clashes = contradictions(plan, cube, statements)
    clashing = {clash.quantity for clash in clashes}
    audit = Audit(
        claims=tuple(recomputed(claim, cube) for claim in plan.claims if claim.formula is not None),
        implied=tuple(replace(i, interval=None) if i.quantity in clashing else i for i in statements),
        contradictions=clashes,
        targets=asked(plan, cube),
        ambitions=ambitions(plan, cube, statements),
    )
    return audit, found(plan, cube, audit)


def recomputed(claim: Claim, cube: Cube) -> ClaimResult:
    """Return one claim with everything that was tried of it."""
    assert claim.formula is not None
    year = cube.plan.head.baseline
    intervals = Prints(cube, given=claim.given)
    declared = trial("declared", claim.formula, claim, cube, intervals)
    others = [trial(name, tree, claim, cube) for name, tree in variants(claim.formula, year)]
    tried = [declared, *(t for t in others if t.interval is not None)]
    slipped = slip(declared.value, declared.interval, claim.printed) if declared.verdict == "fails" else None
    if slipped:
        tried.append(slipped)
    result = judged(tried, claim.printed)
    return ClaimResult(
        claim=claim,
        unit=claim.formula.type.unit.text,
        value=declared.value,
        interval=declared.interval,
        verdict=result.verdict,
        definition=result.definition,
        power=result.power,
        tried=tuple(tried),
        why=intervals.why(claim.formula) if declared.interval is None else (),
        quality=intervals.quality,
        inputs=tuple(sorted(intervals.used)),
    )


def trial(definition: Definition, tree: Typed, claim: Claim, cube: Cube, intervals: Prints | None = None) -> Trial:
    """Return what one definition gives: at the printed values, and over their intervals."""
    year = cube.plan.head.baseline
    source = intervals or Prints(cube, given=claim.given)
    interval = source.of(tree, year)
    point = Prints(cube, "point", claim.given).of(tree, year)
    return Trial(definition, point.low if point else None, interval, verdict(interval, claim.printed))
