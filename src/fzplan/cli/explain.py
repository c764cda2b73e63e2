"""`fzplan explain`: where one number comes from, down to the cells, and what it means for its target."""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fzplan.cli import console, language, options
from fzplan.cli.language import both

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.returns import Limits
    from fzplan.workflow import Explanation

Name = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help=both("指标、原始指标、目标或审核关系的 id", "id of an indicator, a measure, a target or a check"),
    ),
]
Rest = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[YEAR] DATA",
        help=both(
            "年份（默认最近一年）；数据文件夹或工作簿（默认规划文件旁的 data/）",
            "year (latest); folders or workbooks of data (data/ beside the plan file)",
        ),
        show_default=False,
    ),
]
By = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="DIMENSION=MEMBER",
        help=both("分组成员，例如 产业=轨道交通（可多次）", "a member of a dimension (repeatable)"),
        show_default=False,
    ),
]
Public = Annotated[
    bool,
    typer.Option(
        "--public",
        help=both(
            "供公开：会泄露填报单位的数不予列出，不列文件和单元格",
            "for the public: no figure that would tell on a respondent, no files and cells",
        ),
    ),
]


def explain(
    name: Name,
    rest: Rest = None,
    *,
    plan: options.PlanFile = Path("targets.yaml"),
    by: By = None,
    as_of: options.AsOf = None,
    set_: options.Set = None,
    lang: options.Language = None,
    max_size: options.MaxSize = None,
    max_cells: options.MaxCells = None,
    max_seconds: options.MaxSeconds = None,
    engine: options.Engine = "auto",
    connect: options.Connect = False,
    public: Public = False,
    verbose: options.Verbose = False,
    debug: options.Debug = False,  # noqa: ARG001  (read by app.run)
) -> None:
    """Explain one number of one period and member."""
    from fzplan import workflow
    from fzplan.reports import findings

    year, data = split(rest or [])
    chosen = members(by or [])
    wanted = unicodedata.normalize("NFKC", name).strip()  # as ids are kept: （ and ( are one
    bounds = options.limits(max_size, max_cells, max_seconds, engine, connect=connect)
    explanation = workflow.explain(
        plan, data, wanted, year=year, as_of=as_of, by=chosen, overrides=set_ or (), limits=bounds, values=public,
    )  # fmt: skip
    run = explanation.run
    speech = console.lang(lang, run)
    if explanation.reckoning is not None and not run.unusable:
        if public:
            console.refuse(
                "--public", f"{name} 是审核关系，只供单位自己查看", f"{name} is a check, for the office alone"
            )
        from fzplan.reports import reckoning

        console.say(reckoning.text(explanation.reckoning, speech, year))
        return
    if run.outcome is None or run.unusable or explanation.value is None:
        console.report(run, speech, verbose=verbose)
        raise typer.Exit(console.USAGE)
    console.say(_drawn(explanation, speech, public=public))
    if not public:
        _say_behind(explanation, plan, data, bounds, speech)
    if explanation.findings and not public:
        about = both("以上各数所在单元格的问题：", "findings about the cells above:")
        console.note(language.part(about, speech))
        console.note(findings.text(explanation.findings, speech, colour=console.colour(sys.stderr)))


def _say_behind(explanation: Explanation, plan: Path, data: tuple[Path, ...], bounds: Limits, speech: Lang) -> None:
    """Say which records are behind the aggregates that the number rests on."""
    from fzplan.reports import listing as drawn
    from fzplan.workflow import listing

    outcome = explanation.run.outcome
    if outcome is not None and (found := listing.behind(explanation, plan, data, bounds)):
        console.say("\n" + "\n".join(drawn.behind(outcome, found, speech)))


def _drawn(explanation: Explanation, speech: Lang, *, public: bool) -> str:
    """Return the explanation as text, for the public without what would tell on a respondent."""
    from fzplan.reports import explain as drawn
    from fzplan.reports.disclosure import one_for_public

    outcome, value = explanation.run.outcome, explanation.value
    assert outcome is not None
    assert value is not None
    trace, judged = explanation.trace, explanation.assessments
    if public:
        outcome, value, judged = one_for_public(outcome, replace(value, trace=trace), judged, speech)
        trace = value.trace
    return drawn.text(outcome, value, trace, judged, speech, width=console.bound(), encoding=console.encoding())


def split(rest: list[str]) -> tuple[int | None, tuple[Path, ...]]:
    """Return the year, where the first word is one, and the data.

    >>> split(["2020", "data"])[0], split(["data"])[0]
    (2020, None)
    """
    if rest and len(rest[0]) == 4 and rest[0].isdecimal():
        return int(rest[0]), tuple(Path(word) for word in rest[1:])
    return None, tuple(Path(word) for word in rest)


def members(written: list[str]) -> dict[str, str]:
    """Return dimension → member; a word without ``=`` is wrong usage."""
    found: dict[str, str] = {}
    for word in written:
        dimension, sign, member = word.partition("=")
        if not sign:
            console.refuse("--by", f"应写成 分组=成员，得到 {word}", f"expected DIMENSION=MEMBER, got {word}")
        found[dimension] = member
    return found
