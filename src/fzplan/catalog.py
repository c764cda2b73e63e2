"""Lists every rule of every room: the one place where the manual, the schema and the tests find them all.

In: nothing. Out: rules in the order of their numbers. May import: every room's `codes`.
"""

from __future__ import annotations

from importlib import import_module

from fzplan.diagnostics import Rule

HOMES = (
    "fzplan.plan.codes",
    "fzplan.plan.check_lint.codes",
    "fzplan.plan.codes_check_examples",
    "fzplan.plan.codes_screens",
    "fzplan.plan.printed_relations.codes",
    "fzplan.formula.codes",
    "fzplan.returns.codes",
    "fzplan.returns.file_codes",
    "fzplan.returns.cell_codes",
    "fzplan.returns.fact_codes",
    "fzplan.returns.blanking.codes",
    "fzplan.returns.layout_codes",
    "fzplan.returns.row_codes",
    "fzplan.returns.part_codes",
    "fzplan.returns.slip_codes",
    "fzplan.returns.survey_codes",
    "fzplan.returns.unmet_codes",
    "fzplan.returns.list_codes",
    "fzplan.cube.codes",
    "fzplan.microdata.codes",
    "fzplan.indicators.codes",
    "fzplan.checks.codes",
    "fzplan.checks.example_codes",
    "fzplan.checks.plausible_codes",
    "fzplan.checks.coding_codes",
    "fzplan.checks.roster_codes",
    "fzplan.checks.standing.codes",
    "fzplan.gaps.codes",
    "fzplan.audit.codes",
    "fzplan.screening.codes",
    "fzplan.changes.codes",
    "fzplan.reports.codes",
    "fzplan.reports.filling.codes",
    "fzplan.workflow.codes",
    "fzplan.workflow.survey_codes",
    "fzplan.workflow.import_codes",
    "fzplan.workflow.changed_codes",
    "fzplan.workflow.pack_codes",
    "fzplan.workflow.screen_codes",
)


def rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by number."""
    found = {rule.code: rule for home in HOMES for rule in vars(import_module(home)).values() if isinstance(rule, Rule)}
    return tuple(found[code] for code in sorted(found))


def rule(code: str) -> Rule | None:
    """Return the rule of that number (any case), or of that slug."""
    wanted = code.strip()
    return next((r for r in rules() if wanted.upper() == r.code or wanted.lower() == r.slug), None)
