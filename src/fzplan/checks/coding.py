"""Codes in a field of records held against standard, list, expression, the name they have, and each other.

The place is the cell of the code. A code that is only written wrongly is told as that and as nothing else.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any
from zlib import crc32

from fzplan.checks import coding_codes as codes
from fzplan.checks.code_verdicts import Judge, Verdict, plain
from fzplan.checks.entries import Entries, Entry
from fzplan.checks.tally import Failure, Gap, Tally
from fzplan.diagnostics import Related, Text, listed
from fzplan.model.check_specs import CodeRule
from fzplan.observations import TOTAL
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fzplan.checks.room import Room
    from fzplan.model.checks import Check

SHOWN = 3
_SPACES = regex(r"\s+")


def examined(check: Check, room: Room) -> Tally:
    """Hold one check of codes against every record of its form."""
    spec = check.spec
    assert isinstance(spec, CodeRule)
    found = Tally(check)
    judge = Judge(spec)
    failing: set[Entry] = set()
    entries: list[Entry] = []
    sheets = [Entries(records, room.sources, spec.field, room.plan.forms[spec.form].key) for records in room.records
              if records.form == spec.form and len(records)]  # fmt: skip
    for sheet in sheets:
        if not sheet.there:
            found.gaps.append(Gap(_lack(spec.field), None, sheet.head, len(sheet.records)))
            continue
        for entry in sheet.entries():
            if not entry.code:
                found.gaps.append(Gap(_lack(spec.field), room.known.of_cell(entry.at), entry.at))
                continue
            entries.append(entry)
            verdict = judge(entry.stored, entry.code)
            if verdict is not None:
                failing.add(entry)
                found.failures.append(failed(check, verdict, entry, spec))
    more = [*_named(check, spec, entries, sheets), *_repeated(check, spec, entries)]
    found.failures += (failure for _, failure in more)
    found.passed = len(entries) - len(failing | {entry for entry, _ in more})
    return found


def failed(check: Check, verdict: Verdict, entry: Entry, spec: CodeRule, *related: Related, part: int = 0) -> Failure:
    """Return one code that is wrong, at its cell."""
    note = Text(f"（{check.note}）", f" ({check.note})") if check.note else Text("", "")
    shown = entry.stored if isinstance(entry.stored, str) else entry.code
    facts = {
        "where": entry.where, "code": Text(*[f"{spec.field} “{shown}”"] * 2), "why": verdict.why,
        "remedy": verdict.remedy, "words": note, "more": Text("", ""), "outcome": "fail",
    } | ({"check": check.id} if check.id else {})  # fmt: skip
    severity = check.level if verdict.severity is None else min(check.level, verdict.severity)
    if verdict.alike:
        part = crc32(verdict.alike.encode())
    return Failure(check, part, verdict.rule, severity, entry.at, facts, related, entry.year, entry.about)


def _named(
    check: Check, spec: CodeRule, entries: Sequence[Entry], sheets: Iterable[Entries]
) -> list[tuple[Entry, Failure]]:
    """Return the places at which a code has another name than it mostly has."""
    if not spec.determines:
        return []
    names = {sheet: sheet.column(spec.determines) for sheet in sheets if sheet.there}
    by_code: dict[str, list[tuple[Any, Entry]]] = defaultdict(list)
    for entry in entries:
        name = names[entry.sheet][entry.row]
        if name not in (None, "", TOTAL):
            by_code[entry.code].append((name, entry))
    found = []
    for code, written in by_code.items():
        if any(name != written[0][0] for name, _ in written):
            given = [(_folded(plain(name)), entry) for name, entry in written]
            counted = Counter(name for name, _ in given)
            found += _several(check, spec, code, given, counted) if len(counted) > 1 else []
    return found


def _several(
    check: Check, spec: CodeRule, code: str, given: Sequence[tuple[str, Entry]], counted: Counter[str]
) -> list[tuple[Entry, Failure]]:
    usual = counted.most_common(1)[0][0]
    first = next(entry for name, entry in given if name == usual)
    beside = Related(first.sheet.at(spec.determines, first.row), Text(*[f"{code} {spec.determines} {usual}"] * 2))
    found = []
    for name, entry in given:
        if name != usual:
            why = Text(
                f"{spec.determines}为“{name}”，别处为“{usual}”（{counted[usual]} 处）",
                f"its {spec.determines} is {name}, elsewhere {usual} (places: {counted[usual]})",
            )
            failure = failed(check, Verdict(codes.SEVERAL_NAMES, why), entry, spec, beside, part=1)
            about = failure.about._replace(value=f"{code}|{name}")
            at = entry.sheet.at(spec.determines, entry.row)
            found.append((entry, failure._replace(at=at, about=about)))
    return found


def _repeated(check: Check, spec: CodeRule, entries: Sequence[Entry]) -> list[tuple[Entry, Failure]]:
    """Return the places at which a code stands again in one period."""
    if not spec.unique:
        return []
    same: dict[tuple[str, object], list[Entry]] = defaultdict(list)
    for entry in entries:
        same[entry.code, entry.period].append(entry)
    found = []
    for first, *again in same.values():
        for entry in again:
            others = [str(e.at) for e in (first, *again) if e is not entry]
            places = listed(others[:SHOWN], more=len(others) > SHOWN)
            why = Text(f"同一期内重复，另见 {places.zh}", f"it is repeated in one period, also at {places.en}")
            beside = Related(first.at, Text(*[f"{spec.field} {first.code}"] * 2))
            found.append((entry, failed(check, Verdict(codes.REPEATED, why), entry, spec, beside, part=2)))
    return found


def _folded(name: str) -> str:
    """Return a name as it is compared: without spaces, full-width and half-width characters one."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", name))


def _lack(field: str) -> Text:
    return Text(f"缺 {field}", f"{field} is missing")
