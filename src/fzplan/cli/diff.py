"""`fzplan diff`: what differs between two folders of data, plans or snapshots, or since the last run."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from fzplan.cli import console, language, options, writing
from fzplan.cli.language import both
from fzplan.cli.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Lang
    from fzplan.reports.changes.page import Page
    from fzplan.workflow.comparing import Comparison

SUFFIXES = {".txt": "table", ".json": "json", ".md": "md", ".xlsx": "xlsx"}
PARTS = "observations|indicators|verdicts|plan"
Places = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="OLD NEW",
        help=both(
            "旧、新两边：数据文件夹、工作簿、有规划文件的文件夹、规划文件或快照",
            "both sides: a folder of data, a workbook, a folder with a plan file, a plan file, or a snapshot",
        ),
        show_default=False,
    ),
]
Last = Annotated[
    bool,
    typer.Option(
        "--last",
        help=both(
            "现在的数据同上次 compute -o 留下的快照比较", "the data now against the snapshot of the last compute -o"
        ),
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar=PARTS,
        help=both("只比较这一部分（可多次）", "compare this part alone (repeatable)"),
        show_default=False,
    ),
]
Format = Annotated[
    Literal["table", "json", "md", "xlsx"],
    typer.Option("--format", help=both("标准输出的格式", "format on stdout")),
]
Output = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="[FORMAT=]FILE",
        help=both(
            "另存为文件，可多次；格式看后缀：.txt .json .md .xlsx",
            "write a file too (repeatable); the suffix decides: .txt .json .md .xlsx",
        ),
        show_default=False,
    ),
]
ExitCode = Annotated[
    bool, typer.Option("--exit-code", help=both("有不同时退出码为 1", "exit with 1 where anything differs"))
]


def diff(
    places: Places = None,
    *,
    last: Last = False,
    plan: options.PlanFile = Path("targets.yaml"),
    year: options.Year = None,
    as_of: options.AsOf = None,
    only: Only = None,
    format_: Format = "table",
    output: Output = None,
    exit_code: ExitCode = False,
    lang: options.Language = None,
    max_size: options.MaxSize = None,
    max_cells: options.MaxCells = None,
    max_seconds: options.MaxSeconds = None,
    engine: options.Engine = "auto",
    connect: options.Connect = False,
    verbose: options.Verbose = False,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Compare two runs: figures, indicators, verdicts, the plan file; the comparison on stdout, all else on stderr."""
    from fzplan.reports.changes.page import Page, narrowed
    from fzplan.workflow import comparing

    files = [writing.destination(written, SUFFIXES, SUFFIXES.values()) for written in output or ()]
    sides = tuple(places or ())
    _proper(sides, only or (), last=last, format_=format_)
    bounds = options.limits(max_size, max_cells, max_seconds, engine, connect=connect)
    with Waiting() as watch:
        asked = comparing.Asked(as_of, year, watch, bounds)
        found = comparing.last(plan, asked) if last else comparing.compare(sides[0], sides[1], plan, asked)
    speech = _speech(lang, found)
    if found.before.snapshot is None or found.after.snapshot is None or found.changes is None:
        _unusable(found, speech, format_)
    _findings(found, speech, verbose=verbose)
    names, errors = (found.before.name, found.after.name), (found.before.errors, found.after.errors)
    page = narrowed(Page(found.before.snapshot, found.after.snapshot, found.changes, names, errors), only or ())
    _print(page, format_, speech)
    inputs = _inputs(plan, page)
    written = [_write(page, path, name, speech, inputs) for path, name in files]
    raise typer.Exit(int(not all(written) or (exit_code and bool(page.changes))))


def _proper(places: Sequence[Path], only: Sequence[str], *, last: bool, format_: str) -> None:
    """Refuse what is no comparison: too few or too many sides, a side that is not there, a workbook on a screen."""
    unknown = [part for part in only if part not in PARTS.split("|")]
    if unknown:
        known = PARTS.replace("|", " ")
        console.refuse(
            "--only", f"没有 {unknown[0]} 这一部分；可写 {known}", f"there is no part {unknown[0]}; one of {known}"
        )
    if last and places:
        console.refuse("--last", "--last 不再写旧、新两边", "--last takes no OLD and NEW")
    if not last and len(places) != 2:
        console.refuse("OLD NEW", "要写明旧、新两边，或写 --last", "name two sides, OLD and NEW, or give --last")
    missing = [path.as_posix() for path in places if not path.exists()]
    if missing:
        named = "、".join(missing)
        console.refuse("OLD NEW", f"没有这个文件或文件夹：{named}", f"no such file or folder: {named}")
    if format_ == "xlsx" and sys.stdout.isatty():
        console.refuse(
            "--format",
            "工作簿不能显示在终端上；请用 -o 文件.xlsx",
            "a workbook is not for the terminal; use -o FILE.xlsx",
        )


def _inputs(plan: Path, page: Page) -> frozenset[Path]:
    """Return what was read: no report may replace it."""
    names = [Path(name) for run in (page.before, page.after) for name in run.files]
    read = (plan, *map(Path, page.names), *names, *(plan.parent / name for name in names))
    return frozenset(path.resolve() for path in read)


def _speech(asked: Lang | None, found: Comparison) -> Lang:
    """Return the language of the output: as asked, else of the environment, else of the later plan."""
    snapshot = found.after.snapshot or found.before.snapshot
    of_plan: Lang = "en" if snapshot is not None and snapshot.lang == "en" else "zh"
    return asked or language.chosen(sys.argv[1:], os.environ) or of_plan


def _findings(found: Comparison, speech: Lang, *, verbose: bool) -> None:
    """Say how many findings each side has; all of them where asked."""
    from fzplan.diagnostics import Severity
    from fzplan.reports import findings

    for side in (found.before, found.after):
        serious = [d for d in side.diagnostics if d.severity > Severity.INFO]
        if verbose:
            console.note(findings.text(side.diagnostics, speech, colour=console.colour(sys.stderr)))
        elif serious:
            more = "，逐条见 --verbose" if speech == "zh" else "; --verbose lists them"
            console.note(f"{side.name}: {findings.counts(serious, speech)}{more}")


def _unusable(found: Comparison, speech: Lang, format_: str) -> NoReturn:
    """Print why there is no comparison; as JSON where JSON was asked for."""
    from fzplan.diagnostics import ordered
    from fzplan.reports import findings, json

    lacking = [side for side in (found.before, found.after) if side.snapshot is None]
    diagnostics = ordered(finding for side in lacking for finding in side.diagnostics)
    console.note(findings.text(diagnostics, speech, colour=console.colour(sys.stderr)))
    if format_ == "json":
        console.say(json.dump(json.faults(diagnostics, speech), console.encoding()))
    raise typer.Exit(console.USAGE)


def _print(page: Page, format_: str, speech: Lang) -> None:
    from fzplan.reports import Settings
    from fzplan.reports.changes.page import render

    settings = Settings(speech, console.width(), console.colour(), console.encoding())
    console.show(render(page, format_, settings), for_programs=False)


def _write(page: Page, path: Path, format_: str, speech: Lang, inputs: frozenset[Path]) -> bool:
    from fzplan.reports import Settings
    from fzplan.reports.changes.page import render

    return writing.write(path, render(page, format_, Settings(speech, console.PIPED)), speech, inputs)
