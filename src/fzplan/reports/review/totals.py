"""What a review came to in numbers: findings and places by severity and standing, checks by outcome; and its sentences.

The numbers are those of the whole review, whatever a report has room to list.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Severity
from fzplan.reports.review.rows import STANDINGS, is_open

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fzplan.diagnostics import Lang
    from fzplan.model.findings import Finding, Review, Standing

WORST_FIRST = tuple(sorted(Severity, reverse=True))


class Totals(NamedTuple):
    """Findings and the places they have; of each severity what is open."""

    findings: int
    places: int
    by_standing: Mapping[Standing, int]
    """Places by standing."""
    open_findings: Mapping[Severity, int]
    open_places: Mapping[Severity, int]


def totals(found: Iterable[Finding]) -> Totals:
    """Count findings and places."""
    every = tuple(found)
    standing: Counter[Standing] = Counter(mark.standing for finding in every for mark in finding.marks)
    findings: Counter[Severity] = Counter(finding.severity for finding in every if is_open(finding))
    places: Counter[Severity] = Counter(
        finding.severity for finding in every for mark in finding.marks if mark.standing == "open"
    )
    return Totals(len(every), sum(standing.values()), standing, findings, places)


def sentences(review: Review, lang: Lang) -> Iterator[str]:
    """Yield what a review came to: what is open, what is not, the outcomes of the checks, what was held."""
    counted = totals(review.findings)
    yield opened(counted, lang)
    if rest := settled(counted, lang):
        yield rest
    if review.returns:
        yield filed(review, lang)
    if review.counted:
        yield held(review, lang)
    elif review.built_in_only and review.files:
        yield (
            "规划文件没有写 checks:，只作了内置审核"
            if lang == "zh"
            else "the plan file has no `checks:`: only the built-in ones were held"
        )


def filed(review: Review, lang: Lang) -> str:
    """Return how many returns were to be filed, were, and were not (应报、已报、未报)."""
    expected, reported = sum(one.expected for one in review.returns), sum(one.reported for one in review.returns)
    late = sum(len(one.overdue) for one in review.returns)
    if lang == "zh":
        return f"报表应报 {expected} 份：已报 {reported}，未报 {expected - reported}" + f"（逾期 {late}）" * bool(late)
    missing = f"missing {expected - reported}" + f" (overdue {late})" * bool(late)
    return f"returns to be filed {expected}: filed {reported}, {missing}"


def opened(counted: Totals, lang: Lang) -> str:
    """Return how many findings are open, worst first; the places too where they are more.

    >>> one = {Severity.ERROR: 1}
    >>> opened(Totals(1, 1, {}, one, one), "en"), opened(Totals(1, 9, {}, one, {Severity.ERROR: 9}), "zh")
    ('1 finding: error 1', '发现问题 1 项 9 处：强制 1 项 9 处')
    """
    findings, places = sum(counted.open_findings.values()), sum(counted.open_places.values())
    if not findings:
        return "未发现问题" if lang == "zh" else "no findings"
    apart = findings != places
    parts = [
        _counted(s.label.of(lang), counted.open_findings[s], counted.open_places[s], lang, apart=apart)
        for s in WORST_FIRST
        if counted.open_findings.get(s)
    ]
    if lang == "zh":
        return (f"发现问题 {findings} 项 {places} 处：" if apart else f"发现问题 {findings} 处：") + "，".join(parts)
    named = f"{findings} finding{'' if findings == 1 else 's'}"
    return (f"{named} at {places} places: " if apart else f"{named}: ") + ", ".join(parts)


def _counted(label: str, findings: int, places: int, lang: Lang, *, apart: bool) -> str:
    if not apart:
        return f"{label} {findings}"
    return f"{label} {findings} 项 {places} 处" if lang == "zh" else f"{label} {findings} at {places}"


def settled(counted: Totals, lang: Lang) -> str:
    """Return how many places are explained, in the baseline or in none of the changed files; "" where none is.

    >>> settled(Totals(2, 2, {"explained": 1, "known": 1}, {}, {}), "zh")
    '不计入的：已说明 1 处，基线内 1 处'
    """
    parts = [
        f"{word.of(lang)} {n}{' 处' if lang == 'zh' else ''}"
        for code, word in STANDINGS.items()
        if code != "open" and (n := counted.by_standing.get(code, 0))
    ]
    if not parts:
        return ""
    return ("不计入的：" if lang == "zh" else "not counted: ") + ("，" if lang == "zh" else ", ").join(parts)


def held(review: Review, lang: Lang) -> str:
    """Return the three outcomes of the plan's checks in one line."""
    passed = sum(one.passed for one in review.counted)
    failed = sum(one.failed for one in review.counted)
    unknown = sum(one.unknown for one in review.counted)
    n = len(review.counted)
    if lang == "zh":
        return f"审核关系 {n} 条：通过 {passed} 处，不通过 {failed} 处，无法审核 {unknown} 处"
    return f"{n} check{'' if n == 1 else 's'}: passed {passed}, failed {failed}, not evaluable {unknown}"


def explained(review: Review) -> Counter[str]:
    """Return by id of check (or code of a built-in one) how many places are explained."""
    return Counter(
        str(finding.diagnostic.facts.get("check", finding.diagnostic.code))
        for finding in review.findings
        for mark in finding.marks
        if mark.standing == "explained"
    )
