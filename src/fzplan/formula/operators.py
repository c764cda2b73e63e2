"""Types of operators: the unit, kind and price basis of sums, products, comparisons and choices."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import Text
from fzplan.formula import codes
from fzplan.formula.nodes import Binary, Literal, Node, Unary
from fzplan.formula.scope import ADDITIVE
from fzplan.formula.typed import Type, Typed
from fzplan.formula.wording import text
from fzplan.units import ONE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fzplan.formula.checker import Checker
    from fzplan.formula.nodes import Compare, If
    from fzplan.formula.scope import Content, Kind
    from fzplan.units import Unit

LARGEST_EXPONENT = 20
RATIOS = ("rate", "ratio")
ARITHMETIC: dict[str, Callable[[float, float], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
}


def unary(checker: Checker, node: Unary, inner: Typed | None) -> Typed | None:
    """Type `-x` (a number) and `not x` (a condition)."""
    checked = checker.must_be(inner, "number" if node.sign == "-" else "condition")
    return checked and Typed(node, checked.type, (checked,))


def binary(checker: Checker, node: Binary, left: Typed | None, right: Typed | None) -> Typed | None:
    """Type a sum, product, power or a conjunction of conditions."""
    content: Content = "condition" if node.sign in ("and", "or") else "number"
    left, right = checker.must_be(left, content), checker.must_be(right, content)
    if left is None or right is None:
        return None
    if content == "condition":
        return Typed(node, Type(ONE, content="condition"), (left, right))
    if node.sign in "+-":
        return _sum(checker, node, left, right)
    return _power(checker, node, left, right) if node.sign == "^" else _product(node, left, right)


def _sum(checker: Checker, node: Binary, left: Typed, right: Typed) -> Typed | None:
    if {left.type.unit.text, right.type.unit.text} == {"%", "百分点"}:  # 5 % + 1 个百分点 is 6 %
        percent = left.type.unit if left.type.unit.text == "%" else right.type.unit
        left, right = left.to(percent), right.to(percent)
        return Typed(node, Type(percent, _sum_kind(left, right)), (left, right))
    price = _price(checker, left, right)
    converted = checker.same_unit(left, right)
    if converted is None or price is None:
        return None
    unit = left.type.unit
    if node.sign == "-" and not left.type.constant:
        unit = unit.as_point()
    constant = left.type.constant and right.type.constant
    return Typed(node, Type(unit, _sum_kind(left, right), price=price, constant=constant), (left, converted))


def _sum_kind(left: Typed, right: Typed) -> Kind | None:
    """Like kinds stay; a difference of ratios is a ratio (never summed again); a flow and a stock give no kind."""
    kinds = [typed.type.kind for typed in (left, right) if not typed.type.constant]
    if any(kind in RATIOS for kind in kinds):
        return "ratio"
    return kinds[0] if kinds and all(kind == kinds[0] for kind in kinds) else None


def _product(node: Binary, left: Typed, right: Typed) -> Typed:
    a, b = left.type, right.type
    unit = a.unit * b.unit if node.sign == "*" else a.unit / b.unit
    kind = _product_kind(a, b) if node.sign == "*" else _quotient_kind(a, b)
    price = a.price if not b.price or kind in ADDITIVE else ""
    return Typed(node, Type(unit, kind, price=price, constant=a.constant and b.constant), (left, right))


def _product_kind(a: Type, b: Type) -> Kind | None:
    """总收入 × 研发投入强度 is a flow again; a product of two totals has no kind."""
    if a.constant or b.constant:
        return b.kind if a.constant else a.kind
    if a.kind in RATIOS:
        return "ratio" if b.kind in RATIOS else b.kind
    return a.kind if b.kind in RATIOS else None


def _quotient_kind(a: Type, b: Type) -> Kind | None:
    """A quotient is a ratio, recomputed and never summed; a total over a ratio (a deflator) stays a total."""
    if b.constant or (a.kind in ADDITIVE and b.kind in RATIOS and not b.unit.dimensions):
        return a.kind
    return "ratio"


def _power(checker: Checker, node: Binary, left: Typed, right: Typed) -> Typed | None:
    exponent = constant(right.node)
    if exponent is None:
        return checker.not_here(node.right, text(node.right), CONSTANT_EXPONENT)
    if not abs(exponent) <= LARGEST_EXPONENT:
        checker.fault(codes.TOO_LARGE, node.right, what=EXPONENT, found=f"{exponent:g}", limit=LARGEST_EXPONENT)
        return None
    whole = exponent == int(exponent)
    if not whole and left.type.unit.dimensions:
        return checker.not_here(node, text(node), ROOT_OF_UNIT)
    left = left if whole else left.to(ONE)
    unit = left.type.unit ** int(exponent) if whole else ONE
    return Typed(node, Type(unit, None if left.type.constant else "ratio", constant=left.type.constant), (left, right))


def constant(node: Node) -> float | None:
    """Return the value of a formula of numbers alone, or None where a name or a unit stands in it.

    Bounded by itself: powers inside an exponent are not computed further than a float goes.
    """
    match node:
        case Literal(value=value, unit=""):
            return value
        case Unary(sign="-", operand=inner):
            found = constant(inner)
            return None if found is None else -found
        case Binary(sign=sign, left=left, right=right) if sign in "+-*/^":
            a, b = constant(left), constant(right)
            return None if a is None or b is None else _computed(sign, a, b)
        case _:
            return None


def _computed(sign: str, a: float, b: float) -> float:
    try:
        found = ARITHMETIC[sign](a, b)
    except (OverflowError, ZeroDivisionError):
        return float("inf")
    return float("nan") if isinstance(found, complex) else float(found)


def compare(checker: Checker, node: Compare, operands: Sequence[Typed | None]) -> Typed | None:
    """Type a chain of comparisons: everything is brought to the unit of the first operand that has one."""
    known = [operand for operand in operands if operand is not None]
    if len(known) < len(operands):
        return None
    contents = {operand.type.content for operand in known}
    if contents & {"text", "date"}:
        if len(contents) == 1 and set(node.signs) <= {"=", "≠"}:
            return Typed(node, Type(ONE, content="condition"), tuple(known))
        return checker.not_here(node, text(node), TEXT_COMPARED)
    if any(checker.must_be(operand, "number") is None for operand in known):
        return None
    base = next((operand for operand in known if not _is_nought(operand)), known[0])
    others = [operand for operand in known if operand is not base]
    prices = [_price(checker, base, other) for other in others]
    converted = [operand if operand is base else checker.same_unit(base, operand) for operand in known]
    if None in converted or None in prices:
        return None
    return Typed(node, Type(ONE, content="condition"), tuple(operand for operand in converted if operand is not None))


def _is_nought(operand: Typed) -> bool:
    """Tell whether an operand is 0 without a unit, which has every unit: in 0 ≤ a ≤ b it is a that b is brought to."""
    return isinstance(operand.node, Literal) and operand.node.value == 0 and not operand.node.unit


def choice(
    checker: Checker, node: If, condition: Typed | None, then: Typed | None, otherwise: Typed | None
) -> Typed | None:
    """Type 若…则…否则…; without 否则 both sides are conditions (an audit relation)."""
    condition = checker.must_be(condition, "condition")
    if node.otherwise is None:
        then = checker.must_be(then, "condition")
        if condition is None or then is None:
            return None
        return Typed(node, Type(ONE, content="condition"), (condition, then))
    if then is not None:
        otherwise = checker.must_be(otherwise, then.type.content)
    if condition is None or then is None or otherwise is None:
        return None
    if then.type.content != "number":
        return Typed(node, Type(ONE, content=then.type.content), (condition, then, otherwise))
    converted, price = checker.same_unit(then, otherwise), _price(checker, then, otherwise)
    if converted is None or price is None:
        return None
    kind = then.type.kind if then.type.kind == otherwise.type.kind else None
    return Typed(node, Type(then.type.unit, kind, price=price), (condition, then, converted))


def _price(checker: Checker, left: Typed, right: Typed) -> str | None:
    """Return the common price basis; None with a fault where there are two."""
    a, b = left.type.price, right.type.price
    if a and b and a != b:
        facts = {"left": text(left.node), "left_price": a, "right": text(right.node), "right_price": b}
        checker.fault(codes.MIXED_PRICES, right.node, (left.node.offset, left.node.length, text(left.node)), **facts)
        return None
    return a or b


def not_additive(kind: Kind | None) -> tuple[Text, Text]:
    """Return why a kind cannot be summed over members, and what to do instead."""
    if kind is None:
        return NO_KIND, DECLARE_KIND
    return NOT_SUMMED, RECOMPUTE


def mismatch_hint(left: Unit, right: Unit) -> Text:
    """Return the remedy for two units that do not match."""
    dimensions = {left.dimensions, right.dimensions}
    if dimensions == {(("person", 1),), (("person", 1), ("year", 1))}:
        return PERSON_YEARS
    if left.dimensions == right.dimensions:
        return POINTS
    if ONE in (left, right):
        known = right if left == ONE else left
        return Text(
            f'一边没有单位：数值请写上单位，如 100{known.text}；是比值的，unit 写 "%" 或 "1"',
            f"one side has no unit: write a number with its unit, such as 100{known.text}; of a ratio, `unit` is "
            '"%" or "1"',
        )
    return LOOK


PERSON_YEARS = Text(
    "人与人年（折合全时当量）不是同一个量，请换用同一口径的指标",
    "persons and person-years (full-time equivalents) differ; use figures of one definition",
)
POINTS = Text(
    "百分比之差是百分点，二者不能混用", "a difference of percentages is in percentage points; the two do not mix"
)
LOOK = Text("请核对公式，或改正其中一个指标的 unit", "check the formula, or correct the `unit` of one of them")
NO_KIND = Text("没有声明 kind", "its `kind` is not declared")
DECLARE_KIND = Text(
    "请在 measures: 中声明 kind: flow | stock | average | fixed", "declare `kind: flow | stock | average | fixed`"
)
NOT_SUMMED = Text("比率和增速不能相加或平均", "ratios and rates are never summed or averaged")
RECOMPUTE = Text("请由分子、分母分别合计后再相除", "sum numerator and denominator, then divide")
CONSTANT_EXPONENT = Text("指数须为没有单位的常数", "an exponent is a constant without a unit")
EXPONENT = Text("指数", "the exponent")
ROOT_OF_UNIT = Text("有单位的量只能取整数次幂", "a quantity with a unit takes whole exponents only")
TEXT_COMPARED = Text("文字只能与文字用 = 或 ≠ 比较", "a text is compared with a text, by = or ≠ only")
