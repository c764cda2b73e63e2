"""Rules against each other: the same one twice, several that nothing can satisfy, one that others imply."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from fzplan.diagnostics import Related, Severity, Text, listed
from fzplan.plan.check_lint.codes import CONTRADICT, DUPLICATE, IMPLIED
from fzplan.plan.check_lint.differences import Arrow, arrows, conflict
from fzplan.plan.check_lint.differences import implied as following
from fzplan.plan.check_lint.statements import Statement, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.checks import Check
    from fzplan.plan.check_lint.linear import Key

    Under = frozenset[Key]
    Step = tuple[list[Diagnostic], list["Held"]]

ALWAYS: Under = frozenset()
MARGINAL = ("id", "level", "note", "examples")
"""What an entry says besides its relation."""


class Held:
    """A check with what it states."""

    def __init__(self, check: Check, key: str) -> None:
        self.check, self.key = check, key  # two checks may have the same id, which is told elsewhere
        self._arrows: dict[Under, list[Arrow]] = {}

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Return what the check states."""
        return statements(self.check)

    @cached_property
    def meanings(self) -> frozenset[int]:
        """Return the hashes of what it states: exact fractions are slow to hash again and again."""
        return frozenset(hash(s.meaning) for s in self.statements)

    @cached_property
    def meaning(self) -> Key:
        """Return what makes two checks the same."""
        check = self.check
        if not self.statements:
            return (check.kind, repr({k: v for k, v in sorted(check.data.items()) if k not in MARGINAL}))
        tolerance = (check.tolerance.kind, check.tolerance.value)
        return (check.form, tolerance, frozenset(s.meaning for s in self.statements))

    def arrows(self, under: Under) -> list[Arrow]:
        """Return the comparisons that hold under exactly this condition; none of a share of the left side."""
        if under not in self._arrows:
            shared = self.check.tolerance.kind == "relative"
            found = [s for s in self.statements if s.constraint is not None and s.under == under and not shared]
            made = (arrows(s.constraint, self.key, s.slack) for s in found if s.constraint is not None)
            self._arrows[under] = [arrow for one in made for arrow in one]
        return self._arrows[under]


def duplicate(held: Sequence[Held]) -> Step:
    """Tell of each check that says what an earlier one says."""
    first: dict[Key, Held] = {}
    found, kept = [], []
    for one in held:
        before = first.setdefault(one.meaning, one)
        if before is one:
            kept.append(one)
        else:
            check, other = one.check, before.check
            found.append(DUPLICATE(check.at, _beside(other), check=check.id, other=other.id, relation=_said(check)))
    return found, kept


def contradicting(held: Sequence[Held]) -> Step:
    """Tell of checks that cannot be satisfied together; the last of them is left out of what follows."""
    found: list[Diagnostic] = []
    kept = list(held)
    for form in dict.fromkeys(one.check.form for one in held):
        conditions = {s.under for one in held if one.check.form == form for s in one.statements}
        for under in sorted(conditions, key=lambda u: (len(u), repr(sorted(map(repr, u))))):
            while (sources := _conflict([h for h in kept if h.check.form == form], under)) is not None:
                involved = [h for h in kept if h.key in sources]
                found.append(_contradiction([h.check for h in involved]))
                kept.remove(involved[-1])
    return found, kept


def _conflict(held: Sequence[Held], under: Under) -> tuple[str, ...] | None:
    """Return the keys of checks that contradict each other under one condition; one alone forbids the condition."""
    rest = list(held)
    while (found := conflict(arrow for one in rest for arrow in one.arrows(under))) is not None:
        if len(found) > 1:
            return found
        rest = [one for one in rest if one.key not in found]
    given = [arrow for one in rest for arrow in one.arrows(under)]
    for one in rest:
        equal = denied_equality(one, under, given)
        if equal is not None and set(equal) != {one.key}:
            return tuple(sorted({*equal, one.key}))
    return None


def denied_equality(held: Held, under: Under, given: Sequence[Arrow]) -> tuple[str, ...] | None:
    """Return the keys of checks which make the sides equal that a check wants to differ (≠)."""
    for statement in held.statements:
        if statement.under != under or statement.constraint is None or statement.constraint.sign != "≠":
            continue
        both = arrows(statement.constraint._replace(sign="="))
        reasons = [following(arrow, given) for arrow in both]
        if both and all(reason is not None for reason in reasons):
            return tuple(key for reason in reasons for key in reason or ())
    return None


def _contradiction(checks: Sequence[Check]) -> Diagnostic:
    *others, last = checks
    severity = min(Severity.ERROR if check.level == Severity.ERROR else Severity.VERIFY for check in checks)
    beside = [_beside(check) for check in others]
    told = _told(others)
    return CONTRADICT(last.at, *beside, severity=severity, check=last.id, relation=_said(last), others=told)


def implied(held: Sequence[Held]) -> Step:
    """Tell of checks that hold wherever the others do, the later of two first."""
    found: list[Diagnostic] = []
    kept = list(held)
    for one in reversed(held):
        rest = [h for h in kept if h is not one and h.check.form == one.check.form and h.check.level >= one.check.level]
        sources = _following(one, rest)
        if sources:
            kept.remove(one)
            others = [h.check for h in rest if h.key in sources]
            beside = [_beside(check) for check in others]
            told = _told(others)
            found.append(IMPLIED(one.check.at, *beside, check=one.check.id, relation=_said(one.check), others=told))
    return found[::-1], kept


def _following(one: Held, rest: Sequence[Held]) -> set[str] | None:
    """Return the keys of the checks from which all that one states follows; None where it does not."""
    found: set[str] = set()
    for statement in one.statements:
        sources = _source(statement, one, rest)
        if sources is None:
            return None
        found |= set(sources)
    return found


def _source(statement: Statement, one: Held, rest: Sequence[Held]) -> tuple[str, ...] | None:
    if statement.constraint is None or not (wanted := arrows(statement.constraint, slack=statement.slack)):
        return _said_by(statement, one, rest)
    exact = [h for h in rest if h.check.tolerance.kind == "absolute"]
    given = [a for h in exact for under in _weaker(h, statement.under) for a in h.arrows(under)]
    premises = [arrow for premise in statement.premises for arrow in arrows(premise)]
    given += premises
    if one.check.tolerance.kind != "relative" and not (premises and conflict(given) is not None):
        reasons = [following(arrow, given) for arrow in wanted]
        if all(reason is not None for reason in reasons):
            return tuple(i for reason in reasons for i in reason or ())
    return _said_by(statement, one, rest)


def _said_by(statement: Statement, one: Held, rest: Sequence[Held]) -> tuple[str, ...] | None:
    """Return the first check that states the same with the same tolerance."""
    meaning, tolerance = hash(statement.meaning), one.check.tolerance
    alike = (h for h in rest if meaning in h.meanings and h.check.tolerance == tolerance)
    return next(((h.key,) for h in alike if statement.meaning in {s.meaning for s in h.statements}), None)


def _weaker(held: Held, under: Under) -> set[Under]:
    """Return the conditions of a check that hold wherever `under` does."""
    return {s.under for s in held.statements if s.under <= under}


def _told(checks: Iterable[Check]) -> Text:
    named = [(f"{check.id}（{_said(check).zh}）", f"{check.id} ({_said(check).en})") for check in checks]
    return Text(listed(zh for zh, _ in named).zh, listed(en for _, en in named).en)


def _said(check: Check) -> Text:
    """Return a check as it was written; one that is no relation by its kind."""
    return check.said if check.text else Text(check.kind, check.kind)


def _beside(check: Check) -> Related:
    return Related(check.at, Text(f"{check.id} {_said(check).zh}", f"{check.id} {_said(check).en}"))
