"""`--changed FILE…` and `--changed-since REF`: the options that narrow down what fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fzplan.cli.language import both

if TYPE_CHECKING:
    from collections.abc import Sequence

OPTION = "--changed"

Changed = Annotated[
    list[str] | None,
    typer.Option(
        OPTION,
        metavar="FILE…",
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


def spread(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with `--changed` before each of the words that follow it: it takes as many as there are.

    >>> spread(["check", "data", "--changed", "a.xlsx", "b.xlsx", "--strict"])
    ['check', 'data', '--changed', 'a.xlsx', '--changed', 'b.xlsx', '--strict']
    >>> spread(["--changed"])
    ['--changed', '']
    """
    spreading = False
    found: list[str] = []
    for word, following in zip(arguments, [*arguments[1:], "-"], strict=True):
        if word.startswith("-"):
            spreading = word == OPTION
            found += [] if spreading and not following.startswith("-") else [word, ""] if spreading else [word]
        else:
            found += [OPTION, word] if spreading else [word]
    return found
