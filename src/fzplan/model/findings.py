"""What `fzplan check` came to: every finding with its standing, every check with its three outcomes.

In: nothing. Out: frozen values, as the gate judges them and the reports draw them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from fzplan.diagnostics import Severity, Text
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from fzplan.diagnostics import About, Diagnostic, Place
    from fzplan.model.checks import Check
    from fzplan.model.coverage import Coverage
    from fzplan.model.plan import Plan
    from fzplan.model.returns_due import FormReturns
    from fzplan.observations import Extraction

Standing = Literal["open", "explained", "known", "elsewhere"]
"""Of one place: to be dealt with; explained by the office; known from the baseline; in none of the changed files."""


@frozen
class Explanation:
    """What an office says of one place of a finding (说明): it holds as long as the figures are the same."""

    rule: str
    """Id of the check, or the code of a built-in one."""
    entity: str
    period: str
    stamp: str
    reason: str
    by: str
    """填表人."""
    confirmed: str
    """确认人: of a 准强制 finding another person than the 填表人."""
    date: str
    expires: str
    at: Place
    figures: str = ""
    """The figures it was written for, as people read them: they tell what has changed since."""


class Mark(NamedTuple):
    """One place of a finding. Neither fingerprint nor stamp holds a row or a cell: an inserted row changes nothing."""

    at: Place
    about: About
    fingerprint: str
    """Of code, check, form, entity, measure, period and basis; unique in a run."""
    stamp: str
    """The same with the figures compared."""
    standing: Standing = "open"
    explanation: Explanation | None = None


@frozen
class Finding:
    """One finding with the standing of each of its places."""

    diagnostic: Diagnostic
    marks: tuple[Mark, ...]
    """One a place, never empty."""

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of its first place."""
        return self.marks[0].fingerprint

    @property
    def standing(self) -> Standing:
        """Return `open` if any of its places is, else the standing of the first."""
        return "open" if any(mark.standing == "open" for mark in self.marks) else self.marks[0].standing

    @property
    def severity(self) -> Severity:
        """Return the severity of the finding."""
        return self.diagnostic.severity


@frozen
class Counted:
    """The three outcomes of one check of the plan, counted in places."""

    check: Check
    passed: int
    failed: int
    unknown: int
    """Places that could not be evaluated."""
    because: Text = Text("", "")
    """Why they could not; empty where all could."""

    @property
    def id(self) -> str:
        """Return the id of the check."""
        return self.check.id


@frozen
class Review:
    """Everything that a run of `fzplan check` found (审核结果)."""

    plan: Plan | None
    plan_file: str
    findings: tuple[Finding, ...]
    counted: tuple[Counted, ...] = ()
    extraction: Extraction | None = None
    unusable: bool = False
    """Wrong usage, a faulty plan file, or no data file read: exit code 2."""
    returns: tuple[FormReturns, ...] = ()
    """应报、已报、未报 of the forms that say who reports or when."""
    coverage: Coverage | None = None
    """Which numbers some rule looks at, where that was asked for (`--coverage`)."""

    @property
    def files(self) -> tuple[str, ...]:
        """Return the data files that were read."""
        return self.extraction.sources.files if self.extraction else ()

    @property
    def built_in_only(self) -> bool:
        """Tell whether the plan declares no `checks:`, so that only the built-in ones were held."""
        return self.plan is not None and not self.plan.checks

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return the findings without their standing."""
        return tuple(finding.diagnostic for finding in self.findings)
