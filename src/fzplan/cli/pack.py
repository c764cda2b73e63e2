"""`fzplan pack`: everything that a run rests on and found, in one zip; and its verification."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fzplan.cli import console, options
from fzplan.cli.language import both
from fzplan.diagnostics import Text

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.returns import Limits
    from fzplan.workflow.packing import Packed
    from fzplan.workflow.verifying import Verified

RULES = Text(
    "包内规划文件含 disclosure: 的参数：证据包供核查，不供公布",
    "the plan file in it has the parameters of disclosure: a pack is for auditors, not for the public",
)
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE.zip", help=both("写成这个证据包", "the pack to write"), show_default=False
    ),
]
Verify = Annotated[
    Path | None,
    typer.Option(
        "--verify",
        metavar="FILE.zip",
        help=both(
            "核验证据包：核对每个成员，用其中的报表（或 DATA 里内容相符的文件）重新计算并比较",
            "verify a pack: every member, and everything computed again from its returns (or files of DATA like them)",
        ),
        show_default=False,
    ),
]
HashesOnly = Annotated[
    bool,
    typer.Option("--hashes-only", help=both("不放入报表，只记 SHA-256", "leave the returns out, keep their SHA-256")),
]
WithMicrodata = Annotated[
    bool,
    typer.Option(
        "--with-microdata",
        help=both(
            "放入含逐户记录的文件和由其而来的一切（默认只记 SHA-256）",
            "put the files with records in, and all that comes from them (default: their SHA-256)",
        ),
    ),
]


def pack(
    data: options.Data = None,
    *,
    output: Output = None,
    verify: Verify = None,
    plan: options.PlanFile = Path("targets.yaml"),
    year: options.Year = None,
    as_of: options.AsOf = None,
    hashes_only: HashesOnly = False,
    with_microdata: WithMicrodata = False,
    force: options.Force = False,
    lang: options.Language = None,
    fail_on: options.FailOn = "error",
    max_size: options.MaxSize = None,
    max_cells: options.MaxCells = None,
    max_seconds: options.MaxSeconds = None,
    engine: options.Engine = "auto",
    connect: options.Connect = False,
    verbose: options.Verbose = False,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Write a pack, or verify one: exit 1 where anything in it was changed or differs, 2 where it cannot be told."""
    if (output is None) == (verify is None):
        console.refuse("-o", "写 -o 或 --verify，二者取一", "give either -o or --verify")
    if hashes_only and with_microdata:
        console.refuse("--with-microdata", "与 --hashes-only 矛盾", "it contradicts --hashes-only")
    if verify is not None and (year or as_of or hashes_only or with_microdata):
        console.refuse("--verify", "证据包里记有当时的选项", "the pack knows the options it was made with")
    allowed = options.limits(max_size, max_cells, max_seconds, engine, connect=connect)
    if verify is not None:
        raise typer.Exit(_verify(verify, tuple(data or ()), allowed, console.lang(lang), verbose=verbose))
    assert output is not None
    from fzplan.reports.pack.manifest import Asked
    from fzplan.workflow import packing

    asked = Asked(as_of, year, _asked_lang(lang, plan), with_microdata=with_microdata)
    made = packing.pack(plan, tuple(data or ()), asked=asked, hashes_only=hashes_only, limits=allowed)
    speech = console.lang(lang, made.run)
    console.report(made.run, speech, verbose=verbose)
    code = console.exit_code(made.run.diagnostics, fail_on, unusable=made.content is None)
    if code:
        if made.content is not None:
            console.withheld([output], speech)
        raise typer.Exit(code)
    raise typer.Exit(console.CLEAN if _write(made, output, plan, speech, force=force) else console.FINDINGS)


def _asked_lang(lang: Lang | None, plan: Path) -> Lang:
    """Return the language of what is packed: as asked, else that of the plan; the environment has no say in it."""
    if lang is not None:
        return lang
    from fzplan import plan as plan_room

    found, _ = plan_room.load(plan)
    return found.head.lang if found else "zh"


def _write(made: Packed, output: Path, plan: Path, speech: Lang, *, force: bool) -> bool:
    from fzplan.model.plan import Disclosure
    from fzplan.reports import files, findings
    from fzplan.reports.pack.manifest import digest

    assert made.content is not None
    assert made.run.outcome is not None
    console.note(findings.text(made.diagnostics, speech))
    kept = files.inputs(plan.as_posix(), made.run.outcome.extraction.sources.files)
    fault = files.write(output, made.content, kept, replace=force)
    if fault:
        console.note(findings.text([fault], speech))
        return False
    name, sha = output.as_posix(), digest(made.content)
    if speech == "zh":
        left = f"，未列指向逐户记录的审核问题 {made.withheld} 项" if made.withheld else ""
        console.note(f"已写入 {name}：放入 {made.inputs} 个输入文件{left}\nSHA-256 {sha}")
    else:
        left = f", {made.withheld} findings about single records left out" if made.withheld else ""
        console.note(f"written: {name}, with {made.inputs} of its inputs{left}\nSHA-256 {sha}")
    if made.run.outcome.plan.disclosure != Disclosure():
        console.note(RULES.of(speech))
    return True


def _verify(path: Path, data: tuple[Path, ...], allowed: Limits, speech: Lang, *, verbose: bool) -> int:
    from fzplan.diagnostics import Severity
    from fzplan.reports import findings
    from fzplan.workflow import verifying

    found = verifying.verify(path, data, limits=allowed)
    console.say(findings.text(found.diagnostics, speech))
    code = console.exit_code(found.diagnostics, "error", unusable=found.unusable)
    told = [d for d in found.diagnostics if verbose or d.severity > Severity.INFO]
    console.note(findings.counts(told, speech) if told else "")
    if code == console.CLEAN:
        console.say(_verified(found, path, speech))
    return code


def _verified(found: Verified, path: Path, speech: Lang) -> str:
    name = path.as_posix()
    if speech == "zh":
        return (
            f"{name} 核验无误：{found.members} 个成员的字节与清单一致，重新计算的 {found.values} 个值全部相同\n"
            f"SHA-256 {found.sha256}"
        )
    return (
        f"{name} verified: {found.members} members are as listed, {found.values} values computed again are the same\n"
        f"SHA-256 {found.sha256}"
    )
