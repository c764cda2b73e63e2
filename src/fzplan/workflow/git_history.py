"""What changed since a commit, as the git of this machine tells; a process of its own, without a shell.

In: the name of a commit, a folder of the repository. Out: paths, also of files that are no more; or why git cannot
tell. Git is kept from fetching, from writing to the index, and from starting programs that the repository names.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from fzplan.diagnostics import FileRef, Text
from fzplan.workflow.changed_codes import NO_COMMIT, NO_HISTORY

if TYPE_CHECKING:
    from fzplan.diagnostics import Diagnostic

QUIET = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}
OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX")
"""What git sets for its hooks, as seen from another folder than that of the plan file."""
NO_GIT = Text("本机没有 git 命令", "this machine has no git")
NO_REPOSITORY = Text("不在 git 仓库中", "it is in no git repository")


class GitError(Exception):
    """Git ended with an error; the argument is the first line of what it said."""


def changed_since(ref: str, folder: Path) -> tuple[frozenset[Path], tuple[Diagnostic, ...]]:
    """Return the files that differ from `ref`, or from the common ancestor with it; new and deleted ones too.

    What the other branch changed in the meantime is none of it. A renamed file is one that went and one that came.
    """
    at = FileRef("--changed-since")
    try:
        top = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n")))
    except FileNotFoundError:
        return frozenset(), (NO_HISTORY(at, folder=folder.as_posix(), reason=NO_GIT),)
    except GitError as error:
        words = str(error)
        reason = NO_REPOSITORY if "not a git repository" in words else Text(words, words)
        return frozenset(), (NO_HISTORY(at, folder=folder.as_posix(), reason=reason),)
    commit = _commit(folder, ref)
    if commit is None:
        return frozenset(), (NO_COMMIT(at, ref=ref),)
    try:
        names = _names(top, _ancestor(top, commit))
    except GitError as error:
        return frozenset(), (NO_HISTORY(at, folder=folder.as_posix(), reason=Text(str(error), str(error))),)
    return frozenset(top / os.fsdecode(name) for name in names if name), ()


def _names(top: Path, commit: str) -> list[bytes]:
    """Return names as they are stored, ended by a zero byte: with -z nothing is quoted, whatever script it is in."""
    differ = _git(
        top, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=ACDMT", commit, "--"
    )
    unknown = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    return [*differ.split(b"\0"), *unknown.split(b"\0")]


def _commit(folder: Path, ref: str) -> str | None:
    """Return the commit that a name stands for; None for what is none, or what git would take for an option."""
    if not ref or ref.startswith("-") or "\0" in ref:
        return None
    try:
        return (
            _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").decode().strip()
        )
    except GitError:
        return None


def _ancestor(top: Path, commit: str) -> str:
    """Return the common ancestor of a commit and HEAD; the commit itself where the history does not reach so far."""
    try:
        return _git(top, "merge-base", commit, "HEAD").decode().strip()
    except GitError:
        return commit


def _git(folder: Path, *arguments: str) -> bytes:
    """Return what git prints; raises GitError, and FileNotFoundError where there is no git."""
    environment = {name: value for name, value in os.environ.items() if name not in OF_A_HOOK}
    done = subprocess.run(  # noqa: S603  (fixed words, and a commit that is no option)
        ["git", "-c", "core.fsmonitor=false", "-C", os.fspath(folder), *arguments],  # noqa: S607  (the one of the PATH)
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env=environment | QUIET,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise GitError(said or f"git {arguments[0]}: {done.returncode}")
    return done.stdout
