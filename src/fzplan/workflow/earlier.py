"""Earlier runs that published history is held against: the last snapshot, or one that is kept with the project.

In: a plan. Out: the snapshots that its checks of revisions name, by that name, and what cannot be read. Nothing outside
the folder of the plan file is read; a snapshot that is not there is none.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Plan
    from fzplan.model.snapshots import Snapshot

LAST = "last"


def runs(plan: Plan) -> tuple[dict[str, Snapshot], tuple[Diagnostic, ...]]:
    """Return the snapshots that checks name. The last one is of a run without --as-of and --year."""
    found: dict[str, Snapshot] = {}
    faults: list[Diagnostic] = []
    for name, path in paths(plan).items():
        from fzplan.workflow import shelf

        snapshot, told = shelf.opened(path)
        faults += told
        if snapshot is not None:
            found[name] = snapshot
    return found, tuple(faults)


def paths(plan: Plan) -> dict[str, Path]:
    """Return the files of the snapshots that checks name, where they are there."""
    from fzplan.model.plausible import Revision

    named = {c.spec.against for c in plan.checks if isinstance(c.spec, Revision) and c.spec.source == "snapshot"}
    found = {name: _path(Path(plan.file), name) for name in sorted(named)}
    return {name: path for name, path in found.items() if path is not None}


def _path(plan_path: Path, name: str) -> Path | None:
    """Return the file of a snapshot, None where it is not there or leads out of the project."""
    if name == LAST:
        from fzplan.workflow import shelf

        return next(iter(shelf.kept(plan_path, "")), None)
    path = plan_path.parent / name
    inside = path.resolve().is_relative_to(plan_path.parent.resolve())
    return path if inside and path.is_file() else None
