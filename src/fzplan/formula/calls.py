"""Checking of function calls: arguments sorted to parameters, constants read, types asked of the function."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula import codes
from fzplan.formula.faults import did_you_mean
from fzplan.formula.functions import FUNCTIONS
from fzplan.formula.functions.signature import Misuse
from fzplan.formula.nodes import At, Binary, Call, Compare, If, Name, Node, Select, Unary, parts
from fzplan.formula.operators import constant
from fzplan.formula.typed import Over, Typed, names
from fzplan.formula.wording import text
from fzplan.units import ONE

if TYPE_CHECKING:
    from fzplan.formula.checker import Checker
    from fzplan.formula.functions.signature import Function, Parameter

YEARS = range(1900, 2201)


def checked_call(checker: Checker, node: Call) -> Typed | None:
    """Return the typed call, or None with its faults."""
    function = FUNCTIONS.get(node.function)
    if function is None:
        near = did_you_mean(node.function, FUNCTIONS)
        checker.fault(codes.UNKNOWN_FUNCTION, node, name=node.function, near=near)
        return None
    if not _usable(checker, function):
        return checker.not_here(node, Text(function.name, function.name), HERE[checker.scope.style])
    return _Arguments(checker, node, function).typed()


def _usable(checker: Checker, function: Function) -> bool:
    if checker.scope.style == "indicator":
        return bool(function.styles & {"rowwise", "temporal", "member"})
    return bool(function.styles & ({"rowwise", "reducing"} if checker.scope.style == "record" else {"rowwise"}))


class _Arguments:
    """The arguments of one call."""

    def __init__(self, checker: Checker, node: Call, function: Function) -> None:
        self.checker = checker
        self.node = node
        self.function = function
        self.given: dict[str, object] = {}
        self.sound = True

    def typed(self) -> Typed | None:
        before = len(self.checker.faults)
        sorted_ = self.sorted()
        if sorted_ is None:
            return None
        over = next((self.over(p, nodes[0]) for p, nodes in sorted_ if p.takes == "over" and nodes), None)
        reduces = self.checker.scope.style == "record" and self.reduces(len(sorted_[0][1]))
        if reduces and self.checker.reducing:
            return self.checker.not_here(self.node, text(self.node), NESTED)
        self.checker.reducing = self.checker.reducing or reduces
        values = self.values(sorted_, over)
        if reduces:
            self.checker.reducing = False
            values = [_adding(value) for value in values]
        self.defaults()
        if (
            not self.sound
            or any(value is None for value in values)
            or len(self.checker.faults) > before + self.hints(before)
        ):
            return None
        return self.result([value for value in values if value is not None])

    def reduces(self, several: int) -> bool:
        """Tell whether the call makes one number of all records: of one argument; `min(a, b)` is one a record."""
        return self.function.reducing is not None and (self.function.rowwise is None or several < 2)

    def hints(self, before: int) -> int:
        """Return how many of the new findings are mere hints."""
        return sum(fault.rule is codes.MIXED_COUNTS for fault in self.checker.faults[before:])

    def sorted(self) -> list[tuple[Parameter, list[Node]]] | None:
        """Return each parameter with the nodes given for it; None with a fault where they do not fit."""
        parameters = {p.name: p for p in self.function.parameters}
        found: dict[str, list[Node]] = {name: [] for name in parameters}
        order = list(self.function.parameters)
        for node in self.node.arguments:
            keyword = _keyword(node, parameters)
            if keyword:
                name, value = keyword
                if found[name]:
                    self.wrong(Text(f"{name} 写了两次", f"{name} is given twice"), node)
                    return None
                found[name].append(value)
                continue
            while order and (found[order[0].name] and not order[0].many):
                order.pop(0)
            if not order or order[0].takes in ("choice", "over"):
                self.wrong(Text(f"多出“{text(node).zh}”", f"“{text(node).en}” is one too many"), node)
                return None
            found[order[0].name].append(node)
        missing = [name for name, p in parameters.items() if p.required and not found[name]]
        missing += ["over"] if self.lacks_over(found) else []
        if missing:
            self.wrong(Text(f"缺少 {'、'.join(missing)}", f"{', '.join(missing)} is missing"))
            return None
        return [(p, found[p.name]) for p in self.function.parameters]

    def lacks_over(self, found: dict[str, list[Node]]) -> bool:
        function = self.function
        if self.checker.scope.style != "indicator" or function.members is None or found.get("over"):
            return False
        return function.rowwise is None or len(found[function.parameters[0].name]) < 2

    def wrong(self, reason: Text, node: Node | None = None) -> None:
        self.sound = False
        name, signature = self.function.name, self.function.signature
        self.checker.fault(codes.WRONG_ARGUMENTS, node or self.node, function=name, reason=reason, signature=signature)

    def over(self, parameter: Parameter, node: Node) -> Over | None:
        """Return the dimension, or the group of one, that `over=` names."""
        name = node.name if isinstance(node, Name) else ""
        dimension = self.checker.scope.dimension(name) if name else None
        if dimension is not None:
            over = Over(dimension.id, dimension.members, whole=True, partition=dimension.partition)
            self.given[parameter.name] = over
            return over
        self.sound = False
        self.checker.fault(codes.UNKNOWN_MEMBER, node, what=DIMENSION, name=text(node), near=Text("", ""))
        return None

    def values(self, sorted_: list[tuple[Parameter, list[Node]]], over: Over | None) -> list[Typed | None]:
        values: list[Typed | None] = []
        for parameter, nodes in sorted_:
            for node in nodes:
                if parameter.takes in ("value", "condition", "any"):
                    values += self.value(parameter, node, over)
                elif parameter.takes != "over":
                    self.given[parameter.name] = self.constant(parameter, node)
        return values

    def value(self, parameter: Parameter, node: Node, over: Over | None) -> list[Typed | None]:
        collapses = over is not None and self.function.members is not None and self.function.members.collapses
        if over is not None and collapses:
            node = self.hoisted(node, over)
        typed = self.checker.typed(node)
        if parameter.takes != "any":
            typed = self.checker.must_be(typed, "condition" if parameter.takes == "condition" else "number")
        if over is None or not self.function.with_whole:
            return [typed]
        return [typed, self.checker.typed(_without(node, over.dimension)[0]) if typed is not None else None]

    def hoisted(self, node: Node, over: Over) -> Node:
        """Return the argument without `[D in G]`: inside a function over D it says which members are taken."""
        bare, groups = _without(node, over.dimension)
        if not groups:
            return node
        dimension = self.checker.scope.dimension(over.dimension)
        members = {dimension.groups.get(group) if dimension else None for group in groups}
        if len(members) > 1 or None in members:
            return node  # several groups, or single members: the selections keep their own meaning
        (taken,) = members
        self.given["over"] = Over(over.dimension, taken or (), whole=False, partition=False)
        return bare

    def constant(self, parameter: Parameter, node: Node) -> object:
        if parameter.takes == "choice":
            name = node.name if isinstance(node, Name) else ""
            if name not in parameter.choices:
                choices = " | ".join(parameter.choices)
                self.wrong(Text(f"{parameter.name} 应为 {choices}", f"{parameter.name} is one of {choices}"), node)
            return name
        number = constant(node)
        if number is None:
            self.wrong(Text(f"{parameter.name} 应为常数", f"{parameter.name} is a constant"), node)
            return None
        if parameter.takes == "year" and number not in YEARS:
            self.wrong(Text(f"{parameter.name} 应为年份，如 2020", f"{parameter.name} is a year, such as 2020"), node)
        if parameter.takes == "whole" and number != int(number):
            self.wrong(Text(f"{parameter.name} 应为整数", f"{parameter.name} is a whole number"), node)
        return number if parameter.takes == "number" else int(number)

    def defaults(self) -> None:
        """Fill in the year from which a running sum starts, where the plan says it."""
        first = self.checker.scope.first
        if self.function.name == "cumulative" and "since" not in self.given:
            if first is None:
                self.wrong(Text("缺少 since", "since is missing"))
            self.given["since"] = first

    def result(self, values: list[Typed]) -> Typed | None:
        node, function = self.node, self.function
        if "over" in self.given or function.time is not None:
            fixed = next((value for value in values if not names(value)), None)
            if fixed is not None:
                self.wrong(Text("常数没有年份和成员", "a constant has no years and no members"), fixed.node)
                return None
        converted = self.converted(values)
        if converted is None:
            return None
        try:
            type_ = function.type(converted, self.given)
        except Misuse as misuse:
            name = text(node.arguments[0]) if node.arguments else text(node)
            self.checker.fault(
                codes.KIND_MISUSE, node, function=function.name, name=name, reason=misuse.reason, hint=misuse.hint
            )
            return None
        constants = {name: value for name, value in self.given.items() if value is not None}
        return Typed(node, type_, tuple(converted), function=function, given=constants)

    def converted(self, values: list[Typed]) -> list[Typed] | None:
        if self.function.as_ratio:
            bad = next((value for value in values if value.type.unit.dimensions), None)
            if bad is not None:
                self.wrong(Text("应为百分比或比率", "a percentage or ratio is expected"), bad.node)
                return None
            return [value.to(ONE) for value in values]
        if not self.function.alike:
            return values
        alike = [self.checker.same_unit(values[0], value) for value in values[1:]]
        kept = [value for value in alike if value is not None]
        return [values[0], *kept] if len(kept) == len(alike) else None


def _adding(value: Typed | None) -> Typed | None:
    """Return a figure of records with a kind that adds: 单价 × 数量 of each record may be summed."""
    if value is None or value.type.kind is not None:
        return value
    return replace(value, type=replace(value.type, kind="flow"))


def _keyword(node: Node, parameters: dict[str, Parameter]) -> tuple[str, Node] | None:
    match node:
        case Compare(signs=("=",), operands=(Name(name=name, form=""), value)) if name in parameters:
            return name, value
        case _:
            return None


def _without(node: Node, dimension: str) -> tuple[Node, list[str]]:
    """Return the tree without its selections in a dimension, and the members or groups that they named."""
    match node:
        case Select(operand=inner, picks=picks):
            bare, named = _without(inner, dimension)
            named = [*named, *(pick.member for pick in picks if pick.dimension == dimension)]
            kept = tuple(pick for pick in picks if pick.dimension != dimension)
            return (replace(node, operand=bare, picks=kept) if kept else bare), named
        case _:
            stripped = [_without(part, dimension) for part in parts(node)]
            named = [name for _, found in stripped for name in found]
            return (_rebuilt(node, [part for part, _ in stripped]) if named else node), named


def _rebuilt(node: Node, below: list[Node]) -> Node:
    """Return the node with other parts, in the order of `parts`."""
    match node:
        case At() | Unary():
            return replace(node, operand=below[0])
        case Binary():
            return replace(node, left=below[0], right=below[1])
        case Compare():
            return replace(node, operands=tuple(below))
        case If():
            return replace(node, condition=below[0], then=below[1], otherwise=below[2] if len(below) > 2 else None)
        case _:
            assert isinstance(node, Call)
            return replace(node, arguments=tuple(below))


DIMENSION = Text("分组", "dimension")
HERE = {
    "indicator": Text("它只用于 aggregate: 中的逐条记录", "it is for the records of `aggregate:` only"),
    "record": Text("逐条记录没有报告期和成员", "records have no periods and members"),
    "filter": Text("筛选条件逐条判断，不能汇总", "a filter looks at one record at a time and reduces nothing"),
    "row": Text("此处逐条计算，不能汇总", "each record is computed for itself here, nothing is reduced"),
}
NESTED = Text("汇总之中不能再汇总", "a reduction cannot stand inside another")
