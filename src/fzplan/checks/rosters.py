"""Completeness: the entities of a roster that a form has to have, and the returns that offices have to file."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from fzplan import periods
from fzplan.checks import roster_codes as codes
from fzplan.checks.entries import Entries, Entry
from fzplan.checks.filing import returns_of
from fzplan.checks.filing_words import missing_returns
from fzplan.checks.tally import Failure, Gap, Tally
from fzplan.checks.wording import place_words
from fzplan.diagnostics import About, Severity, Text
from fzplan.model.check_specs import EntityRoster, ReturnRoster
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.checks.room import Room
    from fzplan.diagnostics import Place, Rule
    from fzplan.model.checks import Check
    from fzplan.periods import Period

_SPACES = regex(r"\s+")
DATED = regex(r"\s*(?:year|quarter|month)\s*\(")
"""The period of a register is a date column: it has everybody entered until then."""
By = dict["Period", dict[str, Entry]]


class Side(NamedTuple):
    """One entity that is on one side only: its code as written, its cell, and what is said of it."""

    code: str
    at: Place
    rule: Rule
    why: Text
    what: str


def examined(check: Check, room: Room) -> Tally:
    """Hold a form against its roster, or the returns that were read against those that are due."""
    if isinstance(check.spec, ReturnRoster):
        return _returns(check, check.spec, room)
    assert isinstance(check.spec, EntityRoster)
    spec, found = check.spec, Tally(check)
    present = _entities(room, spec.form, spec.key)
    other = _entities(room, spec.against, spec.against_key) if spec.against else {}
    if spec.against and not other:
        lack = Text(f"没有读到名录 {spec.against}", f"the roster {spec.against} was not read")
        found.gaps.append(Gap(lack, None, None, len(present)))
        return found
    for period, entities in sorted(present.items()):
        expected = _expected(spec, period, present, other, room)
        if expected is not None:
            _compare(found, spec, period, entities, expected)
    return found


def _entities(room: Room, form: str, key: str) -> By:
    """Return the entities of a form by period, each under its code as it is compared."""
    found: By = defaultdict(dict)
    for records in room.records:
        if records.form == form and len(records) and key in records.columns:
            for entry in Entries(records, room.sources, key, key).entries():
                if entry.code and entry.period is not None:
                    found[entry.period].setdefault(_folded(entry.code), entry)
    return found


def _expected(
    spec: EntityRoster, period: Period, present: By, other: By, room: Room
) -> Mapping[str, Entry | str] | None:
    """Return who has to report in a period; None where there is nothing to hold it against."""
    if spec.listed:
        return {_folded(code): code for code in spec.listed}
    if spec.previous:
        before = [p for p in present if p.months == period.months and p.last < period.last]
        return present[max(before)] if before else None
    until = sorted(p for p in other if p.last <= period.last)
    if DATED.match(room.plan.forms[spec.against].period):
        return {code: entry for p in until for code, entry in other[p].items()}
    return other[until[-1]] if until else other[min(other)]


def _compare(
    found: Tally, spec: EntityRoster, period: Period, entities: Mapping[str, Entry], expected: Mapping[str, Entry | str]
) -> None:
    missing = [code for code in expected if code not in entities]
    both = len(expected) - len(missing)
    found.passed += both
    counts = Text(
        f"（应报 {len(expected)}，已报 {both}，未报 {len(missing)}）",
        f" (to report {len(expected)}, reported {both}, missing {len(missing)})",
    )
    zh, en = spec.source, "the period before" if spec.previous else spec.against or "the roster"
    lack = Text(f"{zh}有，{spec.form} 未报{counts.zh}", f"it is in {en} and not in {spec.form}{counts.en}")
    more = Text(f"{spec.form} 有，{zh}没有", f"it is in {spec.form} and not in {en}")
    for code in missing:
        entry = expected[code]
        at: Place = found.check.at if isinstance(entry, str) else entry.at
        written = entry if isinstance(entry, str) else entry.code
        _tell(found, spec, period, Side(written, at, codes.ENTITY_MISSING, lack, "missing"))
    for code, entry in entities.items():
        if code not in expected:
            _tell(found, spec, period, Side(entry.code, entry.at, codes.ENTITY_EXTRA, more, "extra"))


def _tell(found: Tally, spec: EntityRoster, period: Period, side: Side) -> None:
    check = found.check
    note = Text(f"（{check.note}）", f" ({check.note})") if check.note else Text("", "")
    facts = {
        "check": check.id, "where": place_words(period, {}), "code": Text(*[f"{spec.key} {side.code}"] * 2),
        "why": side.why, "words": note, "more": Text("", ""), "outcome": "fail",
    }  # fmt: skip
    severity = min(check.level, Severity.VERIFY) if side.rule is codes.ENTITY_EXTRA else check.level
    about = About(spec.form, side.code, spec.key, periods.text(period), value=side.what)
    part = int(side.rule is codes.ENTITY_EXTRA) + 2 * period.last  # one period is never folded into another
    found.failures.append(Failure(check, part, side.rule, severity, side.at, facts, (), period.year, about))


def _returns(check: Check, spec: ReturnRoster, room: Room) -> Tally:
    """Hold the returns read against every period and office; what is not due yet is no failure."""
    found = Tally(check)
    for name in spec.forms:
        form = room.plan.forms[name]
        filed = returns_of(room.plan, room.cube.extraction, form, room.as_of, (spec.first, spec.last))
        found.passed += filed.reported
        for one in filed.missing:
            if one.filed == "missing" and one.due is not None and room.as_of is not None:
                lack = Text(f"{form.id} 未到期（{one.due}）", f"{form.id} is not due yet ({one.due})")
                found.gaps.append(Gap(lack))
                continue
            rule = codes.RETURN_OVERDUE if one.filed == "overdue" else codes.RETURN_MISSING
            facts = missing_returns(filed, [one], room.as_of, check)
            about = About(name, one.office, "", periods.text(one.period), value=one.filed)
            found.failures.append(Failure(check, 0, rule, check.level, check.at, facts, (), one.period.year, about))
    return found


def _folded(code: str) -> str:
    """Return a code as it is compared with another file's."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", code)).upper()
