"""Where the figures of a target come from, year by year, and how its verdict was reached.

In: an outcome and an assessment. Out: what `explain` says, as trees and lines that the templates set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fzplan.reports import arithmetic, explain
from fzplan.reports.tree import ARROW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Assessment, Outcome
    from fzplan.reports.tree import Branch

INDENT = 2
"""Spaces of one step of the lines of `arithmetic`."""


class Twig(NamedTuple):
    """One part of a figure: what it is, its figure, the place it was read from, what more is said, its own parts."""

    label: str
    figure: str
    place: str
    said: str
    parts: tuple[Twig, ...]


class Origin(NamedTuple):
    """The figure of one year, the formula in words and in figures, what it read, remarks."""

    head: str
    steps: tuple[str, ...]
    parts: tuple[Twig, ...]
    remarks: tuple[str, ...]


class Step(NamedTuple):
    """One line of the arithmetic, and how deep it stands."""

    depth: int
    text: str


def origins(outcome: Outcome, a: Assessment, lang: Lang) -> tuple[Origin, ...]:
    """Return the figures that the target was judged by, the latest first; of one that is not there the reason."""
    years = {outcome.last_full_year, *a.series, *(p.year for p in (a.period, a.base_period) if p is not None)}
    key = (a.target.indicator, dict(a.target.members))
    found = [v for v in outcome.values if (v.id, dict(v.by)) == key and v.period.year in years]
    latest_first = sorted(found, key=lambda v: v.period.start, reverse=True)
    told = (explain.parts(outcome, v, v.trace, lang) for v in latest_first)
    return tuple(
        Origin(head, tuple(filter(None, (made.label, made.figure))), _twigs(made.children), remarks)
        for head, made, remarks in told
    )


def _twigs(branches: Iterable[Branch]) -> tuple[Twig, ...]:
    return tuple(_twig(branch) for branch in branches)


def _twig(branch: Branch) -> Twig:
    """Return a branch with its place apart from what else is said."""
    places = [said.removeprefix(ARROW).strip() for said in branch.said if said.startswith(ARROW)]
    more = [said for said in branch.said if not said.startswith(ARROW)]
    return Twig(branch.label, branch.figure, "；".join(places), "　".join(more), _twigs(branch.children))


def working(outcome: Outcome, a: Assessment, lang: Lang) -> tuple[Step, ...]:
    """Return the arithmetic of the verdict."""
    lines = arithmetic.lines(outcome, a, lang)
    return tuple(Step((len(line) - len(line.lstrip(" "))) // INDENT, line.strip(" ")) for line in lines if line.strip())
