"""`fzplan check`: the gate for the plan file and the data files."""

from __future__ import annotations

from pathlib import Path

import typer

from fzplan.cli import console, outputs
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
from fzplan.cli.outputs import Format, Output  # noqa: TC001  (typer reads them)
from fzplan.cli.waiting import Waiting
Changed = Annotated[
    list[str] | None,
    typer.Option(
        "--changed",
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


def check(
    data: Data = None,
    *,
    plan: PlanFile = Path("targets.yaml"),
    format_: Format = "text",
    output: Output = None,
    lang: Language = None,
    fail_on: FailOn = "error",
    changed: Changed = None,
    changed_since: ChangedSince = None,
    max_size: MaxSize = None,
    max_cells: MaxCells = None,
    max_seconds: MaxSeconds = None,
    verbose: Verbose = False,
    debug: Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Load the plan file, read the data files, print what was found."""
    from fzplan import workflow

    files = outputs.destinations(output or ())
    with Waiting() as watch:
        found = workflow.check(
            plan,
            tuple(data or ()),
            changed=None if changed is None else [Path(file) for file in changed if file],
            changed_since=changed_since,
            watch=watch,
            limits=limits(max_size, max_cells, max_seconds),
        )
    speech = console.lang(lang, found)
    outputs.show(found, format_, speech, verbose=verbose)
    written = outputs.write(found, files, format_, speech)
    code = console.exit_code(found.diagnostics, fail_on, unusable=found.unusable)
    raise typer.Exit(code or int(not written))
