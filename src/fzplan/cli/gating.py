"""What decides the exit code of a check: explanations, a baseline, the level from which findings fail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fzplan.cli import console
from fzplan.cli.language import both

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.findings import Review

FailOn = Annotated[
    Literal["error", "confirm", "verify", "info", "never"],
    typer.Option(
        "--fail-on",
        help=both(
            "有未说明的、该级别及以上的问题时退出码为 1",
            "open findings of this level or above exit with 1; what is explained or known is not open",
        ),
    ),
]
Strict = Annotated[
    bool,
    typer.Option("--strict", help=both("无法审核的也算不通过", "what cannot be evaluated fails too")),
]
ExitZero = Annotated[
    bool,
    typer.Option(
        "--exit-zero",
        help=both("有问题也以 0 退出（用法有误仍为 2）", "exit with 0 whatever was found; wrong usage stays 2"),
    ),
]
Explanations = Annotated[
    Path | None,
    typer.Option(
        "--explanations",
        metavar="FILE",
        help=both(
            "说明文件（默认规划文件旁的 explanations.yaml）",
            "what offices say of findings; default: explanations.yaml beside the plan file",
        ),
        show_default=False,
    ),
]
ImportExplanations = Annotated[
    Path | None,
    typer.Option(
        "--import-explanations",
        metavar="XLSX",
        help=both(
            "把填好的审核清单里的说明并入说明文件，再审核",
            "put what a filled-in list of findings says into the explanations file, then check",
        ),
        show_default=False,
    ),
]
Baseline = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help=both("已知问题的文件：只有新问题才不通过", "findings that are known: only new ones fail"),
        show_default=False,
    ),
]
WriteBaseline = Annotated[
    Path | None,
    typer.Option(
        "--write-baseline",
        metavar="FILE",
        help=both("把这次的全部问题记为已知", "write down all that was found as known"),
        show_default=False,
    ),
]


HOW_TO_EXPLAIN = {
    "zh": "核实、准强制的问题属实的，可以说明：fzplan check -o 审核清单.xlsx，填好后用 --import-explanations 读回",
    "en": "what is to be verified or confirmed may be explained: fzplan check -o findings.xlsx, "
    "filled in and read back by --import-explanations",
}


def imported(workbook: Path | None, plan: Path, explanations: Path | None, speech: Lang) -> None:
    """Put the explanations of a filled-in list into the file; where that cannot be, say why and end with 2."""
    if workbook is None:
        return
    from datetime import date

    from fzplan.reports import files, findings
    from fzplan.workflow import standing

    made = standing.imported(workbook, plan, explanations, day=date.today(), lang=speech)  # noqa: DTZ011  (a day of the office)
    console.note(findings.text(made.diagnostics, speech))
    if made.text is None:
        raise typer.Exit(console.USAGE)
    fault = files.write(made.file, made.text.encode(), files.inputs(plan.as_posix(), ()))
    if fault is not None:
        console.note(findings.text([fault], speech))
        raise typer.Exit(console.USAGE)
    file = made.file.as_posix()
    told = {"zh": f"已并入 {made.count} 条说明：{file}", "en": f"explanations put into {file}: {made.count}"}
    console.note(told[speech])


def renewed(found: Review, baseline: Path | None, speech: Lang) -> tuple[Review, bool]:
    """Write the baseline that was asked for; return the review in which all is known, and whether it was written."""
    if baseline is None:
        return found, True
    from fzplan.reports import files, findings
    from fzplan.workflow import standing

    name = baseline.as_posix()
    if found.unusable:
        none = {"zh": f"未写基线 {name}：见所列问题", "en": f"baseline {name} not written: see what is listed"}
        console.note(none[speech])
        return found, True
    text, review = standing.renewed(found)
    fault = files.write(baseline, text.encode(), files.inputs(found.plan_file, found.files))
    if fault is not None:
        console.note(findings.text([fault], speech))
        return found, False
    count = text.count("\n") - 2 if "\n{" in text else 0
    console.note({"zh": f"已写入基线 {name}：{count} 处", "en": f"baseline {name} written: {count} places"}[speech])
    return review, True


def verdict(found: Review, fail_on: str, speech: Lang, *, strict: bool, exit_zero: bool, quiet: bool = False) -> int:
    """Say whether a review passes, and why not; return the exit code. `quiet`: nothing is said of one that passes."""
    from fzplan.checks.standing.gate import gate

    passed = gate(found, fail_on, strict=strict)  # type: ignore[arg-type]
    if passed.explainable:
        console.note(HOW_TO_EXPLAIN[speech])
    if passed.code or not quiet:
        console.note(passed.sentence.of(speech))
    return console.CLEAN if exit_zero and passed.code == console.FINDINGS else passed.code
