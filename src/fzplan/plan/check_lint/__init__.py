"""The plan's rules held against each other when it is loaded: no data are needed to see that two cannot both hold.

In: the checks of a plan. Out: findings FZ640–FZ644, FZ650 and FZ653 at the line of the rule, the other rules beside.
May import: model, formula and the ground floor; exact fractions only, no numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.plan.check_lint.against import Held, contradicting, duplicate, implied
from fzplan.plan.check_lint.alone import alone
from fzplan.plan.check_lint.sources import without_source

if TYPE_CHECKING:
    from collections.abc import Collection

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Plan


def findings(plan: Plan, faulty: Collection[str] = ()) -> list[Diagnostic]:
    """Return what is wrong with the rules of a plan; of names that are `faulty` nothing more is said."""
    if not plan.checks:
        return []
    found = without_source(plan, faulty)
    held = [Held(check, f"{k:05}") for k, check in enumerate(plan.checks)]
    sound: list[Held] = []
    for one in held:
        finding = alone(one)
        if finding is None:
            sound.append(one)
        else:
            found.append(finding)
    for step in (duplicate, contradicting, implied):
        more, sound = step(sound)
        found += more
    return found


__all__ = ["findings"]
