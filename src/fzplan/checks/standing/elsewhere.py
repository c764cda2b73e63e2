"""Findings that touch none of the changed files: evaluated and counted, but they fail nothing (`--changed`).

In: findings, the question which files changed. Out: the findings with their standing. A place of a finding touches a
file if it lies in it, or if a cell beside it does. The relation of a check stands in the plan file: where that changed,
what the plan's own checks say counts everywhere, and what the built-in ones say of unchanged returns does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.checks.roster_codes import ENTITY_MISSING
from fzplan.diagnostics import Severity
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fzplan.model.findings import Finding, Mark


@frozen
class Touch:
    """What changed, as the places of findings tell."""

    file: Callable[[str], bool]
    """Whether a file, as places name it, changed."""
    plan: bool = False
    """Whether the plan file did."""
    gone: frozenset[str] = frozenset()
    """Forms of which a return is no more: what is missing because of that stands in no return."""
    read: frozenset[str] = frozenset()
    """The returns that were read."""
    filed: frozenset[tuple[str, str]] = frozenset()
    """Form and period of the records in changed returns: an entity that is missing there stands in another file."""
    unusable: bool = False
    """Nothing can be judged: why that is has to be seen, whatever changed."""


def apart(findings: Iterable[Finding], touch: Touch) -> tuple[Finding, ...]:
    """Return the findings; the open places that touch nothing that changed stand `elsewhere`."""
    return tuple(_apart(finding, touch) for finding in findings)


def _apart(finding: Finding, touch: Touch) -> Finding:
    if _as_a_whole(finding, touch):
        return finding
    aside = [mark.standing == "open" and not _touches(mark, finding, touch) for mark in finding.marks]
    if not any(aside):
        return finding
    marks = tuple(
        mark._replace(standing="elsewhere") if out else mark for mark, out in zip(finding.marks, aside, strict=True)
    )
    return type(finding)(finding.diagnostic, marks)


def _as_a_whole(finding: Finding, touch: Touch) -> bool:
    """Tell whether all places of a finding count: by its own place, a cell beside it, or the check that it is of."""
    found = finding.diagnostic
    if touch.file(found.at.file) or any(touch.file(related.at.file) for related in found.related):
        return True
    if touch.plan and "check" in found.facts:
        return True
    return touch.unusable and found.severity == Severity.ERROR and found.at.file not in touch.read


def _touches(mark: Mark, finding: Finding, touch: Touch) -> bool:
    if touch.file(mark.at.file):
        return True
    if finding.diagnostic.rule is ENTITY_MISSING and (mark.about.form, mark.about.period) in touch.filed:
        return True
    form = mark.about.form or str(finding.diagnostic.facts.get("form", ""))
    return form in touch.gone and mark.at.file not in touch.read
