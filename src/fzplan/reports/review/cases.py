"""A review as suites of cases: a suite a file, a case a check of the plan, or a code of a built-in one.

A check belongs to the files that have figures of it: those of its form, or of the measures that it names; one of which
no figure was read belongs to the plan file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import FileRef
from fzplan.formula import names
from fzplan.reports.review.rows import gates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.model.findings import Counted, Finding, Review


class Case(NamedTuple):
    """A check of the plan with its findings in one file, or the findings of one built-in code (none: it passes)."""

    counted: Counted | None
    findings: tuple[Finding, ...] = ()


class Suite(NamedTuple):
    """One file with its cases, never none."""

    at: FileRef
    cases: tuple[Case, ...]


def suites(review: Review) -> Iterator[Suite]:
    """Yield the plan file, the data files, and whatever else a finding stands in, each with its cases."""
    ids = {one.id for one in review.counted}
    of_checks: dict[tuple[str, str], list[Finding]] = {}
    built_in: dict[str, dict[str, list[Finding]]] = {}
    for finding in review.findings:
        d = finding.diagnostic
        check = str(d.facts.get("check", ""))
        if check not in ids:
            built_in.setdefault(d.at.file, {}).setdefault(d.code, []).append(finding)
        elif d.facts.get("outcome") != "not_evaluable" or gates(d.severity):
            of_checks.setdefault((d.at.file, check), []).append(finding)
    homes = {one.id: _files(review, one) for one in review.counted}
    for file in dict.fromkeys((review.plan_file, *review.files, *built_in, *(file for file, _ in of_checks))):
        own = tuple(Case(None, tuple(found)) for _, found in sorted(built_in.get(file, {}).items()))
        checks = tuple(
            Case(one, tuple(of_checks.get((file, one.id), ())))
            for one in review.counted
            if file in homes[one.id] or (file, one.id) in of_checks
        )
        yield Suite(FileRef(file), (own or (Case(None),)) + checks)


def _files(review: Review, one: Counted) -> frozenset[str]:
    """Return the data files that have figures of a check; the plan file where none has."""
    seen, check = review.extraction, one.check
    if seen is None:
        return frozenset({review.plan_file})
    if check.form:
        files = {account.place.file for account in seen.accounts if check.form in account.forms}
    else:
        read = check.reads or check.relations
        wanted = _measures(review, [name for formula in read for name in names(formula)])
        read_in = {o.file for o in seen.observations if o.measure in wanted}
        files = {seen.sources.files[file] for file in read_in} if wanted else set(seen.sources.files)
    return frozenset(files or {review.plan_file})


def _measures(review: Review, wanted: list[str]) -> set[str]:
    """Return the names with those that the formulas of computed indicators read."""
    found: set[str] = set()
    indicators = review.plan.indicators if review.plan else {}
    while wanted:
        name = wanted.pop()
        if name not in found:
            found.add(name)
            formula = indicators[name].formula if name in indicators else None
            wanted += names(formula) if formula is not None else ()
    return found
