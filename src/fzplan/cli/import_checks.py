"""`fzplan import-checks`: printed audit relations become entries of `checks:`; what is not understood is listed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from fzplan.cli import console, options, writing
from fzplan.cli.language import both

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.printed import Imported

Listed = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help=both(
            "印有审核关系的工作簿或文本文件：关系表，或报表下方的“审核关系：…”",
            "workbook or text file that prints the relations: a list of them, or the note under a return",
        ),
        show_default=False,
    ),
]
Form = Annotated[
    str,
    typer.Option(
        "--form",
        metavar="NAME",
        help=both("代码所属的表式（规划文件 forms: 下的名称）", "the form whose codes they are, as forms: names it"),
        show_default=False,
    ),
]
Table = Annotated[
    list[str] | None,
    typer.Option(
        "--table",
        metavar="TABLE=FORM",
        help=both(
            "关系里的另一张表是哪个表式，如 T2=主要指标（可多次）",
            "which form another table of the relations is, as T2=NAME (repeatable)",
        ),
        show_default=False,
    ),
]
Returns = Annotated[
    list[Path] | None,
    typer.Option(
        "--data",
        metavar="PATH",
        help=both(
            "填报过的报表，从中读代码；不写则为规划文件旁的 data/",
            "filled returns from which the codes are read; default: data/ beside the plan file",
        ),
        show_default=False,
    ),
]
Write = Annotated[
    Path | None,
    typer.Option(
        "--write",
        metavar="FILE",
        help=both("写进这个规划文件的 checks:，注释保留", "add them to checks: of this plan file, comments kept"),
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help=both("写成单独的文件", "write them to a file"), show_default=False
    ),
]
Format = Annotated[
    Literal["text", "json"],
    typer.Option(
        "--format",
        help=both(
            "标准输出：条目的 YAML，或连同未导入各条的 JSON",
            "stdout: the entries as YAML, or JSON with what was left out",
        ),
    ),
]


def import_checks(
    listed: Listed,
    *,
    plan: options.PlanFile = Path("targets.yaml"),
    form: Form = "",
    table: Table = None,
    data: Returns = None,
    write: Write = None,
    output: Output = None,
    force: options.Force = False,
    format_: Format = "text",
    lang: options.Language = None,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Read the relations, say what was not understood, print or write the entries."""
    from fzplan.reports import findings, json
    from fzplan.workflow.importing import import_checks as imported

    if write is not None and output is not None:
        console.refuse("--write", "--write 和 -o 只能用一个", "use one of --write and -o")
    found = imported(listed, plan, form=form, tables=_tables(table or []), data=tuple(data or ()))
    speech = console.lang(lang)
    console.note(findings.text(list(found.diagnostics), speech, colour=console.colour()))
    if format_ == "json":
        console.say(json.dump(_document(found, speech), console.encoding()))
    if found.unusable:
        raise typer.Exit(console.USAGE)
    console.note(_count(found, speech))
    if found.checks and (format_ == "text" or write is not None or output is not None):
        _give(found, write, output, speech, force=force)
    raise typer.Exit(console.FINDINGS if any(d.severity for d in found.diagnostics) else 0)


def _tables(given: list[str]) -> dict[str, str]:
    """Return the forms of other tables: T2=主要指标."""
    found = {}
    for one in given:
        name, equals, form = one.partition("=")
        if not (name.strip() and equals and form.strip()):
            console.refuse("--table", f"{one}：写成 T2=表式名称", f"{one}: write T2=NAME")
        found[name.strip()] = form.strip()
    return found


def _document(found: Imported, speech: Lang) -> dict[str, Any]:
    """Return what was imported, with the relation each entry was made of, and what was found."""
    from fzplan.reports import findings, json

    entries = [
        {"id": c.id, "yaml": c.line.split("  # ")[0], "source": c.source, "place": str(c.at)} for c in found.checks
    ]
    told = findings.records(found.diagnostics, speech)
    return {"fzplan": json.VERSION, "relations": found.read, "checks": entries, "diagnostics": told}


def _count(found: Imported, speech: Lang) -> str:
    made = len({(check.at, check.source) for check in found.checks})
    left = found.read - made
    if speech == "zh":
        return f"读到 {found.read} 条关系，导入 {made} 条（{len(found.checks)} 条审核），未导入 {left} 条"
    return f"relations read: {found.read}, imported: {made} (as checks: {len(found.checks)}), not imported: {left}"


def _give(found: Imported, write: Path | None, output: Path | None, speech: Lang, *, force: bool) -> None:
    """Print the entries, or write them; a plan file is replaced only by itself with the entries added."""
    from fzplan import plan as plan_room

    path, content = output, found.yaml().encode()
    if write is not None:
        added, reason = plan_room.with_checks(write.read_bytes() if write.is_file() else b"fzplan: 1\n", found)
        if added is None:
            console.note(f"{write.as_posix()}: {reason.of(speech)}")
            raise typer.Exit(console.FINDINGS)
        path, content = write, added
    if path is None:
        console.say(found.yaml())
        return
    if not writing.write(path, content, speech, replace=force or write is not None):
        raise typer.Exit(console.FINDINGS)
