"""`fzplan overview`: many plan files in one run, their targets side by side and ranked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fzplan.cli import console, options, writing
from fzplan.cli.language import both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.diagnostics import Lang
    from fzplan.model.overviews import Overview, PlanRun, RankBy

Plans = Annotated[
    list[str],
    typer.Argument(
        metavar="PLANS",
        help=both(
            "规划文件，或文件夹（其中各处的 targets.yaml），可多个；数据在各规划文件旁的 data/",
            "plan files, or folders (every targets.yaml in them); the data is in data/ beside each",
        ),
        show_default=False,
    ),
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        "-j",
        min=0,
        help=both("同时计算几个规划；0 为自动", "how many plans to run at a time; 0: as many as pay"),
    ),
]
Ranked = Annotated[
    Literal["actual", "attainment"],
    typer.Option("--rank-by", help=both("按实际数还是完成率排位", "rank by the figure or by the attainment")),
]
FOR_PROGRAMS = ("csv", "md")
ALONE = {
    "zh": "逐条见 fzplan check --plan {file}",
    "en": "all of them: fzplan check --plan {file}",
}


def overview(
    plans: Plans,
    *,
    year: options.Year = None,
    as_of: options.AsOf = None,
    format_: options.TableFormat = "table",
    output: options.TableFiles = None,
    rank_by: Ranked = "actual",
    jobs: Jobs = 0,
    lang: options.Language = None,
    fail_on: options.FailOn = "error",
    max_size: options.MaxSize = None,
    max_cells: options.MaxCells = None,
    max_seconds: options.MaxSeconds = None,
    verbose: options.Verbose = False,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Run many plans and print them side by side; the exit code is that of the worst."""
    from fzplan.cli.waiting import Waiting
    from fzplan.reports.overview import SUFFIXES
    from fzplan.workflow import overview as workflow

    for path in output or ():
        writing.must_end(path, SUFFIXES)
    speech = console.lang(lang)
    files = _named(plans)
    if not workflow.plan_files(files):
        console.refuse(
            "PLANS",
            "这些文件夹里没有 targets.yaml；写明规划文件，或换一个文件夹",
            "there is no targets.yaml in these folders; name plan files, or another folder",
        )
    bounds = options.limits(max_size, max_cells, max_seconds)
    with Waiting() as watch:
        found = workflow.overview(files, year=year, as_of=as_of, jobs=jobs, watch=watch, limits=bounds)
    _print(found, format_, speech, rank_by)
    for name, run in zip(found.names, found.plans, strict=True):
        _told(name, run, speech, verbose=verbose)
    code = max(code_of(run, fail_on) for run in found.plans)
    written = [_written(found, path, speech, rank_by) for path in output or ()]
    raise typer.Exit(code or int(not all(written)))


def _named(written: Iterable[str]) -> list[Path]:
    """Return the paths that are meant; signs that no shell has replaced (Windows) are matched here."""
    from glob import glob

    found: list[Path] = []
    for one in written:
        matched = sorted(glob(one)) if any(sign in one for sign in "*?[") and not Path(one).exists() else [one]  # noqa: PTH207  (patterns may be absolute)
        found += map(Path, matched)
    return found


def code_of(run: PlanRun, fail_on: str) -> int:
    """Return the exit code that a run of this plan alone would have: 3 for a bug, 2, 1 or 0."""
    from fzplan.diagnostics import Severity

    if run.bug:
        return 3
    if run.unusable:
        return console.USAGE
    if fail_on == "never":
        return console.CLEAN
    gate = Severity[fail_on.upper()]
    return console.FINDINGS if any(run.findings.get(s.code) for s in Severity if s >= gate) else console.CLEAN


def _told(name: str, run: PlanRun, speech: Lang, *, verbose: bool) -> None:
    """Print the worst findings of a plan under its name: errors, and with `verbose` the others that were kept."""
    from fzplan.diagnostics import Severity
    from fzplan.reports import findings
    from fzplan.reports.overview import lines

    shown = [d for d in run.told if verbose or d.severity == Severity.ERROR]
    if not shown and not run.bug:
        return
    console.note(f"── {name}（{run.file}）：{lines.findings(run, speech)}")
    console.note(findings.text(shown, speech))
    if sum(run.findings.values()) > len(shown):
        console.note(ALONE[speech].format(file=run.file))


def _print(found: Overview, format_: str, speech: Lang, rank_by: RankBy) -> None:
    from fzplan.reports import Settings
    from fzplan.reports import overview as drawn

    settings = Settings(speech, console.width(), console.colour(), console.encoding())
    for_programs = format_ in FOR_PROGRAMS
    if for_programs:
        settings = replace(settings, colour=False, encoding="utf-8")
    console.show(drawn.render(found, format_, settings, rank_by), for_programs=for_programs)


def _written(found: Overview, path: Path, speech: Lang, rank_by: RankBy) -> bool:
    from fzplan.reports import Settings
    from fzplan.reports import overview as drawn

    content = drawn.render(found, drawn.SUFFIXES[path.suffix.lower()], Settings(speech, console.PIPED), rank_by)
    kept = frozenset(Path(run.file).resolve() for run in found.plans)
    return writing.write(path, content, speech, kept)
