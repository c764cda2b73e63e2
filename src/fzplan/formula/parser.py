"""Text to tree: lark (LALR) over `grammar.lark`, lengths and depths bounded, nothing ever evaluated."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from fzplan.diagnostics import Text
from fzplan.figures import ASCII_COMPARATORS
from fzplan.formula import codes
from fzplan.formula.faults import Fault, FormulaError
from fzplan.formula.nodes import At, Binary, Call, Compare, If, Literal, Name, Node, Pick, Select, String, Unary
from fzplan.units import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 2000
DEEPEST = 60
LARGEST = 1e18
READINGS = frozenset({"current", "to_date", "end"})
NAMES = re.compile(r"「[^」]*」|[^\W\d][\w&]*")
JOINED = re.compile(r"若|否则|则|且|或|非")
SIGNS = {"·": "*", "×": "*", "÷": "/", "−": "-", "–": "-"}
MINUS = str.maketrans("−–", "--")
COMPARATORS = {**ASCII_COMPARATORS, "≦": "≤", "≧": "≥"}


def parse(text: str) -> Node:
    """Return the tree of a formula; raise `FormulaError` with the place of the fault.

    >>> parse("总收入 ÷ 从业人员").sign
    '/'
    """
    if len(text) > LONGEST:
        raise _too_large(Text("长度", "the length"), len(text), LONGEST, LONGEST, len(text) - LONGEST)
    folded, offsets = fold(text)
    if offsets == list(range(len(text))):
        return _tree(folded)
    offsets.append(len(text))
    try:
        return cast("Node", _placed(_tree(folded), offsets))
    except FormulaError as error:
        start, end = error.fault.offset, error.fault.offset + error.fault.length
        start, end = offsets[start], offsets[min(end, len(folded))]
        raise FormulaError(replace(error.fault, offset=start, length=max(1, end - start))) from None


def _tree(folded: str) -> Node:
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken

    try:
        return cast("Node", _parser().parse(folded))
    except UnexpectedCharacters as error:
        raise _misread(folded, error.pos_in_stream or 0, 1, error.allowed) from None
    except UnexpectedToken as error:
        at_end = error.token.type == "$END"
        start = len(folded) if at_end else error.token.start_pos
        raise _misread(folded, start, 0 if at_end else len(error.token), error.expected) from None


@cache
def _parser() -> Any:
    from lark import Lark

    grammar = (files("fzplan.formula") / "grammar.lark").read_text(encoding="utf-8")
    return Lark(
        grammar, parser="lalr", lexer="basic", transformer=_Builder(), keep_all_tokens=True, maybe_placeholders=False
    )


class _Builder:
    """What each rule of the grammar makes of its parts: tokens of lark, and nodes made before."""

    def literal(self, found: list[Any]) -> Node:
        value = float(found[0])
        if value > LARGEST:
            raise _too_large(Text("数值", "a number"), str(found[0]), f"{LARGEST:g}", found[0].start_pos, len(found[0]))
        return Literal(value, str(found[1]) if len(found) > 1 else "", **_extent(found))

    def string(self, found: list[Any]) -> Node:
        return String(str(found[0])[1:-1], **_extent(found))

    def name(self, found: list[Any]) -> Node:
        return Name(_word(found[0]), **_extent(found))

    def part(self, found: list[Any]) -> Node:
        whole, word = found[0], _word(found[2])
        if not isinstance(whole, Name):
            raise FormulaError(
                Fault(codes.SYNTAX, found[1].start_pos, 1, {"found": Text("“.”", "“.”"), "expected": OPERATOR})
            )
        if word in READINGS:
            return Name(whole.name, whole.form, word, **_extent(found))
        return Name(word, whole.name, "", **_extent(found))

    def pick(self, found: list[Any]) -> Pick:
        member = _word(found[2]) if len(found) == 3 else f"{found[2]}{found[3]}"
        return Pick(_word(found[0]), member, group=str(found[1]) == "in", **_extent(found))

    def selection(self, found: list[Any]) -> Node:
        return Select(found[0], tuple(f for f in found if isinstance(f, Pick)), **_extent(found))

    def at(self, found: list[Any]) -> Node:
        written = str(found[1])[1:].strip().translate(MINUS)
        if written.startswith("-"):
            return At(found[0], shift=int(written), **_extent(found))
        return At(found[0], written, **_extent(found))

    def minus(self, found: list[Any]) -> Node:
        return Unary("-", found[1], **_extent(found))

    def plus(self, found: list[Any]) -> Node:
        return cast("Node", found[1])

    def negated(self, found: list[Any]) -> Node:
        return Unary("not", found[1], **_extent(found))

    def binary(self, found: list[Any]) -> Node:
        return Binary(SIGNS.get(found[1], str(found[1])), found[0], found[2], **_extent(found))

    def both(self, found: list[Any]) -> Node:
        return Binary("and", found[0], found[2], **_extent(found))

    def either(self, found: list[Any]) -> Node:
        return Binary("or", found[0], found[2], **_extent(found))

    def compared(self, found: list[Any]) -> Node:
        signs = tuple(COMPARATORS.get(sign, str(sign)) for sign in found[1::2])
        return Compare(tuple(found[::2]), signs, **_extent(found))

    def implication(self, found: list[Any]) -> Node:
        return If(found[1], found[3], None, **_extent(found))

    def choice(self, found: list[Any]) -> Node:
        return If(found[1], found[3], found[5], **_extent(found))

    def call(self, found: list[Any]) -> Node:
        return Call(str(found[0]), tuple(f for f in found if isinstance(f, Node)), **_extent(found))

    def bracket(self, found: list[Any]) -> Node:
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
        raise _too_large(Text("嵌套层数", "the nesting"), depth, DEEPEST, start, end - start)
    return {"offset": start, "length": end - start, "depth": depth}


def _placed(node: Any, offsets: list[int]) -> Any:
    """Return the tree with places counted in the text as written (folding may have lengthened it)."""
    start, end = offsets[node.offset], offsets[node.offset + node.length]
    below = {
        field.name: _placed_value(getattr(node, field.name), offsets)
        for field in fields(node)
        if field.name not in ("offset", "length", "depth")
    }
    return replace(node, **below, offset=start, length=end - start)


def _placed_value(value: Any, offsets: list[int]) -> Any:
    if isinstance(value, tuple):
        return tuple(_placed_value(item, offsets) for item in value)
    return _placed(value, offsets) if isinstance(value, Node) else value


def _too_large(what: Text, found: object, limit: object, offset: int, length: int) -> FormulaError:
    return FormulaError(Fault(codes.TOO_LARGE, offset, length, {"what": what, "found": found, "limit": limit}))


def _misread(folded: str, start: int, length: int, expected: Iterable[str]) -> FormulaError:
    joined = joined_word(folded)
    if joined:
        return FormulaError(joined)
    seen = folded[start : start + max(1, length)]
    found = Text(f"“{seen}”", f"“{seen}”") if seen else Text("公式到此结束", "the formula ends")
    facts = {"found": found, "expected": _expected(frozenset(expected), folded[:start])}
    return FormulaError(Fault(codes.SYNTAX, start, max(1, length), facts))


def _expected(tokens: frozenset[str], before: str) -> Text:
    if "NUMBER" in tokens:
        return OPERAND
    if "PLUS" not in tokens:
        return NAME_OF_GROUP
    if before.count("(") > before.count(")"):
        return Text(f"{OPERATOR.zh}或“)”", f"{OPERATOR.en} or “)”")
    return OPERATOR


def joined_word(folded: str) -> Fault | None:
    """Return the fault of a Chinese word of the language that is joined to a name: 若营业收入."""
    for run in NAMES.finditer(folded):
        word = JOINED.match(run[0])
        if word and len(run[0]) > len(word[0]):
            return Fault(codes.JOINED_WORD, run.start(), len(run[0]), {"name": run[0], "word": word[0]})
    return None


OPERAND = Text("名称或数值", "a name or a number")
OPERATOR = Text("运算符", "an operator")
NAME_OF_GROUP = Text("分组或成员名称", "the name of a dimension or member")
