"""Scores of targets and of the owners they belong to; computed only when asked for (docs/spec/verdicts.md).

In: assessments. Out: points out of 100. May import: model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.model.scores import ScoreLine, ScoreSheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.model.results import Assessment

HELD = frozenset({"achieved_early", "achieved"})
KEPT = frozenset({"ahead", "on_track"})


def score(assessment: Assessment) -> float | None:
    """Return 100·min(1, max(0, ratio)); met 100; missed at the end 100·min(1, p); None where not assessable."""
    verdict = assessment.verdict
    if verdict in ("not_assessable", "monitored"):
        return None
    if verdict in HELD:
        return 100.0
    measure = assessment.progress if verdict == "missed" else assessment.ratio
    if measure is None and verdict in KEPT:
        return 100.0
    if measure is None:
        measure = assessment.attainment or 0.0
    return 100.0 * min(1.0, max(0.0, measure))


def breached(assessment: Assessment) -> bool:
    """Tell whether a binding target is broken: missed at its date, or in a year of an every-year or keep target."""
    if assessment.target.nature != "binding":
        return False
    target = assessment.target
    every = target.time == "each" and target.reading != "average"
    yearly = every or any(w.code == "base_already_met" for w in assessment.why)
    return assessment.verdict == "missed" or (yearly and bool(assessment.missed))


def sheets(assessments: Iterable[Assessment], *, veto: bool = False) -> tuple[ScoreSheet, ...]:
    """Return the score of the whole plan and of each owner, over the targets that declare `weight:` or `owner:`."""
    every = tuple(assessments)
    declared = [a for a in every if a.target.weight is not None or a.target.owner]
    if not declared:
        return ()
    owners = list(dict.fromkeys(a.target.owner for a in declared if a.target.owner))
    groups = [(owner, [a for a in declared if a.target.owner == owner]) for owner in owners]
    whole = _sheet("", declared, _broken(every), veto=veto)
    return (whole, *(_sheet(owner, group, _broken(group), veto=veto) for owner, group in groups))


def _broken(assessments: Iterable[Assessment]) -> tuple[str, ...]:
    """Return the binding targets that are broken; for the whole plan also those that carry no weight."""
    return tuple(a.target.id for a in assessments if breached(a))


def _sheet(owner: str, group: list[Assessment], broken: tuple[str, ...], *, veto: bool) -> ScoreSheet:
    lines = tuple(_line(a) for a in group)
    scored = [(line.weight, line.points) for line in lines if line.points is not None]
    weight = sum(w for w, _ in scored)
    total = sum(w * p for w, p in scored) / weight if weight else None
    out = tuple(line.target for line in lines if line.points is None)
    vetoed = veto and bool(broken)
    return ScoreSheet(owner, None if vetoed else total, weight, lines, broken, out, vetoed)


def _line(assessment: Assessment) -> ScoreLine:
    target = assessment.target
    weight = 1.0 if target.weight is None else target.weight
    return ScoreLine(target.id, target.owner, weight, score(assessment), breached(assessment))
