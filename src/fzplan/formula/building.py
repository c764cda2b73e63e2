"""What the parser makes of each rule of the grammar: nodes with their places; sizes are bounded here."""

from __future__ import annotations

import unicodedata
from typing import Any, cast

from fzplan.diagnostics import Text
from fzplan.figures import ASCII_COMPARATORS
from fzplan.formula import codes
from fzplan.formula.faults import Fault, FormulaError
from fzplan.formula.nodes import At, Binary, Call, Compare, If, Literal, Name, Node, Pick, Select, String, Unary

DEEPEST = 60
LARGEST = 1e18
READINGS = frozenset({"current", "to_date", "end"})
SIGNS = {"·": "*", "×": "*", "÷": "/", "−": "-", "–": "-"}
MINUS = str.maketrans("−–", "--")
COMPARATORS = {**ASCII_COMPARATORS, "≦": "≤", "≧": "≥"}
OPERATOR = Text("运算符", "an operator")


class Builder:
    """What each rule of the grammar makes of its parts: tokens of lark, and nodes made before."""

    def literal(self, found: list[Any]) -> Node:
        """Return a number, with the unit that follows it."""
        value = float(found[0])
        if value > LARGEST:
            raise too_large(Text("数值", "a number"), str(found[0]), f"{LARGEST:g}", found[0].start_pos, len(found[0]))
        return Literal(value, str(found[1]) if len(found) > 1 else "", **_extent(found))

    def string(self, found: list[Any]) -> Node:
        """Return a text without its quotes."""
        return String(str(found[0])[1:-1], **_extent(found))

    def name(self, found: list[Any]) -> Node:
        """Return a name or a 「label」."""
        return Name(_word(found[0]), **_extent(found))

    def part(self, found: list[Any]) -> Node:
        """Return x.to_date (a reading) or 企业年报.x (a form)."""
        whole, word = found[0], _word(found[2])
        if not isinstance(whole, Name):
            raise FormulaError(
                Fault(codes.SYNTAX, found[1].start_pos, 1, {"found": Text("“.”", "“.”"), "expected": OPERATOR})
            )
        if word in READINGS:
            return Name(whole.name, whole.form, word, **_extent(found))
        return Name(word, whole.name, "", **_extent(found))

    def pick(self, found: list[Any]) -> Pick:
        """Return one condition of a selection."""
        member = _word(found[2]) if len(found) == 3 else f"{found[2]}{found[3]}"
        return Pick(_word(found[0]), member, group=str(found[1]) == "in", **_extent(found))

    def selection(self, found: list[Any]) -> Node:
        """Return x[产业=轨道交通]."""
        return Select(found[0], tuple(f for f in found if isinstance(f, Pick)), **_extent(found))

    def at(self, found: list[Any]) -> Node:
        """Return x@2020 or x@-1."""
        written = str(found[1])[1:].strip().translate(MINUS)
        if written.startswith("-"):
            return At(found[0], shift=int(written), **_extent(found))
        return At(found[0], written, **_extent(found))

    def minus(self, found: list[Any]) -> Node:
        """Return −x."""
        return Unary("-", found[1], **_extent(found))

    def plus(self, found: list[Any]) -> Node:
        """Return x of +x."""
        return cast("Node", found[1])

    def negated(self, found: list[Any]) -> Node:
        """Return 非 x."""
        return Unary("not", found[1], **_extent(found))

    def binary(self, found: list[Any]) -> Node:
        """Return a sum, product or power."""
        return Binary(SIGNS.get(found[1], str(found[1])), found[0], found[2], **_extent(found))

    def both(self, found: list[Any]) -> Node:
        """Return a 且 b."""
        return Binary("and", found[0], found[2], **_extent(found))

    def either(self, found: list[Any]) -> Node:
        """Return a 或 b."""
        return Binary("or", found[0], found[2], **_extent(found))

    def compared(self, found: list[Any]) -> Node:
        """Return a chain of comparisons."""
        signs = tuple(COMPARATORS.get(sign, str(sign)) for sign in found[1::2])
        return Compare(tuple(found[::2]), signs, **_extent(found))

    def implication(self, found: list[Any]) -> Node:
        """Return 若 a 则 b."""
        return If(found[1], found[3], None, **_extent(found))

    def choice(self, found: list[Any]) -> Node:
        """Return 若 a 则 b 否则 c."""
        return If(found[1], found[3], found[5], **_extent(found))

    def call(self, found: list[Any]) -> Node:
        """Return a function call."""
        return Call(str(found[0]), tuple(f for f in found if isinstance(f, Node)), **_extent(found))

    def bracket(self, found: list[Any]) -> Node:
        """Return what stands in the brackets."""
        return cast("Node", found[1])


def _word(token: Any) -> str:
    """Return the id that a name or a 「label」 stands for: NFKC, as ids are in the plan."""
    text = unicodedata.normalize("NFKC", str(token))
    return text[1:-1].strip() if text.startswith("「") else text


def _extent(found: list[Any]) -> dict[str, Any]:
    first, last = found[0], found[-1]
    start = first.offset if isinstance(first, Node) else first.start_pos
    end = last.offset + last.length if isinstance(last, Node) else last.end_pos
    depth = 1 + max((f.depth for f in found if isinstance(f, Node)), default=0)
    if depth > DEEPEST:
        raise too_large(Text("嵌套层数", "the nesting"), depth, DEEPEST, start, end - start)
    return {"offset": start, "length": end - start, "depth": depth}


def too_large(what: Text, found: object, limit: object, offset: int, length: int) -> FormulaError:
    """Return the error of a formula beyond a limit."""
    return FormulaError(Fault(codes.TOO_LARGE, offset, length, {"what": what, "found": found, "limit": limit}))
