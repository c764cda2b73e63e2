"""What offices say of findings (说明), held against the findings: which places are settled, which entries are not used.

In: findings with their stamps, the entries of an explanations file, the day. Out: the findings with their standing,
and what is to be said of the entries themselves.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.checks import wording
from fzplan.checks.standing import codes
from fzplan.checks.standing.boilerplate import refusal
from fzplan.checks.standing.fingerprints import rule_of
from fzplan.diagnostics import Severity, Text, listed
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.findings import Explanation, Finding, Mark

GONE = Text("没有这样的问题，可能已经改正", "there is no such finding; it may have been mended")
TWICE = Text("前面已有一条", "another entry has settled it")
NOT_NEEDED = Text("提示不需要说明", "findings of the level info need none")
NEVER = Text("强制性问题必须改正数据，不接受说明", "an error has to be corrected, no explanation settles it")
CORRECT = Text(
    "改正数据后删去这一条；级别不合适的，由编制规划文件的人改 level:",
    "correct the data and remove the entry; if the level is wrong, whoever keeps the plan file changes `level:`",
)
NOBODY = Text("没有填表人", "nobody has signed it (`by`)")
SIGN = Text("填上 by（填表人）", "write `by`, the person who explains it")
UNCONFIRMED = Text("准强制还要有确认人", "it has to be confirmed as well")
SAME = Text("确认人与填表人是同一人", "it is confirmed by the person who wrote it")
CONFIRM = Text("请填表人以外的人核实，写在 confirmed（确认人）", "have another person verify it and write `confirmed`")


class _Seat(NamedTuple):
    """Where a mark stands: which finding, which of its places."""

    finding: int
    place: int


@frozen
class _Hall:
    """All places of all findings, by what an entry names them with."""

    findings: Sequence[Finding]
    stamped: dict[tuple[str, str, str, str], _Seat]
    named: dict[tuple[str, str, str], list[_Seat]]

    def mark(self, seat: _Seat) -> Mark:
        return self.findings[seat.finding].marks[seat.place]

    def severity(self, seat: _Seat) -> Severity:
        return self.findings[seat.finding].severity

    def facts(self, seat: _Seat) -> Mapping[str, Any]:
        """Return the facts of the place; those of a finding of several places may be told of each by itself."""
        diagnostic = self.findings[seat.finding].diagnostic
        own = diagnostic.instances[seat.place].facts if seat.place < len(diagnostic.instances) else None
        return diagnostic.facts if own is None else own

    def figures(self, seat: _Seat) -> str:
        """Return the figures of a place as people read them: both sides as the list prints them, else those read."""
        facts = self.facts(seat)
        if "lhs" in facts and "rhs" in facts:
            return " / ".join(wording.said(facts[side], facts["unit"]) for side in ("lhs", "rhs"))
        return " / ".join(part or "—" for part in self.mark(seat).about.value.split("|"))


def explained(
    findings: Sequence[Finding], explanations: Iterable[Explanation], today: str = ""
) -> tuple[tuple[Finding, ...], tuple[Diagnostic, ...]]:
    """Return the findings with the places that are explained, and what is said of the entries.

    `today` (a day as ``2026-03-01``) decides which entries have expired; without it none has.
    """
    entries = list(explanations)
    hall = _hall(findings)
    meant = {(e.rule, e.entity, e.period, e.stamp) for e in entries}
    settled: dict[_Seat, Explanation] = {}
    said: list[Diagnostic] = []
    for entry in entries:
        seat = hall.stamped.get((entry.rule, entry.entity, entry.period, entry.stamp))
        fault = _unmet(entry, hall, meant) if seat is None else _fault(entry, hall.severity(seat), today)
        if fault is None and seat in settled:
            fault = codes.UNUSED(entry.at, rule=entry.rule, where=where(entry), why=TWICE)
        if fault is not None:
            said.append(fault)
        elif seat is not None:
            settled[seat] = entry
    return tuple(_standing(f, n, settled) for n, f in enumerate(findings)), tuple(said)


def where(entry: Explanation) -> str:
    """Return entity and period of an entry, with a space behind each."""
    return "".join(f"{part} " for part in (entry.entity, entry.period) if part)


def _hall(findings: Sequence[Finding]) -> _Hall:
    stamped: dict[tuple[str, str, str, str], _Seat] = {}
    named: dict[tuple[str, str, str], list[_Seat]] = defaultdict(list)
    for n, finding in enumerate(findings):
        rule = rule_of(finding)
        for k, mark in enumerate(finding.marks):
            key = (rule, mark.about.entity, mark.about.period)
            stamped[*key, mark.stamp] = _Seat(n, k)
            named[key].append(_Seat(n, k))
    return _Hall(findings, stamped, named)


def _unmet(entry: Explanation, hall: _Hall, meant: set[tuple[str, str, str, str]]) -> Diagnostic:
    """Return what is said of an entry whose figures are nowhere found: they have changed, or there is no finding."""
    key = (entry.rule, entry.entity, entry.period)
    changed = [
        seat
        for seat in hall.named.get(key, ())
        if (*key, hall.mark(seat).stamp) not in meant and hall.severity(seat) > Severity.INFO
    ]
    if not changed:
        return codes.UNUSED(entry.at, rule=entry.rule, where=where(entry), why=GONE)
    now = listed(dict.fromkeys(hall.figures(seat) for seat in changed))
    before = entry.figures or f"stamp {entry.stamp}"
    return codes.VOID(entry.at, rule=entry.rule, where=where(entry), before=before, now=now)


def _fault(entry: Explanation, severity: Severity, today: str) -> Diagnostic | None:
    """Return why an entry does not settle the place it is about."""
    named: dict[str, Any] = {"rule": entry.rule, "where": where(entry)}
    if severity == Severity.INFO:
        return codes.UNUSED(entry.at, **named, why=NOT_NEEDED)
    why = refusal(entry.reason)
    if why is not None:
        return codes.REFUSED(entry.at, **named, reason=entry.reason, why=why)
    lack = _lack(entry, severity)
    if lack is not None:
        return codes.NOT_ENOUGH(entry.at, **named, level=severity.label, why=lack[0], remedy=lack[1])
    if today and entry.expires and entry.expires < today:
        return codes.EXPIRED(entry.at, **named, expires=entry.expires)
    return None


def _lack(entry: Explanation, severity: Severity) -> tuple[Text, Text] | None:
    """Return what an entry lacks for the level of its finding, and what to do."""
    if severity == Severity.ERROR:
        return NEVER, CORRECT
    if not _person(entry.by):
        return NOBODY, SIGN
    if severity == Severity.CONFIRM and not _person(entry.confirmed):
        return UNCONFIRMED, CONFIRM
    if severity == Severity.CONFIRM and _person(entry.confirmed) == _person(entry.by):
        return SAME, CONFIRM
    return None


def _person(name: str) -> str:
    """Return a name as it is compared: 张 三 and 张三 are one person."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _standing(finding: Finding, number: int, settled: dict[_Seat, Explanation]) -> Finding:
    seats = [_Seat(number, k) for k in range(len(finding.marks))]
    if not any(seat in settled for seat in seats):
        return finding
    marks = tuple(
        mark._replace(standing="explained", explanation=settled[seat]) if seat in settled else mark
        for seat, mark in zip(seats, finding.marks, strict=True)
    )
    return type(finding)(finding.diagnostic, marks)
