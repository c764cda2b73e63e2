"""`fzplan screen`: enterprises and projects against admission standards and their own commitments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fzplan.cli import console, options, writing
from fzplan.cli.language import both

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.screens import Screening

Form = Annotated[
    str,
    typer.Option(
        "--form",
        metavar="NAME",
        help=both("只做这一项筛查（名称，或所用的表式）", "only the screen of this name, or of this form"),
        show_default=False,
    ),
]
Year = Annotated[
    int | None,
    typer.Option("--year", help=both("只看这一年的记录", "only the records of this year"), show_default=False),
]
Failing = Annotated[bool, typer.Option("--failing", help=both("只列未达标、未履约的", "list only what fails"))]
FailOnScreen = Annotated[
    Literal["failing", "open"] | None,
    typer.Option(
        "--fail-on-screen",
        help=both(
            "有未达标、未履约的（open：或者无法评估的）时退出码为 1",
            "exit with 1 where something fails (open: or cannot be assessed)",
        ),
        show_default=False,
    ),
]
GATES = {"failing": ("fails",), "open": ("fails", "not_assessable")}
FOR_PROGRAMS = ("csv", "md")


def screen(
    data: options.Data = None,
    *,
    plan: options.PlanFile = Path("targets.yaml"),
    form: Form = "",
    year: Year = None,
    format_: options.TableFormat = "table",
    output: options.TableFiles = None,
    failing: Failing = False,
    lang: options.Language = None,
    fail_on: options.FailOn = "error",
    fail_on_screen: FailOnScreen = None,
    max_size: options.MaxSize = None,
    max_cells: options.MaxCells = None,
    max_seconds: options.MaxSeconds = None,
    verbose: options.Verbose = False,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Hold entities against standards and commitments: results on stdout, findings on stderr."""
    from fzplan.cli.waiting import Waiting
    from fzplan.reports.screen import SUFFIXES
    from fzplan.workflow import screening

    for path in output or ():
        writing.must_end(path, SUFFIXES)
    bounds = options.limits(max_size, max_cells, max_seconds)
    with Waiting() as watch:
        made = screening.screen(plan, tuple(data or ()), only=form, year=year, watch=watch, limits=bounds)
    speech = console.lang(lang, made.run)
    if made.screening is None:
        console.unusable(made.run, format_, speech, verbose=verbose)
    _print(made.screening, format_, speech, failing=failing)
    console.report(made.run, speech, verbose=verbose)
    code = console.exit_code(made.run.diagnostics, fail_on, unusable=made.run.unusable)
    if code and output:
        console.withheld(output, speech)
        raise typer.Exit(code)
    written = [_written(made.screening, path, speech, failing=failing) for path in output or ()]
    gate = GATES.get(fail_on_screen or "", ())
    caught = any(line.result in gate for line in made.screening.lines)
    raise typer.Exit(code or int(caught or not all(written)))


def _print(found: Screening, format_: str, speech: Lang, *, failing: bool) -> None:
    from fzplan.reports import Settings
    from fzplan.reports import screen as drawn

    settings = Settings(speech, console.width(), console.colour(), console.encoding())
    for_programs = format_ in FOR_PROGRAMS
    if for_programs:
        settings = replace(settings, colour=False, encoding="utf-8")
    console.show(drawn.render(found, format_, settings, failing=failing), for_programs=for_programs)


def _written(found: Screening, path: Path, speech: Lang, *, failing: bool) -> bool:
    from fzplan.reports import Settings, files
    from fzplan.reports import screen as drawn

    read = found.extraction.sources.files
    settings = Settings(speech, console.PIPED, links=files.seen_from(path, found.plan.file, read))
    content = drawn.render(found, drawn.SUFFIXES[path.suffix.lower()], settings, failing=failing)
    return writing.write(path, content, speech, files.inputs(found.plan.file, read))
