"""`checks:`: names, units and writing of every relation, each told at its line and column.

A relation names figures of the plan, or else the fields of one form with records. The kinds that are no relation are
declared in `check_specs/`, one file each.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan import formula
from fzplan.diagnostics import Severity, Text
from fzplan.formula.codes import NOT_HERE, UNIT_MISMATCH
from fzplan.formula.nodes import Binary, Call, Compare, If, Literal, Name, Node
from fzplan.formula.operators import mismatch_hint
from fzplan.formula.wording import text as words_of
from fzplan.model.checks import AUTO, EXACT, Check, Tolerance
from fzplan.plan import check_examples, formulas, numbers
from fzplan.plan.build_claims import exactly_one, unique
from fzplan.plan.build_levels import is_level
from fzplan.plan.build_quantities import unknown
from fzplan.plan.check_kinds import WRITTEN, named_aggregates, unknown_form
from fzplan.plan.check_specs import code, growth, jump, outlier, revision, roster
from fzplan.plan.check_specs.declared import Declared
from fzplan.plan.checkformat import PartsFile
from fzplan.plan.codes import ONE_OF, WRONG_VALUE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fzplan.formula import Typed
    from fzplan.model.plan import Form
    from fzplan.plan.check_kinds import Refusal
    from fzplan.plan.checkformat import CheckFile, ItemsFile, PeriodFile
    from fzplan.plan.draft import Draft
    from fzplan.plan.fileformat import PlanFile
    from fzplan.plan.formulas import PlanScope
    from fzplan.plan.places import Path
    from fzplan.units import Unit

KINDS = (
    "within", "sum", "of_which", "across", "period", "aggregate", "jump", "outlier", "code", "revision", "roster",
)  # fmt: skip


DECLARED: dict[str, Callable[[Any, Path, CheckRoom], Declared | None]] = {
    "jump": jump.declared, "outlier": outlier.declared, "growth": growth.declared, "revision": revision.declared,
    "code": code.declared, "roster": roster.declared,
}  # fmt: skip
"""The kinds that are no relation."""
WITHOUT_TOLERANCE = ("jump", "outlier", "growth")
"""The kinds that have bounds of their own."""
WITHOUT_FIGURES = ("code", "roster")
"""The kinds that compare no figures: neither a tolerance nor a nought in place of a figure means anything."""
LEVELS = {"jump": "verify", "growth": "verify", "outlier": "info"}
"""The level where none is written; of all others it is error."""


class CheckRoom(NamedTuple):
    """What all checks of a plan are built with; `records` are the scopes of the forms with records."""

    draft: Draft
    scope: PlanScope
    records: Mapping[str, PlanScope]
    forms: Mapping[str, Form]


class Relation(NamedTuple):
    """One relation being built: its tree, and where it stands."""

    node: Node
    path: Path


def checks(file: PlanFile, room: CheckRoom) -> tuple[Check, ...]:
    """Return the checks that are sound; each is of exactly one kind."""
    entries: list[tuple[Path, CheckFile]] = [
        (("checks", k), spec) for k, spec in enumerate(file.checks) if not is_level(spec, KINDS)
    ]
    unique(((path, spec.id) for path, spec in entries), room.draft)
    built = (_check(spec, path, room) for path, spec in entries)
    return tuple(check for check in built if check is not None)


def _check(spec: CheckFile, path: Path, room: CheckRoom) -> Check | None:
    draft = room.draft
    given = [name for name in KINDS if getattr(spec, name) is not None]
    exactly_one(given, KINDS, path, spec.id, draft)
    if len(given) != 1:
        return None
    written = given[0]
    kind: Any = "growth" if spec.period is not None and growth.is_meant(spec.period) else written
    found = _declared(kind, written, spec, path, room)
    if found is None:
        return None
    relations = () if kind in DECLARED else found.reads
    unit = relations[0].children[0].type.unit if relations and relations[0].children else None
    return Check(
        id=spec.id,
        level=Severity[(spec.level or LEVELS.get(kind, "error")).upper()],
        kind=kind,
        at=draft.places.value((*path, "id")),
        said=found.text if found.text.zh else _said(relations),
        relations=relations,
        form=found.form,
        tolerance=_tolerance(spec, (*path, "tolerance"), unit, _usual(kind, relations, unit), draft),
        missing=spec.missing or "",
        note=spec.note,
        data=draft.places.node(path).plain(),
        spec=found.spec,
        reads=found.reads,
        examples=check_examples.examples(spec, path, found, room),
    )


def _said(relations: Sequence[Typed]) -> Text:
    each = [words_of(relation.node) for relation in relations]
    return Text("；".join(one.zh for one in each), "; ".join(one.en for one in each))


def _declared(kind: str, written: str, spec: CheckFile, path: Path, room: CheckRoom) -> Declared | None:
    """Return what an entry declares: relations, or the declaration of a kind that is none."""
    section, at = getattr(spec, written), (*path, written)
    if kind in WITHOUT_TOLERANCE and spec.tolerance is not None:
        facts = {"key": "tolerance", "found": spec.tolerance, "expected": NO_TOLERANCE, "meaning": MEANING}
        room.draft.report(WRONG_VALUE, (*path, "tolerance"), **facts)
    if kind in WITHOUT_FIGURES:
        _without_figures(spec, path, room.draft)
    if kind in DECLARED:
        return DECLARED[kind](section, at, room)
    found: tuple[tuple[Typed, ...], str] | None = (), ""
    text = ""
    if kind in WRITTEN:
        text, at = _text(section, at, room.draft)
        found = _within(text, at, room, WRITTEN[kind]) if text else None
    elif kind in ("sum", "of_which"):
        found = _parts(kind, section, at, room)
    return None if found is None else Declared(None, *found, Text(text, text))


def _without_figures(spec: CheckFile, path: Path, draft: Draft) -> None:
    """Report what has no effect on a check of codes or of completeness."""
    if spec.tolerance is not None:
        facts = {"key": "tolerance", "found": spec.tolerance, "expected": NO_FIGURES, "meaning": MEANING}
        draft.report(WRONG_VALUE, (*path, "tolerance"), **facts)
    if spec.missing == "zero":
        draft.report(
            WRONG_VALUE, (*path, "missing"), key="missing", found="zero", expected=NO_FIGURES, meaning=MISSING_MEANING
        )


def _text(section: str | PeriodFile, path: Path, draft: Draft) -> tuple[str, Path]:
    """Return a relation and where it stands: as a text, or as `relation:` of a section."""
    if isinstance(section, str):
        return section, path
    at = (*path, "relation") if draft.places.has((*path, "relation")) else path
    if not section.relation:
        draft.report_key(ONE_OF, path, where="period", known="relation、measure", found="—")
    return section.relation or "", at


def _usual(kind: str, relations: tuple[Typed, ...], unit: Unit | None) -> Tolerance:
    """Return the tolerance where none is written: figures that are rounded one by one need not add up exactly.

    An inequality written by hand means what it says, and so does an equality of things that are counted.
    """
    if kind != "within":
        return AUTO
    equal = any(_concludes_equal(relation.node) for relation in relations)
    counted = unit is None or (unit.is_count and unit.factor == 1)
    return AUTO if equal and not counted else EXACT


def _concludes_equal(node: Node) -> bool:
    while isinstance(node, If) and node.otherwise is None:
        node = node.then
    return isinstance(node, Compare) and "=" in node.signs


def _within(
    written: str, path: Path, room: CheckRoom, meant: Callable[[Node, Mapping[str, Form]], Refusal | None]
) -> tuple[tuple[Typed, ...], str] | None:
    node = formulas.tree(room.draft, written, path)
    if node is None:
        return None
    refusal = unknown_form(node, room.forms) or meant(node, room.forms)
    if refusal is not None:
        at = room.draft.places.inside(path, refusal.node.offset, refusal.node.length)
        facts = {"what": words_of(refusal.node), "reason": refusal.reason, "hint": refusal.hint}
        room.draft.report_at(NOT_HERE, path, at, **facts)
        return None
    node = named_aggregates(node, room.forms)
    form, scope = _scope((node,), room)
    typed = formulas.checked(room.draft, node, path, scope)
    if typed is None:
        return None
    if typed.type.content != "condition":
        at = room.draft.places.inside(path, node.offset, node.length)
        room.draft.report_at(NOT_HERE, path, at, what=words_of(node), reason=NEED_RELATION, hint=COMPARE)
        return None
    return (typed,), form


def _parts(kind: str, spec: PartsFile | ItemsFile, path: Path, room: CheckRoom) -> tuple[tuple[Typed, ...], str] | None:
    """Return total = sum of the parts, or each item ≤ the total; every part is first checked where it stands."""
    if isinstance(spec, PartsFile):
        if bool(spec.parts) == bool(spec.over):
            found = "parts、over" if spec.over else "—"
            room.draft.report_key(ONE_OF, path, where="sum", known="parts、over", found=found)
            return None
        if spec.over:
            return _members(spec, path, room)
    key, listed = ("parts", spec.parts or []) if isinstance(spec, PartsFile) else ("items", spec.items)
    places: list[Path] = [(*path, "total"), *((*path, key, k) for k in range(len(listed)))]
    trees = [formulas.tree(room.draft, text, at) for text, at in zip((spec.total, *listed), places, strict=True)]
    if not all(trees):
        return None
    relations = [Relation(node, at) for node, at in zip(trees, places, strict=True) if node is not None]
    form, scope = _scope([r.node for r in relations], room)
    total = _figure(relations[0], None, scope, room.draft)
    parts = [_figure(r, total, scope, room.draft) for r in relations[1:]]
    if total is None or None in parts:
        return None
    return tuple(_joined(kind, relations, scope)), form


def _members(spec: PartsFile, path: Path, room: CheckRoom) -> tuple[tuple[Typed, ...], str] | None:
    """Return total = sum of the members of a dimension, which have to be a partition of it."""
    total = formulas.tree(room.draft, spec.total, (*path, "total"))
    dimension = room.scope.dimension(spec.over)
    if dimension is None:
        unknown(room.draft, (*path, "over"), spec.over, Text("分组", "dimension"), tuple(room.scope.dimensions))
        return None
    if total is None or formulas.checked(room.draft, total, (*path, "total"), room.scope) is None:
        return None
    if not dimension.partition:
        at = room.draft.places.value((*path, "over"))
        what = Text(spec.over, spec.over)
        room.draft.report_at(NOT_HERE, path, at, what=what, reason=NO_PARTITION, hint=PARTITION)
        return None
    whole = Call("sum", (total, Compare((Name("over"), Name(spec.over)), ("=",))))
    typed = formulas.checked(room.draft, Compare((total, whole), ("=",)), (*path, "total"), room.scope)
    return None if typed is None else ((typed,), "")


def _figure(part: Relation, total: Typed | None, scope: PlanScope, draft: Draft) -> Typed | None:
    """Return a total or a part, checked where it stands; a part has to be in a unit that adds to the total."""
    if scope.style == "indicator":
        want: Unit | None = total.type.unit if total else None
        return formulas.checked(draft, part.node, part.path, scope, want)
    held = formulas.checked(draft, Compare((part.node, Literal(0.0)), ("≥",)), part.path, scope)
    found = held.children[0] if held else None  # a field alone is no condition, held against nought it is one
    if found is None or total is None or found.type.unit.compatible(total.type.unit):
        return found
    facts = {
        "left": words_of(total.node), "left_unit": total.type.unit.text, "right": words_of(part.node),
        "right_unit": found.type.unit.text, "hint": mismatch_hint(total.type.unit, found.type.unit),
    }  # fmt: skip
    draft.report(UNIT_MISMATCH, part.path, **facts)
    return None


def _joined(kind: str, relations: Sequence[Relation], scope: PlanScope) -> list[Typed]:
    """Return the relations over all parts; they were checked one by one, so nothing more can be wrong with them."""
    total, *parts = (r.node for r in relations)
    nodes: list[Node]
    if kind == "sum":
        whole = parts[0]
        for part in parts[1:]:
            whole = Binary("+", whole, part)
        nodes = [Compare((total, whole), ("=",))]
    else:
        nodes = [Compare((part, total), ("≤",)) for part in parts]
    return [typed for node in nodes if (typed := formula.check(node, scope)[0]) is not None]


def _scope(nodes: Sequence[Node], room: CheckRoom) -> tuple[str, PlanScope]:
    """Return the names a relation is about: those of the plan, or of the one form that has all of them as fields."""
    named = {name for node in nodes for name in formulas.names_in(node)}
    if named <= set(room.scope.symbols):
        return "", room.scope
    form = next((form for form, scope in room.records.items() if named <= set(scope.symbols)), "")
    return (form, replace(room.records[form], style="filter")) if form else ("", room.scope)


def _tolerance(spec: CheckFile, path: Path, unit: Unit | None, usual: Tolerance, draft: Draft) -> Tolerance:
    """Return the tolerance: ``auto``, a number in the unit of the left side or its own, or a share in per cent."""
    written = spec.tolerance
    if written is None:
        return usual
    if str(written).strip() == "auto":
        return AUTO
    figure = numbers.figure(written)
    if figure is not None and figure.value >= 0:
        if not figure.unit:
            return Tolerance("absolute", float(figure.value))
        own = draft.units.find(figure.unit)
        if own is not None and unit is not None and own.compatible(unit) and own.dimensions:
            return Tolerance("absolute", float(figure.value * own.factor_to(unit)))
        if own is not None and own.text in ("%", "‰"):
            return Tolerance("relative", float(figure.value * own.factor))
    draft.report(WRONG_VALUE, path, key="tolerance", found=written, expected=TOLERANCES, meaning=MEANING)
    return usual


NEED_RELATION = Text("审核关系应是条件（如 甲 <= 乙）", "a relation is a condition (such as a <= b)")
NO_PARTITION = Text(
    "各成员之和不等于合计（partition: false）", "its members do not add up to the total (partition: false)"
)
PARTITION = Text(
    "成员不重不漏时写 partition: true，否则用 of_which",
    "write partition: true where the members are all of it once, else use of_which",
)
COMPARE = Text("请写成两边的比较，或 若 … 则 …", "write a comparison of two sides, or if … then …")
TOLERANCES = Text("应是 auto、一个数（可带单位）或百分比", "auto, a number (with a unit or without) or a percentage")
NO_FIGURES = Text("这一类不比较数", "this kind compares no figures")
MISSING_MEANING = Text(
    "missing 是缺报时怎么办：skip 不提，verify 核实，error 报错",
    "`missing` is what happens where something is not reported: skip, verify or error",
)
NO_TOLERANCE = Text("这一类有自己的界限，不用容差", "this kind has bounds of its own, and no tolerance")
MEANING = Text(
    "容差是两边可以相差多少：auto 按小数位数推算，0.01 是左边单位的数，1% 是左边的百分之一",
    "the tolerance is how far the sides may differ: auto from the printed decimals, 0.01 in the unit of the left side, "
    "1% a hundredth of it",
)
