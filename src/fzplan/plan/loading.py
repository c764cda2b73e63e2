"""Strings the builders together: file → tree → models → units, names, formulas, targets, forms → `Plan`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import ordered
from fzplan.model.plan import Plan
from fzplan.plan import (
    build_audit,
    build_checks,
    build_claims,
    build_examples,
    build_forms,
    build_head,
    build_indicators,
    build_levels,
    build_quantities,
    build_records,
    format_version,
    yaml_source,
)
from fzplan.plan.bounds import TargetRoom
from fzplan.plan.build_targets import target
from fzplan.plan.draft import Draft, folded
from fzplan.plan.patterns import Patterns
from fzplan.plan.places import excerpted
from fzplan.plan.validation import validated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path as FilePath

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Dimension, Form, Target
    from fzplan.model.screens import Screen
    from fzplan.plan.fileformat import PlanFile, TargetFile
    from fzplan.plan.formulas import PlanScope
    from fzplan.plan.places import Path
    from fzplan.plan.yaml_source import Source


def load(path: FilePath) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    """Read and resolve a plan file."""
    source, findings = yaml_source.read(path)
    if source is None:
        return None, ordered(findings)
    plan, more = resolved(source, findings)
    return plan, tuple(excerpted(d, source.places.text) for d in ordered([*findings, *more]))


def resolved(source: Source, told: Sequence[Diagnostic] = ()) -> tuple[Plan | None, list[Diagnostic]]:
    """Return the plan that a file declares; `told` is what was already found in it as text."""
    draft = Draft(source, told)
    if format_version.is_another(draft):
        return None, draft.findings
    file = validated(draft)
    build_head.versions(file, draft)
    head = build_head.head(file, draft)
    build_head.units(file, draft)
    labels = build_head.labels(file, draft)
    names = build_quantities.Names(draft)
    dimensions = build_quantities.dimensions(file, draft, names)
    measures = build_quantities.measures(file, draft, names)
    built = build_indicators.indicators(file, draft, names, measures, dimensions, head.first if head else None)
    targets = _targets(file, TargetRoom(draft, head, built.scope, dimensions, {}))
    indicators = {name: replace(i, targets=targets.get(name, ())) for name, i in built.found.items()}
    deliverables = build_claims.deliverables(file, draft, head)
    patterns = Patterns(draft, dimensions)
    tasks = tuple(n for d in deliverables.values() for n in (d.id, d.name))
    symbols = {name: built.scope.symbols[name] for name in measures}
    connections = build_records.connections(file, draft)
    room = build_forms.FormRoom(draft, patterns, measures, indicators, dimensions, symbols, connections, tasks)
    forms = build_forms.forms(file, room)
    build_forms.trusted(file, draft)
    records = build_records.record_scopes(file, forms, room)
    checks = build_checks.checks(file, build_checks.CheckRoom(draft, built.scope, records, forms))
    screens = _screens(file, draft, forms, dimensions, records) if file.screens else {}
    levels = build_levels.levels(file, draft, build_checks.KINDS)
    claims = build_audit.claims(file, build_audit.ClaimRoom(draft, built.scope, head))
    if head is None:
        return None, draft.findings
    given = build_examples.ExampleRoom(draft, built.scope, head, measures, indicators)
    examples = build_examples.examples(file, given)
    plan = Plan(
        head=head, units=draft.units, dimensions=dimensions, measures=measures, indicators=indicators,
        deliverables=deliverables, forms=forms, checks=checks, claims=claims, examples=examples, labels=labels,
        order=built.order, file=draft.places.file, levels=levels, screens=screens, connections=connections,
        disclosure=build_head.disclosure(file),
    )  # fmt: skip
    if checks:
        from fzplan.plan import check_lint

        draft.findings += check_lint.findings(plan, draft.faulty)
    return plan, draft.findings


def _screens(
    file: PlanFile, draft: Draft, forms: Mapping[str, Form], dimensions: Mapping[str, Dimension],
    records: Mapping[str, PlanScope],
) -> dict[str, Screen]:  # fmt: skip
    from fzplan.plan import build_screens  # few plans have screens

    return build_screens.screens(file, build_screens.ScreenRoom(draft, forms, records, dimensions))


def _targets(file: PlanFile, room: TargetRoom) -> dict[str, tuple[Target, ...]]:
    """Return the targets by indicator; those of a faulty indicator are looked at too."""
    found: dict[str, tuple[Target, ...]] = {}
    for written, spec in file.indicators.items():
        path = ("indicators", written)
        declared: list[tuple[Path, TargetFile]] = [((*path, "target"), spec.target)] if spec.target else []
        declared += [((*path, "targets", k), t) for k, t in enumerate(spec.targets)]
        symbol = room.scope.symbols.get(folded(written))
        unit = symbol.unit if symbol else None
        built = (target(t, at, folded(written), unit, room) for at, t in declared)
        found[folded(written)] = tuple(t for t in built if t is not None)
    return found
