"""Which figures would tell what a single respondent reported: they never leave in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fzplan.model.plan import Plan
    from fzplan.observations import Observation

RESPONDENTS = 3
"""Sums over fewer respondents are withheld: of two, each could work out the other's."""


def is_confidential(plan: Plan, o: Observation) -> bool:
    """Tell whether a sum over records would give a respondent away.

    How many there are may be said. A register that the office keeps itself (`source: administrative`) is no survey.
    """
    if not 0 < o.rows < RESPONDENTS:
        return False
    form, quantity = plan.forms.get(o.form), plan.quantity(o.measure)
    is_register = form is not None and form.source == "administrative"
    counted = quantity is not None and quantity.unit.dimensions == (("count", 1),)
    return not (is_register or counted)
