"""`indicators:`: formulas in the order of their dependencies, kinds inferred, targets derived."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Related, Severity, Span, Text
from fzplan.formula import Symbol
from fzplan.model.plan import Fault, Indicator
from fzplan.plan import formulas
from fzplan.plan.build_quantities import quantities
from fzplan.plan.codes import CIRCULAR, NOT_YAML, UNKNOWN_KEY
from fzplan.plan.draft import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from fzplan.formula import Node
    from fzplan.model.plan import Dimension, Measure
    from fzplan.plan.build_quantities import Names
    from fzplan.plan.draft import Draft
    from fzplan.plan.fileformat import PlanFile
    from fzplan.plan.places import Path


class Indicators(NamedTuple):
    """The indicators without their targets, the order to compute them in, and the names that formulas may use."""

    found: dict[str, Indicator]
    order: tuple[str, ...]
    scope: formulas.PlanScope


def indicators(
    file: PlanFile,
    draft: Draft,
    names: Names,
    measures: Mapping[str, Measure],
    dimensions: Mapping[str, Dimension],
    first: int | None = None,
) -> Indicators:
    """Return the indicators by id; one with a faulty formula keeps its place and names its fault.

    `first` is the first year of the plan, from which running sums start.
    """
    bare = _bare(file, draft, names)
    written = {folded(name): name for name in reversed(file.indicators)}
    paths: dict[str, Path] = {name: ("indicators", written[name], "formula") for name in bare}
    trees = _trees(bare, paths, draft)
    sound = {name: node for name, node in trees.items() if node is not None}
    order = _ordered(bare, sound, paths, draft)
    symbols = {name: symbol(m) for name, m in measures.items()} | {name: symbol(i) for name, i in bare.items()}
    scope = formulas.PlanScope(draft.units, symbols, dimensions, first=first)
    found: dict[str, Indicator] = {}
    for name in order:
        indicator = bare[name]
        if indicator.formula_text:
            checked = None
            if name in sound and name not in draft.faulty:
                declared = draft.places.value((*paths[name][:2], "unit"))
                checked = formulas.checked(draft, sound[name], paths[name], scope, indicator.unit, declared)
            if checked is None:
                used = formulas.names_in(sound[name]) if name in sound else frozenset[str]()
                found[name] = replace(indicator, fault=_fault(draft, paths[name], used & draft.faulty, found))
                draft.faulty.add(name)
                continue
            indicator = replace(indicator, formula=checked, kind=indicator.kind or checked.type.kind)
        elif name in draft.misspelt:  # without its formula it would pass for one that the returns print
            indicator = replace(indicator, fault=Fault(UNKNOWN_KEY.code, str(draft.misspelt[name])))
        symbols[name] = symbol(indicator)
        if name not in draft.faulty:
            found[name] = indicator
    return Indicators({name: found[name] for name in bare if name in found}, tuple(found), scope)


def symbol(quantity: Measure | Indicator) -> Symbol:
    """Return what formulas need to know of a measure or an indicator."""
    return Symbol(
        id=quantity.id,
        unit=quantity.unit,
        kind=quantity.kind,
        breaks=tuple(b.at for b in quantity.breaks),
        price=quantity.price,
        en=quantity.en,
    )


def _bare(file: PlanFile, draft: Draft, names: Names) -> dict[str, Indicator]:
    entries = quantities("indicators", file.indicators, draft, names)
    return {facts["id"]: Indicator(formula_text=spec.formula or "", **facts) for spec, facts in entries}


def _trees(bare: Mapping[str, Indicator], paths: Mapping[str, Path], draft: Draft) -> dict[str, Node | None]:
    return {name: formulas.tree(draft, i.formula_text, paths[name]) for name, i in bare.items() if i.formula_text}


def _ordered(
    bare: Mapping[str, Indicator], trees: Mapping[str, Node], paths: Mapping[str, Path], draft: Draft
) -> list[str]:
    """Return the ids, dependencies first; report each circle once and name its members faulty."""
    needs = {name: _needs(trees[name], bare) if name in trees else [] for name in bare}
    done: dict[str, bool] = {}
    order: list[str] = []
    for start in bare:
        trail: list[tuple[str, Iterator[str]]] = [] if start in done else [(start, iter(needs[start]))]
        done.setdefault(start, False)
        while trail:
            name, rest = trail[-1]
            following = next(rest, None)
            if following is None:
                trail.pop()
                done[name] = True
                order.append(name)
            elif following not in done:
                done[following] = False
                trail.append((following, iter(needs[following])))
            elif not done[following]:
                on_trail = [n for n, _ in trail]
                _report_circle(on_trail[on_trail.index(following) :], paths, draft)
    return order


def _needs(tree: Node, bare: Mapping[str, Indicator]) -> list[str]:
    """Return the indicators that a formula reads, in a fixed order."""
    return sorted(name for name in formulas.names_in(tree) if name in bare)


def _report_circle(circle: list[str], paths: Mapping[str, Path], draft: Draft) -> None:
    if set(circle) <= draft.faulty:
        return
    draft.faulty |= set(circle)
    related = [
        Related(draft.places.value(paths[name]), Text(f"“{name}”的公式", f"the formula of “{name}”"))
        for name in circle[1:]
    ]
    draft.report(CIRCULAR, paths[circle[0]], *related, cycle=" → ".join([*circle, circle[0]]))


def _fault(draft: Draft, path: Path, used: AbstractSet[str], found: Mapping[str, Indicator]) -> Fault:
    """Return the finding that costs the formula at `path`: its own, else that of a name that it uses.

    What validation cut out has lost its place in the tree, but its finding names it among the facts.
    """
    places = (path, *(("measures", name) for name in sorted(used)))
    lines = {draft.places.key(place).line for place in places}
    errors = [f for f in (*draft.told, *draft.findings) if f.severity == Severity.ERROR]
    for finding in sorted(errors, key=lambda f: not f.code.startswith("FZ2")):  # of one line, the formula's own first
        at_line = any(
            isinstance(at, Span) and at.line in lines for at in (finding.at, *(r.at for r in finding.related))
        )
        if at_line or not used.isdisjoint(str(fact) for fact in finding.facts.values()):
            return Fault(finding.code, str(finding.at))
    inherited = (found[name].fault for name in sorted(used) if name in found)
    lost = Fault(NOT_YAML.code, str(draft.places.key(path)))  # it uses a part that is no YAML, which is told later
    return next((fault for fault in inherited if fault), lost)
