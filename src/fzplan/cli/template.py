"""`fzplan template`: the forms of a plan as blank workbooks, to be handed out, filled in and read back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fzplan.cli import console, options, writing
from fzplan.cli.language import both

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.workflow.blanks import Templates

Forms = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FORM",
        help=both("表式（规划文件 forms: 的名称）；不写则为全部", "forms of the plan file; default: all"),
        show_default=False,
    ),
]
Folder = Annotated[
    Path,
    typer.Option(
        "--output", "-o", metavar="DIR", help=both("写到这个文件夹", "folder to write into"), show_default=False
    ),
]
OneYear = Annotated[
    int | None,
    typer.Option(
        "--year",
        min=1900,
        max=2099,
        help=both("报告年份（默认规划期的每一年）", "year of the returns (default: every year of the plan)"),
        show_default=False,
    ),
]
Like = Annotated[
    list[Path] | None,
    typer.Option(
        "--like",
        metavar="DATA",
        help=both(
            "照这里的报表取各表式的指标（默认规划文件旁的 data/）",
            "returns that show which indicators each form holds (default: data/ beside the plan file)",
        ),
        show_default=False,
    ),
]
Force = Annotated[bool, typer.Option("--force", help=both("覆盖已有的空白报表", "replace existing files"))]


def template(
    forms: Forms = None,
    *,
    output: Folder,
    plan: options.PlanFile = Path("targets.yaml"),
    year: OneYear = None,
    like: Like = None,
    force: Force = False,
    lang: options.Language = None,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Write the blank returns, one file after the other; an existing file is replaced only with `--force`."""
    from fzplan.diagnostics import Severity
    from fzplan.reports import findings
    from fzplan.workflow import blanks

    made = blanks.template(plan, tuple(forms or ()), year=year, lang=lang, like=tuple(like or ()))
    speech = console.lang(lang, made)
    shown = [d for d in made.diagnostics if d.severity > Severity.INFO]
    console.note(findings.text(shown, speech))
    if made.unusable:
        raise typer.Exit(console.USAGE)
    written = _write(made, output, speech, force=force)
    clean = console.exit_code(made.diagnostics, "error", unusable=False) == console.CLEAN
    raise typer.Exit(console.CLEAN if written and clean else console.FINDINGS)


def _write(made: Templates, folder: Path, speech: Lang, *, force: bool) -> bool:
    """Write each workbook below the folder; a return that was read is never replaced. Tell whether all was written."""
    from fzplan.diagnostics import listed
    from fzplan.reports import files

    assert made.plan is not None
    kept = files.inputs(made.plan.file, made.read)
    remark = "（{}）" if speech == "zh" else " ({})"
    written = [
        writing.write(
            folder / b.name, b.content, speech, kept, replace=force, remark=remark.format(listed(b.forms).of(speech))
        )
        for b in made.blanks
    ]
    return all(written)
