"""A review for people: file by file, every finding in full, the totals at the end.

Of one kind of finding in one file the first `SHOWN` stand in full; how many there are is always told. What is
explained stands below by its reason, what is in the baseline or in no changed file is only counted.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from fzplan.diagnostics import visible
from fzplan.reports import consoles
from fzplan.reports.columns import folded, styled
from fzplan.reports.findings import INDENT, NARROWEST, full
from fzplan.reports.review import coverage
from fzplan.reports.review.apart import left
from fzplan.reports.review.rows import is_open, rows
from fzplan.reports.review.totals import sentences, totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fzplan.diagnostics import Lang, Severity
    from fzplan.model.findings import Finding, Review
    from fzplan.reports.formats import Settings

SHOWN = 50
"""Findings of one kind in one file that are shown in full."""


def render(review: Review, settings: Settings) -> str:
    """Return the whole review."""
    text = "\n".join(_lines(review, settings)) + "\n"
    return consoles.printable(text, settings.encoding)


def shown(review: Review) -> tuple[Finding, ...]:
    """Return the findings that stand in full, in their order."""
    return tuple(finding for _, found in _files(review) for finding in _first(found))


def _files(review: Review) -> Iterator[tuple[str, list[Finding]]]:
    """Yield the files with their open findings: those of one file stand together."""
    found = sorted(filter(is_open, review.findings), key=lambda finding: finding.diagnostic.at.file)
    for file, group in groupby(found, key=lambda finding: finding.diagnostic.at.file):
        yield file, list(group)


def _kind(finding: Finding) -> tuple[str, str]:
    return finding.diagnostic.code, str(finding.diagnostic.facts.get("check", ""))


def _first(found: Sequence[Finding]) -> list[Finding]:
    """Return the first findings of each kind."""
    seen: dict[tuple[str, str], int] = {}
    kept = []
    for finding in found:
        seen[_kind(finding)] = seen.get(_kind(finding), 0) + 1
        if seen[_kind(finding)] <= SHOWN:
            kept.append(finding)
    return kept


def _lines(review: Review, settings: Settings) -> Iterator[str]:
    lang = settings.lang
    for file, found in _files(review):
        yield _heading(file, found, settings)
        yield ""
        for finding in _first(found):
            yield from full(finding.diagnostic, lang, colour=settings.colour, width=settings.width)
            if apart := left(finding, lang):
                yield f"{' ' * INDENT}{apart}"
            yield ""
        if rest := list(_left_out(found, lang)):
            yield from (*rest, "")
    if explained := list(_explained(review, settings)):
        yield from (*explained, "")
    if review.coverage is not None:
        yield from (*coverage.lines(review.coverage, lang), "")
    for sentence in sentences(review, lang):
        wide = max(settings.width, NARROWEST) if settings.width else len(sentence) * 2
        yield from folded(sentence, wide).split("\n")


def _heading(file: str, found: Sequence[Finding], settings: Settings) -> str:
    """Return the name of a file with what is open in it."""
    of = totals(found).open_findings
    worst: list[Severity] = sorted(of, reverse=True)
    parts = [f"{severity.label.of(settings.lang)} {of[severity]}" for severity in worst]
    told = "，".join(parts) if settings.lang == "zh" else ", ".join(parts)
    name = styled(visible(file), "bold") if settings.colour else visible(file)
    return f"{name}（{told}）" if settings.lang == "zh" else f"{name} ({told})"


def _left_out(found: Sequence[Finding], lang: Lang) -> Iterator[str]:
    """Yield for each kind how many findings do not stand in full."""
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        kinds.setdefault(_kind(finding), []).append(finding)
    for (code, check), same in kinds.items():
        rest = same[SHOWN:]
        if rest:
            name, places = f"{code} {check}".rstrip(), sum(len(finding.marks) for finding in rest)
            if lang == "zh":
                yield f"{' ' * INDENT}另有 {len(rest)} 项 {name}（{places} 处）未列出；--format concise 每项一行"
            else:
                yield (
                    f"{' ' * INDENT}{len(rest)} more of {name} ({places} places) are not listed: "
                    f"--format concise has a line for each"
                )


def _explained(review: Review, settings: Settings) -> Iterator[str]:
    """Yield a heading and a line for each place that is explained, with the reason."""
    told = [row for row in rows(review) if row.mark.standing == "explained"]
    if told:
        yield "已说明：" if settings.lang == "zh" else "explained:"
    for row in told:
        d, why = row.diagnostic, row.mark.explanation
        reason = f" {why.reason}" if why else ""
        by = f"（{why.by}）" if why and why.by else ""
        yield f"{visible(str(row.mark.at))}: {d.severity.label.of(settings.lang)} {d.code}{reason}{by}"
