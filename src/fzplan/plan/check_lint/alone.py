"""A rule by itself: whether any figures can pass it, and whether any can fail it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.plan.check_lint.against import ALWAYS, Held, denied_equality
from fzplan.plan.check_lint.codes import IDLE, NEVER
from fzplan.plan.check_lint.differences import arrows, conflict, implied

if TYPE_CHECKING:
    from fzplan.diagnostics import Diagnostic
    from fzplan.plan.check_lint.statements import Statement


def alone(held: Held) -> Diagnostic | None:
    """Return the finding of a rule that passes, or fails, whatever is reported."""
    check, stated = held.check, held.statements
    if not stated:
        return None
    exact = check.tolerance.kind == "absolute"  # with a share, or the rounding of prints, even 甲 < 甲 may pass
    if exact and (any(_is_false(s) for s in stated) or _is_empty(held)):
        return NEVER(check.at, check=check.id, relation=check.said)
    reasons = [_idle(s) for s in stated]
    if not all(reasons):
        return None
    return IDLE(check.at, check=check.id, relation=check.said, reason=reasons[0])


def _is_empty(held: Held) -> bool:
    """Tell whether the comparisons that a check makes without a condition have no solution."""
    given = held.arrows(ALWAYS)
    return conflict(given) is not None or denied_equality(held, ALWAYS, given) is not None


def _is_false(statement: Statement) -> bool:
    """Tell whether a statement without a condition is false by its numbers alone."""
    constraint = statement.constraint
    if constraint is None or statement.under or constraint.truth is None:
        return False
    return not constraint.truth and not statement.slack


def _idle(statement: Statement) -> Text | None:
    """Return why a statement is true whatever the figures; None where it decides something."""
    premises = [arrow for premise in statement.premises for arrow in arrows(premise)]
    if any(premise.truth is False for premise in statement.premises) or conflict(premises) is not None:
        return IMPOSSIBLE
    constraint = statement.constraint
    if constraint is None:
        return None
    if constraint.truth:
        return SAME_SIDES
    wanted = arrows(constraint)
    known = bool(wanted) and all(implied(arrow, premises) is not None for arrow in wanted)
    return SAID_ALREADY if known or constraint.meaning in statement.under else None


IMPOSSIBLE = Text("条件不可能成立", "its condition cannot be true")
SAME_SIDES = Text("两边相同或只有常数", "its sides are the same, or constants")
SAID_ALREADY = Text("条件里已经写明", "the condition says it already")
