"""A review as Markdown for a pull request or a step summary: the totals, the checks, the open findings worst first.

With a limit in bytes the list is cut at a whole row, and how many rows are left out is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.reports.markup import code, line, plain
from fzplan.reports.review.places import file_of
from fzplan.reports.review.rows import is_open, sheet_and_cell, worst_first
from fzplan.reports.review.totals import explained, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.diagnostics import Lang
    from fzplan.model.findings import Finding, Review
    from fzplan.reports.formats import Settings

ROOM_TO_SAY = 300
"""Bytes kept for the sentence that says what is left out."""


def render(review: Review, settings: Settings) -> str:
    """Return the page, of no more than `settings.limit` bytes where there is one."""
    lang = settings.lang
    above = [f"## fzplan check{'：' if lang == 'zh' else ': '}{plain(_name(review))}", "", *_summary(review, lang)]
    found = worst_first(filter(is_open, review.findings))
    text = "\n".join([*above, *_checks(review, lang), *(_heads(lang) if found else [])]) + "\n"
    size = len(text.encode())
    parts = [text]
    for k, finding in enumerate(found):
        row = _row(finding, settings) + "\n"
        size += len(row.encode())
        if settings.limit and size > settings.limit - ROOM_TO_SAY:
            parts.append(_left_out(len(found) - k, lang))
            break
        parts.append(row)
    return "".join(parts)


def _name(review: Review) -> str:
    return review.plan.head.name if review.plan else review.plan_file


def _summary(review: Review, lang: Lang) -> Iterator[str]:
    first, *rest = sentences(review, lang)
    yield f"**{plain(first)}**"
    for sentence in rest:
        yield from ("", plain(sentence))


def _checks(review: Review, lang: Lang) -> Iterator[str]:
    """Yield the checks with their outcomes, folded away: they are many, and most pass."""
    if not review.counted:
        return
    zh, counts = lang == "zh", explained(review)
    heads = ("审核关系", "级别", "内容", "通过", "不通过", "其中已说明", "无法审核")
    if not zh:
        heads = ("check", "severity", "relation", "passed", "failed", "of these explained", "not evaluable")
    yield from ("", "<details>", f"<summary>{'审核关系' if zh else 'checks'} ({len(review.counted)})</summary>", "")
    yield line(heads)
    yield line(("---", "---", "---", "---:", "---:", "---:", "---:"))
    for one in review.counted:
        words = one.check.note or one.check.said.of(lang)
        outcomes = (one.passed, one.failed, counts[one.id], one.unknown)
        yield line((code(one.id), one.check.level.label.of(lang), plain(words), *map(str, outcomes)))
    yield from ("", "</details>")


def _heads(lang: Lang) -> Iterator[str]:
    heads = ("级别", "编号", "文件", "位置", "审核内容", "处理办法")
    if lang == "en":
        heads = ("severity", "code", "file", "place", "finding", "remedy")
    yield ""
    yield line(heads)
    yield line("---" for _ in heads)


def _row(finding: Finding, settings: Settings) -> str:
    d, lang = finding.diagnostic, settings.lang
    named = code(f"{d.code} {d.facts.get('check', '')}".rstrip())
    place = code(sheet_and_cell(d.at))
    said, remedy = plain(d.message(lang)), plain(d.help(lang))
    return line((d.severity.label.of(lang), named, code(file_of(d.at, settings)), place, said, remedy))


def _left_out(rows: int, lang: Lang) -> str:
    if lang == "zh":
        return f"\n另有 {rows} 项未列出：本页已满；`-o csv=审核清单.csv` 有全部。\n"
    return f"\n{rows} more findings are not listed, for the page is full; `-o csv=findings.csv` has them all.\n"
