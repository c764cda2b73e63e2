"""What one run found, as the commands take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.frozen import frozen

if TYPE_CHECKING:
    from fzplan.diagnostics import Diagnostic
    from fzplan.formula import Trace
    from fzplan.model.checks import Reckoning
    from fzplan.model.claims import Audit
    from fzplan.model.plan import Plan
    from fzplan.model.results import Assessment, Outcome, Value
    from fzplan.observations import Extraction


@frozen
class Run:
    """What one run found. `unusable` means exit code 2: wrong usage, a faulty plan file, or no data file read."""

    plan: Plan | None
    outcome: Outcome | None
    diagnostics: tuple[Diagnostic, ...]
    unusable: bool
    extraction: Extraction | None = None


@frozen
class Explanation:
    """Where one number comes from, and what it means for the targets of its indicator."""

    run: Run
    value: Value | None = None
    trace: Trace | None = None
    assessments: tuple[Assessment, ...] = ()
    reckoning: Reckoning | None = None
    """A check with its arithmetic, where the id of one was asked for."""
    findings: tuple[Diagnostic, ...] = ()
    """Those about the cells that the value, and the verdict on it, rest on."""


@frozen
class Recomputation:
    """What an audit found; `audit` is None where nothing could be read."""

    run: Run
    audit: Audit | None = None
