"""`fzplan doctor`: what the program runs in, and what of it has to be mended."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from fzplan.cli import console, options
from fzplan.cli.language import both

Format = Annotated[
    Literal["text", "json"],
    typer.Option("--format", help=both("标准输出的格式", "format on stdout")),
]


def doctor(
    *,
    format_: Format = "text",
    lang: options.Language = None,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Look around; exit code 1 where something has to be mended."""
    from fzplan.reports import environment as drawn
    from fzplan.reports import json
    from fzplan.workflow import environment

    speech = console.lang(lang if lang or _shows_chinese() else "en")
    found = environment.circumstances(Path(), console.encoding(), speech, terminal=sys.stdout.isatty())
    if format_ == "json":
        console.say(json.dump(drawn.document(found, speech), console.encoding()))
    else:
        console.say(drawn.text(found, speech))
    raise typer.Exit(console.FINDINGS if any(one.state == "wrong" for one in found) else console.CLEAN)


def _shows_chinese() -> bool:
    """Tell whether the answer can be read in Chinese: where it cannot, this command is the one to say so."""
    from fzplan.reports import consoles

    return consoles.printable("规", console.encoding()) == "规"
