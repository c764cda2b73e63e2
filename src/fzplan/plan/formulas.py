"""Formulas of a plan parsed and checked; a fault inside one is told at its line and column of the YAML file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import formula
from fzplan.diagnostics import Related, Severity, Text
from fzplan.formula.codes import UNIT_MISMATCH
from fzplan.frozen import frozen
from fzplan.plan.codes import CUT
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.diagnostics import Span
    from fzplan.formula import Dimension, Fault, Node, Style, Symbol, Typed
    from fzplan.plan.draft import Draft
    from fzplan.plan.places import Path
    from fzplan.units import Unit, Units

_COMMENT = regex(r"[ \t]+#(?P<text>[^\n]*)")


@frozen
class PlanScope:
    """The names that a formula may use: those of the plan, or those of one form with records."""

    units: Units
    symbols: Mapping[str, Symbol]
    dimensions: Mapping[str, Dimension]
    style: Style = "indicator"
    first: int | None = None
    """The first year of the plan, from which a running sum starts."""

    def symbol(self, name: str) -> Symbol | None:
        """Return what a name stands for."""
        return self.symbols.get(name)

    def names(self) -> Iterable[str]:
        """Return every name, for "did you mean"."""
        return self.symbols

    def dimension(self, name: str) -> Dimension | None:
        """Return the dimension of that name."""
        return self.dimensions.get(name)


def tree(draft: Draft, text: str, path: Path) -> Node | None:
    """Return the tree of the formula at a path; report what is wrong with its writing."""
    if _is_cut(draft, path, text):
        return None
    try:
        return formula.parse(text)
    except formula.FormulaError as error:
        _report(draft, error.fault, path)
        return None


def typed(draft: Draft, text: str, path: Path, scope: PlanScope, want: Unit | None = None) -> Typed | None:
    """Return the checked formula at a path; None where an error was reported, or where it uses a faulty name."""
    node = tree(draft, text, path)
    return checked(draft, node, path, scope, want) if node is not None else None


def checked(
    draft: Draft, node: Node, path: Path, scope: PlanScope, want: Unit | None = None, declared: Span | None = None
) -> Typed | None:
    """Check the tree of the formula at a path; `declared` is where the unit wanted stands."""
    if names_in(node) & draft.faulty:
        return None
    found, faults = formula.check(node, scope, want)
    for fault in faults:
        _report(draft, fault, path, declared)
    serious = any(fault.rule.severity == Severity.ERROR for fault in faults)
    return None if serious else found


def names_in(node: Node) -> set[str]:
    """Return the names that a tree reads."""
    from fzplan.formula.nodes import Name, parts

    found: set[str] = set()
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Name):
            found.add(part.name)
        waiting.extend(parts(part))
    return found


def _report(draft: Draft, fault: Fault, path: Path, declared: Span | None = None) -> None:
    places = draft.places
    related = [Related(places.inside(path, offset, length), label) for offset, length, label in fault.also]
    if declared and not related and fault.rule is UNIT_MISMATCH:
        related = [Related(declared, Text("单位在此声明", "the unit is declared here"))]
    at = places.inside(path, fault.offset, fault.length)
    draft.report_at(fault.rule, path, at, *related, **fault.facts)


def _is_cut(draft: Draft, path: Path, text: str) -> bool:
    """Tell (and report) that YAML took the rest of an unquoted formula for a comment."""
    node = draft.places.node(path)
    comment = _COMMENT.match(draft.places.text, node.end) if node.kind == "scalar" and not node.style else None
    if comment is None:
        return False
    if comment["text"][:1] in (" ", "#", "") and _parses(text):
        return False
    sign = comment.end() - len(comment["text"]) - 1
    draft.report_at(CUT, path, draft.places.span(sign, sign + 1), found=text, sign=" #")
    return True


def _parses(text: str) -> bool:
    try:
        formula.parse(text)
    except formula.FormulaError:
        return False
    return True
