"""`fzplan inspect`: what stands where in workbooks, the form that reads them, their text for `git diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fzplan.cli import console, options
from fzplan.cli.language import both
from fzplan.cli.waiting import Waiting

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.returns import Limits
    from fzplan.workflow.surveying import Inspection

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE", help=both("工作簿或文件夹", "workbooks or folders"), show_default=False)
]
PlanFile = Annotated[
    Path | None,
    typer.Option(
        "--plan",
        "-p",
        metavar="FILE",
        help=both(
            "规划文件：用其中的名称核对（默认当前文件夹的 targets.yaml，没有也可以）",
            "plan file whose names are matched (default: targets.yaml here, where there is one)",
        ),
        show_default=False,
    ),
]
Sheet = Annotated[
    str,
    typer.Option("--sheet", metavar="NAME", help=both("只看这张工作表", "look at this sheet only"), show_default=False),
]
Format = Annotated[Literal["text", "json"], typer.Option("--format", help=both("输出格式", "format of the output"))]
Write = Annotated[
    bool,
    typer.Option(
        "--write",
        help=both("把表式和缺的指标、分组写入规划文件", "add the forms, and measures they need, to the plan file"),
    ),
]
Dump = Annotated[
    bool,
    typer.Option(
        "--dump", help=both("打印每个单元格，供 git diff 使用", "print every cell as canonical text, for git diff")
    ),
]


def inspect(
    files: Files,
    *,
    plan: PlanFile = None,
    sheet: Sheet = "",
    format_: Format = "text",
    write: Write = False,
    dump: Dump = False,
    max_size: options.MaxSize = None,
    max_cells: options.MaxCells = None,
    max_seconds: options.MaxSeconds = None,
    lang: options.Language = None,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Survey the workbooks and print what was found, or print the text of one."""
    speech = console.lang(lang)
    bounds = options.limits(max_size, max_cells, max_seconds)
    if dump:
        _dump(files, speech, bounds)
        return
    from fzplan.workflow import surveying

    path = plan or Path("targets.yaml")
    if plan is not None and not plan.exists() and not write:
        console.refuse("--plan", f"没有规划文件 {plan.as_posix()}", f"there is no plan file {plan.as_posix()}")
    with Waiting() as watch:
        found = surveying.inspect(files, plan_path=path, sheet=sheet, limits=bounds, lang=speech, watch=watch)
    _print(found, format_, speech)
    code = console.exit_code(found.diagnostics, "error", unusable=found.unusable)
    if write and found.drafts:
        code = max(code, _write(path, found, speech))
    raise typer.Exit(code)


def _print(found: Inspection, format_: str, speech: Lang) -> None:
    """Print the surveys, then the entries of the plan file; findings go to stderr."""
    from fzplan.reports import findings, json
    from fzplan.reports.survey import document, text

    if format_ == "json":
        console.say(
            json.dump(document.document(found.surveys, found.forms, found.diagnostics, speech), console.encoding())
        )
        return
    console.note(findings.text(list(found.diagnostics), speech, colour=console.colour()))
    for survey in found.surveys:
        console.say(text.render(survey, speech, min(console.width(), 160)))
    if found.forms:
        console.say("# ---- 规划文件中可用的条目 ----" if speech == "zh" else "# ---- entries for the plan file ----")
        console.say(found.forms)


def _write(path: Path, found: Inspection, speech: Lang) -> int:
    """Add the entries to the plan file, or say why not."""
    from fzplan.reports import files, findings
    from fzplan.workflow import surveying

    content, faults = surveying.added(path, found.drafts, speech)
    fault = files.write(path, content) if content else None
    told = [*faults, *([fault] if fault else [])]
    console.note(findings.text(told, speech, colour=console.colour()))
    if not content or fault:
        return console.FINDINGS
    names = ", ".join(draft.id for draft in found.drafts)
    console.note(f"已写入 {path.as_posix()}：{names}" if speech == "zh" else f"written into {path.as_posix()}: {names}")
    return console.CLEAN


def _dump(paths: list[Path], speech: Lang, bounds: Limits) -> None:
    """Print the text of each workbook; what cannot be read is told on stderr, and the exit code is 1."""
    from fzplan import returns
    from fzplan.reports import findings

    code = console.CLEAN
    for path in paths:
        text, found = returns.dump(path, path.as_posix(), bounds)
        if found:
            console.note(findings.text(list(found), speech))
            code = console.FINDINGS
        console.say(text)
    raise typer.Exit(code)
