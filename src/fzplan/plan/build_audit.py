"""`claims:`: figures that the plan prints, what they should follow from, what they imply; checked like any formula."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fzplan import figures, formula
from fzplan.diagnostics import Text
from fzplan.formula.nodes import At, Name, Select
from fzplan.model.claims import Claim, Figure, Implication, Quantity
from fzplan.plan import formulas, numbers
from fzplan.plan.build_claims import exactly_one, unique
from fzplan.plan.codes import BAD_NUMBER, BAD_QUANTITY, BOUND_UNIT
from fzplan.plan.quoted import prints
from fzplan.regex import regex
from fzplan.units import ONE

if TYPE_CHECKING:
    from fzplan.figures import Bound
    from fzplan.formula import Node, Typed
    from fzplan.model.plan import Head
    from fzplan.plan.draft import Draft
    from fzplan.plan.fileformat import ClaimFile, PlanFile
    from fzplan.plan.places import Path
    from fzplan.units import Unit

BEFORE: dict[str, Bound] = {
    "超过": ">", "超": ">", ">": ">", "突破": ">", "不低于": "≥", "至少": "≥", "≥": "≥",
    "低于": "<", "不足": "<", "<": "<", "不超过": "≤", "至多": "≤", "≤": "≤", "近": "≈", "约": "≈", "≈": "≈",
}  # fmt: skip
"""Words before a figure that make it vague, the longest looked for first."""
MORE = regex(r"(?<=\d)[余多]")
SPAN = regex(r"(?P<name>.+)@\s*(?P<span>\d{4}\s*[-–—~～至]\s*\d{4})\s*")
NOT_READ = Text("应为一个数，可带单位", "a number is expected, with or without its unit")
SAME_UNIT = Text("用能与公式换算的单位", "use a unit that converts to that of the formula")


class ClaimRoom(NamedTuple):
    """What all claims of a plan are built with."""

    draft: Draft
    scope: formulas.PlanScope
    head: Head | None


def claims(file: PlanFile, room: ClaimRoom) -> tuple[Claim, ...]:
    """Return the claims whose formulas are sound; each has a formula, or what it implies."""
    unique(((("claims", k), c.id) for k, c in enumerate(file.claims)), room.draft)
    return tuple(_claim(spec, ("claims", k), room) for k, spec in enumerate(file.claims))


def _claim(spec: ClaimFile, path: Path, room: ClaimRoom) -> Claim:
    draft = room.draft
    exactly_one([n for n in ("formula", "implies") if getattr(spec, n)], ("formula", "implies"), path, spec.id, draft)
    printed = None if spec.printed is None else _figure(draft, spec.printed, (*path, "printed"))
    typed = _formula(spec.formula, (*path, "formula"), room, printed) if spec.formula else None
    given = _given(spec, (*path, "given"), room)
    if typed is not None:
        typed, quoted = prints(typed, spec.formula or "", spec.quote)
        given |= quoted
    implies = []
    for name, written in spec.implies.items():
        implication = _implication(name, written, (*path, "implies", name), room)
        if implication and implication.formula:
            tree, quoted = prints(implication.formula, implication.text, spec.quote)
            implication, given = replace(implication, formula=tree), given | quoted
        implies.append(implication)
    return Claim(
        id=spec.id,
        at=draft.places.value((*path, "id")),
        quote=spec.quote,
        printed=_in_unit(printed, typed),
        formula=typed,
        formula_text=spec.formula or "",
        implies=tuple(i for i in implies if i),
        given=given,
        source=spec.source,
        section=spec.section,
        note=spec.note,
    )


def _given(spec: ClaimFile, path: Path, room: ClaimRoom) -> dict[Quantity, Figure]:
    found: dict[Quantity, Figure] = {}
    for name, written in spec.given.items():
        named = quantity_of(name, (*path, name), room)
        figure = _stated(room.draft, written, (*path, name), named[1]) if named else None
        if named and figure:
            found[named[0]] = figure
    return found


def _formula(written: str, path: Path, room: ClaimRoom, printed: Figure | None) -> Typed | None:
    """Return the checked formula in the unit of the print; 69家 / 54家 - 1 beside 27.7% is a ratio, not 0.277…%."""
    want = printed.unit if printed and printed.unit != ONE else None
    node = formulas.tree(room.draft, written, path)
    if node is None:
        return None
    bare, _ = formula.check(node, room.scope) if want and want.is_ratio else (None, ())
    if bare is not None and want is not None and bare.type.constant and bare.type.unit == ONE:
        return bare.to(want)
    found = formulas.checked(room.draft, node, path, room.scope, want)
    if found is not None and found.type.content != "number":
        return formulas.checked(room.draft, node, path, room.scope, ONE)  # which says that a number is expected
    return found


def _in_unit(printed: Figure | None, typed: Typed | None) -> Figure | None:
    """Return the print; one without a unit is in that of the formula."""
    if printed is None or typed is None or printed.unit != ONE:
        return printed
    return Figure(printed.text, printed.value, printed.decimals, typed.type.unit, printed.bound)


def _implication(name: str, written: object, path: Path, room: ClaimRoom) -> Implication | None:
    found = quantity_of(name, path, room)
    if found is None:
        return None
    quantity, unit = found
    at, text = room.draft.places.value(path), str(written)
    if written is None:
        room.draft.report(BAD_NUMBER, path, key=str(path[-1]), found="", reason=NOT_READ, unit=unit.text)
        return None
    if numbers.figure(_bounded(written)[1]) is not None:
        figure = _stated(room.draft, written, path, unit)
        return Implication(quantity, unit, figure=figure, text=text, at=at) if figure else None
    typed = formulas.typed(room.draft, text, path, room.scope, unit)
    return Implication(quantity, unit, formula=typed, text=text, at=at) if typed else None


def quantity_of(written: str, path: Path, room: ClaimRoom) -> tuple[Quantity, Unit] | None:
    """Return the figure that a key names, with its declared unit; without a year it is that of the base year."""
    span = SPAN.fullmatch(written)
    try:
        node = formula.parse(span["name"] if span else written)
    except formula.FormulaError:
        _refused(room.draft, written, path)
        return None
    node, years = (node, numbers.years(span["span"])) if span else _dated(node, room.head)
    if formulas.names_in(node) & room.draft.faulty:
        return None
    typed, faults = formula.check(node, room.scope)
    if typed is None:
        room.draft.report_at(faults[0].rule, path, room.draft.places.key(path), **faults[0].facts)
        return None
    inner = typed.children[0] if isinstance(typed.node, Select) else typed
    plain = isinstance(inner.node, Name) and not inner.node.reading and not inner.node.form
    if not plain or any(len(members) > 1 for _, members in typed.picks) or years is None or inner.symbol is None:
        _refused(room.draft, written, path)
        return None
    by = tuple(sorted((dimension, members[0]) for dimension, members in typed.picks))
    return Quantity(inner.symbol.id, *years, by), typed.type.unit


def _dated(node: Node, head: Head | None) -> tuple[Node, tuple[int, int] | None]:
    """Return what stands before the year, and the year as the first and the last one."""
    if isinstance(node, At):
        return node.operand, (int(node.period),) * 2 if len(node.period) == 4 else None
    return node, (head.baseline,) * 2 if head else None


def _refused(draft: Draft, written: str, path: Path) -> None:
    draft.report_key(BAD_QUANTITY, path, found=written, reason=ONE_FIGURE)


def _stated(draft: Draft, written: object, path: Path, unit: Unit) -> Figure | None:
    """Return a figure in the declared unit of a quantity."""
    found = _figure(draft, written, path)
    if found is None or found.unit == unit:
        return found
    if found.unit == ONE:
        return Figure(found.text, found.value, found.decimals, unit, found.bound)
    if not found.unit.compatible(unit):
        draft.report(BOUND_UNIT, path, key=str(path[-1]), found=found.text, unit=unit.text, hint=SAME_UNIT)
        return None
    factor = found.unit.factor_to(unit)
    value = float(found.value * factor)
    decimals = found.decimals + max(0, figures.decimals_of(float(factor)))
    return Figure(found.text, value, decimals, unit, found.bound)


def _figure(draft: Draft, written: object, path: Path) -> Figure | None:
    """Return the number at a path in its own unit, with the word that makes it vague; else report it."""
    bound, rest = _bounded(written)
    found = numbers.figure(rest)
    raw = draft.places.raw(path) or str(written)
    if found is None:
        draft.report(BAD_NUMBER, path, key=str(path[-1]), found=raw, reason=NOT_READ, unit="—")
        return None
    unit = draft.unit(found.unit, path) if found.unit else ONE
    return Figure(raw, float(found.value), found.decimals, unit, bound) if unit else None


def _bounded(written: object) -> tuple[Bound, object]:
    """Part a figure from the word before or behind it that makes it vague.

    >>> _bounded("超过1100家"), _bounded("2000余家"), _bounded(13.5)
    (('>', '1100家'), ('>', '2000家'), ('=', 13.5))
    """
    if not isinstance(written, str):
        return "=", written
    text = unicodedata.normalize("NFKC", written).strip()
    for word in sorted(BEFORE, key=len, reverse=True):
        if text.startswith(word):
            return BEFORE[word], text.removeprefix(word).strip()
    return (">", MORE.sub("", text, count=1)) if MORE.search(text) else ("=", written)


ONE_FIGURE = Text("应指一个指标（可选一个成员）在一年或一段年份的一个数", "it names one figure of one year or span")
