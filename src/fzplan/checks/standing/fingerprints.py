"""Fingerprints: what a finding is about, without row or cell, so that an inserted row renews no baseline.

In: findings, and what was read. Out: `Finding` values, a mark for each place. Where form, entity, measure and period
of a place are known they are all of its fingerprint; else the file, the sheet and the names in its sentence are.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.checks.standing.abouts import NOWHERE, Surroundings
from fzplan.diagnostics import CellRef, FileRef, Instance, Span, Text
from fzplan.model.findings import Finding, Mark
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.diagnostics import About, Diagnostic, Place
    from fzplan.model.plan import Plan
    from fzplan.observations import Extraction

LENGTH = 16
ADDRESS = regex(r"(?<![A-Za-z0-9])\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?(?![A-Za-z0-9])|(?<=:)\d+:\d+")
LASTING = frozenset({
    "check", "column", "dimension", "entries", "field", "form", "got", "id", "key", "label", "measure", "members",
    "name", "other", "path", "patterns", "period", "task", "title", "unit",
})  # fmt: skip
"""Facts that say which finding it is, not how it came out: they stay when a figure changes."""
PASSING = frozenset({"cells", "hint", "known", "more", "near", "nearest", "places", "remedy", "rows"})
"""Facts that an inserted row or another name beside it changes."""


class _Place(NamedTuple):
    """One place of one finding: which finding, which of its places, what makes its fingerprint and its stamp."""

    finding: int
    instance: int
    at: Place
    about: About
    identity: str
    value: str


def marked(
    diagnostics: Sequence[Diagnostic], plan: Plan | None = None, extraction: Extraction | None = None
) -> tuple[Finding, ...]:
    """Return the findings with a mark for each of their places; equal ones are numbered in the order of places.

    Stamps of equal places with equal figures are numbered by themselves: of two findings alike, an explanation stays
    with the figures that it was written for.
    """
    instances = [d.instances or (Instance(d.at, NOWHERE),) for d in diagnostics]
    around = Surroundings(plan, extraction, (one for each in instances for one in each))
    places = [
        _place(around, n, k, d, one)
        for n, (d, each) in enumerate(zip(diagnostics, instances, strict=True))
        for k, one in enumerate(each)
    ]
    fingerprints, stamps = Counter[str](), Counter[str]()
    found: dict[tuple[int, int], Mark] = {}
    for place in sorted(places, key=lambda p: (_order(p.at), p.finding, p.instance)):
        valued = f"{place.identity}\x1e{place.value}"
        fingerprint = _digest(_numbered(place.identity, fingerprints))
        stamp = _digest(_numbered(valued, stamps))
        found[place.finding, place.instance] = Mark(place.at, place.about, fingerprint, stamp)
    return tuple(
        Finding(d, tuple(found[n, k] for k in range(len(each))))
        for n, (d, each) in enumerate(zip(diagnostics, instances, strict=True))
    )


def rule_of(finding: Finding) -> str:
    """Return what an explanation calls the rule of a finding: the id of the check, else the code."""
    return str(finding.diagnostic.facts.get("check") or finding.diagnostic.code)


def _place(around: Surroundings, number: int, instance: int, d: Diagnostic, one: Instance) -> _Place:
    facts = d.facts if one.facts is None else one.facts
    about = around.about(one, facts)
    parts = [d.code, str(d.facts.get("check", "")), about.form, about.entity, about.measure, about.period, about.basis]
    if not (about.entity or about.measure or (parts[1] and isinstance(one.at, Span))):
        parts += [*_somewhere(one.at), *_names(one.at, facts)]
    return _Place(number, instance, one.at, about, "\x1f".join(parts), about.value or "\x1f".join(_said(facts)))


def _somewhere(at: Place) -> tuple[str, str]:
    """Return the file and the sheet, where nothing better is known; a plan file by its name, whatever leads to it."""
    return (at.file.rpartition("/")[2], "") if isinstance(at, Span) else (at.file, at.sheet)


def _names(at: Place, facts: Mapping[str, Any]) -> list[str]:
    """Return what a sentence names; of a text file all of it, for there nothing is counted."""
    kept = {name: fact for name, fact in facts.items() if name in LASTING or isinstance(at, Span)}
    return _said(kept)


def _said(facts: Mapping[str, Any]) -> list[str]:
    """Return facts as text without the addresses of cells; lists in the order of their names."""
    found = []
    for name in sorted(facts.keys() - PASSING):
        fact = facts[name]
        text = ADDRESS.sub("", fact.zh if isinstance(fact, Text) else str(fact))
        found.append(f"{name}={'、'.join(sorted(text.split('、')))}")
    return found


def _order(at: Place) -> tuple[str, str, int, int]:
    if isinstance(at, CellRef):
        return at.file, at.sheet, at.row, at.column
    return (at.file, at.sheet, 0, 0) if isinstance(at, FileRef) else (at.file, "", at.line, at.column)


def _numbered(text: str, seen: Counter[str]) -> str:
    seen[text] += 1
    return text if seen[text] == 1 else f"{text}\x1d{seen[text]}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:LENGTH]
