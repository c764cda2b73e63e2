"""`fzplan schema`: the JSON Schemas of the plan file and of the documents that commands print."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

from fzplan.cli import console, options, writing
from fzplan.cli.language import both

Kind = Literal["targets", "result", "review", "schedule", "audit", "diff", "survey", "screen", "overview", "doctor"]
Name = Annotated[
    Kind,
    typer.Argument(
        help=both(
            "规划文件、计算结果、审核结果（check）、年度分解、复算、比较、inspect、screen、overview 或 doctor 的结果",
            "of the plan file, of the result of compute, schedule, audit, diff, screen, overview, doctor, "
            "of check (review), of inspect (survey)",
        )
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        help=both("把全部 *.schema.json 写入这个文件夹", "write all of them, *.schema.json, into this folder"),
        show_default=False,
    ),
]


def schema(
    name: Name = "targets",
    *,
    output: Folder = None,
    lang: options.Language = None,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Print one schema, or write all into a folder."""
    from fzplan.reports import json

    speech = console.lang(lang)
    if output is None:
        console.say(json.dump(_schema(name), console.encoding()))
        return
    written = {output / f"{each}.schema.json": _schema(each) for each in get_args(Kind)}
    for path, document in written.items():
        if not writing.write(path, json.dump(document), speech):
            raise typer.Exit(console.FINDINGS)


def _schema(name: str) -> dict[str, Any]:
    if name == "targets":
        from fzplan import plan

        targets: dict[str, Any] = plan.schema()
        return targets
    from fzplan.reports import environment as doctor
    from fzplan.reports import schema as result
    from fzplan.reports.audit import schema as audit
    from fzplan.reports.changes import schema as diff
    from fzplan.reports.overview import schema as overview
    from fzplan.reports.review import schema as review
    from fzplan.reports.schedule import schema as schedule
    from fzplan.reports.screen import schema as screen
    from fzplan.reports.survey import schema as survey

    known = {
        "result": result, "review": review, "schedule": schedule, "audit": audit, "diff": diff, "survey": survey,
        "screen": screen, "overview": overview, "doctor": doctor,
    }  # fmt: skip
    found: dict[str, Any] = known[name].schema()
    return found
