"""Names, units, kinds and arguments checked before any number is read; every mistake found in one go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula import codes, operators
from fzplan.formula.calls import checked_call
from fzplan.formula.faults import Fault, did_you_mean
from fzplan.formula.nodes import At, Binary, Call, Compare, If, Literal, Name, Node, Pick, Select, String, Unary
from fzplan.formula.parser import JOINED
from fzplan.formula.scope import ADDITIVE
from fzplan.formula.typed import Type, Typed
from fzplan.formula.wording import text
from fzplan.units import ONE, UnitError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.diagnostics import Rule
    from fzplan.formula.faults import Also
    from fzplan.formula.scope import Content, Scope
    from fzplan.units import Unit


def check(node: Node, scope: Scope, want: Unit | None = None) -> tuple[Typed | None, tuple[Fault, ...]]:
    """Return the typed tree, converted to `want`, and every fault; the tree is None where an error stands in it."""
    checker = Checker(scope)
    typed = checker.typed(node)
    if typed is not None and want is not None:
        typed = checker.wanted(typed, want)
    if typed is not None and scope.style == "filter":
        typed = checker.must_be(typed, "condition")
    elif typed is not None and scope.style == "row":
        typed = checker.must_be(typed, "number")
    return typed, tuple(sorted(checker.faults, key=lambda fault: (fault.offset, fault.rule.code)))


class Checker:
    """One walk over one tree. A faulty part is None; its neighbours are still checked."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.faults: list[Fault] = []
        self.reducing = False

    def fault(self, rule: Rule, node: Node, *also: Also, **facts: object) -> None:
        """Remember a fault at `node`; `also` are further places of it."""
        self.faults.append(Fault(rule, node.offset, max(1, node.length), facts, also))

    def typed(self, node: Node) -> Typed | None:  # noqa: C901, PLR0911  (one case a kind of node)
        """Return the typed form of a node, or None where it is faulty."""
        match node:
            case Literal():
                return self.literal(node)
            case String():
                return Typed(node, Type(ONE, content="text", constant=True))
            case Name():
                return self.name(node)
            case Select():
                return self.selection(node)
            case At():
                return self.at(node)
            case Unary(operand=inner):
                return operators.unary(self, node, self.typed(inner))
            case Binary():
                return self.binary(node)
            case Compare(operands=operands):
                return operators.compare(self, node, [self.operand(operand, operands) for operand in operands])
            case If():
                return self.choice(node)
            case Call():
                return checked_call(self, node)
        raise AssertionError(node)

    def literal(self, node: Literal) -> Typed | None:
        """Return a number in its unit."""
        try:
            unit = self.scope.units.parse(node.unit) if node.unit else ONE
        except UnitError as error:
            joined = JOINED.match(node.unit)
            if joined:  # 若 总收入 > 0则 …
                self.fault(codes.JOINED_WORD, node, name=node.unit, word=joined[0])
                return None
            self.fault(codes.UNKNOWN_UNIT, node, unit=node.unit, reason=error.reason)
            return None
        return Typed(node, Type(unit, constant=True))

    def name(self, node: Name) -> Typed | None:
        """Return what a name stands for."""
        symbol = self.scope.symbol(node.name)
        if symbol is None:
            self.unknown(node)
            return None
        if self.scope.style != "indicator" and (node.form or node.reading):
            return self.not_here(node, text(node), RECORD_BY_RECORD)
        if self.scope.style == "record" and not self.reducing:
            return self.not_here(node, text(node), FIELD_ALONE, REDUCE_IT)
        type_ = Type(symbol.unit, symbol.kind, symbol.content, symbol.price)
        if self.scope.style == "record" and symbol.kind is None:
            type_ = replace(type_, kind="flow")  # figures of records add up; their kind is that of the measure made
        return Typed(node, type_, symbol=symbol)

    def unknown(self, node: Name) -> None:
        """Remember a name that stands for nothing: joined to a word of the language, or misspelt."""
        near = did_you_mean(node.name, self.scope.names())
        for word in JOINED.findall(node.name):
            before, _, after = node.name.partition(word)
            known = any(part and self.scope.symbol(part) for part in (before, after))
            if known or not (before or near.zh):
                self.fault(codes.JOINED_WORD, node, name=node.name, word=word)
                return
        self.fault(codes.UNKNOWN_NAME, node, name=node.name, near=near)

    def selection(self, node: Select) -> Typed | None:
        """Return x[产业=轨道交通]; a group is a sum and needs a kind that adds."""
        inner = self.typed(node.operand)
        taken = [self.pick(pick) for pick in node.picks]
        if self.scope.style != "indicator":
            return self.not_here(node, Text("[ ]", "[ ]"), RECORD_BY_RECORD)
        if inner is None or None in taken:
            return None
        picks = tuple(pick for pick in taken if pick is not None)
        several = any(len(members) > 1 for _, members in picks)
        if several and inner.type.kind not in ADDITIVE:
            reason, hint = operators.not_additive(inner.type.kind)
            self.fault(codes.KIND_MISUSE, node, function=GROUP, name=text(node.operand), reason=reason, hint=hint)
            return None
        return Typed(node, inner.type, (inner,), picks=picks)

    def pick(self, pick: Pick) -> tuple[str, tuple[str, ...]] | None:
        """Return the dimension and the members of one condition of a selection."""
        dimension = self.scope.dimension(pick.dimension)
        if dimension is None:
            self.fault(codes.UNKNOWN_MEMBER, pick, what=DIMENSION, name=pick.dimension, near=Text("", ""))
            return None
        known: Iterable[str]
        if pick.group:
            known, what, found = dimension.groups, GROUP_WORD, dimension.groups.get(pick.member)
        else:
            member = dimension.names.get(pick.member, pick.member)
            known, what, found = dimension.names, MEMBER_WORD, (member,) if member in dimension.members else None
        if found is None:
            near = did_you_mean(pick.member, known)
            if not pick.group and pick.member in dimension.groups:
                near = Text(
                    f"；它是组，请写 {pick.dimension} in {pick.member}", f"; it is a group: write `in {pick.member}`"
                )
            self.fault(codes.UNKNOWN_MEMBER, pick, what=what, name=pick.member, near=near)
            return None
        return dimension.id, tuple(found)

    def at(self, node: At) -> Typed | None:
        """Return x@2020; a part of a year is printed for single names only."""
        inner = self.typed(node.operand)
        if self.scope.style != "indicator":
            return self.not_here(node, Text("@", "@"), RECORD_BY_RECORD)
        if inner is None:
            return None
        if node.period and len(node.period) != 4 and not isinstance(node.operand, Name):
            return self.not_here(node, text(node), PART_OF_YEAR)
        return Typed(node, replace(inner.type, constant=False), (inner,))

    def binary(self, node: Binary) -> Typed | None:
        """Return a sum, product, power or conjunction."""
        left = self.typed(node.left)
        return operators.binary(self, node, left, self.unit_below(node) or self.typed(node.right))

    def operand(self, node: Node, operands: tuple[Node, ...]) -> Typed | None:
        """Return an operand of a comparison; in 产业 = 轨道交通, over records, the second is a member's name."""
        if self.scope.style != "indicator" and isinstance(node, Name) and self.scope.symbol(node.name) is None:
            compared = [other.name for other in operands if isinstance(other, Name) and other is not node]
            dimensions = [dimension for name in compared if (dimension := self.scope.dimension(name))]
            member = next((d.names[node.name] for d in dimensions if node.name in d.names), None)
            if member is not None:
                return self.typed(String(member, offset=node.offset, length=node.length))
        return self.typed(node)

    def unit_below(self, node: Binary) -> Typed | None:
        """Return 人 of 400万元/人 as a unit: the parser sees a quotient, for only the plan knows that 人 is none."""
        right = node.right
        if node.sign not in "/*" or not isinstance(right, Name) or not self.ends_in_unit(node.left):
            return None
        unit = None if self.scope.symbol(right.name) else self.scope.units.find(right.name)
        if unit is None:
            return None
        one = Literal(1.0, right.name, offset=right.offset, length=right.length)
        return Typed(one, Type(unit, constant=True))

    def ends_in_unit(self, node: Node) -> bool:
        """Tell whether a unit stands at the end of the text of a node, as in 从业人员 * 400万元."""
        match node:
            case Literal(unit=unit):
                return bool(unit)
            case Binary(sign="*" | "/", right=Name()):
                return self.unit_below(node) is not None
            case Binary(sign="*" | "/", right=right):
                return self.ends_in_unit(right)
            case _:
                return False

    def choice(self, node: If) -> Typed | None:
        """Return 若…则…否则…."""
        condition, then = self.typed(node.condition), self.typed(node.then)
        otherwise = self.typed(node.otherwise) if node.otherwise else None
        return operators.choice(self, node, condition, then, otherwise)

    def not_here(self, node: Node, what: Text, reason: Text, hint: Text | None = None) -> Typed | None:
        """Remember that something does not apply here; the part is faulty."""
        self.fault(codes.NOT_HERE, node, what=what, reason=reason, hint=hint or REWRITE)
        return None

    def must_be(self, typed: Typed | None, content: Content) -> Typed | None:
        """Return `typed` where it is a number or a condition as asked, else None with a fault."""
        if typed is None or typed.type.content == content:
            return typed
        reason = NEED_CONDITION if content == "condition" else NEED_NUMBER
        return self.not_here(typed.node, text(typed.node), reason)

    def same_unit(self, left: Typed, right: Typed) -> Typed | None:
        """Return `right` in the unit of `left`; None with a fault where they are not alike."""
        mine, other = left.type.unit, right.type.unit
        if _is_zero(right):
            return replace(right, type=replace(right.type, unit=mine))
        if not mine.compatible(other):
            mine, other = _yearly(left), _yearly(right)
        if not mine.compatible(other):
            self.fault(
                codes.UNIT_MISMATCH,
                right.node,
                (left.node.offset, left.node.length, text(left.node)),
                left=text(left.node),
                left_unit=left.type.unit.text,
                right=text(right.node),
                right_unit=right.type.unit.text,
                hint=operators.mismatch_hint(left.type.unit, right.type.unit),
            )
            return None
        self.count_words(left.node, text(left.node), left.type.unit, right)
        return right.to(left.type.unit)

    def count_words(self, node: Node, label: Text, unit: Unit, right: Typed) -> None:
        """Remember a hint where 家 and 个 are mixed."""
        mine, other = unit.count_label, right.type.unit.count_label
        if not self.scope.units.same(mine, other):
            also = [(node.offset, node.length, label)] if node is not right.node else []
            facts: dict[str, object] = {
                "left": label,
                "left_unit": mine,
                "right": text(right.node),
                "right_unit": other,
            }
            self.fault(codes.MIXED_COUNTS, right.node, *also, **facts)

    def wanted(self, typed: Typed, want: Unit) -> Typed | None:
        """Return the whole formula in the unit declared for it."""
        checked = self.must_be(typed, "number")
        if checked is None:
            return None
        unit = typed.type.unit
        if typed.type.constant and unit == ONE:  # a bare number is in the declared unit
            return replace(typed, type=replace(typed.type, unit=want))
        if not unit.compatible(want):
            annual = want if typed.type.kind in MOMENTARY else want.without_year()
            if not _yearly(typed).compatible(annual):
                self.fault(
                    codes.UNIT_MISMATCH,
                    typed.node,
                    left=text(typed.node),
                    left_unit=typed.type.unit.text,
                    right=DECLARED,
                    right_unit=want.text,
                    hint=operators.mismatch_hint(want, typed.type.unit),
                )
                return None
        self.count_words(typed.node, DECLARED, want, typed)
        return typed.to(want)


def _yearly(typed: Typed) -> Unit:
    """Return the unit without 每年: an annual flow is the same number with and without it; a stock is not."""
    return typed.type.unit if typed.type.kind in MOMENTARY else typed.type.unit.without_year()


def _is_zero(typed: Typed) -> bool:
    return isinstance(typed.node, Literal) and typed.node.value == 0 and not typed.node.unit


MOMENTARY = ("stock", "fixed")
"""Kinds without a length of time: 期末人数 is never 人/年."""

DIMENSION = Text("分组", "dimension")
MEMBER_WORD = Text("成员", "member")
GROUP_WORD = Text("组", "group")
GROUP = Text("按组求和", "the sum of a group")
DECLARED = Text("声明的单位", "the declared unit")
REWRITE = Text("请改写公式", "rewrite the formula")
RECORD_BY_RECORD = Text("这里逐条记录计算，没有报告期、成员和表式", "records have no periods, members or forms here")
FIELD_ALONE = Text(
    "字段在每条记录上都有一个值，要先汇总", "a field has a value in every record and must be reduced first"
)
REDUCE_IT = Text("请写成 sum(…)、count(…) 等", "write sum(…), count(…) or the like")
PART_OF_YEAR = Text("一年中的一段时间只能取单个指标", "a part of a year can be taken of a single name only")
NEED_CONDITION = Text("此处应为条件（如 总收入 > 0）", "a condition is expected here (such as 总收入 > 0)")
NEED_NUMBER = Text("此处应为数值，不是条件或文字", "a number is expected here, not a condition or a text")
