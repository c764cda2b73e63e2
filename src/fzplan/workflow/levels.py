"""Levels that a plan changes for built-in checks: what is wrong with its entries, and findings as it levels them.

In: a plan, findings. Out: findings. The codes are looked up only where a plan changes a level.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from fzplan.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Plan

ROOMS = ("returns", "checks")
"""The rooms whose findings are about returns."""


def codes() -> frozenset[str]:
    """Return the codes of all findings about returns."""
    found: set[str] = set()
    for name in ROOMS:
        room = import_module(f"fzplan.{name}")
        folder = Path(str(room.__file__)).parent
        for file in sorted(folder.rglob("*codes.py")):
            module = ".".join((f"fzplan.{name}", *file.relative_to(folder).with_suffix("").parts))
            found |= {rule.code for rule in vars(import_module(module)).values() if isinstance(rule, Rule)}
    return frozenset(found)


def faults(plan: Plan) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the levels that a plan changes."""
    if not plan.levels:
        return ()
    from fzplan.checks.standing import levels

    return levels.faults(plan.levels, codes())


def applied(plan: Plan | None, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings with the levels that the plan gives them."""
    if plan is None or not plan.levels:
        return list(findings)
    from fzplan.checks.standing import levels

    return levels.relevelled(findings, plan.levels, codes())
