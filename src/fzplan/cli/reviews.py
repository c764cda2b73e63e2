"""Where a review goes: one format on stdout, any number in files, the page of a step on GitHub Actions."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fzplan.cli import console, writing
from fzplan.cli.language import both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.cli.writing import Destination
    from fzplan.diagnostics import Lang
    from fzplan.model.findings import Review
    from fzplan.reports.formats import Settings
    from fzplan.returns import Limits

Format = Annotated[
    Literal["text", "concise", "json", "csv", "md", "github", "gitlab", "junit", "sarif"],
    typer.Option(
        "--format",
        help=both(
            "标准输出的格式：text 逐条详述，concise 每条一行，其余供程序和流水线读取",
            "format on stdout: text in full, concise a line each, the others for programs and pipelines",
        ),
    ),
]
Output = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="[FORMAT=]FILE",
        help=both(
            "另写入文件，可多次；格式看后缀 .xlsx .csv .md .json .sarif .xml（junit）.txt，或写明，如 gitlab=gl.json",
            "write a file too (repeatable); the suffix decides: .xlsx .csv .md .json .sarif .xml (junit) .txt; "
            "or named, as in gitlab=gl.json",
        ),
        show_default=False,
    ),
]
FOR_PEOPLE = ("text", "concise")
AS_IT_IS = ("csv", "md", "github", "gitlab", "junit", "sarif")
"""Formats that programs read: in UTF-8 on every console."""
SUMMARY = "github-summary"
STEP = "GITHUB_STEP_SUMMARY"
"""The variable of the environment in which GitHub Actions names the page of a step."""


def destinations(written: Iterable[str]) -> list[Destination]:
    """Return file and format of each ``-o``.

    >>> destinations(["findings.json", "text=findings.log"])
    [(PosixPath('findings.json'), 'json'), (PosixPath('findings.log'), 'text')]
    """
    from fzplan.reports.review import FORMATS, SUFFIXES

    return [writing.destination(one, SUFFIXES, FORMATS) for one in written]


def show(found: Review, name: str, speech: Lang, limits: Limits, *, verbose: bool) -> None:
    """Print a review; what became of the cells stands on stderr where people read."""
    from fzplan.reports import review
    from fzplan.reports.formats import Settings
    from fzplan.reports.review import totals

    wide = console.width() if sys.stdout.isatty() or os.environ.get("COLUMNS") else 0
    screen = Settings(speech, wide, console.colour(), console.encoding(), paths=_paths(found, Path()))
    if name in AS_IT_IS:
        console.show(review.render(found, name, _plain(screen)), for_programs=True)
        return
    console.show(review.render(_excerpted(found, name, limits), name, screen), for_programs=False)
    if name == "concise":
        console.note("\n".join(totals.sentences(found, speech)))
    if name in FOR_PEOPLE:
        console.account(found, speech, verbose=verbose)


def note_coverage(found: Review, name: str, speech: Lang) -> None:
    """Say what no rule looks at, beside a format that has no place for it."""
    if found.coverage is not None and name not in ("text", "json"):
        from fzplan.reports.review import coverage

        console.note("\n".join(coverage.lines(found.coverage, speech)))


def write(found: Review, files: Iterable[Destination], printed: str, speech: Lang, limits: Limits) -> bool:
    """Write the files, and the page of the step where annotations are printed for it; tell whether all are written."""
    wanted = list(files)
    page = os.environ.get(STEP, "")
    if printed == "github" and page and SUMMARY not in (name for _, name in wanted):
        wanted.append((Path(page), SUMMARY))
    written = [_write(_excerpted(found, name, limits), path, name, speech) for path, name in wanted]
    return all(written)


def _write(found: Review, path: Path, name: str, speech: Lang) -> bool:
    """Write one report; what was found is written whatever it is, for that is what it is for."""
    from fzplan.reports import files, review
    from fzplan.reports.formats import Settings

    cited = sorted({mark.at.file for finding in found.findings for mark in finding.marks})
    before = files.content(path) if name == SUMMARY else b""
    settings = Settings(
        speech, 0, links=files.seen_from(path, found.plan_file, cited), paths=_paths(found, Path()),
        limit=_room(len(before)) if name == SUMMARY else 0,
    )  # fmt: skip
    content = review.render(found, name, settings)
    kept = files.inputs(found.plan_file, found.files)
    return writing.write(path, before + (content.encode() if isinstance(content, str) else content), speech, kept)


def _excerpted(found: Review, name: str, limits: Limits) -> Review:
    """Return the review with the neighbours of the cells that the text shows; other formats have no use for them."""
    if name != "text":
        return found
    from fzplan.reports.review import text
    from fzplan.workflow import excerpting

    return excerpting.excerpted(found, text.shown(found), limits)


def _room(taken: int) -> int:
    """Return the bytes that the page of a step has left: at least enough to say what is not listed."""
    from fzplan.reports.review.github_summary import MOST

    return max(1, MOST - 1 - taken)


def _paths(found: Review, here: Path) -> dict[str, str]:
    """Return the files of the review as they are named from the folder in which the program runs."""
    from fzplan.reports import files

    related = (r.at.file for finding in found.findings for r in finding.diagnostic.related)
    cited = {mark.at.file for finding in found.findings for mark in finding.marks}
    named = sorted({*cited, *related, *found.files, found.plan_file})
    seen = files.seen_from(here / "report", found.plan_file, [name for name in named if name])
    return {name: path for name, path in seen.items() if path != name}


def _plain(screen: Settings) -> Settings:
    from dataclasses import replace

    return replace(screen, encoding="utf-8", colour=False)
