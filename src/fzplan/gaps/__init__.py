"""Gaps: every target of the plan held against the values, with verdict, outlook, arithmetic and reasons.

In: a plan and the computed values (or what a 台账 says of deliverables). Out: assessments and findings.
May import: cube, model and what lies below. numpy is imported by the first call, so that `--help` starts without it.

`readings` reads one target, `kinds` holds its rule, `judging` the cuts, `margins` asks the judge again,
`methods` are the published methods, `decomposition` the years, `scoring` the points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.gaps.scoring import breached, sheets
from fzplan.gaps.tasks import deliverables

if TYPE_CHECKING:
    from fzplan.cube import Values
    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Plan
    from fzplan.model.results import Assessment
    from fzplan.model.schedules import Schedule

__all__ = ["assess", "breached", "deliverables", "schedule", "sheets", "unknown_methods"]


def assess(
    plan: Plan, values: Values, year: int | None = None, methods: tuple[str, ...] = ()
) -> tuple[tuple[Assessment, ...], tuple[Diagnostic, ...]]:
    """Hold every target against the values of `year` (default: the latest year that has data, for each target).

    `methods` are ids of published methods, whose results stand beside the verdict and never change it.
    """
    from fzplan.gaps import assessing, findings

    wanted, unknown = findings.known_methods(methods)
    assessments = assessing.assess(plan, values, year, wanted)
    return assessments, (*unknown, *findings.of_targets(assessments))


def unknown_methods(methods: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """Return a finding for each id that names no method."""
    from fzplan.gaps import findings

    return findings.known_methods(methods)[1] if methods else ()


def schedule(plan: Plan, values: Values, year: int | None = None) -> tuple[Schedule, ...]:
    """Return the annual decomposition (年度分解) of every target that has a number, as of `year`."""
    from fzplan.gaps import decomposition

    return decomposition.schedules(plan, values, year)
