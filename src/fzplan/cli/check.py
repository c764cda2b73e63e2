"""`fzplan check`: the gate for the plan file and the data files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

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

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.findings import Review

Format = Annotated[
    Literal["text", "concise", "json"],
    typer.Option("--format", help=both("逐条详述、每条一行，或 JSON", "in full, a line each, or JSON")),
]
Output = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="[FORMAT=]FILE",
        help=both(
            "另写入文件，格式看后缀或写明（可多次）", "write to a file; format by its suffix or name (repeatable)"
        ),
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
    max_size: MaxSize = None,
    max_cells: MaxCells = None,
    max_seconds: MaxSeconds = None,
    verbose: Verbose = False,
    debug: Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Load the plan file, read the data files, print what was found."""
    from fzplan import workflow
    from fzplan.reports import findings, review
    from fzplan.reports.formats import Settings

    files = [destination(written) for written in output or ()]
    with Waiting() as watch:
        found = workflow.check(plan, tuple(data or ()), watch=watch, limits=limits(max_size, max_cells, max_seconds))
    speech = console.lang(lang, found)
    text = review.render(found, format_, Settings(speech, console.width(), console.colour(), console.encoding()))
    assert isinstance(text, str)
    console.say(text)
    if format_ in ("text", "concise"):
        console.note(findings.counts(found.diagnostics, speech))
        console.account(found, speech, verbose=verbose)
    written = [_write(found, path, name, speech) for path, name in files]
    code = console.exit_code(found.diagnostics, fail_on, unusable=found.unusable)
    raise typer.Exit(code or int(not all(written)))


def destination(written: str) -> tuple[Path, str]:
    """Return file and format of ``[FORMAT=]FILE``; an unknown suffix is wrong usage.

    >>> destination("findings.json"), destination("text=findings.log")[1]
    ((PosixPath('findings.json'), 'json'), 'text')
    """
    from fzplan.reports.review import FORMATS, SUFFIXES

    name, sign, file = written.partition("=")
    if sign and name in FORMATS:
        return Path(file), name
    path = Path(written)
    if path.suffix.lower() not in SUFFIXES:
        known = " ".join(SUFFIXES)
        message = both(
            f"看不出 {written} 的格式；可用后缀 {known}，或写成 json={written}",
            f"no known format in the suffix of {written}; use {known}, or write json={written}",
        )
        raise typer.BadParameter(console.part(message), param_hint="-o")
    return path, SUFFIXES[path.suffix.lower()]


def _write(found: Review, path: Path, name: str, speech: Lang) -> bool:
    """Write one report; what was found is written whatever it is, for that is what it is for."""
    from fzplan.reports import files, findings, review
    from fzplan.reports.formats import Settings

    cited = sorted({mark.at.file for finding in found.findings for mark in finding.marks})
    links = files.seen_from(path, found.plan_file, cited)
    content = review.render(found, name, Settings(speech, console.PIPED, links=links))
    kept = files.inputs(found.plan_file, found.files)
    fault = files.write(path, content.encode() if isinstance(content, str) else content, kept)
    console.note(findings.text([fault], speech) if fault else f"{'已写入' if speech == 'zh' else 'written:'} {path}")
    return fault is None
