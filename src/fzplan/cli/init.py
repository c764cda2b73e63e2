"""`fzplan init`: a plan file to begin with, from workbooks or from the plan's indicator table; and the table back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fzplan.cli import console, options, writing
from fzplan.cli.language import both
from fzplan.cli.waiting import Waiting

if TYPE_CHECKING:
    from fzplan.diagnostics import Diagnostic, Lang

Workbooks = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="WORKBOOK",
        help=both(
            "报表或文件夹：从中找出指标、单位和表式；与 --example 合用时，写明放到哪个文件夹",
            "returns, or folders of them: measures, units and forms are drafted from them; "
            "with --example: the folder to put it into",
        ),
        show_default=False,
    ),
]
Targets = Annotated[
    Path | None,
    typer.Option(
        "--targets",
        metavar="FILE",
        help=both(
            "规划指标表（类别、指标、单位、基期、目标、属性、公式、责任单位）",
            "the plan's indicator table (category, indicator, unit, base, goal, nature, formula, owner)",
        ),
        show_default=False,
    ),
]
ToXlsx = Annotated[
    Path | None,
    typer.Option(
        "--to-xlsx",
        metavar="FILE",
        help=both("反过来：把规划文件的目标写成指标表", "the other way: write the plan file's targets as a table"),
        show_default=False,
    ),
]
Example = Annotated[
    Literal["fengtai"] | None,
    typer.Option(
        "--example",
        help=both(
            "随程序附带的规划和报表（2021—2024年的数是编造的示例），用来试用",
            "the plan that comes with the program, with returns to try it on (figures of 2021-2024 are invented)",
        ),
        show_default=False,
    ),
]
Name = Annotated[str, typer.Option("--name", help=both("规划名称", "name of the plan"), show_default=False)]
Span = Annotated[
    str, typer.Option("--span", metavar="2021-2025", help=both("规划期", "years of the plan"), show_default=False)
]


def init(
    workbooks: Workbooks = None,
    *,
    targets: Targets = None,
    to_xlsx: ToXlsx = None,
    example: Example = None,
    plan: options.PlanFile = Path("targets.yaml"),
    name: Name = "",
    span: Span = "",
    force: options.Force = False,
    max_size: options.MaxSize = None,
    max_cells: options.MaxCells = None,
    max_seconds: options.MaxSeconds = None,
    lang: options.Language = None,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Draft a plan file, or write the table; an existing file is replaced only with `--force`."""
    from fzplan.workflow import drafting

    speech = console.lang(lang)
    given = [bool(workbooks) and example is None, targets is not None, to_xlsx is not None, example is not None]
    if sum(given) != 1:
        console.refuse(
            "WORKBOOK",
            "写明报表，或 --targets 指标表.xlsx，或 --to-xlsx 指标表.xlsx，或 --example fengtai，四者取一",
            "give workbooks, --targets TABLE.xlsx, --to-xlsx TABLE.xlsx or --example fengtai: one of these",
        )
    if example is not None:
        from fzplan.cli import example as examples

        examples.lay_out(example, workbooks or [], plan, speech, force=force)
        return
    if to_xlsx is not None:
        content, findings = drafting.to_table(plan, lang)
        _write(to_xlsx, content, findings, speech, force=force)
        return
    years = _years(span)
    if targets is not None:
        draft = drafting.from_table(targets, name=name, span=years, lang=speech)
    else:
        bounds = options.limits(max_size, max_cells, max_seconds)
        with Waiting() as watch:
            draft = drafting.from_workbooks(
                tuple(workbooks or ()), plan.parent, name=name, span=years, lang=speech, limits=bounds, watch=watch
            )
    _write(plan, draft.text.encode(), draft.diagnostics, speech, force=force)
    _tell_where(workbooks or [], plan.parent / "data", speech)


def _tell_where(workbooks: list[Path], data: Path, speech: Lang) -> None:
    """Say of workbooks outside the data folder that `compute` will not find them by itself."""
    away = [book for book in workbooks if book.is_file() and not book.resolve().is_relative_to(data.resolve())]
    if away:
        names, folder = " ".join(f'"{book}"' if " " in str(book) else str(book) for book in away), data.as_posix()
        console.note(
            f"计算时读 {folder} 文件夹：请把报表放进去，或写明 fzplan compute {names}"
            if speech == "zh"
            else f"returns are read from the folder {folder}: put them there, or write fzplan compute {names}"
        )


def _years(span: str) -> tuple[int, int] | None:
    if not span:
        return None
    found = re.fullmatch(r"([12]\d{3})\s*(?:-|–|—|~|～)\s*([12]\d{3})", span.strip())
    if not found or found[1] > found[2]:
        console.refuse("--span", f"{span} 不是规划期；写成 2021-2025", f"{span} is no span of years; write 2021-2025")
    return int(found[1]), int(found[2])


def _write(path: Path, content: bytes, found: tuple[Diagnostic, ...], speech: Lang, *, force: bool) -> None:
    """Say what was found, then write; nothing is written where there is nothing, or over an existing file."""
    from fzplan.reports import findings

    console.note(findings.text(list(found), speech, colour=console.colour()))
    if not content:
        raise typer.Exit(console.USAGE)
    if not writing.write(path, content, speech, replace=force):
        raise typer.Exit(console.FINDINGS)
