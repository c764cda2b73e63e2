"""`--changed FILE…` and `--changed-since REF`: the options that narrow down what fails."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fzplan.cli.language import both

if TYPE_CHECKING:
    from collections.abc import Sequence

OPTION = "--changed"

Changed = Annotated[
    list[str] | None,
    typer.Option(
        OPTION,
        metavar="FILE...",
        help=both(
            "所改的文件（写在 DATA 之后，可列多个）：全部核对，只有涉及它们的问题使退出码为 1",
            "the files that changed (after DATA, several allowed): all is checked, only what touches them exits with 1",
        ),
        show_default=False,
    ),
]
ChangedSince = Annotated[
    str | None,
    typer.Option(
        "--changed-since",
        metavar="REF",
        help=both("同上，所改的文件由 git 与该提交比较得出", "the same, for the files that differ from this commit"),
        show_default=False,
    ),
]


def spread(arguments: Sequence[str], command: Any) -> list[str]:
    """Return the arguments with `--changed` before each file that follows it: it takes all of them.

    Options may stand in between, for what runs a hook puts them before the names of the files. `command` is the parser
    of the command line; without `--changed` nothing is different.
    """
    if OPTION not in arguments:
        return list(arguments)
    valued = _valued(command)
    found: list[str] = []
    files: list[str] | None = None
    rest = iter(arguments)
    for word in rest:
        if word == OPTION:
            files = files or []
        elif word == "--" and files is not None:
            files += rest
        elif word.startswith("-") and word != "-":
            found += [word, *islice(rest, int(word in valued))]
        elif files is None:
            found.append(word)
        else:
            files.append(word)
    return found + [part for file in files or [""] for part in (OPTION, file)]


def _valued(command: Any) -> set[str]:
    """Return the options of a command line that are followed by a value."""
    commands = getattr(command, "commands", {})
    options = (p for one in commands.values() for p in one.params if p.param_type_name == "option" and not p.is_flag)
    return {name for option in options for name in option.opts}
