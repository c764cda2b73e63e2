"""What the last run found and what this one leaves: `compute` says what changed since, and keeps a snapshot.

Imported only where a run writes files or where snapshots lie beside the plan file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.cli import console
from fzplan.workflow import remembering, shelf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Outcome
    from fzplan.model.snapshots import Snapshot
    from fzplan.observations import Extraction


class Memory:
    """The newest snapshot of the same plan and question, if there is one."""

    def __init__(self, plan_path: Path, data: Sequence[Path], as_of: str | None, year: int | None) -> None:
        self.plan_path = plan_path
        self.options = remembering.options_of(plan_path, data, as_of, year)
        paths = shelf.kept(plan_path, shelf.moment(self.options))
        self.previous, self.findings = shelf.opened(paths[0]) if paths else (None, ())
        self._stale: bool | None = None
        self._now: Snapshot | None = None

    def needs_values(self, extraction: Extraction) -> bool:
        """Tell whether a comparison has to be made: whether anything that the run is made of is another one."""
        if self._stale is None:
            self._stale = self.previous is not None and not remembering.is_as_before(
                self.previous, self.plan_path, extraction, self.options
            )
        return self._stale

    def tell(self, outcome: Outcome, speech: Lang) -> None:
        """Say in one sentence on stderr what changed since the last run; nothing where there was none."""
        from fzplan.reports import findings

        console.note(findings.text(self.findings, speech))
        if self.previous is None:
            return
        from fzplan import changes
        from fzplan.model.changes import Changes
        from fzplan.reports.changes import since

        found = Changes()
        if self.needs_values(outcome.extraction):
            found = changes.differences(self.previous, self._snapshot(outcome))
        console.note(since.sentence(found, self.previous.options, self.options, self.plan_path, speech))

    def keep(self, outcome: Outcome, speech: Lang) -> None:
        """Leave the snapshot of this run; say so only where that failed."""
        from fzplan.reports import findings

        fault = shelf.save(self.plan_path, self._snapshot(outcome))
        console.note(findings.text([fault] if fault else [], speech))

    def _snapshot(self, outcome: Outcome) -> Snapshot:
        if self._now is None:
            self._now = remembering.snapshot_of(outcome, self.plan_path, self.options)
        return self._now
