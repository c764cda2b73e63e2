"""`fzplan check`: the gate for the plan file and the data files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from fzplan.cli import console
from fzplan.cli.language import both
from fzplan.cli.options import (
    Data,
    Debug,
    FailOn,
    Language,
    MaxCells,
    MaxSeconds,
    MaxSize,
    PlanFile,
    Verbose,
    limits,
)
from fzplan.cli.waiting import Waiting

Format = Annotated[
    Literal["text", "concise", "json"],
    typer.Option("--format", help=both("逐条详述、每条一行，或 JSON", "in full, a line each, or JSON")),
]


def check(
    data: Data = None,
    *,
    plan: PlanFile = Path("targets.yaml"),
    format_: Format = "text",
    lang: Language = None,
    fail_on: FailOn = "error",
    max_size: MaxSize = None,
    max_cells: MaxCells = None,
    max_seconds: MaxSeconds = None,
    verbose: Verbose = False,
    debug: Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Load the plan file, read the data files, print what was found."""
    from fzplan import workflow
    from fzplan.reports import findings, json

    with Waiting() as watch:
        run = workflow.check(plan, tuple(data or ()), watch=watch, limits=limits(max_size, max_cells, max_seconds))
    speech = console.lang(lang, run)
    if format_ == "json":
        console.say(json.dump(json.faults(run.diagnostics, speech), console.encoding()))
    else:
        draw = findings.text if format_ == "text" else findings.concise
        console.say(draw(run.diagnostics, speech, colour=console.colour()))
        console.note(findings.counts(run.diagnostics, speech))
        console.account(run, speech, verbose=verbose)
    raise typer.Exit(console.exit_code(run.diagnostics, fail_on, unusable=run.unusable))
