"""Kind rules that several functions share: what may be summed, what a growth is made of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.functions.signature import Misuse
from fzplan.formula.scope import ADDITIVE
from fzplan.formula.typed import Type
from fzplan.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from fzplan.formula.scope import Kind
    from fzplan.formula.typed import Typed

PERCENT = UNITS.parse("%")
POINT = UNITS.parse("百分点")


def same(values: Sequence[Typed], _: Mapping[str, Any]) -> Type:
    """Return the type of the first argument: round, abs, largest, smallest."""
    return replace(values[0].type, constant=False)


def summed(values: Sequence[Typed], _: Mapping[str, Any]) -> Type:
    """Return the type of a sum over members or records; a ratio or an unknown kind is a misuse."""
    return replace(additive(values[0]), constant=False)


def averaged(values: Sequence[Typed], _: Mapping[str, Any]) -> Type:
    """Return the type of a mean over members or records: a ratio, not to be summed again."""
    return replace(additive(values[0]), kind="ratio", constant=False)


def additive(value: Typed) -> Type:
    """Return the type of a figure that adds over members; else raise `Misuse`."""
    if value.type.kind in ADDITIVE:
        return value.type
    if value.type.kind is None:
        raise Misuse(Text("没有声明 kind", "its `kind` is not declared"), DECLARE)
    raise Misuse(Text("比率和增速不能相加或平均", "ratios and rates are never summed or averaged"), RECOMPUTE)


def percent(kind: Kind) -> Type:
    """Return the type of a percentage of that kind."""
    return Type(PERCENT, kind)


def grown(values: Sequence[Typed], _: Mapping[str, Any]) -> Type:
    """Return the type of a growth rate of a level; a printed rate is chained, not grown again."""
    for value in values:
        if value.type.kind == "rate":
            raise Misuse(Text("它本身已是增速", "it is a growth rate already"), CHAIN)
    return percent("rate")


DECLARE = Text(
    "请在 measures: 中声明 kind: flow | stock | average | fixed", "declare `kind: flow | stock | average | fixed`"
)
RECOMPUTE = Text("请由分子、分母分别合计后再相除", "sum numerator and denominator, then divide")
CHAIN = Text(
    "连乘增速请用 chain(x, since)，增速之差请用减法", "chain rates with chain(x, since); subtract for a difference"
)
