"""Findings as text (`PLACE: severity CODE message`, excerpt, related places, `help:`) and as JSON records.

In: diagnostics. Out: lines or plain data, in the order given. May import: diagnostics, observations.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import CellRef, FileRef, Severity, Span, visible
from fzplan.figures import tidy
from fzplan.regex import regex
from fzplan.reports.columns import folded
from fzplan.reports.consoles import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.diagnostics import Diagnostic, Lang, Place
    from fzplan.observations import Account

INDENT = 4
NARROWEST = 20
"""Columns that a text has at least, however narrow the console is."""
UNBOUNDED = 0
"""The width of a console on which no line is parted."""
ESCAPE = regex(r"\x1b\[[0-9;]*m")
COLOURS = {Severity.ERROR: "1;31", Severity.CONFIRM: "31", Severity.VERIFY: "33", Severity.INFO: "36"}


def text(diagnostics: Iterable[Diagnostic], lang: Lang, *, colour: bool = False) -> str:
    """Return every finding with its excerpt, related places and remedy."""
    return "".join(text + "\n" for d in diagnostics for text in full(d, lang, colour=colour))


def notices(diagnostics: Iterable[Diagnostic], lang: Lang, *, colour: bool = False) -> str:
    """Return the first notice of each rule with its remedy, and how many more there are: said, without a flood."""
    by_rule: dict[str, list[Diagnostic]] = {}
    for d in diagnostics:
        by_rule.setdefault(d.code, []).append(d)
    more = {"zh": "    另有同类 {} 处，见 fzplan check\n", "en": "    {} more of this kind: see fzplan check\n"}[lang]
    return "".join(
        text([found[0]], lang, colour=colour) + (more.format(len(found) - 1) if found[1:] else "")
        for found in by_rule.values()
    )


def concise(diagnostics: Iterable[Diagnostic], lang: Lang, *, colour: bool = False) -> str:
    """Return one line a finding."""
    return "".join(line(d, lang, colour=colour) + "\n" for d in diagnostics)


def counts(diagnostics: Iterable[Diagnostic], lang: Lang) -> str:
    """Return how many findings there are of each severity, worst first; nothing where there are none."""
    found = [d.severity for d in diagnostics]
    parts = [f"{s.label.of(lang)} {found.count(s)}" for s in sorted(Severity, reverse=True) if s in found]
    if not parts:
        return "未发现问题" if lang == "zh" else "no findings"
    counted = f"{len(found)} finding{'' if len(found) == 1 else 's'}: "
    return (f"发现问题 {len(found)} 处：" if lang == "zh" else counted) + (
        "，".join(parts) if lang == "zh" else ", ".join(parts)
    )


def cells(accounts: Iterable[Account], lang: Lang) -> str:
    """Return the conservation of cells in one line: every number-like cell read is one of four things."""
    read = tuple(accounts)
    total, kept = sum(a.numbers for a in read), sum(a.observations for a in read)
    records, headers = sum(a.records for a in read), sum(a.headers for a in read)
    ignored = sum(sum(a.ignored.values()) for a in read)
    sign = "=" if total == kept + records + headers + ignored else "≠"
    if lang == "zh":
        return f"数字单元格 {total} {sign} 采用 {kept} + 记录 {records} + 表头 {headers} + 未采用 {ignored}"
    return (
        f"number cells {total} {sign} observations {kept} + records {records} + headers {headers} + ignored {ignored}"
    )


def full(d: Diagnostic, lang: Lang, *, colour: bool = False, width: int = UNBOUNDED) -> list[str]:
    """Return a finding in lines: place and sentence, excerpt, related places, remedy; parted at `width` columns.

    A place is never parted: it is there to be clicked on.
    """
    related = [(f"-> {visible(str(r.at))}:", visible(r.label.of(lang))) for r in d.related]
    remedy = d.help(lang)
    below = [*related, *([("处理：" if lang == "zh" else "help:", remedy)] if remedy else [])]
    return [
        *_parted(f"{visible(str(d.at))}:", _worded(d, lang, colour=colour), d.message(lang), width),
        *(f"{' ' * INDENT}{visible(line)}" for line in d.excerpt.split("\n") if line),
        *(line for head, said in below for line in _below(head, said, width)),
    ]


def _parted(place_: str, severity: str, said: str, width: int) -> list[str]:
    """Return the first line of a finding; where it is too long, the sentence stands below the place."""
    whole = f"{place_} {severity} {said}"
    if width == UNBOUNDED or columns(ESCAPE.sub("", whole)) <= width:
        return [whole]
    return [
        f"{place_} {severity}",
        *(" " * INDENT + line for line in folded(said, max(width - INDENT, NARROWEST)).split("\n")),
    ]


def _below(head: str, said: str, width: int) -> list[str]:
    whole = " " * INDENT + head + ("" if head.endswith("：") else " ") + said
    if width == UNBOUNDED or columns(whole) <= width:
        return [whole]
    first, *rest = folded(whole[INDENT:], max(width - INDENT - 2, NARROWEST)).split("\n")
    return [" " * INDENT + first, *(" " * (INDENT + 2) + line for line in rest)]


def line(d: Diagnostic, lang: Lang, *, colour: bool = False) -> str:
    """Return a finding in one line: ``PLACE: severity CODE message``."""
    return f"{visible(str(d.at))}: {_worded(d, lang, colour=colour)} {d.message(lang)}"


def _worded(d: Diagnostic, lang: Lang, *, colour: bool) -> str:
    severity = d.severity.label.of(lang)
    if colour:
        severity = f"\x1b[{COLOURS[d.severity]}m{severity}\x1b[0m"
    return f"{severity} {d.code}"


def message(d: Diagnostic, lang: Lang, facts: Mapping[str, Any]) -> str:
    """Return the sentence of a finding about one of its places, of which `facts` are known."""
    return (d if facts is d.facts else replace(d, facts={**d.facts, **facts})).message(lang)


def records(diagnostics: Iterable[Diagnostic], lang: Lang) -> list[dict[str, Any]]:
    """Return the `diagnostics` of the JSON contract."""
    return [record(d, lang) for d in diagnostics]


def record(d: Diagnostic, lang: Lang) -> dict[str, Any]:
    """Return one finding of the JSON contract: the same in every document."""
    related = [{"place": str(r.at), **place(r.at), "message": r.label.of(lang)} for r in d.related]
    cited = [r for r in related if "cell" in r or "range" in r]
    return {
        "code": d.code,
        "rule": d.rule.slug,
        **({"check": d.facts["check"]} if "check" in d.facts else {}),
        "severity": d.severity.code,
        "outcome": d.facts.get("outcome", "fail"),
        "place": str(d.at),
        **place(d.at),
        **({"cells": cited} if cited else {}),
        "message": d.message(lang),
        "help": d.help(lang),
        **comparison(d.facts),
        **({"related": related} if related else {}),
    }


def comparison(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figures of a comparison as numbers of 12 digits; nothing of a finding that compares none.

    >>> comparison({"lhs": 999.0, "rhs": 40.0, "tolerance": math.inf, "unit": "人"})
    {'lhs': 999.0, 'rhs': 40.0, 'diff': 959.0, 'unit': '人'}
    """
    if "lhs" not in facts or "rhs" not in facts:
        return {}
    left, right = float(facts["lhs"]), float(facts["rhs"])
    figures = {"lhs": left, "rhs": right, "diff": left - right, "tolerance": float(facts.get("tolerance", 0.0))}
    return {
        **{name: tidy(figure) for name, figure in figures.items() if math.isfinite(figure)},
        **({"unit": facts["unit"]} if facts.get("unit") else {}),
    }


def place(at: Place) -> dict[str, Any]:
    """Return the parts of a place: file and line, or file, sheet and cell (a block: range)."""
    if isinstance(at, Span):
        return {"file": at.file, "line": at.line, "column": at.column}
    if isinstance(at, CellRef):
        single = ":" not in at.address
        return {"file": at.file, "sheet": at.sheet, "cell" if single else "range": at.address}
    assert isinstance(at, FileRef)
    return {"file": at.file, **({"sheet": at.sheet} if at.sheet else {})}
