"""`fzplan compute`: the gap table, and reports in files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fzplan.cli import console, filling, options, writing
from fzplan.cli.language import both
from fzplan.cli.waiting import Waiting
from fzplan.diagnostics import Text
from fzplan.reports import FORMATS

if TYPE_CHECKING:
    import datetime as dt

    from fzplan.cli.memory import Memory
    from fzplan.diagnostics import Lang
    from fzplan.model.results import Assessment, Outcome
    from fzplan.reports import Settings

ASSUMED = "_测算"
"""Ends the name of every file of a what-if, in either language."""
REMARK = Text("（测算，非统计数据）", " (what-if, not statistical data)")
SUFFIXES = {format_.suffix: name for name, format_ in FORMATS.items()}
Format = Annotated[
    Literal["table", "json", "md", "csv", "targets", "sdmx"],
    typer.Option("--format", help=both("标准输出的格式", "format on stdout")),
]
FOR_PROGRAMS = ("md", "csv", "targets", "sdmx")
"""Formats that programs read: in UTF-8 on every console."""
Output = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="[FORMAT=]FILE",
        help=both(
            f"另存为文件，可多次；格式看后缀：{' '.join(SUFFIXES)}",
            f"write a file too (repeatable); the suffix decides: {' '.join(SUFFIXES)}",
        ),
        show_default=False,
    ),
]
By = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="DIM",
        help=both(
            "按该分组列出各指标，如 园区（可多次）；Markdown 和 JSON 也加上",
            "the indicators by the members of a dimension (repeatable); in Markdown and JSON, too",
        ),
        show_default=False,
    ),
]
FailOnTarget = Annotated[
    Literal["missed", "behind", "binding"] | None,
    typer.Option(
        "--fail-on-target",
        help=both(
            "有目标未完成、滞后（或未完成）、约束性目标未完成时退出码为 1",
            "exit with 1 for a target missed, behind (or missed), or a binding one missed",
        ),
        show_default=False,
    ),
]
Score = Annotated[
    bool,
    typer.Option(
        "--score",
        help=both("加上评分（写了 weight: 或 owner: 的目标）", "add the score (of targets with `weight:` or `owner:`)"),
    ),
]
Method = Annotated[
    list[str] | None,
    typer.Option(
        "--method",
        metavar="ID",
        help=both(
            "另按所发表的方法评价，如 cagr-ratio（可多次）；判定不变",
            "what a published method says too, such as cagr-ratio (repeatable); the verdict stays",
        ),
        show_default=False,
    ),
]
Public = Annotated[
    bool,
    typer.Option(
        "--public",
        help=both(
            "供公开：不列会泄露填报单位的数，不列文件路径；屏幕和各种格式都适用",
            "for the public: no figure that would tell on a respondent, no paths of files; on screen and in files",
        ),
    ),
]


def compute(
    data: options.Data = None,
    *,
    plan: options.PlanFile = Path("targets.yaml"),
    year: options.Year = None,
    as_of: options.AsOf = None,
    by: By = None,
    method: Method = None,
    set_: options.Set = None,
    format_: Format = "table",
    output: Output = None,
    template: filling.Option = None,
    lang: options.Language = None,
    date: options.Date = None,
    score: Score = False,
    public: Public = False,
    fail_on: options.FailOn = "error",
    fail_on_target: FailOnTarget = None,
    max_size: options.MaxSize = None,
    max_cells: options.MaxCells = None,
    max_seconds: options.MaxSeconds = None,
    engine: options.Engine = "auto",
    connect: options.Connect = False,
    verbose: options.Verbose = False,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Run the whole plan: table or JSON on stdout, reports in files, findings on stderr."""
    from fzplan import workflow
    from fzplan.reports import render

    files = [destination(written, what_if=bool(set_)) for written in output or ()]
    own = filling.template(template, (path for path, _ in files))
    wanted = {format_, *(name for _, name in files)}
    places = tuple(data or ())
    memory = _memory(plan, places, as_of, year) if not set_ and (files or (plan.parent / ".fzplan").is_dir()) else None
    values = wanted != {"table"} or bool(files) or public or (memory.needs_values if memory else False)
    with Waiting() as watch:
        bounds = options.limits(max_size, max_cells, max_seconds, engine, connect=connect)
        run = workflow.compute(
            plan, places, year=year, as_of=as_of, values=values, overrides=set_ or (), score=score,
            methods=tuple(method or ()), watch=watch, limits=bounds,
            in_full=own is not None or any(FORMATS[name].in_full for name in wanted),
            by_member=any(FORMATS[name].by_member for name in wanted), by=tuple(by or ()),
        )  # fmt: skip
    speech = console.lang(lang, run)
    if run.outcome is None or not run.outcome.extraction.sources.files:
        console.unusable(run, format_, speech, verbose=verbose)
    result = render(run.outcome, format_, settings=replace(_on_screen(speech, date), public=public))
    console.show(result, for_programs=format_ in FOR_PROGRAMS)
    if score and not run.outcome.scores:
        console.note(_unscored(speech))
    console.report(run, speech, verbose=verbose)
    if memory:
        memory.tell(run.outcome, speech)
    code = console.exit_code(run.diagnostics, fail_on, unusable=run.unusable)
    whole = _export(run.outcome, files, memory, _in_file(speech, date, public=public), own, withheld=bool(code))
    raise typer.Exit(code or int(not whole or any(breaches(a, fail_on_target) for a in run.outcome.assessments)))


def _export(
    outcome: Outcome,
    files: list[tuple[Path, str]],
    memory: Memory | None,
    settings: Settings,
    template: filling.Template | None,
    *,
    withheld: bool,
) -> bool:
    """Write the reports, unless findings stand open, and leave the snapshot; tell whether all are written."""
    if withheld and files:
        console.withheld([path for path, _ in files], settings.lang)
        return False
    written = [_write(outcome, path, name, settings, template) for path, name in files]
    if memory and files and all(written):
        memory.keep(outcome, settings.lang)
    return all(written)


def _memory(plan: Path, data: tuple[Path, ...], as_of: str | None, year: int | None) -> Memory:
    from fzplan.cli.memory import Memory

    return Memory(plan, data, as_of, year)


def destination(written: str, *, what_if: bool = False) -> tuple[Path, str]:
    """Return file and format of ``[FORMAT=]FILE``; an unknown suffix is wrong usage.

    The file of a what-if says so in its name, that no report of returns is ever overwritten by one.

    >>> destination("reports/gap.xlsx")[1], destination("json=gap.out")[1]
    ('xlsx', 'json')
    >>> destination("reports/gap.xlsx", what_if=True)[0].as_posix()
    'reports/gap_测算.xlsx'
    """
    path, format_ = writing.destination(written, SUFFIXES, SUFFIXES.values())
    suffix = writing.suffix(path, SUFFIXES)
    stem = path.name.removesuffix(suffix)
    if what_if and not stem.endswith(ASSUMED):
        path = path.with_name(f"{stem}{ASSUMED}{suffix}")
    return path, format_


def breaches(assessment: Assessment, gate: str | None) -> bool:
    """Tell whether a target makes the exit code 1.

    A binding target is breached when it is missed at its date, or in a year of an every-year or keep target,
    never by being behind.
    """
    if gate == "binding":
        from fzplan import gaps

        return gaps.breached(assessment)
    gates = {"missed": ("missed",), "behind": ("missed", "behind")}
    return assessment.verdict in gates.get(gate or "", ())


def _on_screen(speech: Lang, date: dt.datetime | None) -> Settings:
    from fzplan.reports import Settings

    encoding = console.encoding()
    return Settings(
        speech, console.width(), console.colour(), encoding, bars=console.draws(), date=date.date() if date else None
    )


def _in_file(speech: Lang, date: dt.datetime | None, *, public: bool) -> Settings:
    from fzplan.reports import Settings

    return Settings(speech, console.PIPED, date=date.date() if date else None, public=public)


def _write(outcome: Outcome, path: Path, format_: str, settings: Settings, template: filling.Template | None) -> bool:
    from fzplan.reports import files, render

    speech, read = settings.lang, outcome.extraction.sources.files
    links = files.seen_from(path, outcome.plan.file, read)
    kept = files.inputs(outcome.plan.file, read)
    content: str | bytes | None
    if template and template.becomes == path:
        content, kept = template.filled(outcome, settings), kept | {template.path.resolve()}
    else:
        content = render(outcome, format_, settings=replace(settings, links=links))
    if content is None:
        return False
    remark = REMARK.of(speech) if outcome.what_if else ""
    return writing.write(path, content, speech, kept, remark=remark)


def _unscored(speech: Lang) -> str:
    if speech == "zh":
        return "规划文件的目标都没有写 weight: 或 owner:，没有评分"
    return "no target of the plan file has a `weight:` or an `owner:`: there is no score"
