"""The figures that a check of plausibility is about: formulas over the plan, or over the fields of one form.

In: texts with their places. Out: typed trees; every unknown name, field and unit is told where it stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Text
from fzplan.formula.codes import NOT_HERE
from fzplan.formula.nodes import Binary, Compare, Literal
from fzplan.formula.wording import text as words_of
from fzplan.plan import formulas
from fzplan.plan.build_quantities import unknown
from fzplan.plan.check_kinds import unknown_form
from fzplan.plan.check_specs.declared import wrong
from fzplan.plan.draft import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.formula import Node, Typed
    from fzplan.model.plan import Form
    from fzplan.plan.build_checks import CheckRoom
    from fzplan.plan.formulas import PlanScope
    from fzplan.plan.places import Path


class Written(NamedTuple):
    """A formula as written, and where it stands."""

    text: str
    path: Path


class Figures(NamedTuple):
    """Typed formulas, and the form whose fields they name ("" for figures of the plan)."""

    of: tuple[Typed, ...]
    form: str


def figures(written: Sequence[Written], room: CheckRoom, group: str = "", per: Written | None = None) -> Figures | None:
    """Return what is written as typed formulas; where `per` is given, each as a ratio to it.

    All of them name figures of the plan, or fields of one form with records. Where both would do, the form counts
    that has the field `group`.
    """
    trees = [formulas.tree(room.draft, one.text, one.path) for one in written]
    below = formulas.tree(room.draft, per.text, per.path) if per else None
    if any(tree is None for tree in trees) or (per and below is None):
        return None
    nodes = [tree for tree in trees if tree is not None]
    form, scope = _scope([*nodes, *([below] if below else [])], room, group)
    named = zip([*nodes, *([below] if below else [])], [*written, *([per] if per else [])], strict=True)
    found = [_figure(node, one.path, scope, room) for node, one in named]
    if any(one is None for one in found):
        return None
    if below is not None:
        ratios = (Binary("/", node, below) for node in nodes)
        found = [_typed(ratio, one.path, scope, room) for ratio, one in zip(ratios, written, strict=True)]
    return Figures(tuple(one for one in found if one is not None), form)


def _scope(nodes: Sequence[Node], room: CheckRoom, group: str) -> tuple[str, PlanScope]:
    """Return the scope that has all names; of several the plan's, unless `group` is a field of a form; else the best.

    The best is the one that has most of the names: what is misspelt is then told among its like.
    """
    named = {name for node in nodes for name in formulas.names_in(node)}
    scopes: dict[str, PlanScope] = {"": room.scope} | {
        form: replace(scope, style="filter") for form, scope in room.records.items()
    }
    asked = folded(group) if group else ""

    def fit(form: str) -> tuple[bool, bool, int, bool]:
        known = named & set(scopes[form].symbols)
        has_group = not asked or bool(form and field_of(asked, form, room))
        return (known == named, has_group, len(known), form == "")

    best = max(scopes, key=fit)
    return best, scopes[best]


def _figure(node: Node, path: Path, scope: PlanScope, room: CheckRoom) -> Typed | None:
    refusal = unknown_form(node, room.forms)
    if refusal is not None:
        at = room.draft.places.inside(path, refusal.node.offset, refusal.node.length)
        facts = {"what": words_of(refusal.node), "reason": refusal.reason, "hint": refusal.hint}
        room.draft.report_at(NOT_HERE, path, at, **facts)
        return None
    return _typed(node, path, scope, room)


def _typed(node: Node, path: Path, scope: PlanScope, room: CheckRoom) -> Typed | None:
    """Return a formula that is a number; a field alone is no condition, held against nought it is one."""
    if scope.style == "indicator":
        found = formulas.checked(room.draft, node, path, scope)
        if found is not None and found.type.content != "number":
            wrong(room.draft, path, room.draft.places.raw(path), NUMBER, OF)
            return None
        return found
    held = formulas.checked(room.draft, Compare((node, Literal(0.0)), ("≥",)), path, scope)
    return held.children[0] if held is not None else None


def field_of(name: str, form: str, room: CheckRoom) -> str:
    """Return under which name the records of a form keep a field of texts (its dimension, if it has one), or ""."""
    for column in room.forms[form].columns_of:
        if name in (column.id, column.dimension) and column.unit is None:
            return column.dimension or column.id
    return ""


def texts_of(form: Form) -> Mapping[str, str]:
    """Return the fields of a form that can part its records into groups."""
    return {column.id: column.dimension or column.id for column in form.columns_of if column.unit is None}


def group_of(group: str | None, path: Path, form: str, room: CheckRoom) -> str | None:
    """Return the field or dimension that groups are made by, "" for none; None where it is unknown (told)."""
    if not group:
        return ""
    name = folded(group)
    if form:
        found = field_of(name, form, room)
        if not found:
            unknown(room.draft, path, group, FIELD, texts_of(room.forms[form]))
        return found or None
    if room.scope.dimension(name) is None:
        unknown(room.draft, path, group, DIMENSION, tuple(room.scope.dimensions))
        return None
    return name


FIELD = Text("文字或代码字段", "field of texts or codes")
DIMENSION = Text("分组", "dimension")
NUMBER = Text("应是数，不是条件", "a number, no condition")
OF = Text("写要审核的指标、字段或算式", "name the measure, the field or the formula to be judged")
