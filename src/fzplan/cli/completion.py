"""`fzplan completion`: the script by which a shell completes commands, options and the names of the plan."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated, Literal

import typer

from fzplan.cli import console, options
from fzplan.cli.language import both

Shell = Annotated[
    Literal["bash", "zsh", "fish", "powershell"],
    typer.Argument(
        metavar="SHELL",
        help=both(
            "bash、zsh、fish 或 powershell；所打印的脚本放进它的启动文件",
            "bash, zsh, fish or powershell; the script that is printed goes into its start-up file",
        ),
        show_default=False,
    ),
]
SUFFIXES = {"powershell": "ps1"}


def completion(shell: Shell, *, lang: options.Language = None, debug: options.Debug = False) -> None:  # noqa: ARG001  (read by app.run)
    """Print the script of a shell."""
    script = files("fzplan.cli") / "shells" / f"fzplan.{SUFFIXES.get(shell, shell)}"
    console.say(script.read_text(encoding="utf-8"))
