"""check: the plan file, the data files and the plan's `checks:`; every finding with its standing.

In: paths and options. Out: a `Review`. Without `checks:` the figures are not laid on a grid, and nothing is computed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.checks.standing.fingerprints import marked
from fzplan.diagnostics import Severity, ordered
from fzplan.model.findings import Counted, Review
from fzplan.workflow import changed_files, earlier, levels, standing
from fzplan.workflow.stages import day_of, moment_of, read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.coverage import Coverage
    from fzplan.model.plan import Plan
    from fzplan.model.returns_due import FormReturns
    from fzplan.observations import Extraction, Watch
    from fzplan.periods import Period
    from fzplan.returns import Limits


NOT_ALLOWED = "FZ957"
"""A database that was not opened: for a look at the files no more than a notice."""


def check(  # noqa: PLR0913 – everything that a review depends on
    plan_path: Path,
    data: Sequence[Path] = (),
    *,
    changed: Sequence[Path] | None = None,
    changed_since: str | None = None,
    explanations: Path | None = None,
    baseline: Path | None = None,
    as_of: str | None = None,
    today: date | None = None,
    coverage: bool = False,
    watch: Watch | None = None,
    limits: Limits | None = None,
) -> Review:
    """Check the plan file and the data files: what loading and extraction find, and what the plan's `checks:` say.

    `changed` are files, `changed_since` is a commit: all is evaluated, and what touches none of the files given, nor
    of those that differ from the commit, stands `elsewhere`. `as_of` is the day (or the end of the year or month)
    that decides which returns are overdue; no clock is read.

    `explanations` is the file of what offices say of findings (default: explanations.yaml beside the plan file), which
    expire by `as_of`, else by `today`; `baseline` is the file of findings that are known.

    `coverage` adds which of the numbers read some rule looks at.
    """
    moment, wrong = moment_of(as_of)
    known = standing.Known(standing.explanations_file(plan_path, explanations), baseline, day_of(moment) or today)
    changes, faults = changed_files.changes(plan_path, changed, changed_since)
    if changes is not None and (early := changed_files.settled(changes, faults, data, known.files)) is not None:
        return early
    plan, extraction, findings, unusable = read(plan_path, data, watch, limits)
    findings = [replace(d, severity=Severity.INFO) if d.code == NOT_ALLOWED else d for d in findings]
    outcomes: tuple[Counted, ...] = ()
    filed: tuple[FormReturns, ...] = ()
    if plan is not None and extraction is not None and extraction.sources.files:
        outcomes, filed, more = _held(plan, extraction, findings, moment)
        findings += more
    found = marked(levels.applied(plan, ordered([*wrong, *findings])), plan, extraction)
    found, sound = standing.settled(found, known)
    unusable = unusable or bool(wrong) or not sound
    seen = _covered(plan, extraction) if coverage else None
    review = Review(plan, plan_path.as_posix(), found, outcomes, extraction, unusable, filed, seen)
    return review if changes is None else changed_files.aside(changes, review, data)


def _covered(plan: Plan | None, extraction: Extraction | None) -> Coverage | None:
    """Return which of the numbers read some rule looks at; None where nothing was read."""
    if plan is None or extraction is None:
        return None
    from fzplan.checks.coverage import covered

    return covered(plan, extraction)


def _held(
    plan: Plan, extraction: Extraction, findings: list[Diagnostic], moment: Period | date | None
) -> tuple[tuple[Counted, ...], tuple[FormReturns, ...], tuple[Diagnostic, ...]]:
    """Return what the checks of the plan, and those that need no rule, come to."""
    from fzplan import checks

    day = day_of(moment)
    filed, found = checks.without_rules(plan, extraction, day)
    if not plan.checks:
        return (), filed, found
    from fzplan import cube

    cells, _ = cube.build(plan, extraction, moment)
    before, faults = earlier.runs(plan)
    outcomes, more = checks.run(plan, cells, extraction.records, findings, day, before)
    return outcomes, filed, (*found, *faults, *more)
