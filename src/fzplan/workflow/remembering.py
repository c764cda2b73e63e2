"""What a run is known by afterwards: its options, the digests of its files, and the snapshot that holds them.

In: paths, an outcome. Out: a `Snapshot`, or whether an earlier one is of the same run.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from fzplan import __version__
from fzplan.model.snapshots import Options
from fzplan.workflow.stages import moment_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.model.results import Outcome
    from fzplan.model.snapshots import Snapshot
    from fzplan.observations import Extraction


def options_of(plan_path: Path, data: Sequence[Path], as_of: str | None, year: int | None) -> Options:
    """Return the options of a run as its snapshot keeps them: paths relative to the plan's folder."""
    folders = tuple(_relative(path, plan_path.parent) for path in data)
    return Options(as_of or "", str(year or ""), () if folders == ("data",) else folders)


def snapshot_of(outcome: Outcome, plan_path: Path, options: Options) -> Snapshot:
    """Return the snapshot of an outcome with the digests of its files."""
    from fzplan import changes

    moment, _ = moment_of(options.as_of or None)
    return changes.take(
        outcome,
        program=__version__,
        sha256=digest(plan_path),
        files=digests(plan_path, outcome.extraction),
        options=options,
        as_of=moment,
    )


def is_as_before(previous: Snapshot, plan_path: Path, extraction: Extraction, options: Options) -> bool:
    """Tell whether nothing that a run is made of has changed: program, plan file, data files, options."""
    made = (previous.program, previous.sha256, previous.options)
    same = made == (__version__, digest(plan_path), options)
    return same and dict(previous.files) == digests(plan_path, extraction)


def digests(plan_path: Path, extraction: Extraction) -> dict[str, str]:
    """Return the SHA-256 of each data file that was read, by the name that places give it."""
    return {name: _digest_of(plan_path.parent, name) for name in extraction.sources.files}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file; "" of one that cannot be read any more."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _digest_of(root: Path, name: str) -> str:
    return digest(root / name) or digest(Path(name))


def _relative(path: Path, root: Path) -> str:
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # another drive
        return path.resolve().as_posix()
