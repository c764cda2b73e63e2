"""Screening: entities against standards (准入标准) and against their own commitments (履约承诺), each for itself.

In: a plan with `screens:` and the records of administrative forms. Out: a `Screened` an entity, period, indicator and
standard or commitment, and the finding FZ765. May import: model, formula, observations and the ground floor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Plan
    from fzplan.model.screens import Screen, Screened
    from fzplan.observations import Records, Sources


def screen(
    plan: Plan, screens: Sequence[Screen], records: Sequence[Records], sources: Sources, year: int | None = None
) -> tuple[tuple[Screened, ...], tuple[Diagnostic, ...]]:
    """Hold every record of the screens' forms (of `year` alone where one is given) against what applies to it.

    Sorted by screen, entity, period and indicator: the order of the rows in the workbooks changes nothing.
    """
    from fzplan.screening import holding

    return holding.held(plan, screens, records, sources, year)


__all__ = ["screen"]
