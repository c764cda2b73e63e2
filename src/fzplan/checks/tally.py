"""What the evaluation of one check came to: how often it passed, where it failed, what it could not be held to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.diagnostics import About

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Diagnostic, Place, Related, Rule, Severity, Text
    from fzplan.model.checks import Check, Holding


class Failure(NamedTuple):
    """One comparison that does not hold at one place; `part` numbers the comparisons of a check."""

    check: Check
    part: int
    rule: Rule
    severity: Severity
    at: Place
    facts: Mapping[str, Any]
    related: tuple[Related, ...] = ()
    year: int | None = None
    about: About = About()


class Gap(NamedTuple):
    """`places` that could not be evaluated: because of a finding, or of a figure that is missing."""

    lack: Text
    cause: Diagnostic | None = None
    beside: Place | None = None
    places: int = 1
    label: Text | None = None
    """What is said of the cell beside; None: what is missing."""


@dataclass
class Tally:
    """The three outcomes of one check, filled as its relations are held against the figures."""

    check: Check
    passed: int = 0
    failures: list[Failure] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    holdings: list[Holding] | None = None
    """The comparisons that pass, where somebody wants to see them."""
