"""diff: two runs held against each other - folders of data, folders of plans, snapshots, or the last run and now.

In: paths and options. Out: a `Comparison`. A folder with a plan file in it is computed with that plan; any other folder
or workbook with the plan of the command; a snapshot is read. What one side cannot give makes the comparison unusable.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, Severity, Text
from fzplan.frozen import frozen
from fzplan.workflow import doors, shelf
from fzplan.workflow.remembering import options_of, snapshot_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.changes import Changes
    from fzplan.model.snapshots import Snapshot
    from fzplan.observations import Watch
    from fzplan.returns import Limits

PLANS = (".yaml", ".yml")
HEAD = 64
"""Bytes that tell a snapshot from a workbook."""


@frozen
class Side:
    """One side of a comparison: what it was called, what it says, what was found on the way."""

    name: str
    snapshot: Snapshot | None
    diagnostics: tuple[Diagnostic, ...] = ()
    stored: bool = False
    """It is a snapshot that was read: nothing is known of the findings of its run."""

    @property
    def errors(self) -> int | None:
        """Return how many findings of the severity error the run of this side had, where that is known."""
        return None if self.stored else sum(d.severity == Severity.ERROR for d in self.diagnostics)


@frozen
class Comparison:
    """Two sides and what differs; `changes` is None where a side could not be had (exit code 2)."""

    before: Side
    after: Side
    changes: Changes | None = None


@frozen
class Asked:
    """How the sides that have to be computed are run: as `workflow.compute` has it."""

    as_of: str | None = None
    year: int | None = None
    watch: Watch | None = None
    limits: Limits | None = None


def compare(old: Path, new: Path, plan_path: Path, asked: Asked = Asked()) -> Comparison:  # noqa: B008  (immutable)
    """Compare two places: folders of data, workbooks, plan files, folders of plans, snapshots, in any pairing."""
    before, after = (_side(path, plan_path, asked) for path in (old, new))
    return _compared(before, after)


def last(plan_path: Path, asked: Asked = Asked()) -> Comparison:  # noqa: B008  (immutable)
    """Compare the newest snapshot with the data as they are now; where these are the same, the one before it.

    So it lists what the last `compute` told, whether that run has left a snapshot or not. Without `as_of` and `year`
    the question is that of the newest snapshot.
    """
    named = asked.as_of is not None or asked.year is not None
    paths = shelf.kept(plan_path, shelf.moment(options_of(plan_path, (), asked.as_of, asked.year)) if named else None)
    if not paths:
        return Comparison(Side(paths_of(plan_path), None, (_none_kept(plan_path, asked),)), Side("", None))
    newest, found = shelf.opened(paths[0])
    if newest is None:
        return Comparison(Side(paths[0].as_posix(), None, found), Side("", None))
    options = newest.options
    folders = [plan_path.parent / name for name in options.data]
    same = replace(asked, as_of=options.as_of or None, year=int(options.year) if options.year else None)
    after = _computed(plan_path, folders, same)
    before = Side(paths[0].as_posix(), newest, stored=True)
    older = shelf.kept(plan_path, shelf.moment(options))[1:]
    if older and after.snapshot is not None and _made_of(newest) == _made_of(after.snapshot):
        before = _stored(older[0])
    return _compared(before, after)


def _made_of(run: Snapshot) -> tuple[object, ...]:
    """Return what a run was made of, wherever it was started from."""
    return run.program, run.sha256, run.options, sorted(run.files.values())


def paths_of(plan_path: Path) -> str:
    """Return the folder of a plan's snapshots as it is shown."""
    return shelf.shelf(plan_path).as_posix()


def _none_kept(plan_path: Path, asked: Asked) -> Diagnostic:
    from fzplan.changes.codes import NONE_KEPT

    words = [f"--{name} {value}" for name, value in (("as-of", asked.as_of), ("year", asked.year)) if value is not None]
    options = Text(f"（{' '.join(words)}）", f" ({' '.join(words)})") if words else ""
    return NONE_KEPT(FileRef(paths_of(plan_path)), folder=paths_of(plan_path), options=options)


def _side(path: Path, plan_path: Path, asked: Asked) -> Side:
    if path.is_file() and _starts_as_snapshot(path):
        return _stored(path)
    if path.is_file() and path.suffix.lower() in PLANS:
        return _at(path, _computed(path, (), asked))
    if (path / plan_path.name).is_file():
        return _at(path, _computed(path / plan_path.name, (), asked), path.as_posix())
    return _at(path, _computed(plan_path, (path,), asked))


def _at(path: Path, side: Side, folder: str = "") -> Side:
    """Return a side under the name it was given; places in another plan's folder are named with the folder."""
    snapshot = side.snapshot
    if snapshot is not None and folder not in ("", "."):
        moved = tuple(
            one._replace(place=replace(one.place, file=f"{folder}/{one.place.file}")) for one in snapshot.observations
        )
        files = {f"{folder}/{name}": digest for name, digest in snapshot.files.items()}
        snapshot = replace(snapshot, observations=moved, files=files)
    return Side(path.as_posix(), snapshot, side.diagnostics)


def _starts_as_snapshot(path: Path) -> bool:
    from fzplan import changes

    try:
        with path.open("rb") as stream:
            return changes.is_snapshot(stream.read(HEAD))
    except OSError:
        return False


def _stored(path: Path) -> Side:
    snapshot, findings = shelf.opened(path)
    return Side(path.as_posix(), snapshot, findings, stored=True)


def _computed(plan_path: Path, data: Sequence[Path], asked: Asked) -> Side:
    name = "、".join(path.as_posix() for path in data or (plan_path.parent / "data",))
    run = doors.compute(plan_path, data, year=asked.year, as_of=asked.as_of, watch=asked.watch, limits=asked.limits)
    if run.outcome is None or not run.outcome.extraction.sources.files:
        return Side(name, None, run.diagnostics)
    options = options_of(plan_path, data, asked.as_of, asked.year)
    return Side(name, snapshot_of(run.outcome, plan_path, options), run.diagnostics)


def _compared(before: Side, after: Side) -> Comparison:
    from fzplan import changes

    if before.snapshot is None or after.snapshot is None:
        return Comparison(before, after)
    return Comparison(before, after, changes.differences(before.snapshot, after.snapshot))
