"""What a relation of `checks:` has to name by its kind: 表间 two forms, 跨期 two periods, 汇总 records and a summary.

In: the tree of a relation and the forms of the plan. Out: a refusal with the part meant, or the tree with
``sum(企业年报.营业收入)`` put under the name of the measure that the form makes of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fzplan.diagnostics import Text
from fzplan.formula.nodes import At, Binary, Call, Compare, If, Name, Node, parts
from fzplan.plan.draft import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from fzplan.model.plan import Form


class Refusal(NamedTuple):
    """Why a relation is not of the kind it stands under: the part meant, and what to write instead."""

    node: Node
    reason: Text
    hint: Text


def _any(_: Node, __: Mapping[str, Form]) -> Refusal | None:
    return None


def _across(node: Node, _: Mapping[str, Form]) -> Refusal | None:
    """A relation between forms says of at least one figure which form gives it, and not the same of all."""
    forms = {part.form for part in _names(node)}
    return Refusal(node, ONE_FORM, NAME_FORMS) if len(forms) < 2 else None


def _over_time(node: Node, _: Mapping[str, Form]) -> Refusal | None:
    found = any(isinstance(part, At) for part in _walked(node))
    return None if found else Refusal(node, NO_OTHER_PERIOD, NAME_PERIOD)


def _aggregated(node: Node, forms: Mapping[str, Form]) -> Refusal | None:
    """A summary is held against what records add up to, which the form with records declares."""
    for call in _walked(node):
        if _of_records(call, forms) and _declared(call, forms) is None:
            return Refusal(call, NO_AGGREGATE, DECLARE_AGGREGATE)
    named = {part.form for part in _names(named_aggregates(node, forms))}
    records = {form for form in named if form in forms and forms[form].entity}
    return None if records and named - records else Refusal(node, NO_RECORDS, NAME_RECORDS)


WRITTEN: dict[str, Callable[[Node, Mapping[str, Form]], Refusal | None]] = {
    "within": _any, "across": _across, "period": _over_time, "aggregate": _aggregated,
}  # fmt: skip
"""The kinds that are one relation, each with what it has to name."""


def unknown_form(node: Node, forms: Mapping[str, Form]) -> Refusal | None:
    """Refuse a name that is asked of a form which the plan does not have."""
    part = next((n for n in _names(node) if n.form and n.form not in forms), None)
    return (
        None
        if part is None
        else Refusal(part, NO_FORM, Text(*(t.format(known) for t, known in zip(FORMS, listed(forms), strict=True))))
    )


def named_aggregates(node: Node, forms: Mapping[str, Form]) -> Node:
    """Return the tree with ``sum(企业年报.营业收入)`` named by the measure that the form makes of it."""
    measure = _declared(node, forms)
    if measure is not None:
        assert isinstance(node, Call)
        (inner,) = _names(node)
        return Name(measure, inner.form, offset=node.offset, length=node.length, depth=node.depth)
    match node:
        case Compare(operands=operands):
            return replace(node, operands=tuple(named_aggregates(n, forms) for n in operands))
        case Binary(left=left, right=right):
            return replace(node, left=named_aggregates(left, forms), right=named_aggregates(right, forms))
        case If(condition=condition, then=then):
            return replace(node, condition=named_aggregates(condition, forms), then=named_aggregates(then, forms))
    return node


def _of_records(node: Node, forms: Mapping[str, Form]) -> bool:
    """Tell whether a node is a function of one field of a form with records."""
    if not isinstance(node, Call) or len(node.arguments) != 1 or not isinstance(node.arguments[0], Name):
        return False
    form = forms.get(node.arguments[0].form)
    return form is not None and form.entity


def _declared(node: Node, forms: Mapping[str, Form]) -> str | None:
    """Return the measure that the form declares as this function of this field."""
    if not _of_records(node, forms):
        return None
    assert isinstance(node, Call)
    (inner,) = _names(node)
    wanted = f"{node.function}({inner.name})"
    return next((a.measure for a in forms[inner.form].aggregates if "".join(a.text.split()) == wanted), None)


def _walked(node: Node) -> Iterator[Node]:
    yield node
    for part in parts(node):
        yield from _walked(part)


def _names(node: Node) -> list[Name]:
    return [part for part in _walked(node) if isinstance(part, Name)]


NO_FORM = Text("没有这个表式", "there is no such form")
FORMS = Text("表式有：{}", "the forms are: {}")
ONE_FORM = Text("表间关系要写明各数出自哪个表式", "a relation between forms says which form each figure is from")
NAME_FORMS = Text(
    "写成 甲表.收入 = 乙表.收入；同一张表内的关系用 within",
    "write a.income = b.income; within one form use `within`",
)
NO_OTHER_PERIOD = Text("跨期关系里没有别的报告期", "a relation over time names no other period")
NAME_PERIOD = Text(
    "写成 期初数 = 期末数@-1（@-1 是上年）；同一期内的关系用 within",
    "write opening = closing@-1; within one period use `within`",
)
NO_RECORDS = Text(
    "一边应是有记录的表式的汇总，一边是汇总表的数",
    "one side is an aggregate of a form with records, the other a summary",
)
NAME_RECORDS = Text(
    "写成 sum(企业年报.营业收入) = 主要指标.总收入，或 企业年报.总收入 = 主要指标.总收入",
    "write sum(firms.income) = summary.total_income, or firms.total_income = summary.total_income",
)
NO_AGGREGATE = Text("这个表式的 aggregate: 没有这样汇总", "`aggregate:` of the form does not make this")
DECLARE_AGGREGATE = Text(
    "先在该表式的 aggregate: 下写明，如 总收入: sum(营业收入)",
    "declare it under `aggregate:` of the form, such as total_income: sum(income)",
)
