"""Snapshots on disk: `.fzplan/PLAN FILE/000012.json` beside the plan file, the newest ten of each question.

In: the plan file's path, a snapshot. Out: paths newest first, a snapshot, findings. Files are written whole or not at
all and numbered, so that nothing depends on a clock; runs of another --as-of or --year have names of their own
(docs/decisions/0018-snapshots.md).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef
from fzplan.regex import regex

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.snapshots import Options, Snapshot

FOLDER = ".fzplan"
KEPT = 10
"""Snapshots of one question; older ones are removed."""
NAME = regex(r"(?P<number>\d{6,})(?P<moment>(?:_.*)?)\.json")
PART = regex(r"\.(?P<number>\d{6,}).*\.part")
IGNORE = b"*\n"
"""Snapshots are the memory of one machine: what git does not know of cannot be in the way of anybody."""


def shelf(plan_path: Path) -> Path:
    """Return the folder of a plan's snapshots."""
    return plan_path.parent / FOLDER / plan_path.name


def kept(plan_path: Path, moment: str | None = None) -> list[Path]:
    """Return the snapshots of a plan, newest first: all of them, or those of one question."""
    folder = shelf(plan_path)
    try:
        names = [(NAME.fullmatch(path.name), path) for path in folder.iterdir()]
    except OSError:
        return []
    found = [(int(name["number"]), path) for name, path in names if name and moment in (None, name["moment"])]
    return [path for _, path in sorted(found, reverse=True)]


def moment(options: Options) -> str:
    """Return the part of a name that tells the questions apart.

    >>> from fzplan.model.snapshots import Options
    >>> moment(Options()), moment(Options("2023-06", "2022"))
    ('', '_as-of-2023-06_year-2022')
    """
    parts = [("as-of", options.as_of.replace("/", "~")), ("year", options.year)]
    return "".join(f"_{name}-{value}" for name, value in parts if value)


def opened(path: Path) -> tuple[Snapshot | None, tuple[Diagnostic, ...]]:
    """Return the snapshot of a file, or the finding that says why it cannot be used."""
    from fzplan import changes
    from fzplan.changes import codes

    try:
        found = changes.load(path.read_bytes())
    except OSError:
        found = changes.Flaw("damaged")
    if not isinstance(found, changes.Flaw):
        return found, ()
    at, file = FileRef(path.as_posix()), path.as_posix()
    if found.kind == "format":
        return None, (codes.OTHER_FORMAT(at, file=file, found=found.format, known=changes.FORMAT),)
    return None, (codes.DAMAGED(at, file=file),)


def save(plan_path: Path, snapshot: Snapshot) -> Diagnostic | None:
    """Keep a snapshot, unless it is the newest one again; return the finding where it cannot be written."""
    from fzplan import changes
    from fzplan.changes.codes import NOT_KEPT
    from fzplan.reports import files

    content, of = changes.dump(snapshot), moment(snapshot.options)
    siblings = kept(plan_path, of)
    with suppress(OSError):
        if siblings and siblings[0].read_bytes() == content:
            return None
    numbers = [int(NAME.fullmatch(path.name)["number"]) for path in kept(plan_path)]  # type: ignore[index]
    path = shelf(plan_path) / f"{max(numbers, default=0) + 1:06}{of}.json"
    ignored = plan_path.parent / FOLDER / ".gitignore"
    fault = (None if ignored.exists() else files.write(ignored, IGNORE)) or files.write(path, content)
    if fault:
        return NOT_KEPT(FileRef(path.as_posix()), file=path.as_posix(), reason=fault.facts["reason"])
    _tidy(path, siblings)
    return None


def _tidy(newest: Path, siblings: list[Path]) -> None:
    """Remove what is older than the last ten, and what a killed run left half-written."""
    number = int(NAME.fullmatch(newest.name)["number"])  # type: ignore[index]
    halves = [(PART.fullmatch(path.name), path) for path in newest.parent.iterdir()]
    dead = [path for name, path in halves if name and int(name["number"]) <= number]
    for path in (*siblings[KEPT - 1 :], *dead):
        with suppress(OSError):
            path.unlink()
