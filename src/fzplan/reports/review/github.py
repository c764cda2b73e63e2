"""Annotations for GitHub Actions: workflow commands that the runner reads from the output of a step.

GitHub shows ten annotations of a level for a step and drops the rest in silence: here the worst are kept, and the
tenth says how many more there are. A workbook has no lines that a review could show: title and text have the cell.
Source: docs.github.com, workflow commands for GitHub Actions; escapes as the toolkit's command.ts makes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.reports.review.places import LEVELS, Level, file_of, has_lines, region
from fzplan.reports.review.rows import is_open, sheet_and_cell, worst_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.findings import Finding, Review
    from fzplan.reports.formats import Settings

MOST = 10
"""Annotations of one level that GitHub shows for one step."""
COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}


def render(review: Review, settings: Settings) -> str:
    """Return one command a line, worst first."""
    found = worst_first(filter(is_open, review.findings))
    by_level = {level: [f for f in found if LEVELS[f.severity] == level] for level in COMMANDS}
    return "".join(line + "\n" for level, some in by_level.items() for line in _of_level(level, some, settings))


def _of_level(level: Level, found: Sequence[Finding], settings: Settings) -> Iterator[str]:
    """Yield the annotations of a level; where there are too many, the last is their number."""
    kept = found if len(found) <= MOST else found[: MOST - 1]
    for finding in kept:
        yield _annotation(level, finding, settings)
    rest = found[len(kept) :]
    if rest:
        places = sum(len(finding.marks) for finding in rest)
        yield command(COMMANDS[level], {"title": "fzplan"}, _more(len(rest), places, settings.lang))


def _more(findings: int, places: int, lang: Lang) -> str:
    if lang == "zh":
        return f"同级的问题还有 {findings} 项（{places} 处），见本步骤的摘要或 fzplan check 的其他输出"
    return (
        f"{findings} more findings of this level ({places} places): see the summary of this step, "
        f"or another output of fzplan check"
    )


def _annotation(level: Level, finding: Finding, settings: Settings) -> str:
    d, lang = finding.diagnostic, settings.lang
    where, seen = "" if has_lines(d.at) else sheet_and_cell(d.at), region(d.at)
    named = " ".join(part for part in (d.severity.label.of(lang), d.code, str(d.facts.get("check", ""))) if part)
    lines: dict[str, object] = {}
    if has_lines(d.at):
        lines = {"line": seen.line, "endLine": seen.last_line, "col": seen.column, "endColumn": seen.last_column}
    if seen.line != seen.last_line:
        lines = {key: lines[key] for key in ("line", "endLine") if key in lines}
    title = f"{named} {where}".rstrip()
    file, place = file_of(d.at, settings), sheet_and_cell(d.at)
    said = f"{file}:{place}: " if place else f"{file}: "
    said += d.message(lang) + (f"\n{d.help(lang)}" if d.help(lang) else "")
    return command(COMMANDS[level], {"file": file, **lines, "title": title}, said)


def command(name: str, properties: dict[str, object], said: str) -> str:
    r"""Return a workflow command.

    >>> command("error", {"file": "a,b.xlsx", "title": "50%: x"}, "100%\nnext")
    '::error file=a%2Cb.xlsx,title=50%25%3A x::100%25%0Anext'
    """
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {given}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
