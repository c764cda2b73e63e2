"""`fzplan records`: the single records behind an aggregate, on the screen of whoever checks it."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fzplan.cli import console, options
from fzplan.cli.explain import By, members, split
from fzplan.cli.language import both

if TYPE_CHECKING:
    from fzplan.workflow.listing import Listed
    from fzplan.workflow.run import Run

Form = Annotated[
    str,
    typer.Argument(
        metavar="FORM",
        help=both("逐户记录的表式的 id；不写则列出有哪些", "id of a form with one row an entity; none: list them"),
        show_default=False,
    ),
]
Rest = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[YEAR] DATA",
        help=both(
            "年份（默认全部）；数据文件夹或文件（默认规划文件旁的 data/）",
            "year (all); folders or files of data (data/ beside the plan file)",
        ),
        show_default=False,
    ),
]
Measure = Annotated[
    str,
    typer.Option(
        "--measure",
        metavar="ID",
        help=both("按对这个原始指标的贡献从大到小列", "the largest contributions to this measure first"),
        show_default=False,
    ),
]
Top = Annotated[int, typer.Option("--top", metavar="N", min=1, help=both("列出多少条", "how many are listed"))]
Format = Annotated[
    Literal["table", "csv", "json"], typer.Option("--format", help=both("标准输出的格式", "format on stdout"))
]


def records(
    form: Form = "",
    rest: Rest = None,
    *,
    plan: options.PlanFile = Path("targets.yaml"),
    by: By = None,
    measure: Measure = "",
    top: Top = 20,
    format_: Format = "table",
    lang: options.Language = None,
    max_size: options.MaxSize = None,
    max_cells: options.MaxCells = None,
    max_seconds: options.MaxSeconds = None,
    engine: options.Engine = "auto",
    connect: options.Connect = False,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """List the records of a form."""
    from fzplan.reports import listing as drawn
    from fzplan.workflow import listing

    if not form:
        console.say("\n".join(listing.forms(plan)))
        return
    year, data = split(rest or [])
    found = listing.records(
        plan, data, _folded(form), year=year, members=members(by or []), measure=_folded(measure), limit=top,
        limits=options.limits(max_size, max_cells, max_seconds, engine, connect=connect),
    )  # fmt: skip
    speech = console.lang(lang, _run(found))
    if found.diagnostics:
        console.report(_run(found), speech, verbose=False)
    if found.unusable:
        raise typer.Exit(console.USAGE)
    if format_ == "json":
        console.say(drawn.as_json(found.listings))
    elif format_ == "csv":
        console.say(drawn.csv(found.listings, speech))
    else:
        console.say(drawn.text(found.listings, speech, console.bound() or console.width(), console.encoding()))
    console.note(drawn.SECRET.of(speech))
    raise typer.Exit(int(bool(found.diagnostics)))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip()


def _run(found: Listed) -> Run:
    from fzplan.workflow.run import Run

    return Run(found.plan, None, found.diagnostics, found.unusable)
