"""`fzplan schedule`: the targets decomposed by years (年度分解), as table, JSON or an Excel sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fzplan.cli import console, options, writing
from fzplan.cli.language import both

if TYPE_CHECKING:
    from fzplan.model.results import Outcome
    from fzplan.reports import Settings

SUFFIXES = {".xlsx": "xlsx", ".json": "json", ".txt": "table"}
Format = Annotated[Literal["table", "json"], typer.Option("--format", help=both("标准输出的格式", "format on stdout"))]
Output = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=both("另存为文件，可多次：.xlsx .json .txt", "write a file too (repeatable): .xlsx .json .txt"),
        show_default=False,
    ),
]


def schedule(
    data: options.Data = None,
    *,
    plan: options.PlanFile = Path("targets.yaml"),
    year: options.Year = None,
    as_of: options.AsOf = None,
    format_: Format = "table",
    output: Output = None,
    lang: options.Language = None,
    date: options.Date = None,
    fail_on: options.FailOn = "error",
    max_size: options.MaxSize = None,
    max_cells: options.MaxCells = None,
    max_seconds: options.MaxSeconds = None,
    engine: options.Engine = "auto",
    connect: options.Connect = False,
    verbose: options.Verbose = False,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Decompose every target that has a number: table or JSON on stdout, findings on stderr."""
    from fzplan import workflow
    from fzplan.reports import Settings

    for path in output or ():
        writing.must_end(path, SUFFIXES)
    bounds = options.limits(max_size, max_cells, max_seconds, engine, connect=connect)
    run = workflow.schedule(plan, tuple(data or ()), year=year, as_of=as_of, limits=bounds)
    speech = console.lang(lang, run)
    if run.outcome is None:
        console.unusable(run, format_, speech, verbose=verbose)
    day = date.date() if date else None
    screen = Settings(speech, console.width(), console.colour(), console.encoding(), day)
    console.show(_drawn(run.outcome, format_, screen), for_programs=False)
    console.report(run, speech, verbose=verbose)
    code = console.exit_code(run.diagnostics, fail_on, unusable=run.unusable)
    if code and output:
        console.withheld(output, speech)
        raise typer.Exit(code)
    written = [_written(run.outcome, path, Settings(speech, console.PIPED, date=day)) for path in output or ()]
    raise typer.Exit(code or int(not all(written)))


def _drawn(outcome: Outcome, format_: str, settings: Settings) -> str | bytes:
    from fzplan.reports import schedule as drawn

    return drawn.render(outcome, format_, settings)


def _written(outcome: Outcome, path: Path, settings: Settings) -> bool:
    from fzplan.reports import files

    content = _drawn(outcome, SUFFIXES[path.suffix.lower()], settings)
    kept = files.inputs(outcome.plan.file, outcome.extraction.sources.files)
    return writing.write(path, content, settings.lang, kept)
