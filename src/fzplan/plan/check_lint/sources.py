"""Rules that can never be evaluated: a figure they name is given by no form of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import listed
from fzplan.formula.nodes import Name
from fzplan.formula.typed import walk
from fzplan.observations import TOTAL
from fzplan.plan.check_lint.codes import UNGIVEN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from fzplan.diagnostics import Diagnostic
    from fzplan.formula import Typed
    from fzplan.model.checks import Check
    from fzplan.model.plan import Form, Plan

ANY = "*"
"""Stands for every measure: the form reads whatever its labels name."""


def without_source(plan: Plan, faulty: Collection[str]) -> list[Diagnostic]:
    """Return a finding for each check that names a figure which no form gives."""
    if not plan.forms or faulty:
        return []  # a plan being begun; or a faulty one, of which a form may be missing
    given = {form.id: _given(form) for form in plan.forms.values()}
    found = []
    for check in plan.checks:
        if check.form:
            continue
        lacking = list(dict.fromkeys(_lacking(check, plan, given)))
        if lacking:
            found.append(UNGIVEN(check.at, check=check.id, names=listed(lacking)))
    return found


def _lacking(check: Check, plan: Plan, given: dict[str, set[str]]) -> Iterator[str]:
    for typed in check.reads or check.relations:
        yield from _ungiven(typed, plan, given, frozenset())


def _ungiven(typed: Typed, plan: Plan, given: dict[str, set[str]], within: frozenset[str]) -> Iterator[str]:
    """Yield the names that no form gives; those of an indicator's formula stand for the indicator."""
    for leaf in walk(typed):
        if not isinstance(leaf.node, Name) or leaf.symbol is None:
            continue
        name, form = leaf.symbol.id, leaf.node.form
        if name in within or any({ANY, name} & names for f, names in given.items() if form in ("", f)):
            continue
        indicator = plan.indicators.get(name)
        if form or indicator is None or indicator.formula is None:
            yield f"{form}.{name}" if form else name
        else:
            yield from _ungiven(indicator.formula, plan, given, within | {name})


def _given(form: Form) -> set[str]:
    """Return the measures that a form can give; `ANY` where its labels name them."""
    patterns = [*form.files, *form.sheets, *(p for p in (form.rows, form.columns) if p is not None)]
    found = {a.measure for a in form.aggregates} | {name for name in form.names.values() if name != TOTAL}
    if "measure" in form.fixed:
        found.add(form.fixed["measure"])
    named = any("{measure}" in level for pattern in patterns for level in pattern.levels)
    return found | {ANY} if named else found
