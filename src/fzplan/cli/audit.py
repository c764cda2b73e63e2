"""`fzplan audit`: the figures that the plan prints, recomputed; what they and the targets imply."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fzplan.cli import console, options, writing
from fzplan.cli.language import both

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.workflow import Recomputation

Format = Annotated[Literal["table", "json"], typer.Option("--format", help=both("标准输出的格式", "format on stdout"))]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=both("另存为文件：.json 或 .txt", "write a file too: .json or .txt"),
        show_default=False,
    ),
]
SUFFIXES = {".json": "json", ".txt": "table"}


def audit(
    data: options.Data = None,
    *,
    plan: options.PlanFile = Path("targets.yaml"),
    format_: Format = "table",
    output: Output = None,
    lang: options.Language = None,
    fail_on: options.FailOn = "error",
    max_size: options.MaxSize = None,
    max_cells: options.MaxCells = None,
    max_seconds: options.MaxSeconds = None,
    engine: options.Engine = "auto",
    connect: options.Connect = False,
    verbose: options.Verbose = False,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Recompute the claims: table or JSON on stdout, findings on stderr; claims alone never fail a run."""
    from fzplan import workflow

    if output is not None:
        writing.must_end(output, SUFFIXES)
    made = workflow.audit(
        plan, tuple(data or ()), limits=options.limits(max_size, max_cells, max_seconds, engine, connect=connect)
    )
    speech = console.lang(lang, made.run)
    if made.audit is None or made.run.unusable:
        console.unusable(made.run, format_, speech, verbose=verbose)
    console.say(_drawn(made, format_, speech, screen=True))
    console.report(made.run, speech, verbose=verbose)
    code = console.exit_code(made.run.diagnostics, fail_on, unusable=False)
    if output is not None and code:
        console.withheld([output], speech)
    elif output is not None and not _written(made, output, speech):
        code = console.FINDINGS
    raise typer.Exit(code)


def _drawn(made: Recomputation, format_: str, speech: Lang, *, screen: bool) -> str:
    from fzplan.reports import Settings, audit

    assert made.audit is not None
    assert made.run.plan is not None
    assert made.run.extraction is not None
    page = audit.Page(made.run.plan, made.run.extraction, made.audit, made.run.diagnostics)
    if not screen:
        return audit.render(page, format_, Settings(speech, console.PIPED))
    return audit.render(page, format_, Settings(speech, console.width(), encoding=console.encoding()))


def _written(made: Recomputation, path: Path, speech: Lang) -> bool:
    from fzplan.reports import files

    assert made.run.plan is not None
    assert made.run.extraction is not None
    kept = files.inputs(made.run.plan.file, made.run.extraction.sources.files)
    return writing.write(path, _drawn(made, SUFFIXES[path.suffix.lower()], speech, screen=False), speech, kept)
