"""The tree of a printed relation written as a relation of the plan: codes become names.

In: a tree and what codes stand for. Out: the text of the relation and its kind, or why it cannot be written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Text
from fzplan.plan.printed_relations.parsing import NotUnderstood
from fzplan.plan.printed_relations.reasons import CONVERSION
from fzplan.plan.printed_relations.spreading import spread, walk
from fzplan.plan.printed_relations.trees import (
    Compared,
    Conditional,
    Joined,
    Number,
    Operation,
    Part,
    Reference,
    below,
)
from fzplan.regex import regex

if TYPE_CHECKING:
    from fzplan.model.printed import Meaning
    from fzplan.plan.printed_relations.names import Names

_PLAIN = regex(r"[^\W\d][\w&]*")
ASSOCIATING = ("+", "*", "且", "或")
_POWER = regex(r"10+")
_RESERVED = frozenset(["若", "则", "否则", "且", "或", "非", "if", "then", "else", "and", "or", "not", "in"])
_STEPS = {"or": 0, "and": 1, "compare": 2, "+": 3, "-": 3, "*": 4, "/": 4}


class Written(NamedTuple):
    """A relation of the plan."""

    kind: str
    text: str
    total: str = ""
    parts: tuple[str, ...] = ()
    """Of a sum: the total and its parts."""


def written(tree: Part, names: Names) -> tuple[Written, ...]:
    """Return the relations of a tree; several where it says something of each of several. Raises as `Names.of`."""
    named = [part.text for part in walk(tree) if isinstance(part, (Reference, Number)) and not _elsewhere(part)]
    each = [names.only(column) for column in names.columns(named)] or [names]
    return tuple(_written(one, column) for column in each for one in spread(tree, column))


def _elsewhere(part: Part) -> bool:
    return isinstance(part, Reference) and bool(part.table)


def _written(tree: Part, names: Names) -> Written:
    fresh = replace(names, used=set(), shifted=False)
    for part in walk(tree):  # which forms it is between has to be known before the first name is written
        if isinstance(part, Reference):
            fresh.of(part)
    across = len(fresh.used) > 1
    writer = _Writer(fresh, across=across)
    text = writer.text(tree)
    if across:
        return Written("across", text)
    if fresh.shifted:
        return Written("period", text)
    total = _summed(tree)
    if total is not None:
        left, parts = total
        return Written("sum", text, writer.text(left), tuple(writer.text(part) for part in parts))
    return Written("within", text)


def _summed(tree: Part) -> tuple[Part, list[Part]] | None:
    """Return the total and the parts of ``1 = 2 + 3 + 4``; None of any other relation."""
    if not isinstance(tree, Compared) or tree.signs != ("=",):
        return None
    total, whole = tree.operands
    parts = _terms(whole)
    is_sum = len(parts) > 1 and all(isinstance(part, Reference) for part in parts)
    return (total, parts) if is_sum and isinstance(total, Reference) else None


def _terms(part: Part) -> list[Part]:
    if isinstance(part, Operation) and part.sign == "+":
        return [*_terms(part.left), *_terms(part.right)]
    return [part]


@dataclass
class _Writer:
    """Writes a tree in the language of formulas."""

    names: Names
    across: bool

    def text(self, part: Part) -> str:
        return self.put(part, 0)

    def put(self, part: Part, above: int) -> str:
        """Return a part, in brackets where what stands above binds tighter."""
        match part:
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                rest = f" 否则 {self.text(otherwise)}" if otherwise is not None else ""
                return f"若 {self.text(condition)} 则 {self.text(then)}{rest}"
            case Joined(sign=sign, left=left, right=right):
                return self.between(left, "且" if sign == "and" else "或", right, _STEPS[sign], above)
            case Compared(operands=operands, signs=signs):
                return self.compared(operands, signs)
            case Operation(sign=sign, left=left, right=right):
                return self.between(left, sign, right, _STEPS[sign], above)
            case Number(text=digits, unit=unit):
                return f"{digits if '.' in digits else digits.lstrip('0') or '0'}{unit}"
        assert isinstance(part, Reference)
        return self.name(self.names.of(part))

    def between(self, left: Part, sign: str, right: Part, step: int, above: int) -> str:
        inner = step if sign in ASSOCIATING else step + 1  # a − (b + c), but a + b + c
        found = f"{self.put(left, step)} {sign} {self.put(right, inner)}"
        return f"({found})" if step < above else found

    def compared(self, operands: tuple[Part, ...], signs: tuple[str, ...]) -> str:
        """Return a chain of comparisons; a bare number is a text beside one, else in the unit that the form prints."""
        found = [self.names.of(p) for operand in operands for p in walk(operand) if isinstance(p, Reference)]
        units = {meaning.unit for meaning in found}
        texts = any(isinstance(p, Reference) and self.names.of(p).text for p in operands)
        for operand in operands:
            _refuse_conversion(operand, units)
        unit = units.pop() if len(units) == 1 and all(map(_is_linear, operands)) else ""
        sides = []
        for operand in operands:
            side = self.put(operand, _STEPS["+"])
            if isinstance(operand, Number) and not operand.unit:
                side = f'"{operand.text}"' if texts else self.number(operand, unit)
            sides.append(side)
        return " ".join([sides[0], *(word for pair in zip(signs, sides[1:], strict=True) for word in pair)])

    def number(self, number: Number, unit: str) -> str:
        """Return a number in a unit; nought needs none."""
        written = self.put(number, 0)
        return written if not unit or unit == "1" or not written.strip("0.") else f"{written}{unit}"

    def name(self, meaning: Meaning) -> str:
        name = quoted(meaning.name)
        if self.across and meaning.form:
            name = f"{quoted(meaning.form)}.{name}"
        if meaning.members:
            name += f"[{', '.join(f'{quoted(d)}={quoted(m)}' for d, m in meaning.members)}]"
        return f"{name}@-{meaning.back}" if meaning.back else name


def quoted(name: str) -> str:
    """Return a name as a formula writes it.

    >>> quoted("营业收入"), quoted("2020年收入（亿元）")
    ('营业收入', '「2020年收入（亿元）」')
    """
    return name if _PLAIN.fullmatch(name) and name not in _RESERVED else f"「{name}」"


def _is_linear(part: Part) -> bool:
    """Tell whether a side is a sum of figures, or of their multiples: it has their unit."""
    if isinstance(part, Operation) and part.sign in "*/":
        left, right = isinstance(part.left, Number), isinstance(part.right, Number)
        return (right and _is_linear(part.left)) or (part.sign == "*" and left and _is_linear(part.right))
    return all(map(_is_linear, below(part)))


def _refuse_conversion(part: Part, units: set[str]) -> None:
    """Refuse × 1000 between figures of several units: a formula converts by itself, and would do so twice."""
    for inner in walk(part):
        if isinstance(inner, Operation) and inner.sign in "*/" and len(units) > 1:
            for factor in (inner.left, inner.right):
                if isinstance(factor, Number) and _POWER.fullmatch(factor.text) and not factor.unit:
                    raise NotUnderstood(Text(*(said.format(factor.text) for said in CONVERSION)), factor.offset)
