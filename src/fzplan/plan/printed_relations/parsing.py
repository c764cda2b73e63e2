"""A printed relation to its tree: recursive descent, length and depth bounded, nothing ever evaluated.

``若6≠0,则5≤6且5≤201612`` · ``[01]≥[02]+[03]`` · ``1=2+3+4`` · ``T2->C3`` · ``@-12T1->C3`` · ``02至05之和``.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.plan.printed_relations.reasons import COMMA, ODD_NUMBER, OPERAND, RUN_ENDS, SIGN, TOO_DEEP
from fzplan.plan.printed_relations.tokens import SIGNS, Token, tokens
from fzplan.plan.printed_relations.trees import (
    Block,
    Compared,
    Conditional,
    Joined,
    Number,
    Operation,
    Part,
    Reference,
    Run,
    Several,
)
from fzplan.units import UNITS, UnitError, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LONGEST = 1000
DEEPEST = 24
ATTEMPTS = 4000
"""Steps that a reading may take: brackets are tried as a condition, then as a figure."""
ROW_WORDS = ("行", "栏", "列", "号", "项")


class NotUnderstood(Exception):  # noqa: N818  (it is what was found, and no fault of the program)
    """Why a relation cannot be read, and where."""

    def __init__(self, reason: Text, offset: int = 0) -> None:
        super().__init__(reason.en)
        self.reason, self.offset = reason, offset


def parse(text: str, labels: Iterable[str] = ()) -> tuple[Part, ...]:
    """Return the relations of a text; several where commas part them. Raises `NotUnderstood`.

    >>> [type(part).__name__ for part in parse("03≥04，05≥06")]
    ['Compared', 'Compared']
    """
    if len(text) > LONGEST:
        raise NotUnderstood(Text(f"超过 {LONGEST} 个字", f"it is longer than {LONGEST} characters"))
    odd = next((at for at, c in enumerate(text) if unicodedata.category(c) == "No"), None)
    if odd is not None:  # folded, ② and ² would be digits of the code before them
        raise NotUnderstood(Text(*(said.format(text[odd]) for said in ODD_NUMBER)), odd)
    folded, _ = fold(text)
    return _Reader(tokens(folded, (fold(label)[0] for label in labels))).relations()


class _Reader:
    """One reading of one text."""

    def __init__(self, found: list[Token]) -> None:
        self.found, self.at, self.depth, self.steps = found, 0, 0, 0

    @property
    def next(self) -> Token:
        return self.found[self.at]

    def take(self, *kinds: str) -> Token | None:
        """Go past the next word where it is of one of these kinds."""
        if self.next.kind not in kinds:
            return None
        self.at += 1
        return self.found[self.at - 1]

    def need(self, kind: str, said: str) -> Token:
        found = self.take(kind)
        if found is None:
            raise self.unexpected(Text(f"“{said}”", f"“{said}”"))
        return found

    def unexpected(self, wanted: Text) -> NotUnderstood:
        seen = self.next.text
        reason = Text(
            f"“{seen}”处应是{wanted.zh}" if seen else f"末尾缺{wanted.zh}",
            f"{wanted.en} is expected, not “{seen}”" if seen else f"{wanted.en} is missing at its end",
        )
        return NotUnderstood(reason, self.next.offset)

    def relations(self) -> tuple[Part, ...]:
        """Read all: a relation, then further ones behind commas."""
        found = [self.relation()]
        while self.take(","):
            if self.next.kind == "END":
                break
            if isinstance(found[-1], Conditional) and self.next.kind != "IF":
                raise NotUnderstood(COMMA, self.next.offset)
            found.append(self.relation())
        if self.next.kind != "END":
            raise self.unexpected(SIGN)
        return tuple(found)

    def relation(self) -> Part:
        """Read 若 … 则 … 否则 …, or a condition."""
        begin = self.next
        given = self.take("IF") is not None
        condition = self.condition()
        if not given and not self.is_then():
            return condition
        later = any(token.kind == "THEN" for token in self.found[self.at :])
        while later and self.next.kind == "," and self.found[self.at + 1].kind != "THEN":
            self.at += 1
            condition = self.joined("and", condition, self.condition())
        comma = self.take(",")
        word = self.take("THEN")
        if word is None and comma is None:
            raise self.unexpected(Text("“则”", "“则”"))
        if word is not None and word.text == "时":
            self.take(",")
        then = self.condition()
        if self.next.kind == "," and self.found[self.at + 1].kind == "ELSE":
            self.at += 1
        otherwise = self.condition() if self.take("ELSE") else None
        return Conditional(condition, then, otherwise, offset=begin.offset, length=self.past - begin.offset)

    def is_then(self) -> bool:
        """Tell whether 则 comes next, behind a comma or not: a condition may begin without 若."""
        return self.next.kind == "THEN" or (self.next.kind == "," and self.found[self.at + 1].kind == "THEN")

    @property
    def past(self) -> int:
        """Return where the last word read ends."""
        return self.found[self.at - 1].end

    def joined(self, sign: str, left: Part, right: Part) -> Joined:
        return Joined(sign, left, right, offset=left.offset, length=self.past - left.offset)

    def condition(self) -> Part:
        """Read comparisons joined by 或 and 且."""
        self.deeper()
        left = self.conjunction()
        while self.take("OR"):
            left = self.joined("or", left, self.conjunction())
        self.depth -= 1
        return left

    def conjunction(self) -> Part:
        left = self.comparison()
        while self.take("AND"):
            left = self.joined("and", left, self.comparison())
        return left

    def comparison(self) -> Part:
        """Read a condition in brackets, or a chain of comparisons."""
        if self.next.kind == "(" and (inner := self.attempt(self.bracketed)) is not None:
            return inner
        first = self.side()
        operands, signs = [first], []
        while self.next.kind in SIGNS:
            signs.append(self.next.kind)
            self.at += 1
            operands.append(self.side())
        if not signs:
            raise self.unexpected(SIGN)
        return Compared(tuple(operands), tuple(signs), offset=first.offset, length=self.past - first.offset)

    def attempt(self, reading: Callable[[], Part]) -> Part | None:
        """Try to read; go back where it fails, or where a sign behind it shows that a figure was meant."""
        at, depth = self.at, self.depth
        try:
            found = reading()
        except NotUnderstood:
            if self.steps > ATTEMPTS:
                raise
            found = None
        if found is None or self.next.kind in (*SIGNS, "+", "-", "*", "/", "EACH"):
            self.at, self.depth = at, depth
            return None
        return found

    def bracketed(self) -> Part:
        self.need("(", "(")
        inner = self.condition()
        self.need(")", ")")
        return inner

    def side(self) -> Part:
        """Read one side of a comparison: a sum, or several with 、 between them."""
        first = self.sum()
        items = [first]
        while self.take("EACH"):
            items.append(self.sum())
        if len(items) == 1:
            return first
        if self.take("ADDED"):
            return self.added(items)
        return Several(tuple(items), offset=first.offset, length=self.past - first.offset)

    def added(self, items: list[Part]) -> Part:
        found = items[0]
        for item in items[1:]:
            found = self.operation("+", found, item)
        return found

    def sum(self) -> Part:
        left = self.product()
        while sign := self.take("+", "-"):
            if sign.kind == "+" and self.next.text.startswith("..."):  # … is folded to three points
                left = self.dotted(left)
                continue
            left = self.operation(sign.kind, left, self.product())
        return left

    def dotted(self, left: Part) -> Part:
        """Read 02+…+05, or 02+03+…+05: the sum of a run, and what stands before it."""
        self.need("TO", "…")
        self.need("+", "+")
        last = self.atom()
        if isinstance(left, Operation) and left.sign == "+":
            return self.operation("+", left.left, self.run(left.right, last, added=True))
        return self.run(left, last, added=True)

    def product(self) -> Part:
        left = self.signed()
        while sign := self.take("*", "/"):
            left = self.operation(sign.kind, left, self.signed())
        return left

    def operation(self, sign: str, left: Part, right: Part) -> Operation:
        return Operation(sign, left, right, offset=left.offset, length=self.past - left.offset)

    def signed(self) -> Part:
        minus = self.take("-")
        found = self.ranged()
        if minus is None:
            return found
        return Operation("-", Number("0", offset=minus.offset), found, offset=minus.offset, length=found.length + 1)

    def ranged(self) -> Part:
        """Read a figure, or a run of them."""
        first = self.atom()
        if not self.take("TO"):
            added = isinstance(first, (Operation, Run)) and self.take("ADDED") is not None
            return replace(first, added=True) if added and isinstance(first, Run) else first
        last = self.atom()
        return self.run(first, last, added=self.take("ADDED") is not None)

    def run(self, first: Part, last: Part, *, added: bool) -> Run:
        ends = [self.referred(part) for part in (first, last)]
        return Run(ends[0], ends[1], added, offset=first.offset, length=self.past - first.offset)

    def referred(self, part: Part) -> Reference:
        if isinstance(part, Reference):
            return part
        if isinstance(part, Number) and part.text.isdigit() and not part.unit:
            return Reference(part.text, offset=part.offset, length=part.length)
        raise NotUnderstood(RUN_ENDS, part.offset)

    def deeper(self) -> None:
        self.depth += 1
        self.steps += 1
        if self.depth > DEEPEST or self.steps > ATTEMPTS:
            raise NotUnderstood(TOO_DEEP, self.next.offset)

    def atom(self) -> Part:
        """Read a number, a code, a label, a sum in brackets."""
        begin = self.next
        if self.take("SUM"):
            return self.summed()
        if self.take("("):
            self.deeper()
            inner = self.sum()
            if self.take("TO"):
                inner = self.run(inner, self.atom(), added=self.take("ADDED") is not None)
            self.depth -= 1
            self.need(")", ")")
            return inner
        if self.next.kind == "NUMBER":
            return self.number()
        back = self.take("BACK")
        found = self.reference()
        if back is not None:
            steps = abs(int("".join(c for c in back.text if c.isdigit())))
            found = self.moved(found, steps, begin.offset)
        return found

    def moved(self, found: Part, back: int, offset: int) -> Part:
        length = self.past - offset
        if isinstance(found, Block):
            return Block(found.first, found.last, found.table, back, offset=offset, length=length)
        reference = self.referred(found)
        return Reference(reference.text, reference.table, back, reference.bracketed, offset=offset, length=length)

    def summed(self) -> Part:
        """Read sum(C3, C5, C7:D14)."""
        self.need("(", "(")
        self.deeper()
        items = []
        while True:
            item = self.sum()
            items.append(replace(item, added=True) if isinstance(item, Run) else item)
            if not self.take(",", "EACH"):
                break
        self.depth -= 1
        self.need(")", ")")
        return self.added(items)

    def number(self) -> Part:
        """Read a number with its unit, or a code of digits: 5%, 10亿元, 03, 3行."""
        begin = self.need("NUMBER", "0")
        text, unit = begin.text, ""
        if self.next.offset == begin.end:
            if sign := self.take("%"):
                unit = sign.text
            elif self.next.kind == "LABEL" and self.next.text in ROW_WORDS:
                self.at += 1
                return Reference(text, bracketed=True, offset=begin.offset, length=self.past - begin.offset)
            elif self.next.kind == "LABEL" and _is_unit(self.next.text):
                unit = self.found[self.at].text
                self.at += 1
        return Number(text, unit, offset=begin.offset, length=self.past - begin.offset)

    def reference(self) -> Part:
        """Read a code in brackets, a cell, a code of letters, a label; TABLE->CODE."""
        begin = self.next
        if self.take("PREFIX"):
            number = self.referred(self.number())
            return Reference(number.text, bracketed=True, offset=begin.offset, length=self.past - begin.offset)
        if self.take("OPEN"):
            found = self.inside(begin)
        elif word := self.take("CODE", "LABEL"):
            found = Reference(word.text, offset=begin.offset, length=len(word.text))
        elif digits := self.take("NUMBER"):
            found = Reference(digits.text, offset=begin.offset, length=len(digits.text))
        else:
            raise self.unexpected(OPERAND)
        if isinstance(found, Reference) and not found.bracketed and self.take("ARROW"):
            return self.elsewhere(found)
        return found

    def elsewhere(self, table: Reference) -> Part:
        """Read what stands behind the arrow of TABLE->CODE."""
        inner = self.reference()
        length = self.past - table.offset
        if isinstance(inner, Block):
            return Block(inner.first, inner.last, table.text, offset=table.offset, length=length)
        found = self.referred(inner)
        return Reference(found.text, table.text, bracketed=True, offset=table.offset, length=length)

    def inside(self, begin: Token) -> Part:
        """Read what stands in square brackets: a code, a label, or the corners of a block."""
        words = []
        while self.next.kind not in ("CLOSE", "END"):
            words.append(self.next)
            self.at += 1
        self.need("CLOSE", "]")
        length = self.past - begin.offset
        if len(words) == 3 and words[1].text == ":":
            return Block(words[0].text, words[2].text, offset=begin.offset, length=length)
        text = "".join(word.text for word in words)
        if not text:
            raise NotUnderstood(OPERAND, begin.offset)
        return Reference(text, bracketed=True, offset=begin.offset, length=length)


def _is_unit(text: str) -> bool:
    try:
        UNITS.parse(text)
    except UnitError:
        return False
    return True
