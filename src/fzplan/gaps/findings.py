"""Findings about targets: methods that do not exist, bases that nobody reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, listed
from fzplan.gaps.codes import NO_BASE, UNKNOWN_METHOD
from fzplan.gaps.methods.registry import IDS

if TYPE_CHECKING:
    from fzplan.diagnostics import Diagnostic
    from fzplan.model.results import Assessment

NEEDS_BASE = frozenset({"reach", "range", "growth", "change", "multiple", "direction"})


def known_methods(wanted: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Return the wanted methods that exist, and a finding for each that does not."""
    unknown = tuple(UNKNOWN_METHOD(FileRef("--method"), found=m, known=listed(IDS)) for m in wanted if m not in IDS)
    return tuple(m for m in wanted if m in IDS), unknown


def of_targets(assessments: tuple[Assessment, ...]) -> tuple[Diagnostic, ...]:
    """Return the findings about targets: bases that nobody reports."""
    return tuple(finding for assessment in assessments for finding in _base_missing(assessment))


def _base_missing(assessment: Assessment) -> tuple[Diagnostic, ...]:
    target = assessment.target
    codes = {w.code for w in assessment.why}
    lacks = assessment.verdict == "not_assessable" and assessment.base is None and target.kind in NEEDS_BASE
    if not lacks or assessment.actual is None or not codes & {"missing_input", "single_point"}:
        return ()
    if "not_due" in codes:
        return ()  # the latest figure is that of the base year itself: nothing has come after it yet
    year = target.baseline.year if target.baseline else target.first - 1
    return (NO_BASE(target.at, target=target.id, indicator=target.indicator, year=year),)
