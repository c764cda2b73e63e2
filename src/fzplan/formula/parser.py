"""Text to tree: lark (LALR) over `grammar.lark`, lengths and depths bounded, nothing ever evaluated."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, cast

from fzplan.diagnostics import Text
from fzplan.formula import codes
from fzplan.formula.building import OPERATOR, too_large
from fzplan.formula.faults import Fault, FormulaError
from fzplan.formula.nodes import Node
from fzplan.regex import regex
from fzplan.units import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 2000
NAMES = regex(r"「[^」]*」|[^\W\d][\w&]*")
JOINED = regex(r"若|否则|则|且|或|非")
CHOOSING = regex(r"若|否则|则")


def parse(text: str) -> Node:
    """Return the tree of a formula; raise `FormulaError` with the place of the fault.

    >>> parse("总收入 ÷ 从业人员").sign
    '/'
    """
    if len(text) > LONGEST:
        raise too_large(Text("长度", "the length"), len(text), LONGEST, LONGEST, len(text) - LONGEST)
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

    from fzplan.formula.tables import parser

    try:
        return cast("Node", parser().parse(folded))
    except UnexpectedCharacters as error:
        raise _misread(folded, error.pos_in_stream or 0, 1, error.allowed) from None
    except UnexpectedToken as error:
        at_end = error.token.type == "$END"
        start = len(folded) if at_end else error.token.start_pos
        raise _misread(folded, start, 0 if at_end else len(error.token), error.expected) from None


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


def _misread(folded: str, start: int, length: int, expected: Iterable[str]) -> FormulaError:
    joined = _joined_word(folded, start)
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


def _joined_word(folded: str, start: int) -> Fault | None:
    """Return the fault of a Chinese word of the language that is joined to a name: 若营业收入.

    Far from the place that could not be read only 若 则 否则 are taken for words: 或有负债 and 非公企业数 are names.
    """
    for run in NAMES.finditer(folded):
        word = (JOINED if run.start() == start else CHOOSING).match(run[0])
        if word and len(run[0]) > len(word[0]):
            return Fault(codes.JOINED_WORD, run.start(), len(run[0]), {"name": run[0], "word": word[0]})
    return None


OPERAND = Text("名称或数值", "a name or a number")
NAME_OF_GROUP = Text("分组或成员名称", "the name of a dimension or member")
