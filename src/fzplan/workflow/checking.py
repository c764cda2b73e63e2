"""check: the plan file, the data files and the plan's `checks:`; every finding with its standing.

In: paths and options. Out: a `Review`. Without `checks:` the figures are not laid on a grid, and nothing is computed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.checks.standing.fingerprints import marked
from fzplan.diagnostics import ordered
from fzplan.model.findings import Counted, Review
from fzplan.workflow import changed_files
from fzplan.workflow.stages import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fzplan.observations import Watch
    from fzplan.returns import Limits


def check(
    plan_path: Path,
    data: Sequence[Path] = (),
    *,
    changed: Sequence[Path] | None = None,
    changed_since: str | None = None,
    watch: Watch | None = None,
    limits: Limits | None = None,
) -> Review:
    """Check the plan file and the data files: what loading and extraction find, and what the plan's `checks:` say.

    `changed` are files, `changed_since` is a commit: all is evaluated, and what touches none of the files given, nor
    of those that differ from the commit, stands `elsewhere`.
    """
    changes, faults = changed_files.changes(plan_path, changed, changed_since)
    if changes is not None and (early := changed_files.settled(changes, faults, data)) is not None:
        return early
    plan, extraction, findings, unusable = read(plan_path, data, watch, limits)
    outcomes: tuple[Counted, ...] = ()
    if plan is not None and plan.checks and extraction is not None and extraction.sources.files:
        from fzplan import checks, cube

        cells, _ = cube.build(plan, extraction)
        outcomes, more = checks.run(plan, cells, extraction.records, findings)
        findings += more
    found = marked(ordered(findings), plan, extraction)
    review = Review(plan, plan_path.as_posix(), found, outcomes, extraction, unusable)
    return review if changes is None else changed_files.aside(changes, review, data)
